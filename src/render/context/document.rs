//! Documents and their lists.

use serde::Serialize;
use tera::Value;

use super::{
    Approved, ArticleCard, Correction, Count, DocumentCard, Facet, Link, Moment, Pagination, ProgrammeCard,
    TocItem,
};
use bantin_text::language::Language;

/// `documents`: all documents, or those of a kind, an issuer or a year; the newest first.
#[derive(Debug, Clone, Serialize)]
pub struct Documents<'s> {
    /// What is listed: `all`, `kind`, `issuer` or `year`.
    pub of: &'static str,
    /// Its title.
    pub title: String,
    /// The language of the title, if it differs from that of the page.
    pub lang: Option<Language>,
    /// How many there are on all pages of the list.
    pub total: Count,
    /// The documents of this page.
    pub documents: Vec<DocumentCard<'s>>,
    /// Links to the lists by kind.
    pub kinds: Vec<Facet<'s>>,
    /// Links to the lists by issuer.
    pub issuers: Vec<Facet<'s>>,
    /// Links to the lists by year, newest first.
    pub years: Vec<Facet<'s>>,
    /// The pages of the list; none if there is only one.
    pub pagination: Option<Pagination>,
}

/// `document`: the page of a document, with the fields of [`DocumentCard`].
#[derive(Debug, Clone, Serialize)]
pub struct Document<'s> {
    /// What stands in lists too.
    #[serde(flatten)]
    pub card: DocumentCard<'s>,
    /// Who signed it.
    pub signer: Option<&'s str>,
    /// When it takes effect, if that is written.
    pub effective: Option<Moment>,
    /// Its last day in force.
    pub expires: Option<Moment>,
    /// Its field.
    pub field: Option<Link<'s>>,
    /// How many pages it has.
    pub pages: Option<Count>,
    /// The text.
    pub body: String,
    /// The headings, if there are at least three; else empty.
    pub toc: Vec<TocItem<'s>>,
    /// Keywords, with their pages.
    pub tags: Vec<Link<'s>>,
    /// Documents that it amends.
    pub amends: Vec<DocumentCard<'s>>,
    /// Documents that amend it.
    pub amended_by: Vec<DocumentCard<'s>>,
    /// Documents whose place it takes.
    pub replaces: Vec<DocumentCard<'s>>,
    /// Documents that take its place.
    pub replaced_by: Vec<DocumentCard<'s>>,
    /// Programmes it belongs to.
    pub programmes: Vec<ProgrammeCard<'s>>,
    /// Articles about it, newest first.
    pub articles: Vec<ArticleCard<'s>>,
    /// Corrections.
    pub corrections: Vec<Correction<'s>>,
    /// Who approved it, if the site names them.
    pub approved: Option<Approved<'s>>,
    /// `extra` of the record, empty if there is none.
    pub extra: Value,
}
