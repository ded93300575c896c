//! Open data: what the site publishes, as tables for spreadsheets and programs.
//!
//! Input: the linked [`Site`]. Output: the files below `api/`: each [`Table`] as CSV and as JSON, and `index.json`,
//! which lists the tables and their columns. A `Site` holds only what is published, so nothing else can appear here,
//! and the privacy gate reads these files like all others. Numbers come from the same functions as those on pages. The
//! columns are documented in `docs/open-data.md`; a test compares the two.

mod contests;
mod models;
mod numbers;
mod places;
mod programmes;
mod series;
mod table;

use serde::Serialize;

use crate::pages::{DataFormat, DataTable};
use crate::site::{SeriesNo, Site, permalink};
use crate::value::When;

pub use table::{Cell, Column, Table};

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

/// The file with the numbers of a series.
pub fn series(site: &Site<'_>, no: SeriesNo, format: DataFormat) -> Vec<u8> {
    series::bytes(site.series_at(no), format)
}

/// What the index says of a table, which need not be kept for it.
#[derive(Debug, Clone, Copy)]
pub struct Described {
    pub name: DataTable,
    pub rows: usize,
    pub columns: &'static [Column],
}

impl Described {
    pub fn new(name: DataTable, table: &Table) -> Self {
        Self { name, rows: table.rows.len(), columns: table.columns }
    }
}

/// All tables, in the order of the documentation.
pub fn described(site: &Site<'_>) -> Vec<Described> {
    DataTable::ALL.into_iter().map(|name| Described::new(name, &table(site, name))).collect()
}

/// `api/index.json`: the tables, and the meaning of their columns.
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

pub fn index(site: &Site<'_>, tables: &[Described]) -> Vec<u8> {
    let entry = |Described { name, rows, columns }: &Described| {
        let path = |format: DataFormat| address(site, &permalink::data(name.as_str(), format.as_str()));
        Entry {
            name: name.as_str(),
            rows: *rows,
            csv: path(DataFormat::Csv),
            json: path(DataFormat::Json),
            columns,
        }
    };
    let tables = tables.iter().map(entry).collect();
    let index = Index { title: &site.config.title, url: address(site, ""), tables };
    // Texts, numbers and lists can always be serialised.
    format!("{}\n", serde_json::to_string_pretty(&index).unwrap_or_default()).into_bytes()
}

/// The absolute address of a path relative to the section.
fn address(site: &Site<'_>, path: &str) -> String {
    format!("{}{}{path}", site.config.base.origin, site.config.base.path)
}

/// The day in the site's time zone, as on pages; a month or year where the day is not known.
fn day(site: &Site<'_>, when: &When) -> Cell {
    when.iso_day(&site.config.time_zone).into()
}
