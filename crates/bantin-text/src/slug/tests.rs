use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{SlugSet, is_id, slug};
use crate::vectors::texts;

#[test]
fn texts_become_the_slugs_of_the_shared_cases() {
    for case in texts("slug") {
        assert_eq!(slug(&case.input), case.output, "{}", case.input);
    }
}

#[test]
fn a_second_use_gets_a_number() {
    let mut slugs = SlugSet::new();
    let given: Vec<_> = ["a", "a", "a", "", "", "a"].map(|base| slugs.unique(base)).into();
    assert_eq!(given, ["a", "a-2", "a-3", "muc", "muc-2", "a-4"]);
}

#[test]
fn a_number_given_before_as_a_name_is_skipped() {
    let mut slugs = SlugSet::new();
    let given: Vec<_> = ["a-2", "a", "a", "a-2", "a-2-2"].map(|base| slugs.unique(base)).into();
    assert_eq!(given, ["a-2", "a", "a-3", "a-2-2", "a-2-2-2"]);
}

#[test]
fn an_id_is_lower_case_ascii_with_hyphens_inside() {
    for id in ["a", "yen-bai", "2023", "a--b", "mo-hinh-8"] {
        assert!(is_id(id), "{id}");
    }
    for text in ["", "-", "-a", "a-", "A", "đ", "a b", "a_b", "a/b", "a.b"] {
        assert!(!is_id(text), "{text}");
    }
}

proptest! {
    #[test]
    fn a_slug_is_an_id_and_its_own_slug(text in any::<String>()) {
        let name = slug(&text);
        prop_assert!(name.is_empty() || is_id(&name));
        prop_assert!(!name.contains("--"));
        prop_assert_eq!(slug(&name), name);
    }

    #[test]
    fn no_name_is_given_twice(bases in prop::collection::vec("a?(-[2-4]){0,2}", 0..40)) {
        let mut slugs = SlugSet::new();
        let given: BTreeSet<_> = bases.iter().map(|base| slugs.unique(base)).collect();
        prop_assert_eq!(given.len(), bases.len());
    }
}
