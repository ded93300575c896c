//! The numbers of a series as a file: CSV with the columns of the series, or JSON with its title, unit and source.

use serde::Serialize;

use crate::api::address;
use crate::api::table::{Cell, Table, columns, csv, list};
use crate::content::data::{Cell as Value, Series};
use crate::pages::DataFormat;
use crate::site::{SeriesNo, Site, permalink};

/// All series with a page.
pub(super) fn table(site: &Site<'_>) -> Table {
    let row = |no: &SeriesNo| {
        let series = site.series_at(*no);
        let file = |format| address(site, &permalink::series_data(&series.id, format));
        vec![
            (&series.id).into(),
            series.title().into(),
            series.fields.unit.as_ref().into(),
            series.fields.source.as_ref().into(),
            list(&series.fields.columns),
            series.fields.rows.len().into(),
            file("csv").into(),
            file("json").into(),
            address(site, &permalink::series("", &series.id)).into(),
        ]
    };
    Table {
        columns: columns! {
            id: "Id of the series.",
            title: "Title.",
            unit: "Unit of its numbers.",
            source: "Where the numbers come from.",
            columns: [List] "Names of its columns.",
            rows: [Whole] "How many rows it has.",
            csv: [Url] "Its table as CSV.",
            json: [Url] "Its title, unit, source, columns and rows as JSON.",
            url: [Url] "Its page.",
        },
        rows: site.shown_series.iter().map(row).collect(),
    }
}

/// A series in JSON; each row is a list of cells, because names of columns may occur twice.
#[derive(Serialize)]
struct Whole<'s> {
    title: &'s str,
    unit: Option<&'s str>,
    source: Option<&'s str>,
    columns: &'s [String],
    rows: Vec<Vec<Cell>>,
}

pub(super) fn bytes(series: &Series, format: DataFormat) -> Vec<u8> {
    let fields = &series.fields;
    let rows: Vec<Vec<Cell>> = fields.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    match format {
        DataFormat::Csv => csv(fields.columns.iter().map(String::as_str), &rows),
        DataFormat::Json => {
            let whole = Whole {
                title: series.title(),
                unit: fields.unit.as_deref(),
                source: fields.source.as_deref(),
                columns: &fields.columns,
                rows,
            };
            // Texts, numbers and lists can always be serialised.
            format!("{}\n", serde_json::to_string(&whole).unwrap_or_default()).into_bytes()
        }
    }
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Empty => Cell::Nothing,
        Value::Number(number) if number.fract() == 0.0 && *number >= 0.0 && *number < 1e15 => {
            Cell::Whole(*number as u64)
        }
        Value::Number(number) => Cell::Number(*number),
        Value::Text(text) => text.into(),
    }
}
