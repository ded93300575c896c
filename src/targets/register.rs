//! Counts the models of the register for a target.
//!
//! A model is registered in its year of registration. It is active from the beginning of its period (or its year of
//! registration) to the end of its period. A model without an end is active up to now; if its status is `ended`, only
//! in the year in which it began, because later years are unknown.
//!
//! A model counts for the unit or organization that its own one had become on the first day of the year, following
//! all changes. Membership in a target is decided on the same day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::content::model::{ModelFields, Status};
use crate::content::programme::{Measure, Target, TargetScope};
use crate::site::lineage::{Then, exists_on, unit_on};
use crate::site::units::record_on;
use crate::site::{LocalityNo, OrganizationNo, Site};
use crate::targets::Who;

/// The number of models by locality and organization.
#[derive(Debug, Default)]
pub(super) struct Counted {
    localities: BTreeMap<LocalityNo, usize>,
    organizations: BTreeMap<OrganizationNo, usize>,
    total: usize,
    /// Models whose unit or organization was split, or did not exist yet on the first day of the year.
    pub(super) undecided: usize,
}

/// Counts the models measured by a target: registered from `first` to `year`, or active in `year`.
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
                match unit_on(site, organization, first_day) {
                    Then::Is(one) if exists_on(site, one, first_day) => {
                        *counted.organizations.entry(one).or_insert(0) += 1;
                        false
                    }
                    Then::Is(_) => true,
                    // The models of an organization that ended without successors are not counted any more.
                    Then::Undecided(one) => !site.organization(one).fields.successors.is_empty(),
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

/// Whether a model is active in a year.
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
    /// The number of models of a member; a unit includes the units below it.
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
