//! Numbers as shown to readers: `1.886` and `2,9` in Vietnamese, `1,886` and `2.9` in English.
//!
//! In: counts, measurements, sums of đồng, file sizes. Out: text, independent of the machine's locale.

use crate::language::Language;

/// Units of file sizes above the byte, each 1,000 times the previous one (SI).
const UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];

/// A whole number in groups of three: `1.886`, `1,886`.
#[must_use]
pub fn integer(number: i64, language: Language) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(&number.unsigned_abs().to_string(), language))
}

/// A number with exactly `digits` digits after the decimal sign: `2,9`, `2.9`. The shortest decimal form is rounded,
/// halves away from zero; zero never has a minus. NaN and infinities are shown as a dash.
#[must_use]
pub fn decimal(number: f64, language: Language, digits: usize) -> String {
    if !number.is_finite() {
        return "–".to_owned();
    }
    let plain = rounded_text(number.abs(), digits);
    let sign = if number < 0.0 && plain.contains(|digit| matches!(digit, '1'..='9')) { "-" } else { "" };
    match plain.split_once('.') {
        Some((whole, part)) => {
            format!("{sign}{}{}{part}", grouped(whole, language), decimal_sign(language))
        }
        None => format!("{sign}{}", grouped(&plain, language)),
    }
}

/// A percentage with one decimal, halves rounded up: `31,3%`, `31.3%`; 0 of 0 is `0,0%`. Computed in integers, so
/// that halves are exact.
#[must_use]
pub fn percent(part: usize, whole: usize, language: Language) -> String {
    let (part, whole) = (part as u128, whole.max(1) as u128);
    let tenths = (part * 2000 + whole) / (whole * 2);
    format!("{}{}{}%", grouped(&(tenths / 10).to_string(), language), decimal_sign(language), tenths % 10)
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

/// A file size: whole units from 10 on, tenths below: `512 B`, `1,2 MB`, `34 MB`.
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

/// The size in units, halves rounded up.
fn rounded(size: u64, unit: u128) -> u128 {
    (u128::from(size) + unit / 2) / unit
}

/// The digits of a non-negative number, rounded to `digits` decimals. Works on the shortest decimal form, so that
/// 2.675 counts as a half although it has no exact binary form.
fn rounded_text(number: f64, digits: usize) -> String {
    let written = number.to_string();
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    if part.len() <= digits {
        return format!("{number:.digits$}");
    }
    let mut kept = format!("0{whole}{}", &part[..digits]).into_bytes();
    if part.as_bytes()[digits] >= b'5' {
        let nines = kept.iter().rev().take_while(|digit| **digit == b'9').count();
        let at = kept.len() - nines;
        kept[at..].fill(b'0');
        kept[at - 1] += 1;
    }
    let mut text: String = kept.into_iter().map(char::from).collect();
    if text.len() - digits > 1 && text.starts_with('0') {
        text.remove(0);
    }
    if digits > 0 {
        text.insert(text.len() - digits, '.');
    }
    text
}

fn decimal_sign(language: Language) -> char {
    match language {
        Language::Vi => ',',
        Language::En => '.',
    }
}

/// ASCII digits with a separator between groups of three.
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

/// The number that a text means which people wrote: `1.234` and `1.234.567` have points between thousands, `82,83` has a
/// decimal comma, `90 %` and `12 ha` a unit. Nothing where two numbers could be meant, or none.
#[must_use]
pub fn number_meant(text: &str) -> Option<String> {
    let text = text.trim();
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | ' ' | '\u{a0}' | '-');
    let end = text.find(|sign| !is_part(sign)).unwrap_or(text.len());
    if text[end..].contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let written = text[..end].trim();
    let (sign, written) = written.strip_prefix('-').map_or(("", written), |rest| ("-", rest));
    let groups: Vec<&str> = written.split(['.', ',', ' ', '\u{a0}']).collect();
    let (first, rest) = groups.split_first()?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) || !rest.iter().all(|part| digits(part)) {
        return None;
    }
    let are_thousands = first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    match rest {
        [] => Some(format!("{sign}{first}")),
        _ if are_thousands => Some(format!("{sign}{}", groups.concat())),
        [fraction] => Some(format!("{sign}{first}.{fraction}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{bytes, decimal, integer, money, number_meant, percent};
    use crate::language::Language::{En, Vi};

    #[test]
    fn a_number_that_people_wrote_is_read() {
        let read = [
            ("1.234", "1234"),
            ("1.234.567", "1234567"),
            ("82,83", "82.83"),
            ("90 %", "90"),
            ("-12,5 ha", "-12.5"),
        ];
        for (text, number) in read {
            assert_eq!(number_meant(text).as_deref(), Some(number), "{text}");
        }
        for text in ["x", "1.2.3", "", "khoảng 12", "25/8/2024"] {
            assert_eq!(number_meant(text), None, "{text}");
        }
    }

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
        assert_eq!(decimal(1234.5, En, 0), "1,235");
        assert_eq!((decimal(6.25, Vi, 1), decimal(18.75, Vi, 1)), ("6,3".into(), "18,8".into()));
        assert_eq!((decimal(2.675, En, 2), decimal(99.95, En, 1)), ("2.68".into(), "100.0".into()));
        assert_eq!((decimal(0.04, En, 1), decimal(0.5, En, 0)), ("0.0".into(), "1".into()));
        assert_eq!(decimal(-0.04, Vi, 1), "0,0");
        assert_eq!(decimal(-0.06, Vi, 1), "-0,1");
        assert_eq!(decimal(f64::NAN, Vi, 1), "–");
    }

    #[test]
    fn shares_round_halves_upward() {
        assert_eq!((percent(1, 16, Vi), percent(3, 16, Vi)), ("6,3%".into(), "18,8%".into()));
        assert_eq!((percent(5, 16, En), percent(2, 3, En)), ("31.3%".into(), "66.7%".into()));
        assert_eq!((percent(0, 0, Vi), percent(7, 7, Vi)), ("0,0%".into(), "100,0%".into()));
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
