//! All records of a site with their standing, as rows of a list.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::content::catalog::Catalog;
use crate::content::kind::RecordKind;
use crate::content::records::{AnyFields, AnyRecord};
use crate::content::taxonomy::CategoryFields;
use crate::diagnostic::Severity;
use crate::edit::problem;
use crate::site::{SkipReason, Standing, standings};
use crate::source::SourceId;
use crate::workspace::state::State;
use crate::yaml::describe::{Described, View};

/// One record.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub file: String,
    pub index: Option<usize>,
    pub kind: &'static str,
    pub id: String,
    pub title: String,
    /// `draft`, `waiting`, `scheduled`, `published`, `withdrawn`, `expired`, `hidden` or `broken`.
    pub standing: &'static str,
    /// As written.
    pub date: Option<String>,
    pub category: Option<String>,
    pub contest: Option<String>,
    /// Of an entry: its status and round.
    pub status: Option<&'static str>,
    pub round: Option<String>,
    pub errors: usize,
    pub warnings: usize,
}

impl Row {
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "file": self.file, "index": self.index, "kind": self.kind, "id": self.id, "title": self.title,
            "standing": self.standing, "date": self.date, "category": self.category, "contest": self.contest,
            "status": self.status, "round": self.round, "errors": self.errors, "warnings": self.warnings,
        })
    }
}

/// All rows: records in the order of the catalog, then terms, series and the settings. Empty if the settings cannot be
/// read.
#[must_use]
pub fn rows(state: &State) -> Vec<Row> {
    let Some(catalog) = state.catalog() else { return vec![settings()] };
    let mut rows: Vec<Row> = catalog
        .records()
        .zip(standings(catalog, state.sources(), state.now()))
        .map(|(record, standing)| row(state, &record, standing))
        .collect();
    rows.extend(terms(state, catalog));
    rows.push(settings());
    let mut counts: BTreeMap<(String, Option<usize>), (usize, usize)> = BTreeMap::new();
    for found in state.diagnostics() {
        let count = counts.entry(problem::record_of(state, &found.place)).or_default();
        match found.severity {
            Severity::Error => count.0 += 1,
            Severity::Warning => count.1 += 1,
        }
    }
    for row in &mut rows {
        let count = counts.get(&(row.file.clone(), row.index));
        (row.errors, row.warnings) = count.copied().unwrap_or_default();
    }
    rows
}

fn settings() -> Row {
    bare("content/site.yaml", None, "site", "site", "site.yaml")
}

fn bare(file: &str, index: Option<usize>, kind: &'static str, id: &str, title: &str) -> Row {
    Row {
        file: file.to_owned(),
        index,
        kind,
        id: id.to_owned(),
        title: title.to_owned(),
        standing: "published",
        date: None,
        category: None,
        contest: None,
        status: None,
        round: None,
        errors: 0,
        warnings: 0,
    }
}

fn row(state: &State, record: &AnyRecord<'_>, standing: Standing) -> Row {
    let file = &state.sources().get(record.origin.source).path;
    let text = |key: &str| text_of(record.described(), key);
    let title = text("title").or_else(|| text("name")).unwrap_or_else(|| record.id.to_owned());
    let category = match record.fields {
        AnyFields::Article(fields) => Some(fields.category.clone()),
        AnyFields::Model(fields) => Some(fields.field.clone()),
        _ => None,
    };
    let (status, round) = match record.fields {
        AnyFields::Entry(fields) => (Some(fields.status.as_str()), fields.round.clone()),
        _ => (None, None),
    };
    Row {
        standing: word(standing),
        date: date_of(state, record),
        category,
        contest: record.contest.map(str::to_owned),
        status,
        round,
        ..bare(file, record.origin.index, kind_of(record.kind()), record.id, &title)
    }
}

/// The name of the declaration of a kind.
fn kind_of(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Topic => "topics",
        RecordKind::Author => "authors",
        kind => kind.as_str(),
    }
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Published => "published",
        Standing::Withdrawn => "withdrawn",
        Standing::Broken => "broken",
        Standing::Skipped(SkipReason::Draft) => "draft",
        Standing::Skipped(SkipReason::NotApproved) => "waiting",
        Standing::Skipped(SkipReason::Future) => "scheduled",
        Standing::Skipped(SkipReason::Expired) => "expired",
        Standing::Skipped(SkipReason::ContestOpen | SkipReason::NotAccepted | SkipReason::NoConsent) => {
            "hidden"
        }
    }
}

/// A text of a record, by its key.
fn text_of(record: &dyn Described, key: &str) -> Option<String> {
    let View::Mapping(pairs) = record.view() else { return None };
    let (_, value) = pairs.into_iter().find(|(known, _)| known.name == key)?;
    if let View::Text(text) = value.view() { Some(text.to_owned()) } else { None }
}

/// Day and hour in the zone of the site.
fn date_of(state: &State, record: &AnyRecord<'_>) -> Option<String> {
    let when = match record.fields {
        AnyFields::Article(fields) => Some(fields.date),
        AnyFields::Document(fields) => Some(fields.issued),
        AnyFields::Page(fields) => fields.date,
        AnyFields::Entry(fields) => Some(fields.submitted),
        AnyFields::Contest(fields) => Some(fields.opens),
        AnyFields::Model(fields) => return Some(fields.registered.0.to_string()),
        _ => None,
    }?;
    Some(when.written(&state.time_zone()))
}

fn terms(state: &State, catalog: &Catalog) -> Vec<Row> {
    let lists = &catalog.taxonomies;
    let mut rows = Vec::new();
    let mut add = |source: Option<SourceId>, index: usize, kind, id: &str, name: &str| {
        if let Some(source) = source {
            rows.push(bare(&state.sources().get(source).path, Some(index), kind, id, name));
        }
    };
    let category = |one: &CategoryFields| (one.id.0.clone(), one.name.clone());
    for (index, one) in &lists.categories.entries {
        let (id, name) = category(one);
        add(lists.categories.source, *index, "categories", &id, &name);
    }
    for (index, one) in &lists.fields.entries {
        add(lists.fields.source, *index, "fields", &one.id.0, &one.name);
    }
    for (index, one) in &lists.localities.entries {
        add(lists.localities.source, *index, "localities", &one.id.0, &one.name);
    }
    for (index, one) in &lists.organizations.entries {
        add(lists.organizations.source, *index, "organizations", &one.id.0, &one.name);
    }
    for series in &catalog.series {
        let file = &state.sources().get(series.source).path;
        if file.ends_with(".yaml") {
            rows.push(bare(file, None, "series", &series.id, &series.id));
        }
    }
    rows
}
