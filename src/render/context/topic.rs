//! Dossiers and authors.

use serde::Serialize;
use tera::Value;

use super::{ArticleCard, Count, Image, Link, Moment, Pagination, TocItem};
use bantin_text::language::Language;

/// `topic`: the page of a dossier.
#[derive(Debug, Clone, Serialize)]
pub struct Topic<'s> {
    /// Its name.
    pub name: &'s str,
    /// The language of its texts, if it differs from that of the page.
    pub lang: Option<Language>,
    /// The language of its name, if it differs from that of the page.
    pub name_lang: Option<Language>,
    /// One paragraph.
    pub summary: Option<&'s str>,
    /// Its picture; only on the first page, like the introduction.
    pub image: Option<Image<'s>>,
    /// The introduction.
    pub body: String,
    /// The headings, if there are at least three; else empty.
    pub toc: Vec<TocItem<'s>>,
    /// Its first day.
    pub since: Option<Moment>,
    /// Its last day.
    pub until: Option<Moment>,
    /// How many articles there are on all pages.
    pub total: Count,
    /// The articles of this page: the chosen ones first, then by date.
    pub articles: Vec<ArticleCard<'s>>,
    /// The pages of the list; none if there is only one.
    pub pagination: Option<Pagination>,
    /// `extra` of the dossier, empty if there is none.
    pub extra: Value,
}

/// `author`: the page of an author.
#[derive(Debug, Clone, Serialize)]
pub struct Author<'s> {
    /// Name.
    pub name: &'s str,
    /// The language of the texts, if it differs from that of the page.
    pub lang: Option<Language>,
    /// Pen names.
    pub pen_names: &'s [String],
    /// What they are.
    pub role: Option<&'s str>,
    /// Where they work.
    pub organization: Option<Link<'s>>,
    /// Who they are.
    pub bio: Option<&'s str>,
    /// Their picture.
    pub image: Option<Image<'s>>,
    /// Their pages elsewhere.
    pub links: Vec<&'s str>,
    /// How many articles there are on all pages.
    pub total: Count,
    /// What they wrote, newest first.
    pub articles: Vec<ArticleCard<'s>>,
    /// The pages of the list; none if there is only one.
    pub pagination: Option<Pagination>,
    /// `extra` of the author, empty if there is none.
    pub extra: Value,
}
