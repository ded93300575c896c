//! Lists of an edition that hold several kinds of records, as those of tags and units.

use crate::site::lineage::{TakenOver, taken_over};
use crate::site::{ArticleNo, EntryNo, ModelNo, Site, Unit, UnitNo};

/// The list of a mixed page, paginated as one: models, then articles, then entries.
#[derive(Debug, Default)]
pub(crate) struct Mixed {
    pub(crate) models: Vec<ModelNo>,
    pub(crate) articles: Vec<ArticleNo>,
    pub(crate) entries: Vec<EntryNo>,
}

impl Mixed {
    pub(crate) fn len(&self) -> usize {
        self.models.len() + self.articles.len() + self.entries.len()
    }
}

/// The lists of the units of a kind.
#[derive(Debug)]
pub(crate) struct UnitLists<No> {
    own: Vec<Mixed>,
    taken_over: Vec<TakenOver<No>>,
}

impl<No: UnitNo> UnitLists<No> {
    /// `own` makes the list of a unit, without its predecessors.
    pub(crate) fn new(site: &Site<'_>, own: impl Fn(&Unit<'_, No>) -> Mixed) -> Self {
        Self { own: No::all(site).iter().map(own).collect(), taken_over: taken_over(site) }
    }

    /// The list of a unit, without its predecessors.
    pub(crate) fn own(&self, no: No) -> &Mixed {
        &self.own[no.position()]
    }

    /// The groups on the page of a unit: its own list, then that of each predecessor merged into it as a whole.
    pub(crate) fn groups(&self, no: No) -> Vec<(No, &Mixed)> {
        std::iter::once((no, self.own(no))).chain(self.lists(&self.taken_over[no.position()].whole)).collect()
    }

    /// Split units of which a part went to a unit; what they list cannot be assigned to one successor.
    pub(crate) fn undecided(&self, no: No) -> impl Iterator<Item = (No, &Mixed)> {
        self.lists(&self.taken_over[no.position()].undecided)
    }

    /// The lists of units that are not empty.
    fn lists<'l>(&'l self, units: &'l [No]) -> impl Iterator<Item = (No, &'l Mixed)> {
        units.iter().map(|no| (*no, self.own(*no))).filter(|(_, about)| about.len() > 0)
    }
}

/// The total number of items in groups.
pub(crate) fn total<No>(groups: &[(No, &Mixed)]) -> usize {
    groups.iter().map(|(_, about)| about.len()).sum()
}
