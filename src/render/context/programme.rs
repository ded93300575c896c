//! Programmes and the progress of their targets.

use serde::Serialize;
use tera::Value;

use super::{
    ArticleCard, Budget, Chart, ContestCard, Count, DataFiles, DocumentCard, Link, ModelCard, Moment, Period,
    ProgrammeCard, TocItem,
};

/// `programmes`: all programmes, the latest first.
#[derive(Debug, Clone, Serialize)]
pub struct Programmes<'s> {
    /// The programmes.
    pub programmes: Vec<ProgrammeCard<'s>>,
}

/// `programme`: the page of a programme.
#[derive(Debug, Clone, Serialize)]
pub struct Programme<'s> {
    /// Its title.
    pub title: &'s str,
    /// Number of the document.
    pub number: Option<&'s str>,
    /// Its date.
    pub issued: Option<Moment>,
    /// Who issued it.
    pub issuer: Option<Link<'s>>,
    /// The years it covers.
    pub period: Period,
    /// Money.
    pub budget: Option<Budget<'s>>,
    /// One paragraph.
    pub summary: Option<&'s str>,
    /// The text.
    pub body: String,
    /// The headings, if there are at least three; else empty.
    pub toc: Vec<TocItem<'s>>,
    /// News about it and its contests, newest first.
    pub articles: Vec<ArticleCard<'s>>,
    /// How many models belong to it.
    pub models_total: Count,
    /// The first of them, at most twelve.
    pub models: Vec<ModelCard<'s>>,
    /// The list of all of them, if there are more.
    pub all_models: Option<String>,
    /// Contests that belong to it.
    pub contests: Vec<ContestCard<'s>>,
    /// Documents that belong to it, newest first.
    pub documents: Vec<DocumentCard<'s>>,
    /// Its targets and their progress.
    pub targets: Vec<Target<'s>>,
    /// The same numbers as open data: a row for each target and year, and one for each unit.
    pub data: Vec<DataFiles>,
    /// `extra` of the record, empty if there is none.
    pub extra: Value,
}

/// A target of a programme and its progress.
#[derive(Debug, Clone, Serialize)]
pub struct Target<'s> {
    /// Its name.
    pub name: &'s str,
    /// `locality`, `organization` or `province`.
    pub scope: &'static str,
    /// For localities or models of this level alone.
    pub level: Option<&'s str>,
    /// `models_registered`, `models_active` or `manual`.
    pub measure: &'static str,
    /// `year` or `total`.
    pub per: &'static str,
    /// How much, with its unit: `90%`, `10 mô hình/xã`.
    pub required: String,
    /// Its progress in each year up to now, latest first; a single year for a target of the whole period.
    pub years: Vec<TargetYear<'s>>,
    /// The number of units that reached it in each year, or the value of each unit in the only year; none if there
    /// is nothing to draw.
    pub chart: Option<Chart>,
}

/// A target in a year.
#[derive(Debug, Clone, Serialize)]
pub struct TargetYear<'s> {
    /// The year.
    pub year: i16,
    /// How many it binds.
    pub bound: Count,
    /// How many of them have reached it.
    pub reached: Count,
    /// Their share: `62,5%`; none if the target binds no unit.
    pub percent: Option<String>,
    /// The value of the whole province, for targets with the scope `province`.
    pub value: Option<String>,
    /// Whether all have reached it.
    pub all_reached: bool,
    /// The units that fall short, those not measured and those that reached it; empty groups are left out.
    pub groups: Vec<TargetGroup<'s>>,
    /// Models of units that were split, which are counted for no unit.
    pub undecided: Count,
}

/// A group of units with the same progress.
#[derive(Debug, Clone, Serialize)]
pub struct TargetGroup<'s> {
    /// `short`, `unmeasured` or `reached`.
    pub kind: &'static str,
    /// How many.
    pub total: Count,
    /// Who, in the order of the taxonomy.
    pub members: Vec<TargetMember<'s>>,
    /// Whether it is short enough to be shown expanded.
    pub open: bool,
}

/// A unit bound by a target.
#[derive(Debug, Clone, Serialize)]
pub struct TargetMember<'s> {
    /// Who; none for the province as a whole.
    pub who: Option<Link<'s>>,
    /// The value; none if it was not measured.
    pub value: Option<String>,
}
