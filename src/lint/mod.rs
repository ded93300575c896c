//! Editorial style checks: warnings that say how to fix what they found.
//!
//! Input: the [`Catalog`]. Output: warnings. Nothing is checked unless `site.yaml` has the key `lint`, and each check
//! can be switched off there. Steps: collect the texts of each record (`texts`); check their typography (`typing`), the
//! numbers of documents (`numbers`) and text in the wrong field (`fields`).

mod fields;
mod numbers;
mod texts;
mod typing;

use rayon::prelude::*;

use crate::config::lint::LintFields;
use crate::content::catalog::Catalog;
use crate::content::record::Record;
use crate::diagnostic::{Diagnostic, Place};
use crate::lint::texts::{Text, Texts};
use crate::source::Sources;

/// Checks every article, model, entry, programme and page.
pub fn check(catalog: &Catalog, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let Some(switches) = &catalog.config.lint else { return };
    let lint = Lint { switches, sources };
    found.par_extend(catalog.articles.par_iter().flat_map_iter(|record| {
        let fields = &record.fields;
        let mut texts =
            lint.texts(record, [("title", Some(&fields.title)), ("summary", fields.summary.as_ref())]);
        for (index, attachment) in fields.attachments.iter().enumerate() {
            let place = record.origin.value(|path| path.key("attachments").index(index).key("number"));
            texts.numbers.extend(attachment.number.as_ref().map(|number| (place, number.as_str())));
        }
        let mut found = lint.texts_of(&texts);
        fields::article(&lint, record, &texts, &mut found);
        found
    }));
    found.par_extend(catalog.models.par_iter().flat_map_iter(|record| {
        let fields = &record.fields;
        let keys = [
            ("name", Some(&fields.name)),
            ("summary", fields.summary.as_ref()),
            ("objectives", fields.objectives.as_ref()),
            ("activities", fields.activities.as_ref()),
        ];
        let mut texts = lint.texts(record, keys);
        let number = fields.recognition.as_ref().map(|recognition| recognition.number.as_str());
        let place = record.origin.value(|path| path.key("recognition").key("number"));
        texts.numbers.extend(number.map(|number| (place, number)));
        let mut found = lint.texts_of(&texts);
        fields::pictures(&lint, record, &fields.images, "images", &mut found);
        found
    }));
    let entries: Vec<_> = catalog.contests.iter().flat_map(|files| &files.entries).collect();
    found.par_extend(entries.par_iter().flat_map_iter(|record| {
        let fields = &record.fields;
        let texts =
            lint.texts(record, [("title", Some(&fields.title)), ("summary", fields.summary.as_ref())]);
        let mut found = lint.texts_of(&texts);
        fields::media(&lint, record, &mut found);
        found
    }));
    for record in &catalog.programmes {
        let fields = &record.fields;
        let mut texts =
            lint.texts(record, [("title", Some(&fields.title)), ("summary", fields.summary.as_ref())]);
        texts
            .numbers
            .extend(fields.number.as_ref().map(|number| (record.origin.key("number"), number.as_str())));
        found.extend(lint.texts_of(&texts));
    }
    for record in &catalog.pages {
        let texts = lint.texts(record, [("title", Some(&record.fields.title))]);
        found.extend(lint.texts_of(&texts));
    }
}

struct Lint<'l> {
    switches: &'l LintFields,
    sources: &'l Sources,
}

impl Lint<'_> {
    /// The texts of a record: some of its keys, and its body.
    fn texts<'t, F, const N: usize>(
        &'t self,
        record: &'t Record<F>,
        keys: [(&'static str, Option<&'t String>); N],
    ) -> Texts<'t> {
        let body = record.body.text(self.sources, &record.origin);
        let keys = keys.into_iter().filter_map(|(key, text)| Some((key, text?.as_str())));
        Texts {
            origin: &record.origin,
            body: &record.body,
            text: Text::markdown(body),
            keys: keys.map(|(key, text)| (key, Text::line(text))).collect(),
            numbers: Vec::new(),
        }
    }

    /// Checks that apply to every kind of record.
    fn texts_of(&self, texts: &Texts<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        typing::check(self, texts, &mut found);
        fields::body(self, texts, &mut found);
        if self.switches.document_numbers {
            numbers::check(texts, &mut found);
        }
        found
    }
}

fn warning(
    code: crate::diagnostic::Code,
    place: Place,
    message: crate::diagnostic::Words,
    help: crate::diagnostic::Words,
) -> Diagnostic {
    Diagnostic::warning(code, place, message).help(help)
}
