//! Records in the life of their locality: a record is dated while the unit it names existed.
//!
//! Years are compared as years, dates as days. An entry or article after a merger names the new unit; a model names
//! the unit of the year in which it was registered.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::content::catalog::Catalog;
use crate::content::taxonomy::LocalityFields;
use crate::diagnostic::{Code, Diagnostic, Place, words};

/// Checks every record that names a locality.
pub(super) fn check(catalog: &Catalog, found: &mut Vec<Diagnostic>) {
    let localities = &catalog.taxonomies.localities.entries;
    let lives: FxHashMap<&str, &LocalityFields> = localities
        .iter()
        .filter(|(_, fields)| fields.since.is_some() || fields.until.is_some())
        .filter(
            |(_, fields)| !matches!((fields.since, fields.until), (Some(a), Some(b)) if b.date() < a.date()),
        )
        .map(|(_, fields)| (fields.id.0.as_str(), fields))
        .collect();
    if lives.is_empty() {
        return;
    }
    let life = |id: Option<&str>| id.and_then(|id| lives.get(id).copied());
    for record in &catalog.articles {
        if let Some(locality) = life(record.fields.locality.as_deref()) {
            on_day(record.fields.date.date(), locality, "date", record.origin.key("locality"), found);
        }
    }
    for record in &catalog.models {
        if let Some(locality) = life(Some(&record.fields.locality)) {
            in_year(record.fields.registered.0, locality, record.origin.key("locality"), found);
        }
    }
    for record in catalog.contests.iter().flat_map(|files| &files.entries) {
        if let Some(locality) = life(record.fields.locality.as_deref()) {
            on_day(
                record.fields.submitted.date(),
                locality,
                "submitted",
                record.origin.key("locality"),
                found,
            );
        }
    }
}

fn on_day(day: Date, locality: &LocalityFields, key: &str, place: Place, found: &mut Vec<Diagnostic>) {
    let early = locality.since.is_some_and(|since| day < since.date());
    let late = locality.until.is_some_and(|until| day > until.date());
    if early || late {
        found.push(outside(&format!("`{key}` {day}"), locality, place));
    }
}

fn in_year(year: i16, locality: &LocalityFields, place: Place, found: &mut Vec<Diagnostic>) {
    let early = locality.since.is_some_and(|since| year < since.date().year());
    let late = locality.until.is_some_and(|until| year > until.date().year());
    if early || late {
        found.push(outside(&format!("`registered` {year}"), locality, place));
    }
}

fn outside(dated: &str, locality: &LocalityFields, place: Place) -> Diagnostic {
    let (id, name) = (&locality.id.0, &locality.name);
    let message = match (locality.since, locality.until) {
        (_, Some(until)) => {
            let until = until.date();
            words!(
                "{dated} nằm ngoài thời gian tồn tại của `{id}` ({name}), có đến {until}",
                "{dated} lies outside the life of `{id}` ({name}), which lasted until {until}"
            )
        }
        (since, None) => {
            let since = since.map_or_else(|| "?".to_owned(), |since| since.date().to_string());
            words!(
                "{dated} nằm ngoài thời gian tồn tại của `{id}` ({name}), có từ {since}",
                "{dated} lies outside the life of `{id}` ({name}), which exists since {since}"
            )
        }
    };
    let near: Vec<_> = locality.successors.iter().map(|successor| successor.id.as_str()).collect();
    let near = near.join(", ");
    let help = if near.is_empty() {
        words!("ghi địa bàn theo tên lúc đó", "name the unit that existed then")
    } else {
        words!(
            "ghi địa bàn theo tên lúc đó; đơn vị kế thừa: {near}",
            "name the unit that existed then; its successors: {near}"
        )
    };
    Diagnostic::warning(Code::OutsideLife, place, message).help(help)
}
