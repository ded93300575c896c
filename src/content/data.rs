//! Series for charts and tables: `content/data/*.yaml` and `*.csv`.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, LocalizedText, Part, Path, Place, localized};
use crate::source::{SourceId, Span};
use crate::yaml::declare::fields;
use crate::yaml::decode::{Decode, Decoder};
use crate::yaml::describe::{Described, ValueType, View};
use crate::yaml::{Node, Plain};
use bantin_text::fold::lower;

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

impl SeriesFields {
    /// Whether a column holds ranks, of which the smallest is the best: its name says so, or the unit of all numbers.
    pub fn is_rank(&self, column: &str) -> bool {
        is_rank(column) || self.unit.as_deref().is_some_and(is_rank)
    }
}

/// Whether a name or a unit speaks of a rank: `Hạng`, `Xếp hạng năm 2023`, `hạng trên 63 tỉnh`, `Rank`.
fn is_rank(words: &str) -> bool {
    let words = lower(words);
    let mut words = words.split_whitespace();
    match words.next() {
        Some("hạng") => words.next() != Some("mục"),
        Some("xếp" | "thứ") => words.next() == Some("hạng"),
        Some("rank" | "ranking") => true,
        _ => false,
    }
}

/// A table of numbers and words.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub id: String,
    /// The text it comes from.
    pub source: SourceId,
    pub fields: SeriesFields,
    /// Where its cells stand.
    pub cells: Cells,
}

impl Series {
    /// Its title; its id if it has none.
    pub fn title(&self) -> &str {
        self.fields.title.as_deref().unwrap_or(&self.id)
    }

    /// The columns of numbers, without the first, which says what each row is about.
    pub fn number_columns(&self) -> Vec<usize> {
        let cells = |column: usize| self.fields.rows.iter().filter_map(move |row| row.get(column));
        let is_number = |column: &usize| {
            let any = cells(*column).any(|cell| matches!(cell, Cell::Number(_)));
            any && !cells(*column).any(|cell| matches!(cell, Cell::Text(_)))
        };
        (1..self.fields.columns.len()).filter(is_number).collect()
    }
}

/// Where the cells of a series stand.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// In the lists of a YAML text.
    Yaml,
    /// In a table: the byte at which each row begins, and what stands between cells.
    Csv {
        /// For each row, in bytes.
        row_starts: Vec<usize>,
        /// A comma, a semicolon or a tab.
        separator: u8,
    },
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

    fn stand_in() -> Option<Self> {
        Some(Cell::Empty)
    }
}

/// Reads a table with a header row (RFC 4180), with the separator that Excel wrote: a comma, a semicolon or a tab. What
/// is wrong is told at its line.
pub fn from_csv(
    id: String,
    source: SourceId,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Series> {
    let csv = Csv::new(source, text);
    let columns = csv.columns(diagnostics)?;
    let mut rows = Vec::new();
    let mut row_starts = Vec::new();
    for record in csv.reader().records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let start = error.position().map_or(0, csv::Position::byte);
                let words = LocalizedText {
                    vi: "không đọc được dòng này: dấu nháy kép không khớp, hoặc có ký tự lạ".to_owned(),
                    en: error.to_string(),
                };
                diagnostics.push(Diagnostic::error(Code::RaggedRow, csv.line(start), words));
                continue;
            }
        };
        let start = record.position().map_or(0, csv::Position::byte);
        if record.len() == columns.len() {
            rows.push(record.iter().map(|text| csv.cell(text)).collect());
            row_starts.push(csv.skip + usize::try_from(start).unwrap_or(0));
        } else {
            diagnostics.push(Diagnostic::error(
                Code::RaggedRow,
                csv.line(start),
                ragged(record.len(), columns.len()),
            ));
        }
    }
    let cells = Cells::Csv { row_starts, separator: csv.separator };
    let fields = SeriesFields { title: None, unit: None, source: None, columns, rows };
    Some(Series { id, source, fields, cells })
}

/// A table as text.
struct Csv<'t> {
    source: SourceId,
    text: &'t str,
    /// The length of a first line `sep=;`, which tells Excel the separator.
    skip: usize,
    separator: u8,
}

impl<'t> Csv<'t> {
    fn new(source: SourceId, text: &'t str) -> Self {
        let first = text.split_inclusive('\n').next().unwrap_or("");
        let told = first.trim_end().trim_matches('"').strip_prefix("sep=").filter(|sign| sign.len() == 1);
        let skip = told.map_or(0, |_| first.len());
        let header = text[skip..].lines().find(|line| !line.trim().is_empty()).unwrap_or("");
        let count = |sign: u8| unquoted(header).filter(|byte| *byte == sign).count();
        let most = [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',');
        let separator = told.map_or(most, |sign| sign.as_bytes()[0]);
        Self { source, text, skip, separator }
    }

