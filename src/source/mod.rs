//! Source texts: every file written by people, and places in them.
//!
//! In: the text of a file. Out: [`SourceId`]s, [`Span`]s, and the lines and columns shown by editors. A text is
//! stored once, normalised (without byte-order mark, NFC); all later stages refer to it by byte offsets.

mod encoding;
mod lines;
mod normal;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use encoding::{Encoding, guess, utf16, utf16_units};
pub use lines::{Lines, Position};
pub use normal::{InvalidUtf8, normalise};

/// The id of one [`Source`] in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(u32);

impl SourceId {
    /// The id of no text: for diagnostics that nobody hears.
    pub(crate) const NONE: Self = Self(u32::MAX);
}

/// A half-open range of bytes in the text of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub source: SourceId,
    pub start: usize,
    /// Exclusive; equal to `start` for a place between two characters.
    pub end: usize,
}

/// The text of one file.
#[derive(Debug)]
pub struct Source {
    /// Relative to the root of the site, with `/`: `content/articles/a.md`.
    pub path: String,
    /// In NFC and without a byte-order mark. Line endings are unchanged.
    pub text: String,
}

/// All texts of one run. A later run shares those that are still the same.
#[derive(Debug, Default)]
pub struct Sources {
    sources: Vec<Arc<Source>>,
}

impl Sources {
    /// No texts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Stores a text and returns its id.
    pub fn add(&mut self, source: impl Into<Arc<Source>>) -> SourceId {
        let id = SourceId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.push(source.into());
        id
    }

    /// A text, to be shared with another run.
    pub fn shared(&self, id: SourceId) -> &Arc<Source> {
        &self.sources[id.0 as usize]
    }

    /// Whether a text of another run is the same one, under the same id.
    pub fn shares(&self, id: SourceId, other: &Sources) -> bool {
        let theirs = other.sources.get(id.0 as usize);
        theirs.is_some_and(|theirs| Arc::ptr_eq(theirs, self.shared(id)))
    }

    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// All ids, in the order in which the texts were added.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = SourceId> + use<> {
        (0..u32::try_from(self.sources.len()).unwrap_or(u32::MAX)).map(SourceId)
    }
}
