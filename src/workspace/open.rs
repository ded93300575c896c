//! The engine: a site's folder, its unsaved texts, and the newest snapshot.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clock::Now;
use crate::content::load::Changed;
use crate::progress::Progress;
use crate::workspace::options::{Options, Purpose};
use crate::workspace::stages::Run;
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
    /// The state before the changes that were applied since, if it is remembered.
    before: Option<(Purpose, Arc<State>)>,
    changed: Changed,
    remembers: bool,
}

impl Workspace {
    /// Opens a folder without reading it yet.
    pub fn new(options: Options) -> Self {
        let (overlays, changed) = (BTreeMap::new(), Changed::default());
        Self { options, overlays, state: None, before: None, changed, remembers: false }
    }

    /// The same for a folder whose changes are all told by [`apply`](Workspace::apply): each state takes from the one
    /// before what has not changed since.
    #[must_use]
    pub fn remembering(options: Options) -> Self {
        Self { remembers: true, ..Self::new(options) }
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Replaces the options; unsaved texts are kept.
    pub fn set_options(&mut self, options: Options) {
        if options.root != self.options.root {
            self.changed.add_everything();
        }
        self.options = options;
        self.put_aside();
    }

    /// Records changes; the site is read again on the next request.
    pub fn apply(&mut self, changes: impl IntoIterator<Item = Change>) {
        for change in changes {
            match change {
                Change::File(path) => match relative(&self.options.root, &path) {
                    Some(path) => self.changed.add(path),
                    None => self.changed.add_everything(),
                },
                Change::Overlay(path, text) => {
                    self.changed.add(path.clone());
                    self.overlays.insert(path, text);
                }
                Change::OverlayRemoved(path) => {
                    self.overlays.remove(&path);
                    self.changed.add(path);
                }
            }
            self.put_aside();
        }
    }

    /// Keeps the newest state for the next one to take from.
    fn put_aside(&mut self) {
        let state = self.state.take();
        if self.remembers && state.is_some() {
            self.before = state;
        }
    }

    /// Whether nothing was read yet.
    pub(super) fn is_new(&self) -> bool {
        !self.remembers && self.state.is_none()
    }

    /// The current state of the site, after all stages up to rendering. A state is immutable: other threads can use
    /// it while the workspace accepts changes.
    pub fn state(&mut self, purpose: Purpose, progress: &dyn Progress) -> Arc<State> {
        if let Some((of, state)) = &self.state
            && *of == purpose
        {
            return Arc::clone(state);
        }
        let changed = std::mem::take(&mut self.changed);
        let before = self.before.take().map(|(_, state)| state);
        let earlier = before.as_ref().map(|state| state.earlier(&changed));
        let (options, overlays, keeps) = (&self.options, &self.overlays, self.remembers);
        let now = &Now::new(options.now);
        let run = Run { options, overlays, now, purpose, progress, earlier, keeps };
        let state = Arc::new(State::new(&run));
        self.state = Some((purpose, Arc::clone(&state)));
        state
    }
}

/// The path of a changed file from the root of the site. Whoever watches files tells real paths.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root).ok().map(Path::to_owned).or_else(|| {
        let root = std::fs::canonicalize(root).ok()?;
        path.strip_prefix(root).ok().map(Path::to_owned)
    });
    let parts: Vec<_> =
        inside?.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    Some(parts.join("/"))
}
