//! What documents are filtered by: values with the names that readers see.

use std::collections::BTreeMap;

use bantin_text::language::Language;

/// A value of a facet: its id and what is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// In filters and addresses.
    pub id: String,
    /// What is read.
    pub label: String,
    /// What is read in English, where there is an English name.
    pub english: Option<String>,
}

impl Facet {
    /// A value with one name.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), english: None }
    }

    /// What is read in a language.
    #[must_use]
    pub fn read_in(&self, language: Language) -> &str {
        self.english.as_deref().filter(|_| language == Language::En).unwrap_or(&self.label)
    }

    /// A value that is its own name: a year, a word of the records.
    #[must_use]
    pub fn word(id: &str) -> Vec<Self> {
        vec![Self::new(id, id)]
    }
}

/// The facets of a document by name; each value stands before the values it belongs to: a category, its parent, …
pub type Facets = BTreeMap<&'static str, Vec<Facet>>;
