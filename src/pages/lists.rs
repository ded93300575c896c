//! Lists of an edition that hold several kinds of records, as those of tags and units.
//!
//! The list of a unit holds every record of the unit and of all units below it, once, by the [`Hierarchy`] of the day
//! for which its page is written.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::site::hierarchy::{Hierarchy, Spans};
use crate::site::lineage::undecided;
use crate::site::units::unit_of_then;
use crate::site::{ArticleNo, EntryNo, ModelNo, Site, Unit, UnitNo};

/// The list of a mixed page, paginated as one: models, then articles, then entries.
#[derive(Debug, Default, Clone)]
pub(crate) struct Mixed {
    pub(crate) models: Vec<ModelNo>,
    pub(crate) articles: Vec<ArticleNo>,
    pub(crate) entries: Vec<EntryNo>,
}

impl Mixed {
    pub(crate) fn len(&self) -> usize {
        self.models.len() + self.articles.len() + self.entries.len()
    }

    pub(crate) fn numbers(&self) -> Numbers {
        Numbers { models: self.models.len(), articles: self.articles.len(), entries: self.entries.len() }
    }

    fn extend(&mut self, other: &Self) {
        self.models.extend_from_slice(&other.models);
        self.articles.extend_from_slice(&other.articles);
        self.entries.extend_from_slice(&other.entries);
    }

    /// Restores the order of the lists of the site.
    fn sort(&mut self) {
        self.models.sort_unstable();
        self.articles.sort_unstable();
        self.entries.sort_unstable();
    }
}

/// How many records of each kind.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numbers {
    pub(crate) models: usize,
    pub(crate) articles: usize,
    pub(crate) entries: usize,
}

impl Numbers {
    pub(crate) fn total(self) -> usize {
        self.models + self.articles + self.entries
    }
}

impl std::ops::AddAssign for Numbers {
    fn add_assign(&mut self, other: Self) {
        self.models += other.models;
        self.articles += other.articles;
        self.entries += other.entries;
    }
}

impl std::iter::Sum for Numbers {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, one| {
            sum += one;
            sum
        })
    }
}

/// A part of the list of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group<No> {
    /// Records of the unit itself.
    Own,
    /// Records of the units below it.
    Below,
    /// Records of a predecessor that was merged into it as a whole.
    Before(No),
}

/// A unit directly below another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<No> {
    pub(crate) no: No,
    /// Records of the unit itself and of what was merged into it.
    pub(crate) own: Numbers,
    /// Those, and the records of all units below it.
    pub(crate) sum: Numbers,
}

/// What the page of a unit lists.
#[derive(Debug)]
struct UnitList<No> {
    own: Mixed,
    below: Mixed,
    /// Units merged into it as a whole.
    before: Vec<No>,
    /// Of it, the units below it, and those merged into one of them: those that run something.
    running: Vec<No>,
    lines: Vec<Line<No>>,
    /// Split units of which a part went to it, and whose records are not listed here.
    undecided: Vec<No>,
}

impl<No> Default for UnitList<No> {
    fn default() -> Self {
        let (own, below) = (Mixed::default(), Mixed::default());
        Self { own, below, before: Vec::new(), running: Vec::new(), lines: Vec::new(), undecided: Vec::new() }
    }
}

/// The trees of the units of a kind: one for each day for which the page of a unit is written.
#[derive(Debug)]
pub(crate) struct Hierarchies<No> {
    /// With the units whose pages are written for the day.
    days: Vec<(Hierarchy<No>, BTreeSet<No>)>,
    undecided: Vec<Vec<No>>,
}

impl<No: UnitNo> Hierarchies<No> {
    pub(crate) fn new(site: &Site<'_>) -> Self {
        let spans = Spans::new::<No>(site);
        let mut days: BTreeMap<Date, BTreeSet<No>> = BTreeMap::new();
        for no in (0..No::all(site).len()).map(No::from) {
            days.entry(spans.day_of(site, no)).or_default().insert(no);
        }
        let days = days.into_iter().map(|(day, units)| (Hierarchy::new(site, &spans, day), units));
        Self { days: days.collect(), undecided: undecided(site) }
    }
}

/// The lists of the units of a kind.
#[derive(Debug)]
pub(crate) struct UnitLists<No> {
    /// The records that name a unit.
    named: Vec<Mixed>,
    lists: Vec<UnitList<No>>,
}

