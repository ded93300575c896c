//! The engine behind every command: a site folder that is asked.
//!
//! ```text
//! sources ─parse─► Catalog ─link─► Site ─► Pages (every address, once) ─► Bodies ─► contexts ─► Sink
//! ```
//!
//! A [`Workspace`] opens a site's folder, takes changes (files written or removed, unsaved texts laid over files) and
//! answers: what is wrong, which pages there are, the bytes of one file, the whole output, the difference of two
//! states. Commands ask it and keep no state of their own.
//!
//! - [`state`]: the stages, in their order; read it first
//! - [`emit`]: the files of the output, all or one
//! - [`build`]: `build` and `check`
//! - [`withdrawals`], [`duplicates`]: what those commands ask

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

/// What a site is opened with.
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

/// Something that happened to the files of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A file was written, made, moved or removed.
    File(PathBuf),
    /// An unsaved text is to be read instead of a file, by its path from the root of the site. The file need not exist.
    Overlay(String, String),
    /// The file itself is to be read again.
    OverlayRemoved(String),
}

/// What a state is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To find what is wrong: nothing is written, not even to the cache.
    Check,
    /// To publish: pictures are made, so that pages name those that are kept.
    Publish,
}

/// A site's folder, and what is known of it.
pub struct Workspace {
    options: Options,
    /// Unsaved texts by path from the root of the site.
    overlays: BTreeMap<String, String>,
    state: Option<(Purpose, Arc<State>)>,
}

impl Workspace {
    /// Opens a folder; nothing is read yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, overlays: BTreeMap::new(), state: None }
    }

    /// What it was opened with.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Opens the folder with other options; unsaved texts stay.
    pub fn set_options(&mut self, options: Options) {
        self.options = options;
        self.state = None;
    }

    /// Takes changes. What was known of the site is read again when it is asked for.
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

    /// The site as it is now, gone through by all stages up to rendering. A state does not change: it can be asked
    /// from other threads while the workspace takes changes.
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
