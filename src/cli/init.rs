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
        let_start(&folder.join(&file.path));
    }
    print(&format!("{shown}\n"));
    eprint(&say!(
        language,
        "Đã tạo trang mẫu. Mở phòng biên tập: bantin --root \"{shown}\" edit --open\n",
        "A sample site is ready. Open its editing room: bantin --root \"{shown}\" edit --open\n"
    ));
    Ok(Status::Done)
}

/// Start files are opened by a double click where the system wants a mark for that.
#[cfg(unix)]
fn let_start(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    let is_start = path.extension().is_some_and(|ending| ending == "command" || ending == "desktop");
    if is_start {
        let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755));
    }
}

#[cfg(not(unix))]
fn let_start(_: &std::path::Path) {}
