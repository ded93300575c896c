//! `build` and `check`: render the whole output into a staging folder, or in a dry run.
//!
//! Both inspect every file for private data. Neither replaces the output if there is an error.

use rayon::prelude::*;

use crate::config::frame::DEFAULT_POLICY;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::files::copied;
use crate::image::cache::Cache;
use crate::output::{OldSite, Sink, Staging, Tally, Written};
use crate::privacy::{Gate, Inspected};
use crate::progress::{Progress, StageName};
use crate::render::Renderer;
use crate::site::Skipped;
use crate::workspace::emit::emit;
use crate::workspace::open::Workspace;
use crate::workspace::options::{Options, Purpose};
use crate::workspace::state::{State, add_new};

/// In bytes.
const LONGEST_RENDERED: usize = 500_000;

/// The result of a run.
#[derive(Debug)]
pub struct Outcome {
    /// All diagnostics.
    pub report: Report,
    /// The diagnostics that were not passed to the progress when a stage ended; `None` if none were.
    pub untold: Option<Report>,
    /// What was written, or would have been by a check; `None` if an error stopped the run.
    pub summary: Option<Summary>,
    /// What the build replaced; removed when dropped.
    pub old_site: Option<OldSite>,
}

/// What a run wrote, or a check would have written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Pages by kind, in a fixed order: `("article", 14)`.
    pub pages: Vec<(&'static str, usize)>,
    pub files: usize,
    /// The total size of all files in bytes.
    pub bytes: u64,
    /// Records that are not published, and why.
    pub skipped: Vec<Skipped>,
    /// What the privacy gate let pass, and why: text and reason.
    pub allowed: Vec<(String, String)>,
    /// The Content-Security-Policy that the web server must send, if pages load anything from other hosts.
    pub policy: Option<String>,
}

impl Workspace {
    /// Checks, then writes the whole site. On an error, the old output is unchanged.
    pub fn build(&mut self, progress: &dyn Progress) -> Outcome {
        let state = self.state(Purpose::Publish, progress);
        let (options, mut old_site) = (&self.options, None);
        if options.clean {
            // Clears the cache of cards; that of pictures was cleared before they were planned.
            drop(Cache::open(&options.root, "cards", true));
        }
        let outcome = state.finish(|renderer, gate, diagnostics| {
            let (written, old) = write(&state, renderer, gate, options, progress, diagnostics)?;
            old_site = Some(old);
            Some(written)
        });
        Outcome { old_site, ..outcome }
    }

    /// Runs all checks of a build without writing anything.
    pub fn check(&mut self, progress: &dyn Progress) -> Outcome {
        self.state(Purpose::Check, progress).check(progress)
    }
}

impl State {
    /// Renders everything in a dry run: errors in templates, and private data in the output, are only found that way.
    pub fn check(&self, progress: &dyn Progress) -> Outcome {
        self.finish(|renderer, gate, diagnostics| {
            let tally = Tally::default();
            diagnostics.extend(inspected(self, renderer, gate, &tally, progress));
            let pictures = &renderer.files.pictures;
            add_new(diagnostics, pictures.check(&self.root));
            let Written { files, bytes } = tally.written();
            (!self.stops(diagnostics)).then(|| Written { files: files + pictures.paths().count(), bytes })
        })
    }

    /// Runs the last stage of a site without errors, and summarises it.
    fn finish(
        &self,
        last: impl FnOnce(&Renderer<'_>, &Gate<'_>, &mut Vec<Diagnostic>) -> Option<Written>,
    ) -> Outcome {
        let mut diagnostics = Vec::new();
        let summary = self.renderer().and_then(|renderer| {
            let gate = Gate::new(renderer.site, renderer.pages, &renderer.theme.fields);
            let Written { files, bytes } = last(&renderer, &gate, &mut diagnostics)?;
            let (pages, skipped) = (renderer.pages.counts(), renderer.site.skipped.clone());
            let allowed = renderer.site.config.allowed.iter();
            let allowed = allowed.map(|one| (one.text.clone(), one.reason.clone())).collect();
            let policy = renderer.site.config.content_security_policy();
            let policy = (policy != DEFAULT_POLICY).then_some(policy);
            Some(Summary { pages, files, bytes, skipped, allowed, policy })
        });
        if self.stops(self.diagnostics()) {
            diagnostics.extend(self.despite_errors());
        }
        let untold = self.untold(&diagnostics);
        Outcome { report: self.report(diagnostics), untold, summary, old_site: None }
    }

    /// What only the writing of the output finds, for a site that will not be written: damaged pictures, and templates
    /// that fail on the first page of their kind.
    fn despite_errors(&self) -> Vec<Diagnostic> {
        let Some(renderer) = self.renderer_despite_errors() else { return Vec::new() };
        let copies = renderer.files.copies.par_iter();
        let mut found: Vec<_> = copies.filter_map(|copy| copied(copy, &self.root).err()).collect();
        // Who walks up to the top of a tree that comes back to itself does not arrive; pages of very long texts take
        // long, and tell nothing of templates that others do not.
        let sources = renderer.site.sources;
        let is_long = sources.ids().any(|id| sources.get(id).text.len() > LONGEST_RENDERED);
        if is_long || self.diagnostics().iter().any(|one| one.code == Code::Cycle) {
            return found;
        }
        let mut names = Vec::new();
        for page in renderer.pages.pages() {
            let name = page.kind.name();
            if !names.contains(&name) {
                names.push(name);
                found.extend(renderer.page(page).err());
            }
        }
        found
    }
}

/// Renders into a staging folder, and commits it if there was no error.
fn write(
    state: &State,
    renderer: &Renderer<'_>,
    gate: &Gate<'_>,
    options: &Options,
    progress: &dyn Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Written, OldSite)> {
    let staging = Staging::begin(&options.root, &options.output);
    let staging = staging.map_err(|diagnostic| diagnostics.push(diagnostic)).ok()?;
    diagnostics.extend(inspected(state, renderer, gate, &staging, progress));
    let pictures = &renderer.files.pictures;
    progress.begin(StageName::Pictures, pictures.count());
    add_new(diagnostics, pictures.make(&options.root, &staging, &|| progress.advance(1)));
    if state.stops(diagnostics) {
        return None;
    }
    progress.begin(StageName::Commit, 0);
    staging.commit().map_err(|diagnostic| diagnostics.push(diagnostic)).ok()
}

/// Emits every file of the output; each is inspected for private data before it reaches the sink.
fn inspected(
    state: &State,
    renderer: &Renderer<'_>,
    gate: &Gate<'_>,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Vec<Diagnostic> {
    let inspected = Inspected::new(gate, sink, progress);
    let mut diagnostics = emit(renderer, &state.root, &inspected, progress);
    progress.begin(StageName::Report, 0);
    diagnostics.extend(inspected.report());
    diagnostics
}
