//! The engine behind every command.
//!
//! ```text
//! sources ─parse─► Catalog ─link─► Site ─► Pages (every address, once) ─► Bodies ─► contexts ─► Sink
//! ```
//!
//! A [`Workspace`] opens a site's folder, accepts changes (files written or removed, unsaved texts laid over files)
//! and provides: the diagnostics, the list of pages, the bytes of one file, the whole output, the difference between
//! two states. Commands have no state of their own.
//!
//! - [`state`]: the stages in their order; read it first
//! - [`emit`]: the files of the output, all or one
//! - [`build`]: the commands `build` and `check`
//! - [`withdrawals`], [`duplicates`]: the commands of those names

pub mod build;
mod cell;
pub mod duplicates;
pub mod emit;
pub mod state;
pub mod withdrawals;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use crate::config::BaseUrl;
use crate::progress::Progress;
use crate::site::Publication;
use crate::workspace::state::State;

/// The parameters of a workspace.
#[derive(Debug, Clone)]
pub struct Options {
    pub root: PathBuf,
    pub output: PathBuf,
    /// Overrides `base_url` of `site.yaml`.
    pub base_url: Option<BaseUrl>,
    /// The current time.
    pub now: Timestamp,
    /// Records to publish although they would not be, such as drafts.
    pub publication: Publication,
    /// Treat warnings as errors.
    pub strict: bool,
    /// Ignore caches of earlier builds.
    pub clean: bool,
}

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

/// The purpose for which a state is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To find errors; writes nothing, not even to the cache.
    Check,
    /// To publish: variants of pictures are made, so that pages refer only to those that are kept.
    Publish,
}

/// A site's folder with its unsaved changes and its latest state.
pub struct Workspace {
    options: Options,
    /// Unsaved texts by path relative to the root of the site.
    overlays: BTreeMap<String, String>,
    state: Option<(Purpose, Arc<State>)>,
}

impl Workspace {
    /// Opens a folder without reading it yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, overlays: BTreeMap::new(), state: None }
    }

    #[must_use]
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

#[cfg(test)]
mod tests;
