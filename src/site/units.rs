//! Administrative units then and now: what a unit that has ended became.
//!
//! A unit that went over whole is its successor; of a unit that was split nobody knows which part a record belongs to
//! unless its `locality` names the new unit. Such records are *undecided*: they are shown so, and counted once, for
//! the unit that was split.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::site::types::{LocalityNo, ModelNo, Site};

/// What a unit is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitThen {
    /// This unit.
    Is(LocalityNo),
    /// Unknown: this unit was split, or ended without a successor.
    Undecided(LocalityNo),
}

/// Counts by the units of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ByUnits {
    /// By unit, in the order of the taxonomy.
    pub units: Vec<(LocalityNo, usize)>,
    /// Records of units that were split, by that unit.
    pub undecided: Vec<(LocalityNo, usize)>,
}

impl ByUnits {
    /// Everything that was counted.
    #[must_use]
    pub fn total(&self) -> usize {
        self.units.iter().chain(&self.undecided).map(|(_, count)| count).sum()
    }
}

/// What a unit is on a day, through as many changes as there were. A unit that has not come to be yet stays itself.
#[must_use]
pub fn unit_on(site: &Site<'_>, unit: LocalityNo, day: Date) -> UnitThen {
    let mut at = unit;
    // Chains do not come back to where they began: the link stage cuts those that do.
    while site.locality(at).fields.until.is_some_and(|until| until.date() < day) {
        match site.locality(at).successors.as_slice() {
            [(successor, true)] => at = *successor,
            _ => return UnitThen::Undecided(at),
        }
    }
    UnitThen::Is(at)
}

/// Whether a unit existed on a day.
#[must_use]
pub fn exists_on(site: &Site<'_>, unit: LocalityNo, day: Date) -> bool {
    let fields = site.locality(unit).fields;
    fields.since.is_none_or(|since| since.date() <= day)
        && fields.until.is_none_or(|until| until.date() >= day)
}

/// Models by the units of a day; translations are the same model again.
#[must_use]
pub fn models_on(site: &Site<'_>, of: impl Iterator<Item = ModelNo>, day: Date) -> ByUnits {
    let (mut units, mut undecided) = (BTreeMap::new(), BTreeMap::new());
    for model in of.map(|no| site.model(no)).filter(|model| model.record.fields.translation_of.is_none()) {
        let count = match unit_on(site, model.locality, day) {
            UnitThen::Is(unit) => units.entry(unit).or_insert(0),
            UnitThen::Undecided(unit) => undecided.entry(unit).or_insert(0),
        };
        *count += 1;
    }
    ByUnits { units: units.into_iter().collect(), undecided: undecided.into_iter().collect() }
}

/// Models by the units of the clock.
#[must_use]
pub fn models_now(site: &Site<'_>, of: impl Iterator<Item = ModelNo>) -> ByUnits {
    let today = site.now.to_zoned(site.config.time_zone.clone()).date();
    models_on(site, of, today)
}
