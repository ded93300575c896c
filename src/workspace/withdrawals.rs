//! What was withdrawn, and what caches between the site and its readers must forget.
//!
//! What a withdrawal takes back is a difference: the output with the record is compared with the output without it,
//! file by file. It is compared at two moments, now and an instant before the day of the withdrawal: a cache may still
//! hold the lists of that day. Pictures that are made are compared by their names, which are hashes of their content;
//! files of the search are left out, for all of them have other names in every build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use blake3::Hash;
use jiff::{Span, Timestamp, Zoned};

use crate::diagnostic::Report;
use crate::output::{Digests, Sink};
use crate::pages::SEARCH_FOLDER;
use crate::progress::Silent;
use crate::render::Renderer;
use crate::site::{Publication, Tombstone, TombstoneKind, WithdrawalOverride};
use crate::workspace::emit::{auxiliary, copies, pages};
use crate::workspace::state::State;
use crate::workspace::{Options, Purpose, Workspace};

/// Something that was withdrawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawal {
    /// An article or an entry.
    pub kind: TombstoneKind,
    /// Its id; for an entry `contest/entry`.
    pub id: String,
    /// Since when.
    pub since: Option<Zoned>,
    /// Whole addresses to forget: the page first, then the files beside it, then every other file that changed.
    pub urls: Vec<String>,
    /// Beginnings of addresses to forget: the folder of the page, the search, and the further pages of lists.
    pub prefixes: Vec<String>,
}

/// The files of an output, with hashes of what they hold.
type Files = BTreeMap<String, Hash>;

impl Workspace {
    /// Everything that was withdrawn, in the order of the tombstones, with the report of the content.
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
        if let Some(date) = &tombstone.date {
            paths.extend(changed_at(date.timestamp() - Span::new().nanoseconds(1)));
        }
        let base = self.base();
        let whole = |path: &str| format!("{base}{path}");
        let page = tombstone.path.as_str();
        // The address of the page itself, and of what stands in its folder, come first.
        let (beside, others): (Vec<&String>, Vec<&String>) =
            paths.iter().filter(|path| *path != page).partition(|path| path.starts_with(page));
        let urls = std::iter::once(page).chain(beside.into_iter().chain(others).map(String::as_str));
        let lists: BTreeSet<&str> = paths.iter().filter_map(|path| further_pages(path)).collect();
        let prefixes = [page, SEARCH_FOLDER].into_iter().chain(lists);
        Withdrawal {
            kind: tombstone.kind,
            id: tombstone.id.clone(),
            since: tombstone.date.clone(),
            urls: urls.map(whole).collect(),
            prefixes: prefixes.map(whole).collect(),
        }
    }

    /// The files of the output at a moment, with the record of a tombstone or without it.
    fn files_at(&self, now: Timestamp, tombstone: &Tombstone<'_>, withdrawn: bool) -> Files {
        let (kind, id) = (tombstone.kind, tombstone.id.clone());
        let withdrawal = Some(WithdrawalOverride { kind, id, withdrawn });
        let publication = Publication { withdrawal, ..self.options.publication.clone() };
        let options = Options { now, publication, strict: false, ..self.options.clone() };
        files(&State::new(&options, &self.overlays, Purpose::Check, &Silent))
    }

    fn base(&self) -> String {
        let state = self.state.as_ref().and_then(|(_, state)| state.site());
        state.map_or_else(String::new, |site| site.config.base.absolute())
    }
}

/// All files of an output but those of the search; none where the site cannot be linked.
fn files(state: &State) -> Files {
    let Some(renderer) = state.renderer_despite_errors() else { return Files::new() };
    let digests = Digests::default();
    rendered(&renderer, &state.root, &digests);
    // A picture is named by its content.
    let made = renderer.files.pictures.paths().map(|path| (path.to_owned(), blake3::hash(path.as_bytes())));
    let mut files = digests.into_files();
    files.extend(made);
    files
}

/// What is wrong with a template is no matter here.
fn rendered(renderer: &Renderer<'_>, root: &Path, sink: &dyn Sink) {
    pages(renderer, sink, &Silent);
    auxiliary(renderer, sink);
    copies(renderer, root, sink);
}

/// The addresses, below the section, of files that are not the same in another output, or not there.
fn changed(with: &Files, without: &Files) -> BTreeSet<String> {
    let changed = with.iter().filter(|(path, hash)| without.get(*path) != Some(*hash));
    changed.map(|(path, _)| path.strip_suffix("index.html").unwrap_or(path).to_owned()).collect()
}

/// Where the further pages of a list stand, for one of them: `tin-tuc/trang/`. A cache may hold more of them than there
/// are now.
fn further_pages(path: &str) -> Option<&str> {
    let (list, number) = path.strip_suffix('/')?.rsplit_once('/')?;
    let is_page =
        list.rsplit('/').next() == Some("trang") && number.bytes().all(|digit| digit.is_ascii_digit());
    is_page.then(|| &path[..=list.len()])
}
