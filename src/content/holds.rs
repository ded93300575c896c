//! The kind of content of a file below `content/`, by its path.

use crate::content::kind::{Kind, RecordKind};

/// The kind of content of a text below `content/`.
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

impl Holds {
    /// The content of a text at this path, from the root of the site.
    pub fn at(path: &str) -> Option<Self> {
        match FileKind::of(path) {
            FileKind::Text(holds) => Some(holds),
            FileKind::Asset | FileKind::Misnamed | FileKind::Nothing => None,
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
            Holds::Pages => RecordKind::Page.into(),
            Holds::Taxonomy(name) => match name.as_str() {
                "categories" => Kind::Category,
                "fields" => Kind::Field,
                "localities" => Kind::Locality,
                "organizations" => Kind::Organization,
                _ => return None,
            },
            Holds::Settings | Holds::Rules(_) | Holds::Series => return None,
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
    /// Ignored.
    Nothing,
}

impl FileKind {
    /// `path` is from the root of the site.
    pub(super) fn of(path: &str) -> Self {
        let path = path.strip_prefix("content/").unwrap_or(path);
        let parts: Vec<&str> = path.split('/').collect();
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let record = |holds: Holds| match extension {
            "md" | "yaml" => FileKind::Text(holds),
            "yml" | "markdown" => FileKind::Misnamed,
            _ => FileKind::Asset,
        };
        match parts.as_slice() {
            ["site.yaml"] => FileKind::Text(Holds::Settings),
            ["taxonomies", name] => match name.strip_suffix(".yaml") {
                Some(name) => FileKind::Text(Holds::Taxonomy(name.to_owned())),
                None if extension == "yml" => FileKind::Misnamed,
                None => FileKind::Nothing,
            },
            ["articles", .., _] => record(Holds::Articles),
            ["models", .., _] => record(Holds::Models),
            ["programmes", .., _] => record(Holds::Programmes),
            ["pages", .., _] => record(Holds::Pages),
            ["contests", folder, "contest.yaml"] => FileKind::Text(Holds::Contest((*folder).to_owned())),
            ["contests", folder, "rules.md"] => FileKind::Text(Holds::Rules((*folder).to_owned())),
            ["contests", folder, "entries", .., _] => record(Holds::Entries((*folder).to_owned())),
            ["contests", _, .., _] => FileKind::Asset,
            ["data", .., _] => match extension {
                "yaml" | "csv" => FileKind::Text(Holds::Series),
                "yml" => FileKind::Misnamed,
                _ => FileKind::Asset,
            },
            ["static", .., _] => FileKind::Asset,
            _ => FileKind::Nothing,
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
