//! Open data: what the site publishes, as tables for spreadsheets and programs.
//!
//! Input: the linked [`Site`]. Output: the files below `api/`: each [`Table`] as CSV and as JSON, and `index.json`,
//! which describes them. A `Site` holds only what is published, so nothing else can appear here,
//! and the privacy gate reads these files like all others. Numbers come from the same functions as those on pages. The
//! columns are documented in `docs/open-data.md`; a test compares the two.

mod articles;
mod categories;
mod contests;
mod documents;
mod index;
mod models;
mod numbers;
mod places;
mod programmes;
mod series;
pub(crate) mod table;
mod topics;

use crate::pages::{DataFormat, DataTable};
use crate::site::{SeriesNo, Site};
use crate::value::When;

pub use index::{Described, index, sha256};
pub use table::{Cell, Column, ColumnType, Table};

pub fn table(site: &Site<'_>, table: DataTable) -> Table {
    match table {
        DataTable::Articles => articles::table(site),
        DataTable::Categories => categories::table(site),
        DataTable::Topics => topics::topics(site),
        DataTable::Authors => topics::authors(site),
        DataTable::Documents => documents::table(site),
        DataTable::Models => models::table(site),
        DataTable::Localities => places::localities(site),
        DataTable::Organizations => places::organizations(site),
        DataTable::Contests => contests::contests(site),
        DataTable::Entries => contests::entries(site),
        DataTable::Programmes => programmes::programmes(site),
        DataTable::Targets => programmes::targets(site),
        DataTable::TargetMembers => programmes::members(site),
        DataTable::Series => series::table(site),
        DataTable::Statistics => numbers::table(site),
    }
}

/// The file with the numbers of a series.
pub fn series(site: &Site<'_>, no: SeriesNo, format: DataFormat) -> Vec<u8> {
    series::bytes(site.series_at(no), format)
}

/// The absolute address of a path relative to the section.
fn address(site: &Site<'_>, path: &str) -> String {
    format!("{}{}{path}", site.config.base.origin, site.config.base.path)
}

/// The day in the site's time zone, as on pages; a month or year where the day is not known.
fn day(site: &Site<'_>, when: &When) -> Cell {
    when.iso_day(&site.config.time_zone).into()
}
