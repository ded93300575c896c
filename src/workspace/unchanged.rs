//! Answers a build or check for which nothing has changed since the last build.
//!
//! In: the options. Out: the outcome of the last build with the same options by the same program, if no file below
//! `content/` and `themes/` has changed, the clock has not passed a moment that matters, and (for a build) the output is
//! the one that was written. The one thing in an output that every clock changes, the moment of the build, is then
//! written anew: in `build.json`, and so in `files.json`. If something has changed, a build is told what the last one noted
//! of its pages and kept of its search index. Records are kept in `.bantin/cache/builds`; `--clean` does not
//! read them, and a check writes none.

use std::fs;
use std::path::{Path, PathBuf};

use blake3::Hash;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::clock::Period;
use crate::diagnostic::Report;
use crate::file_list::{self, BuildInfo, FileList};
use crate::image::cache::Cache;
use crate::output::{self, OldSite};
use crate::workspace::noted::{Last, Noted};
use crate::workspace::options::Options;
use crate::workspace::snapshot::{Area, Snapshot};
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
    /// Of all sources but Markdown.
    others: Snapshot,
    /// Of all files but those that tell the moment of the build.
    output: Snapshot,
    /// The content of these.
    told: String,
    /// The name of the time zone in which the moment is told.
    time_zone: String,
    /// When a build would have the same outcome.
    period: Period,
    report: Report,
    summary: Summary,
    /// The key of what the build noted of its pages.
    noted: String,
    /// The key of what its search index kept.
    search: String,
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
        let Options { root, output, base_url, now: _, publication, strict, clean, force: _, compress } =
            options;
        let said = format!("{PROGRAM} {base_url:?} {publication:?} {strict} {compress}");
        Self {
            cache: Cache::open(root, "builds", *clean),
            key: blake3::hash(said.as_bytes()),
            root: root.clone(),
            output: output.clone(),
        }
    }

    /// The report and summary of the last build, if a check would have the same ones.
    pub(super) fn checked(&self, now: Timestamp) -> Option<(Report, Summary)> {
        let record = self.record(now)?;
        Some((record.report, record.summary))
    }

    /// The report and summary of the last build, if a build would have the same ones. The output tells `now` then.
    pub(super) fn built(&self, now: Timestamp) -> Option<(Report, Summary)> {
        let mut record = self.record(now).filter(|record| record.output.holds(files(&self.output)))?;
        let told = Told::read(&self.output).filter(|told| told.sum() == record.told)?;
        let zone = TimeZone::get(&record.time_zone).ok()?;
        let anew = told.at(BuildInfo::moment(&now.to_zoned(zone)))?;
        if anew != told {
            output::replace(&self.root, &self.output, &anew.0).ok()?;
            record.told = anew.sum();
            self.cache.put(self.key, &serde_json::to_vec(&record).ok()?);
        }
        Some((record.report, record.summary))
    }

    /// What was noted of the last build; for one that will write, if the output is the one that was written.
    pub(super) fn last(&self, now: Timestamp, with_output: bool) -> Option<Last> {
        let record = self.kept()?;
        let mut list = FileList::default();
        if with_output {
            let told = Told::read(&self.output).filter(|told| told.sum() == record.told)?;
            list = told.list().filter(|_| record.output.holds(files(&self.output)))?;
        }
        let [noted, search] = [&record.noted, &record.search].map(|key| Hash::from_hex(key).ok());
        let (noted, search) = (self.cache.get(noted?)?, self.cache.get(search?)?);
        let are_others_same = record.period.contains(now) && record.others.holds(others(&self.root));
        let noted = serde_json::from_slice(&noted).ok()?;
        Some(Last { noted, period: record.period, list, are_others_same, search })
    }

    /// What was kept, if the sources and the answers of the clock are the same.
    fn record(&self, now: Timestamp) -> Option<Record> {
        let record = self.kept().filter(|record| record.period.contains(now))?;
        record.sources.holds(sources(&self.root)).then_some(record)
    }

    fn kept(&self) -> Option<Record> {
        serde_json::from_slice(&self.cache.get(self.key)?).ok()
    }

    /// Notes the state of the sources, before they are read. `None` if nothing can be kept.
    pub(super) fn begin(self) -> Option<Beginning> {
        let tick = self.cache.make_folder().ok()?.join("tick");
        let others = Snapshot::take(others(&self.root), &tick).ok()?;
        let sources = Snapshot::take(sources(&self.root), &tick).ok()?;
        Some(Beginning { of: self, tick, sources, others })
    }
}

fn sources(root: &Path) -> Area<'_> {
    Area { base: root, folders: &SOURCES, without: &[], named: None }
}

/// All sources but the Markdown of the content, which is compared by its text.
fn others(root: &Path) -> Area<'_> {
    Area { named: Some(("content", ".md")), ..sources(root) }
}

/// All files of an output but those that tell the moment of the build.
fn files(output: &Path) -> Area<'_> {
    Area { base: output, folders: &["."], without: &file_list::RESERVED, named: None }
}

/// The files that tell the moment of the build.
#[derive(PartialEq)]
struct Told([(&'static str, Vec<u8>); 2]);

impl Told {
    fn read(output: &Path) -> Option<Self> {
        let [build, list] = file_list::RESERVED.map(|name| Some((name, fs::read(output.join(name)).ok()?)));
        Some(Self([build?, list?]))
    }

    /// The same for another moment.
    fn at(&self, built_at: String) -> Option<Self> {
        let Self([(_, build), _]) = self;
        let build = BuildInfo { built_at, ..BuildInfo::parse(build)? }.to_bytes();
        let mut list = self.list()?;
        list.add(file_list::BUILD, &build);
        Some(Self([(file_list::BUILD, build), (file_list::LIST, list.to_bytes())]))
    }

    fn list(&self) -> Option<FileList> {
        FileList::parse(&self.0[1].1)
    }

    fn sum(&self) -> String {
        let [build, list] = self.0.each_ref().map(|(_, bytes)| blake3::hash(bytes).to_hex());
        format!("{build} {list}")
    }
}

/// A build that may be kept when it is done.
#[derive(Debug)]
pub(super) struct Beginning {
    of: LastBuild,
    /// A file that may be written.
    tick: PathBuf,
    sources: Snapshot,
    others: Snapshot,
}

impl Beginning {
    /// Keeps the outcome of the build, unless its sources have changed meanwhile.
    fn keep(self, done: Done) {
        let Self { of, tick, sources, others } = self;
        let Done { period, time_zone, report, summary, noted, search } = done;
        let Ok(output) = Snapshot::take(files(&of.output), &tick) else { return };
        let Some(told) = Told::read(&of.output).map(|told| told.sum()) else { return };
        let Ok(noted) = serde_json::to_vec(&noted) else { return };
        let keys = [&noted, &search].map(|kept| blake3::hash(kept));
        let [noted_key, search_key] = keys.map(|key| key.to_hex().to_string());
        let record = Record {
            sources,
            others,
            output,
            told,
            time_zone,
            period,
            report,
            summary,
            noted: noted_key,
            search: search_key,
        };
        if record.sources.holds(self::sources(&of.root))
            && let Ok(record) = serde_json::to_vec(&record)
        {
            keys.into_iter().zip([&noted, &search]).for_each(|(key, kept)| of.cache.put(key, kept));
            of.cache.put(of.key, &record);
            of.cache.sweep_above(BOUND);
        }
    }
}

/// The outcome of a build that succeeded.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) period: Period,
    pub(super) time_zone: String,
    pub(super) report: Report,
    pub(super) summary: Summary,
    pub(super) noted: Noted,
    pub(super) search: Vec<u8>,
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
