//! Where the tables of a sheet are: their headers, rows, groups, totals.
//!
//! In: a sheet, and a test for names of columns that are known. Out: [`Table`]s. Steps for each table: the first row with
//! names that are known is the header, up to three rows, joined into paths; a row of numbers below it is passed over; the
//! rows follow, up to a signature or the next header.

use crate::import::sheet::{Merge, Row, Sheet, Value};
use bantin_text::fold::fold;

/// Rows that a header may have.
const HEADER_ROWS: u32 = 3;
/// A text in a header is shorter than this, in characters.
const LONGEST_NAME: usize = 200;

/// A table of a sheet.
#[derive(Debug)]
pub struct Table {
    /// The sheet's name, with the title above the table if there is one.
    pub name: String,
    /// First and last row of the header, from 0.
    pub header: (u32, u32),
    pub columns: Vec<Column>,
    /// The column of running numbers.
    pub numbers: Option<u32>,
    pub rows: Vec<TableRow>,
    /// Rows of sums, which are no records.
    pub totals: usize,
}

/// A column with its name: the texts of the header from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub at: u32,
    pub path: Vec<String>,
    /// Whether it has no name of its own and stands below that of the column before.
    pub joined: bool,
}

impl Column {
    /// The whole name: `Địa chỉ / Xã`.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.join(" / ")
    }
}

/// A record of a table.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// From 0.
    pub row: u32,
    /// The cells with their places: a merged cell counts for all its rows, a ditto mark for the cell above.
    pub cells: Vec<(u32, u32, Value)>,
    /// The heading of the rows among which it stands.
    pub group: Option<(u32, String)>,
}

impl TableRow {
    /// The cell of a column, with its row.
    #[must_use]
    pub fn get(&self, column: u32) -> Option<(u32, &Value)> {
        self.cells.iter().find(|(_, at, _)| *at == column).map(|(row, _, value)| (*row, value))
    }
}

/// The form in which names of columns are compared: without accents, case, line breaks and signs.
#[must_use]
pub fn plain(name: &str) -> String {
    let letters = fold(name).replace(|sign: char| !sign.is_alphanumeric() && sign != '/', " ");
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name is that of running numbers.
pub(super) fn is_number_name(name: &str) -> bool {
    matches!(&*plain(name), "stt" | "tt" | "so tt" | "so thu tu" | "thu tu" | "no" | "s tt")
}

/// The tables of a sheet, from top to bottom.
pub fn find(sheet: &Sheet, knows: &dyn Fn(&str) -> bool) -> Vec<Table> {
    let finder = Finder { sheet, knows };
    let mut tables = Vec::new();
    let mut from = 0;
    while let Some(first) = finder.header_from(from) {
        let (table, next) = finder.table(first);
        from = next.max(first + 1);
        let is_nothing = table.rows.is_empty() && tables.is_empty() && from == first + 1;
        if !(table.columns.is_empty() || is_nothing) {
            tables.push(table);
        }
    }
    if tables.is_empty() {
        tables.extend(finder.guessed());
    }
    tables
}

struct Finder<'s> {
    sheet: &'s Sheet,
    knows: &'s dyn Fn(&str) -> bool,
}

fn text(value: &Value) -> Option<&str> {
    if let Value::Text(text) = value { Some(text.trim()) } else { None }
}

