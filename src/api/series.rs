//! The numbers of a series as a file: CSV with the columns of the series, or JSON with its title, unit and source.

use serde::Serialize;

use crate::api::table::{Cell, csv};
use crate::content::data::{Cell as Value, Series};
use crate::pages::DataFormat;

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
