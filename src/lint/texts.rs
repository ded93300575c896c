//! The texts of a record that are checked, and places in them.

use std::ops::Range;

use crate::content::record::{Body, Origin};
use crate::diagnostic::Place;
use crate::lint::seen::Seen;
use crate::markdown::plain::words_of;

pub(super) struct Texts<'t> {
    pub(super) origin: &'t Origin,
    pub(super) body: &'t Body,
    /// The text of `body`.
    pub(super) text: Prose<'t>,
    /// Texts of top-level keys.
    pub(super) keys: Vec<(&'static str, Prose<'t>)>,
    /// Document numbers from fields of their own.
    pub(super) numbers: Vec<(Place, &'t str)>,
}

/// A text, and the byte ranges in it that are prose.
pub(super) struct Prose<'t> {
    pub(super) all: &'t str,
    pub(super) words: Vec<Range<usize>>,
    /// The signs in them.
    pub(super) seen: Seen,
}

impl<'t> Prose<'t> {
    /// Plain text of a field: all of it is prose.
    pub(super) fn line(text: &'t str) -> Self {
        Self::new(text, std::iter::once(0..text.len()).collect())
    }

    /// A Markdown body: code and markup are skipped.
    pub(super) fn markdown(text: &'t str) -> Self {
        Self::new(text, words_of(text))
    }

    fn new(all: &'t str, words: Vec<Range<usize>>) -> Self {
        let pieces = words.iter().map(|range| Seen::of(&all[range.clone()]));
        let seen = pieces.fold(Seen::default(), Seen::and);
        Self { all, words, seen }
    }

    /// The ranges of prose, with the byte offset of each.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let all = self.all;
        self.words.iter().map(move |range| (range.start, &all[range.clone()]))
    }
}

impl<'t> Texts<'t> {
    /// All texts with their keys; the body has no key.
    pub(super) fn all(&self) -> impl Iterator<Item = (Option<&'static str>, &Prose<'t>)> {
        let keys = self.keys.iter().map(|(key, text)| (Some(*key), text));
        keys.chain(std::iter::once((None, &self.text)))
    }

    /// A place in one of the texts. In a field it is the whole value: YAML has several notations for one text, so
    /// offsets of the value are not offsets of the file.
    pub(super) fn place(&self, key: Option<&'static str>, range: Range<usize>) -> Place {
        match key {
            Some(key) => self.origin.key(key),
            None => self.body.place(self.origin, range),
        }
    }
}
