//! The stages, from the files of a folder to everything needed for rendering.
//!
//! Each stage has its own type, borrows from the previous ones and is filled once. Loading, linking and the bodies
//! are run even if there are errors, so that one run reports all of them. A run may take from an earlier one what has not
//! changed since: texts and their records, the theme, similar entries, bodies.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bodies::{self, Before, Bodies, Stored};
use crate::clock::Now;
use crate::config::lint::is_told;
use crate::content::catalog::Catalog;
use crate::content::load::{self, Changed, Loaded, load_with};
use crate::content::parse::{Texts, parse};
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::duplicates;
use crate::files::Files;
use crate::image::assets::Assets;
use crate::image::cache::Cache;
use crate::lint;
use crate::locate::locate;
use crate::pages::Pages;
use crate::progress::{Progress, StageName};
use crate::render::Interface;
use crate::rules;
use crate::site::{Site, link};
use crate::source::Sources;
use crate::theme::Theme;
use crate::workspace::options::{Options, Purpose};

/// What was read from disk.
pub(super) struct Content {
    /// All texts, including those of the theme.
    pub(super) loaded: Loaded,
    /// What the texts were read into, if a later state may need it.
    texts: Option<Texts>,
    /// The records; `None` if `site.yaml` cannot be read.
    pub(super) catalog: Option<Catalog>,
    /// `None` if there is no theme of the configured name.
    pub(super) theme: Option<Arc<Theme>>,
    /// What was reported of the theme.
    theme_found: Vec<Diagnostic>,
}

/// The later stages.
pub(super) struct Stages<'c> {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Those of entries with the same wording, which take long to find.
    pub(super) duplicates: Vec<Diagnostic>,
    pub(super) linked: Option<Linked<'c>>,
    /// The number of diagnostics that were passed to the progress when their stage ended.
    pub(super) told: usize,
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

/// What the stages run with.
#[derive(Clone, Copy)]
pub(super) struct Run<'r> {
    pub(super) options: &'r Options,
    /// Unsaved texts.
    pub(super) overlays: &'r BTreeMap<String, String>,
    /// The moment of the run, which is that of the options.
    pub(super) now: &'r Now,
    pub(super) purpose: Purpose,
    pub(super) progress: &'r dyn Progress,
    /// A state from which all is taken that has not changed since.
    pub(super) earlier: Option<Earlier<'r>>,
    /// Whether a later state will take from this one.
    pub(super) keeps: bool,
}

/// An earlier state, and what has changed since.
#[derive(Clone, Copy)]
pub(super) struct Earlier<'e> {
    pub(super) content: &'e Content,
    pub(super) stages: &'e Stages<'e>,
    pub(super) changed: &'e Changed,
}

/// Reads the folder.
pub(super) fn content(run: &Run<'_>, diagnostics: &mut Vec<Diagnostic>) -> Content {
    let Run { options, overlays, progress, earlier, keeps, .. } = *run;
    progress.begin(StageName::Load, 0);
    let before =
        earlier.map(|Earlier { content, changed, .. }| load::Earlier { loaded: &content.loaded, changed });
    let mut loaded = load_with(&options.root, overlays, before, diagnostics);
    progress.begin(StageName::Parse, 0);
    let base = options.base_url.as_ref();
    let known = earlier.and_then(|Earlier { content, .. }| Some((&content.loaded, content.texts.as_ref()?)));
    let texts = keeps.then(|| Texts::read(&loaded, known));
    let catalog = match &texts {
        Some(texts) => texts.catalog(&loaded, base, diagnostics),
        None => parse(&loaded, base, diagnostics),
    };
    if let Some(catalog) = &catalog {
        diagnostics.retain(|one| is_told(catalog.config.lint.as_ref(), one.code));
    }
    let mut theme_found = Vec::new();
    let theme = catalog.as_ref().and_then(|catalog| {
        let known = earlier.and_then(|earlier| earlier.theme(&mut loaded, &mut theme_found));
        known.or_else(|| {
            let theme = Theme::load(&options.root, &catalog.config, &mut loaded.sources, &mut theme_found);
            theme.map(Arc::new)
        })
    });
    diagnostics.extend(theme_found.iter().cloned());
    Content { loaded, texts, catalog, theme, theme_found }
}

impl<'e> Earlier<'e> {
    /// The theme, if nothing has changed on which it depends; its texts are added.
    fn theme(&self, loaded: &mut Loaded, found: &mut Vec<Diagnostic>) -> Option<Arc<Theme>> {
        let before = &self.content.loaded;
        let is_touched = ["themes", "content/templates", "content/site.yaml"]
            .iter()
            .any(|folder| self.changed.touches_in(folder));
        let theme = self.content.theme.as_ref().filter(|_| !is_touched && loaded.has_files_of(before))?;
        for id in before.sources.ids().skip(loaded.texts.len()) {
            loaded.sources.add(Arc::clone(before.sources.shared(id)));
        }
        found.extend(self.content.theme_found.iter().cloned());
        Some(Arc::clone(theme))
    }

