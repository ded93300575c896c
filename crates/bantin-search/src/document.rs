//! Input of the index: one document for every page that can be found.

use std::borrow::Cow;

use bantin_text::language::Language;

use crate::facets::Facets;

/// The kind of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    Article,
    Model,
    /// An entry of a contest.
    Entry,
    Programme,
    /// A decision, plan, guideline and the like.
    Document,
    /// A standing page, a contest or its rules.
    Page,
    Organization,
    Locality,
    Category,
    /// A dossier.
    Topic,
    /// A series of numbers.
    Series,
    /// A heading inside a long page, with the text below it. It is shown below its page, whose URL its own begins with.
    Section,
}

impl DocumentKind {
    /// The name in the index and in templates.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DocumentKind::Article => "article",
            DocumentKind::Model => "model",
            DocumentKind::Entry => "entry",
            DocumentKind::Programme => "programme",
            DocumentKind::Document => "document",
            DocumentKind::Page => "page",
            DocumentKind::Organization => "organization",
            DocumentKind::Locality => "locality",
            DocumentKind::Category => "category",
            DocumentKind::Topic => "topic",
            DocumentKind::Series => "series",
            DocumentKind::Section => "section",
        }
    }
}

/// A page that can be found.
#[derive(Debug, Clone)]
pub struct SearchDocument<'s> {
    /// The URL of its page, relative to the section of the site; that of a
    /// [`DocumentKind::Section`] ends with `#` and the id of its heading.
    pub url: Cow<'s, str>,
    pub title: Cow<'s, str>,
    pub kind: DocumentKind,
    pub language: Language,
    /// The date as shown: `2023-08-25T09:22:00+07:00`, `2023`, or empty.
    pub date: String,
    /// The time for sorting by date: seconds since 1970.
    pub moment: i64,
    /// The facets, except `kind` and `language`.
    pub facets: Facets,
    /// Names with a higher weight than text: tags, authors, places, document numbers, headings.
    pub names: Vec<Cow<'s, str>>,
    pub summary: Cow<'s, str>,
    /// The body text; blocks are separated by line feeds.
    pub text: Cow<'s, str>,
}