impl Finder<'_> {
    fn row(&self, row: u32) -> Option<&Row> {
        self.sheet.rows.get(&row)
    }

    /// The number of cells with a name of a column.
    fn known(&self, row: &Row) -> usize {
        let texts = row.values().filter_map(text).filter(|text| text.chars().count() <= LONGEST_NAME);
        texts.filter(|text| is_number_name(text) || (self.knows)(text)).count()
    }

    fn is_header(&self, row: &Row) -> bool {
        let known = self.known(row);
        known >= 2 && known * 3 >= row.len() && !row.values().any(|value| matches!(value, Value::Number(_)))
    }

    fn header_from(&self, from: u32) -> Option<u32> {
        self.sheet.rows.range(from..).find(|(_, row)| self.is_header(row)).map(|(at, _)| *at)
    }

    /// A sheet in which no name is known: the first row of at least two texts with another row below.
    fn guessed(&self) -> Option<Table> {
        let widest = self.sheet.rows.values().map(Row::len).max().filter(|cells| *cells >= 2)?;
        let is_wide = |row: &Row| row.len() * 2 > widest && row.values().all(|value| text(value).is_some());
        let (at, _) = self.sheet.rows.iter().find(|(_, row)| is_wide(row))?;
        let (table, _) = self.table(*at);
        (!table.rows.is_empty()).then_some(table)
    }

    fn merge_at(&self, row: u32, column: u32) -> Option<&Merge> {
        let holds = |merge: &&Merge| {
            (merge.top..=merge.bottom).contains(&row) && (merge.left..=merge.right).contains(&column)
        };
        self.sheet.merges.iter().find(holds)
    }

    /// The last row of the header that begins at a row.
    fn header_end(&self, first: u32) -> u32 {
        let merges = self.sheet.merges.iter().filter(|merge| merge.top == first && merge.bottom > first);
        if let Some(last) = merges.map(|merge| merge.bottom).filter(|last| last - first < HEADER_ROWS).max() {
            return last;
        }
        let mut last = first;
        while last + 1 - first < HEADER_ROWS && self.is_below_header(first, last + 1) {
            last += 1;
        }
        last
    }

    /// Whether a row goes on with the header above: texts alone, in columns whose name above is missing or wide, at least
    /// one of them known.
    fn is_below_header(&self, first: u32, row: u32) -> bool {
        let (Some(above), Some(cells)) = (self.row(first), self.row(row)) else { return false };
        let only_texts =
            cells.values().all(|value| text(value).is_some_and(|text| text.chars().count() < 60));
        let number = above.iter().find(|(_, value)| text(value).is_some_and(is_number_name));
        let is_free = number.is_none_or(|(column, _)| !cells.contains_key(column));
        let fills = cells.keys().any(|column| !above.contains_key(column));
        only_texts
            && is_free
            && fills
            && self.known(cells) >= 1
            && cells.len() < above.len() + cells.len().min(2)
    }

    fn columns(&self, first: u32, last: u32) -> Vec<Column> {
        let rows = || (first..=last).filter_map(|row| self.row(row));
        let Some(left) = rows().filter_map(|row| row.keys().next()).min() else { return Vec::new() };
        let named = rows().filter_map(|row| row.keys().next_back()).max();
        let merged =
            self.sheet.merges.iter().filter(|one| (first..=last).contains(&one.top)).map(|one| &one.right);
        let right = named.into_iter().chain(merged).max().copied().unwrap_or(*left).min(left + 500);
        let mut columns: Vec<Column> = Vec::new();
        for at in *left..=right {
            let path = self.path(first, last, at);
            let joined = path.is_empty()
                || (path == self.path(first, last, at.wrapping_sub(1)) && self.is_covered(first, at));
            // What has values without a name belongs to no column.
            if !path.is_empty() {
                columns.push(Column { at, path, joined });
            }
        }
        columns
    }

    /// Whether a header cell is the right part of a merged one.
    fn is_covered(&self, first: u32, at: u32) -> bool {
        self.merge_at(first, at).is_some_and(|merge| merge.left < at)
    }

    fn path(&self, first: u32, last: u32, at: u32) -> Vec<String> {
        let mut path: Vec<String> = Vec::new();
        for row in first..=last {
            let own = |row: u32, at: u32| self.row(row)?.get(&at).and_then(text).map(str::to_owned);
            let found = own(row, at).or_else(|| match self.merge_at(row, at) {
                Some(merge) => own(merge.top, merge.left),
                // A title that is centred over its columns without being merged.
                None if row < last && (row + 1..=last).any(|below| own(below, at).is_some()) => (0..at)
                    .rev()
                    .take(6)
                    .find_map(|left| own(row, left).filter(|_| !self.is_number(row, left))),
                None => None,
            });
            let found = found.map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
            if let Some(name) = found.filter(|name| path.last() != Some(name)) {
                path.push(name);
            }
        }
        path
    }

    fn is_number(&self, row: u32, at: u32) -> bool {
        self.row(row).and_then(|row| row.get(&at)).and_then(text).is_some_and(is_number_name)
    }

    /// The table whose header begins at a row, and the row behind its last.
    fn table(&self, first: u32) -> (Table, u32) {
        let last = self.header_end(first);
        let columns = self.columns(first, last);
        let numbers = columns.iter().find(|column| column.path.iter().any(|name| is_number_name(name)));
        let numbers = numbers.map(|column| column.at);
        let mut table = Table {
            name: self.name(first),
            header: (first, last),
            columns,
            numbers,
            rows: Vec::new(),
            totals: 0,
        };
        let mut reading = Reading { finder: self, table: &mut table, group: None, before: last };
        let mut next = last + 1;
        for (at, row) in self.sheet.rows.range(last + 1..) {
            next = *at;
            if !reading.take(*at, row) {
                return (table, next);
            }
            next = at + 1;
        }
        (table, next)
    }

    /// The name of the sheet, and the title nearest above the header.
    fn name(&self, first: u32) -> String {
        let above = self.sheet.rows.range(first.saturating_sub(6)..first).rev();
        let title =
            above.filter_map(|(_, row)| row.values().find_map(text)).find(|text| text.chars().count() > 8);
        match title {
            Some(title) if !self.sheet.name.is_empty() => {
                format!("{}: {}", self.sheet.name, title.replace('\n', " "))
            }
            _ => self.sheet.name.clone(),
        }
    }
}

