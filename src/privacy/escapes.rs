//! Characters that are written otherwise: entities of HTML, `%41` of addresses, `\u0041` of JSON.

use memchr::memchr;

use crate::privacy::letters::Letters;

/// The letters of a text with entities.
pub(super) fn entities(text: &[u8], to: &mut Letters) {
    parts(text, |part| to.push(part));
}

/// A text whose entities are characters, part by part.
fn parts(mut text: &[u8], mut take: impl FnMut(&[u8])) {
    while let Some(at) = memchr(b'&', text) {
        take(&text[..at]);
        let (letter, len) = entity(&text[at..]);
        take(letter.encode_utf8(&mut [0; 4]).as_bytes());
        text = &text[at + len..];
    }
    take(text);
}

/// The character of an entity and its length; an `&` that begins none is itself.
fn entity(text: &[u8]) -> (char, usize) {
    let end = text.iter().take(12).position(|byte| *byte == b';');
    let name = end.and_then(|end| std::str::from_utf8(&text[1..end]).ok());
    let letter = name.and_then(|name| match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        name => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            char::from_u32(code?)
        }
    });
    match (letter, end) {
        (Some(letter), Some(end)) => (letter, end + 1),
        _ => ('&', 1),
    }
}

/// A text whose entities are characters.
pub(super) fn decoded(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    parts(text, |part| plain.extend_from_slice(part));
    plain
}

/// An address whose `%41` are characters.
pub(super) fn unescaped(value: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(value.len());
    let mut at = 0;
    while let Some(byte) = value.get(at) {
        let code = value.get(at + 1..at + 3).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *byte == b'%') {
            Some(code) => {
                plain.push(code);
                at += 3;
            }
            None => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    plain
}

/// The letters of JSON or a script, with the escapes of its texts.
pub(super) fn json(mut text: &[u8], to: &mut Letters) {
    while let Some(at) = memchr(b'\\', text) {
        to.push(&text[..at]);
        let escape = text.get(at + 1).copied();
        let code = text.get(at + 2..at + 6).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let len = match (escape, code) {
            (Some(b'u'), Some(letter)) => {
                to.push(letter.encode_utf8(&mut [0; 4]).as_bytes());
                6
            }
            (Some(b'n' | b't' | b'r'), _) => {
                to.gap();
                2
            }
            _ => 2,
        };
        text = &text[(at + len).min(text.len())..];
    }
    to.push(text);
}
