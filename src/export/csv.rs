//! A list as CSV that Excel opens: with the mark of UTF-8, and without formulas.

use crate::api::table::harmless;
use crate::export::list::{Cell, List};

/// The bytes of the file. A text that a spreadsheet would take for a formula gets an apostrophe, which our import takes
/// away again.
#[must_use]
pub fn write(list: &List) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer("\u{feff}".as_bytes().to_vec());
    let names: Vec<String> = list.columns.iter().map(|column| protected(&column.name)).collect();
    // Writing into memory does not fail.
    let _ = writer.write_record(&names);
    for row in &list.rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        let _ = writer.write_record(&cells);
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => protected(text),
        Cell::Number(number) => number.to_string(),
        Cell::Empty => String::new(),
    }
}

fn protected(text: &str) -> String {
    harmless(text.into()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::list::columns;

    #[test]
    fn formulas_are_neutralised_and_numbers_are_not() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let list = List {
            columns: columns(&[("A", 1), ("B", 1)]),
            rows: vec![
                vec![text("=1+1"), text("@x")],
                vec![Cell::Number(-5.0), text("a, \"b\"")],
                vec![text("a;=1+1"), text("a; b")],
            ],
            ..List::default()
        };
        let written = String::from_utf8(write(&list)).expect("UTF-8");
        assert_eq!(written, "\u{feff}A,B\n'=1+1,'@x\n-5,\"a, \"\"b\"\"\"\na;'=1+1,a; b\n");
    }
}
