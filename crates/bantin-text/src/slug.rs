//! Names for URLs and headings.
//!
//! In: a title, a tag, a heading. Out: a name of lower-case ASCII letters, digits and hyphens ([`slug`]), made unique
//! within a page or list ([`SlugSet`]); [`is_id`] tests whether a text is such a name already. Test vectors:
//! `crates/bantin-text/vectors/slug.json`.

use rustc_hash::FxHashMap;

use crate::fold::fold;

/// Used by [`SlugSet`] for a text with an empty slug: "mục", an item.
const FALLBACK: &str = "muc";

/// The slug of a text: folded, apostrophes dropped (H'Mông → `hmong`), every other run of characters that are not
/// ASCII letters or digits replaced by one hyphen, no hyphen at the ends. Empty if nothing is left. Idempotent.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for letter in fold(text).chars() {
        if letter.is_ascii_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            slug.push(letter);
            gap = false;
        } else if letter != '\'' {
            gap = true;
        }
    }
    slug
}

/// Whether the text is a valid record id: lower-case ASCII letters, digits and hyphens, at least one character, no
/// hyphen at either end.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_allowed) && !text.starts_with('-') && !text.ends_with('-')
}

/// The names already used in one page or list; returns each name only once.
#[derive(Debug, Default, Clone)]
pub struct SlugSet {
    /// For each name in use, the next number to try.
    next: FxHashMap<String, usize>,
}

impl SlugSet {
    /// An empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a name if it is not in use.
    pub fn take(&mut self, name: &str) -> bool {
        let is_free = !self.next.contains_key(name);
        if is_free {
            self.next.insert(name.to_owned(), 2);
        }
        is_free
    }

    /// The name itself, or the name with the first free suffix -2, -3 …; `muc` for an empty name. Requesting the same
    /// name n times takes O(n) steps in total.
    pub fn unique(&mut self, base: &str) -> String {
        let base = if base.is_empty() { FALLBACK } else { base };
        let mut number = self.next.get(base).copied().unwrap_or(1);
        let name = loop {
            let name = if number == 1 { base.to_owned() } else { format!("{base}-{number}") };
            number += 1;
            if !self.next.contains_key(&name) {
                break name;
            }
        };
        self.next.insert(name.clone(), 2);
        self.next.insert(base.to_owned(), number);
        name
    }
}

#[cfg(test)]
mod tests;
