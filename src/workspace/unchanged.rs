//! Answers a build or check for which nothing has changed since the last build.
//!
//! In: the options. Out: the outcome of the last build with the same options by the same program, if no file below
//! `content/` and `themes/` has changed, the clock has not passed a moment that matters, and (for a build) the output is
//! the one that was written. Records are kept in `.bantin/cache/builds`; `--clean` does not read them, and a check
//! writes none.

use std::path::PathBuf;

use blake3::Hash;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::clock::Period;
use crate::diagnostic::Report;
use crate::image::cache::Cache;
use crate::output::OldSite;
use crate::workspace::options::Options;
use crate::workspace::snapshot::Snapshot;
use crate::workspace::summary::Summary;

/// Identifies the sources of the program; set by `build.rs`.
const PROGRAM: &str = env!("BANTIN_SOURCES");

/// All folders with files that a build reads.
const SOURCES: [&str; 2] = ["content", "themes"];

/// Maximum size of all records in bytes, before those of other options and programs are removed.
const BOUND: u64 = 64 << 20;

/// The last build with some options.
#[derive(Serialize, Deserialize)]
struct Record {
    sources: Snapshot,
    output: Snapshot,
    /// When a build would have the same outcome.
    period: Period,
    report: Report,
    summary: Summary,
}

/// The records of a site's builds.
#[derive(Debug)]
pub(super) struct LastBuild {
    cache: Cache,
    key: Hash,
    root: PathBuf,
    output: PathBuf,
}

impl LastBuild {
    /// The records for these options.
    pub(super) fn open(options: &Options) -> Self {
        let Options { root, output, base_url, now: _, publication, strict, clean, compress } = options;
        let said = format!("{PROGRAM} {base_url:?} {publication:?} {strict} {compress}");
        Self {
            cache: Cache::open(root, "builds", *clean),
            key: blake3::hash(said.as_bytes()),
            root: root.clone(),
            output: output.clone(),
        }
    }

    /// The report and summary of the last build, if a build would have the same ones.
    pub(super) fn repeated(&self, now: Timestamp, with_output: bool) -> Option<(Report, Summary)> {
        let record: Record = serde_json::from_slice(&self.cache.get(self.key)?).ok()?;
        let holds = record.period.contains(now)
            && (!with_output || record.output.holds(&self.output, &["."]))
            && record.sources.holds(&self.root, &SOURCES);
        holds.then_some((record.report, record.summary))
    }

    /// Notes the state of the sources, before they are read. `None` if nothing can be kept.
    pub(super) fn begin(self) -> Option<Beginning> {
        let tick = self.cache.make_folder().ok()?.join("tick");
        let sources = Snapshot::take(&self.root, &SOURCES, &tick).ok()?;
        Some(Beginning { of: self, tick, sources })
    }
}

/// A build that may be kept when it is done.
#[derive(Debug)]
pub(super) struct Beginning {
    of: LastBuild,
    /// A file that may be written.
    tick: PathBuf,
    sources: Snapshot,
}

impl Beginning {
    /// Keeps the outcome of the build, unless its sources have changed meanwhile.
    fn keep(self, done: Done) {
        let Self { of, tick, sources } = self;
        let Done { period, report, summary } = done;
        let Ok(output) = Snapshot::take(&of.output, &["."], &tick) else { return };
        if sources.holds(&of.root, &SOURCES)
            && let Ok(record) = serde_json::to_vec(&Record { sources, output, period, report, summary })
        {
            of.cache.put(of.key, &record);
            of.cache.sweep_above(BOUND);
        }
    }
}

/// The outcome of a build that succeeded.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) period: Period,
    pub(super) report: Report,
    pub(super) summary: Summary,
}

/// What is left to do after a build, when its result was told: removing what it replaced, then noting the state of the
/// output. Done when dropped.
#[derive(Debug, Default)]
pub struct Rest {
    pub(super) old_site: Option<OldSite>,
    pub(super) kept: Option<(Beginning, Done)>,
}

impl Drop for Rest {
    fn drop(&mut self) {
        // First, since it changes the states of files that both sites share.
        drop(self.old_site.take());
        if let Some((beginning, done)) = self.kept.take() {
            beginning.keep(done);
        }
    }
}
