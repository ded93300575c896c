//! `bantin new`: a filled-in record in the right place.

use std::path::Path;

use bantin::content::declarations::{self, named};
use bantin::content::load::load;
use bantin::content::parse::parse;
use bantin::scaffold::record::{NewFile, Wanted, files};
use bantin_text::language::Language;
use bantin_text::suggest::nearest;

use crate::cli::args::{Common, New};
use crate::cli::{Status, WrongUsage, clock, print, say};

/// Runs the command.
pub(crate) fn run(common: &Common, command: &New, language: Language) -> Result<Status, WrongUsage> {
    let root = common.root();
    let kind = named(&command.kind).filter(|kind| kind.mapping().is_some() && kind.kind != "site");
    let kind = kind.ok_or_else(|| no_kind(&command.kind, language))?;
    let loaded = load(root, &mut Vec::new());
    let catalog = parse(&loaded, None, &mut Vec::new()).ok_or_else(|| no_site(language))?;
    let title = command.title.join(" ");
    let wanted = Wanted {
        kind,
        title: Some(title.trim()).filter(|title| !title.is_empty()),
        id: command.id.as_deref(),
        contest: command.contest.as_deref(),
        today: clock::today(root),
    };
    let files = files(&wanted, &catalog, root).map_err(|why| WrongUsage(why.get(language).to_owned()))?;
    for file in &files {
        let replaces = kind.holds == declarations::Holding::List;
        write(root, file, replaces, language)?;
        print(&format!("{}\n", file.path));
    }
    Ok(Status::Done)
}

/// The folder is no site, or its settings are wrong.
pub(crate) fn no_site(language: Language) -> WrongUsage {
    WrongUsage(say!(
        language,
        "không có trang ở đây, hoặc `content/site.yaml` có lỗi; xem `bantin check`, hay tạo trang bằng `bantin init`",
        "there is no site here, or `content/site.yaml` is wrong; see `bantin check`, or make one with `bantin init`"
    ))
}

pub(crate) fn no_kind(kind: &str, language: Language) -> WrongUsage {
    let kinds =
        || declarations::ALL.iter().map(|one| one.kind).filter(|kind| !matches!(*kind, "site" | "synonyms"));
    let all = kinds().collect::<Vec<_>>().join(", ");
    let near = nearest(kind, kinds()).map_or_else(String::new, |near| {
        say!(language, "; có phải ý bạn là `{near}`?", "; did you mean `{near}`?")
    });
    WrongUsage(say!(
        language,
        "không có loại `{kind}`{near} Các loại: {all}",
        "there is no kind `{kind}`{near} Kinds: {all}"
    ))
}

/// Writes a new file; one that is there is left alone, unless it is a list that got an element more.
pub(crate) fn write(
    root: &Path,
    file: &NewFile,
    replaces: bool,
    language: Language,
) -> Result<(), WrongUsage> {
    write_bytes(root, &file.path, file.text.as_bytes(), replaces, language)
}

/// The same for any content.
pub(crate) fn write_bytes(
    root: &Path,
    name: &str,
    bytes: &[u8],
    replaces: bool,
    language: Language,
) -> Result<(), WrongUsage> {
    let path = root.join(name);
    let failed = |error: std::io::Error| {
        WrongUsage(say!(language, "không ghi được `{name}`: {error}", "cannot write `{name}`: {error}"))
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true);
    let options = if replaces { options.create(true).truncate(true) } else { options.create_new(true) };
    let mut opened = options.open(&path).map_err(failed)?;
    std::io::Write::write_all(&mut opened, bytes).map_err(failed)
}
