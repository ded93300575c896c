//! What an import will write: new records, changes of those that are there, and everything that is wrong or left out.

use std::collections::BTreeMap;

use crate::content::catalog::{Catalog, ContestFiles};
use crate::content::declarations::{Declaration, Holding, of_files};
use crate::content::load::Loaded;
use crate::diagnostic::{Code, Diagnostic, LocalizedText, Path, Place, Step, localized};
use crate::import::columns::{KeyPath, Keys};
use crate::import::elements::{self, Codes, Element, Inside, inside};
use crate::import::existing::{self, Existing, at, is_same, set};
use crate::import::format::book;
use crate::import::mapping::{Mapping, guessed};
use crate::import::references::References;
use crate::import::rows::{Reader, Records, RowRecord, at_cell, cell_place, ordered};
use crate::import::sheet::{Book, Refusal, Sheet, letters};
use crate::import::table::{Table, find, plain};
use crate::import::wrong::Wrong;
use crate::scaffold::record::{NewFile, id_of};
use crate::yaml::describe::{MappingInfo, keys_at};
use crate::yaml::patch::{Edit, edits, patched};
use crate::yaml::{Node, front_matter, parse, write};
use bantin_text::slug::{SlugSet, slug};

/// A table to be imported.
#[derive(Debug)]
pub struct Request<'r> {
    /// The file as it is shown in messages.
    pub file: &'r str,
    pub bytes: &'r [u8],
    pub kind: &'static Declaration,
    /// The contest of entries, by id.
    pub contest: Option<&'r str>,
    /// The table to take where there are several: its number from 1, or a part of its name.
    pub table: Option<&'r str>,
    pub mapping: Mapping,
    /// The key by which rows and records are the same, instead of the id or the name.
    pub key: Option<KeyPath>,
    /// Rows that are left out: those that were found wrong before.
    pub without: &'r [u32],
}

/// A value that a row changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub id: String,
    pub key: String,
    pub before: String,
    pub after: String,
    /// Whether it stands below `private`.
    pub is_private: bool,
}

/// What an import will do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Files with their whole texts.
    pub files: Vec<NewFile>,
    pub created: usize,
    pub changed: Vec<Changed>,
    pub changed_records: usize,
    pub unchanged: usize,
    pub withdrawn: usize,
    pub totals: usize,
    /// Rows with errors, which `--partial` leaves out.
    pub wrong_rows: Vec<u32>,
    pub diagnostics: Vec<Diagnostic>,
    pub notes: Vec<LocalizedText>,
    pub(super) file: String,
    pub(super) sheet: String,
    /// For each record of a written file, by its index there, the row and the cells of its keys.
    pub(super) origins: BTreeMap<(String, Option<usize>), Origin>,
    /// The same for each element that was added to a list of a record, or changed there.
    pub(super) elements: BTreeMap<ElementPlace, Origin>,
}

/// An element of a list: the file, the record's index there, the key of the list, the index in it.
pub(super) type ElementPlace = (String, Option<usize>, String, usize);

/// The row of a record, and the cell of each key.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub(super) row: u32,
    pub(super) cells: BTreeMap<KeyPath, (u32, u32)>,
}

impl Plan {
    fn refused(file: &str, code: Code, refusal: Refusal) -> Self {
        let diagnostic = Diagnostic::error(code, Place::file(file), refusal.message);
        Self { diagnostics: vec![Diagnostic { help: refusal.help, ..diagnostic }], ..Self::default() }
    }
}

/// A mapping file for the table of a request, with a guess for each column.
pub fn guess(request: &Request<'_>) -> Result<String, Refusal> {
    let info = mapping_of(request.kind)?;
    let keys = Keys::new(info);
    let book = book(request.bytes, request.file)?;
    let (_, table) = chosen(request, &book, &keys)?;
    Ok(guessed(&table.columns, &keys))
}

