//! Waits for files to change.
//!
//! Editors save in several steps: a temporary file, a rename, a touch. What happens within a moment counts as one
//! change, and what happens while the site is read as one more.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use bantin::workspace::Change;

use crate::cli::serve::refresh::Refresh;

/// How long a file must lie still.
const MOMENT: Duration = Duration::from_millis(120);

/// The folders below the root that people fill.
const WATCHED: [&str; 2] = ["content", "themes"];

/// Watches the folders of a site that people fill.
pub(super) struct Watched {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    changes: Receiver<DebounceEventResult>,
    /// Each folder, and whether it is being watched.
    folders: Vec<(PathBuf, bool)>,
}

impl Watched {
    /// Begins to watch the site at `root`. Changes are kept from now on: begun before the site is read, none is lost.
    pub(super) fn new(root: &Path) -> notify::Result<Self> {
        let (sender, changes) = mpsc::channel();
        let mut debouncer = new_debouncer(MOMENT, None, sender)?;
        // The system tells of real paths.
        let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        // The root alone, without what is below: it tells when one of the folders comes or goes.
        debouncer.watch(&root, RecursiveMode::NonRecursive)?;
        let folders = WATCHED.iter().map(|name| (root.join(name), false)).collect();
        let mut watched = Self { debouncer, changes, folders };
        watched.renew();
        Ok(watched)
    }

    /// Refreshes after every change, on a thread of its own.
    pub(super) fn follow(mut self, refresh: Refresh) {
        std::thread::spawn(move || {
            while let Ok(first) = self.changes.recv() {
                let results: Vec<_> = std::iter::once(first).chain(self.changes.try_iter()).collect();
                self.renew();
                let changes: Vec<Change> =
                    results.iter().flat_map(|result| self.changes_of(result)).collect();
                if !changes.is_empty() {
                    refresh.again(changes);
                }
            }
        });
    }

    /// Watches folders that have come, forgets those that have gone.
    fn renew(&mut self) {
        for (folder, watched) in &mut self.folders {
            let there = folder.is_dir();
            if there && !*watched {
                *watched = self.debouncer.watch(&*folder, RecursiveMode::Recursive).is_ok();
            } else if !there && *watched {
                let _ = self.debouncer.unwatch(&*folder);
                *watched = false;
            }
        }
    }

    /// What was written, made, moved or removed in one of the folders. Reading is no change. When the system has lost
    /// count, anything may have changed: that is told as a change of the folders.
    fn changes_of(&self, result: &DebounceEventResult) -> Vec<Change> {
        let Ok(events) = result else {
            return self.folders.iter().map(|(folder, _)| Change::File(folder.clone())).collect();
        };
        let changes = events.iter().filter(|event| !matches!(event.kind, EventKind::Access(_)));
        let paths = changes.flat_map(|event| &event.paths);
        let within = paths.filter(|path| self.folders.iter().any(|(folder, _)| path.starts_with(folder)));
        within.map(|path| Change::File(path.clone())).collect()
    }
}
