//! What all records have: an id, an origin, fields and a body.

use std::ops::Range;

use crate::diagnostic::{Path, Place};
use crate::source::{SourceId, Sources, Span};
use crate::value::Id;

/// A record of one kind; `F` are its fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Record<F> {
    /// Permanent, and unique within the kind.
    pub id: Id,
    pub origin: Origin,
    pub fields: F,
    pub body: Body,
    /// Whether stand-ins take the place of required values that could not be read: it is checked, never published.
    pub is_broken: bool,
}

/// The place of a record in the files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    pub source: SourceId,
    /// The index in a file that lists records; `None` if the file is one record.
    pub index: Option<usize>,
    /// Whether the file is Markdown with front matter.
    pub markdown: bool,
}

impl Origin {
    /// The path to the record's mapping.
    pub fn path(&self) -> Path {
        match self.index {
            None => Path::top(),
            Some(index) => Path::top().index(index),
        }
    }

    /// The record's first line, for diagnostics.
    pub fn place(&self) -> Place {
        if self.markdown {
            return Place::start_of(self.source);
        }
        Place::value(self.source, self.path())
    }

    /// The place of a value: `origin.value(|path| path.key("models").index(2))`.
    pub fn value(&self, way: impl FnOnce(Path) -> Path) -> Place {
        Place::value(self.source, way(self.path()))
    }

    /// Whether a place is inside the record.
    pub fn holds(&self, place: &Place) -> bool {
        matches!(place, Place::Yaml { source, path, .. } if *source == self.source && path.0.starts_with(&self.path().0))
    }

    /// The place of the value of a key of the record.
    pub fn key(&self, key: &'static str) -> Place {
        self.value(|path| path.key(key))
    }
}

/// The Markdown of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    None,
    /// The rest of a Markdown file, as a byte range of its text.
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
