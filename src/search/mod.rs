//! What a reader can find on a site: the documents of the index, and other names of what is searched for.
//!
//! In: the [`Site`], which holds nothing but what is published, and its texts. Out: what [`bantin_search`] makes its
//! index from.

mod documents;
mod facets;

use bantin_search::OtherNames;

pub use documents::documents;

use crate::site::Site;

/// The synonyms of a site, and its old names of localities and organizations.
#[must_use]
pub fn other_names(site: &Site<'_>) -> OtherNames {
    let synonyms = site.catalog.taxonomies.synonyms.entries.iter().map(|(_, group)| group.clone()).collect();
    let localities = site.localities.iter().map(|unit| {
        (
            unit.fields.name.clone(),
            unit.successors.iter().map(|(no, _)| site.locality(*no).fields.name.clone()).collect(),
        )
    });
    let organizations = site.organizations.iter().map(|one| {
        let names = one.successors.iter().map(|no| site.organization(*no).fields.name.clone());
        (one.fields.name.clone(), names.collect::<Vec<_>>())
    });
    let successors = localities.chain(organizations).filter(|(_, new)| !new.is_empty()).collect();
    OtherNames { synonyms, successors }
}
