//! Places that cost nothing to name and are looked up only when something is reported.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::{SourceId, Sources, Span};

/// One step down a YAML text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// The value of a key.
    Key(Cow<'static, str>),
    /// The n-th pair of a mapping, from 0: for keys that stand there twice, or are no text.
    Pair(usize),
    /// The n-th element of a list, from 0.
    Index(usize),
}

/// The way from the top of a YAML text to one of its values.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// The top of the text.
    pub fn top() -> Self {
        Self::default()
    }

    /// One key further down.
    #[must_use]
    pub fn key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// One element further down.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }
}

/// Which part of what a [`Path`] leads to is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The key at the end of the path.
    Key,
    /// The value.
    Value,
}

/// Where something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file that could not become a text: its path from the root, line and column.
    File {
        /// Relative to the root, with `/`.
        path: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    /// A range of a text.
    Span(Span),
    /// A key or a value of the YAML in a text: the whole text, or the front matter of a Markdown file.
    Yaml {
        /// The text.
        source: SourceId,
        /// The way down.
        path: Path,
        /// Key or value.
        part: Part,
    },
    /// A range of a text that stands as a block scalar (`body: |`) inside YAML.
    Scalar {
        /// The text.
        source: SourceId,
        /// The way down to the scalar.
        path: Path,
        /// Bytes of the scalar's value.
        range: Range<usize>,
    },
}

impl Place {
    /// The whole of a file that is no text, or is not there.
    pub fn file(path: impl Into<String>) -> Self {
        Place::File { path: path.into(), line: 1, column: 1 }
    }

    /// The mapping that the place names itself.
    pub fn inside(&self) -> Option<(SourceId, Path)> {
        let Place::Yaml { source, path, .. } = self else { return None };
        Some((*source, path.clone()))
    }

    /// The mapping in which the key or value stands, if the place is named by a path.
    pub fn mapping(&self) -> Option<(SourceId, Path)> {
        let Place::Yaml { source, path, .. } = self else { return None };
        let (_, above) = path.0.split_last()?;
        Some((*source, Path(above.to_vec())))
    }

    /// The file, relative to the root.
    pub fn file_of<'p>(&'p self, sources: &'p Sources) -> &'p str {
        match self {
            Place::File { path, .. } => path,
            Place::Span(span) => &sources.get(span.source).path,
            Place::Yaml { source, .. } | Place::Scalar { source, .. } => &sources.get(*source).path,
        }
    }

    /// The first character of a text.
    pub fn start_of(source: SourceId) -> Self {
        Place::Span(Span { source, start: 0, end: 0 })
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place::Span(span)
    }
}
