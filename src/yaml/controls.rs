//! Control characters, which come along when a text is pasted from a word processor and which no editor shows.
//!
//! In: a YAML text. Out: the [`Cleaned`] text that can be parsed, and how its offsets lead back to the text that was
//! written. U+000B, a line break inside a paragraph, becomes a space; the others are left out.

use std::ops::Range;

use crate::diagnostic::{LocalizedText, localized};

/// A line break that word processors make inside a paragraph.
const WORD_BREAK: char = '\u{b}';

/// A text without its control characters.
pub(super) struct Cleaned {
    pub(super) text: String,
    /// Where characters were left out: their ranges in the text that was written.
    dropped: Vec<Range<usize>>,
}

impl Cleaned {
    /// Nothing if there is nothing to clean.
    pub(super) fn new(written: &str) -> Option<Self> {
        let suspicious = |byte: &u8| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 0x7f | 0xc2 | 0xef);
        if !written.as_bytes().iter().any(suspicious) {
            return None;
        }
        let (mut text, mut dropped) = (String::with_capacity(written.len()), Vec::new());
        for (at, letter) in written.char_indices() {
            match cleaned(letter) {
                Some(letter) => text.push(letter),
                None => dropped.push(at..at + letter.len_utf8()),
            }
        }
        (text != written).then_some(Self { text, dropped })
    }

    /// The first character that was left out.
    pub(super) fn first_dropped(&self) -> Option<Range<usize>> {
        self.dropped.first().cloned()
    }

    /// The offset in the written text of an offset in the cleaned one.
    pub(super) fn written(&self, at: usize) -> usize {
        let mut written = at;
        for dropped in &self.dropped {
            if dropped.start > written {
                break;
            }
            written += dropped.len();
        }
        written
    }
}

/// A value without control characters, which escapes like `\u0003` write.
pub(super) fn without_controls(value: String) -> String {
    if value.chars().any(|letter| cleaned(letter) != Some(letter)) {
        return value.chars().filter_map(cleaned).collect();
    }
    value
}

fn cleaned(letter: char) -> Option<char> {
    match letter {
        WORD_BREAK => Some(' '),
        '\t' | '\n' | '\r' | '\u{85}' => Some(letter),
        '\u{fffe}' | '\u{ffff}' => None,
        letter => (!letter.is_control()).then_some(letter),
    }
}

/// What is told of a control character, and how it is deleted.
pub(crate) fn told(control: char) -> (LocalizedText, LocalizedText) {
    let number = u32::from(control);
    (
        localized!(
            "có ký tự điều khiển U+{number:04X}, không nhìn thấy được; trang bỏ ký tự này",
            "an invisible control character U+{number:04X} stands here; the page leaves it out"
        ),
        localized!(
            "xóa ký tự này: đặt con trỏ ngay sau nó rồi xóa lùi",
            "delete it: put the cursor behind it and press backspace"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_of_word_processors_is_a_space_and_other_control_characters_go() {
        assert!(Cleaned::new("title: Một – “hai”\r\n\tđ\n").is_none());
        let written = "a\u{3}: Một\u{b}hai\u{9f}\u{fffe}\nb: \u{0}x\n";
        let cleaned = Cleaned::new(written).expect("there are control characters");
        assert_eq!(cleaned.text, "a: Một hai\nb: x\n");
        assert_eq!(cleaned.first_dropped(), Some(1..2));
        for (at, letter) in cleaned.text.char_indices().filter(|(_, letter)| *letter != ' ') {
            assert!(written[cleaned.written(at)..].starts_with(letter), "{letter} at {at}");
        }
    }
}
