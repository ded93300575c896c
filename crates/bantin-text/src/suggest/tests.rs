use super::{SuggestionIndex, nearest};

#[test]
fn one_slip_of_the_hand_is_understood() {
    let keys = ["title", "subtitle", "date", "summary", "category"];
    assert_eq!(nearest("tilte", keys), Some("title"));
    assert_eq!(nearest("sumary", keys), Some("summary"));
    assert_eq!(nearest("datee", keys), Some("date"));
    assert_eq!(nearest("catagory", keys), Some("category"));
}

#[test]
fn nothing_near_is_nothing() {
    assert_eq!(nearest("phone", ["title", "date"]), None);
    assert_eq!(nearest("title", []), None);
    assert_eq!(nearest("", ["a", "b"]), None);
    assert_eq!(nearest("x", ["a", "b"]), None);
}

#[test]
fn accents_case_and_separators_do_not_matter() {
    assert_eq!(nearest("Địa điểm", ["dia-diemm", "dia_diem"]), Some("dia_diem"));
    assert_eq!(nearest("yen bai", ["yen-binh", "yen-bai"]), Some("yen-bai"));
}

#[test]
fn an_exact_match_wins_over_an_earlier_near_one() {
    assert_eq!(nearest("tags", ["tag", "tagz", "Tags"]), Some("Tags"));
}

#[test]
fn of_equals_the_first_is_taken() {
    assert_eq!(nearest("bat", ["cat", "hat", "rat"]), Some("cat"));
}

#[test]
fn the_distance_grows_with_the_word_up_to_three() {
    assert_eq!(nearest("ab", ["cd"]), None);
    assert_eq!(nearest("abcdef", ["abcdxy"]), Some("abcdxy"));
    assert_eq!(nearest("abcdef", ["abcxyz"]), None);
    assert_eq!(nearest("abcdefghijklmnop", ["abcdefghijklmxyz"]), Some("abcdefghijklmxyz"));
    assert_eq!(nearest("abcdefghijklmnop", ["abcdefghijklwxyz"]), None);
}

#[test]
fn twelve_thousand_names_are_searched() {
    let names: Vec<String> = (0..12_000).map(|n| format!("mo-hinh-dan-van-kheo-{n}")).collect();
    let found = nearest("mo-hinh-dan-van-khoe-11999", names.iter().map(String::as_str));
    assert_eq!(found, Some("mo-hinh-dan-van-kheo-11999"));
}

#[test]
fn names_that_are_asked_for_often_are_found_by_their_beginning_or_end() {
    let names: Vec<String> = (0..12_000).map(|n| format!("mo-hinh-dan-van-kheo-{n}")).collect();
    let names = SuggestionIndex::new(names.iter().map(String::as_str));
    assert_eq!(names.nearest("mo-hinh-dan-van-khoe-11999"), Some("mo-hinh-dan-van-kheo-11999"));
    assert_eq!(names.nearest("Mô hình Dân vận khéo 7"), Some("mo-hinh-dan-van-kheo-7"));
    assert_eq!(names.nearest("bai-viet"), None);
}

#[test]
fn of_few_names_the_same_one_is_found_as_by_looking_at_all() {
    let names = ["xa-moi", "xa-cu", "ban-bien-tap", "hoi-phu-nu", "vuon-rau", "vuon-hoa"];
    let often = SuggestionIndex::new(names);
    for wanted in ["xa-moii", "Xã Mới", "vuon-rua", "vuon", "hoi phunu", "", "x", "bien-tap"] {
        assert_eq!(often.nearest(wanted), nearest(wanted, names), "{wanted}");
    }
}

#[test]
fn words_may_differ_anywhere() {
    for (wanted, name) in [("aab", "aba"), ("ab", "xab"), ("hoa", "hoaa"), ("aaaa", "aaa"), ("nhân", "nhna")]
    {
        assert_eq!(nearest(wanted, [name]), Some(name), "{wanted} {name}");
    }
}
