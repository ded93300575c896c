//! A snapshot of a site: what the stages made of its folder at one moment.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::clock::Now;
use crate::content::catalog::Catalog;
use crate::content::load::Changed;
use crate::content::record::Origin;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::pages::Pages;
use crate::render::Renderer;
use crate::schedule::{Moment, moments};
use crate::site::Site;
use crate::workspace::cell::Cell;
use crate::workspace::stages::{Content, Earlier, Linked, Run, content, report, stages};

/// A snapshot of a site after all stages up to rendering.
pub struct State {
    cell: Cell,
    pub(super) root: PathBuf,
    strict: bool,
    pub(super) now: Now,
    /// The files of the search by path, built on first use.
    pub(super) index: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl State {
    pub(super) fn new(run: &Run<'_>) -> Self {
        let options = run.options;
        let mut diagnostics = Vec::new();
        let content = content(run, &mut diagnostics);
        let cell = Cell::new(content, |content| stages(content, run, diagnostics));
        Self {
            cell,
            root: options.root.clone(),
            strict: options.strict,
            now: run.now.clone(),
            index: OnceLock::new(),
        }
    }

    /// This state, for a later one to take from.
    pub(super) fn earlier<'e>(&'e self, changed: &'e Changed) -> Earlier<'e> {
        Earlier { content: self.content(), stages: self.cell.borrow_dependent(), changed }
    }

    /// What was read from disk.
    pub(super) fn content(&self) -> &Content {
        self.cell.borrow_owner()
    }

    /// All records; `None` if the settings cannot be read.
    pub fn catalog(&self) -> Option<&Catalog> {
        self.content().catalog.as_ref()
    }

    /// The moment of the state.
    pub fn now(&self) -> &Now {
        &self.now
    }

    /// The path of the page of a record, if it has one: by its file, and its index in a list.
    pub fn page_of_record(&self, file: &str, index: Option<usize>) -> Option<&str> {
        let Linked { site, pages, .. } = self.cell.borrow_dependent().linked.as_ref()?;
        let is_it = |origin: &Origin| origin.index == index && self.sources().get(origin.source).path == file;
        let found = site.records().map(|no| site.record(no)).find(|page| is_it(page.origin))?;
        Some(&pages.get(&found.path)?.path)
    }

    /// The texts that were read.
    pub fn sources(&self) -> &crate::source::Sources {
        &self.content().loaded.sources
    }

    /// The diagnostics of all stages.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.cell.borrow_dependent().diagnostics
    }

    /// The report of the diagnostics of all stages and of `later` ones, with resolved source positions.
    pub fn report(&self, later: Vec<Diagnostic>) -> Report {
        self.report_from(0, later)
    }

    /// The part of [`State::report`] that was not passed to the progress when a stage ended; `None` if nothing was.
    pub(super) fn untold(&self, later: &[Diagnostic]) -> Option<Report> {
        let told = self.cell.borrow_dependent().told;
        (told > 0).then(|| self.report_from(told, later.to_vec()))
    }

    fn report_from(&self, first: usize, later: Vec<Diagnostic>) -> Report {
        let mut all = self.diagnostics().to_vec();
        add_new(&mut all, later);
        report(&self.content().loaded.sources, all.split_off(first), self.strict)
    }

    /// The linked site; `None` if errors in the content prevent linking.
    pub fn site(&self) -> Option<&Site<'_>> {
        Some(&self.cell.borrow_dependent().linked.as_ref()?.site)
    }

    /// All addresses of the site; `None` if it could not be linked.
    pub fn pages(&self) -> Option<&Pages> {
        Some(&self.cell.borrow_dependent().linked.as_ref()?.pages)
    }

    /// When the output changes by the clock, after a moment; none if the settings cannot be read.
    pub fn moments(&self, now: Timestamp) -> Vec<Moment> {
        self.content().catalog.as_ref().map_or_else(Vec::new, |catalog| moments(catalog, now))
    }

    /// The time zone of the site; UTC if the settings cannot be read.
    pub fn time_zone(&self) -> TimeZone {
        self.content().catalog.as_ref().map_or(TimeZone::UTC, |catalog| catalog.config.time_zone.clone())
    }

    /// Whether these diagnostics stop a build.
    pub fn stops(&self, diagnostics: &[Diagnostic]) -> bool {
        let stops = |one: &Diagnostic| self.strict || one.severity == Severity::Error;
        diagnostics.iter().any(stops)
    }

    /// The renderer; `None` if errors prevent publishing.
    pub fn renderer(&self) -> Option<Renderer<'_>> {
        if self.stops(self.diagnostics()) { None } else { self.renderer_despite_errors() }
    }

    /// The renderer, regardless of errors in other parts: for comparisons, never for publishing.
    pub(super) fn renderer_despite_errors(&self) -> Option<Renderer<'_>> {
        let Linked { site, pages, bodies, files, interface } =
            self.cell.borrow_dependent().linked.as_ref()?;
        let (files, interface) = (files.as_ref()?, interface.as_ref()?);
        let theme = self.content().theme.as_deref()?;
        Some(Renderer { site, pages, bodies, files, theme, interface })
    }
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
