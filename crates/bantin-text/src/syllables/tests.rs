use proptest::prelude::*;

use super::{count_words, syllables};
use crate::vectors::cases;

#[test]
fn texts_part_as_the_shared_cases_say() {
    for case in cases::<Vec<String>>("syllables") {
        assert_eq!(syllables(&case.input).collect::<Vec<_>>(), case.output, "{}", case.input);
    }
}

#[test]
fn words_are_counted_between_spaces() {
    assert_eq!(count_words(""), 0);
    assert_eq!(count_words("  \n\t"), 0);
    assert_eq!(count_words("Ban Dân vận – Tỉnh ủy * Yên Bái"), 7);
    assert_eq!(count_words("Đề án số 13-ĐA/TU: 2,9 tỷ đồng (100%)"), 8);
}

proptest! {
    #[test]
    fn tokens_are_parts_of_the_text_in_order(text in any::<String>()) {
        let mut from = 0;
        for token in syllables(&text) {
            let start = token.as_ptr() as usize - text.as_ptr() as usize;
            prop_assert!(start >= from && !token.is_empty());
            from = start + token.len();
        }
    }

    #[test]
    fn no_letter_is_lost(text in "[a-zđê0-9 ./,'-]{0,40}") {
        let kept: String = syllables(&text).collect();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(&kept), letters(&text));
    }

    #[test]
    fn a_token_by_itself_is_one_token(text in "[a-zđê0-9 ./,'-]{0,40}") {
        for token in syllables(&text) {
            prop_assert_eq!(syllables(token).collect::<Vec<_>>(), vec![token]);
        }
    }
}
