//! Localities and organizations.

use serde::Serialize;
use tera::Value;

use super::{
    ArticleCard, Contact, ContestCard, Count, DocumentCard, EntryCard, Link, ModelCard, Moment, Pagination,
    ProgrammeCard,
};
use bantin_text::language::Language;

/// `localities`: all localities as a tree, each level in the order of the file.
#[derive(Debug, Clone, Serialize)]
pub struct Localities<'s> {
    /// Those that belong to none.
    pub localities: Vec<LocalityNode<'s>>,
}

/// A locality in the tree.
#[derive(Debug, Clone, Serialize)]
pub struct LocalityNode<'s> {
    /// Its page.
    pub link: Link<'s>,
    /// `province`, `district` or `commune`.
    pub level: &'static str,
    /// Its state today: `ahead`, `living` or `ended`.
    pub life: &'static str,
    /// Models in it and in all units below it.
    pub models: Count,
    /// Articles about them.
    pub articles: Count,
    /// The units that belong to it.
    pub children: Vec<LocalityNode<'s>>,
}

/// What the pages of localities and organizations have in common: the records of the unit and of all units below it, as
/// they are today, or were on the last day of a unit that has ended. They share the pages of the unit: its own, those of
/// the units below it, those of its predecessors; of each first models, then articles, then entries.
#[derive(Debug, Clone, Serialize)]
pub struct Unit<'s> {
    /// Its name.
    pub name: &'s str,
    /// The language of its name, if it differs from that of the page.
    pub lang: Option<Language>,
    /// The units above it, nearest first.
    pub parents: Vec<Link<'s>>,
    /// Its state today: `ahead`, `living` or `ended`.
    pub life: &'static str,
    /// Its first day.
    pub since: Option<Moment>,
    /// Its last day.
    pub until: Option<Moment>,
    /// Its successors.
    pub successors: Vec<Change<'s>>,
    /// Its present successors over all changes; empty if it has not ended.
    pub now: Vec<Change<'s>>,
    /// The changes that led there, if there was more than one.
    pub steps: Vec<ChangeStep<'s>>,
    /// How many models, articles and entries there are on all pages.
    pub totals: Totals,
    /// How many of them are its own, those of its predecessors included.
    pub own: Totals,
    /// The units directly below it; only on the first page. With `own` their sums make `totals`.
    pub units: Vec<UnitLine<'s>>,
    /// Its own models on this page.
    pub models: Vec<ModelCard<'s>>,
    /// Its own articles on this page.
    pub articles: Vec<ArticleCard<'s>>,
    /// Its own entries on this page.
    pub entries: Vec<EntryCard<'s>>,
    /// The records of all units below it on this page.
    pub below: Below<'s>,
    /// The records of its predecessors on this page, by predecessor.
    pub before: Vec<Before<'s>>,
    /// Predecessors that were split, whose records cannot be assigned to one of the parts; only on the
    /// first page.
    pub undecided: Vec<Undecided<'s>>,
    /// The pages of the list; none if there is only one.
    pub pagination: Option<Pagination>,
}

/// A unit directly below another.
#[derive(Debug, Clone, Serialize)]
pub struct UnitLine<'s> {
    /// Its page.
    pub link: Link<'s>,
    /// Its state today: `ahead`, `living` or `ended`.
    pub life: &'static str,
    /// Its own records, those of its predecessors included.
    pub own: Totals,
    /// Its own records and those of all units below it.
    pub sum: Totals,
}

/// The records of the units below a unit that are on this page.
#[derive(Debug, Clone, Serialize)]
pub struct Below<'s> {
    /// Models.
    pub models: Vec<ModelCard<'s>>,
    /// Articles.
    pub articles: Vec<ArticleCard<'s>>,
    /// Entries.
    pub entries: Vec<EntryCard<'s>>,
}

/// `locality`: the page of a locality, with the fields of [`Unit`].
#[derive(Debug, Clone, Serialize)]
pub struct Locality<'s> {
    /// The data common to localities and organizations.
    #[serde(flatten)]
    pub unit: Unit<'s>,
    /// `province`, `district` or `commune`.
    pub level: &'static str,
    /// Its code in the national list.
    pub code: Option<&'s str>,
    /// Its predecessors.
    pub predecessors: Vec<Change<'s>>,
    /// The units that belong to it.
    pub children: Vec<LocalityNode<'s>>,
    /// Organizations in it.
    pub organizations: Vec<Link<'s>>,
    /// `extra` of the locality, empty if there is none.
    pub extra: Value,
}

/// A unit that took over another one, or came from one.
#[derive(Debug, Clone, Serialize)]
pub struct Change<'s> {
    /// The other unit.
    pub link: Link<'s>,
    /// Whether the whole unit went there, or only a part.
    pub whole: bool,
}