/// The rows of one table, one after the other.
struct Reading<'r, 's> {
    finder: &'r Finder<'s>,
    table: &'r mut Table,
    group: Option<(u32, String)>,
    /// The last row that was read.
    before: u32,
}

impl Reading<'_, '_> {
    /// Takes one row; `false` where the table has ended before it.
    fn take(&mut self, at: u32, row: &Row) -> bool {
        let is_behind_gap = at > self.before + 1;
        let cells: Vec<(u32, &Value)> =
            self.table.columns.iter().filter_map(|column| Some((column.at, row.get(&column.at)?))).collect();
        if cells.is_empty() {
            return true;
        }
        if is_behind_gap && self.finder.is_header(row) {
            return false;
        }
        let number = self.table.numbers.and_then(|column| row.get(&column));
        let has_number = number.is_some_and(is_running_number);
        if is_behind_gap && self.ends_before(at, has_number, cells.len()) {
            return false;
        }
        self.before = at;
        if self.table.rows.is_empty() && self.group.is_none() && is_number_row(&cells) {
            return true;
        }
        let first_text = cells.iter().find_map(|(_, value)| text(value)).map(plain).unwrap_or_default();
        let is_total = ["tong", "tong so", "tong cong", "cong"]
            .iter()
            .any(|word| first_text == *word || first_text.starts_with(&format!("{word} ")));
        if is_total && !has_number {
            self.table.totals += 1;
        } else if let Some(group) = self.group_of(number, has_number, &cells) {
            self.group = Some((at, group));
        } else if self.goes_on(has_number, &cells) {
            self.add_to_last(at, &cells);
        } else {
            self.push(at);
        }
        true
    }

    /// Whether what stands behind empty rows is a signature or a note.
    fn ends_before(&self, at: u32, has_number: bool, filled: usize) -> bool {
        match self.table.numbers {
            Some(column) if !has_number => {
                let later =
                    self.finder.sheet.rows.range(at..).take_while(|(_, row)| !self.finder.is_header(row));
                !later.into_iter().any(|(_, row)| row.get(&column).is_some_and(is_running_number))
            }
            Some(_) => false,
            None => filled * 2 < self.table.columns.len(),
        }
    }

    /// `I. Xã Mẫu`, `A`, or a line alone: a heading for the rows below.
    fn group_of(&self, number: Option<&Value>, has_number: bool, cells: &[(u32, &Value)]) -> Option<String> {
        let few = self.table.columns.len() >= 3 && cells.len() <= 2;
        let is_letter = number.and_then(text).is_some_and(is_group_number);
        let texts = || cells.iter().filter_map(|(_, value)| text(value));
        let alone = cells.len() == 1 && !has_number && self.is_in_front(cells[0].0);
        if !(few && (is_letter || alone)) {
            return None;
        }
        let longest = texts().max_by_key(|text| text.chars().count())?;
        let heading = longest.split_once(['.', ')']).filter(|(lead, _)| is_group_number(lead));
        Some(heading.map_or(longest, |(_, rest)| rest).trim().trim_end_matches(':').to_owned())
    }

