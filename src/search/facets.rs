//! What a document is filtered by: its category, field, places, year, level, status, genre and award.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::site::{CategoryNo, LocalityNo, OrganizationNo, Site};
use crate::text::language::Language;

/// A value of a facet: its id and what is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// In filters and addresses.
    pub id: String,
    /// What is read.
    pub label: String,
    /// What is read in English, where there is an English name.
    pub english: Option<String>,
}

impl Facet {
    pub(super) fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), english: None }
    }

    /// A value with its names; on a site in English the one name is the English one.
    pub(super) fn named(site: &Site<'_>, id: &str, name: &str, english: Option<&String>) -> Self {
        let own = (site.config.language == Language::En).then(|| name.to_owned());
        Self { english: english.cloned().or(own), ..Self::new(id, name) }
    }

    /// What is read in a language.
    fn read_in(&self, language: Language) -> &str {
        self.english.as_deref().filter(|_| language == Language::En).unwrap_or(&self.label)
    }

    pub(super) fn word(id: &str) -> Vec<Self> {
        vec![Self::new(id, id)]
    }
}

/// The facets of a document by name; each value stands before the values it belongs to: a category, its parent, …
pub type Facets = BTreeMap<&'static str, Vec<Facet>>;

/// A category and all above it.
pub(super) fn categories(site: &Site<'_>, from: CategoryNo) -> Vec<Facet> {
    let up = std::iter::successors(Some(from), |no| site.category(*no).parent);
    up.map(|no| {
        let fields = site.category(no).fields;
        Facet::named(site, &fields.id.0, &fields.name, fields.name_en.as_ref())
    })
    .collect()
}

/// Puts a locality, those it belongs to, and an organization into the facets.
pub(super) fn insert_places(
    site: &Site<'_>,
    facets: &mut Facets,
    locality: Option<LocalityNo>,
    organization: Option<OrganizationNo>,
) {
    if locality.is_some() {
        let up = std::iter::successors(locality, |no| site.locality(*no).parent);
        let units = up.map(|no| {
            let unit = site.locality(no);
            Facet::named(site, &unit.fields.id.0, &unit.label, unit.fields.name_en.as_ref())
        });
        facets.insert("locality", units.collect());
    }
    if let Some(no) = organization {
        let fields = site.organization(no).fields;
        facets.insert(
            "organization",
            vec![Facet::named(site, &fields.id.0, &fields.name, fields.name_en.as_ref())],
        );
    }
}

/// The nearest locality and the organization, by name.
pub(super) fn place_names<'s>(facets: &Facets, language: Language) -> Vec<Cow<'s, str>> {
    let first = |name| facets.get(name).and_then(|values| values.first());
    let found = [first("locality"), first("organization"), first("field")];
    found.into_iter().flatten().map(|facet| Cow::Owned(facet.read_in(language).to_owned())).collect()
}

/// A year.
pub(super) fn year(year: i16) -> Vec<Facet> {
    Facet::word(&year.to_string())
}
