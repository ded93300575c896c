//! The width of a text in terminal columns.
//!
//! In: a line of text, NFC or NFD. Out: columns, used to place the caret below a source line. Combining marks take
//! none, CJK characters and most emoji two (Unicode Standard Annex 11).

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

/// The width of the text in NFC. A tab counts as one column, because callers print source lines with one space for
/// each tab.
#[must_use]
pub fn display_width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.nfc().collect::<String>().width()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::display_width;

    #[test]
    fn accents_take_no_column_in_either_form() {
        let text = "Đề án số 13-ĐA/TU";
        assert_eq!(display_width(text), 17);
        assert_eq!(display_width(&text.nfd().collect::<String>()), 17);
    }

    #[test]
    fn a_tab_is_one_column() {
        assert_eq!(display_width("\ta"), 2);
        assert_eq!(display_width("\tđ"), 2);
    }

    #[test]
    fn chinese_characters_take_two() {
        assert_eq!(display_width("漢字"), 4);
    }

    #[test]
    fn nothing_takes_nothing() {
        assert_eq!(display_width(""), 0);
    }
}
