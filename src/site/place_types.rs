//! The types of localities and organizations, linked.

use crate::content::taxonomy::{LocalityFields, OrganizationFields};
use crate::site::numbers::{ArticleNo, ContestNo, EntryNo, LocalityNo, ModelNo, OrganizationNo, ProgrammeNo};

/// A locality.
#[derive(Debug)]
pub struct Locality<'c> {
    /// What was written.
    pub fields: &'c LocalityFields,
    /// Its name, with the name of what it belongs to where another locality has the same.
    pub label: String,
    /// The unit it belongs to.
    pub parent: Option<LocalityNo>,
    /// The units that belong to it.
    pub children: Vec<LocalityNo>,
    /// What became of it, and whether it went there whole.
    pub successors: Vec<(LocalityNo, bool)>,
    /// What it was made of, and whether that came whole.
    pub predecessors: Vec<(LocalityNo, bool)>,
    /// Where it stands by the clock.
    pub life: Life,
    /// Published articles about it, newest first.
    pub articles: Vec<ArticleNo>,
    /// Published models in it (not below it).
    pub models: Vec<ModelNo>,
    /// Published entries from it.
    pub entries: Vec<EntryNo>,
    /// Organizations in it.
    pub organizations: Vec<OrganizationNo>,
}

/// Where a locality or organization stands by the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It has not come to be yet.
    Ahead,
    /// It exists.
    Living,
    /// It has ended.
    Ended,
}

impl Life {
    /// The word in templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Life::Ahead => "ahead",
            Life::Living => "living",
            Life::Ended => "ended",
        }
    }
}

/// An organization.
#[derive(Debug)]
pub struct Organization<'c> {
    /// What was written.
    pub fields: &'c OrganizationFields,
    /// What it belongs to.
    pub parent: Option<OrganizationNo>,
    /// What belongs to it.
    pub children: Vec<OrganizationNo>,
    /// Where it is.
    pub locality: Option<LocalityNo>,
    /// What took over.
    pub successors: Vec<OrganizationNo>,
    /// What it took over.
    pub predecessors: Vec<OrganizationNo>,
    /// Where it stands by the clock.
    pub life: Life,
    /// Published articles about it, newest first.
    pub articles: Vec<ArticleNo>,
    /// Published models it runs.
    pub models: Vec<ModelNo>,
    /// Published entries for it.
    pub entries: Vec<EntryNo>,
    /// Contests it runs or helps to run.
    pub contests: Vec<ContestNo>,
    /// Programmes it issued.
    pub programmes: Vec<ProgrammeNo>,
}
