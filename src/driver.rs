//! The one place that sees all stages.
//!
//! ```text
//! content/ ──load──► texts ──parse──► Catalog ──link──► Site ──write──► Texts ──render──► files ──commit──► public/
//! ```
//!
//! Everything a stage finds wrong goes into one list; between stages the driver stops when the list holds an error.

pub mod questions;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use bantin_search::{OtherNames, SearchDocument};
use jiff::Timestamp;
use rayon::prelude::*;

use crate::api;
use crate::config::BaseUrl;
use crate::config::raw::SearchFields;
use crate::content::load::{Loaded, load};
use crate::content::parse::parse;
use crate::diagnostic::{Code, Diagnostic, Place, Report, Severity, words};
use crate::duplicates;
use crate::image::assets::Assets;
use crate::image::cache::Cache;
use crate::image::strip::Published;
use crate::lint;
use crate::locate::locate;
use crate::output::{Staging, Written};
use crate::privacy::{self, Finding, Gate};
use crate::progress::{Progress, StageName};
use crate::prose;
use crate::render::{FileCopy, OutputFile, Renderer};
use crate::rules;
use crate::search;
use crate::site::{Publication, Skipped, link};
use crate::theme::{Content, Theme};

/// What a run is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// The output folder.
    pub output: PathBuf,
    /// Instead of the `base_url` of `site.yaml`.
    pub base_url: Option<BaseUrl>,
    /// The clock.
    pub now: Timestamp,
    /// Which records are published although they would not be.
    pub publication: Publication,
    /// Warnings stop the build too.
    pub strict: bool,
    /// Nothing of earlier builds is used.
    pub clean: bool,
}

/// What a run came to.
#[derive(Debug)]
pub struct Outcome {
    /// Everything found wrong.
    pub report: Report,
    /// What was written, or would have been; nothing when an error stopped the run.
    pub summary: Option<Summary>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Pages by kind, in a fixed order: `("article", 14)`.
    pub pages: Vec<(&'static str, usize)>,
    /// Files of any kind.
    pub files: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// What is not published, and why.
    pub skipped: Vec<Skipped>,
}

/// Checks all that a build checks, and writes nothing.
pub fn check(options: &Options, progress: &dyn Progress) -> Outcome {
    run(options, progress, false)
}

/// Checks, then writes the whole site. On an error nothing of the old output is touched.
pub fn build(options: &Options, progress: &dyn Progress) -> Outcome {
    run(options, progress, true)
}

fn run(options: &Options, progress: &dyn Progress, writes: bool) -> Outcome {
    let mut found = Found { diagnostics: Vec::new(), strict: options.strict };
    progress.begin(StageName::Load, 0);
    let mut loaded = load(&options.root, &mut found.diagnostics);
    let summary = stages(&mut loaded, options, progress, writes, &mut found);
    Outcome { report: locate(&loaded.sources, found.all()), summary }
}

/// Everything found wrong so far.
struct Found {
    diagnostics: Vec<Diagnostic>,
    /// Warnings count as errors.
    strict: bool,
}

impl Found {
    /// `None` when the run has to stop here.
    fn go_on(&self) -> Option<()> {
        let stops = |d: &Diagnostic| self.strict || d.severity == Severity::Error;
        (!self.diagnostics.iter().any(stops)).then_some(())
    }

    /// Adds what a later stage found. In a site with mistakes, a record is missing because of them, and two pages
    /// meet because two ids do: that is not told a second time.
    fn add_consequences(&mut self, later: Vec<Diagnostic>) {
        let is_sound = !self.diagnostics.iter().any(|d| d.severity == Severity::Error);
        let is_consequence = |code| matches!(code, Code::UnpublishedReference | Code::PathCollision);
        self.diagnostics.extend(later.into_iter().filter(|d| is_sound || !is_consequence(d.code)));
    }

    /// Adds what was not told yet: a damaged picture shows when it is copied and when it is made smaller.
    fn add_new(&mut self, later: Vec<Diagnostic>) {
        for new in later {
            if !self.diagnostics.iter().any(|old| old.code == new.code && old.place == new.place) {
                self.diagnostics.push(new);
            }
        }
    }

    fn all(mut self) -> Vec<Diagnostic> {
        if self.strict {
            self.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Error);
        }
        self.diagnostics
    }
}

