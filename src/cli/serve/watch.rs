//! Waits for files to change.
//!
//! Editors save in several steps: a temporary file, a rename, a touch. What happens within a moment counts as one
//! change, and what happens during a build as one more.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use crate::cli::serve::build::Builds;

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
    /// Begins to watch the site at `root`. Changes are kept from now on: begun before the first build, none is lost.
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

    /// Builds after every change, on a thread of its own.
    pub(super) fn build_in_background(mut self, builds: Builds) {
        std::thread::spawn(move || {
            while let Ok(first) = self.changes.recv() {
                let results: Vec<_> = std::iter::once(first).chain(self.changes.try_iter()).collect();
                self.renew();
                if results.iter().any(|result| self.concerns(result)) {
                    builds.again();
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

    /// Whether something was written, made, moved or removed in one of the folders. Reading, which every build does,
    /// is no change. When the system has lost count, something may have changed.
    fn concerns(&self, result: &DebounceEventResult) -> bool {
        let Ok(events) = result else { return true };
        let changes = events.iter().filter(|event| !matches!(event.kind, EventKind::Access(_)));
        let mut paths = changes.flat_map(|event| &event.paths);
        paths.any(|path| self.folders.iter().any(|(folder, _)| path.starts_with(folder)))
    }
}
