//! Documents, their lists and cards.

use serde::Serialize;

use super::{ArticleCard, Correction, Count, Facet, Link, Moment, Pagination, ProgrammeCard, TocItem};
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

/// A document in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentCard<'s> {
    /// Its title.
    pub title: &'s str,
    /// Its page.
    pub href: String,
    /// Its language, if it differs from that of the page.
    pub lang: Option<Language>,
    /// Its number.
    pub number: Option<&'s str>,
    /// `decree`, `circular`, `decision`, `directive`, `plan`, `scheme`, `guideline`, `report`, `notice`, `letter` or
    /// `other`.
    pub kind: &'static str,
    /// Today: `in-force`, `ended`, or `ahead` if it has not taken effect.
    pub force: &'static str,
    /// Its date.
    pub issued: Moment,
    /// Who issued it, if the organization is listed.
    pub issuer: Option<Link<'s>>,
    /// Who issued it, if it is not.
    pub issuer_name: Option<&'s str>,
    /// One paragraph; empty if none is written.
    pub summary: &'s str,
    /// The file.
    pub file: Option<DocumentFile<'s>>,
}

/// The file of a document.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentFile<'s> {
    /// Its address.
    pub href: String,
    /// Its name.
    pub name: &'s str,
    /// The ending of its name in capitals: `PDF`.
    pub format: String,
    /// Its size: `1,2 MB`.
    pub size: String,
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
    /// Keywords.
    pub tags: Vec<&'s str>,
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
}
