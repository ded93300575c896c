//! A list as people print it: letterhead, title, a numbered table, a place for date and signature.

/// A list for the desk.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct List {
    /// The name of its sheet.
    pub name: String,
    /// Lines above the title.
    pub letterhead: Vec<String>,
    pub title: Vec<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Lines below the table, for date and signature.
    pub signature: Vec<String>,
    /// Whether it holds what nobody outside may read.
    pub is_internal: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub name: String,
    /// In characters.
    pub width: u16,
}

/// A cell: text stays text, also where it looks like a number or a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    Number(f64),
    Empty,
}

impl Cell {
    /// A text, or nothing where it is missing.
    pub(super) fn of(text: Option<impl Into<String>>) -> Self {
        text.map_or(Cell::Empty, |text| Cell::Text(text.into()))
    }
}

/// What stands on every page of an internal list.
pub(super) const INTERNAL: &str = "NỘI BỘ – có thông tin riêng, không phổ biến";

/// Columns from names and widths.
pub(super) fn columns(of: &[(&str, u16)]) -> Vec<Column> {
    of.iter().map(|(name, width)| Column { name: (*name).to_owned(), width: *width }).collect()
}
