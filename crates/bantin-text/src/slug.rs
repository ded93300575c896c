//! Names for URLs and headings.
//!
//! In: a title, a tag, a heading. Out: a name of lower-case ASCII letters, digits and hyphens ([`slug`]), one of
//! its kind where several stand together ([`SlugSet`]); and the test whether a text is such a name already
//! ([`is_id`]). The shared cases stand in `crates/bantin-text/vectors/slug.json`.

use rustc_hash::FxHashMap;

use crate::fold::fold;

/// What [`SlugSet`] starts from when a text leaves no slug: "mục", an item.
const FALLBACK: &str = "muc";

/// The text as a name: folded, apostrophes dropped (H'Mông → `hmong`), every other run of what is no ASCII
/// letter or digit one hyphen, none at the ends. Empty where nothing is left. A slug is its own slug.
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

/// Whether the text can name a record: lower-case ASCII letters, digits and hyphens, at least one character, no
/// hyphen at either end.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_allowed) && !text.starts_with('-') && !text.ends_with('-')
}

/// The names given so far in one page or one list, so that each is given once.
#[derive(Debug, Default, Clone)]
pub struct SlugSet {
    /// For each name given, the number to try next behind it.
    next: FxHashMap<String, usize>,
}

impl SlugSet {
    /// A set in which no name is given yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The name itself, or with the first of -2, -3 … that makes it new; `muc` for an empty one. Asking for the
    /// same name n times costs n steps in all, not n².
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
