//! Records in lists, each kind with its card.

use serde::Serialize;

use super::{Count, Image, Link, Moment};
use bantin_text::language::Language;

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleCard<'s> {
    /// Headline.
    pub title: &'s str,
    /// Its page.
    pub href: String,
    /// Its language, if it differs from that of the page.
    pub lang: Option<Language>,
    /// Its genre: `feature`, `photo` …; none for plain news.
    pub genre: Option<&'static str>,
    /// Its category.
    pub category: Link<'s>,
    /// Topic series.
    pub topic: Option<&'s str>,
    /// The sapo, else the beginning of the text.
    pub summary: String,
    /// When it was published.
    pub date: Moment,
    /// Its picture.
    pub image: Option<Image<'s>>,
    /// Whether an editor featured it.
    pub featured: bool,
    /// The number of views, if known.
    pub views: Option<Count>,
}

/// A model in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ModelCard<'s> {
    /// Its name.
    pub name: &'s str,
    /// Its page.
    pub href: String,
    /// Its language, if it differs from that of the page.
    pub lang: Option<Language>,
    /// `practice`, `collective` or `individual`.
    pub kind: &'static str,
    /// `registered`, `recognized`, `exemplary` or `ended`.
    pub status: &'static str,
    /// `province`, `district`, `commune` or `base`.
    pub level: &'static str,
    /// Its field.
    pub field: Link<'s>,
    /// Where it is.
    pub locality: Link<'s>,
    /// Who runs it.
    pub organization: Option<Link<'s>>,
    /// Year of registration.
    pub registered: i16,
    /// What it costs.
    pub budget: Option<Budget<'s>>,
    /// One paragraph; empty if none is written.
    pub summary: &'s str,
    /// Its first picture.
    pub image: Option<Image<'s>>,
}

/// A contest in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ContestCard<'s> {
    /// Its title.
    pub title: &'s str,
    /// Its page.
    pub href: String,
    /// Its language, if it differs from that of the page.
    pub lang: Option<Language>,
    /// `announced`, `open`, `judging` or `results`.
    pub stage: &'static str,
    /// First day of the submission period.
    pub opens: Moment,
    /// Last day of the submission period.
    pub closes: Moment,
    /// When the results are made known.
    pub results_at: Option<Moment>,
    /// Who runs it.
    pub organizer: Link<'s>,
    /// One paragraph; empty if none is written.
    pub summary: &'s str,
    /// Its picture.
    pub image: Option<Image<'s>>,
    /// Published entries.
    pub entries: Count,
}

/// An entry in a list.
#[derive(Debug, Clone, Serialize)]
pub struct EntryCard<'s> {
    /// Its title.
    pub title: &'s str,
    /// Its page.
    pub href: String,
    /// Its language, if it differs from that of the page.
    pub lang: Option<Language>,
    /// Its contest.
    pub contest: Link<'s>,
    /// Name of its genre.
    pub genre: &'s str,
    /// The language of that name, if it differs from that of the page.
    pub genre_lang: Option<Language>,
    /// Names of its authors as the consent allows; empty if no names may be shown.
    pub authors: Vec<&'s str>,
    /// For which organization.
    pub organization: Option<Link<'s>>,
    /// From where.
    pub locality: Option<Link<'s>>,
    /// Name of its prize, once the results are known.
    pub award: Option<&'s str>,
    /// The language of that name, if it differs from that of the page.
    pub award_lang: Option<Language>,
    /// One paragraph, else the beginning of the text.
    pub summary: String,
    /// Its first picture.
    pub image: Option<Image<'s>>,
}

/// A programme in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ProgrammeCard<'s> {
    /// Its title.
    pub title: &'s str,
    /// Its page.
    pub href: String,
    /// Its language, if it differs from that of the page.
    pub lang: Option<Language>,
    /// Number of the document.
    pub number: Option<&'s str>,
    /// Its date.
    pub issued: Option<Moment>,
    /// Who issued it.
    pub issuer: Option<Link<'s>>,
    /// The years it covers.
    pub period: Period,
    /// One paragraph; empty if none is written.
    pub summary: &'s str,
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

/// A span of years.
#[derive(Debug, Clone, Serialize)]
pub struct Period {
    /// First year.
    pub from: i16,
    /// Last year; none if open-ended.
    pub to: Option<i16>,
}

/// Money for something.
#[derive(Debug, Clone, Serialize)]
pub struct Budget<'s> {
    /// With its unit: `1.500.000.000 đồng`.
    pub amount: String,
    /// Where it comes from.
    pub source: Option<&'s str>,
}
