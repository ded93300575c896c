//! What units and organizations became, and what belonged to them before: the successor of a unit shows what there was
//! about the units it was made of.
//!
//! What a unit that was split leaves is nobody's, for a record that knows its part names the new unit itself: it is told
//! at each successor as *undecided* and belongs to none, as in the statistics.

use std::collections::BTreeSet;

use crate::site::numbers::{LocalityNo, OrganizationNo};
use crate::site::types::{Life, Site};
use crate::site::units::{Then, organization_on, unit_on};

/// What somebody took over, each list in the order of the taxonomy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heritage<No> {
    /// Those that went over whole, through as many changes as there were.
    pub whole: Vec<No>,
    /// Those that were split, with parts that went here.
    pub undecided: Vec<No>,
}

/// What became of somebody by the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fortune<No> {
    /// Those who exist now, or will, and whether all of it went there.
    pub now: Vec<(No, bool)>,
    /// The one itself and those on the way that have ended, in the order of the changes.
    pub steps: Vec<No>,
}

/// What each unit took over by the clock.
#[must_use]
pub fn of_units(site: &Site<'_>) -> Vec<Heritage<LocalityNo>> {
    let today = site.today();
    let all = (0..site.localities.len()).map(LocalityNo);
    let ended = all.filter(|no| site.locality(*no).life == Life::Ended);
    let then = |no| (no, unit_on(site, no, today));
    let now = |no| unit_fortune(site, no).now;
    heritage(site.localities.len(), ended.map(then), now, |no| no.0)
}

/// What each organization took over by the clock.
#[must_use]
pub fn of_organizations(site: &Site<'_>) -> Vec<Heritage<OrganizationNo>> {
    let today = site.today();
    let all = (0..site.organizations.len()).map(OrganizationNo);
    let ended = all.filter(|no| site.organization(*no).life == Life::Ended);
    let then = |no| (no, organization_on(site, no, today));
    let now = |no| organization_fortune(site, no).now;
    heritage(site.organizations.len(), ended.map(then), now, |no| no.0)
}

fn heritage<No: Copy + PartialEq>(
    count: usize,
    ended: impl Iterator<Item = (No, Then<No>)>,
    now: impl Fn(No) -> Vec<(No, bool)>,
    at: impl Fn(No) -> usize,
) -> Vec<Heritage<No>> {
    let mut all = vec![Heritage { whole: Vec::new(), undecided: Vec::new() }; count];
    for (no, then) in ended {
        match then {
            Then::Is(heir) if heir != no => all[at(heir)].whole.push(no),
            Then::Is(_) => {}
            Then::Undecided(_) => {
                now(no).into_iter().for_each(|(heir, _)| all[at(heir)].undecided.push(no));
            }
        }
    }
    all
}

/// What became of a unit.
#[must_use]
pub fn unit_fortune(site: &Site<'_>, no: LocalityNo) -> Fortune<LocalityNo> {
    let life = |no| site.locality(no).life;
    fortune(no, life, |no| site.locality(no).successors.clone())
}

/// What became of an organization.
#[must_use]
pub fn organization_fortune(site: &Site<'_>, no: OrganizationNo) -> Fortune<OrganizationNo> {
    let life = |no| site.organization(no).life;
    let successors = |no| {
        let all = &site.organization(no).successors;
        all.iter().map(|heir| (*heir, all.len() == 1)).collect()
    };
    fortune(no, life, successors)
}

/// Each is looked at once: what has many successors again and again would be walked through without end.
fn fortune<No: Copy + Ord>(
    first: No,
    life: impl Fn(No) -> Life,
    successors: impl Fn(No) -> Vec<(No, bool)>,
) -> Fortune<No> {
    let mut fortune = Fortune { now: Vec::new(), steps: Vec::new() };
    let mut seen = BTreeSet::from([first]);
    let mut waiting = std::collections::VecDeque::from([(first, true)]);
    while let Some((no, whole)) = waiting.pop_front() {
        if life(no) != Life::Ended {
            fortune.now.push((no, whole));
            continue;
        }
        fortune.steps.push(no);
        for (heir, all_of_it) in successors(no) {
            if seen.insert(heir) {
                waiting.push_back((heir, whole && all_of_it));
            }
        }
    }
    fortune
}
