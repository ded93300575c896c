//! What can be found: a document for every page that a query may lead to.

use std::borrow::Cow;

use bantin_text::language::Language;

use crate::facets::Facets;

/// The kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An article.
    Article,
    /// A model.
    Model,
    /// An entry of a contest.
    Entry,
    /// A programme.
    Programme,
    /// A standing page, a contest or its rules.
    Page,
}

impl Kind {
    /// The word in the index and in templates.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Model => "model",
            Kind::Entry => "entry",
            Kind::Programme => "programme",
            Kind::Page => "page",
        }
    }
}

/// Something that can be found.
#[derive(Debug, Clone)]
pub struct SearchDocument<'s> {
    /// Its page, below the section.
    pub url: &'s str,
    /// Its title or name.
    pub title: Cow<'s, str>,
    /// What it is.
    pub kind: Kind,
    /// The language it is written in.
    pub language: Language,
    /// What is shown as its date: `2023-08-25T09:22:00+07:00`, `2023`, or nothing.
    pub date: String,
    /// For "newest first": seconds since 1970.
    pub moment: i64,
    /// Its facets, `kind` and `language` aside.
    pub facets: Facets,
    /// Names that count more than text: tags, authors, places, document numbers, headings.
    pub names: Vec<Cow<'s, str>>,
    /// Its summary.
    pub summary: Cow<'s, str>,
    /// Its text; blocks are separated by line feeds.
    pub text: Cow<'s, str>,
}
