//! Series for charts and tables: `content/data/*.yaml` and `*.csv`.

use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, localized};
use crate::source::{SourceId, Span};
use crate::yaml::declare::fields;
use crate::yaml::decode::{Decode, Decoder};
use crate::yaml::describe::{Described, ValueType, View};
use crate::yaml::{Node, Plain};

fields! {
    /// The keys of a series in YAML.
    pub struct SeriesFields {
        /// Its title.
        optional title: String,
        /// Unit of its numbers.
        optional unit: String,
        /// Where the numbers come from.
        optional source: String,
        /// Names of the columns.
        required columns: Vec<String>,
        /// The rows, each with a cell a column.
        required rows: Vec<Vec<Cell>>,
    }
}

/// A table of numbers and words.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub id: String,
    /// The text it comes from.
    pub source: SourceId,
    pub fields: SeriesFields,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Not known.
    Empty,
    Number(f64),
    /// A word.
    Text(String),
}

impl Described for Cell {
    fn value_type() -> ValueType {
        ValueType::AnyOf(vec![ValueType::Number, ValueType::Text])
    }

    fn view(&self) -> View<'_> {
        match self {
            Cell::Empty => View::Nothing,
            Cell::Number(number) => View::Number(*number),
            Cell::Text(text) => View::Text(text),
        }
    }
}

impl Decode for Cell {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node {
            Node::Plain(Plain::Null, _) => Some(Cell::Empty),
            Node::Plain(Plain::Integer(value), _) => Some(Cell::Number(*value as f64)),
            Node::Plain(Plain::Float(value), _) if value.is_finite() => Some(Cell::Number(*value)),
            Node::Text(text) => Some(Cell::Text(text.clone())),
            _ => {
                // An empty cell is kept, so that the row has no cell too few.
                decoder.wrong_type(node, &localized!("một số hoặc chữ", "a number or a text"));
                Some(Cell::Empty)
            }
        }
    }
}

/// Reads comma-separated values with a header row (RFC 4180). A row of another length is reported at its line.
pub fn from_csv(
    id: String,
    source: SourceId,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Series> {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let at = |start: u64| {
        let start = usize::try_from(start).unwrap_or(usize::MAX).min(text.len());
        let start = start + text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
        let end = text[start..].find(['\r', '\n']).map_or(text.len(), |length| start + length);
        Place::Span(Span { source, start, end })
    };
    let columns: Vec<String> = match reader.headers() {
        Ok(header) if !header.is_empty() => header.iter().map(str::to_owned).collect(),
        _ => {
            let message =
                localized!("thiếu dòng tên cột", "the row with the names of the columns is missing");
            diagnostics.push(Diagnostic::error(Code::EmptyFile, Place::start_of(source), message));
            return None;
        }
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let start = error.position().map_or(0, csv::Position::byte);
                let words = LocalizedText {
                    vi: format!("không đọc được dòng này: {error}"),
                    en: error.to_string(),
                };
                diagnostics.push(Diagnostic::error(Code::RaggedRow, at(start), words));
                continue;
            }
        };
        if record.len() != columns.len() {
            let start = record.position().map_or(0, csv::Position::byte);
            diagnostics.push(Diagnostic::error(
                Code::RaggedRow,
                at(start),
                ragged(record.len(), columns.len()),
            ));
            continue;
        }
        rows.push(record.iter().map(cell).collect());
    }
    Some(Series { id, source, fields: SeriesFields { title: None, unit: None, source: None, columns, rows } })
}

/// The message for a row with another number of cells than there are columns.
pub fn ragged(cells: usize, columns: usize) -> LocalizedText {
    localized!(
        "dòng có {cells} ô, nhưng bảng có {columns} cột",
        "the row has another number of cells ({cells}) than the series has columns ({columns})"
    )
}

fn cell(text: &str) -> Cell {
    if text.is_empty() {
        return Cell::Empty;
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Cell::Number(number),
        _ => Cell::Text(text.to_owned()),
    }
}
