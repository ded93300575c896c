//! Where every record stands on its way to readers, published or not: for those who write, never for the output.

use crate::clock::Now;
use crate::content::catalog::Catalog;
use crate::site::categories::categories;
use crate::site::publication::{Clock, Publication, PublicationStatus, SkipReason};
use crate::site::register::Register;
use crate::source::Sources;

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Published,
    /// Not published, for this reason.
    Skipped(SkipReason),
    Withdrawn,
    /// A mistake of its own keeps it from being published.
    Broken,
}

/// The standing of every record at a moment, in the order of [`Catalog::records`].
#[must_use]
pub fn standings(catalog: &Catalog, sources: &Sources, now: &Now) -> Vec<Standing> {
    let (config, publication) = (&catalog.config, Publication::default());
    let clock = Clock { now: now.clone(), zone: &config.time_zone, publication, approvals: config.approvals };
    let (categories, places) = categories(&catalog.taxonomies.categories);
    let ids = categories.iter().map(|category| category.fields.id.0.as_str()).zip(places);
    // What is wrong was reported when the site was linked.
    let register = Register::new(catalog, sources, &clock, ids, &mut Vec::new());
    let standing = |status| match status {
        PublicationStatus::Published => Standing::Published,
        PublicationStatus::Withdrawn => Standing::Withdrawn,
        PublicationStatus::Skipped(reason) => Standing::Skipped(reason),
        PublicationStatus::Broken => Standing::Broken,
    };
    catalog.records().map(|record| standing(register.status(&record))).collect()
}
