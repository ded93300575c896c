//! Which table of a file is meant, and what of it cannot be seen in the spreadsheet.

use crate::diagnostic::{LocalizedText, localized};
use crate::import::columns::Keys;
use crate::import::plan::Request;
use crate::import::sheet::{Book, Refusal, Sheet, letters};
use crate::import::table::{Table, find, plain};

/// The table that is meant.
pub(super) fn chosen<'b>(
    request: &Request<'_>,
    book: &'b Book,
    keys: &Keys,
) -> Result<(&'b Sheet, Table), Refusal> {
    let knows = |name: &str| keys.knows(name) || request.mapping.knows(name);
    let visible = book.sheets.iter().filter(|sheet| !sheet.is_hidden);
    let mut tables: Vec<(&Sheet, Table)> =
        visible.flat_map(|sheet| find(sheet, &knows).into_iter().map(move |table| (sheet, table))).collect();
    let listed = |tables: &[(&Sheet, Table)]| {
        let line = |(at, (_, table)): (usize, &(&Sheet, Table))| {
            format!("{}. “{}” ({} dòng)", at + 1, table.name, table.rows.len())
        };
        tables.iter().enumerate().map(line).collect::<Vec<_>>().join("; ")
    };
    if let Some(wanted) = request.table {
        let number = wanted.parse::<usize>().ok().filter(|number| (1..=tables.len()).contains(number));
        let by_name = || tables.iter().position(|(_, table)| plain(&table.name).contains(&plain(wanted)));
        return match number.map(|number| number - 1).or_else(by_name) {
            Some(at) => Ok(tables.swap_remove(at)),
            None => {
                let all = listed(&tables);
                Err(Refusal::new(
                    localized!("không có bảng `{wanted}`", "there is no table `{wanted}`"),
                    localized!("các bảng: {all}", "tables: {all}"),
                ))
            }
        };
    }
    // A table that no column of the kind is known in is not offered beside one that has some.
    let fits = |table: &Table| {
        table
            .columns
            .iter()
            .filter(|column| keys.of_column(column).is_some() || request.mapping.of(column).is_some())
            .count()
    };
    if tables.iter().any(|(_, table)| fits(table) >= 2) {
        tables.retain(|(_, table)| fits(table) >= 2 && !table.rows.is_empty());
    }
    match tables.len() {
        0 => Err(no_table(book)),
        1 => Ok(tables.swap_remove(0)),
        count => {
            let all = listed(&tables);
            Err(Refusal::new(
                localized!(
                    "tệp có {count} bảng, cần nêu một",
                    "the file has {count} tables, and one has to be named"
                ),
                localized!(
                    "chọn bằng `--table SỐ` hoặc `--table TÊN`: {all}",
                    "choose with `--table NUMBER` or `--table NAME`: {all}"
                ),
            ))
        }
    }
}

fn no_table(book: &Book) -> Refusal {
    let (empty, hidden) = (
        book.sheets.iter().filter(|sheet| sheet.rows.is_empty()).count(),
        book.sheets.iter().filter(|sheet| sheet.is_hidden).count(),
    );
    let sheets = book.sheets.len();
    Refusal::new(
        localized!(
            "không thấy bảng nào có dòng tiêu đề cột ({sheets} trang tính, {empty} trống, {hidden} ẩn)",
            "there is no table with names above its columns ({sheets} sheets, {empty} empty, {hidden} hidden)"
        ),
        localized!(
            "bảng cần một dòng tên cột như “Họ và tên”, “Tên tác phẩm”; tên lạ thì gán bằng `--map`",
            "a table needs a row of names like “Họ và tên”, “Tên tác phẩm”; odd names are mapped with `--map`"
        ),
    )
}

/// What cannot be seen in the spreadsheet but was read, and the sheets that were not.
pub(super) fn hidden(book: &Book, sheet: &Sheet, table: &Table) -> Vec<LocalizedText> {
    let mut notes = Vec::new();
    let rows = table.rows.iter().filter(|row| sheet.hidden_rows.contains(&row.row)).count();
    if rows > 0 {
        notes.push(localized!("{rows} dòng đang ẩn cũng được lấy", "{rows} hidden rows were taken too"));
    }
    let is_hidden = |at: u32| sheet.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&at));
    let columns: Vec<String> =
        table.columns.iter().filter(|column| is_hidden(column.at)).map(|column| letters(column.at)).collect();
    if !columns.is_empty() {
        let columns = columns.join(", ");
        notes.push(localized!(
            "cột đang ẩn cũng được lấy: {columns}",
            "hidden columns were taken too: {columns}"
        ));
    }
    let closed: Vec<&str> = book
        .sheets
        .iter()
        .filter(|sheet| sheet.is_hidden && !sheet.rows.is_empty())
        .map(|sheet| sheet.name.as_str())
        .collect();
    if !closed.is_empty() {
        let names = closed.join("”, “");
        notes.push(localized!(
            "trang tính ẩn không được đọc: “{names}”",
            "hidden sheets were not read: “{names}”"
        ));
    }
    notes
}
