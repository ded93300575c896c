//! The bodies of the site: all Markdown texts rendered to HTML, with their links resolved and checked.
//!
//! In: the [`Site`] and its [`Pages`]. Out: the texts of each record with a page. The steps: the files that links can
//! name are collected ([`index`]); all texts are rendered in parallel, with a resolver for each record ([`resolver`]);
//! links to headings are checked when all headings are known, links to files of the output when all files are known
//! ([`Bodies::check_files`]). The answers of the resolver are recorded ([`recorder`]), so that a later run can use an
//! unchanged text again if the site would answer the same ([`earlier`]); texts that ask nothing are kept on disk
//! ([`mod@stored`]). Which texts a page asks for is noted by
//! [`Bodies::noting`].

mod broken;
mod earlier;
mod index;
mod recorder;
mod resolver;
mod source;
mod stored;

pub use earlier::Earlier;
pub use stored::Stored;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

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
    all: Arc<All>,
    /// The records whose texts were asked for, if they are noted.
    asked: Option<Mutex<BTreeSet<RecordNo>>>,
}

#[derive(Debug, Default)]
struct All {
    of: BTreeMap<RecordNo, Arc<Read>>,
    /// Returned for records without a text.
    empty: RenderedBody,
}

/// What earlier runs rendered.
#[derive(Clone, Copy, Default)]
pub struct Before<'b, 'e> {
    /// The run before in the same process.
    pub earlier: Option<&'b Earlier<'e>>,
    /// Texts on disk.
    pub stored: Option<&'b Stored>,
    /// Whether the answers of the resolver are recorded for a later run in the same process.
    pub keeps: bool,
}

/// Renders the texts of all published records; those of earlier runs are used again where nothing has changed.
pub fn read(
    site: &Site<'_>,
    pages: &Pages,
    assets: &Assets,
    before: Before<'_, '_>,
    progress: &dyn Progress,
) -> (Bodies, Vec<Diagnostic>) {
    let Before { earlier, stored, keeps } = before;
    let keeps = keeps || stored.is_some();
    let sources: Vec<_> = site.records().map(|no| (no, sources_of(site, no))).collect();
    let index = Index::new(site);
    let reader = BodyReader { site, pages, assets, index: &index, keeps, progress };
    progress.begin(StageName::Write, sources.len());
    let read = |(no, parts): &(RecordNo, Vec<BodySource<'_>>)| {
        let again = earlier.and_then(|earlier| earlier.same(&reader, parts));
        let read = again.unwrap_or_else(|| Arc::new(reader.read_after(stored, parts)));
        (*no, read)
    };
    let read: Vec<_> = sources.par_iter().map(read).collect();
    if let Some(stored) = stored {
        stored.keep(read.iter().filter_map(|(_, read)| Some((read.key?, read.texts.as_slice()))));
    }
    let (mut all, mut diagnostics) = (All::default(), Vec::new());
    for (no, read) in read {
        diagnostics.extend(read.diagnostics.iter().cloned());
        all.of.insert(no, read);
    }
    let bodies = Bodies { all: Arc::new(all), asked: None };
    bodies.check_headings(&sources, &mut diagnostics);
    // These texts are not published; only their diagnostics are needed.
    let broken = broken::broken(site);
    let broken: Vec<_> = broken.iter().map(|record| [BodySource::without_page(site, record)]).collect();
    diagnostics.par_extend(broken.par_iter().flat_map_iter(|parts| reader.read(parts).diagnostics));
    (bodies, diagnostics)
}

/// The rendered texts of one record, with everything that rendering depended on besides the texts.
#[derive(Debug, Default)]
struct Read {
    texts: Vec<RenderedBody>,
    diagnostics: Vec<Diagnostic>,
    /// The answers of the resolver.
    answers: Vec<Answer>,
    /// What the texts are rendered from, if the site cannot answer them differently.
    key: Option<stored::Key>,
}

/// The context of rendering.
struct BodyReader<'d, 's> {
    site: &'d Site<'s>,
    pages: &'d Pages,
    assets: &'d Assets,
    index: &'d Index<'d>,
    keeps: bool,
    progress: &'d dyn Progress,
}

