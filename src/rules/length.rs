//! The length of a text in words, separated by white space, without Markdown syntax.

use std::ops::Range;

use crate::markdown::plain::plain;
use bantin_text::syllables::count_words;

/// Returns the number of words if it exceeds `limit`.
pub(super) fn more_than(markdown: &str, limit: usize) -> Option<usize> {
    // A word and its space take at least two bytes: most texts need no parsing.
    if markdown.len() / 2 < limit {
        return None;
    }
    Some(count_words(&plain(markdown))).filter(|count| *count > limit)
}

/// The first line that is not blank.
pub(super) fn first_line(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_between_spaces_are_words() {
        assert_eq!(more_than("Bà con góp 1.886 ngày công – không ai tính.", 3), Some(9));
        assert_eq!(more_than("Bà con góp ngày công.", 5), None);
        assert_eq!(more_than("Bà con góp ngày công.", 4), Some(5));
    }

    #[test]
    fn signs_addresses_and_shortcodes_are_no_words() {
        assert_eq!(more_than("một\n\n{{ gallery(files=[\"a b\", \"c\"]) }}\n\nhai", 1), Some(2));
    }

    #[test]
    fn the_first_line_is_where_the_text_begins() {
        assert_eq!(first_line("\n\nMột hai\nba"), 2..11);
        assert_eq!(first_line(""), 0..0);
    }
}
