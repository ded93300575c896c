//! Units: localities and organizations, which form trees, begin, end and have successors.
//!
//! [`Unit`] is what both kinds have in common, generic over the number by which units of one kind refer to each other.
//! What only one kind has is in [`Unit::own`]. [`UnitKind`] is what the code that works on both kinds needs to know.

use std::fmt::Debug;

use crate::content::taxonomy::{LocalityFields, OrganizationFields};
use crate::site::numbers::{
    ArticleNo, ContestNo, DocumentNo, EntryNo, LocalityNo, ModelNo, OrganizationNo, ProgrammeNo,
};
use crate::site::permalink;
use crate::value::When;

pub type Locality<'c> = Unit<'c, LocalityNo>;
pub type Organization<'c> = Unit<'c, OrganizationNo>;

#[derive(Debug)]
pub struct Unit<'c, No: UnitKind> {
    pub fields: &'c No::Fields,
    pub id: &'c str,
    pub name: &'c str,
    pub name_en: Option<&'c str>,
    /// The name in lists. Localities with equal names have the name of the parent or the years added.
    pub label: String,
    /// The first day.
    pub since: Option<When>,
    /// The last day.
    pub until: Option<When>,
    pub life: Life,
    pub parent: Option<No>,
    pub children: Vec<No>,
    /// With whether the whole unit went to the successor.
    pub successors: Vec<(No, bool)>,
    /// With whether the whole predecessor went to this unit.
    pub predecessors: Vec<(No, bool)>,
    /// Published articles about it, newest first.
    pub articles: Vec<ArticleNo>,
    /// Published models in the locality itself, or run by the organization.
    pub models: Vec<ModelNo>,
    /// Published entries from it.
    pub entries: Vec<EntryNo>,
    pub own: No::Own,
}

/// What only localities have.
#[derive(Debug, Default)]
pub struct OfLocality {
    pub organizations: Vec<OrganizationNo>,
}

/// What only organizations have.
#[derive(Debug, Default)]
pub struct OfOrganization {
    pub locality: Option<LocalityNo>,
    /// Contests for which it is the organizer or a co-organizer.
    pub contests: Vec<ContestNo>,
    /// Programmes issued by it.
    pub programmes: Vec<ProgrammeNo>,
    /// Documents issued by it, newest first.
    pub documents: Vec<DocumentNo>,
}

impl OfOrganization {
    /// Whether it has contests, programmes or documents.
    pub fn runs_something(&self) -> bool {
        !(self.contests.is_empty() && self.programmes.is_empty() && self.documents.is_empty())
    }
}

/// Whether a unit exists at the time of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// Not yet.
    Ahead,
    Living,
    /// No longer.
    Ended,
}

impl Life {
    /// The word used in templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Life::Ahead => "ahead",
            Life::Living => "living",
            Life::Ended => "ended",
        }
    }
}

/// One of the two kinds of units; the type itself is the number of a unit in the list of its kind.
pub trait UnitKind: Copy + Ord + Debug + From<usize> + 'static {
    /// The fields of an element of the taxonomy.
    type Fields: Debug;
    /// What only units of this kind have.
    type Own: Debug + Default;
    /// The key of the id in an element of `successors`; `None` if the element is the id itself.
    const SUCCESSOR_ID: Option<&'static str>;

    fn position(self) -> usize;

    /// The path of the page of a unit.
    fn path(prefix: &str, id: &str) -> String;

    fn written(fields: &Self::Fields) -> Written<'_>;
}

/// The fields that both kinds have. Other units are named by id.
#[derive(Debug)]
pub struct Written<'c> {
    pub id: &'c str,
    pub name: &'c str,
    pub name_en: Option<&'c str>,
    pub parent: Option<&'c str>,
    pub since: Option<When>,
    pub until: Option<When>,
    /// With whether the whole unit went to the successor.
    pub successors: Vec<(&'c str, bool)>,
}

macro_rules! unit_kind {
    ($no:ty, $fields:ty, $own:ty, $path:path, $successor_id:expr, |$successor:ident| $named:expr) => {
        impl UnitKind for $no {
            type Fields = $fields;
            type Own = $own;
            const SUCCESSOR_ID: Option<&'static str> = $successor_id;

            fn position(self) -> usize {
                self.0
            }

            fn path(prefix: &str, id: &str) -> String {
                $path(prefix, id)
            }

            fn written(fields: &$fields) -> Written<'_> {
                Written {
                    id: &fields.id.0,
                    name: &fields.name,
                    name_en: fields.name_en.as_deref(),
                    parent: fields.parent.as_deref(),
                    since: fields.since,
                    until: fields.until,
                    successors: fields.successors.iter().map(|$successor| $named).collect(),
                }
            }
        }
    };
}
unit_kind!(LocalityNo, LocalityFields, OfLocality, permalink::locality, Some("id"), |successor| (
    successor.id.as_str(),
    successor.whole
));
unit_kind!(OrganizationNo, OrganizationFields, OfOrganization, permalink::organization, None, |id| (
    id.as_str(),
    true
));
