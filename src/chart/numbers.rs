//! Formats the numbers in a chart.

use bantin_text::language::Language;
use bantin_text::number::decimal;

/// Maximum length of a number, in characters.
const LONGEST: usize = 10;

/// A value with all its decimals, at most four.
pub(super) fn value(number: f64, language: Language) -> String {
    let digits = (0..4).find(|digits| {
        let shown = 10_f64.powi(*digits);
        (number * shown).fract().abs() < 1e-9
    });
    decimal(number, language, digits.unwrap_or(4) as usize)
}

/// Replaces a number that is too long for the drawing by its exponential form.
fn short(words: String, number: f64, language: Language) -> String {
    if words.chars().count() <= LONGEST {
        return words;
    }
    let words = format!("{number:.1e}");
    if language == Language::Vi { words.replace('.', ",") } else { words }
}

/// The power of ten by which large numbers are divided; the unit then says "million" or "billion".
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Magnitude {
    pub(super) divisor: f64,
    vi: &'static str,
    en: &'static str,
}

impl Magnitude {
    /// The magnitude for an axis with this largest number.
    pub(super) fn of(largest: f64) -> Self {
        match largest.abs() {
            size if size >= 1e10 => Self { divisor: 1e9, vi: "tỷ", en: "billion" },
            size if size >= 1e7 => Self { divisor: 1e6, vi: "triệu", en: "million" },
            _ => Self { divisor: 1.0, vi: "", en: "" },
        }
    }

    /// The label of a tick.
    pub(super) fn tick(self, tick: f64, language: Language, digits: usize) -> String {
        short(decimal(tick / self.divisor, language, digits), tick / self.divisor, language)
    }

    /// The label of a bar: all decimals if the divisor is 1, else at most two.
    pub(super) fn number(self, number: f64, language: Language) -> String {
        let shown = number / self.divisor;
        let rounded = if self.divisor > 1.0 { (shown * 100.0).round() / 100.0 } else { shown };
        short(value(rounded, language), shown, language)
    }

    /// The unit with the name of the magnitude: `triệu đồng`.
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
