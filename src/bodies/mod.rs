//! The bodies of the site: all Markdown texts rendered to HTML, with their links resolved and checked.
//!
//! In come the [`Site`] and its [`Pages`]; out go the texts of each record with a page. The steps: the files that
//! links can name are collected once ([`index`]); every text is read, in parallel, through a resolver
//! that knows its record ([`resolver`]); links to headings are checked when all headings are known, links to files of
//! the output when all files are ([`Bodies::check_files`]). What the site answered is kept ([`recorder`]): a text that
//! is still the same, and would be answered the same, is not read again ([`earlier`]).

mod broken;
mod earlier;
mod index;
mod recorder;
mod resolver;
mod source;

pub use earlier::Earlier;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::bodies::index::Index;
use crate::bodies::recorder::{Answer, Recorder};
use crate::bodies::resolver::{OfRecord, no_page};
use crate::bodies::source::{BodySource, sources_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::image::assets::Assets;
use crate::markdown::{Failure, Ids, Options, Problem, RenderedBody, dangling_heading, read_with_ids};
use crate::pages::Pages;
use crate::progress::{Progress, StageName};
use crate::site::{ModelNo, RecordNo, Site};

/// The texts of all records.
#[derive(Debug, Default)]
pub struct Bodies {
    of: BTreeMap<RecordNo, Arc<Read>>,
    /// The text of what has none.
    empty: RenderedBody,
}

/// Reads all texts of what is published, except those that stand in `earlier` and say the same now. With `keeps`, a
/// later run can use them again.
pub fn read(
    site: &Site<'_>,
    pages: &Pages,
    assets: &Assets,
    (earlier, keeps): (Option<&Earlier<'_>>, bool),
    progress: &dyn Progress,
) -> (Bodies, Vec<Diagnostic>) {
    let sources: Vec<_> = site.records().map(|no| (no, sources_of(site, no))).collect();
    let index = Index::new(site);
    let reader = BodyReader { site, pages, assets, index: &index, keeps, progress };
    progress.begin(StageName::Write, sources.len());
    let read = |(no, parts): &(RecordNo, Vec<BodySource<'_>>)| {
        let again = earlier.and_then(|earlier| earlier.same(&reader, parts));
        (*no, again.unwrap_or_else(|| Arc::new(reader.read(parts))))
    };
    let read: Vec<_> = sources.par_iter().map(read).collect();
    let (mut bodies, mut diagnostics) = (Bodies::default(), Vec::new());
    for (no, read) in read {
        diagnostics.extend(read.diagnostics.iter().cloned());
        bodies.of.insert(no, read);
    }
    bodies.check_headings(&sources, &mut diagnostics);
    // These texts are not published; only their diagnostics are needed.
    let broken = broken::broken(site);
    let broken: Vec<_> = broken.iter().map(|record| [BodySource::without_page(site, record)]).collect();
    diagnostics.par_extend(broken.par_iter().flat_map_iter(|parts| reader.read(parts).diagnostics));
    (bodies, diagnostics)
}

/// The texts of one record, with all that reading them depended on besides themselves.
#[derive(Debug, Default)]
struct Read {
    texts: Vec<RenderedBody>,
    diagnostics: Vec<Diagnostic>,
    /// What the site answered.
    answers: Vec<Answer>,
}

/// What every reading needs.
struct BodyReader<'d, 's> {
    site: &'d Site<'s>,
    pages: &'d Pages,
    assets: &'d Assets,
    index: &'d Index<'d>,
    keeps: bool,
    progress: &'d dyn Progress,
}

impl<'s> BodyReader<'_, 's> {
    /// The texts of a record stand on one page, so they share the ids of their headings.
    fn read(&self, parts: &[BodySource<'_>]) -> Read {
        let (mut ids, mut read) = (Ids::default(), Read::default());
        for part in parts {
            let text = self.read_part(part, &mut ids, &mut read);
            read.texts.push(text);
        }
        self.progress.advance(1);
        read
    }

    fn read_part(&self, source: &BodySource<'_>, ids: &mut Ids, read: &mut Read) -> RenderedBody {
        if source.text.trim().is_empty() {
            return RenderedBody::default();
        }
        let resolver = Recorder::new(self.resolver(source), self.keeps);
        let options = Options { raw_html: self.site.config.raw_html, language: source.language };
        let (rendered, problems) = read_with_ids(source.text, options, &resolver, ids);
        let diagnostic = |problem: Problem| Diagnostic {
            severity: problem.severity,
            code: problem.code,
            place: source.place(problem.range),
            message: problem.message,
            help: problem.help,
        };
        read.diagnostics.extend(problems.into_iter().map(diagnostic));
        read.answers.extend(resolver.answers());
        rendered
    }

    fn resolver<'r>(&'r self, source: &'r BodySource<'r>) -> OfRecord<'r, 's> {
        let Self { site, pages, assets, index, .. } = *self;
        OfRecord { site, pages, assets, index, source }
    }
}

impl Bodies {
    /// The texts of a record in the order in which they stand on its page; the last one is its body.
    pub fn of(&self, record: RecordNo) -> &[RenderedBody] {
        self.of.get(&record).map_or(&[], |read| &read.texts)
    }

    /// The body of a record; empty if it has none.
    pub fn body(&self, record: RecordNo) -> &RenderedBody {
        self.of(record).last().unwrap_or(&self.empty)
    }

    /// Objectives, activities and body of a model.
    pub fn model(&self, no: ModelNo) -> [&RenderedBody; 3] {
        match self.of(RecordNo::Model(no)) {
            [objectives, activities, body] => [objectives, activities, body],
            _ => [&self.empty; 3],
        }
    }

    /// The texts of all records.
    pub fn all(&self) -> impl Iterator<Item = &RenderedBody> {
        self.of.values().flat_map(|read| &read.texts)
    }

    /// Checks all links to headings of other records.
    fn check_headings(&self, sources: &[(RecordNo, Vec<BodySource<'_>>)], diagnostics: &mut Vec<Diagnostic>) {
        for (source, rendered) in sources.iter().flat_map(|(no, parts)| parts.iter().zip(self.of(*no))) {
            for link in &rendered.heading_links {
                let headings = || self.of(link.record).iter().flat_map(|rendered| &rendered.headings);
                if headings().any(|heading| heading.id == link.heading) {
                    continue;
                }
                let known = headings().map(|heading| heading.id.as_str());
                let (message, help) = dangling_heading(&link.heading, known);
                let place = source.place(link.range.clone());
                diagnostics.push(Diagnostic::error(Code::DanglingHeading, place, message).help(help));
            }
        }
    }

    /// Reports links to files that are not in the output, according to `is_file`.
    pub fn check_files(
        &self,
        site: &Site<'_>,
        pages: &Pages,
        is_file: impl Fn(&str) -> bool,
    ) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (no, read) in &self.of {
            let texts = &read.texts;
            if texts.iter().all(|text| text.file_links.is_empty()) {
                continue;
            }
            let sources = sources_of(site, *no);
            let links = sources
                .iter()
                .zip(texts)
                .flat_map(|(source, text)| text.file_links.iter().map(move |link| (source, link)));
            for (source, link) in links.filter(|(_, link)| !is_file(&link.path)) {
                let Failure { code, message, help } = no_page(site, pages, &link.path);
                let place = source.place(link.range.clone());
                diagnostics.push(Diagnostic { help, ..Diagnostic::error(code, place, message) });
            }
        }
        diagnostics
    }
}

#[cfg(test)]
mod tests;