    /// Whether a column is that of the running numbers or the first behind it.
    fn is_in_front(&self, column: u32) -> bool {
        let named = self.table.columns.iter().take(1 + usize::from(self.table.numbers.is_some()));
        named.into_iter().any(|one| one.at == column)
    }

    /// Whether a row has neither a number nor a name, so that it goes on with the record above.
    fn goes_on(&self, has_number: bool, cells: &[(u32, &Value)]) -> bool {
        let Some(numbers) = self.table.numbers else { return false };
        let Some(name) = self.table.columns.iter().find(|column| column.at != numbers) else { return false };
        let is_merged =
            self.finder.merge_at(self.before, numbers).is_some_and(|merge| merge.top < self.before);
        !self.table.rows.is_empty()
            && !has_number
            && !is_merged
            && !cells.iter().any(|(column, _)| *column == numbers || *column == name.at)
    }

    fn add_to_last(&mut self, at: u32, cells: &[(u32, &Value)]) {
        let Some(last) = self.table.rows.last_mut() else { return };
        for (column, value) in cells {
            match last.cells.iter_mut().find(|(_, one, _)| one == column) {
                Some((_, _, Value::Text(before))) => {
                    if let Some(more) = text(value) {
                        before.push('\n');
                        before.push_str(more);
                    }
                }
                Some(_) => {}
                None => last.cells.push((at, *column, (*value).clone())),
            }
        }
    }

    fn push(&mut self, at: u32) {
        let mut cells = Vec::new();
        for column in &self.table.columns {
            let value =
                self.finder.row(at).and_then(|row| row.get(&column.at)).map(|value| (at, value.clone()));
            let merged = || {
                let merge =
                    self.finder.merge_at(at, column.at).filter(|merge| merge.top > self.table.header.1)?;
                let value =
                    self.finder.row(merge.top)?.get(&merge.left).filter(|_| merge.left == column.at)?;
                Some((merge.top, value.clone()))
            };
            let Some((row, value)) = value.or_else(merged) else { continue };
            let is_ditto = text(&value).is_some_and(is_ditto);
            let above = self.table.rows.last().and_then(|last| last.get(column.at));
            match above.filter(|_| is_ditto) {
                Some((_, above)) => cells.push((at, column.at, above.clone())),
                None if is_ditto => {}
                None => cells.push((row, column.at, value)),
            }
        }
        self.table.rows.push(TableRow { row: at, cells, group: self.group.clone() });
    }
}

fn is_ditto(text: &str) -> bool {
    matches!(text, "\"" | "''" | "″" | "“" | "”" | "- nt -" | "nt" | "-nt-" | "như trên")
}

/// `1`, `01`, `12.`.
fn is_running_number(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Text(text) => {
            let digits = text.trim().trim_end_matches(['.', ')']);
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    }
}

/// `I`, `IV.`, `A`.
fn is_group_number(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ')', '/']);
    let is_roman = text.len() <= 6 && text.bytes().all(|byte| b"IVXLC".contains(&byte));
    !text.is_empty() && (is_roman || text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// The row `1 2 3 …` or `(1) (2) (3)` below a header.
fn is_number_row(cells: &[(u32, &Value)]) -> bool {
    let number = |value: &Value| match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => {
            text.trim().trim_matches(['(', ')', '[', ']']).split(['=', '+']).next()?.parse().ok()
        }
        _ => None,
    };
    let numbers: Vec<f64> = cells.iter().filter_map(|(_, value)| number(value)).collect();
    let rise = numbers.windows(2).all(|pair| (pair[1] - pair[0] - 1.0).abs() < f64::EPSILON);
    cells.len() >= 2 && numbers.len() >= 2 && numbers.len() + 1 >= cells.len() && rise && numbers[0] <= 2.0
}

#[cfg(test)]
mod tests;
