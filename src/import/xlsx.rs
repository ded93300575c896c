//! Sheets of Excel: XLSX and XLSM by calamine's reader of cells, XLS as a whole.
//!
//! `worksheet_range` asks for memory for every cell between the first and the last, so that two far cells are enough to
//! end the program. The reader gives one cell after the other, which are kept within limits of our own. What it does not
//! tell, hidden rows and columns and merged cells, is read from the part of the sheet in a pass of our own.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetVisible, Xls, Xlsx};
use jiff::civil::{Date, DateTime, Time};
use quick_xml::events::{BytesStart, Event};

use crate::diagnostic::localized;
use crate::import::letters::{in_capitals, is_font_of_capitals};
use crate::import::package::Package;
use crate::import::sheet::{Book, Budget, Merge, Refusal, Sheet, Value, limits};

/// Reads a package of Excel that is within the limits.
pub(super) fn read(bytes: &[u8], package: &mut Package<'_>) -> Result<Book, Refusal> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(Refusal::damaged)?;
    let metadata = workbook.sheets_metadata().to_vec();
    check_count(metadata.len())?;
    let paths = paths(package);
    let capitals = capitals(&package.part("xl/styles.xml").unwrap_or_default());
    let (mut book, mut budget) = (Book::default(), Budget::default());
    for one in metadata.into_iter().filter(|one| one.typ == calamine::SheetType::WorkSheet) {
        let is_hidden = one.visible != SheetVisible::Visible;
        let mut sheet = Sheet { name: one.name.clone(), is_hidden, ..Sheet::default() };
        let mut cells = workbook.worksheet_cells_reader(&one.name).map_err(Refusal::damaged)?;
        while let Some(cell) = cells.next_cell().map_err(Refusal::damaged)? {
            let (row, column) = cell.get_position();
            if let Some(value) = value(cell.get_value()) {
                budget.put(&mut sheet, row, column, value)?;
            }
        }
        if let Some(part) = paths.get(&one.name).and_then(|path| package.part(path)) {
            layout(&part, &capitals, &mut sheet);
            sheet.knows_fonts = true;
        }
        book.sheets.push(sheet);
    }
    Ok(book)
}

/// Reads a file of Excel 97 to 2003.
pub(super) fn read_old(bytes: &[u8]) -> Result<Book, Refusal> {
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => crate::import::package::protected(),
        error => Refusal::damaged(error),
    })?;
    let metadata = workbook.sheets_metadata().to_vec();
    check_count(metadata.len())?;
    let (mut book, mut budget) = (Book::default(), Budget::default());
    for one in metadata {
        let is_hidden = one.visible != SheetVisible::Visible;
        let mut sheet = Sheet { name: one.name.clone(), is_hidden, ..Sheet::default() };
        let range = workbook.worksheet_range(&one.name).map_err(Refusal::damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            if let (Some(value), Ok(row), Ok(column)) =
                (value(&as_ref(data)), u32::try_from(row), u32::try_from(column))
            {
                budget.put(&mut sheet, top + row, left + column, value)?;
            }
        }
        let merges = workbook.merge_cells_by_sheet_name(&one.name).unwrap_or_default();
        sheet.merges = merges.into_iter().map(|one| merge(one.start, one.end)).collect();
        book.sheets.push(sheet);
    }
    book.notes.push(localized!(
        "với tệp .xls không xem được dòng, cột nào đang ẩn; cần thì lưu lại thành .xlsx",
        "in a file .xls it cannot be seen which rows and columns are hidden; save it as .xlsx where that matters"
    ));
    Ok(book)
}

pub(super) fn check_count(sheets: usize) -> Result<(), Refusal> {
    if sheets <= limits::SHEETS {
        return Ok(());
    }
    Err(Refusal::too_large(&localized!("{sheets} trang tính", "{sheets} sheets")))
}