impl<No: UnitNo> UnitLists<No> {
    /// `named` makes the list of the records that name a unit; `runs` tells whether those above a unit list what it
    /// runs. A list of all units below each one would grow with the depth of the tree.
    pub(crate) fn new(
        site: &Site<'_>,
        trees: &Hierarchies<No>,
        named: impl Fn(&Unit<'_, No>) -> Mixed,
        runs: impl Fn(&Unit<'_, No>) -> bool,
    ) -> Self {
        let units = No::all(site);
        let running: Vec<No> =
            units.iter().enumerate().filter(|(_, unit)| runs(unit)).map(|(at, _)| No::from(at)).collect();
        let named: Vec<Mixed> = units.iter().map(named).collect();
        let mut lists = Vec::new();
        lists.resize_with(units.len(), UnitList::default);
        for (tree, wanted) in &trees.days {
            Day { site, tree, wanted, named: &named, running: &running }.fill(&mut lists, &trees.undecided);
        }
        Self { named, lists }
    }

    /// The groups on the page of a unit.
    pub(crate) fn groups(&self, no: No) -> Vec<(Group<No>, &Mixed)> {
        let list = &self.lists[no.position()];
        let before = list.before.iter().map(|no| (Group::Before(*no), &self.named[no.position()]));
        [(Group::Own, &list.own), (Group::Below, &list.below)].into_iter().chain(before).collect()
    }

    /// The number of all records on the page of a unit.
    pub(crate) fn sum(&self, no: No) -> Numbers {
        self.groups(no).into_iter().map(|(_, records)| records.numbers()).sum()
    }

    /// Of a unit, the units below it, and those merged into one of them: those that run something, as on the day for
    /// which the unit's page is written.
    pub(crate) fn running(&self, no: No) -> &[No] {
        &self.lists[no.position()].running
    }

    /// The units directly below a unit.
    pub(crate) fn lines(&self, no: No) -> &[Line<No>] {
        &self.lists[no.position()].lines
    }

    /// Split units of which a part went to a unit, with the records that name them.
    pub(crate) fn undecided(&self, no: No) -> impl Iterator<Item = (No, &Mixed)> {
        let units = self.lists[no.position()].undecided.iter();
        units.map(|no| (*no, &self.named[no.position()])).filter(|(_, about)| about.len() > 0)
    }
}

/// The total number of items in groups.
pub(crate) fn total<No>(groups: &[(No, &Mixed)]) -> usize {
    groups.iter().map(|(_, about)| about.len()).sum()
}

/// Fills the lists of the units whose pages are written for one day.
struct Day<'d, 'c, No> {
    site: &'d Site<'c>,
    tree: &'d Hierarchy<No>,
    wanted: &'d BTreeSet<No>,
    named: &'d [Mixed],
    running: &'d [No],
}

impl<No: UnitNo> Day<'_, '_, No> {
    fn fill(&self, lists: &mut [UnitList<No>], undecided: &[Vec<No>]) {
        let mut own = vec![Numbers::default(); lists.len()];
        for no in (0..lists.len()).map(No::from) {
            for (node, records) in self.placed(no) {
                own[node.position()] += records.numbers();
                self.list(lists, no, node, &records);
            }
        }
        for no in self.running.iter().filter(|no| self.tree.has_begun(**no)) {
            self.place(lists, *no);
        }
        for no in self.wanted {
            let list = &mut lists[no.position()];
            list.own.sort();
            list.below.sort();
            let is_here = |other: &No| self.tree.up(self.tree.node(*other)).any(|node| node == *no);
            list.undecided = undecided[no.position()].iter().copied().filter(|no| !is_here(no)).collect();
        }
        self.lines(lists, &own);
    }

    /// Adds a unit that runs something to all that it belongs to.
    fn place(&self, lists: &mut [UnitList<No>], unit: No) {
        for no in self.tree.up(self.tree.node(unit)).filter(|no| self.wanted.contains(no)) {
            lists[no.position()].running.push(unit);
        }
    }

    /// The records that name a unit, by the node to which they belong on the day. Those that name a part of a unit
    /// before it was split belong to the unit.
    fn placed(&self, no: No) -> Vec<(No, Mixed)> {
        let named = &self.named[no.position()];
        if named.len() == 0 {
            return Vec::new();
        }
        if self.tree.has_begun(no) {
            return vec![(self.tree.node(no), named.clone())];
        }
        let site = self.site;
        let mut placed: BTreeMap<No, Mixed> = BTreeMap::new();
        let node = |year| self.tree.node(unit_of_then(site, no, year));
        for one in &named.models {
            let year = site.model(*one).record.fields.registered.0;
            placed.entry(node(year)).or_default().models.push(*one);
        }
        for one in &named.articles {
            placed.entry(node(site.article(*one).date.year())).or_default().articles.push(*one);
        }
        for one in &named.entries {
            let year = site.day(&site.entry(*one).record.fields.submitted).year();
            placed.entry(node(year)).or_default().entries.push(*one);
        }
        placed.into_iter().collect()
    }

    /// Lists records that name a unit with their node and with all above it.
    fn list(&self, lists: &mut [UnitList<No>], named: No, node: No, records: &Mixed) {
        for no in self.tree.up(node).filter(|no| self.wanted.contains(no)) {
            let list = &mut lists[no.position()];
            if no != node {
                list.below.extend(records);
            } else if named != node && self.tree.has_begun(named) {
                list.before.push(named);
            } else {
                list.own.extend(records);
            }
        }
    }

    /// The lines of the wanted units. Units that do not exist on the day have one only if something is listed.
    fn lines(&self, lists: &mut [UnitList<No>], own: &[Numbers]) {
        let mut sums = own.to_vec();
        for no in self.tree.nodes().rev() {
            if let Some(above) = self.tree.above(no) {
                let sum = sums[no.position()];
                sums[above.position()] += sum;
            }
        }
        for no in (0..lists.len()).map(No::from).filter(|no| self.tree.node(*no) == *no) {
            let (own, sum) = (own[no.position()], sums[no.position()]);
            let Some(above) = self.tree.above(no).filter(|above| self.wanted.contains(above)) else {
                continue;
            };
            if self.tree.exists(no) || sum.total() > 0 {
                lists[above.position()].lines.push(Line { no, own, sum });
            }
        }
    }
}