/// A change on the way from a former unit to the present ones.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeStep<'s> {
    /// The unit that ended.
    pub link: Link<'s>,
    /// Its last day.
    pub until: Option<Moment>,
    /// Its successors.
    pub into: Vec<Change<'s>>,
}

/// The records of a predecessor that was merged as a whole.
#[derive(Debug, Clone, Serialize)]
pub struct Before<'s> {
    /// The predecessor.
    pub link: Link<'s>,
    /// Its models on this page.
    pub models: Vec<ModelCard<'s>>,
    /// Its articles on this page.
    pub articles: Vec<ArticleCard<'s>>,
    /// Its entries on this page.
    pub entries: Vec<EntryCard<'s>>,
}

/// A predecessor that was split.
#[derive(Debug, Clone, Serialize)]
pub struct Undecided<'s> {
    /// The predecessor.
    pub link: Link<'s>,
    /// Its records.
    pub totals: Totals,
}

/// The numbers of records of a locality or organization.
#[derive(Debug, Clone, Serialize)]
pub struct Totals {
    /// Models.
    pub models: Count,
    /// Articles.
    pub articles: Count,
    /// Entries.
    pub entries: Count,
}

/// `organizations`: all organizations by kind.
#[derive(Debug, Clone, Serialize)]
pub struct Organizations<'s> {
    /// The kinds that occur.
    pub groups: Vec<OrganizationGroup<'s>>,
}

/// The organizations of a kind that belong to none, with all that belong to them, in the order of the file.
#[derive(Debug, Clone, Serialize)]
pub struct OrganizationGroup<'s> {
    /// `party`, `government`, `front`, `union`, `armed_forces`, `enterprise` or `other`.
    pub kind: &'static str,
    /// The organizations.
    pub organizations: Vec<OrganizationNode<'s>>,
}

/// `organization`: the page of an organization, with the fields of [`Unit`].
#[derive(Debug, Clone, Serialize)]
pub struct Organization<'s> {
    /// The data common to localities and organizations.
    #[serde(flatten)]
    pub unit: Unit<'s>,
    /// Its short name.
    pub short: Option<&'s str>,
    /// `party`, `government`, `front`, `union`, `armed_forces`, `enterprise` or `other`.
    pub kind: &'static str,
    /// Its own site.
    pub url: Option<&'s str>,
    /// Where it is.
    pub locality: Option<Link<'s>>,
    /// Its predecessors.
    pub predecessors: Vec<Link<'s>>,
    /// How it is reached; only on the first page.
    pub contacts: Option<Contacts<'s>>,
    /// The organization chart: the topmost organization above it, and what belongs to those on the way down to this one
    /// and to itself. None if it belongs to nothing and nothing belongs to it, and on further pages.
    pub chart: Option<OrganizationNode<'s>>,
    /// Contests it runs or helps to run; only on the first page.
    pub contests: Vec<ContestCard<'s>>,
    /// Documents it issued, newest first; only on the first page.
    pub documents: Vec<DocumentCard<'s>>,
    /// Programmes it issued; only on the first page.
    pub programmes: Vec<ProgrammeCard<'s>>,
    /// `extra` of the organization, empty if there is none.
    pub extra: Value,
}

/// How an organization is reached.
#[derive(Debug, Clone, Serialize)]
pub struct Contacts<'s> {
    /// Postal address.
    pub address: Option<&'s str>,
    /// Telephone number.
    pub phone: Option<Contact<'s>>,
    /// Fax number.
    pub fax: Option<&'s str>,
    /// E-mail address.
    pub email: Option<Contact<'s>>,
    /// Who leads it.
    pub head: Option<Officer<'s>>,
    /// Who answers questions.
    pub contact: Option<Officer<'s>>,
    /// The language of names and positions, if it differs from that of the page.
    pub lang: Option<Language>,
}

/// Somebody in an office.
#[derive(Debug, Clone, Serialize)]
pub struct Officer<'s> {
    /// Name.
    pub name: &'s str,
    /// Position.
    pub title: Option<&'s str>,
    /// Telephone number at work.
    pub phone: Option<Contact<'s>>,
    /// E-mail address at work.
    pub email: Option<Contact<'s>>,
}

/// An organization in a chart.
#[derive(Debug, Clone, Serialize)]
pub struct OrganizationNode<'s> {
    /// Its page.
    pub link: Link<'s>,
    /// Its short name.
    pub short: Option<&'s str>,
    /// Its state today: `ahead`, `living` or `ended`.
    pub life: &'static str,
    /// Whether the page is about it.
    pub current: bool,
    /// Models that it and all organizations below it run.
    pub models: Count,
    /// Articles about them.
    pub articles: Count,
    /// What belongs to it.
    pub children: Vec<OrganizationNode<'s>>,
}
