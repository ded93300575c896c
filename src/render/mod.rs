//! Renders pages and auxiliary files.
//!
//! Input: the [`Site`], its [`Pages`], [`Bodies`] and [`Files`], and a [`Theme`]. Output: bytes, one file at a time:
//!
//! 1. [`Interface::new`] compiles the templates, and gives them the header and footer data of each edition;
//! 2. [`Renderer::page`] makes the typed [`context`] of a page and passes it to its template;
//! 3. [`Renderer::auxiliary`] writes feeds, sitemaps, descriptions of an edition and redirects.
//!
//! A renderer only borrows the earlier stages: it is free to make, and can be used by many threads.

mod auxiliary;
pub mod context;
mod contexts;
mod feeds;
mod paging;
mod whitespace;

use std::collections::BTreeSet;
use std::sync::Arc;

use bantin_text::language::Language;
use serde::Serialize;
use tera::{Context, Value};

use crate::bodies::Bodies;
use crate::content::article::ArticleGenre;
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::pages::{Page, PageKind, Pages};
use crate::render::contexts::{Contexts, Head};
use crate::site::{RecordNo, Site};
use crate::theme::{self, Message, Templates, Theme};

/// The compiled theme of a site.
pub struct Interface {
    templates: Templates,
    /// The addresses in the main menu, by language.
    menus: Vec<(Language, Vec<String>)>,
}

impl Interface {
    /// Compiles the templates. Returns `None` if a template or an interface text is invalid, which is reported.
    pub fn new(
        site: &Site<'_>,
        pages: &Pages,
        bodies: &Bodies,
        theme: &Theme,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let languages = &site.config.languages;
        let templates =
            Templates::compile(theme, languages, &site.config.base.path, site.sources, diagnostics)?;
        theme::check(theme, &templates, languages, diagnostics)?;
        let (mut chromes, mut menus) = (Vec::new(), Vec::new());
        for edition in pages.editions() {
            let contexts = Contexts { site, pages, bodies, templates: &templates, edition, pictures: None };
            let chrome = contexts.chrome(theme);
            menus.push((edition.language, chrome.menu.iter().map(|item| item.href.clone()).collect()));
            chromes.push((edition.language, Value::from_serializable(&chrome)));
        }
        let headlines = Arc::clone(&site.headlines);
        let templates = templates
            .with_global("site", chromes)
            .with_headlines(move |title| headlines.bind(title).into_owned());
        Some(Self { templates, menus })
    }
}

#[derive(Clone, Copy)]
pub struct Renderer<'s> {
    pub site: &'s Site<'s>,
    pub pages: &'s Pages,
    pub bodies: &'s Bodies,
    pub files: &'s Files,
    pub theme: &'s Theme,
    pub interface: &'s Interface,
}

impl<'s> Renderer<'s> {
    /// The HTML of a page, and the records whose texts it was made from.
    pub fn page_with_texts(&self, page: &Page) -> (Result<String, Diagnostic>, BTreeSet<RecordNo>) {
        let bodies = self.bodies.noting();
        let html = Renderer { bodies: &bodies, ..*self }.page(page);
        (html, bodies.noted())
    }

    /// The HTML of a page. Errors come from templates; one mistake may be returned for many pages.
    pub fn page(&self, page: &Page) -> Result<String, Diagnostic> {
        let contexts = self.contexts(page.language);
        let html = match page.kind {
            PageKind::Home => self.print(page, "home", contexts.home()),
            PageKind::News(of, number) => self.print(page, "news", contexts.news(of, number)),
            PageKind::Article(no) => self.print(page, "article", contexts.article(no)?),
            PageKind::Tags => self.print(page, "tags", contexts.tags()),
            PageKind::Tag(no, number) => self.print(page, "tag", contexts.tagged(no, number)),
            PageKind::Models(of, number) => self.print(page, "models", contexts.models(of, number)),
            PageKind::Model(no) => self.print(page, "model", contexts.model(no)?),
            PageKind::Contests => self.print(page, "contests", contexts.contests()),
            PageKind::Contest(no) => self.print(page, "contest", contexts.contest_page(no)),
            PageKind::Rules(no) => self.print(page, "rules", contexts.rules(no)?),
            PageKind::Entries(no, of, number) => {
                self.print(page, "entries", contexts.entries(no, of, number))
            }
            PageKind::Entry(no) => self.print(page, "entry", contexts.entry(no)?),
            PageKind::Results(no) => self.print(page, "results", contexts.results(no)),
            PageKind::Programmes => self.print(page, "programmes", contexts.programmes()),
            PageKind::Programme(no) => self.print(page, "programme", contexts.programme(no)?),
            PageKind::Documents(of, number) => self.print(page, "documents", contexts.documents(of, number)),
            PageKind::Document(no) => self.print(page, "document", contexts.document(no)?),
            PageKind::Topic(no, number) => self.print(page, "topic", contexts.topic(no, number)?),
            PageKind::Author(no, number) => self.print(page, "author", contexts.author(no, number)),
            PageKind::Localities => self.print(page, "localities", contexts.localities()),
            PageKind::Locality(no, number) => {
                self.print(page, "locality", contexts.locality_page(no, number))
            }
            PageKind::Organizations => self.print(page, "organizations", contexts.organizations()),
            PageKind::Organization(no, number) => {
                self.print(page, "organization", contexts.organization_page(no, number))
            }
            PageKind::Statistics => self.print(page, "statistics", contexts.statistics()),
            PageKind::AllSeries => self.print(page, "all_series", contexts.all_series()),
            PageKind::Series(no) => self.print(page, "series", contexts.series(no)),
            PageKind::Search => self.print(page, "search", contexts.search()),
            PageKind::Standing(no) => self.print(page, "standing", contexts.standing(no)?),
            PageKind::NotFound => self.print(page, "not_found", contexts.not_found()),
            PageKind::Withdrawn(number) => self.print(page, "withdrawn", contexts.withdrawn(number)),
        }?;
        Ok(whitespace::collapse(&html))
    }

    /// Renders a template with the value of a page, under the name given in [`context`].
    fn print<T: Serialize>(
        &self,
        page: &Page,
        name: &'static str,
        (head, value): (Head<'_>, T),
    ) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        let mut told = self.contexts(page.language).page(page, head);
        told.menu_href = self.menu_href(page.language, &told.trail);
        context.insert("page", &told);
        context.insert(name, &value);
        let template = format!("{}.html", page.kind.name());
        self.interface.templates.render(page.language, &template, &context)
    }

    /// The main menu item of a page with these breadcrumbs, or of its nearest ancestor that has one.
    fn menu_href(&self, language: Language, trail: &[String]) -> Option<String> {
        let (_, menu) = self.interface.menus.iter().find(|(of, _)| *of == language)?;
        trail.iter().rev().find(|href| menu.contains(href)).cloned()
    }

    /// What pages with the rules of a contest are called, in the main language.
    pub(crate) fn rules_title(&self) -> String {
        self.contexts(self.site.config.language).text(Message::TitleRules)
    }

    /// What a genre of articles is called in a language of the site.
    pub(crate) fn genre_name(&self, genre: ArticleGenre, language: Language) -> String {
        self.contexts(language).text(Message::Genre(genre))
    }

    fn contexts(&self, language: Language) -> Contexts<'s> {
        Contexts {
            site: self.site,
            pages: self.pages,
            bodies: self.bodies,
            templates: &self.interface.templates,
            edition: self.pages.edition(language),
            pictures: Some(&self.files.pictures),
        }
    }
}
