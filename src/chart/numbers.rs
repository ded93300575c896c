//! Numbers in the words of a chart.

use bantin_text::language::Language;
use bantin_text::number::decimal;

/// As many letters of a number are shown.
const LONGEST: usize = 10;

/// A value with as many digits as it has, at most four behind the point.
pub(super) fn value(number: f64, language: Language) -> String {
    let digits = (0..4).find(|digits| {
        let shown = 10_f64.powi(*digits);
        (number * shown).fract().abs() < 1e-9
    });
    decimal(number, language, digits.unwrap_or(4) as usize)
}

/// A number that is too long to stand in a drawing, by its power of ten.
fn short(words: String, number: f64, language: Language) -> String {
    if words.chars().count() <= LONGEST {
        return words;
    }
    let words = format!("{number:.1e}");
    if language == Language::Vi { words.replace('.', ",") } else { words }
}

/// Large numbers are shown in thousands of millions or millions, as the unit then says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Magnitude {
    /// What every number is divided by.
    pub(super) divisor: f64,
    vi: &'static str,
    en: &'static str,
}

impl Magnitude {
    /// The one that fits the largest number on an axis.
    pub(super) fn of(largest: f64) -> Self {
        match largest.abs() {
            size if size >= 1e10 => Self { divisor: 1e9, vi: "tỷ", en: "billion" },
            size if size >= 1e7 => Self { divisor: 1e6, vi: "triệu", en: "million" },
            _ => Self { divisor: 1.0, vi: "", en: "" },
        }
    }

    /// The words at a tick.
    pub(super) fn tick(self, tick: f64, language: Language, digits: usize) -> String {
        short(decimal(tick / self.divisor, language, digits), tick / self.divisor, language)
    }

    /// The words at a bar: all digits of a number that is not divided, two of one that is.
    pub(super) fn number(self, number: f64, language: Language) -> String {
        let shown = number / self.divisor;
        let rounded = if self.divisor > 1.0 { (shown * 100.0).round() / 100.0 } else { shown };
        short(value(rounded, language), shown, language)
    }

    /// The unit with the magnitude before it: `triệu đồng`.
    pub(super) fn unit(self, unit: Option<&str>, language: Language) -> String {
        let name = match language {
            Language::Vi => self.vi,
            Language::En => self.en,
        };
        [name, unit.unwrap_or("")].join(" ").trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_digits_they_need() {
        assert_eq!(value(10.5, Language::Vi), "10,5");
        assert_eq!(value(1886.0, Language::Vi), "1.886");
        assert_eq!(value(82.83, Language::En), "82.83");
        assert_eq!(value(1.0 / 3.0, Language::En), "0.3333");
    }

    #[test]
    fn large_numbers_are_shown_in_millions() {
        assert_eq!(Magnitude::of(2e7).unit(Some("đồng"), Language::Vi), "triệu đồng");
        assert_eq!(Magnitude::of(2e10).unit(None, Language::En), "billion");
        assert_eq!(Magnitude::of(2e7).number(1_234_567.0, Language::Vi), "1,23");
        assert_eq!(Magnitude::of(2e300).number(2e300, Language::En), "2.0e291");
        assert_eq!(Magnitude::of(1886.0).unit(Some("mô hình"), Language::Vi), "mô hình");
    }
}
