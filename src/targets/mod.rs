//! Progress of programmes: for each target and year, what was required, what was reached, and who falls short.
//!
//! In: the linked [`Site`]. Out: one [`Standing`] per target. The values of a target are computed from the register
//! of models (`models_registered`, `models_active`) or given in its `values` (`manual`).
//!
//! The members of a target in a year are the units of its `level`, or the organizations, that existed on the first
//! day of the year and are below the locality of the programme's issuer (all of them if the issuer has no locality).
//! A unit created during a year becomes a member in the next year. The members of a manual target are those for which
//! it has values.

mod register;

use jiff::civil::Date;

use crate::content::programme::{Measure, Per, ProgrammeFields, Target, TargetScope};
use crate::site::lineage::exists_on;
use crate::site::{LocalityNo, OrganizationNo, Programme, Site};

/// A target and its progress.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'s> {
    pub target: &'s Target,
    /// For a yearly target, one element per year up to now; otherwise one element for the last year of the programme,
    /// or for the current year if that is earlier. Empty before the programme begins.
    pub years: Vec<YearStanding>,
}

/// The progress of a target in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearStanding {
    pub year: i16,
    /// The members, in the order of the taxonomy.
    pub members: Vec<Member>,
    /// Number of models whose unit or organization was split, or did not exist yet on the first day of the year, so
    /// that they cannot be assigned to a member. Each model is counted once.
    pub undecided: usize,
}

/// A member of a target in one year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    pub who: Who,
    /// The value reached; `None` if it was not measured.
    pub value: Option<f64>,
    /// Whether the value is sufficient.
    pub reached: bool,
}

/// A locality, an organization, or the province as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Locality(LocalityNo),
    Organization(OrganizationNo),
    Province,
}

impl YearStanding {
    /// The number of members that reached the target.
    pub fn reached(&self) -> usize {
        self.members.iter().filter(|member| member.reached).count()
    }

    /// Members that were measured and fall short.
    pub fn short(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| !member.reached && member.value.is_some())
    }

    /// Members that were not measured.
    pub fn unmeasured(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.value.is_none())
    }
}

/// The progress of a programme's targets, in their order.
pub fn standings<'s>(site: &'s Site<'_>, programme: &'s Programme<'_>) -> Vec<Standing<'s>> {
    let fields = &programme.record.fields;
    let below = programme.issuer.and_then(|issuer| site.organization(issuer).own.locality);
    let standing = |target| Standing {
        target,
        years: years(site, fields, target).map(|year| in_year(site, fields, target, below, year)).collect(),
    };
    fields.targets.iter().map(standing).collect()
}

/// The years for which a target is evaluated.
fn years(site: &Site<'_>, programme: &ProgrammeFields, target: &Target) -> std::ops::RangeInclusive<i16> {
    let today = site.now.year(&site.config.time_zone);
    let from = programme.period.from.0;
    let last = programme.period.to.map_or(today, |to| to.0.min(today));
    match target.per {
        Per::Year => from..=last,
        Per::Total => last.max(from)..=last,
    }
}

fn in_year(
    site: &Site<'_>,
    programme: &ProgrammeFields,
    target: &Target,
    below: Option<LocalityNo>,
    year: i16,
) -> YearStanding {
    let (values, undecided) = match target.measure {
        Measure::Manual => (manual(site, target, programme.period.from.0, year), 0),
        Measure::ModelsRegistered | Measure::ModelsActive => {
            let first = match target.per {
                Per::Year => year,
                Per::Total => programme.period.from.0,
            };
            let counted = register::count(site, target, first, year);
            let members = bound(site, target, below, year);
            let values = members.into_iter().map(|who| (who, Some(counted.of(site, who) as f64)));
            (values.collect(), counted.undecided)
        }
    };
    let member = |(who, value): (Who, Option<f64>)| Member {
        who,
        value,
        reached: value.is_some_and(|value| value >= target.at_least),
    };
    YearStanding { year, members: values.into_iter().map(member).collect(), undecided }
}

/// The members of a target that counts models, in one year.
fn bound(site: &Site<'_>, target: &Target, below: Option<LocalityNo>, year: i16) -> Vec<Who> {
    let first_day = Date::constant(year, 1, 1);
    let is_below = |unit: Option<LocalityNo>| match (unit, below) {
        (Some(unit), Some(top)) => is_part(site, unit, top),
        (_, None) => true,
        (None, Some(_)) => false,
    };
    let level = |unit: LocalityNo| {
        let actual = site.locality(unit).fields.level.as_str();
        target.level.as_ref().is_none_or(|level| level == actual)
    };
    match target.scope {
        TargetScope::Province => vec![Who::Province],
        TargetScope::Locality => site
            .locality_numbers()
            .filter(|no| level(*no) && is_below(Some(*no)) && exists_on(site, *no, first_day))
            .map(Who::Locality)
            .collect(),
        TargetScope::Organization => site
            .organization_numbers()
            .filter(|no| {
                let locality = site.organization(*no).own.locality;
                let fits = target.level.is_none() || locality.is_some_and(level);
                exists_on(site, *no, first_day) && fits && is_below(locality)
            })
            .map(Who::Organization)
            .collect(),
    }
}

/// Whether a unit is `top` or below it.
fn is_part(site: &Site<'_>, unit: LocalityNo, top: LocalityNo) -> bool {
    let mut at = Some(unit);
    while let Some(no) = at {
        if no == top {
            return true;
        }
        at = site.locality(no).parent;
    }
    false
}

/// The given values for a year. For a target of the whole period, the latest value between `first` and `year`.
fn manual(site: &Site<'_>, target: &Target, first: i16, year: i16) -> Vec<(Who, Option<f64>)> {
    let who = |id: Option<&str>| match id {
        None => Some(Who::Province),
        Some(id) => site.ids.localities.get(id).map(Who::Locality),
    };
    let mut members: Vec<Who> =
        target.values.iter().filter_map(|value| who(value.locality.as_deref())).collect();
    members.sort();
    members.dedup();
    let value = |member: Who| {
        let values = target.values.iter().filter(|value| who(value.locality.as_deref()) == Some(member));
        let fitting = values.filter(|value| match target.per {
            Per::Year => value.year.0 == year,
            Per::Total => (first..=year).contains(&value.year.0),
        });
        fitting.max_by_key(|value| value.year).map(|value| value.value)
    };
    members.into_iter().map(|member| (member, value(member))).collect()
}
