//! How far a programme has come: for each target and year what was required, what was reached, and who falls short.
//!
//! In comes the linked [`Site`]; out go [`Standing`]s, one a target. A target is computed from the register of models
//! (`models_registered`, `models_active`) or read from its `values` (`manual`).
//!
//! Whom a target binds in a year: the units of its `level`, or the organizations, that existed on the first day of the
//! year and lie below the locality of the programme's issuer (everywhere where the issuer has none). Who came to be
//! within the year is bound from the next year on. A manual target binds whoever it has values for.

mod register;

use jiff::civil::Date;

use crate::content::programme::{Measure, Per, ProgrammeFields, Target, TargetScope};
use crate::site::units::{exists_on, lasts};
use crate::site::{LocalityNo, OrganizationNo, Programme, Site};

/// A target and how far it has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'s> {
    /// What was written.
    pub target: &'s Target,
    /// For a target of each year one element a year up to the clock, else one for the last year of the programme or,
    /// while it lasts, the year of the clock. Empty before the programme begins.
    pub years: Vec<YearStanding>,
}

/// A target in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearStanding {
    /// The year.
    pub year: i16,
    /// Whom it binds, in the order of the taxonomy.
    pub members: Vec<Member>,
    /// Models of units or organizations that were split, or did not exist yet on the first day of the year: nobody can be
    /// said to have them. Each is counted once.
    pub undecided: usize,
}

/// One whom a target binds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// Who.
    pub who: Who,
    /// What was reached; nothing where nobody measured it.
    pub value: Option<f64>,
    /// Whether that is enough.
    pub reached: bool,
}

/// A unit, an organization or the province as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A locality.
    Locality(LocalityNo),
    /// An organization.
    Organization(OrganizationNo),
    /// The province as a whole.
    Province,
}

impl YearStanding {
    /// How many have reached the target.
    #[must_use]
    pub fn reached(&self) -> usize {
        self.members.iter().filter(|member| member.reached).count()
    }

    /// Those that were measured and fall short.
    pub fn short(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| !member.reached && member.value.is_some())
    }

    /// Those that nobody measured.
    pub fn unmeasured(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.value.is_none())
    }
}

/// How far the targets of a programme have come, in their order.
#[must_use]
pub fn standings<'s>(site: &'s Site<'_>, programme: &'s Programme<'_>) -> Vec<Standing<'s>> {
    let fields = &programme.record.fields;
    let below = programme.issuer.and_then(|issuer| site.organization(issuer).locality);
    let standing = |target| Standing {
        target,
        years: years(site, fields, target).map(|year| in_year(site, fields, target, below, year)).collect(),
    };
    fields.targets.iter().map(standing).collect()
}

/// The years in which a target is looked at.
fn years(site: &Site<'_>, programme: &ProgrammeFields, target: &Target) -> std::ops::RangeInclusive<i16> {
    let today = site.today().year();
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

/// Whom a target that counts models binds in a year.
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
        TargetScope::Locality => (0..site.localities.len())
            .map(LocalityNo)
            .filter(|no| level(*no) && is_below(Some(*no)) && exists_on(site, *no, first_day))
            .map(Who::Locality)
            .collect(),
        TargetScope::Organization => (0..site.organizations.len())
            .map(OrganizationNo)
            .filter(|no| {
                let one = site.organization(*no);
                let lives = lasts(site, one.fields.since, one.fields.until, first_day);
                let fits = target.level.is_none() || one.locality.is_some_and(level);
                lives && fits && is_below(one.locality)
            })
            .map(Who::Organization)
            .collect(),
    }
}

/// Whether a unit is `top` or lies below it.
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

/// The written values of a year; of a target for the whole period, the latest from its `first` year up to it.
fn manual(site: &Site<'_>, target: &Target, first: i16, year: i16) -> Vec<(Who, Option<f64>)> {
    let who = |id: Option<&str>| match id {
        None => Some(Who::Province),
        Some(id) => site
            .localities
            .iter()
            .position(|one| one.fields.id.0 == id)
            .map(|no| Who::Locality(LocalityNo(no))),
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
