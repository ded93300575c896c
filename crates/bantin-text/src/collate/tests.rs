use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

use super::Order;

/// Asserts that the list, given in collation order, is restored by sorting its reverse.
fn stands_in_order(list: &[&str]) {
    let order = Order::new();
    let mut sorted: Vec<_> = list.iter().rev().copied().collect();
    sorted.sort_by(|a, b| order.compare(a, b));
    assert_eq!(sorted, list);
}

#[test]
fn letters_follow_the_vietnamese_alphabet() {
    stands_in_order(&[
        "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m", "n", "o", "ô", "ơ", "p",
        "q", "r", "s", "t", "u", "ư", "v", "x", "y",
    ]);
}

#[test]
fn tones_follow_level_grave_hook_tilde_acute_dot() {
    stands_in_order(&["ma", "mà", "mả", "mã", "má", "mạ"]);
}

#[test]
fn a_letter_weighs_more_than_a_tone() {
    stands_in_order(&["má", "mắc", "mận", "mo"]);
}

#[test]
fn places_stand_as_in_a_gazetteer() {
    stands_in_order(&[
        "An Bình",
        "Ân Thi",
        "Bắc Kạn",
        "Dân vận",
        "Đà Nẵng",
        "Đắk Lắk",
        "Yên Bái",
        "Yên Bình",
    ]);
}

#[test]
fn numbers_compare_by_their_value() {
    stands_in_order(&["Phường 2", "Phường 10", "Phường Minh Tân"]);
}

#[test]
fn the_order_is_total() {
    let order = Order::new();
    let decomposed: String = "Yên Bái".nfd().collect();
    assert_ne!(order.compare("Yên Bái", &decomposed), Ordering::Equal);
    assert_eq!(order.compare("Yên Bái", &decomposed), order.compare(&decomposed, "Yên Bái").reverse());
    assert_eq!(order.compare("Phường 2", "Phường 2"), Ordering::Equal);
    assert_ne!(order.compare("Phường 2", "Phường 02"), Ordering::Equal);
}

#[test]
fn threads_share_one_order() {
    let order = Order::new();
    std::thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| assert_eq!(order.compare("Ân", "An"), Ordering::Greater));
        }
    });
}
