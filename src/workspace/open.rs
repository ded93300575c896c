//! The engine: a site's folder, its unsaved texts, and the newest snapshot.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::progress::Progress;
use crate::workspace::options::{Options, Purpose};
use crate::workspace::state::State;

/// A change of the files of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A file was written, created, moved or removed.
    File(PathBuf),
    /// Path and text: an unsaved text to be read instead of a file. The path is relative to the root of the site; the
    /// file need not exist.
    Overlay(String, String),
    /// The path of a file that is to be read from disk again.
    OverlayRemoved(String),
}

/// A site's folder with its unsaved changes and its latest state.
pub struct Workspace {
    pub(super) options: Options,
    /// Unsaved texts by path relative to the root of the site.
    pub(super) overlays: BTreeMap<String, String>,
    pub(super) state: Option<(Purpose, Arc<State>)>,
}

impl Workspace {
    /// Opens a folder without reading it yet.
    pub fn new(options: Options) -> Self {
        Self { options, overlays: BTreeMap::new(), state: None }
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Replaces the options; unsaved texts are kept.
    pub fn set_options(&mut self, options: Options) {
        self.options = options;
        self.state = None;
    }

    /// Records changes; the site is read again on the next request.
    pub fn apply(&mut self, changes: impl IntoIterator<Item = Change>) {
        for change in changes {
            match change {
                Change::File(_) => {}
                Change::Overlay(path, text) => {
                    self.overlays.insert(path, text);
                }
                Change::OverlayRemoved(path) => {
                    self.overlays.remove(&path);
                }
            }
            self.state = None;
        }
    }

    /// The current state of the site, after all stages up to rendering. A state is immutable: other threads can use
    /// it while the workspace accepts changes.
    pub fn state(&mut self, purpose: Purpose, progress: &dyn Progress) -> Arc<State> {
        if let Some((of, state)) = &self.state
            && *of == purpose
        {
            return Arc::clone(state);
        }
        let state = Arc::new(State::new(&self.options, &self.overlays, purpose, progress));
        self.state = Some((purpose, Arc::clone(&state)));
        state
    }
}
