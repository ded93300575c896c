//! Models and their lists.

use serde::Serialize;
use tera::Value;

use super::{
    ArticleCard, Budget, Correction, Count, EntryCard, Facet, Image, Link, ModelCard, Moment, Pagination,
    Period, Translation,
};
use bantin_text::language::Language;

/// `model`: the page of a model.
#[derive(Debug, Clone, Serialize)]
pub struct Model<'s> {
    /// Its name.
    pub name: &'s str,
    /// `practice`, `collective` or `individual`.
    pub kind: &'static str,
    /// `registered`, `recognized`, `exemplary` or `ended`.
    pub status: &'static str,
    /// `province`, `district`, `commune` or `base`.
    pub level: &'static str,
    /// Its field.
    pub field: Link<'s>,
    /// Its locality and the units above it, smallest first.
    pub localities: Vec<Link<'s>>,
    /// Who runs it.
    pub organization: Option<Link<'s>>,
    /// Who helps.
    pub partners: &'s [String],
    /// Year of registration, which leads to the models of that year.
    pub registered: Link<'s>,
    /// The years in which it runs.
    pub period: Option<Period>,
    /// One paragraph.
    pub summary: Option<&'s str>,
    /// What it is for; empty if nothing is written.
    pub objectives: String,
    /// What is done; empty if nothing is written.
    pub activities: String,
    /// More; empty if nothing is written.
    pub body: String,
    /// Money.
    pub budget: Option<Budget<'s>>,
    /// Whom it serves.
    pub beneficiaries: Option<Beneficiaries<'s>>,
    /// What it has reached.
    pub results: &'s [String],
    /// The decision that recognises it.
    pub recognition: Option<Recognition<'s>>,
    /// Pictures.
    pub images: Vec<Image<'s>>,
    /// Its history, step by step.
    pub history: Vec<HistoryStep<'s>>,
    /// Programmes it belongs to.
    pub programmes: Vec<Link<'s>>,
    /// Keywords.
    pub tags: Vec<Link<'s>>,
    /// The models it copies.
    pub replicated_from: Vec<ModelCard<'s>>,
    /// The models that copy it.
    pub replicated_by: Vec<ModelCard<'s>>,
    /// Articles about it.
    pub articles: Vec<ArticleCard<'s>>,
    /// Entries about it.
    pub entries: Vec<EntryCard<'s>>,
    /// The same model in other languages.
    pub translations: Vec<Translation<'s>>,
    /// Corrections.
    pub corrections: Vec<Correction<'s>>,
    /// `extra` of the record, empty if there is none.
    pub extra: Value,
}

/// Whom a model serves.
#[derive(Debug, Clone, Serialize)]
pub struct Beneficiaries<'s> {
    /// How many.
    pub count: Option<String>,
    /// Who they are.
    pub text: Option<&'s str>,
}

/// The decision that recognises a model.
#[derive(Debug, Clone, Serialize)]
pub struct Recognition<'s> {
    /// Its number.
    pub number: &'s str,
    /// Its date.
    pub date: Moment,
    /// Who issued it.
    pub issuer: &'s str,
}

/// A step in the history of a model.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryStep<'s> {
    /// `registered`, `begins`, `recognized`, `exemplary` or `ended`.
    pub kind: &'static str,
    /// The year, if the record has no date.
    pub year: Option<i16>,
    /// The decision that recognises it, with its date.
    pub decision: Option<Recognition<'s>>,
    /// Whether it is the last step.
    pub current: bool,
}

/// `models`: all models, or those of a field, a year, a level or a status.
#[derive(Debug, Clone, Serialize)]
pub struct Models<'s> {
    /// What is listed: `all`, `field`, `year`, `level`, `status` or `programme`.
    pub of: &'static str,
    /// Its title.
    pub title: String,
    /// The language of the title, if it differs from that of the page.
    pub lang: Option<Language>,
    /// The fields of its models. In a list that is narrowed already, a value of another property leads to the search for
    /// both, and only those are there that the models of the list have.
    pub fields: Vec<Facet<'s>>,
    /// The levels.
    pub levels: Vec<Facet<'s>>,
    /// The statuses.
    pub statuses: Vec<Facet<'s>>,
    /// The years of registration, newest first.
    pub years: Vec<Facet<'s>>,
    /// The localities with the most models, those of the localities below them included; only on the first page.
    pub localities: Vec<Facet<'s>>,
    /// How many models there are on all pages of the list.
    pub total: Count,
    /// The models of this page.
    pub models: Vec<ModelCard<'s>>,
    /// The pages of the list; none if there is only one.
    pub pagination: Option<Pagination>,
    /// `extra` of the field, empty if there is none.
    pub extra: Value,
}