    fn reader(&self) -> csv::Reader<&'t [u8]> {
        let mut builder = csv::ReaderBuilder::new();
        builder.flexible(true).trim(csv::Trim::All).delimiter(self.separator);
        builder.from_reader(&self.text.as_bytes()[self.skip..])
    }

    /// The line at a byte of what the reader got.
    fn line(&self, start: u64) -> Place {
        let text = self.text;
        let start = usize::try_from(start).unwrap_or(usize::MAX).saturating_add(self.skip).min(text.len());
        let start = start + text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
        let end = text[start..].find(['\r', '\n']).map_or(text.len(), |length| start + length);
        Place::Span(Span { source: self.source, start, end })
    }

    /// The names of the columns. A table of one column has most likely another separator.
    fn columns(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<String>> {
        let columns: Vec<String> = match self.reader().headers() {
            Ok(header) if !header.is_empty() => header.iter().map(str::to_owned).collect(),
            _ => {
                let message =
                    localized!("thiếu dòng tên cột", "the row with the names of the columns is missing");
                diagnostics.push(Diagnostic::error(Code::EmptyFile, Place::start_of(self.source), message));
                return None;
            }
        };
        if columns.len() == 1 {
            let message = localized!("bảng chỉ có một cột", "the table has one column alone");
            let help = localized!(
                "ngăn các ô bằng dấu phẩy (hoặc dấu chấm phẩy, dấu tab): `Xã,Số mô hình`",
                "put commas (or semicolons, or tabs) between the cells: `Year,Models`"
            );
            diagnostics.push(Diagnostic::error(Code::RaggedRow, self.line(0), message).help(help));
            return None;
        }
        let header = self.skip + self.text[self.skip..].len() - self.text[self.skip..].trim_start().len();
        for at in doubled(&columns) {
            let range = cell_range(self.text, header, self.separator, at);
            let place = Place::Span(Span { source: self.source, start: range.start, end: range.end });
            diagnostics.push(doubled_column(&columns[at], place));
        }
        Some(columns)
    }

    /// Where the separator is a semicolon, numbers have a decimal comma; a point would part thousands, and such a
    /// cell is no number until its author says which one.
    fn cell(&self, text: &str) -> Cell {
        if self.separator != b';' {
            return cell(text);
        }
        let thousands = text.split('.').skip(1);
        if thousands.clone().count() > 0 && thousands.into_iter().all(|part| part.len() == 3) {
            return Cell::Text(text.to_owned());
        }
        match text.split_once(',') {
            Some((whole, part)) if is_digits(part) && is_digits(whole.trim_start_matches('-')) => {
                cell(&format!("{whole}.{part}"))
            }
            _ => cell(text),
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The bytes outside quotes.
fn unquoted(line: &str) -> impl Iterator<Item = u8> + '_ {
    let mut is_quoted = false;
    line.bytes().filter(move |byte| {
        is_quoted ^= *byte == b'"';
        !is_quoted
    })
}

/// The bytes of a cell, without spaces around it, of the row that begins at `start`.
fn cell_range(text: &str, start: usize, separator: u8, cell: usize) -> Range<usize> {
    let start = start + text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
    let (mut is_quoted, mut number, mut from) = (false, 0, start);
    let mut end = text.len();
    for (at, byte) in text.bytes().enumerate().skip(start) {
        is_quoted ^= byte == b'"';
        let ends_row = !is_quoted && matches!(byte, b'\n' | b'\r');
        if !ends_row && (is_quoted || byte != separator) {
            continue;
        }
        if number == cell || ends_row {
            end = at;
            break;
        }
        number += 1;
        from = at + 1;
    }
    let inside = &text[from..end];
    let first = from + inside.len() - inside.trim_start().len();
    first..first + inside.trim().len()
}

/// The positions of columns whose name stands further left already.
pub fn doubled(columns: &[String]) -> Vec<usize> {
    (0..columns.len()).filter(|at| columns[..*at].contains(&columns[*at])).collect()
}

/// Two columns of one name.
pub fn doubled_column(name: &str, place: Place) -> Diagnostic {
    let message = localized!("hai cột cùng tên `{name}`", "two columns are named `{name}`");
    let help = localized!("đổi tên một trong hai cột", "rename one of the two");
    Diagnostic::error(Code::DoubledColumn, place, message).help(help)
}

impl Series {
    /// Where a cell stands; `text` is that of the series' file.
    #[must_use]
    pub fn cell_place(&self, text: &str, row: usize, column: usize) -> Place {
        match &self.cells {
            Cells::Yaml => {
                let path = Path::top().key("rows").index(row).index(column);
                Place::Yaml { source: self.source, path, part: Part::Value }
            }
            Cells::Csv { row_starts, separator } => {
                let start = row_starts.get(row).copied().unwrap_or(0).min(text.len());
                let range = cell_range(text, start, *separator, column);
                Place::Span(Span { source: self.source, start: range.start, end: range.end })
            }
        }
    }
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

#[cfg(test)]
mod tests {
    #[test]
    fn ranks_are_told_by_the_name_of_a_column_or_the_unit() {
        for words in ["Hạng", "hạng trên 63 tỉnh, thành phố", "Xếp hạng 2023", "Thứ hạng", "Rank"]
        {
            assert!(super::is_rank(words), "{words}");
        }
        for words in ["Hạng mục hoàn thành", "Hàng hóa", "Điểm", "Khách hạng sang", ""] {
            assert!(!super::is_rank(words), "{words}");
        }
    }
}