fn mapping_of(kind: &'static Declaration) -> Result<&'static MappingInfo, Refusal> {
    kind.mapping().ok_or_else(|| {
        let kind = kind.kind;
        Refusal {
            message: localized!(
                "`{kind}` không nhập từ bảng được",
                "`{kind}` cannot be imported from a table"
            ),
            help: None,
        }
    })
}

/// Plans the import of a table.
#[must_use]
pub fn plan(request: &Request<'_>, loaded: &Loaded, catalog: &Catalog) -> Plan {
    let refused = |code, refusal| Plan::refused(request.file, code, refusal);
    let info = match mapping_of(request.kind) {
        Ok(info) => info,
        Err(refusal) => return refused(Code::NoTable, refusal),
    };
    let contest = match contest_of(request, catalog) {
        Ok(contest) => contest,
        Err(refusal) => return refused(Code::UnknownReference, refusal),
    };
    let book = match book(request.bytes, request.file) {
        Ok(book) => book,
        Err(refusal) => return refused(Code::UnreadableTable, refusal),
    };
    let keys = Keys::new(info);
    let (sheet, table) = match chosen(request, &book, &keys) {
        Ok(chosen) => chosen,
        Err(refusal) => return refused(Code::NoTable, refusal),
    };
    let references = References::new(catalog, contest);
    let only_genre = contest.and_then(|files| match files.contest.fields.genres.as_slice() {
        [only] => Some(only.id.0.clone()),
        _ => None,
    });
    let reader = Reader {
        file: request.file,
        kind: request.kind,
        info,
        keys: &keys,
        mapping: &request.mapping,
        references: &references,
        only_genre,
    };
    let Records { rows, diagnostics, notes } = reader.read(sheet, &table);
    let mut plan = Plan {
        diagnostics,
        file: request.file.to_owned(),
        sheet: sheet.name.clone(),
        totals: table.totals,
        ..Plan::default()
    };
    plan.notes.extend(book.notes.iter().cloned());
    plan.notes.extend(notes);
    plan.notes.extend(hidden(&book, sheet, &table));
    let known = existing::of_kind(loaded, request.kind, contest);
    let folder = contest.map(|files| files.folder.as_str());
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    for (at, one) in known.iter().enumerate() {
        by_id.entry(one.id.clone()).or_insert(at);
        by_name.entry(existing::name_of(&one.fields)).or_default().push(at);
    }
    let mut planner = Planner {
        request,
        info,
        contest,
        catalog,
        loaded,
        known,
        by_name,
        by_id,
        folder,
        plan: &mut plan,
        used: SlugSet::new(),
        new: Vec::new(),
        changes: BTreeMap::new(),
        met: BTreeMap::new(),
    };
    planner.all(rows);
    plan
}

fn contest_of<'c>(request: &Request<'_>, catalog: &'c Catalog) -> Result<Option<&'c ContestFiles>, Refusal> {
    if !request.kind.files.starts_with("contests/*/") {
        return Ok(None);
    }
    let all = catalog.contests.iter().map(|files| files.contest.id.0.as_str()).collect::<Vec<_>>().join(", ");
    let found = match (request.contest, catalog.contests.as_slice()) {
        (Some(id), _) => catalog.contest(id),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    found.map(Some).ok_or_else(|| Refusal {
        message: localized!(
            "cần nêu cuộc thi bằng `--contest`",
            "the contest has to be named with `--contest`"
        ),
        help: Some(localized!("các cuộc thi: {all}", "contests: {all}")),
    })
}

/// The table that is meant.
fn chosen<'b>(request: &Request<'_>, book: &'b Book, keys: &Keys) -> Result<(&'b Sheet, Table), Refusal> {
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
fn hidden(book: &Book, sheet: &Sheet, table: &Table) -> Vec<LocalizedText> {
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

/// Makes the plan row by row.
struct Planner<'p> {
    request: &'p Request<'p>,
    info: &'static MappingInfo,
    contest: Option<&'p ContestFiles>,
    catalog: &'p Catalog,
    loaded: &'p Loaded,
    known: Vec<Existing>,
    /// Known records by their plain names.
    by_name: BTreeMap<String, Vec<usize>>,
    by_id: BTreeMap<String, usize>,
    /// The folder of the contest.
    folder: Option<&'p str>,
    plan: &'p mut Plan,
    used: SlugSet,
    new: Vec<(Node, Origin)>,
    /// By file.
    changes: BTreeMap<String, Vec<Edit>>,
    /// Rows by the record that they mean, to find a record that stands twice.
    met: BTreeMap<String, u32>,
}

impl Planner<'_> {
    fn all(&mut self, rows: Vec<RowRecord>) {
        for one in &self.known {
            self.used.take(&one.id);
        }
        self.plan.wrong_rows.extend(rows.iter().filter(|row| row.has_errors).map(|row| row.row));
        let sound: Vec<RowRecord> = rows
            .into_iter()
            .filter(|row| !row.has_errors && !self.request.without.contains(&row.row))
            .collect();
        match inside(self.request.kind.kind) {
            Some(inside) => self.elements(&inside, sound),
            None => sound.into_iter().for_each(|row| self.one(row)),
        }
        self.write_changes();
        self.write_new();
        if self.plan.withdrawn > 0 {
            let count = self.plan.withdrawn;
            self.plan.notes.push(localized!(
                "{count} bản ghi đã rút hoặc đã gỡ không được đưa trở lại",
                "{count} records that were withdrawn are not brought back"
            ));
        }
    }

    fn one(&mut self, row: RowRecord) {
        let found = self.find(&row.fields);
        let name = match found {
            Some(at) => self.known[at].id.clone(),
            None => format!("{:?}", row.fields),
        };
        if let Some(first) = self.met.get(&name).copied() {
            return self.doubled(&row, first);
        }
        self.met.insert(name, row.row);
        match found {
            Some(at) if self.known[at].is_withdrawn() => self.plan.withdrawn += 1,
            Some(at) => self.update(at, row),
            None => self.create(row),
        }
    }

    /// Tells that a row says what an earlier one says.
    fn doubled(&mut self, row: &RowRecord, first: u32) {
        let first = first + 1;
        let message = localized!("trùng với dòng {first}", "the same as row {first}");
        let help = localized!("bỏ một trong hai dòng", "remove one of the two rows");
        let cell = row.cells.values().next().copied().unwrap_or((row.row, 0));
        self.wrong(row.row, cell, Wrong { code: Code::DoubledId, message, help: Some(help) });
    }

    fn wrong(&mut self, row: u32, cell: (u32, u32), wrong: Wrong) {
        let message = at_cell(&self.plan.sheet, cell.0, cell.1, &wrong.message);
        let place = cell_place(self.request.file, cell.0, cell.1);
        let diagnostic = Diagnostic::error(wrong.code, place, message);
        self.plan.diagnostics.push(Diagnostic { help: wrong.help, ..diagnostic });
        self.plan.wrong_rows.push(row);
    }

    /// Rows that become elements of lists in records that are there.
    fn elements(&mut self, inside: &Inside, rows: Vec<RowRecord>) {
        let codes = self.contest.map(|files| Codes::new(&files.contest.id.0, &self.known));
        let mut by_record: BTreeMap<usize, Vec<Element>> = BTreeMap::new();
        let mut empty = 0;
        for mut row in rows {
            let record = match &codes {
                Some(codes) => codes.find(&row, &self.known),
                None => {
                    self.shorten(&mut row);
                    Ok(0)
                }
            };
            let record = match record {
                Ok(record) => record,
                Err((path, wrong)) => {
                    let cell = row.cells.get(&path).copied().unwrap_or((row.row, 0));
                    self.wrong(row.row, cell, wrong);
                    continue;
                }
            };
            let element = inside.element(row);
            if element.node.get("value").or(element.node.get("to")).is_none() {
                empty += 1;
                continue;
            }
            let name = format!("{record}\u{0}{}", inside.name(&element.node));
            if let Some(first) = self.met.get(&name).copied() {
                self.doubled(&element.row, first);
                continue;
            }
            self.met.insert(name, element.row.row);
            by_record.entry(record).or_default().push(element);
        }
        if empty > 0 {
            self.plan.notes.push(localized!(
                "{empty} dòng chưa có giá trị được bỏ qua",
                "{empty} rows without a value are left out"
            ));
        }
        for (record, elements) in by_record {
            self.merge(inside, record, elements);
        }
    }

    /// Old addresses are those below the section.
    fn shorten(&self, row: &mut RowRecord) {
        let base = &self.catalog.config.base;
        for (key, shorter) in
            [("from", elements::below_section as fn(&str, &_) -> _), ("to", elements::target)]
        {
            if let Some(Node::Text(text)) = row.fields.get(key) {
                let text = shorter(text, base);
                set(&mut row.fields, &[key.to_owned()], &Node::Text(text));
            }
        }
    }

    fn merge(&mut self, inside: &Inside, record: usize, elements: Vec<Element>) {
        let known = &self.known[record];
        let old = known.fields.get(inside.list);
        let (list, places) = inside.merged(known, &elements);
        let shown = |node: Option<&Node>| node.map_or_else(String::new, write::inline);
        for ((index, is_new), element) in places.into_iter().zip(elements) {
            if !is_new {
                self.plan.unchanged += 1;
                continue;
            }
            let before = match old {
                Some(Node::List(nodes)) => nodes.get(index),
                _ => None,
            };
            if before.is_some() {
                self.plan.changed_records += 1;
                self.plan.changed.push(Changed {
                    id: known.id.clone(),
                    key: inside.list.to_owned(),
                    before: shown(before),
                    after: shown(Some(&element.node)),
                    is_private: inside.is_private,
                });
            } else {
                self.plan.created += 1;
            }
            let origin = Origin { row: element.row.row, cells: element.row.cells };
            let place = (known.file.clone(), known.index, inside.list.to_owned(), index);
            self.plan.elements.insert(place, origin);
        }
        let path = top(known.index).key(inside.list);
        let edits = edits(&path, old, Some(&Node::List(list)));
        self.changes.entry(known.file.clone()).or_default().extend(edits);
    }

    /// The record that a row means: by the key that was named, by its id, else by its name.
    fn find(&self, fields: &Node) -> Option<usize> {
        if let Some(path) = &self.request.key {
            let wanted = at(fields, path)?;
            return self
                .known
                .iter()
                .position(|one| at(&one.fields, path).is_some_and(|known| is_same(known, wanted)));
        }
        if let Some(Node::Text(id)) = fields.get("id") {
            return self.by_id.get(id).copied();
        }
        let named = self.by_name.get(&existing::name_of(fields))?;
        named.iter().copied().find(|at| self.known[*at].is_meant_by(fields))
    }

    fn create(&mut self, row: RowRecord) {
        let RowRecord { row, mut fields, usual, cells, .. } = row;
        for (path, node) in usual {
            if at(&fields, &path).is_none() {
                set(&mut fields, &path, &node);
            }
        }
        let title = ["id", "title", "name"].iter().find_map(|key| match fields.get(key) {
            Some(Node::Text(text)) => Some(text.clone()),
            _ => None,
        });
        let id = self.used.unique(&id_of(&title.unwrap_or_default()));
        if let Some(Node::Text(links)) = at(&fields, &["private".to_owned(), "files".to_owned()]) {
            let links = links.split_whitespace().collect::<Vec<_>>().join(" ");
            self.plan.notes.push(localized!(
                "việc còn phải làm: `{id}` có tệp gửi kèm, tải về rồi đặt cạnh bài: {links}",
                "still to be done: `{id}` came with files; download them and put them beside the entry: {links}"
            ));
        }
        set(&mut fields, &["id".to_owned()], &Node::Text(id));
        self.plan.created += 1;
        self.new.push((ordered(self.info, fields), Origin { row, cells }));
    }

    fn update(&mut self, at_known: usize, row: RowRecord) {
        let known = &self.known[at_known];
        let mut new = known.fields.clone();
        for path in leaves(&row.fields) {
            let (Some(value), old) = (at(&row.fields, &path), at(&known.fields, &path)) else { continue };
            let value = &old.map_or_else(|| value.clone(), |old| existing::updated(old, value));
            if path[0] == "id" || old.is_some_and(|old| is_same(old, value)) {
                continue;
            }
            let shown = |node: Option<&Node>| node.map_or_else(String::new, write::inline);
            self.plan.changed.push(Changed {
                id: known.id.clone(),
                key: path.join("."),
                before: shown(old),
                after: shown(Some(value)),
                is_private: path[0] == "private",
            });
            set(&mut new, &path, value);
        }
        let edits = edits(&top(known.index), Some(&known.fields), Some(&new));
        if edits.is_empty() {
            self.plan.unchanged += 1;
            return;
        }
        self.plan.changed_records += 1;
        let origin = Origin { row: row.row, cells: row.cells };
        self.plan.origins.insert((known.file.clone(), known.index), origin);
        self.changes.entry(known.file.clone()).or_default().extend(edits);
    }

    fn text_of(&self, path: &str) -> Option<&str> {
        let texts = self.loaded.texts.iter().map(|(id, _)| self.loaded.sources.get(*id));
        texts.into_iter().find(|source| source.path == path).map(|source| source.text.as_str())
    }

    fn write_changes(&mut self) {
        for (file, changes) in std::mem::take(&mut self.changes) {
            let text = self.text_of(&file).unwrap_or_default().to_owned();
            let yaml = match front_matter::split(&text) {
                Ok(split) if file.ends_with(".md") => split.yaml,
                _ => 0..text.len(),
            };
            let declared =
                of_files(self.request.kind.files).and_then(Declaration::mapping).unwrap_or(self.info);
            match patched(&text[yaml.clone()], &changes, &|path| declared_keys(declared, path)) {
                Some(new) => {
                    let text = format!("{}{new}{}", &text[..yaml.start], &text[yaml.end..]);
                    self.plan.files.push(NewFile { path: file, text });
                }
                None => {
                    let keys = changes.iter().map(|edit| shown(&edit.path)).collect::<Vec<_>>().join(", ");
                    let message = localized!(
                        "không sửa được riêng từng giá trị trong tệp này ({keys})",
                        "the values cannot be changed one by one in this file ({keys})"
                    );
                    let help = localized!("sửa tay các khóa ấy", "change those keys by hand");
                    self.plan
                        .diagnostics
                        .push(Diagnostic::error(Code::ImportNote, Place::file(file), message).help(help));
                }
            }
        }
    }

    /// Writes new records into one list.
    fn write_new(&mut self) {
        if self.new.is_empty() {
            return;
        }
        let new = std::mem::take(&mut self.new);
        let (path, before) = self.list_file();
        let count = match parse(&before) {
            Ok(Node::List(nodes)) => nodes.len(),
            _ => 0,
        };
        let (nodes, origins): (Vec<Node>, Vec<Origin>) = new.into_iter().unzip();
        for (at, origin) in origins.into_iter().enumerate() {
            self.plan.origins.insert((path.clone(), Some(count + at)), origin);
        }
        let dash = before.lines().find(|line| line.trim_start().starts_with('-'));
        let indent = " ".repeat(dash.map_or(0, |line| line.len() - line.trim_start().len()));
        let added = write::document(&Node::List(nodes));
        let added: String = added
            .lines()
            .map(|line| format!("{indent}{line}\n").replace(&format!("{indent}\n"), "\n"))
            .collect();
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
        let text = format!("{before}{gap}{added}");
        self.plan.files.retain(|file| file.path != path);
        self.plan.files.push(NewFile { path, text });
    }

    /// The list that takes new records, with its text: the one of the taxonomy, else one named after the imported file.
    fn list_file(&self) -> (String, String) {
        let planned =
            |path: &str| self.plan.files.iter().find(|file| file.path == path).map(|file| file.text.clone());
        let text = |path: &str| planned(path).or_else(|| self.text_of(path).map(str::to_owned));
        let kind = self.request.kind;
        if kind.holds == Holding::List {
            let path = format!("content/{}", kind.files);
            let before = text(&path).unwrap_or_default();
            return (path, before);
        }
        let below =
            kind.files.split("/**").next().unwrap_or_default().replace('*', self.folder.unwrap_or_default());
        let name =
            std::path::Path::new(self.request.file).file_stem().map(|stem| slug(&stem.to_string_lossy()));
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "danh-sach".to_owned());
        let mut number = 1;
        loop {
            let suffix = if number == 1 { String::new() } else { format!("-{number}") };
            let path = format!("content/{below}/{name}{suffix}.yaml");
            match text(&path) {
                None => return (path, String::new()),
                Some(before)
                    if matches!(parse(&before), Ok(Node::List(_)))
                        && !before.trim_start().starts_with('[') =>
                {
                    return (path, before);
                }
                Some(_) => number += 1,
            }
        }
    }
}

/// The keys of a path, as people write them.
fn shown(path: &Path) -> String {
    let keys = path.0.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.to_string()),
        _ => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

/// The path of a record in its file.
fn top(index: Option<usize>) -> Path {
    index.map_or_else(Path::top, |index| Path::top().index(index))
}

/// The declared keys of the mapping at a path of a file that holds one record or a list of them.
fn declared_keys(info: &'static MappingInfo, path: &Path) -> Vec<&'static str> {
    let is_in_list = matches!(path.0.first(), Some(Step::Index(_)));
    keys_at(Some(info), &path.0[usize::from(is_in_list)..])
}

/// The paths of all values; those of a mapping one by one.
fn leaves(fields: &Node) -> Vec<KeyPath> {
    let Node::Mapping(pairs) = fields else { return Vec::new() };
    let paths = pairs.iter().flat_map(|(key, value)| match value {
        Node::Mapping(inner) => inner.iter().map(|(second, _)| vec![key.clone(), second.clone()]).collect(),
        _ => vec![vec![key.clone()]],
    });
    paths.collect()
}
