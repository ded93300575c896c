//! A Markdown text as written, with its place and its page.

use std::borrow::Cow;
use std::ops::Range;

use crate::content::record::{Body, Origin, Record};
use crate::diagnostic::Place;
use crate::site::{RecordNo, RecordPage, Site};
use bantin_text::language::Language;

/// The Markdown of a record, or of one of its keys.
#[derive(Debug)]
pub(super) struct BodySource<'s> {
    pub(super) text: &'s str,
    pub(super) origin: &'s Origin,
    part: Part<'s>,
    /// The path of the record's file from the root of the site.
    pub(super) file: &'s str,
    /// The path of the record's page.
    pub(super) page: Cow<'s, str>,
    pub(super) language: Language,
}

#[derive(Debug)]
enum Part<'s> {
    Body(&'s Body),
    Key(&'static str),
}

impl<'s> BodySource<'s> {
    fn body(site: &'s Site<'_>, record: RecordPage<'s>) -> Self {
        let RecordPage { path: page, language, origin, body } = record;
        let text = body.text(site.sources, origin);
        let file = &site.sources.get(origin.source).path;
        Self { text, origin, part: Part::Body(body), file, page, language }
    }

    /// The body of a record whose fields could not be read.
    pub(super) fn without_page(site: &'s Site<'_>, record: &'s Record<()>) -> Self {
        let (origin, body) = (&record.origin, &record.body);
        Self::body(site, RecordPage { path: "".into(), language: site.config.language, origin, body })
    }

    /// The value of a key of the record.
    fn key(&self, key: &'static str, text: Option<&'s String>) -> Self {
        let text = text.map_or("", String::as_str);
        let (origin, file, page, language) = (self.origin, self.file, self.page.clone(), self.language);
        Self { text, origin, part: Part::Key(key), file, page, language }
    }

    /// The place of a range of the text.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        match self.part {
            Part::Body(body) => body.place(self.origin, range),
            Part::Key(key) => {
                Place::Scalar { source: self.origin.source, path: self.origin.path().key(key), range }
            }
        }
    }
}

/// The texts of a record: its body, and before it the Markdown keys of a model.
pub(super) fn sources_of<'s>(site: &'s Site<'_>, no: RecordNo) -> Vec<BodySource<'s>> {
    let body = BodySource::body(site, site.record(no));
    let RecordNo::Model(no) = no else { return vec![body] };
    let fields = &site.model(no).record.fields;
    let objectives = body.key("objectives", fields.objectives.as_ref());
    let activities = body.key("activities", fields.activities.as_ref());
    vec![objectives, activities, body]
}
