//! Whether two names can be those of one person.
//!
//! Case, spacing, the placement of tone marks and missing accents are ignored: `NGUYEN VAN HOA`, `Nguyễn Văn  Hoà` and
//! `Nguyễn Văn Hòa` are equal. Different accents are not: Hà is not Hạ, although both may be typed `Ha`.

use bantin_text::fold::{canonical_tones, fold, lower};

/// Honorifics that may precede a name.
const ADDRESSES: [&str; 16] = [
    "ông",
    "bà",
    "anh",
    "chị",
    "cô",
    "thầy",
    "bác",
    "đồng chí",
    "đ c",
    "nhà báo",
    "nhà văn",
    "nhà thơ",
    "gs",
    "pgs",
    "ts",
    "ths",
];

/// A name normalised for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// LocalizedText in lower case, with accents.
    marked: Vec<String>,
    /// The same without accents.
    plain: Vec<String>,
}

impl Person {
    /// Parses a name. Text in brackets or after a comma or dash is taken for an office and dropped. Invisible
    /// characters are removed, and punctuation separates words as spaces do.
    pub(super) fn new(name: &str) -> Self {
        let visible: String = lower(name).chars().filter(|letter| !is_invisible(*letter)).collect();
        let spaced = visible.replace(char::is_whitespace, " ");
        let name =
            spaced.split(['(', ',', ';']).find(|part| part.contains(char::is_alphabetic)).unwrap_or("");
        let name =
            [" - ", " – ", " — "].iter().fold(name, |name, dash| name.split(dash).next().unwrap_or(""));
        let words = name.replace(|letter: char| !letter.is_alphanumeric() && !is_mark(letter), " ");
        let words = canonical_tones(&words).split_whitespace().collect::<Vec<_>>().join(" ");
        let marked: Vec<String> = without_address(&words).split(' ').map(str::to_owned).collect();
        let marked: Vec<String> = marked.into_iter().filter(|word| !word.is_empty()).collect();
        let plain = marked.iter().map(|word| fold(word)).collect();
        Self { marked, plain }
    }

    /// A key that all spellings of the name share.
    pub(super) fn key(&self) -> String {
        self.plain.concat()
    }

    /// Whether both can be the same person.
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

/// Strips leading honorifics, but keeps at least two words: `Anh Thơ` is a name.
fn without_address(mut name: &str) -> &str {
    let shorter = |name: &'_ str| -> Option<usize> {
        let address = ADDRESSES.iter().find(|address| {
            name.strip_prefix(**address)
                .and_then(|rest| rest.strip_prefix(' '))
                .is_some_and(|rest| rest.contains(' '))
        })?;
        Some(address.len() + 1)
    };
    while let Some(len) = shorter(name) {
        name = &name[len..];
    }
    name
}

/// Characters without a glyph: soft hyphens, zero-width spaces, joiners, direction marks.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// A combining mark.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
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
    fn what_nobody_sees_and_signs_do_not_make_another_person() {
        for variant in [
            "Nguyễn Văn\u{200b} Hòa",
            "Nguyễn\u{ad}Văn Hòa",
            "Nguyễn Văn Hòa\u{feff}",
            "\u{202a}Nguyễn Văn Hòa\u{202c}",
            "Nguyễn-Văn-Hòa",
            "Nguyễn Văn  Hòa.",
            "Nguyễn.Văn.Hòa",
            "“Nguyễn Văn Hòa”",
            "\"Nguyễn Văn Hòa\"",
            "Nguyễn\u{a0}Văn\u{202f}Hòa",
            "Nguyễn Văn Hòa – Sở Y tế",
            "(Nguyễn Văn Hòa)",
            "PGS.TS. Nguyễn Văn Hòa",
            "Đ/c Nguyễn Văn Hòa",
        ] {
            assert!(same("Nguyễn Văn Hòa", variant), "{variant:?}");
        }
        assert!(same("H’Hen Niê", "H'Hen Niê"));
        assert!(!same("Anh Thơ", "Thơ") && !same("\u{200b}", "\u{200b}"));
    }

    #[test]
    fn another_accent_makes_another_person() {
        for other in ["Nguyễn Văn Họa", "Nguyễn Vân Hòa", "Nguyễn Văn Hoài", "Văn Hòa", ""] {
            assert!(!same("Nguyễn Văn Hòa", other), "{other}");
        }
    }
}
