//! Vietnamese alphabetical order.
//!
//! In: two texts. Out: which stands first in a list for Vietnamese readers: a ă â b c d đ e ê …, tones level,
//! grave, hook, tilde, acute, dot; case last. The rules are those of the Unicode CLDR for `vi`, with runs of
//! digits compared as numbers, and travel in the program.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

/// The order of the Vietnamese alphabet. Made once and shared: making it is dear, comparing is cheap.
#[derive(Debug)]
pub struct Order(CollatorBorrowed<'static>);

impl Order {
    /// The order, from the tables built into the program.
    #[must_use]
    pub fn new() -> Self {
        let locale = "vi-u-kn".parse().expect("the tag is well-formed");
        let preferences = CollatorPreferences::from_locale_strict(&locale).expect("kn is a key of collation");
        let collator = Collator::try_new(preferences, CollatorOptions::default());
        Self(collator.expect("the built-in tables hold Vietnamese"))
    }

    /// Which of the two stands first. Texts that the alphabet holds equal (one in NFC, one in NFD) are told
    /// apart by their bytes, so that a sorted list never depends on the order it came in.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b).then_with(|| a.cmp(b))
    }
}

impl Default for Order {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
