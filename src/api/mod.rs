//! Open data: what the site publishes, as tables for spreadsheets and programs.
//!
//! In comes the linked [`Site`]; out go the bytes of the files below `api/`: each [`Table`] as CSV and as JSON, and
//! `index.json`, which names them with their columns. A `Site` holds only what is published, so nothing else can stand here; the
//! privacy gate reads these files as it reads every page. Numbers come from the same functions as those on pages.
//! The columns are told in `docs/open-data.md`; a test compares the two.

mod contests;
mod models;
mod numbers;
mod places;
mod programmes;
mod table;

use serde::Serialize;

use crate::pages::{DataFormat, DataTable};
use crate::site::{Site, permalink};
use crate::value::When;

pub use table::{Cell, Column, Table};

/// A table by its name.
#[must_use]
pub fn table(site: &Site<'_>, table: DataTable) -> Table {
    match table {
        DataTable::Models => models::table(site),
        DataTable::Localities => places::localities(site),
        DataTable::Organizations => places::organizations(site),
        DataTable::Contests => contests::contests(site),
        DataTable::Entries => contests::entries(site),
        DataTable::Targets => programmes::targets(site),
        DataTable::TargetMembers => programmes::members(site),
        DataTable::Statistics => numbers::table(site),
    }
}

/// All tables, in the order of the description.
#[must_use]
pub fn tables(site: &Site<'_>) -> Vec<(DataTable, Table)> {
    DataTable::ALL.into_iter().map(|name| (name, table(site, name))).collect()
}

/// `api/index.json`: which tables there are, and what their columns mean.
#[derive(Serialize)]
struct Index<'s> {
    title: &'s str,
    url: String,
    tables: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    name: &'static str,
    rows: usize,
    csv: String,
    json: String,
    columns: &'static [Column],
}

/// The bytes of `api/index.json`.
#[must_use]
pub fn index(site: &Site<'_>, tables: &[(DataTable, Table)]) -> Vec<u8> {
    let entry = |(name, table): &(DataTable, Table)| {
        let path = |format: DataFormat| address(site, &permalink::data(name.as_str(), format.as_str()));
        Entry {
            name: name.as_str(),
            rows: table.rows.len(),
            csv: path(DataFormat::Csv),
            json: path(DataFormat::Json),
            columns: table.columns,
        }
    };
    let tables = tables.iter().map(entry).collect();
    let index = Index { title: &site.config.title, url: address(site, ""), tables };
    // Texts, numbers and lists can always be written.
    format!("{}\n", serde_json::to_string_pretty(&index).unwrap_or_default()).into_bytes()
}

/// The absolute address of a path of ids.
fn address(site: &Site<'_>, path: &str) -> String {
    format!("{}{}{path}", site.config.base.origin, site.config.base.path)
}

/// The day by the site's time zone, as pages tell it.
fn day(site: &Site<'_>, when: &When) -> Cell {
    site.day(when).to_string().into()
}
