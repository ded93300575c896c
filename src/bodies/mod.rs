//! The bodies of the site: every text read from Markdown, with its links resolved and checked.
//!
//! In come the [`Site`] and its [`Pages`]; out go the bodies of each list, in the same order as the lists. The steps:
//! the names that links can use are collected once ([`index`]); every text is read, in parallel, through a resolver
//! that knows its record ([`resolver`]); links to headings are checked when all headings are known, links to files of
//! the output when all files are ([`Bodies::check_files`]).

mod broken;
mod index;
mod resolver;
mod source;

use rayon::prelude::*;

use crate::bodies::index::Index;
use crate::bodies::resolver::{OfRecord, no_page};
use crate::bodies::source::{BodySource, BodySources};
use crate::diagnostic::{Code, Diagnostic};
use crate::image::assets::Assets;
use crate::markdown::{Failure, Heading, Ids, Options, Problem, Prose, dangling_heading, read_with_ids};
use crate::pages::Pages;
use crate::progress::{Progress, StageName};
use crate::site::{RecordNo, Site};

/// The bodies of a site. Each list has the order of the list of the same name in the site.
#[derive(Debug, Default)]
pub struct Bodies {
    /// Bodies of articles.
    pub articles: Vec<Prose>,
    /// Texts of models.
    pub models: Vec<ModelTexts>,
    /// Rules of contests; an empty text where there are none.
    pub rules: Vec<Prose>,
    /// Bodies of entries.
    pub entries: Vec<Prose>,
    /// Bodies of programmes.
    pub programmes: Vec<Prose>,
    /// Bodies of pages.
    pub pages: Vec<Prose>,
}

/// The texts of a model.
#[derive(Debug, Default)]
pub struct ModelTexts {
    /// What it is for.
    pub objectives: Prose,
    /// What is done.
    pub activities: Prose,
    /// More.
    pub body: Prose,
}

impl ModelTexts {
    /// The three texts, as they follow each other on the page.
    fn all(&self) -> [&Prose; 3] {
        [&self.objectives, &self.activities, &self.body]
    }
}

/// Reads all texts of what is published.
pub fn read(
    site: &Site<'_>,
    pages: &Pages,
    assets: &Assets,
    progress: &dyn Progress,
) -> (Bodies, Vec<Diagnostic>) {
    let sources = BodySources::new(site);
    let index = Index::new(site);
    let desk = BodyReader { site, pages, assets, index: &index, progress };
    progress.begin(StageName::Write, sources.count());
    let mut found = Vec::new();
    let bodies = Bodies {
        articles: desk.read_all(&sources.articles, &mut found),
        models: desk.read_models(&sources.models, &mut found),
        rules: desk.read_all(&sources.rules, &mut found),
        entries: desk.read_all(&sources.entries, &mut found),
        programmes: desk.read_all(&sources.programmes, &mut found),
        pages: desk.read_all(&sources.pages, &mut found),
    };
    check_headings(&sources, &bodies, &mut found);
    let broken = broken::broken(site);
    let broken: Vec<_> =
        broken.iter().map(|record| BodySource::body(site, record, "", site.config.language)).collect();
    // Nobody will see these texts: what is wrong with them is all that is wanted.
    desk.read_all(&broken, &mut found);
    (bodies, found)
}

/// What every reading needs.
struct BodyReader<'d, 's> {
    site: &'d Site<'s>,
    pages: &'d Pages,
    assets: &'d Assets,
    index: &'d Index<'d>,
    progress: &'d dyn Progress,
}

