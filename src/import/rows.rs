//! Rows of a table as records: a tree for each, with the cell that every key comes from.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::declarations::Declaration;
use crate::content::kind::Kind;
use crate::content::terms::referred;
use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, localized};
use crate::import::columns::{KeyPath, Keys, inner};
use crate::import::conventions::Conventions;
use crate::import::existing::set;
use crate::import::letters::Letters;
use crate::import::lists::parts;
use crate::import::mapping::Mapping;
use crate::import::references::References;
use crate::import::sheet::{Sheet, Value, letters};
use crate::import::table::{Table, TableRow, is_number_name};
use crate::import::values::{self, Wanted};
use crate::import::wrong::Wrong;
use crate::yaml::describe::{KeyInfo, MappingInfo, Presence, ValueType};
use crate::yaml::{Node, Plain};

/// A record of a sheet.
#[derive(Debug)]
pub struct RowRecord {
    /// The row, from 0.
    pub row: u32,
    /// What its cells say, by keys in the order of the declaration.
    pub fields: Node,
    /// What a new record has besides: values that no cell gives.
    pub usual: Vec<(KeyPath, Node)>,
    /// The cell of each path.
    pub cells: BTreeMap<KeyPath, (u32, u32)>,
    /// Keys whose text may have been shown in capitals, which the file does not tell.
    pub unsure: Vec<KeyPath>,
    pub has_errors: bool,
}

/// Cells whose letters cannot be told for sure, by row and column.
#[derive(Debug, Default)]
struct DoubtfulCells {
    /// They mix old letters with Unicode.
    broken: BTreeSet<(u32, u32)>,
    /// They may have been shown in capitals.
    unsure: BTreeSet<(u32, u32)>,
}

/// A column with what it fills.
#[derive(Debug)]
struct Binding {
    at: u32,
    path: KeyPath,
    wanted: Wanted,
    conventions: Conventions,
}

/// Reads tables of one kind.
pub struct Reader<'r> {
    pub file: &'r str,
    pub kind: &'static Declaration,
    pub info: &'static MappingInfo,
    pub keys: &'r Keys,
    pub mapping: &'r Mapping,
    pub references: &'r References<'r>,
    /// The only genre of a contest.
    pub only_genre: Option<String>,
}

/// The records of a table.
#[derive(Debug, Default)]
pub struct Records {
    pub rows: Vec<RowRecord>,
    pub diagnostics: Vec<Diagnostic>,
    pub notes: Vec<LocalizedText>,
}

/// The place of a cell, and the words for it.
#[must_use]
pub fn cell_place(file: &str, row: u32, column: u32) -> Place {
    Place::File { path: file.to_owned(), line: row as usize + 1, column: column as usize + 1 }
}

/// A message with the sheet and the cell before it.
#[must_use]
pub fn at_cell(sheet: &str, row: u32, column: u32, message: &LocalizedText) -> LocalizedText {
    let cell = format!("{}{}", letters(column), row + 1);
    let (vi, en) = (&message.vi, &message.en);
    localized!("trang tính “{sheet}”, ô {cell}: {vi}", "sheet “{sheet}”, cell {cell}: {en}")
}

