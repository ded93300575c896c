//! From the site's folder to texts: every file below `content/` is found, and those that hold words are read.
//!
//! The walk is sorted by name, so that its order does not depend on the file system; reading is parallel and keeps
//! that order. Files that are not texts are listed by path and size: they are pictures and attachments.

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Place, words};
use crate::source::{Source, SourceId, Sources, normalise};

/// What a text below `content/` holds, by its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// `site.yaml`.
    Settings,
    /// `taxonomies/<name>.yaml`.
    Taxonomy(String),
    /// `articles/**`.
    Articles,
    /// `models/**`.
    Models,
    /// `contests/<folder>/contest.yaml`.
    Contest(String),
    /// `contests/<folder>/rules.md`.
    Rules(String),
    /// `contests/<folder>/entries/**`.
    Entries(String),
    /// `programmes/**`.
    Programmes,
    /// `pages/**`.
    Pages,
    /// `data/*`.
    Series,
}

/// Everything found below `content/`.
#[derive(Debug, Default)]
pub struct Loaded {
    /// All texts.
    pub sources: Sources,
    /// What each of them holds, in the order of their paths.
    pub texts: Vec<(SourceId, Holds)>,
    /// Other files, by path from the root of the site: where they are on the disk, and their size in bytes.
    pub assets: BTreeMap<String, Asset>,
}

/// A file that is no text: a picture, an attachment, a static file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// On the disk.
    pub path: PathBuf,
    /// In bytes.
    pub size: u64,
}

enum Entry {
    Text(PathBuf, String, Holds),
    Asset(String, Asset),
}

/// Reads `content/` below `root`. What cannot be read is reported, and the rest is there all the same.
pub fn load(root: &Path, found: &mut Vec<Diagnostic>) -> Loaded {
    let content = root.join("content");
    if !content.join("site.yaml").is_file() {
        let message = words!("không có tệp `content/site.yaml`", "there is no file `content/site.yaml`");
        let help = words!(
            "chạy lệnh trong thư mục của trang, hoặc chỉ thư mục đó bằng `--root`",
            "run the command in the site's folder, or name that folder with `--root`"
        );
        found.push(Diagnostic::error(Code::MissingSite, Place::file("content/site.yaml"), message).help(help));
        return Loaded::default();
    }
    let entries = walk(root, &content, found);
    let read: Vec<_> = entries
        .into_par_iter()
        .map(|entry| match entry {
            Entry::Asset(name, asset) => Ok((None, Some((name, asset)))),
            Entry::Text(path, name, holds) => read_text(&path, name).map(|source| (Some((source, holds)), None)),
        })
        .collect();
    let mut loaded = Loaded::default();
    for result in read {
        match result {
            Ok((text, asset)) => {
                if let Some((source, holds)) = text {
                    let id = loaded.sources.add(source);
                    loaded.texts.push((id, holds));
                }
                loaded.assets.extend(asset);
            }
            Err(diagnostic) => found.push(diagnostic),
        }
    }
    loaded
}

/// Reads one file as text; used for templates too.
pub fn read_text(path: &Path, name: String) -> Result<Source, Diagnostic> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(&name, &error))?;
    match normalise(bytes) {
        Ok(text) => Ok(Source { path: name, text }),
        Err(error) => {
            let offset = error.offset;
            let place = Place::File { path: name, line: error.line, column: error.column };
            let message = words!(
                "tệp không phải chữ UTF-8: byte thứ {offset} (đếm từ 0) không đọc được",
                "the file is not UTF-8 text: byte {offset} (counted from 0) cannot be read"
            );
            let help = words!("lưu lại tệp với mã UTF-8", "save the file again as UTF-8");
            Err(Diagnostic::error(Code::InvalidUtf8, place, message).help(help))
        }
    }
}

