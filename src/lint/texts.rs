//! The texts of a record, and places in them.

use std::ops::Range;

use crate::content::record::{Body, Origin};
use crate::diagnostic::Place;
use crate::markdown::plain::words_of;

/// All texts of one record.
pub(super) struct Texts<'t> {
    pub(super) origin: &'t Origin,
    pub(super) body: &'t Body,
    /// The body.
    pub(super) text: Text<'t>,
    /// Texts under keys at the top of the record.
    pub(super) keys: Vec<(&'static str, Text<'t>)>,
    /// Numbers of documents that stand in fields of their own.
    pub(super) numbers: Vec<(Place, &'t str)>,
}

/// A text, and where its words stand.
pub(super) struct Text<'t> {
    pub(super) all: &'t str,
    pub(super) words: Vec<Range<usize>>,
}

impl<'t> Text<'t> {
    /// A text without signs.
    pub(super) fn line(text: &'t str) -> Self {
        Self { all: text, words: std::iter::once(0..text.len()).collect() }
    }

    /// A body.
    pub(super) fn markdown(text: &'t str) -> Self {
        Self { all: text, words: words_of(text) }
    }

    /// The pieces of the text with the offset of each.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let all = self.all;
        self.words.iter().map(move |range| (range.start, &all[range.clone()]))
    }
}

impl<'t> Texts<'t> {
    /// The texts with the key of each; the body has none.
    pub(super) fn all(&self) -> impl Iterator<Item = (Option<&'static str>, &Text<'t>)> {
        let keys = self.keys.iter().map(|(key, text)| (Some(*key), text));
        keys.chain(std::iter::once((None, &self.text)))
    }

    /// A place in one of them. In a field it is the field: YAML may write its text in many ways.
    pub(super) fn place(&self, key: Option<&'static str>, range: Range<usize>) -> Place {
        match key {
            Some(key) => self.origin.key(key),
            None => self.body.place(self.origin, range),
        }
    }
}
