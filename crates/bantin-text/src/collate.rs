//! Vietnamese alphabetical order.
//!
//! In: two texts. Out: their order in a list for Vietnamese readers: a ă â b c d đ e ê …, then tones (level, grave,
//! hook, tilde, acute, dot), then case. The rules are those of Unicode CLDR for `vi`, with runs of digits compared as
//! numbers. The tables are compiled into the program.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

/// Vietnamese collation order. Build it once and share it: construction is expensive, comparison is cheap.
#[derive(Debug)]
pub struct Order(CollatorBorrowed<'static>);

impl Order {
    /// Loads the collation tables compiled into the program.
    #[must_use]
    pub fn new() -> Self {
        let locale = "vi-u-kn".parse().expect("the tag is well-formed");
        let preferences = CollatorPreferences::from_locale_strict(&locale).expect("kn is a key of collation");
        let collator = Collator::try_new(preferences, CollatorOptions::default());
        Self(collator.expect("the built-in tables hold Vietnamese"))
    }

    /// Compares two texts. Texts that collate as equal (the same text in NFC and in NFD) are ordered by their bytes,
    /// so that a sorted list does not depend on the input order.
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
