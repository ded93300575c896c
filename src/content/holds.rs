//! The kind of content of a file below `content/`, by its path.

use crate::content::kind::{Kind, RecordKind};

/// The kind of content of a text below `content/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// `site.yaml`.
    Settings,
    /// `taxonomies/<name>.yaml`.
    Taxonomy(String),
    /// `taxonomies/topics.yaml`.
    Topics,
    /// `taxonomies/authors.yaml`.
    Authors,
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
    /// `documents/**`.
    Documents,
    /// `pages/**`.
    Pages,
    /// `data/*`.
    Series,
}

impl Holds {
    /// The content of a text at this path, from the root of the site.
    pub fn at(path: &str) -> Option<Self> {
        match FileKind::of(path) {
            FileKind::Text(holds) => Some(holds),
            FileKind::Asset | FileKind::Misnamed | FileKind::Unread(_) | FileKind::Nothing => None,
        }
    }

    /// The kind of thing whose ids stand in the text.
    pub fn kind(&self) -> Option<Kind> {
        Some(match self {
            Holds::Articles => RecordKind::Article.into(),
            Holds::Models => RecordKind::Model.into(),
            Holds::Contest(_) => RecordKind::Contest.into(),
            Holds::Entries(_) => RecordKind::Entry.into(),
            Holds::Programmes => RecordKind::Programme.into(),
            Holds::Documents => RecordKind::Document.into(),
            Holds::Pages => RecordKind::Page.into(),
            Holds::Topics => RecordKind::Topic.into(),
            Holds::Authors => RecordKind::Author.into(),
            Holds::Taxonomy(name) => match name.as_str() {
                "categories" => Kind::Category,
                "fields" => Kind::Field,
                "localities" => Kind::Locality,
                "organizations" => Kind::Organization,
                _ => return None,
            },
            Holds::Series => Kind::Series,
            Holds::Settings | Holds::Rules(_) => return None,
        })
    }
}

/// The kind of a file, by its path.
pub(super) enum FileKind {
    /// A text that is read.
    Text(Holds),
    /// A picture, an attachment, a static file.
    Asset,
    /// A text that is not read because of its ending.
    Misnamed,
    /// A file that nothing reads, although it was surely meant to be read.
    Unread(Unread),
    /// Ignored.
    Nothing,
}

/// Why nothing reads a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unread {
    /// Its ending is written otherwise; the name it should have.
    Ending(String),
    /// A sheet or document, whose rows or text are wanted as records.
    Office,
    /// A copy of this file, made by a program and not by an editor.
    Copy(String),
    /// A record in the folder of a contest, not among its entries.
    BesideEntries,
    /// It stands in a folder, or is a file, that `content/` does not have.
    Place(String),
}

/// Folders of `content/`.
pub(super) const FOLDERS: [&str; 10] = [
    "articles",
    "contests",
    "data",
    "documents",
    "models",
    "pages",
    "programmes",
    "static",
    "taxonomies",
    "templates",
];

/// Endings of sheets and documents.
const OFFICE: [&str; 8] = ["xlsx", "xls", "xlsm", "ods", "docx", "doc", "odt", "rtf"];

/// The name with the ending that is read, where another one was surely meant: `BAI.MD`, `bai.md.txt`, `bai.mdx`.
fn better_ending(path: &str) -> Option<String> {
    let lower = path.to_ascii_lowercase();
    let without_txt = lower.strip_suffix(".txt").unwrap_or(&lower);
    let (stem, ending) = without_txt.rsplit_once('.')?;
    let better = match ending {
        "md" | "mdx" | "markdown" => "md",
        "yaml" | "yml" => "yaml",
        "csv" => "csv",
        _ => return None,
    };
    let better = format!("{}.{better}", &path[..stem.len()]);
    (better != path).then_some(better)
}

/// What programs add to the name of a copy, in small letters: file managers, browsers, services for shared folders.
const COPY_ENDINGS: [&str; 4] = [" - copy", " - bản sao", " – bản sao", " copy"];
const COPY_BEGINNINGS: [&str; 2] = ["copy of ", "bản sao của "];

/// The text of which another, by its name, is a copy: `bai - Copy (2).md`, `bai (1).md`.
fn copied(path: &str) -> Option<String> {
    let (folder, file) = path.rsplit_once('/').map_or(("", path), |(folder, file)| (folder, file));
    let (stem, ending) = file.rsplit_once('.').filter(|(_, ending)| matches!(*ending, "md" | "yaml"))?;
    let stem = stem.split(".sync-conflict-").next().unwrap_or(stem);
    let numbered = stem.strip_suffix(')').and_then(|name| name.rsplit_once(" (")).filter(|(_, inside)| {
        inside.bytes().all(|byte| byte.is_ascii_digit()) || inside.contains("conflicted copy")
    });
    let name = numbered.map_or(stem, |(name, _)| name);
    let lower = name.to_lowercase();
    let behind = COPY_ENDINGS.iter().find_map(|ending| name.get(..lower.strip_suffix(ending)?.len()));
    let name = behind.unwrap_or(name);
    let before = COPY_BEGINNINGS.iter().find(|begins| lower.starts_with(**begins));
    let name = before.and_then(|begins| name.get(begins.len()..)).unwrap_or(name);
    let original = format!("{}.{ending}", name.trim());
    (original != file && !name.trim().is_empty())
        .then(|| if folder.is_empty() { original.clone() } else { format!("{folder}/{original}") })
}

