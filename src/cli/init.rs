//! `bantin init`: a small complete site in a new folder.

use bantin::scaffold::site::files;
use bantin_text::language::Language;

use crate::cli::args::Init;
use crate::cli::{Status, WrongUsage, clock, eprint, new, print, say};

/// Runs the command. A file that is there already stops it before anything is written.
pub(crate) fn run(command: &Init, language: Language) -> Result<Status, WrongUsage> {
    let folder = command.folder.as_path();
    let files = files(clock::today(folder));
    let shown = folder.display();
    let in_the_way = |path: &&str| folder.join(path).exists();
    let known = files.iter().map(|file| file.path.as_str());
    if let Some(there) = ["content"].into_iter().chain(known).find(in_the_way) {
        return Err(WrongUsage(say!(
            language,
            "trong `{shown}` đã có `{there}`; hãy chọn một thư mục mới",
            "`{there}` is in `{shown}` already; choose a new folder"
        )));
    }
    for file in &files {
        new::write(folder, file, false, language)?;
    }
    print(&format!("{shown}\n"));
    eprint(&say!(
        language,
        "Đã tạo trang mẫu. Xem trang: bantin --root \"{shown}\" serve --open\n",
        "A sample site is ready. Look at it: bantin --root \"{shown}\" serve --open\n"
    ));
    Ok(Status::Done)
}
