//! Entities (character references) of HTML, decoded and written.
//!
//! Decodes all numeric entities, and the named ones that the program, its sanitizer and XML use. Other named entities
//! are left as they are.

use std::borrow::Cow;

use memchr::memchr;

/// The named entities that are decoded.
const NAMED: [(&[u8], char); 6] =
    [(b"amp", '&'), (b"lt", '<'), (b"gt", '>'), (b"quot", '"'), (b"apos", '\''), (b"nbsp", '\u{a0}')];

/// Maximum length of an entity, with `&` and `;`.
const LONGEST: usize = 12;

/// Decodes the entity at the beginning of `text`, which starts with `&`: the character, and the length of the entity.
pub fn entity(text: &[u8]) -> Option<(char, usize)> {
    let end = memchr(b';', &text[..text.len().min(LONGEST)])?;
    let name = text.get(1..end)?;
    let letter = match name.strip_prefix(b"#") {
        Some(number) => {
            let number = std::str::from_utf8(number).ok()?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((letter, end + 1))
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

/// Passes the decoded text to `take` in pieces. An `&` that starts no entity is kept.
pub fn decode_parts(mut text: &[u8], mut take: impl FnMut(&[u8])) {
    while let Some(at) = memchr(b'&', text) {
        take(&text[..at]);
        let (letter, len) = entity(&text[at..]).unwrap_or(('&', 1));
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

    use super::{decode, entity, escaped};

    #[test]
    fn named_and_numeric_entities_are_read_and_others_are_text() {
        assert_eq!(decode("&lt;&amp;lt;&#39;&#x27;&#XE9;&apos;&nbsp;"), "<&lt;''é'\u{a0}");
        for text in ["R&D", "&khac;", "&", "&;", "&#;", "&#xD800;", "&#99999999999;", "& lt;"] {
            assert_eq!(decode(text), text);
        }
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