fn as_ref(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(value) => DataRef::DateTime(*value),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn value(data: &DataRef<'_>) -> Option<Value> {
    Some(match data {
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::String(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Bool(value) => Value::Bool(*value),
        DataRef::DateTime(value) => date(value).unwrap_or(Value::Number(value.as_f64())),
        DataRef::DateTimeIso(text) => match text.parse::<DateTime>() {
            Ok(date) => Value::Date(date, date.time() != Time::midnight()),
            Err(_) => Value::Text(text.clone()),
        },
        DataRef::DurationIso(text) => Value::Text(text.clone()),
        DataRef::Error(error) => Value::Error(error.to_string()),
        DataRef::Empty => return None,
    })
}

/// A serial number of Excel that is formatted as a date. Durations and hours alone are no dates.
fn date(serial: &ExcelDateTime) -> Option<Value> {
    if !serial.is_datetime() || serial.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, hour, minute, second, _) = serial.to_ymd_hms_milli();
    let part = |number: u8| i8::try_from(number).ok();
    let date = Date::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()?;
    let time = Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()?;
    Some(Value::Date(date.to_datetime(time), time != Time::midnight()))
}

fn merge((top, left): (u32, u32), (bottom, right): (u32, u32)) -> Merge {
    Merge { top, left, bottom, right }
}

/// The part of each sheet, by its name.
fn paths(package: &mut Package<'_>) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    each_start(&package.part("xl/_rels/workbook.xml.rels").unwrap_or_default(), |name, tag| {
        if name == "Relationship"
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, path);
        }
    });
    let mut paths = BTreeMap::new();
    each_start(&package.part("xl/workbook.xml").unwrap_or_default(), |name, tag| {
        if name == "sheet"
            && let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "id"))
            && let Some(path) = targets.get(&id)
        {
            paths.insert(name, path.clone());
        }
    });
    paths
}

/// The formats of cells, by their numbers, whose font shows all letters as capitals.
fn capitals(styles: &[u8]) -> BTreeSet<u32> {
    let (mut section, mut fonts, mut formats) = (String::new(), Vec::new(), Vec::new());
    each_start(styles, |name, tag| match name {
        "fonts" | "fills" | "cellStyleXfs" | "cellXfs" | "cellStyles" | "dxfs" => {
            name.clone_into(&mut section)
        }
        "font" if section == "fonts" => fonts.push(false),
        "name" if section == "fonts" => {
            if let (Some(font), Some(name)) = (fonts.last_mut(), attribute(tag, "val")) {
                *font = is_font_of_capitals(&name);
            }
        }
        "xf" if section == "cellXfs" => {
            formats.push(attribute(tag, "fontId").and_then(|id| id.parse::<usize>().ok()));
        }
        _ => {}
    });
    let is_capital = |font: &Option<usize>| font.and_then(|font| fonts.get(font).copied()).unwrap_or(false);
    (0..).zip(&formats).filter(|(_, font)| is_capital(font)).map(|(number, _)| number).collect()
}

/// Hidden rows and columns, merged cells and capitals of a sheet.
fn layout(part: &[u8], capitals: &BTreeSet<u32>, sheet: &mut Sheet) {
    let mut row = 0;
    each_start(part, |name, tag| {
        let number = |key: &str| attribute(tag, key).and_then(|text| text.parse::<u32>().ok());
        let is_hidden = || attribute(tag, "hidden").is_some_and(|value| value == "1" || value == "true");
        match name {
            "row" => {
                row = number("r").unwrap_or(row + 1);
                if is_hidden() && row > 0 && sheet.rows.contains_key(&(row - 1)) {
                    sheet.hidden_rows.insert(row - 1);
                }
            }
            "col" if is_hidden() => {
                if let (Some(first @ 1..), Some(last @ 1..)) = (number("min"), number("max")) {
                    sheet.hidden_columns.push((first - 1, last - 1));
                }
            }
            "c" if !capitals.is_empty() && number("s").is_some_and(|format| capitals.contains(&format)) => {
                if let Some((row, column)) = attribute(tag, "r").as_deref().and_then(cell)
                    && let Some(Value::Text(text)) =
                        sheet.rows.get_mut(&row).and_then(|cells| cells.get_mut(&column))
                    && let Some(shown) = in_capitals(text)
                {
                    *text = shown;
                }
            }
            "mergeCell" => sheet.merges.extend(attribute(tag, "ref").as_deref().and_then(area)),
            _ => {}
        }
    });
}

/// `B2:C5`.
fn area(text: &str) -> Option<Merge> {
    let (start, end) = text.split_once(':')?;
    Some(merge(cell(start)?, cell(end)?))
}

/// `B2`.
fn cell(text: &str) -> Option<(u32, u32)> {
    let at = text.find(|sign: char| sign.is_ascii_digit())?;
    let row: u32 = text[at..].parse().ok()?;
    Some((row.checked_sub(1)?, crate::import::sheet::column_of(&text[..at])?))
}

/// Calls `take` with the local name of every element that begins. Entities are not resolved, nothing is fetched.
pub(super) fn each_start(xml: &[u8], mut take: impl FnMut(&str, &BytesStart<'_>)) {
    let mut reader = quick_xml::Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(tag) | Event::Empty(tag) => take(tag.local_name().as_ref(), &tag),
            Event::Eof => return,
            _ => {}
        }
        buffer.clear();
    }
}

/// The value of an attribute by its local name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|one| one.key.local_name().as_ref() == name)?;
    let text = quick_xml::escape::unescape(&found.value);
    Some(text.map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned))
}
