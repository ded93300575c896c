//! Open data: what the site publishes, as tables for spreadsheets and programs.
//!
//! In comes the linked [`Site`]; out go the files below `api/`: each [`Table`] as CSV and as JSON, and `index.json`,
//! which names them with their columns. A `Site` holds only what is published, so nothing else can stand here; the
//! privacy gate reads these files as it reads every page. Numbers come from the same functions as those on pages.
//! The columns are told in `docs/open-data.md`; a test compares the two.

mod contests;
mod models;
mod numbers;
mod places;
mod programmes;
mod table;

use serde::Serialize;

use crate::render::OutputFile;
use crate::site::{Site, permalink};
use crate::value::When;

pub use table::{Cell, Column, Table};

/// All files below `api/`, by path.
#[must_use]
pub fn files(site: &Site<'_>) -> Vec<OutputFile> {
    let tables = tables(site);
    let mut files = vec![index(site, &tables)];
    for table in &tables {
        let file = |format, bytes| OutputFile { path: permalink::data(table.name, format), bytes };
        files.extend([file("csv", table.csv()), file("json", table.json())]);
    }
    files
}

/// All tables.
#[must_use]
pub fn tables(site: &Site<'_>) -> Vec<Table> {
    vec![
        models::table(site),
        places::localities(site),
        places::organizations(site),
        contests::contests(site),
        contests::entries(site),
        programmes::targets(site),
        programmes::members(site),
        numbers::table(site),
    ]
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

fn index(site: &Site<'_>, tables: &[Table]) -> OutputFile {
    let entry = |table: &Table| Entry {
        name: table.name,
        rows: table.rows.len(),
        csv: address(site, &permalink::data(table.name, "csv")),
        json: address(site, &permalink::data(table.name, "json")),
        columns: table.columns,
    };
    let tables = tables.iter().map(entry).collect();
    let index = Index { title: &site.config.title, url: address(site, ""), tables };
    // Texts, numbers and lists can always be written.
    let text = serde_json::to_string_pretty(&index).unwrap_or_default();
    OutputFile { path: permalink::data("index", "json"), bytes: format!("{text}\n").into_bytes() }
}

/// The absolute address of a path of ids.
fn address(site: &Site<'_>, path: &str) -> String {
    format!("{}{}{path}", site.config.base.origin, site.config.base.path)
}

/// The day by the site's time zone, as pages tell it.
fn day(site: &Site<'_>, when: &When) -> Cell {
    site.day(when).to_string().into()
}
