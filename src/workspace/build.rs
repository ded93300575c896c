//! `build` and `check`: render the whole output into a staging folder, or in a dry run.
//!
//! Both inspect every file for private data. Neither replaces the output if there is an error.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::compress::{self, Compressing};
use crate::config::frame::DEFAULT_POLICY;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::file_list::{self, BuildInfo, FileList, Listing};
use crate::files::copied;
use crate::image::cache::Cache;
use crate::output::{Earlier, MARKER, OldSite, Sink, Staging, Tally, Written};
use crate::pdf::PdfText;
use crate::privacy::{Gate, Inspected};
use crate::progress::{Progress, StageName};
use crate::render::Renderer;
use crate::workspace::emit::emit;
use crate::workspace::noted::{Last, Noted, Notes};
use crate::workspace::open::Workspace;
use crate::workspace::options::{Options, Purpose};
use crate::workspace::state::{State, add_new};
use crate::workspace::unchanged::{Done, LastBuild, Rest};

pub use crate::workspace::summary::{Summary, Unread, WhyUnread};

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
    /// What is left to do when the result was told; done when dropped.
    pub rest: Rest,
}

impl Workspace {
    /// Checks, then writes the whole site. On an error, the old output is unchanged.
    pub fn build(&mut self, progress: &dyn Progress) -> Outcome {
        let last = self.last_build();
        if let Some(known) = last.as_ref().and_then(|last| last.built(self.options.now)) {
            return Outcome::repeated(known);
        }
        let before = last.as_ref().and_then(|last| last.last(self.options.now, true));
        let beginning = last.and_then(LastBuild::begin);
        let state = self.state(Purpose::Publish, progress);
        let (options, mut old_site) = (&self.options, None);
        if options.clean {
            // Clears the cache of cards; that of pictures was cleared before they were planned.
            drop(Cache::open(&options.root, "cards", true));
        }
        let notes = beginning.is_some().then_some(before);
        let (mut outcome, noted) = state.finish(notes, |renderer, gate, notes, diagnostics| {
            let (written, old) = write(&state, renderer, (gate, notes), options, progress, diagnostics)?;
            old_site = Some(old);
            Some(written)
        });
        let kept = beginning.zip(state.done(&outcome, noted));
        outcome.rest = Rest { old_site, kept };
        outcome
    }

    /// Runs all checks of a build without writing anything.
    pub fn check(&mut self, progress: &dyn Progress) -> Outcome {
        let last = self.last_build();
        if let Some(known) = last.as_ref().and_then(|last| last.checked(self.options.now)) {
            return Outcome::repeated(known);
        }
        let before = last.and_then(|last| last.last(self.options.now, false));
        self.state(Purpose::Check, progress).check_after(before, progress)
    }

    /// The records of builds, if the next one reads everything from the disk.
    fn last_build(&self) -> Option<LastBuild> {
        (self.overlays.is_empty() && self.is_new()).then(|| LastBuild::open(&self.options))
    }
}

impl Outcome {
    /// That of the last build.
    fn repeated((report, summary): (Report, Summary)) -> Self {
        Self { report, untold: None, summary: Some(summary), rest: Rest::default() }
    }
}

impl State {
    /// Renders everything in a dry run: errors in templates, and private data in the output, are only found that way.
    pub fn check(&self, progress: &dyn Progress) -> Outcome {
        self.check_after(None, progress)
    }

    /// The same, without the pages that are those of the last build.
    fn check_after(&self, last: Option<Last>, progress: &dyn Progress) -> Outcome {
        let notes = last.is_some().then_some(last);
        let (outcome, _) = self.finish(notes, |renderer, gate, notes, diagnostics| {
            let tally = Tally::default();
            diagnostics.extend(inspected(self, renderer, (gate, notes), &tally, progress));
            let pictures = &renderer.files.pictures;
            add_new(diagnostics, pictures.check(&self.root));
            let Written { files, bytes } = tally.written();
            let files = files + pictures.paths().count() + 1 + file_list::RESERVED.len();
            (!self.stops(diagnostics)).then_some(Written { files, bytes })
        });
        outcome
    }

    /// What is to be kept of a build that succeeded.
    fn done(&self, outcome: &Outcome, noted: Option<(Noted, Vec<u8>)>) -> Option<Done> {
        let (summary, report) = (outcome.summary.clone()?, outcome.report.clone());
        let time_zone = self.time_zone().iana_name()?.to_owned();
        let (noted, search) = noted?;
        Some(Done { period: self.now.period(), time_zone, report, summary, noted, search })
    }

