//! Facets: the values by which results are filtered, with their labels.

use std::collections::BTreeMap;

use bantin_text::language::Language;

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The id in filters and URLs.
    pub id: String,
    /// The label shown to readers.
    pub label: String,
    /// The English label, if there is one.
    pub english: Option<String>,
}

impl Facet {
    /// A value with one label for all languages.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), english: None }
    }

    /// The label in a language.
    #[must_use]
    pub fn read_in(&self, language: Language) -> &str {
        language.name(&self.label, self.english.as_deref())
    }

    /// A value whose id is its label, such as a year.
    #[must_use]
    pub fn word(id: &str) -> Vec<Self> {
        vec![Self::new(id, id)]
    }
}

/// The facets of a document by name. Each value stands before its ancestors: a category, its parent, …
pub type Facets = BTreeMap<&'static str, Vec<Facet>>;
