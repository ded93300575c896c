//! Texts in bytes of which the form is not known, and in text files of any encoding.
//!
//! In: bytes. Out: texts in UTF-8. Of unknown bytes only runs of several letters in a row are texts, in one byte a letter
//! and in UTF-16: in other bytes a short word stands by chance.

use std::borrow::Cow;

use crate::source::{guess, utf16, utf16_units};

/// The fewest letters of a run.
const RUN: usize = 6;

/// A text file in UTF-8, whatever it was written in.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, [u8]> {
    if let Some(text) = utf16(bytes) {
        return Cow::Owned(text.into_bytes());
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Cow::Borrowed(bytes);
    }
    match guess(bytes) {
        (_, Some(text)) => Cow::Owned(text.into_bytes()),
        (_, None) => Cow::Borrowed(bytes),
    }
}

/// The runs of letters in bytes of which the form is not known.
pub(super) fn runs(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut runs = narrow_runs(bytes);
    for from in [0, 1] {
        runs.extend(wide_runs(&utf16_units(&bytes[from.min(bytes.len())..], false)));
        runs.extend(wide_runs(&utf16_units(&bytes[from.min(bytes.len())..], true)));
    }
    runs
}

fn narrow_runs(bytes: &[u8]) -> Vec<Vec<u8>> {
    let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..=0x7E | 0x80..=0xFF);
    let runs = bytes.split(|byte| !is_text(byte)).filter(|run| run.len() >= RUN);
    let runs = runs.filter(|run| {
        run.windows(RUN).any(|part| part.iter().all(u8::is_ascii)) || std::str::from_utf8(run).is_ok()
    });
    runs.map(|run| text(run).into_owned()).collect()
}

fn wide_runs(text: &str) -> impl Iterator<Item = Vec<u8>> {
    let is_text = |letter: char| {
        matches!(letter, '\t' | '\n' | '\r' | ' '..='~' | '\u{A0}'..='\u{24F}' | '\u{300}'..='\u{36F}'
            | '\u{1E00}'..='\u{1EFF}' | '\u{2000}'..='\u{20FF}')
    };
    let runs = text.split(move |letter| !is_text(letter)).filter(|run| run.chars().count() >= RUN);
    runs.map(|run| run.as_bytes().to_vec())
}

/// The text of an RTF file: letters and escapes, without its control words.
pub(super) fn rich_text(bytes: &[u8]) -> Vec<u8> {
    let (mut text, mut at) = (Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' | b'}' | b'\r' | b'\n' => {}
            b'\\' => at += control(&bytes[at..], &mut text),
            other => text.push(*other),
        }
    }
    text
}

/// Reads what follows a backslash; returns its length.
fn control(rest: &[u8], text: &mut Vec<u8>) -> usize {
    match rest {
        [b'\'', high, low, ..] => {
            let digits = [*high, *low];
            let code = std::str::from_utf8(&digits).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
            let letter = code.map(|code| [code]);
            let letter =
                letter.as_ref().map(|code| encoding_rs::WINDOWS_1258.decode_without_bom_handling(code).0);
            text.extend(letter.iter().flat_map(|letter| letter.bytes()));
            3
        }
        [letter, ..] if letter.is_ascii_alphabetic() => {
            let name = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let digits = |byte: &&u8| byte.is_ascii_digit() || **byte == b'-';
            let number = rest[name..].iter().take_while(digits).count();
            let value = std::str::from_utf8(&rest[name..name + number])
                .ok()
                .and_then(|text| text.parse::<i32>().ok());
            let mut len = name + number;
            match (&rest[..name], value) {
                (b"u", Some(code)) => {
                    let letter = u32::try_from(code.rem_euclid(0x1_0000)).ok().and_then(char::from_u32);
                    text.extend(letter.unwrap_or(' ').encode_utf8(&mut [0; 4]).bytes());
                    // What readers without Unicode show instead.
                    len += usize::from(rest.get(len) == Some(&b' '));
                    return len + usize::from(rest.get(len) == Some(&b'?'));
                }
                (b"par" | b"line" | b"cell" | b"row" | b"tab" | b"page" | b"sect", _) => text.push(b'\n'),
                _ => {}
            }
            len + usize::from(rest.get(len) == Some(&b' '))
        }
        [b'~', ..] => {
            text.push(b' ');
            1
        }
        [b'_', ..] => {
            text.push(b'-');
            1
        }
        [b'-' | b'*' | b'|' | b':', ..] => 1,
        [other, ..] => {
            text.push(*other);
            1
        }
        [] => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str, is_big: bool) -> Vec<u8> {
        let bytes = |unit: u16| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn texts_are_read_in_every_encoding_that_bytes_give_away() {
        let written = "Chị Lường gọi 0900 000 111";
        let marked = [&[0xFF, 0xFE][..], &units(written, false)].concat();
        for bytes in [written.as_bytes().to_vec(), units(written, true), units(written, false), marked] {
            assert_eq!(String::from_utf8_lossy(&text(&bytes)), written);
        }
        assert_eq!(String::from_utf8_lossy(&text(b"Go\xf2i chi\xf2 0900")), "Go\u{323}i chi\u{323} 0900");
    }

    #[test]
    fn runs_of_letters_are_texts_and_single_words_are_not() {
        let bytes =
            [&b"\x01\x02Lan\x00\x01xin 0900 000 111\x00"[..], &units("\u{1}Nguyễn Thái Học\u{1}", false)]
                .concat();
        let all: Vec<String> =
            runs(&bytes).iter().map(|run| String::from_utf8_lossy(run).into_owned()).collect();
        assert!(all.iter().any(|run| run.contains("xin 0900 000 111")), "{all:?}");
        assert!(all.iter().any(|run| run.contains("Nguyễn Thái Học")), "{all:?}");
        assert!(!all.iter().any(|run| run == "Lan"), "{all:?}");
    }

    #[test]
    fn rich_text_is_read_without_its_controls() {
        let written = br"{\rtf1\ansi{\fonttbl x;}\b Ch\u7883?\b0  Lan\par 09\'30\'300 000 111}";
        assert_eq!(String::from_utf8_lossy(&rich_text(written)), "x;Ch\u{1ecb} Lan\n09000 000 111");
        for cut in 0..written.len() {
            let _ = rich_text(&written[..cut]);
        }
    }
}
