//! The stages, from the files of a folder to everything needed for rendering.
//!
//! Each stage has its own type, borrows from the previous ones and is filled once. Loading, linking and the bodies
//! are run even if there are errors, so that one run reports all of them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::bodies::{self, Bodies};
use crate::content::catalog::Catalog;
use crate::content::load::{Loaded, load_with};
use crate::content::parse::parse;
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::duplicates;
use crate::files::Files;
use crate::image::assets::Assets;
use crate::image::cache::Cache;
use crate::lint;
use crate::locate::locate;
use crate::pages::Pages;
use crate::progress::{Progress, StageName};
use crate::render::{Interface, Renderer};
use crate::rules;
use crate::site::{Site, link};
use crate::theme::Theme;
use crate::workspace::cell::Cell;
use crate::workspace::{Options, Purpose};

/// What was read from disk.
pub(super) struct Content {
    /// All texts, including those of the theme.
    pub(super) loaded: Loaded,
    /// The records; `None` if `site.yaml` cannot be read.
    pub(super) catalog: Option<Catalog>,
    /// `None` if there is no theme of the configured name.
    pub(super) theme: Option<Theme>,
}

/// The later stages.
pub(super) struct Stages<'c> {
    diagnostics: Vec<Diagnostic>,
    linked: Option<Linked<'c>>,
}

/// A site that could be linked.
pub(super) struct Linked<'c> {
    site: Site<'c>,
    pages: Pages,
    bodies: Bodies,
    /// `None` if there is no theme.
    files: Option<Files>,
    /// `None` if the theme has errors.
    interface: Option<Interface>,
}

/// A snapshot of a site after all stages up to rendering.
pub struct State {
    cell: Cell,
    pub(super) root: PathBuf,
    strict: bool,
    /// The files of the search by path, built on first use.
    pub(super) index: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl State {
    pub(super) fn new(
        options: &Options,
        overlays: &BTreeMap<String, String>,
        purpose: Purpose,
        progress: &dyn Progress,
    ) -> Self {
        let mut diagnostics = Vec::new();
        let content = content(options, overlays, progress, &mut diagnostics);
        let cell = Cell::new(content, |content| {
            let linked = stages(content, options, purpose, progress, &mut diagnostics);
            Stages { diagnostics, linked }
        });
        Self { cell, root: options.root.clone(), strict: options.strict, index: OnceLock::new() }
    }

    /// What was read from disk.
    pub(super) fn content(&self) -> &Content {
        self.cell.borrow_owner()
    }

    /// The diagnostics of all stages.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.cell.borrow_dependent().diagnostics
    }

    /// The report of the diagnostics of all stages and of `later` ones, with resolved source positions.
    #[must_use]
    pub fn report(&self, later: Vec<Diagnostic>) -> Report {
        let mut all = self.diagnostics().to_vec();
        add_new(&mut all, later);
        if self.strict {
            all.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Error);
        }
        locate(&self.content().loaded.sources, all)
    }

    /// The linked site; `None` if errors in the content prevent linking.
    #[must_use]
    pub fn site(&self) -> Option<&Site<'_>> {
        Some(&self.cell.borrow_dependent().linked.as_ref()?.site)
    }

    /// All addresses of the site; `None` if it could not be linked.
    #[must_use]
    pub fn pages(&self) -> Option<&Pages> {
        Some(&self.cell.borrow_dependent().linked.as_ref()?.pages)
    }

    /// Whether these diagnostics stop a build.
    #[must_use]
    pub fn stops(&self, diagnostics: &[Diagnostic]) -> bool {
        let stops = |one: &Diagnostic| self.strict || one.severity == Severity::Error;
        diagnostics.iter().any(stops)
    }

    /// The renderer; `None` if errors prevent publishing.
    #[must_use]
    pub fn renderer(&self) -> Option<Renderer<'_>> {
        if self.stops(self.diagnostics()) { None } else { self.renderer_despite_errors() }
    }

    /// The renderer, regardless of errors in other parts: for comparisons, never for publishing.
    pub(super) fn renderer_despite_errors(&self) -> Option<Renderer<'_>> {
        let Linked { site, pages, bodies, files, interface } =
            self.cell.borrow_dependent().linked.as_ref()?;
        let (files, interface) = (files.as_ref()?, interface.as_ref()?);
        let theme = self.content().theme.as_ref()?;
        Some(Renderer { site, pages, bodies, files, theme, interface })
    }
}