impl FileKind {
    /// `path` is from the root of the site.
    pub(super) fn of(path: &str) -> Self {
        let path = path.strip_prefix("content/").unwrap_or(path);
        let parts: Vec<&str> = path.split('/').collect();
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let lower = extension.to_ascii_lowercase();
        if let Some(original) = copied(path) {
            return FileKind::Unread(Unread::Copy(original));
        }
        let record = |holds: Holds| match extension {
            "md" | "yaml" => FileKind::Text(holds),
            "yml" | "markdown" => FileKind::Misnamed,
            _ => match better_ending(path).filter(|better| !better.ends_with(".csv")) {
                Some(better) => FileKind::Unread(Unread::Ending(better)),
                None => FileKind::Asset,
            },
        };
        match parts.as_slice() {
            ["site.yaml"] => FileKind::Text(Holds::Settings),
            ["taxonomies", "topics.yaml"] => FileKind::Text(Holds::Topics),
            ["taxonomies", "authors.yaml"] => FileKind::Text(Holds::Authors),
            // Pictures of topics and authors.
            ["taxonomies", _, .., _] => FileKind::Asset,
            ["taxonomies", name] => match name.strip_suffix(".yaml") {
                Some(name) => FileKind::Text(Holds::Taxonomy(name.to_owned())),
                None if extension == "yml" => FileKind::Misnamed,
                None => match better_ending(path) {
                    Some(better) => FileKind::Unread(Unread::Ending(better)),
                    None => FileKind::Unread(Unread::Office),
                },
            },
            ["articles", .., _] => record(Holds::Articles),
            ["models", .., _] => record(Holds::Models),
            ["programmes", .., _] => record(Holds::Programmes),
            ["documents", .., _] => record(Holds::Documents),
            ["pages", .., _] => record(Holds::Pages),
            ["contests", folder, "contest.yaml"] => FileKind::Text(Holds::Contest((*folder).to_owned())),
            ["contests", folder, "rules.md"] => FileKind::Text(Holds::Rules((*folder).to_owned())),
            ["contests", _, "entries", .., _] if OFFICE.contains(&&*lower) || lower == "csv" => {
                FileKind::Unread(Unread::Office)
            }
            ["contests", folder, "entries", .., _] => record(Holds::Entries((*folder).to_owned())),
            ["contests", _, name]
                if ["contest", "rules"]
                    .iter()
                    .any(|one| name.to_lowercase().starts_with(&format!("{one}."))) =>
            {
                match better_ending(path) {
                    Some(better) if extension != "yml" => FileKind::Unread(Unread::Ending(better)),
                    _ => FileKind::Asset,
                }
            }
            ["contests", _, .., _] if matches!(&*lower, "md" | "yaml" | "mdx") => {
                FileKind::Unread(Unread::BesideEntries)
            }
            ["contests", _, .., _] => FileKind::Asset,
            ["data", .., _] => match extension {
                "yaml" | "csv" => FileKind::Text(Holds::Series),
                "yml" => FileKind::Misnamed,
                _ if OFFICE.contains(&&*lower) => FileKind::Unread(Unread::Office),
                _ => match better_ending(path) {
                    Some(better) => FileKind::Unread(Unread::Ending(better)),
                    None => FileKind::Asset,
                },
            },
            ["static", .., _] => FileKind::Asset,
            ["templates", .., _] => FileKind::Nothing,
            ["site.yml"] => FileKind::Nothing,
            [file]
                if !matches!(&*lower, "md" | "yaml" | "yml" | "csv" | "mdx")
                    || file.eq_ignore_ascii_case("readme.md") =>
            {
                FileKind::Nothing
            }
            [first, ..] => FileKind::Unread(Unread::Place((*first).to_owned())),
            [] => FileKind::Nothing,
        }
    }
}

/// The name of a file without its extension; for `<name>/index.md` that of the folder.
pub fn stem(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if stem == "index" { parts.next().unwrap_or(stem) } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_what_programs_add_to_the_name() {
        for name in [
            "bai - Copy.md",
            "bai - Copy (2).md",
            "bai (1).md",
            "bai - Bản sao.md",
            "Copy of bai.md",
            "bai copy.md",
            "bai (conflicted copy 2026-05-01).md",
            "bai (MAY-TINH's conflicted copy 2026-05-01).md",
            "bai.sync-conflict-20260501-101010-ABCDEF.md",
        ] {
            assert_eq!(copied(&format!("articles/{name}")).as_deref(), Some("articles/bai.md"), "{name}");
        }
        for name in ["bai.md", "copyright.md", "bai-copy.md", "bai (mau).md", "anh (1).png"] {
            assert_eq!(copied(&format!("articles/{name}")), None, "{name}");
        }
    }
}
