//! Entities (character references) of HTML, decoded and written.
//!
//! Decodes what browsers decode: all numeric entities, with and without `;`, and all named ones of one character
//! (`named.txt`, from the HTML Living Standard, 13.5; `!` stands behind those that need no `;`).

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memchr;

/// A named entity: its name, its character, and whether it needs no `;`.
type Named = (&'static str, char, bool);

/// Sorted by name.
static NAMED: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut words = line.split(' ');
        let (name, code) = (words.next()?, words.next()?);
        let letter = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
        Some((name, letter, words.next().is_some()))
    };
    include_str!("named.txt").lines().filter_map(line).collect()
});

/// The longest name.
const LONGEST: usize = 32;
/// The longest name of those that need no `;`.
const LONGEST_OPEN: usize = 6;

/// Decodes the entity at the beginning of `text`, which starts with `&`: the character, and the length of the entity. In
/// an attribute value, a name without `;` is none before a letter, a digit or `=`.
fn entity_in(text: &[u8], in_attribute: bool) -> Option<(char, usize)> {
    let name = text.get(1..)?;
    if let Some(number) = name.strip_prefix(b"#") {
        return numeric(number).map(|(letter, len)| (letter, len + 2));
    }
    let is_letter = |byte: &&u8| byte.is_ascii_alphanumeric();
    let len = name.iter().take(LONGEST).take_while(is_letter).count();
    if name.get(len) == Some(&b';') {
        let (_, letter, _) = known(&name[..len])?;
        return Some((letter, len + 2));
    }
    let open = |len: &usize| {
        known(&name[..*len]).filter(|(_, _, is_open)| *is_open).map(|(_, letter, _)| (letter, *len))
    };
    let (letter, end) = (2..=len.min(LONGEST_OPEN)).rev().find_map(|len| open(&len))?;
    let goes_on = name.get(end).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'=');
    (!(in_attribute && goes_on)).then_some((letter, end + 1))
}

fn known(name: &[u8]) -> Option<Named> {
    let at = NAMED.binary_search_by(|(known, ..)| known.as_bytes().cmp(name)).ok()?;
    NAMED.get(at).copied()
}

/// The character of a number and its length, with the `;` that may end it.
fn numeric(number: &[u8]) -> Option<(char, usize)> {
    let (radix, start) = if matches!(number.first(), Some(b'x' | b'X')) { (16, 1) } else { (10, 0) };
    let digits = number.get(start..)?.iter().take_while(|byte| char::from(**byte).is_digit(radix)).count();
    let end = start + digits;
    let code = u32::from_str_radix(std::str::from_utf8(&number[start..end]).ok()?, radix).ok()?;
    let letter = char::from_u32(code)?;
    Some((letter, end + usize::from(number.get(end) == Some(&b';'))))
}

/// Decodes the entity at the beginning of `text`, which starts with `&`: the character, and the length of the entity.
pub fn entity(text: &[u8]) -> Option<(char, usize)> {
    entity_in(text, true)
}

/// The entity for a character that has to be escaped in text or in a quoted attribute value.
pub fn escaped(letter: char) -> Option<&'static str> {
    Some(match letter {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// Passes the decoded value of an attribute to `take` in pieces. An `&` that starts no entity is kept.
pub fn decode_parts(text: &[u8], take: impl FnMut(&[u8])) {
    decode_parts_in(text, true, take);
}

/// Passes the decoded text between tags to `take` in pieces.
pub fn decode_text_parts(text: &[u8], take: impl FnMut(&[u8])) {
    decode_parts_in(text, false, take);
}

fn decode_parts_in(mut text: &[u8], in_attribute: bool, mut take: impl FnMut(&[u8])) {
    while let Some(at) = memchr(b'&', text) {
        take(&text[..at]);
        let (letter, len) = entity_in(&text[at..], in_attribute).unwrap_or(('&', 1));
        take(letter.encode_utf8(&mut [0; 4]).as_bytes());
        text = &text[at + len..];
    }
    take(text);
}

/// Decodes all entities of a text that need not be UTF-8.
pub fn decode_bytes(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr(b'&', text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut plain = Vec::with_capacity(text.len());
    decode_parts(text, |part| plain.extend_from_slice(part));
    Cow::Owned(plain)
}

/// Decodes all entities of a text.
pub fn decode(text: &str) -> Cow<'_, str> {
    match decode_bytes(text.as_bytes()) {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        // Always UTF-8: entities are ASCII, and each is replaced by a whole character.
        Cow::Owned(plain) => Cow::Owned(String::from_utf8(plain).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NAMED, decode, decode_text_parts, entity, escaped};

    #[test]
    fn named_and_numeric_entities_are_read_and_others_are_text() {
        assert_eq!(decode("&lt;&amp;lt;&#39;&#x27;&#XE9;&apos;&nbsp;"), "<&lt;''é'\u{a0}");
        for text in [
            "R&D",
            "&khac;",
            "&",
            "&;",
            "&#;",
            "&#xD800;",
            "&#99999999999;",
            "& lt;",
            "?a=1&copy=2",
            "&notit",
        ] {
            assert_eq!(decode(text), text);
        }
    }

    #[test]
    fn entities_are_read_as_browsers_do() {
        assert_eq!(decode("&#48;&#57&#48 &#x30&#X31;&ecirc;&period;&Tab;&nbsp;&ecirc"), "090 01ê.\t\u{a0}ê");
        let mut text = Vec::new();
        decode_text_parts(b"0900&nbsp000&ensp;111&copy=1", |part| text.extend_from_slice(part));
        assert_eq!(String::from_utf8_lossy(&text), "0900\u{a0}000\u{2002}111\u{a9}=1");
        assert!(NAMED.is_sorted() && NAMED.len() > 2000);
    }

    #[test]
    fn what_is_written_is_read_back() {
        for letter in ['&', '<', '>', '"', '\''] {
            let written = escaped(letter).expect("it is escaped");
            assert_eq!(entity(written.as_bytes()), Some((letter, written.len())));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_the_end(text in "[&#;xaltmp0-9é]{0,30}") {
            let plain = decode(&text);
            prop_assert!(plain.len() <= text.len());
        }
    }
}
