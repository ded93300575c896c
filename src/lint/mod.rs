//! Editorial style checks: warnings that say how to fix what they found.
//!
//! Input: the [`Catalog`]. Output: warnings. Each check can be switched off in `site.yaml`, by the key `lint`. Steps:
//! look for letters that another encoding broke in all texts (`letters`); collect the texts of each record (`texts`);
//! check their typography (`typing`, `signs`), the numbers of documents (`numbers`) and text in the wrong field
//! (`fields`).

mod fields;
mod letters;
mod numbers;
mod seen;
mod signs;
mod texts;
mod typing;

use rayon::prelude::*;

use crate::config::lint::LintFields;
use crate::content::catalog::Catalog;
use crate::content::records::{AnyFields, AnyRecord};
use crate::diagnostic::{Diagnostic, Place};
use crate::lint::texts::{Prose, Texts};
use crate::source::Sources;

/// Checks every record but contests and their rules.
pub fn check(catalog: &Catalog, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let Some(switches) = &catalog.config.lint else { return };
    if switches.broken_letters {
        letters::check(sources, diagnostics);
    }
    let lint = Lint { switches, sources };
    let records: Vec<_> = catalog.records().collect();
    diagnostics.par_extend(records.par_iter().flat_map_iter(|record| lint.record(record)));
}

struct Lint<'l> {
    switches: &'l LintFields,
    sources: &'l Sources,
}

impl Lint<'_> {
    fn record(&self, record: &AnyRecord<'_>) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let keys = keys(record.fields);
        if keys.is_empty() {
            return diagnostics;
        }
        let keys = keys.into_iter().filter_map(|(key, text)| Some((key, Prose::line(text?))));
        let AnyRecord { origin, body, .. } = *record;
        let texts = Texts {
            origin,
            body,
            text: Prose::markdown(body.text(self.sources, origin)),
            keys: keys.collect(),
            numbers: document_numbers(record),
        };
        typing::check(self, &texts, &mut diagnostics);
        signs::check(self, &texts, &mut diagnostics);
        fields::body(self, &texts, &mut diagnostics);
        if self.switches.document_numbers {
            numbers::check(&texts, &mut diagnostics);
        }
        match record.fields {
            AnyFields::Article(fields) => fields::article(self, origin, fields, &texts, &mut diagnostics),
            AnyFields::Model(fields) => {
                fields::pictures(self, origin, &fields.images, "images", &mut diagnostics)
            }
            AnyFields::Entry(fields) => fields::media(self, origin, &fields.media, &mut diagnostics),
            _ => {}
        }
        diagnostics
    }
}

/// The keys of a record that hold sentences.
fn keys(fields: AnyFields<'_>) -> Vec<(&'static str, Option<&str>)> {
    let titled = |title, summary| vec![("title", Some(title)), ("summary", summary)];
    match fields {
        AnyFields::Article(fields) => titled(&*fields.title, fields.summary.as_deref()),
        AnyFields::Entry(fields) => titled(&*fields.title, fields.summary.as_deref()),
        AnyFields::Programme(fields) => titled(&*fields.title, fields.summary.as_deref()),
        AnyFields::Document(fields) => titled(&*fields.title, fields.summary.as_deref()),
        AnyFields::Topic(fields) => {
            vec![("name", Some(&*fields.name)), ("summary", fields.summary.as_deref())]
        }
        AnyFields::Author(fields) => vec![("bio", fields.bio.as_deref())],
        AnyFields::Page(fields) => vec![("title", Some(&*fields.title))],
        AnyFields::Model(fields) => vec![
            ("name", Some(&*fields.name)),
            ("summary", fields.summary.as_deref()),
            ("objectives", fields.objectives.as_deref()),
            ("activities", fields.activities.as_deref()),
        ],
        AnyFields::Contest(_) | AnyFields::Rules(_) => Vec::new(),
    }
}

/// The keys of a record that hold numbers of documents.
fn document_numbers<'c>(record: &AnyRecord<'c>) -> Vec<(Place, &'c str)> {
    let origin = record.origin;
    match record.fields {
        AnyFields::Article(fields) => {
            let place = |index| origin.value(|path| path.key("attachments").index(index).key("number"));
            let attachments = fields.attachments.iter().enumerate();
            attachments.filter_map(|(at, one)| Some((place(at), one.number.as_deref()?))).collect()
        }
        AnyFields::Model(fields) => {
            let place = || origin.value(|path| path.key("recognition").key("number"));
            fields.recognition.iter().map(|one| (place(), one.number.as_str())).collect()
        }
        AnyFields::Programme(fields) => {
            fields.number.iter().map(|number| (origin.key("number"), number.as_str())).collect()
        }
        AnyFields::Document(fields) => {
            fields.number.iter().map(|number| (origin.key("number"), number.as_str())).collect()
        }
        _ => Vec::new(),
    }
}

/// A warning with its help.
fn warning(
    code: crate::diagnostic::Code,
    place: Place,
    message: crate::diagnostic::LocalizedText,
    help: crate::diagnostic::LocalizedText,
) -> Diagnostic {
    Diagnostic::warning(code, place, message).help(help)
}
