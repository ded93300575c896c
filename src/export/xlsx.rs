//! A list as XLSX. Cells are texts or numbers, never formulas; no name of a person or machine stands in the properties.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use crate::export::list::{Cell, INTERNAL, List};

/// The bytes of the file.
pub fn write(list: &List) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same list gives the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_author("").set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&list.name))?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    if list.is_internal {
        sheet.set_header(format!("&C&B{INTERNAL}")).set_footer("&CTrang &P/&N");
    } else {
        sheet.set_footer("&CTrang &P/&N");
    }
    let last = u16::try_from(list.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let mut row = 0;
    for line in &list.letterhead {
        sheet.write_string(row, 0, line)?;
        row += 1;
    }
    row += u32::from(!list.letterhead.is_empty());
    let title = Format::new().set_bold().set_font_size(14).set_align(FormatAlign::Center).set_text_wrap();
    for line in &list.title {
        if last > 0 {
            sheet.merge_range(row, 0, row, last, line, &title)?;
        } else {
            sheet.write_string_with_format(row, 0, line, &title)?;
        }
        row += 1;
    }
    row += u32::from(!list.title.is_empty());
    let border = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let head = border.clone().set_bold().set_align(FormatAlign::Center);
    for (at, column) in (0..).zip(&list.columns) {
        sheet.set_column_width(at, f64::from(column.width))?;
        sheet.write_string_with_format(row, at, &column.name, &head)?;
    }
    sheet.set_repeat_rows(row, row)?;
    for cells in &list.rows {
        row += 1;
        for (at, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string_with_format(row, at, text, &border)?,
                Cell::Number(number) => sheet.write_number_with_format(row, at, *number, &border)?,
                Cell::Empty => sheet.write_blank(row, at, &border)?,
            };
        }
    }
    row += 2;
    for line in &list.signature {
        sheet.write_string(row, last.saturating_sub(1), line)?;
        row += 1;
    }
    workbook.save_to_buffer()
}

/// Excel takes 31 characters, without some signs.
fn sheet_name(name: &str) -> String {
    name.chars().filter(|sign| !"[]:*?/\\'".contains(*sign)).take(31).collect()
}
