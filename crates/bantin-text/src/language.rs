//! The languages a site can be written in.
//!
//! In: a code from `site.yaml`, a record or the command line. Out: [`Language`], and its code for URLs, the `lang`
//! attribute and templates.

use serde::{Serialize, Serializer};

/// A language of the content and of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Vietnamese, code `vi`.
    Vi,
    /// English, code `en`.
    En,
}

impl Language {
    /// All languages, in the order in which they are listed to a reader.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The BCP 47 code: `vi` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// Returns `None` unless the code matches exactly: `VI` and `vi-VN` are rejected, so that a mistake in a record
    /// is reported instead of guessed at.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The name of something in this language: in English the English one, if there is one.
    #[must_use]
    pub fn name<'n>(self, name: &'n str, english: Option<&'n str>) -> &'n str {
        english.filter(|_| self == Self::En).unwrap_or(name)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn every_code_parses_to_its_language() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.code()), Some(language));
        }
    }

    #[test]
    fn other_codes_are_refused() {
        for code in ["", "VI", "vi-VN", "fr"] {
            assert_eq!(Language::parse(code), None);
        }
    }

    #[test]
    fn a_template_gets_the_code() {
        assert_eq!(serde_json::to_string(&Language::Vi).unwrap(), r#""vi""#);
    }
}
