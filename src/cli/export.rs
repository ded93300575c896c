//! `bantin export`: lists for the desk, in a file outside the site.

use std::path::{Component, Path, PathBuf};

use bantin::content::catalog::{Catalog, ContestFiles};
use bantin::content::load::load;
use bantin::content::parse::parse;
use bantin::export::list::List;
use bantin::export::{certificates, csv, docx, entries, register, results, xlsx};
use bantin_text::language::Language;

use crate::cli::args::{Common, Export, OfficeFormat};
use crate::cli::{Status, WrongUsage, new, print, say};

/// Folders of a site from which files reach readers.
const INSIDE: [&str; 2] = ["public", "content"];

/// Runs the command.
pub(crate) fn run(common: &Common, command: &Export, language: Language) -> Result<Status, WrongUsage> {
    let root = common.root();
    let loaded = load(root, &mut Vec::new());
    let catalog = parse(&loaded, None, &mut Vec::new()).ok_or_else(|| new::no_site(language))?;
    if command.with_private && !command.yes {
        return Err(WrongUsage(say!(
            language,
            "tệp sẽ có số điện thoại và thông tin riêng của tác giả; nếu đúng ý, thêm `--yes`",
            "the file would hold telephone numbers and private data of authors; if that is meant, add `--yes`"
        )));
    }
    let contest = if command.list == "register" { None } else { Some(contest(command, &catalog, language)?) };
    let name = contest.map_or_else(String::new, |files| format!("-{}", files.contest.id.0));
    let (ending, bytes) = written(root, command, &catalog, contest, language)?;
    let usual = || PathBuf::from(format!("{}{name}.{ending}", command.list));
    let path = command.file.clone().unwrap_or_else(usual);
    refuse_inside(root, &path, language)?;
    let (folder, file) = (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default());
    new::write_bytes(folder, &file.to_string_lossy(), &bytes, true, language)?;
    print(&format!("{}\n", path.display()));
    Ok(Status::Done)
}

fn contest<'c>(
    command: &Export,
    catalog: &'c Catalog,
    language: Language,
) -> Result<&'c ContestFiles, WrongUsage> {
    let found = match (&command.contest, catalog.contests.as_slice()) {
        (Some(id), _) => catalog.contest(id),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    let all =
        || catalog.contests.iter().map(|files| files.contest.id.0.as_str()).collect::<Vec<_>>().join("`, `");
    found.ok_or_else(|| {
        let all = all();
        WrongUsage(say!(
            language,
            "hãy nêu cuộc thi bằng `--contest`: `{all}`",
            "name the contest with `--contest`: `{all}`"
        ))
    })
}

/// The ending and bytes of the file.
fn written(
    root: &Path,
    command: &Export,
    catalog: &Catalog,
    contest: Option<&ContestFiles>,
    language: Language,
) -> Result<(&'static str, Vec<u8>), WrongUsage> {
    let failed = |error: &dyn std::fmt::Display| {
        WrongUsage(say!(language, "không viết được tệp: {error}", "cannot write the file: {error}"))
    };
    let list: List = match (command.list.as_str(), contest) {
        ("certificates", Some(files)) => {
            let own = std::fs::read_to_string(root.join("content/templates/certificates.html")).ok();
            let page = certificates::page(catalog, files, own.as_deref()).map_err(|error| failed(&error))?;
            return Ok(("html", page.into_bytes()));
        }
        ("results", Some(files)) => results::list(catalog, files),
        ("entries", Some(files)) => entries::list(catalog, files, command.with_private),
        _ => register::list(catalog),
    };
    match command.format.unwrap_or_default() {
        OfficeFormat::Xlsx => Ok(("xlsx", xlsx::write(&list).map_err(|error| failed(&error))?)),
        OfficeFormat::Docx => Ok(("docx", docx::write(&list).map_err(|error| failed(&error))?)),
        OfficeFormat::Csv => Ok(("csv", csv::write(&list))),
    }
}

/// A list for the desk never stands where the site is built from or published.
fn refuse_inside(root: &Path, path: &Path, language: Language) -> Result<(), WrongUsage> {
    let whole = |path: &Path| std::path::absolute(path).map(|path| lexical(&path)).unwrap_or_default();
    let is_inside = INSIDE.iter().any(|folder| whole(path).starts_with(whole(&root.join(folder))));
    if !is_inside {
        return Ok(());
    }
    let shown = path.display();
    Err(WrongUsage(say!(
        language,
        "không ghi vào `{shown}`: thư mục ấy thuộc trang hoặc được đăng; hãy chọn nơi khác bằng `-o`",
        "not written to `{shown}`: that folder belongs to the site or is published; choose another place with `-o`"
    )))
}

/// A path without `.` and `..`.
fn lexical(path: &Path) -> PathBuf {
    let mut kept = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                kept.pop();
            }
            Component::CurDir => {}
            part => kept.push(part),
        }
    }
    kept
}
