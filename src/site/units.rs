//! Counts of records by administrative unit, at the time of the record and today.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::site::lineage::{Then, unit_on};
use crate::site::numbers::{EntryNo, LocalityNo, ModelNo};
use crate::site::types::{Site, UnitNo};

/// Counts by the units of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ByUnits {
    /// By unit, in the order of the taxonomy.
    pub units: Vec<(LocalityNo, usize)>,
    /// Records of units that were split, counted under that unit; each counts once.
    pub undecided: Vec<(LocalityNo, usize)>,
}

impl ByUnits {
    /// The total.
    pub fn total(&self) -> usize {
        self.units.iter().chain(&self.undecided).map(|(_, count)| count).sum()
    }
}

/// The unit to which a record of a year belonged in that year. A record older than the unit that it names says to which
/// part of a split unit it belongs now; in its year it belonged to the unit that was split.
pub fn unit_of_then<No: UnitNo>(site: &Site<'_>, unit: No, year: i16) -> No {
    let is_older = |no| site.unit(no).since.is_some_and(|since| site.day(&since).year() > year);
    let mut at = unit;
    while is_older(at) {
        let mut split = site.unit(at).predecessors.iter().filter(|(_, whole)| !whole);
        match (split.next(), split.next()) {
            (Some((only, _)), None) => at = *only,
            _ => return unit,
        }
    }
    at
}

/// The state, on a day, of the unit that a record of a year names.
pub fn record_on(site: &Site<'_>, unit: LocalityNo, year: i16, day: Date) -> Then<LocalityNo> {
    let is_there = site.locality(unit).since.is_none_or(|since| site.day(&since) <= day);
    unit_on(site, if is_there { unit } else { unit_of_then(site, unit, year) }, day)
}

/// Counts records by the units of today; each record is given by its unit and year.
fn records_now(site: &Site<'_>, of: impl Iterator<Item = (LocalityNo, i16)>) -> ByUnits {
    let today = site.today();
    let (mut units, mut undecided) = (BTreeMap::new(), BTreeMap::new());
    for (unit, year) in of {
        let count = match record_on(site, unit, year, today) {
            Then::Is(unit) => units.entry(unit).or_insert(0),
            Then::Undecided(unit) => undecided.entry(unit).or_insert(0),
        };
        *count += 1;
    }
    ByUnits { units: units.into_iter().collect(), undecided: undecided.into_iter().collect() }
}

/// Counts models by the units of today; translations are not counted.
pub fn models_now(site: &Site<'_>, of: impl Iterator<Item = ModelNo>) -> ByUnits {
    let originals = of.map(|no| site.model(no)).filter(|model| model.record.fields.translation_of.is_none());
    records_now(site, originals.map(|model| (model.locality, model.record.fields.registered.0)))
}

/// Counts entries with a locality by the units of today.
pub fn entries_now(site: &Site<'_>, of: &[EntryNo]) -> ByUnits {
    let from = |no: &EntryNo| {
        let entry = site.entry(*no);
        Some((entry.locality?, site.day(&entry.record.fields.submitted).year()))
    };
    records_now(site, of.iter().filter_map(from))
}
