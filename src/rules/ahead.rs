//! Warns of what a record tells as a fact although its date lies ahead: a mistyped year, mostly.
//!
//! What may be planned (publication, approval, correction, withdrawal) is not told before its date and needs no warning.
//! What an article of the future tells may happen before it appears.

use jiff::tz::TimeZone;

use crate::clock::Now;
use crate::content::catalog::Catalog;
use crate::content::records::{AnyFields, AnyRecord};
use crate::diagnostic::{Code, Diagnostic, Path, localized};
use crate::value::When;

/// Checks all records.
pub(super) fn check(catalog: &Catalog, zone: &TimeZone, now: &Now, diagnostics: &mut Vec<Diagnostic>) {
    for record in catalog.records().filter(|record| !record.is_broken) {
        let appears = match record.fields {
            AnyFields::Article(fields) => Some(fields.date.at(zone)),
            _ => None,
        };
        for (path, date) in facts(&record) {
            let day = date.at(zone);
            if day.timestamp() > *now && appears.as_ref().is_none_or(|appears| day > *appears) {
                let written = date.written(zone);
                let message = localized!(
                    "ngày `{written}` còn ở phía trước, mà đây là việc đã xảy ra",
                    "`{written}` lies ahead, and this is something that has happened"
                );
                let help = localized!("xem lại năm và tháng", "look at the year and the month again");
                let place = record.origin.value(|_| path.clone());
                diagnostics.push(Diagnostic::warning(Code::FutureDate, place, message).help(help));
            }
        }
    }
}

/// The dates of a record that cannot lie ahead, each with its place.
fn facts(record: &AnyRecord<'_>) -> Vec<(Path, When)> {
    let top = || record.origin.path();
    let mut facts = Vec::new();
    match record.fields {
        AnyFields::Article(fields) => {
            let source = fields.source.as_ref().and_then(|source| source.date);
            facts.extend(source.map(|date| (top().key("source").key("date"), date)));
            let issued = fields.attachments.iter().enumerate();
            facts.extend(issued.filter_map(|(index, one)| {
                Some((top().key("attachments").index(index).key("issued"), one.issued?))
            }));
        }
        AnyFields::Model(fields) => {
            let decided = fields.recognition.as_ref().map(|decision| decision.date);
            facts.extend(decided.map(|date| (top().key("recognition").key("date"), date)));
        }
        AnyFields::Programme(fields) => facts.extend(fields.issued.map(|date| (top().key("issued"), date))),
        _ => {}
    }
    facts
}
