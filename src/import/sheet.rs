//! A workbook as it was read: only cells that hold something, with what the rest of the import asks of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;

use crate::diagnostic::{LocalizedText, localized};

/// The value of a cell. Formulas have the value that was last calculated.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    Bool(bool),
    /// A date, and whether its hour counts.
    Date(DateTime, bool),
    /// `#REF!`, `#N/A` …
    Error(String),
}

/// A rectangle of cells shown as one; all ends inclusive, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

/// The cells of a row that hold something, by column.
pub type Row = BTreeMap<u32, Value>;

/// One sheet; rows and columns count from 0.
#[derive(Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub is_hidden: bool,
    pub rows: BTreeMap<u32, Row>,
    pub merges: Vec<Merge>,
    pub hidden_rows: BTreeSet<u32>,
    /// First and last of each run of hidden columns.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Whether the fonts of the cells were looked at, so that texts of `.VnTimeH` stand in capitals.
    pub knows_fonts: bool,
}

/// All sheets of a file.
#[derive(Debug, Default)]
pub struct Book {
    pub sheets: Vec<Sheet>,
    /// What was left out or guessed while reading.
    pub notes: Vec<LocalizedText>,
}

/// Why a file cannot be read as tables, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub message: LocalizedText,
    pub help: Option<LocalizedText>,
}

impl Refusal {
    pub(super) fn new(message: LocalizedText, help: LocalizedText) -> Self {
        Self { message, help: Some(help) }
    }

    /// The file is damaged, or no file of the kind that its beginning promises.
    pub(super) fn damaged(reason: impl std::fmt::Display) -> Self {
        let message = localized!("tệp hỏng, không đọc được: {reason}", "the file is damaged: {reason}");
        let help = localized!(
            "mở tệp bằng Office hoặc LibreOffice rồi lưu lại thành .xlsx hoặc .docx",
            "open the file in Office or LibreOffice and save it again as .xlsx or .docx"
        );
        Self::new(message, help)
    }

    /// The file holds more than a table that people keep.
    pub(super) fn too_large(what: &LocalizedText) -> Self {
        let LocalizedText { vi, en } = what;
        let message = localized!("tệp quá lớn: {vi}", "the file is too large: {en}");
        let help = localized!(
            "chép riêng bảng cần lấy sang một tệp mới rồi thử lại",
            "copy the table that is wanted into a new file and try again"
        );
        Self::new(message, help)
    }
}

/// What a workbook may hold. All is counted before memory is asked for.
pub(super) mod limits {
    /// Of the file, in bytes.
    pub(in crate::import) const FILE: usize = 64 << 20;
    /// Of one unpacked part, in bytes.
    pub(in crate::import) const PART: u64 = 128 << 20;
    /// Of all unpacked parts, in bytes.
    pub(in crate::import) const UNPACKED: u64 = 256 << 20;
    pub(in crate::import) const SHEETS: usize = 200;
    /// Cells that hold something, in all sheets.
    pub(in crate::import) const CELLS: usize = 2_000_000;
    /// All texts, in bytes.
    pub(in crate::import) const TEXT: usize = 128 << 20;
    /// One text, in bytes: Excel itself keeps 32,767 characters in a cell.
    pub(in crate::import) const CELL_TEXT: usize = 200_000;
}

/// Counts what is read, and refuses to go on beyond the limits.
#[derive(Debug, Default)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    /// Refuses a repetition that would not fit, before it is written out.
    pub(super) fn expect(&self, cells: u64) -> Result<(), Refusal> {
        let most = limits::CELLS;
        if (self.cells as u64).saturating_add(cells) <= most as u64 {
            return Ok(());
        }
        Err(Refusal::too_large(&localized!("hơn {most} ô có chữ", "more than {most} cells")))
    }

    /// Puts a value into a sheet; empty texts are left out.
    pub(super) fn put(
        &mut self,
        sheet: &mut Sheet,
        row: u32,
        column: u32,
        value: Value,
    ) -> Result<(), Refusal> {
        let length = if let Value::Text(text) = &value { text.len() } else { 0 };
        if matches!(&value, Value::Text(text) if text.trim().is_empty()) {
            return Ok(());
        }
        self.expect(1)?;
        self.cells += 1;
        self.text += length;
        if self.text > limits::TEXT || length > limits::CELL_TEXT {
            return Err(Refusal::too_large(&localized!("quá nhiều chữ", "too much text")));
        }
        sheet.rows.entry(row).or_default().insert(column, value);
        Ok(())
    }
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
#[must_use]
pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The column of letters, from 0; `None` for other words.
pub(super) fn column_of(letters: &str) -> Option<u32> {
    let is_letters =
        !letters.is_empty() && letters.len() <= 3 && letters.bytes().all(|b| b.is_ascii_uppercase());
    is_letters.then(|| letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_as_in_excel() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
            assert_eq!(column_of(name), Some(column));
        }
        assert_eq!(column_of("Họ"), None);
    }
}