impl<'s> BodyReader<'_, 's> {
    /// The texts of a record as they are stored, or rendered.
    fn read_after(&self, stored: Option<&Stored>, parts: &[BodySource<'_>]) -> Read {
        let Some(stored) = stored else { return self.read(parts) };
        let key = parts.first().and_then(|part| {
            let base = self.site.config.base.absolute();
            stored::key(&base, self.options(part), parts)
        });
        if let Some(texts) = key.as_ref().and_then(|key| stored.take(key)) {
            self.progress.advance(1);
            return Read { texts, key, ..Read::default() };
        }
        let read = self.read(parts);
        let is_sure =
            read.diagnostics.is_empty() && read.answers.is_empty() && read.texts.iter().all(stored::is_plain);
        Read { key: key.filter(|_| is_sure), ..read }
    }

    /// Renders the texts of a record. They stand on one page, so the ids of their headings must be unique among all of
    /// them.
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
        let (rendered, problems) = read_with_ids(source.text, self.options(source), &resolver, ids);
        let diagnostic = |problem: Problem| Diagnostic {
            severity: problem.severity,
            code: problem.code,
            place: problem.elsewhere.unwrap_or_else(|| source.place(problem.range)),
            message: problem.message,
            help: problem.help,
        };
        read.diagnostics.extend(problems.into_iter().map(diagnostic));
        read.answers.extend(resolver.answers());
        rendered
    }

    fn options(&self, source: &BodySource<'_>) -> Options {
        Options {
            raw_html: self.site.config.raw_html,
            language: source.language,
            external_images: self.site.config.images.external,
        }
    }

    fn resolver<'r>(&'r self, source: &'r BodySource<'r>) -> OfRecord<'r, 's> {
        let Self { site, pages, assets, index, .. } = *self;
        OfRecord { site, pages, assets, index, source }
    }
}

impl Bodies {
    /// The same texts, for a user of which [`noted`](Bodies::noted) will tell what it asked for.
    pub fn noting(&self) -> Self {
        Self { all: Arc::clone(&self.all), asked: Some(Mutex::default()) }
    }

    /// The records whose texts were asked for; none if they were not noted.
    pub fn noted(self) -> BTreeSet<RecordNo> {
        self.asked
            .map_or_else(BTreeSet::new, |asked| asked.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// The texts of a record in the order in which they stand on its page; the last one is its body.
    pub fn of(&self, record: RecordNo) -> &[RenderedBody] {
        if let Some(asked) = &self.asked {
            asked.lock().unwrap_or_else(PoisonError::into_inner).insert(record);
        }
        self.all.of.get(&record).map_or(&[], |read| &read.texts)
    }

    /// The body of a record; empty if it has none.
    pub fn body(&self, record: RecordNo) -> &RenderedBody {
        self.of(record).last().unwrap_or(&self.all.empty)
    }

    /// Objectives, activities and body of a model.
    pub fn model(&self, no: ModelNo) -> [&RenderedBody; 3] {
        match self.of(RecordNo::Model(no)) {
            [objectives, activities, body] => [objectives, activities, body],
            _ => [&self.all.empty; 3],
        }
    }

    /// The texts of all records.
    pub fn all(&self) -> impl Iterator<Item = &RenderedBody> {
        self.all.of.values().flat_map(|read| &read.texts)
    }

    /// Checks all links to headings of other records.
    fn check_headings(&self, sources: &[(RecordNo, Vec<BodySource<'_>>)], diagnostics: &mut Vec<Diagnostic>) {
        for (source, rendered) in sources.iter().flat_map(|(no, parts)| parts.iter().zip(self.of(*no))) {
            for link in &rendered.heading_links {
                let texts = || self.of(link.record).iter();
                let headings = || texts().flat_map(|text| &text.headings).map(|heading| heading.id.as_str());
                let known = || headings().chain(texts().flat_map(|text| &text.anchors).map(String::as_str));
                if known().any(|id| id == link.heading) {
                    continue;
                }
                let known = known();
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
        for (no, read) in &self.all.of {
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
