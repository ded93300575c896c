//! From the site to its pages.
//!
//! In come the [`Site`], its [`Texts`] and a [`Theme`]; out go the bytes of every page, and which files are copied.
//!
//! 1. [`Renderer::new`] compiles the templates, sorts the site into editions and plans all pages ([`PlannedPage`]);
//! 2. [`Renderer::render`] fills the value of a page ([`context`]) and gives it to its template, from many threads;
//! 3. [`Renderer::machine_files`] writes feeds, sitemaps, robots.txt, descriptions and pages at old addresses;
//! 4. [`Renderer::plan_pictures`], [`Renderer::make_pictures`] see to smaller widths and share cards;
//! 5. [`Renderer::copies`] lists the files of the theme, of `content/static/` and beside published records.

pub mod context;
mod copies;
mod edition;
mod entries;
mod feeds;
mod fill;
mod href;
mod machine;
mod paging;
mod pictures;
mod plan;
mod tidy;
mod wording;

pub use copies::FileCopy;
pub use plan::{EntriesOf, ModelsOf, NewsOf, PlannedPage, Shows};

use rustc_hash::FxHashSet;
use serde::Serialize;
use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::prose::Texts;
use crate::render::edition::Edition;
use crate::render::fill::{Fill, Head};
use crate::render::pictures::Pictures;
use crate::site::{Site, permalink};
use bantin_text::language::Language;
use crate::theme::{Templates, Theme};

/// Renders the pages of a site.
pub struct Renderer<'s> {
    site: &'s Site<'s>,
    texts: &'s Texts,
    theme: &'s Theme,
    templates: Templates,
    editions: Vec<Edition>,
    plan: Vec<PlannedPage>,
    /// The addresses of the main menu, by language.
    menus: Vec<(Language, Vec<String>)>,
    pictures: Pictures,
}

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Where it stands below the section: `tin-tuc/bai-a/index.html`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl<'s> Renderer<'s> {
    /// Makes everything ready. `None` where a template or interface text is wrong, which is reported; pages at the
    /// same path are reported too.
    pub fn new(
        site: &'s Site<'s>,
        texts: &'s Texts,
        theme: &'s Theme,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let languages = &site.config.languages;
        let mut templates =
            Templates::compile(theme, languages, &site.config.base.path, site.sources, found)?;
        wording::check(theme, &templates, languages, found)?;
        let editions = Edition::all(site);
        let plan = plan::plan(site, &editions, found);
        let paths: FxHashSet<&str> = plan.iter().map(|page| page.path.as_str()).collect();
        let mut menus = Vec::new();
        let chromes: Vec<(Language, Value)> = editions
            .iter()
            .map(|edition| {
                let (templates, editions) = (&templates, editions.as_slice());
                let fill = Fill { site, texts, templates, editions, edition, pictures: None };
                let chrome = fill.chrome(&theme.fields, &paths);
                menus.push((edition.language, chrome.menu.iter().map(|item| item.href.clone()).collect()));
                (edition.language, Value::from_serializable(&chrome))
            })
            .collect();
        for (language, chrome) in chromes {
            templates.set(language, "site", chrome);
        }
        Some(Self { site, texts, theme, templates, editions, plan, menus, pictures: Pictures::default() })
    }

    /// All pages, sorted by path.
    pub fn plan(&self) -> &[PlannedPage] {
        &self.plan
    }

    /// The HTML of a page. An error stands in a template; the same mistake may come from many pages.
    pub fn render(&self, page: &PlannedPage) -> Result<OutputFile, Diagnostic> {
        let fill = self.fill(page.language);
        let html = match page.shows {
            Shows::Home => self.print(page, "home", fill.home()),
            Shows::News(of, number) => self.print(page, "news", fill.news(of, number)),
            Shows::Article(no) => self.print(page, "article", fill.article(no)?),
            Shows::Tags => self.print(page, "tags", fill.tags()),
            Shows::Tag(no, number) => self.print(page, "tag", fill.tagged(no, number)),
            Shows::Models(of, number) => self.print(page, "models", fill.models(of, number)),
            Shows::Model(no) => self.print(page, "model", fill.model(no)?),
            Shows::Contests => self.print(page, "contests", fill.contests()),
            Shows::Contest(no) => self.print(page, "contest", fill.contest_page(no)),
            Shows::Rules(no) => self.print(page, "rules", fill.rules(no)?),
            Shows::Entries(no, of, number) => self.print(page, "entries", fill.entries(no, of, number)),
            Shows::Entry(no) => self.print(page, "entry", fill.entry(no)?),
            Shows::Results(no) => self.print(page, "results", fill.results(no)),
            Shows::Programmes => self.print(page, "programmes", fill.programmes()),
            Shows::Programme(no) => self.print(page, "programme", fill.programme(no)?),
            Shows::Localities => self.print(page, "localities", fill.localities()),
            Shows::Locality(no, number) => self.print(page, "locality", fill.locality_page(no, number)),
            Shows::Organizations => self.print(page, "organizations", fill.organizations()),
            Shows::Organization(no, number) => {
                self.print(page, "organization", fill.organization_page(no, number))
            }
            Shows::Statistics => self.print(page, "statistics", fill.statistics()),
            Shows::Search => self.print(page, "search", fill.search()),
            Shows::Standing(no) => self.print(page, "standing", fill.standing(no)?),
            Shows::NotFound => self.print(page, "not_found", fill.not_found()),
            Shows::Withdrawn(number) => self.print(page, "withdrawn", fill.withdrawn(number)),
        }?;
        Ok(OutputFile { path: permalink::file(&page.path), bytes: tidy::tidy(&html).into_bytes() })
    }

    /// Gives a page's value to its template, under the name that [`context`] says.
    fn print<T: Serialize>(
        &self,
        page: &PlannedPage,
        name: &'static str,
        (head, value): (Head<'_>, T),
    ) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        let mut told = self.fill(page.language).page(page, head);
        told.menu_href = self.menu_href(page.language, &told.trail);
        context.insert("page", &told);
        context.insert(name, &value);
        self.templates.render(page.language, &format!("{}.html", page.shows.kind()), &context)
    }

    /// The item of the main menu that a page with these breadcrumbs stands at or nearest below.
    fn menu_href(&self, language: Language, trail: &[String]) -> Option<String> {
        let (_, menu) = self.menus.iter().find(|(of, _)| *of == language)?;
        trail.iter().rev().find(|href| menu.contains(href)).cloned()
    }

    fn fill(&self, language: Language) -> Fill<'_> {
        let edition = self.editions.iter().find(|edition| edition.language == language);
        Fill {
            site: self.site,
            texts: self.texts,
            templates: &self.templates,
            editions: &self.editions,
            edition: edition.unwrap_or(&self.editions[0]),
            pictures: Some(&self.pictures),
        }
    }
}

#[cfg(test)]
mod tests;
