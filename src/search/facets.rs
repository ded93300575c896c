//! Facets of a document: category, field, places, year, level, status, genre and award.

use std::borrow::Cow;

use crate::site::{CategoryNo, LocalityNo, OrganizationNo, Site};
use bantin_search::{Facet, Facets};
use bantin_text::language::Language;

/// A value with its names; on a site in English, the name is the English one.
pub(super) fn named(site: &Site<'_>, id: &str, name: &str, english: Option<&String>) -> Facet {
    let own = (site.config.language == Language::En).then(|| name.to_owned());
    Facet { english: english.cloned().or(own), ..Facet::new(id, name) }
}

/// A category and its ancestors.
pub(super) fn categories(site: &Site<'_>, from: CategoryNo) -> Vec<Facet> {
    let up = std::iter::successors(Some(from), |no| site.category(*no).parent);
    up.map(|no| {
        let fields = site.category(no).fields;
        named(site, &fields.id.0, &fields.name, fields.name_en.as_ref())
    })
    .collect()
}

/// Adds a locality with its ancestors, and an organization, to the facets.
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
            named(site, &unit.fields.id.0, &unit.label, unit.fields.name_en.as_ref())
        });
        facets.insert("locality", units.collect());
    }
    if let Some(no) = organization {
        let fields = site.organization(no).fields;
        facets.insert("organization", vec![named(site, &fields.id.0, &fields.name, fields.name_en.as_ref())]);
    }
}

/// The names of the nearest locality, the organization and the field.
pub(super) fn place_names<'s>(facets: &Facets, language: Language) -> Vec<Cow<'s, str>> {
    let first = |name| facets.get(name).and_then(|values| values.first());
    let found = [first("locality"), first("organization"), first("field")];
    found.into_iter().flatten().map(|facet| Cow::Owned(facet.read_in(language).to_owned())).collect()
}

pub(super) fn year(year: i16) -> Vec<Facet> {
    Facet::word(&year.to_string())
}
