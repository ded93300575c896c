//! The lists and pages of each kind of unit.

use crate::pages::edition::Edition;
use crate::pages::kind::PageKind;
use crate::pages::lists::UnitLists;
use crate::site::{LocalityNo, OrganizationNo, UnitNo};

pub(crate) trait ListedUnit: UnitNo {
    fn lists(edition: &Edition) -> &UnitLists<Self>;

    /// A page of the list of a unit; `number` starts at 1.
    fn page(self, number: usize) -> PageKind;
}

impl ListedUnit for LocalityNo {
    fn lists(edition: &Edition) -> &UnitLists<Self> {
        &edition.localities
    }

    fn page(self, number: usize) -> PageKind {
        PageKind::Locality(self, number)
    }
}

impl ListedUnit for OrganizationNo {
    fn lists(edition: &Edition) -> &UnitLists<Self> {
        &edition.organizations
    }

    fn page(self, number: usize) -> PageKind {
        PageKind::Organization(self, number)
    }
}
