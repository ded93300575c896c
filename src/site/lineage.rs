//! Successors of units that have ended.
//!
//! A unit that was merged as a whole into another is counted and listed there. Of a unit that was split it is not known
//! to which successor a record belongs, unless the record names the successor: such records are *undecided*, shown as
//! such at each successor and counted for none.

use std::collections::{BTreeSet, VecDeque};

use jiff::civil::Date;

use crate::site::types::{Site, UnitNo};
use crate::site::unit::Life;

/// The state of a unit on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Then<No> {
    Is(No),
    /// Unknown: the unit was split, or ended without successors.
    Undecided(No),
}

/// The successors of a unit until the time of the build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lineage<No> {
    /// The units that exist now, or will exist, with whether the whole unit went there.
    pub now: Vec<(No, bool)>,
    /// The unit itself and the successors that have ended too, in the order of the changes.
    pub steps: Vec<No>,
}

/// Whether a unit existed on a day.
pub fn exists_on<No: UnitNo>(site: &Site<'_>, no: No, day: Date) -> bool {
    let unit = site.unit(no);
    unit.since.is_none_or(|since| site.day(&since) <= day)
        && unit.until.is_none_or(|until| site.last_day(&until) >= day)
}

/// The unit into which a unit was merged by a day, over any number of changes. Before its first day a unit is itself.
pub fn unit_on<No: UnitNo>(site: &Site<'_>, no: No, day: Date) -> Then<No> {
    let has_ended = |no: No| site.unit(no).until.is_some_and(|until| site.last_day(&until) < day);
    let mut at = no;
    while has_ended(at) {
        // Terminates, because cycles were broken when the site was linked.
        match site.unit(at).successors.as_slice() {
            [(successor, true)] => at = *successor,
            _ => return Then::Undecided(at),
        }
    }
    Then::Is(at)
}

/// Visits each unit once: with many successors each, the number of paths may be exponential.
pub fn lineage<No: UnitNo>(site: &Site<'_>, first: No) -> Lineage<No> {
    let mut lineage = Lineage { now: Vec::new(), steps: Vec::new() };
    let mut seen = BTreeSet::from([first]);
    let mut waiting = VecDeque::from([(first, true)]);
    while let Some((no, is_whole)) = waiting.pop_front() {
        let unit = site.unit(no);
        if unit.life != Life::Ended {
            lineage.now.push((no, is_whole));
            continue;
        }
        lineage.steps.push(no);
        for (successor, whole) in &unit.successors {
            if seen.insert(*successor) {
                waiting.push_back((*successor, is_whole && *whole));
            }
        }
    }
    lineage
}

/// For each unit of a kind, the units of which it is not known until the time of the build how much went to it: they
/// were split, directly or on the way. In the order of the taxonomy.
pub fn undecided<No: UnitNo>(site: &Site<'_>) -> Vec<Vec<No>> {
    let (today, units) = (site.today(), No::all(site));
    let mut all = vec![Vec::new(); units.len()];
    let numbered = units.iter().enumerate().filter(|(_, unit)| unit.life == Life::Ended);
    for no in numbered.map(|(at, _)| No::from(at)) {
        if let Then::Undecided(_) = unit_on(site, no, today) {
            let now = lineage(site, no).now.into_iter();
            now.for_each(|(successor, _)| all[successor.position()].push(no));
        }
    }
    all
}