    /// Runs the last stage of a site without errors, and summarises it. `notes` holds the last build if pages are to be
    /// noted; they are returned.
    fn finish(
        &self,
        notes: Option<Option<Last>>,
        last: impl FnOnce(&Renderer<'_>, &Gate<'_>, Option<&Notes>, &mut Vec<Diagnostic>) -> Option<Written>,
    ) -> (Outcome, Option<(Noted, Vec<u8>)>) {
        let (mut diagnostics, mut noted) = (Vec::new(), None);
        let summary = self.renderer().and_then(|renderer| {
            let assets = &self.content().loaded.assets;
            let gate = Gate::new(renderer.site, renderer.pages, &renderer.theme.fields);
            let notes = notes.map(|last| Notes::new(&renderer, assets, &self.now, gate.sum(), last));
            let gate = gate.knowing(notes.as_ref().map_or(&[], Notes::clean));
            let Written { files, bytes } = last(&renderer, &gate, notes.as_ref(), &mut diagnostics)?;
            noted = notes.map(|notes| notes.into_noted(gate.clean()));
            let (pages, skipped) = (renderer.pages.counts(), renderer.site.skipped.clone());
            let allowed = renderer.site.config.allowed.iter();
            let allowed = allowed.map(|one| (one.text.clone(), one.reason.clone())).collect();
            let policy = renderer.site.config.content_security_policy();
            let policy = (policy != DEFAULT_POLICY).then_some(policy);
            let unread = unread(&renderer, &self.root);
            Some(Summary { pages, files, bytes, skipped, allowed, policy, unread })
        });
        if self.stops(self.diagnostics()) {
            diagnostics.extend(self.despite_errors());
        }
        let untold = self.untold(&diagnostics);
        (Outcome { report: self.report(diagnostics), untold, summary, rest: Rest::default() }, noted)
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

/// The PDF files of which no text was found.
fn unread(renderer: &Renderer<'_>, root: &Path) -> Vec<Unread> {
    let told = |(file, text): (&Path, &PdfText)| {
        let why = match text {
            PdfText::Text(_) => return None,
            PdfText::Scanned => WhyUnread::Scanned,
            PdfText::Locked => WhyUnread::Locked,
            PdfText::Unread => WhyUnread::Damaged,
        };
        let path = file.strip_prefix(root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        Some(Unread { why, path })
    };
    renderer.files.pdf.all().filter_map(told).collect()
}

/// Renders into a staging folder, and commits it if there was no error.
fn write(
    state: &State,
    renderer: &Renderer<'_>,
    (gate, notes): (&Gate<'_>, Option<&Notes>),
    options: &Options,
    progress: &dyn Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Written, OldSite)> {
    let earlier = earlier(renderer, options);
    let marker = earlier.marker();
    let staging = Staging::begin(&options.root, &options.output, earlier);
    let staging = staging.map_err(|diagnostic| diagnostics.push(diagnostic)).ok()?;
    let listing = Listing::after(&staging, notes.map_or_else(FileList::default, Notes::list));
    let cache = Cache::open(&options.root, compress::CACHE, options.clean && options.compress);
    let compressing = Compressing::new(&listing, &cache);
    let sink: &dyn Sink = if options.compress { &compressing } else { &listing };
    diagnostics.extend(inspected(state, renderer, (gate, notes), sink, progress));
    let pictures = &renderer.files.pictures;
    if progress.is_cancelled() {
        return None;
    }
    progress.begin(StageName::Pictures, pictures.count());
    add_new(diagnostics, pictures.make(&options.root, sink, &|| progress.advance(1)));
    if options.compress {
        cache.sweep();
    }
    if state.stops(diagnostics) || progress.is_cancelled() {
        return None;
    }
    describe(listing, &marker, renderer, &staging).map_err(|diagnostic| diagnostics.push(diagnostic)).ok()?;
    progress.begin(StageName::Commit, 0);
    staging.commit().map_err(|diagnostic| diagnostics.push(diagnostic)).ok()
}

/// What is known of the output that is replaced: its own list tells what the last build wrote.
fn earlier(renderer: &Renderer<'_>, options: &Options) -> Earlier {
    let config = renderer.site.config;
    let list = fs::read(options.output.join(file_list::LIST)).ok().and_then(|list| FileList::parse(&list));
    let written = list.map(|list| list.files.into_keys().collect::<BTreeSet<_>>()).unwrap_or_default();
    let own = [file_list::LIST.to_owned()];
    Earlier {
        site: (!options.force).then(|| (config.title.clone(), config.base.absolute())),
        written: (!options.force).then(|| written.into_iter().chain(own).collect()),
        keep: config.kept.clone(),
    }
}

/// Writes `build.json` and `files.json`, which are made from all other files. They hold paths, numbers and hashes, which
/// the privacy gate would take for personal numbers.
fn describe(
    listing: Listing<'_>,
    marker: &[u8],
    renderer: &Renderer<'_>,
    sink: &dyn Sink,
) -> Result<(), Diagnostic> {
    let config = renderer.site.config;
    listing.add(MARKER, marker);
    let mut list = listing.into_list(config.base.absolute());
    renderer.pages.statuses().for_each(|(path, status)| list.set_status(&path, status));
    let built_at = BuildInfo::moment(&renderer.site.now.stamp(config.time_zone.clone()));
    let info = BuildInfo::new(&list, built_at, renderer.pages.counts()).to_bytes();
    sink.write(file_list::BUILD, &info)?;
    list.add(file_list::BUILD, &info);
    sink.write(file_list::LIST, &list.to_bytes())
}

/// Emits every file of the output; each is inspected for private data before it reaches the sink.
fn inspected(
    state: &State,
    renderer: &Renderer<'_>,
    (gate, notes): (&Gate<'_>, Option<&Notes>),
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Vec<Diagnostic> {
    let inspected = Inspected::new(gate, &renderer.files.pdf, sink, progress);
    let inspected = inspected.after(notes.map_or(&[], Notes::findings));
    let mut diagnostics = emit(renderer, &state.root, &inspected, notes, progress);
    progress.begin(StageName::Report, 0);
    let findings = inspected.into_findings();
    if let Some(notes) = notes {
        notes.found(&findings);
    }
    diagnostics.extend(gate.report(findings));
    diagnostics
}
