//! Waits for changes of files.
//!
//! Editors save in several steps: a temporary file, a rename, a touch. Events in quick succession count as one change,
//! and all changes during a refresh are handled together by the next one.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use bantin::workspace::Change;

/// How long a file must be unchanged.
const MOMENT: Duration = Duration::from_millis(20);

/// The watched folders, below the root.
const WATCHED: [&str; 2] = ["content", "themes"];

/// Watches the content and themes of a site.
pub(in crate::cli) struct Watched {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    changes: Receiver<DebounceEventResult>,
    /// Each folder, and whether it is being watched.
    folders: Vec<(PathBuf, bool)>,
}

impl Watched {
    /// Starts watching the site at `root`. Changes are queued from now on, so none is lost if this is called before the
    /// site is read.
    pub(in crate::cli) fn new(root: &Path) -> notify::Result<Self> {
        let (sender, changes) = mpsc::channel();
        let mut debouncer = new_debouncer(MOMENT, None, sender)?;
        // The system reports real paths.
        let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        // Without recursion: tells when one of the folders is created or removed.
        debouncer.watch(&root, RecursiveMode::NonRecursive)?;
        let folders = WATCHED.iter().map(|name| (root.join(name), false)).collect();
        let mut watched = Self { debouncer, changes, folders };
        watched.renew();
        Ok(watched)
    }

    /// Tells of every change, on a thread of its own.
    pub(in crate::cli) fn follow(mut self, changed: impl Fn(Vec<Change>) + Send + 'static) {
        std::thread::spawn(move || {
            while let Ok(first) = self.changes.recv() {
                let results: Vec<_> = std::iter::once(first).chain(self.changes.try_iter()).collect();
                self.renew();
                let changes: Vec<Change> =
                    results.iter().flat_map(|result| self.changes_of(result)).collect();
                if !changes.is_empty() {
                    changed(changes);
                }
            }
        });
    }

    /// Watches folders that were created, forgets those that were removed.
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

    /// Paths in the folders that were written, created, moved or removed; reads do not count. If the system lost
    /// events, anything may have changed: then the folders themselves are returned.
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