    /// The diagnostics of entries with the same wording, if no entry has changed.
    fn duplicates(&self, loaded: &Loaded) -> Option<Vec<Diagnostic>> {
        let is_touched =
            self.changed.touches_in("content/contests") || self.changed.touches("content/site.yaml");
        let is_same = !is_touched && loaded.has_files_of(&self.content.loaded);
        is_same.then(|| self.stages.duplicates.clone())
    }

    fn site(&self) -> Option<&'e Site<'e>> {
        Some(&self.stages.linked.as_ref()?.site)
    }

    /// The texts of records, if those of the new site may be the same.
    fn bodies(&self, now: &Site<'_>) -> Option<bodies::Earlier<'e>> {
        let Linked { site, bodies, .. } = self.stages.linked.as_ref()?;
        bodies::Earlier::new(site, bodies, now)
    }
}

/// Runs all stages after reading.
pub(super) fn stages<'c>(
    content: &'c Content,
    run: &Run<'_>,
    mut diagnostics: Vec<Diagnostic>,
) -> Stages<'c> {
    let mut duplicates = Vec::new();
    let mut teller = Teller { run, sources: &content.loaded.sources, told: 0 };
    teller.tell(&diagnostics);
    let linked = linked(content, &mut teller, &mut duplicates, &mut diagnostics);
    teller.tell(&diagnostics);
    Stages { diagnostics, duplicates, linked, told: teller.told }
}

/// Passes diagnostics to the progress as soon as a stage ends.
struct Teller<'t, 'r> {
    run: &'t Run<'r>,
    sources: &'t Sources,
    told: usize,
}

impl Teller<'_, '_> {
    fn tell(&mut self, diagnostics: &[Diagnostic]) {
        let Run { progress, options, .. } = *self.run;
        let new = &diagnostics[self.told..];
        if new.is_empty() || !progress.wants_found() {
            return;
        }
        self.told = diagnostics.len();
        progress.found(&report(self.sources, new.to_vec(), options.strict));
    }
}

/// Diagnostics with resolved positions; all are errors if `strict`.
pub(super) fn report(sources: &Sources, mut diagnostics: Vec<Diagnostic>, strict: bool) -> Report {
    if strict {
        diagnostics.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Error);
    }
    locate(sources, diagnostics)
}

fn linked<'c>(
    content: &'c Content,
    teller: &mut Teller<'_, '_>,
    alike: &mut Vec<Diagnostic>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Linked<'c>> {
    let Run { options, now, purpose, progress, earlier, keeps, .. } = *teller.run;
    let Content { loaded, catalog, theme, .. } = content;
    let (catalog, sources) = (catalog.as_ref()?, &loaded.sources);
    progress.begin(StageName::Check, 0);
    rules::check(catalog, sources, now, diagnostics);
    match earlier.and_then(|earlier| earlier.duplicates(loaded)) {
        Some(known) => *alike = known,
        None => duplicates::check(catalog, sources, alike),
    }
    diagnostics.extend(alike.iter().cloned());
    lint::check(catalog, sources, diagnostics);
    teller.tell(diagnostics);

    progress.begin(StageName::Link, 0);
    let assets = Assets::new(&loaded.assets);
    let publication = options.publication.clone();
    let before = earlier.and_then(|earlier| earlier.site());
    let site = link(catalog, sources, &assets, now, publication, before, diagnostics)?;
    teller.tell(diagnostics);
    let mut later = Vec::new();
    let pages = Pages::new(&site, &mut later);
    let known = earlier.and_then(|earlier| earlier.bodies(&site));
    // Who remembers has them at hand already.
    let stored = (!keeps).then(|| Stored::open(&options.root, options.clean, purpose == Purpose::Publish));
    let before = Before { earlier: known.as_ref(), stored: stored.as_ref(), keeps };
    let (bodies, mut wrong) = bodies::read(&site, &pages, &assets, before, progress);
    wrong.retain(|one| is_told(catalog.config.lint.as_ref(), one.code));
    add_consequences(diagnostics, wrong);
    teller.tell(diagnostics);
    progress.begin(StageName::Plan, 0);
    let theme = theme.as_deref();
    let interface = theme.and_then(|theme| Interface::new(&site, &pages, &bodies, theme, &mut later));
    add_consequences(diagnostics, later);
    let files = theme.map(|theme| {
        let is_sound = !diagnostics.iter().any(|one| options.strict || one.severity == Severity::Error);
        let keeps = purpose == Purpose::Publish && is_sound && interface.is_some();
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
/// Adds diagnostics of a later stage. If the site already has errors, records that are not published are likely
/// consequences of them; two equal ids give one path, so path collisions are consequences of doubled ids.
fn add_consequences(diagnostics: &mut Vec<Diagnostic>, later: Vec<Diagnostic>) {
    let is_sound = !diagnostics.iter().any(|one| one.severity == Severity::Error);
    let is_doubled = diagnostics.iter().any(|one| one.code == Code::DoubledId);
    let is_consequence = |code| match code {
        Code::UnpublishedReference => !is_sound,
        Code::PathCollision => is_doubled,
        _ => false,
    };
    diagnostics.extend(later.into_iter().filter(|one| !is_consequence(one.code)));
}
