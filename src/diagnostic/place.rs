//! Places that are cheap to make and are resolved to lines and columns only when something is reported.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::{SourceId, Sources, Span};

/// One step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// The value of a key.
    Key(Cow<'static, str>),
    /// The n-th pair of a mapping, from 0: for duplicate keys and keys that are not text.
    Pair(usize),
    /// The n-th element of a list, from 0.
    Index(usize),
}

/// Path from the root of a YAML text to one of its values.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// The root of the text.
    pub fn top() -> Self {
        Self::default()
    }

    /// Appends a key.
    #[must_use]
    pub fn key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// Appends an index of a list.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }
}

/// Whether a [`Path`] means the key or the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The last key of the path.
    Key,
    Value,
}

/// The place of a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file that is not valid text.
    File {
        /// Relative to the root, with `/`.
        path: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    Span(Span),
    /// A key or value in YAML: the whole text, or the front matter of a Markdown file.
    Yaml {
        source: SourceId,
        path: Path,
        part: Part,
    },
    /// A range of a block scalar (`body: |`) in YAML.
    Scalar {
        source: SourceId,
        /// Path to the scalar.
        path: Path,
        /// In bytes of the scalar's value.
        range: Range<usize>,
    },
}

impl Place {
    /// A file as a whole, which is not text or is missing.
    pub fn file(path: impl Into<String>) -> Self {
        Place::File { path: path.into(), line: 1, column: 1 }
    }

    /// A value in YAML.
    pub fn value(source: SourceId, path: Path) -> Self {
        Place::Yaml { source, path, part: Part::Value }
    }

    /// The mapping to which the path leads.
    pub fn inside(&self) -> Option<(SourceId, Path)> {
        let Place::Yaml { source, path, .. } = self else { return None };
        Some((*source, path.clone()))
    }

    /// The mapping that contains the key or value, if the place is a path.
    pub fn mapping(&self) -> Option<(SourceId, Path)> {
        let Place::Yaml { source, path, .. } = self else { return None };
        let (_, above) = path.0.split_last()?;
        Some((*source, Path(above.to_vec())))
    }

    /// Path of the file, relative to the root.
    pub fn file_of<'p>(&'p self, sources: &'p Sources) -> &'p str {
        match self {
            Place::File { path, .. } => path,
            Place::Span(span) => &sources.get(span.source).path,
            Place::Yaml { source, .. } | Place::Scalar { source, .. } => &sources.get(*source).path,
        }
    }

    /// The start of a text.
    pub fn start_of(source: SourceId) -> Self {
        Place::Span(Span { source, start: 0, end: 0 })
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place::Span(span)
    }
}
