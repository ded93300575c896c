//! Whether two names are those of one person.
//!
//! Case, spacing, the place of a tone mark and missing accents say nothing: `NGUYEN VAN HOA`, `Nguyễn Văn  Hoà` and
//! `Nguyễn Văn Hòa` are one. Two different accents do: Hà is not Hạ, though both may be typed `Ha`.

use crate::text::fold::{canonical_tones, fold, lower};

/// Forms of address that may stand before a name.
const ADDRESSES: [&str; 5] = ["ông ", "bà ", "đồng chí ", "đ/c ", "nhà báo "];

/// A name, ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// Lower case with accents, one word each.
    marked: Vec<String>,
    /// The same without accents.
    plain: Vec<String>,
}

impl Person {
    /// Reads a name; what stands in brackets or after a comma or dash is an office and not the name.
    pub(super) fn new(name: &str) -> Self {
        let lowered = lower(name);
        let name = lowered.split(['(', ',', ';']).next().unwrap_or("");
        let name = name.split(" - ").next().unwrap_or("").split(" – ").next().unwrap_or("").trim();
        let name = ADDRESSES.iter().find_map(|address| name.strip_prefix(address)).unwrap_or(name);
        let marked: Vec<String> = canonical_tones(name).split_whitespace().map(str::to_owned).collect();
        let plain = marked.iter().map(|word| fold(word)).collect();
        Self { marked, plain }
    }

    /// What all spellings of the name have in common.
    pub(super) fn key(&self) -> String {
        self.plain.concat()
    }

    /// Whether it can be the same person.
    pub(super) fn is(&self, other: &Self) -> bool {
        if self.plain.is_empty() || self.key() != other.key() {
            return false;
        }
        if self.plain == other.plain {
            let words = self.marked.iter().zip(&other.marked).zip(&self.plain);
            return words.into_iter().all(|((a, b), plain)| a == b || a == plain || b == plain);
        }
        let is_plain = |person: &Self| person.marked == person.plain;
        self.marked.concat() == other.marked.concat() || is_plain(self) || is_plain(other)
    }
}

#[cfg(test)]
mod tests {
    use super::Person;

    fn same(a: &str, b: &str) -> bool {
        Person::new(a).is(&Person::new(b))
    }

    #[test]
    fn accents_case_and_spacing_do_not_make_another_person() {
        for variant in [
            "nguyễn văn hòa",
            "NGUYỄN VĂN HOÀ",
            " Nguyễn  Văn\u{a0}Hòa ",
            "Nguyen Van Hoa",
            "Nguyễn Van Hòa",
            "NguyenVan Hoa",
            "Ông Nguyễn Văn Hòa",
            "Nguyễn Văn Hòa (Ban Giám khảo)",
            "Nguyễn Văn Hòa, Trưởng ban",
        ] {
            assert!(same("Nguyễn Văn Hòa", variant), "{variant}");
        }
    }

    #[test]
    fn another_accent_makes_another_person() {
        for other in ["Nguyễn Văn Họa", "Nguyễn Vân Hòa", "Nguyễn Văn Hoài", "Văn Hòa", ""] {
            assert!(!same("Nguyễn Văn Hòa", other), "{other}");
        }
    }
}
