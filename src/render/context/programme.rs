//! Programmes, and how far they have come.

use serde::Serialize;

use super::{Budget, Chart, Count, DataFiles, Link, Moment, Period, ProgrammeCard, TocItem};

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
    /// The headings, where there are at least three; else empty.
    pub toc: Vec<TocItem<'s>>,
    /// What it wants to reach, and how far it has come.
    pub targets: Vec<Target<'s>>,
    /// The same numbers for other programs: a row for each target and year, and one for each of whom it binds.
    pub data: Vec<DataFiles>,
}

/// Something a programme wants to reach, and how far it has come.
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
    /// Where it stands in each year up to now, the latest first; one year alone for a target of the whole period.
    pub years: Vec<TargetYear<'s>>,
    /// How many reached it year by year, or what each one reached in the only year; none where neither says
    /// anything.
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
    /// What part that is: `62,5%`; none where it binds nobody.
    pub percent: Option<String>,
    /// What the province as a whole has reached, where the target binds nobody else.
    pub value: Option<String>,
    /// Whether everybody has reached it.
    pub all_reached: bool,
    /// Who falls short, who was not measured and who has reached it: those groups that have members.
    pub groups: Vec<TargetGroup<'s>>,
    /// Models of units that were split, which count for nobody.
    pub undecided: Count,
}

/// Those who have come equally far.
#[derive(Debug, Clone, Serialize)]
pub struct TargetGroup<'s> {
    /// `short`, `unmeasured` or `reached`.
    pub kind: &'static str,
    /// How many.
    pub total: Count,
    /// Who, in the order of the taxonomy.
    pub members: Vec<TargetMember<'s>>,
    /// Whether it is short enough to be shown at once.
    pub open: bool,
}

/// One whom a target binds.
#[derive(Debug, Clone, Serialize)]
pub struct TargetMember<'s> {
    /// Who; none for the province as a whole.
    pub who: Option<Link<'s>>,
    /// What was reached; none where nobody measured it.
    pub value: Option<String>,
}
