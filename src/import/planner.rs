//! Makes the plan of an import: reads the table that is meant, and finds for each row the record that it is about.
//!
//! In: a [`Request`], the files and records that are there. Out: a [`Plan`]. Rows that become elements of lists are the
//! matter of `merging`, texts of files that of `writing`.

mod merging;
mod writing;

use std::collections::BTreeMap;

use crate::content::catalog::{Catalog, ContestFiles};
use crate::content::declarations::Declaration;
use crate::content::load::Loaded;
use crate::diagnostic::{Code, Diagnostic, localized};
use crate::import::choice::{chosen, hidden};
use crate::import::columns::{KeyPath, Keys};
use crate::import::elements::inside;
use crate::import::existing::{self, Existing, at, is_same, set};
use crate::import::format::book;
use crate::import::mapping::guessed;
use crate::import::plan::{Changed, Origin, Plan, Request};
use crate::import::references::References;
use crate::import::rows::{Reader, Records, RowRecord, at_cell, cell_place, ordered};
use crate::import::sheet::Refusal;
use crate::import::wrong::Wrong;
use crate::scaffold::record::id_of;
use crate::yaml::describe::MappingInfo;
use crate::yaml::patch::{Edit, edits};
use crate::yaml::{Node, write};
use bantin_text::slug::SlugSet;

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
    new: Vec<NewRecord>,
    /// By file.
    changes: BTreeMap<String, Vec<Edit>>,
    /// Rows by the record that they mean, to find a record that stands twice.
    met: BTreeMap<String, u32>,
}

/// A record that the site does not have yet.
struct NewRecord {
    fields: Node,
    /// Keys whose letters are to be looked at.
    unsure: Vec<KeyPath>,
    origin: Origin,
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
        let RowRecord { row, mut fields, usual, cells, unsure, .. } = row;
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
        self.new.push(NewRecord {
            fields: ordered(self.info, fields),
            unsure,
            origin: Origin { row, cells },
        });
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
        let edits = edits(&known.path(), Some(&known.fields), Some(&new));
        if edits.is_empty() {
            self.plan.unchanged += 1;
            return;
        }
        self.plan.changed_records += 1;
        let origin = Origin { row: row.row, cells: row.cells };
        self.plan.origins.insert((known.file.clone(), known.index), origin);
        self.changes.entry(known.file.clone()).or_default().extend(edits);
    }
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