/// Reads the folder.
pub(super) fn content(
    options: &Options,
    overlays: &BTreeMap<String, String>,
    progress: &dyn Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> Content {
    progress.begin(StageName::Load, 0);
    let mut loaded = load_with(&options.root, overlays, diagnostics);
    progress.begin(StageName::Parse, 0);
    let catalog = parse(&loaded, options.base_url.as_ref(), diagnostics);
    let theme = catalog
        .as_ref()
        .and_then(|catalog| Theme::load(&options.root, &catalog.config, &mut loaded.sources, diagnostics));
    Content { loaded, catalog, theme }
}

/// Runs all stages after reading.
fn stages<'c>(
    content: &'c Content,
    options: &Options,
    purpose: Purpose,
    progress: &dyn Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Linked<'c>> {
    let Content { loaded, catalog, theme } = content;
    let (catalog, sources) = (catalog.as_ref()?, &loaded.sources);
    rules::check(catalog, sources, options.now, diagnostics);
    duplicates::check(catalog, sources, diagnostics);
    lint::check(catalog, sources, diagnostics);

    progress.begin(StageName::Link, 0);
    let assets = Assets::new(&loaded.assets);
    let publication = options.publication.clone();
    let site = link(catalog, sources, &assets, options.now, publication, diagnostics)?;
    let mut later = Vec::new();
    let pages = Pages::new(&site, &mut later);
    let (bodies, wrong) = bodies::read(&site, &pages, &assets, progress);
    add_consequences(diagnostics, wrong);
    let theme = theme.as_ref();
    let interface = theme.and_then(|theme| Interface::new(&site, &pages, &bodies, theme, &mut later));
    add_consequences(diagnostics, later);
    let files = theme.map(|theme| {
        let is_sound = !diagnostics.iter().any(|one| options.strict || one.severity == Severity::Error);
        let keeps = purpose == Purpose::Publish && is_sound && interface.is_some();
        if keeps {
            progress.begin(StageName::Pictures, 0);
        }
        let cache = keeps.then(|| Cache::open(&options.root, "images", options.clean));
        let mut later = Vec::new();
        let root = (options.root.as_path(), cache.as_ref());
        let files = Files::new(&site, &pages, &bodies, theme, &loaded.assets, root, &mut later);
        later.extend(bodies.check_files(&site, &pages, |path| files.contains(path)));
        add_consequences(diagnostics, later);
        files
    });
    Some(Linked { site, pages, bodies, files, interface })
}

/// Adds diagnostics of a later stage. If the site already has errors, missing records and path collisions are likely
/// consequences of them (two equal ids give one path) and are not reported.
fn add_consequences(diagnostics: &mut Vec<Diagnostic>, later: Vec<Diagnostic>) {
    let is_sound = !diagnostics.iter().any(|one| one.severity == Severity::Error);
    let is_consequence = |code| matches!(code, Code::UnpublishedReference | Code::PathCollision);
    diagnostics.extend(later.into_iter().filter(|one| is_sound || !is_consequence(one.code)));
}

/// Adds diagnostics that were not reported yet: a damaged picture is found both when it is copied and when it is
/// scaled.
pub(super) fn add_new(diagnostics: &mut Vec<Diagnostic>, later: Vec<Diagnostic>) {
    for new in later {
        if !diagnostics.iter().any(|old| old.code == new.code && old.place == new.place) {
            diagnostics.push(new);
        }
    }
}
