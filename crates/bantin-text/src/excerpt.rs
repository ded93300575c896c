//! The beginning of a text, for lists, feeds and the description of a page.
//!
//! In: plain text. Out: as many of its first syllables as fit.

use std::borrow::Cow;

use crate::letters::is_mark;

/// Marks the cut.
const ELLIPSIS: char = '…';

/// Collapses white space; a text longer than `max_chars` characters is cut between syllables and ends in `…`.
/// Punctuation right before the cut is dropped, except closing brackets, quotes and `%`. The result, with `…`, never
/// exceeds `max_chars`; a first word longer than that is cut inside.
#[must_use]
pub fn plain_excerpt(text: &str, max_chars: usize) -> String {
    let text = folded_spaces(text);
    let Some((end, _)) = text.char_indices().nth(max_chars) else {
        return text.into_owned();
    };
    let Some((room, _)) = text[..end].char_indices().next_back() else {
        return String::new();
    };
    let mut excerpt = whole_syllables(&text, room).to_owned();
    excerpt.push(ELLIPSIS);
    excerpt
}

/// The longest prefix of at most `room` bytes that ends at the end of a syllable.
fn whole_syllables(text: &str, room: usize) -> &str {
    let cut = if text[room..].starts_with(' ') { Some(room) } else { text[..room].rfind(' ') };
    let beginning = text[..cut.unwrap_or(room)].trim_end_matches(is_loose);
    if beginning.is_empty() { text[..room].trim_end_matches(is_loose) } else { beginning }
}

/// Whether a character is dropped right before `…`.
fn is_loose(letter: char) -> bool {
    !letter.is_alphanumeric()
        && !is_mark(letter)
        && !matches!(letter, ')' | ']' | '”' | '’' | '»' | '"' | '%')
}

/// Trims the text and collapses each run of white space into one space.
fn folded_spaces(text: &str) -> Cow<'_, str> {
    let is_folded =
        |text: &str| !text.contains("  ") && !text.contains(|c: char| c.is_whitespace() && c != ' ');
    let text = text.trim();
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plain_excerpt;

    #[test]
    fn a_short_text_stays_whole() {
        assert_eq!(plain_excerpt("Dân vận khéo.", 13), "Dân vận khéo.");
        assert_eq!(plain_excerpt("", 10), "");
    }

    #[test]
    fn a_long_text_is_cut_between_syllables() {
        assert_eq!(plain_excerpt("Ban Dân vận Tỉnh ủy Yên Bái", 14), "Ban Dân vận…");
        assert_eq!(plain_excerpt("Ban Dân vận Tỉnh ủy Yên Bái", 12), "Ban Dân vận…");
        assert_eq!(plain_excerpt("Ban Dân vận Tỉnh ủy Yên Bái", 11), "Ban Dân…");
    }

    #[test]
    fn punctuation_at_the_cut_goes() {
        assert_eq!(plain_excerpt("Tỉnh ủy, Ủy ban nhân dân", 10), "Tỉnh ủy…");
        assert_eq!(plain_excerpt("Đề án 13 – “Dân vận khéo”", 13), "Đề án 13…");
        assert_eq!(plain_excerpt("Mô hình (2023) của xã", 17), "Mô hình (2023)…");
    }

    #[test]
    fn white_space_is_folded() {
        assert_eq!(plain_excerpt(" Dân\n\tvận\u{a0}khéo ", 40), "Dân vận khéo");
    }

    #[test]
    fn a_single_long_word_is_cut_inside() {
        assert_eq!(plain_excerpt("Nghiêngnghiêng", 8), "Nghiêng…");
        assert_eq!(plain_excerpt("Nghiêng", 0), "");
    }

    proptest! {
        #[test]
        fn the_limit_holds(text in any::<String>(), limit in 0_usize..60) {
            prop_assert!(plain_excerpt(&text, limit).chars().count() <= limit);
        }
    }
}
