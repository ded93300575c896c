//! What every record has: an id, a place in a file, its fields and a body.

use std::ops::Range;

use crate::diagnostic::{Part, Path, Place};
use crate::source::{SourceId, Sources, Span};
use crate::value::Id;

/// A record of one kind; `F` are its fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Record<F> {
    /// Its name for life.
    pub id: Id,
    /// Where it stands.
    pub origin: Origin,
    /// What the YAML says.
    pub fields: F,
    /// Its Markdown.
    pub body: Body,
}

/// Where a record stands in the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub source: SourceId,
    /// Its number in a list file, from 0; nothing where the file is the record.
    pub index: Option<usize>,
    /// Whether the file is Markdown with front matter.
    pub markdown: bool,
}

impl Origin {
    /// The way to the record's mapping.
    pub fn path(&self) -> Path {
        match self.index {
            None => Path::top(),
            Some(index) => Path::top().index(index),
        }
    }

    /// The record's first line.
    pub fn place(&self) -> Place {
        if self.markdown {
            return Place::start_of(self.source);
        }
        Place::Yaml { source: self.source, path: self.path(), part: Part::Value }
    }

    /// The value of a key: `origin.value(|path| path.key("models").index(2))`.
    pub fn value(&self, way: impl FnOnce(Path) -> Path) -> Place {
        Place::Yaml { source: self.source, path: way(self.path()), part: Part::Value }
    }

    /// The value of a key at the top of the record.
    pub fn key(&self, key: &'static str) -> Place {
        self.value(|path| path.key(key))
    }
}

/// The Markdown of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// There is none.
    None,
    /// The rest of a Markdown file: bytes of its text.
    Markdown(Range<usize>),
    /// The value of the key `body`.
    Scalar(String),
}

impl Body {
    /// The Markdown.
    pub fn text<'s>(&'s self, sources: &'s Sources, origin: &Origin) -> &'s str {
        match self {
            Body::None => "",
            Body::Markdown(range) => &sources.get(origin.source).text[range.clone()],
            Body::Scalar(text) => text,
        }
    }

    /// The place of a range of the Markdown.
    pub fn place(&self, origin: &Origin, range: Range<usize>) -> Place {
        match self {
            Body::Markdown(body) => Place::Span(Span {
                source: origin.source,
                start: body.start + range.start,
                end: body.start + range.end,
            }),
            Body::Scalar(_) => {
                Place::Scalar { source: origin.source, path: origin.path().key("body"), range }
            }
            Body::None => origin.place(),
        }
    }
}
