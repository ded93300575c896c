//! Tables as text: comma, semicolon or tab between cells, in any encoding that Excel writes.
//!
//! In: the bytes. Out: a book of one sheet whose cells are texts. A cell that our export protected by an apostrophe before
//! `=`, `+`, `-`, `@`, a tab or a line end loses exactly that apostrophe.

use std::borrow::Cow;

use csv::ReaderBuilder;

use crate::diagnostic::localized;
use crate::import::sheet::{Book, Budget, Refusal, Sheet, Value};
use crate::source::{Encoding, guess, normalise};

/// Reads a table of text.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Book, Refusal> {
    let mut book = Book::default();
    // The reader counts lines by their line feeds.
    let text = text(bytes, &mut book)?.replace("\r\n", "\n");
    let (separator, text, first_line) = separator(&text);
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let mut budget = Budget::default();
    for record in reader.records() {
        let record = record.map_err(Refusal::damaged)?;
        let line = record.position().map_or(1, csv::Position::line) + first_line;
        let row = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
        for (column, text) in (0..).zip(record.iter()) {
            budget.put(&mut sheet, row, column, Value::Text(unprotected(text).into_owned()))?;
        }
    }
    book.sheets.push(sheet);
    Ok(book)
}

/// Signs at the beginning of a cell by which a spreadsheet takes it for a formula.
pub const FORMULA_SIGNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The text that the export protected. Numbers below zero need no protection.
fn unprotected(text: &str) -> Cow<'_, str> {
    if !text.contains('\'') {
        return Cow::Borrowed(text);
    }
    let begins = |rest: &&str| rest.trim_start_matches(' ').starts_with(FORMULA_SIGNS);
    let bare = |part| str::strip_prefix(part, '\'').filter(begins).unwrap_or(part);
    text.split(';').map(bare).collect::<Vec<_>>().join(";").into()
}

fn text(bytes: &[u8], book: &mut Book) -> Result<String, Refusal> {
    if let Ok(text) = normalise(bytes.to_vec()) {
        return Ok(text);
    }
    match guess(bytes) {
        (encoding, Some(text)) => {
            if encoding != Encoding::Utf16 {
                let name = encoding.name();
                book.notes.push(localized!(
                    "tệp không phải UTF-8, đã đọc theo bảng mã {name}; hãy xem lại chữ",
                    "the file is not UTF-8 and was read as {name}; look at its letters"
                ));
            }
            Ok(normalise(text.into_bytes()).unwrap_or_default())
        }
        // Each cell is looked at by itself: TCVN3 and VNI are letters of Latin-1.
        (Encoding::Tcvn3 | Encoding::Vni, None) => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
        (_, None) => Err(Refusal::new(
            localized!("không đoán được bảng mã của tệp", "the encoding of the file is not known"),
            localized!(
                "trong Excel chọn Tệp (File) ▸ Lưu dưới dạng (Save As) ▸ CSV UTF-8, hoặc lưu thành .xlsx",
                "in Excel choose File ▸ Save As ▸ CSV UTF-8, or save it as .xlsx"
            ),
        )),
    }
}

/// The sign between cells, and the text without the line `sep=;` that Excel takes, with the number of lines before it.
fn separator(text: &str) -> (u8, &str, u64) {
    let first = text.lines().next().unwrap_or("");
    if let Some(sign) = first.strip_prefix("sep=").and_then(|rest| rest.bytes().next()) {
        let rest = text.find('\n').map_or("", |at| &text[at + 1..]);
        return (sign, rest, 1);
    }
    let head = &text[..text.char_indices().nth(4000).map_or(text.len(), |(at, _)| at)];
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0)];
    let mut is_quoted = false;
    for byte in head.bytes() {
        is_quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte && !is_quoted) {
            *count += 1;
        }
    }
    // The first of equals wins: a text has commas of its own, and no tabs.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign);
    (most, text, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<(u32, u32, String)> {
        let book = read(bytes, "x").expect("a table");
        let rows = book.sheets[0].rows.iter();
        let cell = |row: u32, column: u32, value: &Value| match value {
            Value::Text(text) => (row, column, text.clone()),
            other => panic!("{other:?}"),
        };
        rows.flat_map(|(row, cells)| cells.iter().map(move |(column, value)| cell(*row, *column, value)))
            .collect()
    }

    #[test]
    fn tables_are_read_whatever_separates_their_cells() {
        let expected =
            vec![(0, 0, "Tên".to_owned()), (0, 1, "Năm, tháng".to_owned()), (1, 0, "A\nB".to_owned())];
        for text in [
            "Tên,\"Năm, tháng\"\n\"A\nB\",\n",
            "\u{feff}Tên;\"Năm, tháng\"\r\n\"A\nB\";\r\n",
            "Tên\tNăm, tháng\n\"A\nB\"\t\n",
        ] {
            assert_eq!(cells(text.as_bytes()), expected, "{text}");
        }
        let utf16: Vec<u8> = "\u{feff}Tên\tNăm, tháng\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(cells(&utf16), expected[..2]);
        assert_eq!(cells(b"sep=;\r\na;b\r\n"), [(1, 0, "a".to_owned()), (1, 1, "b".to_owned())]);
    }

    #[test]
    fn what_the_export_protected_is_undone() {
        assert_eq!(
            cells(b"'=1+1,'quoted,-5"),
            [(0, 0, "=1+1".into()), (0, 1, "'quoted".into()), (0, 2, "-5".into())]
        );
    }
}
