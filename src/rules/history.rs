//! Checks that a record names a locality which existed at the record's date.
//!
//! Years are compared as years, dates as days in the site's time zone. An entry or article dated after a merger names
//! the new unit; a model names the unit of its year of registration. An older record may also name a part of a unit
//! that was split later: that is how it says to which part it belongs now.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;

use crate::content::catalog::Catalog;
use crate::content::records::AnyFields;
use crate::content::taxonomy::LocalityFields;
use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::value::When;

/// Checks every record that names a locality.
pub(super) fn check(catalog: &Catalog, zone: &TimeZone, diagnostics: &mut Vec<Diagnostic>) {
    let lives = Lives::new(catalog, zone);
    if lives.units.is_empty() {
        return;
    }
    for record in catalog.records().filter(|record| !record.is_broken) {
        let place = record.origin.key("locality");
        match record.fields {
            AnyFields::Article(fields) => {
                lives.on_day(fields.locality.as_deref(), fields.date, "date", place, diagnostics);
            }
            AnyFields::Model(fields) => {
                lives.in_year(&fields.locality, fields.registered.0, place, diagnostics)
            }
            AnyFields::Entry(fields) => {
                lives.on_day(fields.locality.as_deref(), fields.submitted, "submitted", place, diagnostics);
            }
            _ => {}
        }
    }
}

/// Units with a first or last day, and units that were split.
struct Lives<'c> {
    units: FxHashMap<&'c str, &'c LocalityFields>,
    /// Id of a part → the units that were split into it.
    split: FxHashMap<&'c str, Vec<&'c LocalityFields>>,
    zone: &'c TimeZone,
}

impl<'c> Lives<'c> {
    fn new(catalog: &'c Catalog, zone: &'c TimeZone) -> Self {
        let all = || catalog.taxonomies.localities.entries.iter().map(|(_, fields)| fields);
        let dated = all().filter(|fields| fields.since.is_some() || fields.until.is_some());
        let is_reversed = |fields: &LocalityFields| matches!((fields.since, fields.until), (Some(a), Some(b)) if b.last_day(zone) < a.day(zone));
        let sound = dated.filter(|fields| !is_reversed(fields));
        let mut split: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for fields in all() {
            let several = fields.successors.len() > 1;
            for part in fields.successors.iter().filter(|part| several || !part.whole) {
                split.entry(part.id.as_str()).or_default().push(fields);
            }
        }
        Self { units: sound.map(|fields| (fields.id.0.as_str(), fields)).collect(), split, zone }
    }

    fn on_day(
        &self,
        id: Option<&str>,
        when: When,
        key: &str,
        place: Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let (first, last) = (when.day(self.zone), when.last_day(self.zone));
        let Some(unit) = id.and_then(|id| self.units.get(id)) else { return };
        let within = |from: Option<Date>, to: Option<Date>| {
            from.is_none_or(|from| from <= last) && to.is_none_or(|to| first <= to)
        };
        if !self.fits(unit, &within) {
            let day = when.iso_day(self.zone);
            diagnostics.push(self.outside(&format!("`{key}` {day}"), unit, place));
        }
    }

    fn in_year(&self, id: &str, year: i16, place: Place, diagnostics: &mut Vec<Diagnostic>) {
        let Some(unit) = self.units.get(id) else { return };
        let within = |from: Option<Date>, to: Option<Date>| {
            from.is_none_or(|from| from.year() <= year) && to.is_none_or(|to| year <= to.year())
        };
        if !self.fits(unit, &within) {
            diagnostics.push(self.outside(&format!("`registered` {year}"), unit, place));
        }
    }

    /// Whether a date lies within the life of `unit`, or of a unit that was split into it.
    fn fits(&self, unit: &LocalityFields, within: &dyn Fn(Option<Date>, Option<Date>) -> bool) -> bool {
        let lived = |unit: &LocalityFields| {
            let (since, until) = (unit.since.map(|when| when.day(self.zone)), unit.until);
            within(since, until.map(|when| when.last_day(self.zone)))
        };
        lived(unit)
            || self.split.get(unit.id.0.as_str()).is_some_and(|whole| whole.iter().any(|unit| lived(unit)))
    }

    fn outside(&self, dated: &str, locality: &LocalityFields, place: Place) -> Diagnostic {
        let (id, name) = (&locality.id.0, &locality.name);
        let message = match (locality.since, locality.until) {
            (_, Some(until)) => {
                let until = until.iso_day(self.zone);
                localized!(
                    "{dated} nằm ngoài thời gian tồn tại của `{id}` ({name}), có đến {until}",
                    "{dated} lies outside the life of `{id}` ({name}), which lasted until {until}"
                )
            }
            (since, None) => {
                let since = since.map_or_else(|| "?".to_owned(), |since| since.iso_day(self.zone));
                localized!(
                    "{dated} nằm ngoài thời gian tồn tại của `{id}` ({name}), có từ {since}",
                    "{dated} lies outside the life of `{id}` ({name}), which exists since {since}"
                )
            }
        };
        let near: Vec<_> = locality.successors.iter().map(|successor| successor.id.as_str()).collect();
        let near = near.join(", ");
        let help = if near.is_empty() {
            localized!("ghi địa bàn theo tên lúc đó", "name the unit that existed then")
        } else {
            localized!(
                "ghi địa bàn theo tên lúc đó; đơn vị kế thừa: {near}",
                "name the unit that existed then; its successors: {near}"
            )
        };
        Diagnostic::warning(Code::OutsideLife, place, message).help(help)
    }
}
