//! Normalises texts: UTF-8 without a byte-order mark, in NFC.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The bytes of a file are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("invalid UTF-8 at byte {offset}")]
pub struct InvalidUtf8 {
    /// The offset of the first invalid byte, from 0.
    pub offset: usize,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// Next line, line separator, paragraph separator.
const HIDDEN_BREAKS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// Decodes and normalises the bytes of a file.
///
/// Decomposed characters (a letter and combining marks) are composed to NFC (Unicode Standard Annex 15), the form
/// that the rest of the program and the search expect. Line breaks that editors do not show, which come from word
/// processors and which YAML treats as line endings, are replaced by spaces.
pub fn normalise(bytes: Vec<u8>) -> Result<String, InvalidUtf8> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..offset]).into_owned();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        InvalidUtf8 {
            offset,
            line: before.matches('\n').count() + 1,
            column: before[start..].trim_start_matches('\u{feff}').chars().count() + 1,
        }
    })?;
    // Concatenated files may have several byte-order marks.
    let text = match text.trim_start_matches('\u{feff}') {
        rest if rest.len() < text.len() => rest.to_owned(),
        _ => text,
    };
    if text.chars().all(is_plain) {
        return Ok(text);
    }
    let text = if text.contains(HIDDEN_BREAKS) { text.replace(HIDDEN_BREAKS, " ") } else { text };
    Ok(match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        _ => text.nfc().collect(),
    })
}

/// Whether a character is the same in NFC whatever stands beside it, and no hidden break: known without the tables of
/// Unicode for those that Vietnamese texts have.
fn is_plain(letter: char) -> bool {
    matches!(letter, '\0'..='\u{84}' | '\u{86}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_characters_are_normalised_whatever_stands_beside_them() {
        for letter in (0..0x3000).filter_map(char::from_u32).filter(|letter| is_plain(*letter)) {
            let between = ['a', letter, 'b'];
            assert_eq!(is_nfc_quick(between.into_iter()), IsNormalized::Yes, "{letter:?}");
            assert_eq!(unicode_normalization::char::canonical_combining_class(letter), 0, "{letter:?}");
            assert!(!HIDDEN_BREAKS.contains(&letter), "{letter:?}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_dropped_and_marks_are_composed() {
        assert_eq!(normalise("\u{feff}to\u{0301}c".into()), Ok("tóc".into()));
    }

    #[test]
    fn line_breaks_that_no_editor_shows_become_spaces() {
        assert_eq!(normalise("Bà\u{2028}Ngọc\u{85}nói".into()), Ok("Bà Ngọc nói".into()));
    }

    #[test]
    fn invalid_bytes_are_told_by_offset_line_and_column() {
        let found = normalise(b"t\xc3\xaan\na\xff".to_vec());
        assert_eq!(found.map_err(|e| e.line), Err(2));
        assert_eq!(normalise(b"ab\ncd\xff".to_vec()), Err(InvalidUtf8 { offset: 5, line: 2, column: 3 }));
    }
}
