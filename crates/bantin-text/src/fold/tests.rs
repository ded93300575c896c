use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{fold, fold_any_script, lower};
use crate::vectors::texts;

#[test]
fn texts_fold_as_the_shared_cases_say() {
    for case in texts("fold") {
        assert_eq!(fold(&case.input), case.output, "{}", case.input);
    }
}

#[test]
fn nfd_and_nfc_fold_alike() {
    for case in texts("fold") {
        let decomposed: String = case.input.nfd().collect();
        assert_eq!(fold(&decomposed), case.output, "{}", case.input);
    }
}

#[test]
fn the_short_way_for_vietnamese_agrees_with_the_long_one() {
    for code in (0..0x250).chain(0x300..0x370).chain(0x1e00..0x1f00).chain(0x2000..0x2070) {
        let letter = char::from_u32(code).unwrap().to_string();
        assert_eq!(fold(&letter), fold_any_script(&letter), "U+{code:04X}");
    }
}

#[test]
fn lower_keeps_accents_and_composes() {
    assert_eq!(lower("ĐẢNG ỦY Khối"), "đảng ủy khối");
    assert_eq!(lower(&"ĐẢNG ỦY".nfd().collect::<String>()), "đảng ủy");
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn form_and_case_do_not_matter(text in "[a-zA-Zàảãáạăằẳẵắặâầẩẫấậđêềểễếệôồổỗốộơờởỡớợưừửữứự “”–0-9]{0,40}") {
        let other: String = text.to_uppercase().nfd().collect();
        prop_assert_eq!(fold(&other), fold(&text));
    }
}