impl Reader<'_> {
    /// Reads all rows; every wrong column and cell is told.
    #[must_use]
    pub fn read(&self, sheet: &Sheet, table: &Table) -> Records {
        let mut records = Records::default();
        let mut found_letters = Letters::default();
        let mut table_rows = table.rows.clone();
        let mut cells = DoubtfulCells::default();
        for row in &mut table_rows {
            self.clean(sheet, row, &mut found_letters, &mut cells, &mut records);
        }
        let bindings = self.bindings(sheet, table, &table_rows, &mut records);
        self.report_missing(sheet, table, &bindings, &mut records);
        let group = self.group(&table_rows, &bindings);
        if let Some((path, _)) = &group {
            let key = path.join(".");
            records.notes.push(localized!(
                "các dòng tiêu đề nhóm được lấy làm `{key}` của những dòng bên dưới",
                "headings between the rows are taken as `{key}` of the rows below"
            ));
        }
        for row in &table_rows {
            let record = self.record(sheet, row, &bindings, group.as_ref(), &cells, &mut records);
            records.rows.extend(record);
        }
        records.notes.extend(found_letters.notes());
        records
    }

    /// Texts in Unicode and NFC.
    fn clean(
        &self,
        sheet: &Sheet,
        row: &mut TableRow,
        found: &mut Letters,
        cells: &mut DoubtfulCells,
        records: &mut Records,
    ) {
        for (at, column, value) in &mut row.cells {
            let Value::Text(text) = value else { continue };
            match found.read(text) {
                Ok(read) => {
                    *text = read.text;
                    if read.may_be_capitals && !sheet.knows_fonts {
                        cells.unsure.insert((*at, *column));
                    }
                }
                Err((proposed, why)) => {
                    cells.broken.insert((*at, *column));
                    let wrong =
                        Wrong::new(why).help(localized!("có lẽ là: {proposed}", "it may say: {proposed}"));
                    records.diagnostics.push(self.wrong(sheet, *at, *column, wrong));
                }
            }
        }
        if let Some((_, group)) = &mut row.group
            && let Ok(read) = found.read(group)
        {
            *group = read.text;
        }
    }

    fn wrong(&self, sheet: &Sheet, row: u32, column: u32, wrong: Wrong) -> Diagnostic {
        let message = at_cell(&sheet.name, row, column, &wrong.message);
        let diagnostic = Diagnostic::error(wrong.code, cell_place(self.file, row, column), message);
        Diagnostic { help: wrong.help, ..diagnostic }
    }

    fn bindings(
        &self,
        sheet: &Sheet,
        table: &Table,
        rows: &[TableRow],
        records: &mut Records,
    ) -> Vec<Binding> {
        let mut bindings: Vec<Binding> = Vec::new();
        for column in &table.columns {
            let is_numbers = column.path.iter().any(|name| is_number_name(name));
            if is_numbers || column.joined && rows.iter().all(|row| row.get(column.at).is_none()) {
                continue;
            }
            let path = match self.mapping.of(column) {
                Some(None) => continue,
                Some(Some(path)) => path,
                None => match self.keys.of_column(column) {
                    Some(path) => path,
                    None => {
                        let is_empty = rows.iter().all(|row| row.get(column.at).is_none());
                        if !is_empty {
                            records.diagnostics.push(self.unknown(sheet, table, column));
                        }
                        continue;
                    }
                },
            };
            if let Some(other) = bindings.iter().find(|other| other.path == path && !column.joined) {
                let (one, two, key) = (letters(other.at), letters(column.at), path.join("."));
                let wrong = Wrong {
                    code: Code::UnknownTableColumn,
                    message: localized!(
                        "cột {one} và cột {two} đều là `{key}`",
                        "the columns {one} and {two} are both `{key}`"
                    ),
                    help: Some(localized!(
                        "gán từng cột theo chữ cái trong tệp của `--map`, ví dụ `{two}: \"-\"`",
                        "map each by its letter in the file of `--map`, like `{two}: \"-\"`"
                    )),
                };
                records.diagnostics.push(self.wrong(sheet, table.header.1, column.at, wrong));
                continue;
            }
            let texts = rows.iter().filter_map(|row| match row.get(column.at) {
                Some((_, Value::Text(text))) => Some(text.as_str()),
                _ => None,
            });
            let conventions = Conventions::of(texts, self.mapping.dates);
            let wanted = wanted(self.info, &path);
            bindings.push(Binding { at: column.at, path, wanted, conventions });
        }
        bindings
    }

    fn unknown(&self, sheet: &Sheet, table: &Table, column: &crate::import::table::Column) -> Diagnostic {
        let name = column.name();
        let help = match self.keys.near(column) {
            Some(near) => localized!(
                "có phải là `{near}`? Gán cột bằng `--map`; `--guess` viết sẵn tệp ấy",
                "is it `{near}`? Map the column with `--map`; `--guess` writes that file"
            ),
            None => localized!(
                "gán cột bằng `--map` (`\"-\"` là bỏ cột); `--guess` viết sẵn tệp ấy",
                "map the column with `--map` (`\"-\"` leaves it out); `--guess` writes that file"
            ),
        };
        let message = localized!("chưa biết cột “{name}” là gì", "the column “{name}” is not known");
        let wrong = Wrong { code: Code::UnknownTableColumn, message, help: Some(help) };
        self.wrong(sheet, table.header.1, column.at, wrong)
    }

    /// Required keys that no column fills.
    fn report_missing(&self, sheet: &Sheet, table: &Table, bindings: &[Binding], records: &mut Records) {
        let first = table.columns.first().map_or(0, |column| column.at);
        for key in self.info.keys.iter().filter(|key| matches!(key.presence, Presence::Required)) {
            let is_filled = bindings.iter().any(|one| one.path[0] == key.name)
                || self.mapping.set.iter().any(|(path, _)| path[0] == key.name)
                || self.mapping.group.as_ref().is_some_and(|path| path[0] == key.name)
                || self.usual_value(key).is_some()
                || key.name == "id"
                || table.rows.iter().any(|row| row.group.is_some())
                    && referred(self.info, key.name).is_some();
            if !is_filled {
                let name = key.name;
                let wrong = Wrong {
                    code: Code::MissingKey,
                    message: localized!(
                        "bảng không có cột nào cho `{name}`",
                        "no column of the table fills `{name}`"
                    ),
                    help: Some(localized!(
                        "thêm cột ấy, hoặc nêu một giá trị chung bằng `--set {name}=…`",
                        "add such a column, or give one value for all with `--set {name}=…`"
                    )),
                };
                records.diagnostics.push(self.wrong(sheet, table.header.1, first, wrong));
            }
        }
    }

    /// What a required key of a new record has where nothing is said.
    fn usual_value(&self, key: &KeyInfo) -> Option<Node> {
        match (self.info.name, key.name) {
            ("EntryFields", "status") => Some(Node::Text("received".to_owned())),
            ("ModelFields", "status") => Some(Node::Text("registered".to_owned())),
            // Nobody has agreed who was not asked.
            ("EntryFields", "consent") => {
                Some(Node::Mapping(vec![("given".to_owned(), Plain::Bool(false).into())]))
            }
            ("EntryFields", "genre") => self.only_genre.clone().map(Node::Text),
            _ => None,
        }
    }

    /// The key that headings between the rows fill: the one of the mapping, else a reference without a column that knows
    /// all of them.
    fn group(&self, rows: &[TableRow], bindings: &[Binding]) -> Option<(KeyPath, Wanted)> {
        if let Some(path) = &self.mapping.group {
            return Some((path.clone(), wanted(self.info, path)));
        }
        let groups: Vec<&str> = rows.iter().filter_map(|row| Some(row.group.as_ref()?.1.as_str())).collect();
        let free = |key: &&KeyInfo| !bindings.iter().any(|one| one.path[0] == key.name);
        let knows =
            |kind: Kind| !groups.is_empty() && groups.iter().all(|group| self.references.knows(kind, group));
        let keys = self.info.keys.iter().filter(free);
        let found = keys.into_iter().find(|key| {
            !matches!((key.value)(), ValueType::List(_)) && referred(self.info, key.name).is_some_and(knows)
        })?;
        let path = vec![found.name.to_owned()];
        let wanted = wanted(self.info, &path);
        Some((path, wanted))
    }

    fn record(
        &self,
        sheet: &Sheet,
        row: &TableRow,
        bindings: &[Binding],
        group: Option<&(KeyPath, Wanted)>,
        doubtful: &DoubtfulCells,
        records: &mut Records,
    ) -> Option<RowRecord> {
        let mut fields = Node::Mapping(Vec::new());
        let (mut cells, mut unsure) = (BTreeMap::new(), Vec::new());
        let mut has_errors = false;
        for binding in bindings {
            let Some((at, value)) = self.value_of(row, binding, bindings) else { continue };
            cells.entry(binding.path.clone()).or_insert((at, binding.at));
            if doubtful.broken.contains(&(at, binding.at)) {
                has_errors = true;
                continue;
            }
            match values::read(&value, binding.wanted, &binding.conventions, self.references) {
                Ok(Some(node)) => {
                    if matches!(node, Node::Text(_)) && doubtful.unsure.contains(&(at, binding.at)) {
                        unsure.push(binding.path.clone());
                    }
                    self.put(&mut fields, &binding.path, on_one_line(&binding.path, node));
                }
                Ok(None) => {}
                Err(wrong) => {
                    has_errors = true;
                    records.diagnostics.push(self.wrong(sheet, at, binding.at, wrong));
                }
            }
        }
        if fields == Node::Mapping(Vec::new()) && !has_errors {
            return None;
        }
        if let (Some((path, wanted)), Some((at, text))) = (group, &row.group) {
            let value = Value::Text(text.clone());
            match values::read(&value, *wanted, &Conventions::default(), self.references) {
                Ok(Some(node)) => self.put(&mut fields, path, node),
                Ok(None) => {}
                Err(wrong) => {
                    has_errors = true;
                    records.diagnostics.push(self.wrong(sheet, *at, 0, wrong));
                }
            }
        }
        let mut usual = Vec::new();
        for (path, text) in &self.mapping.set {
            let value = Value::Text(text.clone());
            match values::read(&value, wanted(self.info, path), &Conventions::default(), self.references) {
                Ok(Some(node)) => usual.push((path.clone(), node)),
                Ok(None) => {}
                Err(wrong) => {
                    has_errors = true;
                    let key = path.join(".");
                    let (vi, en) = (wrong.message.vi, wrong.message.en);
                    let message = localized!("`--set {key}`: {vi}", "`--set {key}`: {en}");
                    let place = Place::file(self.file);
                    records.diagnostics.push(Diagnostic {
                        help: wrong.help,
                        ..Diagnostic::error(wrong.code, place, message)
                    });
                }
            }
        }
        let required = self.info.keys.iter().filter(|key| matches!(key.presence, Presence::Required));
        usual.extend(required.filter_map(|key| Some((vec![key.name.to_owned()], self.usual_value(key)?))));
        Some(RowRecord { row: row.row, fields: self.ordered(fields), usual, cells, unsure, has_errors })
    }

    /// The value of a binding; parts of a header over two columns are joined.
    fn value_of(&self, row: &TableRow, binding: &Binding, bindings: &[Binding]) -> Option<(u32, Value)> {
        let same: Vec<&Binding> = bindings.iter().filter(|one| one.path == binding.path).collect();
        if same.len() < 2 {
            return row.get(binding.at).map(|(at, value)| (at, value.clone()));
        }
        if same.first().is_some_and(|first| first.at != binding.at) {
            return None;
        }
        let texts: Vec<(u32, String)> = same
            .iter()
            .filter_map(|one| match row.get(one.at) {
                Some((at, Value::Text(text))) => Some((at, text.clone())),
                Some((at, Value::Number(number))) => Some((at, number.to_string())),
                _ => None,
            })
            .collect();
        let first = texts.first()?.0;
        Some((first, Value::Text(texts.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" "))))
    }

    /// Puts a value at its path; those of several persons are told apart by lines.
    fn put(&self, fields: &mut Node, path: &[String], node: Node) {
        let key = self.info.keys.iter().find(|key| key.name == path[0]);
        let is_list = key.is_some_and(|key| matches!((key.value)(), ValueType::List(_)));
        let [first, second] = path else { return set(fields, path, &node) };
        if !is_list {
            return set(fields, path, &node);
        }
        let mut elements = match fields.get(first) {
            Some(Node::List(elements)) => elements.clone(),
            _ => vec![Node::Mapping(Vec::new())],
        };
        let texts = match &node {
            Node::Text(text) if elements.len() > 1 => {
                parts(text, false).into_iter().map(Node::Text).collect()
            }
            node => vec![node.clone()],
        };
        for (element, text) in elements.iter_mut().zip(texts) {
            set(element, std::slice::from_ref(second), &text);
        }
        set(fields, std::slice::from_ref(first), &Node::List(elements));
    }

    /// The keys in the order of the declaration.
    fn ordered(&self, fields: Node) -> Node {
        ordered(self.info, fields)
    }
}

