//! The tree of localities or organizations on one day, in which every record has exactly one place, so that counts of
//! a unit and of all units below it add up and hold no record twice.
//!
//! In: the linked units and a day. Out: for each unit the *node* that stands for it on that day, and for each node the
//! one above it. A unit that was merged as a whole is represented by its successor. A unit that was split, or ended
//! without successors, stands for itself, below the lowest unit that certainly holds all of it: the lowest one above
//! all its successors, else what its own parent had become.

use jiff::civil::Date;

use crate::site::cycles::Cycles;
use crate::site::types::{Site, UnitNo};
use crate::site::unit::{Life, Unit};

/// The first and the last day of every unit of a kind.
#[derive(Debug)]
pub struct Spans(Vec<(Option<Date>, Option<Date>)>);

impl Spans {
    pub fn new<No: UnitNo>(site: &Site<'_>) -> Self {
        let span = |unit: &Unit<'_, No>| {
            (unit.since.map(|since| site.day(&since)), unit.until.map(|until| site.last_day(&until)))
        };
        Self(No::all(site).iter().map(span).collect())
    }

    fn has_begun<No: UnitNo>(&self, no: No, day: Date) -> bool {
        self.0[no.position()].0.is_none_or(|since| since <= day)
    }

    fn has_ended<No: UnitNo>(&self, no: No, day: Date) -> bool {
        self.0[no.position()].1.is_some_and(|until| until < day)
    }

    /// The day for which the page of a unit is written: today, or the last day of a unit that has ended.
    pub fn day_of<No: UnitNo>(&self, site: &Site<'_>, no: No) -> Date {
        let until = self.0[no.position()].1.filter(|_| site.unit(no).life == Life::Ended);
        until.unwrap_or_else(|| site.today())
    }
}

/// See the head of the module.
#[derive(Debug)]
pub struct Hierarchy<No> {
    pub day: Date,
    nodes: Vec<No>,
    above: Vec<Option<No>>,
    /// How many nodes are above.
    depths: Vec<usize>,
    /// All units, each after those above it.
    order: Vec<No>,
    begun: Vec<bool>,
    ended: Vec<bool>,
}

impl<No: UnitNo> Hierarchy<No> {
    pub fn new(site: &Site<'_>, spans: &Spans, day: Date) -> Self {
        let all = || (0..No::all(site).len()).map(No::from);
        let ended: Vec<bool> = all().map(|no| spans.has_ended(no, day)).collect();
        let sources: Vec<Vec<No>> = all().map(|no| place_from(site, no, ended[no.position()])).collect();
        let order = dependencies_first(&sources);
        let mut tree = Self {
            day,
            nodes: all().collect(),
            above: vec![None; sources.len()],
            depths: vec![0; sources.len()],
            order: order.sorted.into_iter().map(No::from).collect(),
            begun: all().map(|no| spans.has_begun(no, day)).collect(),
            ended,
        };
        // The node that certainly holds all of a unit.
        let mut holders: Vec<Option<No>> = vec![None; sources.len()];
        for no in tree.order.clone() {
            let at = no.position();
            let from = if order.cut[at] { &[][..] } else { sources[at].as_slice() };
            tree.place(site, no, from, &mut holders);
        }
        tree
    }

    fn place(&mut self, site: &Site<'_>, no: No, from: &[No], holders: &mut [Option<No>]) {
        let at = no.position();
        if let ([successor], true, [(_, true)]) = (from, self.ended[at], site.unit(no).successors.as_slice())
        {
            let next = successor.position();
            (self.nodes[at], holders[at]) = (self.nodes[next], holders[next]);
            return;
        }
        let mut held = from.iter().map(|other| holders[other.position()]);
        let first = held.next().flatten();
        let above = held.fold(first, |one, other| self.common(one?, other?));
        self.above[at] = above;
        self.depths[at] = above.map_or(0, |above| self.depths[above.position()] + 1);
        holders[at] = if self.ended[at] { above } else { Some(no) };
    }

    /// The lowest node that holds both.
    fn common(&self, one: No, other: No) -> Option<No> {
        let (mut one, mut other) = (one, other);
        while one != other {
            if self.depths[one.position()] >= self.depths[other.position()] {
                one = self.above[one.position()]?;
            } else {
                other = self.above[other.position()]?;
            }
        }
        Some(one)
    }

    /// The unit that stands for a unit on the day.
    pub fn node(&self, no: No) -> No {
        self.nodes[no.position()]
    }

    /// The node directly above a node.
    pub fn above(&self, node: No) -> Option<No> {
        self.above[node.position()]
    }

    /// A node and all above it, nearest first.
    pub fn up(&self, node: No) -> impl Iterator<Item = No> {
        std::iter::successors(Some(node), |no| self.above(*no))
    }

    /// All nodes, each after those above it.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = No> {
        self.order.iter().copied().filter(|no| self.node(*no) == *no)
    }

    /// Whether a unit has begun by the day.
    pub fn has_begun(&self, no: No) -> bool {
        self.begun[no.position()]
    }

    pub fn exists(&self, no: No) -> bool {
        self.has_begun(no) && !self.ended[no.position()]
    }
}

/// The units from which the place of a unit follows: its successors once it has ended, else its parent. Where only one
/// part of a split unit is known, the rest may be anywhere below the parent.
fn place_from<No: UnitNo>(site: &Site<'_>, no: No, has_ended: bool) -> Vec<No> {
    let unit = site.unit(no);
    match unit.successors.as_slice() {
        [(part, false)] if has_ended => unit.parent.map(|parent| vec![parent, *part]).unwrap_or_default(),
        [_, ..] if has_ended => unit.successors.iter().map(|(successor, _)| *successor).collect(),
        _ => unit.parent.into_iter().collect(),
    }
}

struct Order {
    sorted: Vec<usize>,
    /// Units whose sources are ignored, because following them leads back to the unit.
    cut: Vec<bool>,
}

/// Sorts units so that those on which the place of one depends come before it. Parents together with successors may
/// form a circle although neither does alone: a district that became a commune which names it as its parent.
fn dependencies_first<No: UnitNo>(sources: &[Vec<No>]) -> Order {
    let mut next: Vec<Vec<usize>> =
        sources.iter().map(|of| of.iter().map(|no| no.position()).collect()).collect();
    let mut cut = vec![false; next.len()];
    for at in Cycles::new(&next).closing {
        cut[at] = true;
        next[at].clear();
    }
    let (mut sorted, mut seen) = (Vec::with_capacity(next.len()), vec![false; next.len()]);
    for root in 0..next.len() {
        // Not recursive, because chains may be as long as the file.
        let mut way = vec![(root, 0)];
        while let Some((at, child)) = way.last_mut() {
            let at = *at;
            if seen[at] {
                way.pop();
            } else if let Some(&to) = next[at].get(*child) {
                *child += 1;
                way.push((to, 0));
            } else {
                seen[at] = true;
                sorted.push(at);
                way.pop();
            }
        }
    }
    Order { sorted, cut }
}
