//! Numbers as readers read them: `1.886` and `2,9` in Vietnamese, `1,886` and `2.9` in English.
//!
//! In: counts, measures, sums of đồng, sizes of files. Out: text, the same on every machine.

use super::language::Language;

/// The units of a file's size above the byte, each a thousand of the one before (SI).
const UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];

/// A whole number in groups of three: `1.886`, `1,886`.
#[must_use]
pub fn integer(number: i64, language: Language) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(&number.unsigned_abs().to_string(), language))
}

/// A number with exactly `digits` digits after the sign: `2,9`, `2.9`. Rounded to the nearest; never a minus
/// before a zero. What is no finite number shows as a dash.
#[must_use]
pub fn decimal(number: f64, language: Language, digits: usize) -> String {
    if !number.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.digits$}", number.abs());
    let sign = if number < 0.0 && plain.contains(|digit| matches!(digit, '1'..='9')) { "-" } else { "" };
    match plain.split_once('.') {
        Some((whole, part)) => {
            format!("{sign}{}{}{part}", grouped(whole, language), decimal_sign(language))
        }
        None => format!("{sign}{}", grouped(&plain, language)),
    }
}

/// A sum of Vietnamese đồng: `1.500.000.000 đồng`, `VND 1,500,000,000`.
#[must_use]
pub fn money(vnd: i64, language: Language) -> String {
    let sum = integer(vnd, language);
    match language {
        Language::Vi => format!("{sum} đồng"),
        Language::En => format!("VND {sum}"),
    }
}

/// The size of a file, in whole units from ten on and to a tenth below: `512 B`, `1,2 MB`, `34 MB`.
#[must_use]
pub fn bytes(size: u64, language: Language) -> String {
    if size < 1000 {
        return format!("{size} B");
    }
    let (mut unit, mut name) = (1, "");
    for larger in UNITS {
        (unit, name) = (unit * 1000, larger);
        if rounded(size, unit) < 1000 {
            break;
        }
    }
    let tenths = rounded(size, unit / 10);
    if tenths < 100 && !tenths.is_multiple_of(10) {
        return format!("{}{}{} {name}", tenths / 10, decimal_sign(language), tenths % 10);
    }
    format!("{} {name}", rounded(size, unit))
}

/// The size in units, halves upward.
fn rounded(size: u64, unit: u128) -> u128 {
    (u128::from(size) + unit / 2) / unit
}

fn decimal_sign(language: Language) -> char {
    match language {
        Language::Vi => ',',
        Language::En => '.',
    }
}

/// ASCII digits with a sign between groups of three.
fn grouped(digits: &str, language: Language) -> String {
    let sign = match language {
        Language::Vi => '.',
        Language::En => ',',
    };
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(sign);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{bytes, decimal, integer, money};
    use crate::text::language::Language::{En, Vi};

    #[test]
    fn whole_numbers_are_grouped_by_three() {
        assert_eq!(integer(1886, Vi), "1.886");
        assert_eq!(integer(1886, En), "1,886");
        assert_eq!(integer(0, Vi), "0");
        assert_eq!(integer(999, Vi), "999");
        assert_eq!(integer(-123_456, Vi), "-123.456");
        assert_eq!(integer(i64::MIN, En), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn decimals_carry_the_sign_of_the_language() {
        assert_eq!(decimal(2.9, Vi, 1), "2,9");
        assert_eq!(decimal(2.9, En, 1), "2.9");
        assert_eq!(decimal(1234.5, Vi, 2), "1.234,50");
        assert_eq!(decimal(1234.5, En, 0), "1,234");
        assert_eq!(decimal(-0.04, Vi, 1), "0,0");
        assert_eq!(decimal(-0.06, Vi, 1), "-0,1");
        assert_eq!(decimal(f64::NAN, Vi, 1), "–");
    }

    #[test]
    fn money_is_in_dong() {
        assert_eq!(money(1_500_000_000, Vi), "1.500.000.000 đồng");
        assert_eq!(money(1_500_000_000, En), "VND 1,500,000,000");
    }

    #[test]
    fn sizes_have_few_figures() {
        assert_eq!(bytes(0, Vi), "0 B");
        assert_eq!(bytes(999, Vi), "999 B");
        assert_eq!(bytes(1000, Vi), "1 kB");
        assert_eq!(bytes(1_234_567, Vi), "1,2 MB");
        assert_eq!(bytes(1_234_567, En), "1.2 MB");
        assert_eq!(bytes(9_960_000, Vi), "10 MB");
        assert_eq!(bytes(34_400_000, Vi), "34 MB");
        assert_eq!(bytes(999_499, Vi), "999 kB");
        assert_eq!(bytes(999_500, Vi), "1 MB");
        assert_eq!(bytes(u64::MAX, Vi), "18 EB");
    }
}