/// Titles and names have no line ends.
fn on_one_line(path: &[String], node: Node) -> Node {
    match node {
        Node::Text(text) if matches!(path[0].as_str(), "title" | "name") => {
            Node::Text(text.replace('\n', " "))
        }
        node => node,
    }
}

/// The keys of a record in the order of their declaration.
pub(super) fn ordered(info: &MappingInfo, fields: Node) -> Node {
    let Node::Mapping(mut pairs) = fields else { return fields };
    pairs.sort_by_key(|(key, _)| info.keys.iter().position(|one| one.name == key));
    Node::Mapping(pairs)
}

/// What a column for a path is read as.
fn wanted(info: &'static MappingInfo, path: &[String]) -> Wanted {
    let key = info.keys.iter().find(|key| key.name == path[0]);
    match (key, path) {
        (_, [first, second]) if first == "private" => personal(second),
        (Some(key), [_]) => of_key(info, key),
        (Some(key), [_, second]) => {
            let holder = match (key.value)() {
                ValueType::Mapping(info) => Some(info),
                ValueType::List(element) => {
                    if let ValueType::Mapping(info) = *element {
                        Some(info)
                    } else {
                        None
                    }
                }
                _ => None,
            };
            let found = inner(key).find(|one| one.name == second);
            holder.zip(found).map_or(Wanted::Text, |(holder, key)| of_key(holder, key))
        }
        _ => Wanted::Text,
    }
}

