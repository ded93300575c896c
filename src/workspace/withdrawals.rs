//! Lists withdrawn records and the URLs that caches between the site and its readers must purge.
//!
//! The URLs are a difference: the output with the record is compared with the output without it, file by file, at two
//! moments: now, and just before the day of the withdrawal, because caches may still contain the lists of that time.
//! Generated pictures are compared by name, since names contain hashes of the content. Files of the search are left
//! out: they are purged by prefix, because a change of any document renames all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use blake3::Hash;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};

use crate::clock::Now;
use crate::diagnostic::Report;
use crate::file_list::RESERVED;
use crate::output::{Digests, Sink};
use crate::pages::SEARCH_FOLDER;
use crate::progress::Silent;
use crate::render::Renderer;
use crate::site::{Publication, Tombstone, TombstoneKind, WithdrawalOverride};
use crate::workspace::emit::{auxiliary, copies, pages};
use crate::workspace::open::Workspace;
use crate::workspace::options::{Options, Purpose};
use crate::workspace::stages::Run;
use crate::workspace::state::State;

/// A withdrawn record.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawal {
    pub kind: TombstoneKind,
    /// The id; for an entry `contest/entry`.
    pub id: String,
    /// The day of the withdrawal.
    pub since: Option<Zoned>,
    /// Full URLs to purge: the page first, then the files in its folder, then all other changed files.
    pub urls: Vec<String>,
    /// URL prefixes to purge: the folder of the page, the search, and further pages of lists.
    pub prefixes: Vec<String>,
}

/// The files of an output with hashes of their content.
type Files = BTreeMap<String, Hash>;

impl Workspace {
    /// All withdrawn records, in the order of the tombstones, with the report of the content.
    pub fn withdrawals(&mut self) -> (Report, Vec<Withdrawal>) {
        let state = self.state(Purpose::Check, &Silent);
        let report = state.report(Vec::new());
        let tombstones = state.site().map_or(&[][..], |site| &site.tombstones);
        let now = if tombstones.is_empty() { Files::new() } else { files(&state) };
        let all = tombstones.iter().map(|tombstone| self.withdrawal(tombstone, &now)).collect();
        (report, all)
    }

    fn withdrawal(&self, tombstone: &Tombstone<'_>, now: &Files) -> Withdrawal {
        let changed_at = |moment| {
            let with = self.files_at(moment, tombstone, false);
            changed(&with, &self.files_at(moment, tombstone, true))
        };
        let mut paths = changed(&self.files_at(self.options.now, tombstone, false), now);
        let since = self.zone().and_then(|zone| Some(tombstone.date?.at(&zone)));
        if let Some(date) = &since {
            paths.extend(changed_at(date.timestamp() - Span::new().nanoseconds(1)));
        }
        // Those are made from all the others, and name the pictures of a record.
        paths.extend(RESERVED.map(str::to_owned));
        let base = self.base();
        let whole = |path: &str| format!("{base}{path}");
        let page = tombstone.path.as_str();
        // The URL of the page itself, then those in its folder, come first.
        let (beside, others): (Vec<&String>, Vec<&String>) =
            paths.iter().filter(|path| *path != page).partition(|path| path.starts_with(page));
        let urls = std::iter::once(page).chain(beside.into_iter().chain(others).map(String::as_str));
        let lists: BTreeSet<&str> = paths.iter().filter_map(|path| further_pages(path)).collect();
        let prefixes = [page, SEARCH_FOLDER].into_iter().chain(lists);
        Withdrawal {
            kind: tombstone.kind,
            id: tombstone.id.clone(),
            since,
            urls: urls.map(whole).collect(),
            prefixes: prefixes.map(whole).collect(),
        }
    }

    /// The files of the output at a moment, with or without the record of a tombstone.
    fn files_at(&self, now: Timestamp, tombstone: &Tombstone<'_>, withdrawn: bool) -> Files {
        let (kind, id) = (tombstone.kind, tombstone.id.clone());
        let withdrawal = Some(WithdrawalOverride { kind, id, withdrawn });
        let publication = Publication { withdrawal, ..self.options.publication.clone() };
        let options = Options { now, publication, strict: false, ..self.options.clone() };
        let (overlays, now, purpose) = (&self.overlays, &Now::new(now), Purpose::Check);
        let options = &options;
        let run = Run { options, overlays, now, purpose, progress: &Silent, earlier: None, keeps: false };
        files(&State::new(&run))
    }

    fn zone(&self) -> Option<TimeZone> {
        Some(self.state.as_ref()?.1.site()?.config.time_zone.clone())
    }

    fn base(&self) -> String {
        let state = self.state.as_ref().and_then(|(_, state)| state.site());
        state.map_or_else(String::new, |site| site.config.base.absolute())
    }
}

/// All files of an output except those of the search; none if the site cannot be linked.
fn files(state: &State) -> Files {
    let Some(renderer) = state.renderer_despite_errors() else { return Files::new() };
    let digests = Digests::default();
    rendered(&renderer, &state.root, &digests);
    // The name of a picture contains a hash of its content.
    let made = renderer.files.pictures.paths().map(|path| (path.to_owned(), blake3::hash(path.as_bytes())));
    let mut files = digests.into_files();
    files.extend(made);
    files
}

/// Template errors are ignored here.
fn rendered(renderer: &Renderer<'_>, root: &Path, sink: &dyn Sink) {
    pages(renderer, sink, None, &Silent);
    auxiliary(renderer, sink);
    copies(renderer, root, sink);
}

/// The paths, relative to the section, of files that differ in another output or do not exist there.
fn changed(with: &Files, without: &Files) -> BTreeSet<String> {
    let changed = with.iter().filter(|(path, hash)| without.get(*path) != Some(*hash));
    changed.map(|(path, _)| path.strip_suffix("index.html").unwrap_or(path).to_owned()).collect()
}

/// The prefix of the further pages of a list, such as `tin-tuc/trang/`, given one of them. Caches may contain more of
/// them than exist now.
fn further_pages(path: &str) -> Option<&str> {
    let (list, number) = path.strip_suffix('/')?.rsplit_once('/')?;
    let is_page =
        list.rsplit('/').next() == Some("trang") && number.bytes().all(|digit| digit.is_ascii_digit());
    is_page.then(|| &path[..=list.len()])
}