impl BodyReader<'_, '_> {
    fn read_all(&self, sources: &[BodySource<'_>], found: &mut Vec<Diagnostic>) -> Vec<Prose> {
        let read: Vec<_> = sources
            .par_iter()
            .map(|source| {
                let read = self.read(source, &mut Ids::default());
                self.progress.advance(1);
                read
            })
            .collect();
        gather(read, found)
    }

    /// The three texts of a model stand on one page, so they share their ids.
    fn read_models(&self, models: &[[BodySource<'_>; 3]], found: &mut Vec<Diagnostic>) -> Vec<ModelTexts> {
        let read: Vec<_> = models
            .par_iter()
            .map(|parts| {
                let mut ids = Ids::default();
                let mut found = Vec::new();
                let [objectives, activities, body] = parts.each_ref().map(|part| {
                    let (prose, diagnostics) = self.read(part, &mut ids);
                    found.extend(diagnostics);
                    prose
                });
                self.progress.advance(1);
                (ModelTexts { objectives, activities, body }, found)
            })
            .collect();
        gather(read, found)
    }

    fn read(&self, source: &BodySource<'_>, ids: &mut Ids) -> (Prose, Vec<Diagnostic>) {
        if source.text.trim().is_empty() {
            return (Prose::default(), Vec::new());
        }
        let resolver = OfRecord {
            site: self.site,
            pages: self.pages,
            assets: self.assets,
            index: self.index,
            source: source,
        };
        let options = Options { raw_html: self.site.config.raw_html, language: source.language };
        let (prose, problems) = read_with_ids(source.text, options, &resolver, ids);
        let diagnostic = |problem: Problem| Diagnostic {
            severity: problem.severity,
            code: problem.code,
            place: source.place(problem.range),
            message: problem.message,
            help: problem.help,
        };
        (prose, problems.into_iter().map(diagnostic).collect())
    }
}

fn gather<T>(read: Vec<(T, Vec<Diagnostic>)>, found: &mut Vec<Diagnostic>) -> Vec<T> {
    let keep = |(text, diagnostics)| {
        found.extend::<Vec<_>>(diagnostics);
        text
    };
    read.into_iter().map(keep).collect()
}

/// Checks every link to a heading of another record.
fn check_headings(sources: &BodySources<'_>, bodies: &Bodies, found: &mut Vec<Diagnostic>) {
    for (source, prose) in sources.with(bodies) {
        for link in &prose.heading_links {
            let headings = bodies.headings(link.record);
            if headings.iter().any(|heading| heading.id == link.heading) {
                continue;
            }
            let known = headings.iter().map(|heading| heading.id.as_str());
            let (message, help) = dangling_heading(&link.heading, known);
            let place = source.place(link.range.clone());
            found.push(Diagnostic::error(Code::DanglingHeading, place, message).help(help));
        }
    }
}

impl Bodies {
    /// All bodies.
    pub fn all(&self) -> impl Iterator<Item = &Prose> {
        let models = self.models.iter().flat_map(ModelTexts::all);
        let others = [&self.articles, &self.rules, &self.entries, &self.programmes, &self.pages];
        models.chain(others.into_iter().flatten())
    }

    /// Reports links to files of the output that are not there; `is_file` knows those that are.
    #[must_use]
    pub fn check_files(
        &self,
        site: &Site<'_>,
        pages: &Pages,
        is_file: impl Fn(&str) -> bool,
    ) -> Vec<Diagnostic> {
        if self.all().all(|body| body.file_links.is_empty()) {
            return Vec::new();
        }
        let mut diagnostics = Vec::new();
        for (source, body) in BodySources::new(site).with(self) {
            for link in body.file_links.iter().filter(|link| !is_file(&link.path)) {
                let Failure { code, message, help } = no_page(site, pages, &link.path);
                let place = source.place(link.range.clone());
                diagnostics.push(Diagnostic { help, ..Diagnostic::error(code, place, message) });
            }
        }
        diagnostics
    }

    /// The headings of a record's page.
    fn headings(&self, record: RecordNo) -> Vec<&Heading> {
        match record {
            RecordNo::Article(no) => self.articles[no.0].headings.iter().collect(),
            RecordNo::Model(no) => {
                self.models[no.0].all().into_iter().flat_map(|prose| &prose.headings).collect()
            }
            RecordNo::Contest(_) => Vec::new(),
            RecordNo::Rules(no) => self.rules[no.0].headings.iter().collect(),
            RecordNo::Entry(no) => self.entries[no.0].headings.iter().collect(),
            RecordNo::Programme(no) => self.programmes[no.0].headings.iter().collect(),
            RecordNo::Page(no) => self.pages[no.0].headings.iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests;
