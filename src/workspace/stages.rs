//! The stages, from the files of a folder to everything needed for rendering.
//!
//! Each stage has its own type, borrows from the previous ones and is filled once. Loading, linking and the bodies
//! are run even if there are errors, so that one run reports all of them.

use std::collections::BTreeMap;

use crate::bodies::{self, Bodies};
use crate::content::catalog::Catalog;
use crate::content::load::{Loaded, load_with};
use crate::content::parse::parse;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::duplicates;
use crate::files::Files;
use crate::image::assets::Assets;
use crate::image::cache::Cache;
use crate::lint;
use crate::pages::Pages;
use crate::progress::{Progress, StageName};
use crate::render::Interface;
use crate::rules;
use crate::site::{Site, link};
use crate::theme::Theme;
use crate::workspace::options::{Options, Purpose};

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
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) linked: Option<Linked<'c>>,
}

/// A site that could be linked.
pub(super) struct Linked<'c> {
    pub(super) site: Site<'c>,
    pub(super) pages: Pages,
    pub(super) bodies: Bodies,
    /// `None` if there is no theme.
    pub(super) files: Option<Files>,
    /// `None` if the theme has errors.
    pub(super) interface: Option<Interface>,
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
pub(super) fn stages<'c>(
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
