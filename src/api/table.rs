//! A table and its serialisation as CSV and JSON, from the same cells.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

use crate::pages::DataFormat;

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub columns: &'static [Column],
    /// One cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Column {
    /// As in `registered`.
    pub name: &'static str,
    #[serde(rename = "description")]
    pub is: &'static str,
    #[serde(rename = "type")]
    pub of: ColumnType,
    /// The unit of its numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    #[serde(rename = "string")]
    Text,
    /// A whole number that is not negative.
    #[serde(rename = "integer")]
    Whole,
    Number,
    Boolean,
    /// `2025-10-15`; a month or year where the day is not known.
    Date,
    Year,
    /// Several texts; in CSV joined by `; `.
    List,
    Url,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// The value is unknown.
    Nothing,
    Text(String),
    Whole(u64),
    Number(f64),
    Is(bool),
    List(Vec<String>),
}

/// First characters that make spreadsheets read a cell as a formula. Titles come from outside, so they are escaped.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// Makes Excel read a CSV file as UTF-8, without which Vietnamese letters are garbled. Other programs ignore it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

impl Table {
    /// The bytes in every format.
    pub fn all_bytes(&self) -> Vec<(DataFormat, Vec<u8>)> {
        let formats = [DataFormat::Csv, DataFormat::Json];
        formats.into_par_iter().map(|format| (format, self.bytes(format))).collect()
    }

    pub fn bytes(&self, format: DataFormat) -> Vec<u8> {
        match format {
            DataFormat::Csv => self.csv(),
            DataFormat::Json => self.json(),
        }
    }

    /// CSV for spreadsheets (RFC 4180): UTF-8 with a byte-order mark, commas, CRLF. Lists are joined by `; `, and a
    /// text that would be read as a formula gets a leading apostrophe.
    pub fn csv(&self) -> Vec<u8> {
        csv(self.columns.iter().map(|column| column.name), &self.rows)
    }

    /// A JSON list with an object for each row, one per line; every object has all keys.
    pub fn json(&self) -> Vec<u8> {
        let mut text = vec![b'['];
        for (number, row) in self.rows.iter().enumerate() {
            text.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
            for (place, (column, cell)) in self.columns.iter().zip(row).enumerate() {
                text.extend_from_slice(if place == 0 { b"{\"" } else { b",\"" });
                text.extend_from_slice(column.name.as_bytes());
                text.extend_from_slice(b"\":");
                // Writing to memory does not fail.
                let _ = serde_json::to_writer(&mut text, cell);
            }
            text.push(b'}');
        }
        text.extend_from_slice(b"\n]\n");
        text
    }
}

/// CSV with a header; see [`Table::csv`].
pub(super) fn csv<'n>(columns: impl Iterator<Item = &'n str>, rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    // Writing to memory does not fail.
    let _ = writer.write_record(columns.map(|name| harmless(name.into())).map(Cow::into_owned));
    for row in rows {
        let cells: Vec<_> = row.iter().map(Cell::plain).collect();
        let _ = writer.write_record(cells.iter().map(|cell| cell.as_bytes()));
    }
    writer.into_inner().unwrap_or_default()
}

impl Cell {
    fn plain(&self) -> Cow<'_, str> {
        match self {
            Cell::Nothing => Cow::Borrowed(""),
            Cell::Text(text) => harmless(text.into()),
            Cell::Whole(number) => number.to_string().into(),
            Cell::Number(number) => number.to_string().into(),
            Cell::Is(yes) => if *yes { "true" } else { "false" }.into(),
            Cell::List(texts) => harmless(texts.join("; ").into()),
        }
    }
}

/// A spreadsheet that parts cells at semicolons, as in Vietnam, begins a new one behind each.
pub(crate) fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    let begins = |part: &str| part.trim_start_matches(' ').starts_with(FORMULA);
    if !text.split(';').any(begins) {
        return text;
    }
    let parts: Vec<_> =
        text.split(';').map(|part| if begins(part) { format!("'{part}") } else { part.to_owned() }).collect();
    parts.join(";").into()
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Cell::Text(text.clone())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<i16> for Cell {
    fn from(year: i16) -> Self {
        Cell::Whole(year.unsigned_abs().into())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::Whole(number as u64)
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Cell::Whole(number)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Cell::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Cell::Is(yes)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Cell::Nothing, Into::into)
    }
}

pub(super) fn list<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Cell {
    Cell::List(texts.into_iter().map(Into::into).collect())
}

/// Columns with their descriptions; before that the type in brackets, if it is not text, and the unit.
macro_rules! columns {
    (@of) => { $crate::api::table::ColumnType::Text };
    (@of $of:ident) => { $crate::api::table::ColumnType::$of };
    (@unit) => { None };
    (@unit $unit:literal) => { Some($unit) };
    ($($name:ident: $([$of:ident $(, $unit:literal)?])? $is:literal),* $(,)?) => {
        &[$($crate::api::table::Column {
            name: stringify!($name),
            is: $is,
            of: $crate::api::table::columns!(@of $($of)?),
            unit: $crate::api::table::columns!(@unit $($($unit)?)?),
        }),*]
    };
}
pub(super) use columns;

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        Table { columns: columns! { ten: "A name.", so: "A number." }, rows }
    }

    #[test]
    fn a_cell_that_would_be_a_formula_is_a_text() {
        let rows =
            vec![vec!["=HYPERLINK(\"http://x\")".into(), 1_usize.into()], vec!["-5".into(), 2.5.into()]];
        let table = table(rows);
        for (text, written) in [("a;=1+1", "a;'=1+1"), ("a; @x;b", "a;' @x;b"), ("a; b", "a; b")] {
            assert_eq!(harmless(text.into()), written);
        }
        let csv = String::from_utf8(table.csv()).expect("UTF-8");
        assert_eq!(csv, "\u{feff}ten,so\r\n\"'=HYPERLINK(\"\"http://x\"\")\",1\r\n'-5,2.5\r\n");
        let json = String::from_utf8(table.json()).expect("UTF-8");
        assert!(json.contains(r#""ten":"=HYPERLINK(\"http://x\")""#), "JSON keeps it as it is: {json}");
    }

    #[test]
    fn nothing_is_empty_or_null_and_lists_stay_lists() {
        let table = table(vec![vec![list(["Một", "Hai, ba"]), Cell::Nothing]]);
        assert_eq!(String::from_utf8_lossy(&table.csv()), "\u{feff}ten,so\r\n\"Một; Hai, ba\",\r\n");
        assert_eq!(
            String::from_utf8_lossy(&table.json()),
            "[\n{\"ten\":[\"Một\",\"Hai, ba\"],\"so\":null}\n]\n"
        );
    }
}