fn personal(key: &str) -> Wanted {
    match key {
        "phone" => Wanted::Digits(Some(10)),
        "id_number" => Wanted::Digits(Some(12)),
        "bank_account" => Wanted::Digits(None),
        "birth_date" => Wanted::Date,
        _ => Wanted::Text,
    }
}

fn of_key(info: &'static MappingInfo, key: &KeyInfo) -> Wanted {
    if matches!(key.name, "phone" | "fax") {
        return Wanted::Digits(Some(10));
    }
    let value = (key.value)();
    match (referred(info, key.name), value) {
        (Some(kind), ValueType::List(_)) => Wanted::References(kind),
        (Some(kind), _) => Wanted::Reference(kind),
        (None, value) => of_type(&value),
    }
}

fn of_type(value: &ValueType) -> Wanted {
    match value {
        ValueType::Bool => Wanted::Bool,
        ValueType::Integer { min: 1900, .. } => Wanted::Year,
        ValueType::Integer { .. } => Wanted::Integer,
        ValueType::Number => Wanted::Number,
        ValueType::Form(form) if form.name.contains("date") => Wanted::Date,
        ValueType::Form(form) if form.name == "id" => Wanted::Id,
        ValueType::Choice(of) => Wanted::Choice(of),
        ValueType::List(element) => match &**element {
            ValueType::Mapping(info) if info.keys.iter().any(|key| key.name == "name") => Wanted::People,
            ValueType::Choice(of) => Wanted::Choices(of),
            _ => Wanted::Texts,
        },
        _ => Wanted::Text,
    }
}
