//! Models of the register, counted for a target.
//!
//! A model is registered in its year of registration. It is active from the beginning of its period (or its year of
//! registration) to the end of its period; without an end it is active up to the clock, and when its status is
//! `ended` only in the year in which it began, the last one of which anything is known.
//!
//! It counts for what its locality, or its organization, was on the first day of the year, through as many changes as
//! there were: the day by which it is decided whom a target binds.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::content::model::{ModelFields, Status};
use crate::content::programme::{Measure, Target, TargetScope};
use crate::site::units::{Then, exists_on, lasts, organization_on, record_on};
use crate::site::{LocalityNo, OrganizationNo, Site};
use crate::targets::Who;

/// Models by whom they belong to.
#[derive(Debug, Default)]
pub(super) struct Counted {
    localities: BTreeMap<LocalityNo, usize>,
    organizations: BTreeMap<OrganizationNo, usize>,
    total: usize,
    /// Models of units or organizations that were split, or did not exist yet on the first day of the year.
    pub(super) undecided: usize,
}

/// Counts the models that a target measures: registered from `first` to `year`, or active in `year`.
pub(super) fn count(site: &Site<'_>, target: &Target, first: i16, year: i16) -> Counted {
    let first_day = Date::constant(year, 1, 1);
    let mut counted = Counted::default();
    for model in &site.models {
        let fields = &model.record.fields;
        let level = target.scope == TargetScope::Locality || target.level.is_none();
        let fits = level || target.level.as_deref() == Some(fields.level.as_str());
        let measured = match target.measure {
            Measure::ModelsRegistered => (first..=year).contains(&fields.registered.0),
            Measure::ModelsActive => is_active(fields, year),
            Measure::Manual => false,
        };
        if !fits || !measured || fields.translation_of.is_some() {
            continue;
        }
        counted.total += 1;
        let undecided = match target.scope {
            TargetScope::Province => false,
            TargetScope::Organization => model.organization.is_some_and(|organization| {
                let fields = |no| site.organization(no).fields;
                match organization_on(site, organization, first_day) {
                    Then::Is(one) if lasts(site, fields(one).since, fields(one).until, first_day) => {
                        *counted.organizations.entry(one).or_insert(0) += 1;
                        false
                    }
                    Then::Is(_) => true,
                    // Whoever ended without a successor has no models any more.
                    Then::Undecided(one) => !fields(one).successors.is_empty(),
                }
            }),
            TargetScope::Locality => match record_on(site, model.locality, fields.registered.0, first_day) {
                Then::Is(unit) if exists_on(site, unit, first_day) => {
                    *counted.localities.entry(unit).or_insert(0) += 1;
                    false
                }
                Then::Is(_) | Then::Undecided(_) => true,
            },
        };
        counted.undecided += usize::from(undecided);
    }
    counted
}

/// Whether a model runs in a year.
fn is_active(fields: &ModelFields, year: i16) -> bool {
    let begins = fields.period.as_ref().map_or(fields.registered.0, |period| period.from.0);
    let ends = fields.period.as_ref().and_then(|period| period.to).map(|to| to.0);
    match ends {
        Some(ends) => (begins..=ends).contains(&year),
        None if fields.status == Status::Ended => year == begins,
        None => begins <= year,
    }
}

impl Counted {
    /// The models of a member; those of a unit include the units below it.
    pub(super) fn of(&self, site: &Site<'_>, who: Who) -> usize {
        match who {
            Who::Province => self.total,
            Who::Organization(no) => self.organizations.get(&no).copied().unwrap_or(0),
            Who::Locality(no) => {
                let own = self.localities.get(&no).copied().unwrap_or(0);
                let children = site.locality(no).children.iter();
                own + children.map(|child| self.of(site, Who::Locality(*child))).sum::<usize>()
            }
        }
    }
}