/// The line of stages. Reading, linking and the texts are all gone through whatever they find, so that one run tells
/// every mistake; pages are rendered only from a sound site.
fn stages(
    loaded: &mut Loaded,
    options: &Options,
    progress: &dyn Progress,
    writes: bool,
    found: &mut Found,
) -> Option<Summary> {
    let diagnostics = &mut found.diagnostics;
    progress.begin(StageName::Parse, 0);
    let catalog = parse(loaded, options.base_url.as_ref(), diagnostics)?;
    rules::check(&catalog, &loaded.sources, options.now, diagnostics);
    duplicates::check(&catalog, &loaded.sources, diagnostics);
    lint::check(&catalog, &loaded.sources, diagnostics);
    let config = &catalog.config;
    let theme =
        Theme::load(&options.root, &config.theme, config.at("theme"), &mut loaded.sources, diagnostics);

    progress.begin(StageName::Link, 0);
    let assets = Assets::new(&loaded.assets);
    let site = link(&catalog, &loaded.sources, &assets, options.now, options.publication, diagnostics)?;
    let (texts, wrong) = prose::write(&site, &assets, progress);
    found.add_consequences(wrong);
    let mut theme = theme?;
    theme.dress(config, &mut found.diagnostics);
    let mut wrong = Vec::new();
    let renderer = Renderer::new(&site, &texts, &theme, &mut wrong);
    found.add_consequences(wrong);
    let mut renderer = renderer?;
    found.go_on()?;

    let kept = writes.then(|| Cache::open(&options.root, "images", options.clean));
    if writes {
        progress.begin(StageName::Pictures, 0);
    }
    renderer.plan_pictures(&options.root, kept.as_ref());

    let mut machine_files = renderer.machine_files(&mut found.diagnostics);
    machine_files.extend(api::files(&site));
    let copies = renderer.copies(&loaded.assets, &mut found.diagnostics);
    found.go_on()?;
    let gate = Gate::new(&catalog, &loaded.sources);
    let index = (search::documents(&site, &texts), search::other_names(&site));
    let (root, findings) = (options.root.as_path(), Mutex::default());
    let search = &config.search;
    let job =
        Job { renderer: &renderer, machine_files, index, search, copies, root, progress, gate, findings };
    let written = if writes { job.write(options, found)? } else { job.try_out(options, found)? };
    let (files, bytes) = (written.files, written.bytes);
    Some(Summary { pages: job.pages_by_kind(), files, bytes, skipped: site.skipped.clone() })
}

/// Everything that goes into the output.
struct Job<'j> {
    renderer: &'j Renderer<'j>,
    machine_files: Vec<OutputFile>,
    /// What the search index is made from.
    index: (Vec<SearchDocument<'j>>, OtherNames),
    search: &'j SearchFields,
    copies: Vec<FileCopy>,
    /// The site's folder, for the names of files.
    root: &'j Path,
    progress: &'j dyn Progress,
    gate: Gate<'j>,
    /// What the gate found in the files so far.
    findings: Mutex<Vec<Finding>>,
}

/// Takes a file of the output: its path and bytes.
type Take<'t> = &'t (dyn Fn(&str, &[u8]) -> Result<(), Diagnostic> + Sync);

