//! Sheets of LibreOffice (ODS), read from `content.xml` with limits on repetitions.
//!
//! A row or cell says how often it is repeated, so a few bytes may mean a million rows. Only cells that hold something
//! are kept, and what is repeated is counted before it is written out.

use jiff::civil::{Date, DateTime, Time};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::import::letters::in_capitals;
use crate::import::odf::Fonts;
use crate::import::package::Package;
use crate::import::sheet::{Book, Budget, Merge, Refusal, Sheet, Value};
use crate::import::xlsx::attribute;

/// Rows and columns that Calc itself has.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// Reads a package of LibreOffice Calc.
pub(super) fn read(package: &mut Package<'_>) -> Result<Book, Refusal> {
    let xml = package.part("content.xml").ok_or_else(|| Refusal::damaged("content.xml"))?;
    let mut reader = Reader::from_reader(xml.as_slice());
    let mut state = State::default();
    state.fonts.read(&package.part("styles.xml").unwrap_or_default());
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(Refusal::damaged)? {
            Event::Start(tag) => state.begin(&tag)?,
            Event::Empty(tag) => {
                state.begin(&tag)?;
                state.end(tag.local_name().as_ref())?;
            }
            Event::End(tag) => state.end(tag.local_name().as_ref())?,
            Event::Text(text) => state.text(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let text = format!("&{};", entity.xml10_content());
                state.text(&quick_xml::escape::unescape(&text).unwrap_or_default());
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(state.book)
}

#[derive(Default)]
struct State {
    book: Book,
    budget: Budget,
    sheet: Option<Sheet>,
    hidden_styles: Vec<String>,
    fonts: Fonts,
    /// The style that is being read.
    style: Option<String>,
    /// The usual style of the cells of columns, by the first and last of each run.
    column_styles: Vec<(u32, u32, String)>,
    /// For each open span whether its font, or that of what it stands in, shows capitals.
    spans: Vec<bool>,
    row: u32,
    column: u32,
    /// How often the row is repeated.
    times: u32,
    row_cells: Vec<(u32, u32, Value)>,
    is_row_hidden: bool,
    cell: Option<OpenCell>,
    /// Depth inside a comment, whose words are not those of the cell.
    annotation: usize,
    column_at: u32,
}

struct OpenCell {
    times: u32,
    value: Option<Value>,
    text: String,
    paragraphs: usize,
    /// Its font shows all letters as capitals.
    is_capital: bool,
}

impl State {
    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let count = |key: &str, most: u32| {
            attribute(tag, key)
                .and_then(|text| text.parse::<u64>().ok())
                .map_or(1, |number| u32::try_from(number).unwrap_or(u32::MAX).clamp(1, most))
        };
        let name = tag.local_name();
        self.fonts.take(name.as_ref(), tag);
        match name.as_ref() {
            "annotation" => self.annotation += 1,
            "style" => self.style = attribute(tag, "name"),
            "table-properties" if attribute(tag, "display").as_deref() == Some("false") => {
                self.hidden_styles.extend(self.style.clone());
            }
            "table" if self.sheet.is_none() => {
                crate::import::xlsx::check_count(self.book.sheets.len() + 1)?;
                let style = attribute(tag, "style-name");
                let is_hidden = style.is_some_and(|style| self.hidden_styles.contains(&style));
                let name = attribute(tag, "name").unwrap_or_default();
                self.sheet = Some(Sheet { name, is_hidden, knows_fonts: true, ..Sheet::default() });
                (self.row, self.column_at) = (0, 0);
                self.column_styles.clear();
            }
            "table-column" => {
                let times = count("number-columns-repeated", COLUMNS);
                if let Some(style) = attribute(tag, "default-cell-style-name") {
                    let last = self.column_at.saturating_add(times - 1);
                    self.column_styles.push((self.column_at, last, style));
                }
                if is_out_of_sight(tag)
                    && let Some(sheet) = &mut self.sheet
                {
                    sheet.hidden_columns.push((self.column_at, self.column_at.saturating_add(times - 1)));
                }
                self.column_at = self.column_at.saturating_add(times);
            }
            "table-row" => {
                self.times = count("number-rows-repeated", ROWS);
                self.is_row_hidden = is_out_of_sight(tag);
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => {
                let (down, right) =
                    (count("number-rows-spanned", ROWS), count("number-columns-spanned", COLUMNS));
                if (down > 1 || right > 1)
                    && let Some(sheet) = &mut self.sheet
                {
                    let (top, left) = (self.row, self.column);
                    sheet.merges.push(Merge { top, left, bottom: top + down - 1, right: left + right - 1 });
                }
                let times = count("number-columns-repeated", COLUMNS);
                let style = attribute(tag, "style-name").or_else(|| self.usual_style());
                let is_capital = style.and_then(|style| self.fonts.is_capital("table-cell", &style));
                self.cell = Some(OpenCell {
                    times,
                    value: typed(tag),
                    text: String::new(),
                    paragraphs: 0,
                    is_capital: is_capital.unwrap_or(false),
                });
            }
            "span" => {
                let style = attribute(tag, "style-name");
                let own = style.and_then(|style| self.fonts.is_capital("text", &style));
                self.spans.push(own.unwrap_or_else(|| self.is_capital()));
            }
            "p" | "h" if self.annotation == 0 => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "s" => self.text(&" ".repeat(count("c", 1000) as usize)),
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    /// The style of a cell of this column that names none.
    fn usual_style(&self) -> Option<String> {
        let column =
            self.column_styles.iter().find(|(first, last, _)| (*first..=*last).contains(&self.column));
        column.map(|(_, _, style)| style.clone())
    }

    /// Whether a text at this place is shown in capitals.
    fn is_capital(&self) -> bool {
        let cell = || self.cell.as_ref().is_some_and(|cell| cell.is_capital);
        self.spans.last().copied().unwrap_or_else(cell)
    }

    fn text(&mut self, text: &str) {
        let is_capital = self.is_capital();
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.paragraphs > 0 && self.annotation == 0) {
            let shown = if is_capital { in_capitals(text) } else { None };
            cell.text += shown.as_deref().unwrap_or(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "annotation" => self.annotation = self.annotation.saturating_sub(1),
            "span" => {
                self.spans.pop();
            }
            "table-cell" | "covered-table-cell" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                let text = Value::Text(cell.text);
                let value = match (cell.value, text) {
                    (None, Value::Text(text)) if text.starts_with('#') && text.ends_with(['!', '?', 'A']) => {
                        Value::Error(text)
                    }
                    (value, text) => value.unwrap_or(text),
                };
                if !matches!(&value, Value::Text(text) if text.trim().is_empty()) {
                    self.row_cells.push((self.column, cell.times, value));
                }
                self.column = self.column.saturating_add(cell.times);
            }
            "table-row" => self.end_row()?,
            "table" => self.book.sheets.extend(self.sheet.take()),
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        let cells = std::mem::take(&mut self.row_cells);
        let first = self.row;
        self.row = self.row.saturating_add(self.times);
        let Some(sheet) = self.sheet.as_mut().filter(|_| !cells.is_empty()) else { return Ok(()) };
        let in_row: u64 = cells.iter().map(|(_, times, _)| u64::from(*times)).sum();
        self.budget.expect(in_row.saturating_mul(u64::from(self.row - first)))?;
        for row in first..self.row {
            for (column, times, value) in &cells {
                for column in *column..column.saturating_add(*times) {
                    self.budget.put(sheet, row, column, value.clone())?;
                }
            }
            if self.is_row_hidden {
                sheet.hidden_rows.insert(row);
            }
        }
        Ok(())
    }
}

fn is_out_of_sight(tag: &BytesStart<'_>) -> bool {
    matches!(attribute(tag, "visibility").as_deref(), Some("collapse" | "filter"))
}

/// The value that a cell says it has; texts stand inside the cell.
fn typed(tag: &BytesStart<'_>) -> Option<Value> {
    let number = || attribute(tag, "value")?.parse().ok().map(Value::Number);
    match attribute(tag, "value-type")?.as_str() {
        "float" | "percentage" | "currency" => number(),
        "boolean" => Some(Value::Bool(attribute(tag, "boolean-value")? == "true")),
        "date" => {
            let text = attribute(tag, "date-value")?;
            let date = text
                .parse::<DateTime>()
                .or_else(|_| text.parse::<Date>().map(|day| day.to_datetime(Time::midnight())));
            date.ok().map(|date| Value::Date(date, text.contains('T') && date.time() != Time::midnight()))
        }
        _ => None,
    }
}
