//! Search documents of a site, and other names for its search terms.
//!
//! Input: the [`Site`], which holds only what is published, and its texts. Output: the input of [`bantin_search`],
//! which writes the index.

mod attached;
mod document_number;
mod documents;
mod facets;
mod lists;

use bantin_search::OtherNames;

pub use documents::documents;

use crate::site::{LocalityNo, OrganizationNo, Site, UnitNo};

/// The synonyms of a site, and former names of its localities and organizations.
pub fn other_names(site: &Site<'_>) -> OtherNames {
    let synonyms = site.catalog.taxonomies.synonyms.entries.iter().map(|(_, group)| group.clone()).collect();
    let successors = renamed::<LocalityNo>(site).chain(renamed::<OrganizationNo>(site)).collect();
    OtherNames { synonyms, successors }
}

/// Units that have successors, with the names of those.
fn renamed<No: UnitNo>(site: &Site<'_>) -> impl Iterator<Item = (String, Vec<String>)> {
    let ended = No::all(site).iter().filter(|unit| !unit.successors.is_empty());
    ended.map(move |unit| {
        let successors = unit.successors.iter().map(|(no, _)| site.unit(*no).name.to_owned());
        (unit.name.to_owned(), successors.collect())
    })
}