impl Job<'_> {
    /// Renders into a new folder, and puts it in the place of the old one when nothing went wrong.
    fn write(&self, options: &Options, found: &mut Found) -> Option<Written> {
        let staging = Staging::begin(&options.root, &options.output);
        let staging = staging.map_err(|diagnostic| found.diagnostics.push(diagnostic)).ok()?;
        let large = |path: &str, from: &Path| staging.copy(path, from);
        self.all(&|path, bytes| staging.write(path, bytes), &large, found);
        self.progress.begin(StageName::Pictures, self.renderer.picture_count());
        let (write, done) =
            (|path: &str, bytes: &[u8]| staging.write(path, bytes), || self.progress.advance(1));
        found.add_new(self.renderer.make_pictures(&options.root, options.clean, &write, &done));
        found.go_on()?;
        self.progress.begin(StageName::Commit, 0);
        staging.commit().map_err(|diagnostic| found.diagnostics.push(diagnostic)).ok()
    }

    /// Renders all pages and keeps none: what templates do wrong, and what may not be published, shows only then.
    fn try_out(&self, options: &Options, found: &mut Found) -> Option<Written> {
        let (bytes, files) = (AtomicU64::new(0), AtomicUsize::new(0));
        let count = |_: &str, file: &[u8]| {
            bytes.fetch_add(file.len() as u64, Ordering::Relaxed);
            files.fetch_add(1, Ordering::Relaxed);
            Ok(())
        };
        let large = |_: &str, _: &Path| {
            files.fetch_add(1, Ordering::Relaxed);
            Ok(())
        };
        self.all(&count, &large, found);
        found.add_new(self.renderer.check_pictures(&options.root));
        found.go_on()?;
        let files = files.into_inner() + self.renderer.picture_files();
        Some(Written { files, bytes: bytes.into_inner() })
    }

    /// Every file of the output, looked through for what is private on its way out.
    fn all(
        &self,
        take: Take<'_>,
        large: &(dyn Fn(&str, &Path) -> Result<(), Diagnostic> + Sync),
        found: &mut Found,
    ) {
        let through = |path: &str, bytes: &[u8]| {
            self.inspect(path, bytes);
            take(path, bytes)
        };
        found.diagnostics.extend(self.render(&|file| through(&file.path, &file.bytes)));
        let files = self.machine_files.par_iter().map(|file| through(&file.path, &file.bytes));
        found.diagnostics.par_extend(files.filter_map(Result::err));
        let refused: Mutex<Vec<Diagnostic>> = Mutex::default();
        self.index_files(&|file| {
            if let Err(diagnostic) = through(&format!("search/{}", file.path), &file.bytes) {
                refused.lock().unwrap_or_else(PoisonError::into_inner).push(diagnostic);
            }
        });
        found.diagnostics.extend(refused.into_inner().unwrap_or_else(PoisonError::into_inner));
        let copies = self.copies.par_iter().map(|copy| match &copy.content {
            Content::Bytes(bytes) => through(&copy.path, bytes),
            Content::Embedded(bytes) => through(&copy.path, bytes),
            Content::File(from) => match Published::read(&copy.path, from) {
                Published::Bytes(bytes) => through(&copy.path, &bytes),
                Published::Damaged => Err(self.damaged(from)),
                Published::AsItIs => {
                    let is_read = privacy::reads(&copy.path);
                    // Whoever copies the file says why it cannot be read.
                    let bytes = if is_read { std::fs::read(from).unwrap_or_default() } else { Vec::new() };
                    self.inspect(&copy.path, &bytes);
                    large(&copy.path, from)
                }
            },
        });
        found.diagnostics.par_extend(copies.filter_map(Result::err));
        let findings = std::mem::take(&mut *self.findings.lock().unwrap_or_else(PoisonError::into_inner));
        found.diagnostics.extend(self.gate.report(findings));
    }

    /// The search: its index, and the script that reads it.
    fn index_files(&self, take: bantin_search::Take<'_>) {
        let (documents, names) = &self.index;
        let settings = bantin_search::Settings {
            shard_bytes: self.search.shard_bytes,
            answers: self.search.answers,
        };
        bantin_search::build(documents, names, &settings, take);
    }

    /// A picture that loses nothing, because nobody can say what stands in it, is not published.
    fn damaged(&self, file: &Path) -> Diagnostic {
        let shown = file.strip_prefix(self.root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let message = words!(
            "ảnh `{shown}` bị hỏng: không bỏ được thông tin kèm theo",
            "the picture `{shown}` is damaged: what it carries besides its pixels cannot be taken out"
        );
        let help = words!(
            "mở ảnh bằng chương trình xem ảnh rồi lưu lại, hoặc chép lại tệp gốc",
            "open the picture in an image program and save it again, or copy the original again"
        );
        Diagnostic::error(Code::DamagedImage, Place::file(&shown), message).help(help)
    }

    fn inspect(&self, path: &str, bytes: &[u8]) {
        let findings = self.gate.inspect(path, bytes);
        if !findings.is_empty() {
            self.findings.lock().unwrap_or_else(PoisonError::into_inner).extend(findings);
        }
    }

    fn render(&self, take: &(dyn Fn(OutputFile) -> Result<(), Diagnostic> + Sync)) -> Vec<Diagnostic> {
        let plan = self.renderer.plan();
        self.progress.begin(StageName::Render, plan.len());
        let one = |page| {
            let result = self.renderer.render(page).and_then(take);
            self.progress.advance(1);
            result.err()
        };
        plan.par_iter().filter_map(one).collect()
    }

    fn pages_by_kind(&self) -> Vec<(&'static str, usize)> {
        let mut counts = BTreeMap::new();
        for page in self.renderer.plan() {
            *counts.entry(page.shows.kind()).or_insert(0) += 1;
        }
        counts.into_iter().collect()
    }
}