/// What the operating system refused.
pub fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    let message = words!("không đọc được `{name}`: {error}", "cannot read `{name}`: {error}");
    let help = words!("xem lại quyền đọc của tệp", "look at the file's permissions");
    Diagnostic::error(Code::UnreadableFile, Place::file(name), message).help(help)
}

fn walk(root: &Path, content: &Path, found: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let walk = WalkDir::new(content).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || in_static(content, entry.path()) || !name.starts_with(['.', '_'])
    });
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let name = error.path().map_or_else(|| "content".to_owned(), |path| relative(root, path));
                let error = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
                found.push(unreadable(&name, &error));
                continue;
            }
        };
        let name = relative(root, entry.path());
        if entry.file_type().is_symlink() {
            let message = words!("`{name}` là liên kết, chương trình không đi theo", "`{name}` is a link and is not followed");
            let help = words!("chép tệp thật vào đây", "copy the file itself here");
            found.push(Diagnostic::warning(Code::SymbolicLink, Place::file(&name), message).help(help));
        } else if entry.file_type().is_file() {
            match holds(name.strip_prefix("content/").unwrap_or(&name)) {
                Kind::Text(holds) => entries.push(Entry::Text(entry.into_path(), name, holds)),
                Kind::Asset => {
                    let size = entry.metadata().map_or(0, |metadata| metadata.len());
                    entries.push(Entry::Asset(name, Asset { path: entry.into_path(), size }));
                }
                Kind::Misnamed => found.push(misnamed(&name)),
                Kind::Nothing => {}
            }
        }
    }
    entries
}

fn in_static(content: &Path, path: &Path) -> bool {
    path.strip_prefix(content).is_ok_and(|path| path.components().count() > 1 && path.starts_with("static"))
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn misnamed(name: &str) -> Diagnostic {
    let better = match name.rsplit_once('.') {
        Some((stem, "yml")) => format!("{stem}.yaml"),
        Some((stem, _)) => format!("{stem}.md"),
        None => name.to_owned(),
    };
    let message = words!("`{name}` sẽ không được đọc vì phần đuôi của tên", "`{name}` is not read because of its ending");
    let help = words!("đổi tên thành `{better}`", "rename it to `{better}`");
    Diagnostic::warning(Code::UnusualExtension, Place::file(name), message).help(help)
}

enum Kind {
    Text(Holds),
    Asset,
    Misnamed,
    Nothing,
}

/// What a file is, by its path below `content/`.
fn holds(path: &str) -> Kind {
    let parts: Vec<&str> = path.split('/').collect();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let record = |holds: Holds| match extension {
        "md" | "yaml" => Kind::Text(holds),
        "yml" | "markdown" => Kind::Misnamed,
        _ => Kind::Asset,
    };
    match parts.as_slice() {
        ["site.yaml"] => Kind::Text(Holds::Settings),
        ["taxonomies", name] => match name.strip_suffix(".yaml") {
            Some(name) => Kind::Text(Holds::Taxonomy(name.to_owned())),
            None if extension == "yml" => Kind::Misnamed,
            None => Kind::Nothing,
        },
        ["articles", .., _] => record(Holds::Articles),
        ["models", .., _] => record(Holds::Models),
        ["programmes", .., _] => record(Holds::Programmes),
        ["pages", .., _] => record(Holds::Pages),
        ["contests", folder, "contest.yaml"] => Kind::Text(Holds::Contest((*folder).to_owned())),
        ["contests", folder, "rules.md"] => Kind::Text(Holds::Rules((*folder).to_owned())),
        ["contests", folder, "entries", .., _] => record(Holds::Entries((*folder).to_owned())),
        ["contests", _, .., _] => Kind::Asset,
        ["data", .., _] => match extension {
            "yaml" | "csv" => Kind::Text(Holds::Series),
            "yml" => Kind::Misnamed,
            _ => Kind::Asset,
        },
        ["static", .., _] => Kind::Asset,
        _ => Kind::Nothing,
    }
}
