use std::borrow::Cow;

use proptest::prelude::*;

use super::{canonical_tones, tone_place};
use crate::fold::fold;
use crate::vectors::texts;

#[test]
fn tones_stand_where_the_shared_cases_say() {
    for case in texts("tones") {
        assert_eq!(canonical_tones(&case.input), case.output, "{}", case.input);
        assert_eq!(canonical_tones(&case.output), case.output, "{} again", case.output);
    }
}

#[test]
fn both_habits_of_writing_meet() {
    for (old, new) in [("hòa", "hoà"), ("hóa", "hoá"), ("ủy", "uỷ"), ("thủy", "thuỷ"), ("khỏe", "khoẻ")]
    {
        assert_eq!(tone_place(new), old);
        assert_eq!(tone_place(old), old);
    }
}

#[test]
fn qu_and_gi_are_onsets() {
    for syllable in ["quý", "quà", "quả", "quốc", "quyền", "già", "giá", "giống", "gì", "gìn", "giếng", "giữ"]
    {
        assert_eq!(tone_place(syllable), syllable);
    }
    assert_eq!(tone_place("gìa"), "già");
    assert_eq!(tone_place("qúy"), "quý");
}

#[test]
fn case_is_kept_letter_by_letter() {
    assert_eq!(tone_place("HOÀ"), "HÒA");
    assert_eq!(tone_place("Uỷ"), "Ủy");
    assert_eq!(tone_place("ĐOÀ"), "ĐÒA");
}

#[test]
fn foreign_words_are_left_alone() {
    for word in ["café", "Zoé", "León", "Raúl", "résumé", "Loué", "naïve", "Ångström", "hoàhoà"] {
        assert_eq!(tone_place(word), word);
    }
}

#[test]
fn a_text_with_nothing_to_move_is_not_copied() {
    assert!(matches!(canonical_tones("Ban Dân vận Tỉnh ủy"), Cow::Borrowed(_)));
}

proptest! {
    #[test]
    fn moving_a_mark_changes_no_letter_under_it(text in "[hqgntcuoaiyeàáảòóỏùúủýỷèé ]{0,30}") {
        let placed = canonical_tones(&text).into_owned();
        prop_assert_eq!(fold(&placed), fold(&text));
        prop_assert_eq!(canonical_tones(&placed).into_owned(), placed);
    }
}
