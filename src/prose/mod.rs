//! The texts of the site: every body read from Markdown, with its links resolved and checked.
//!
//! In comes the [`Site`]; out go the texts of each list, in the same order as the lists. The steps: the names that
//! links can use are collected once ([`index`]); every text is read, in parallel, through a resolver that knows its
//! record ([`resolver`]); links to headings are checked when all headings are known.

mod broken;
mod index;
mod manuscript;
mod pages;
mod resolver;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::image::assets::Assets;
use crate::markdown::{Heading, Ids, Options, Problem, Prose, dangling_heading, read_with_ids};
use crate::progress::{Progress, StageName};
use crate::prose::index::Index;
use crate::prose::manuscript::{Manuscript, Manuscripts};
use crate::prose::resolver::OfRecord;
use crate::site::{RecordNo, Site};

/// The texts of a site. Each list has the order of the list of the same name in the site.
#[derive(Debug, Default)]
pub struct Texts {
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

/// Reads all texts of what is published.
pub fn write(site: &Site<'_>, assets: &Assets, progress: &dyn Progress) -> (Texts, Vec<Diagnostic>) {
    let manuscripts = Manuscripts::new(site);
    let index = Index::new(site);
    let desk = Desk { site, assets, index: &index, progress };
    progress.begin(StageName::Write, manuscripts.count());
    let mut found = Vec::new();
    let texts = Texts {
        articles: desk.read_all(&manuscripts.articles, &mut found),
        models: desk.read_models(&manuscripts.models, &mut found),
        rules: desk.read_all(&manuscripts.rules, &mut found),
        entries: desk.read_all(&manuscripts.entries, &mut found),
        programmes: desk.read_all(&manuscripts.programmes, &mut found),
        pages: desk.read_all(&manuscripts.pages, &mut found),
    };
    check_headings(&manuscripts, &texts, &mut found);
    let broken = broken::broken(site);
    let broken: Vec<_> =
        broken.iter().map(|record| Manuscript::body(site, record, "", site.config.language)).collect();
    // Nobody will see these texts: what is wrong with them is all that is wanted.
    desk.read_all(&broken, &mut found);
    (texts, found)
}

/// What every reading needs.
struct Desk<'d, 's> {
    site: &'d Site<'s>,
    assets: &'d Assets,
    index: &'d Index<'d>,
    progress: &'d dyn Progress,
}

impl Desk<'_, '_> {
    fn read_all(&self, manuscripts: &[Manuscript<'_>], found: &mut Vec<Diagnostic>) -> Vec<Prose> {
        let read: Vec<_> = manuscripts
            .par_iter()
            .map(|manuscript| {
                let read = self.read(manuscript, &mut Ids::default());
                self.progress.advance(1);
                read
            })
            .collect();
        gather(read, found)
    }

    /// The three texts of a model stand on one page, so they share their ids.
    fn read_models(&self, models: &[[Manuscript<'_>; 3]], found: &mut Vec<Diagnostic>) -> Vec<ModelTexts> {
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

    fn read(&self, manuscript: &Manuscript<'_>, ids: &mut Ids) -> (Prose, Vec<Diagnostic>) {
        if manuscript.text.trim().is_empty() {
            return (Prose::default(), Vec::new());
        }
        let resolver = OfRecord { site: self.site, assets: self.assets, index: self.index, manuscript };
        let options = Options { raw_html: self.site.config.raw_html, language: manuscript.language };
        let (prose, problems) = read_with_ids(manuscript.text, options, &resolver, ids);
        let diagnostic = |problem: Problem| Diagnostic {
            severity: problem.severity,
            code: problem.code,
            place: manuscript.place(problem.range),
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
fn check_headings(manuscripts: &Manuscripts<'_>, texts: &Texts, found: &mut Vec<Diagnostic>) {
    for (manuscript, prose) in manuscripts.with(texts) {
        for link in &prose.heading_links {
            let headings = texts.headings(link.record);
            if headings.iter().any(|heading| heading.id == link.heading) {
                continue;
            }
            let known = headings.iter().map(|heading| heading.id.as_str());
            let (message, help) = dangling_heading(&link.heading, known);
            let place = manuscript.place(link.range.clone());
            found.push(Diagnostic::error(Code::DanglingHeading, place, message).help(help));
        }
    }
}

impl Texts {
    /// The headings of a record's page.
    fn headings(&self, record: RecordNo) -> Vec<&Heading> {
        match record {
            RecordNo::Article(no) => self.articles[no.0].headings.iter().collect(),
            RecordNo::Model(no) => {
                let ModelTexts { objectives, activities, body } = &self.models[no.0];
                [objectives, activities, body].into_iter().flat_map(|prose| &prose.headings).collect()
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
