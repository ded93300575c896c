//! Source texts: every file that a person wrote, and places in them.
//!
//! In comes the text of a file as it was read; out go [`SourceId`]s, [`Span`]s and the lines and columns that
//! an editor counts. A text is stored once, normalised (no byte-order mark, NFC), and every later stage points
//! into it by byte offsets.

mod lines;
mod normal;

pub use lines::{Lines, Position};
pub use normal::{InvalidUtf8, normalise};

/// Names one [`Source`] of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A half-open range of bytes in the text of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The text it points into.
    pub source: SourceId,
    /// First byte.
    pub start: usize,
    /// One past the last byte; equal to `start` for a place between two characters.
    pub end: usize,
}

/// One file's text.
#[derive(Debug)]
pub struct Source {
    /// Relative to the root of the site, with `/`: `content/articles/a.md`.
    pub path: String,
    /// The text, in NFC and without a byte-order mark. Line ends are as they were.
    pub text: String,
}

/// All texts of one run.
#[derive(Debug, Default)]
pub struct Sources {
    sources: Vec<Source>,
}

impl Sources {
    /// No text yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a text and names it.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.push(source);
        id
    }

    /// The text that `id` names.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// All ids, in the order in which the texts were added.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = SourceId> + use<> {
        (0..u32::try_from(self.sources.len()).unwrap_or(u32::MAX)).map(SourceId)
    }
}
