//! Search documents of a site, and other names for its search terms.
//!
//! Input: the [`Site`], which holds only what is published, and its texts. Output: the input of [`bantin_search`],
//! which writes the index.

mod documents;
mod facets;

use bantin_search::OtherNames;

pub use documents::documents;

use crate::site::Site;

/// The synonyms of a site, and former names of its localities and organizations.
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
