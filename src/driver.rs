//! The one place that sees all stages.
//!
//! ```text
//! content/ ──load──► texts ──parse──► Catalog ──link──► Site ──render──► files ──commit──► public/
//! ```
//!
//! Everything a stage finds wrong goes into one list; between stages the driver stops when the list holds an error.

use jiff::Timestamp;
use std::path::PathBuf;

use crate::config::BaseUrl;
use crate::content::load::{Loaded, load};
use crate::content::parse::parse;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::image::assets::Assets;
use crate::locate::locate;
use crate::progress::{Progress, StageName};
use crate::rules;
use crate::site::{Publication, Skipped, link};

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
    let mut found = Vec::new();
    progress.begin(StageName::Load, 0);
    let loaded = load(&options.root, &mut found);
    let summary = check_loaded(&loaded, options, progress, &mut found);
    outcome(&loaded, found, summary, options.strict)
}

fn check_loaded(
    loaded: &Loaded,
    options: &Options,
    progress: &dyn Progress,
    found: &mut Vec<Diagnostic>,
) -> Option<Summary> {
    progress.begin(StageName::Parse, 0);
    let catalog = parse(loaded, options.base_url.as_ref(), found)?;
    rules::check(&catalog, &loaded.sources, options.now, found);
    progress.begin(StageName::Link, 0);
    let assets = Assets::new(&loaded.assets);
    let site = link(&catalog, &loaded.sources, &assets, options.now, options.publication, found)?;
    Some(Summary { skipped: site.skipped, ..Summary::default() })
}

fn outcome(loaded: &Loaded, mut found: Vec<Diagnostic>, summary: Option<Summary>, strict: bool) -> Outcome {
    if strict {
        found.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Error);
    }
    let report = locate(&loaded.sources, found);
    let summary = summary.filter(|_| report.errors() == 0);
    Outcome { report, summary }
}
