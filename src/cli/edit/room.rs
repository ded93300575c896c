//! The state of the site as editors see it: with drafts, with what is to come, with the texts that are not saved yet.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bantin::config::BaseUrl;
use bantin::edit::desk::{Row, rows};
use bantin::edit::find::Finder;
use bantin::progress::Silent;
use bantin::site::Publication;
use bantin::workspace::state::State;
use bantin::workspace::{Change, Options, Purpose, Workspace};
use bantin_text::language::Language;
use jiff::Timestamp;
use tokio::sync::watch;

use crate::cli::args::Common;
use crate::cli::serve::preview::Preview;
use crate::cli::{WrongUsage, clock, panic, request, settings};

pub(super) struct Room {
    pub(super) root: PathBuf,
    /// That of the program.
    pub(super) language: Language,
    workspace: Mutex<Workspace>,
    preview: Arc<Preview>,
    /// Set by `--now` or in the page; else each state has the current time.
    as_of: Mutex<Option<Timestamp>>,
    latest: Mutex<Option<Arc<State>>>,
    desk: Mutex<Option<Desk>>,
    finder: Mutex<Finder>,
    /// One save at a time.
    saving: Mutex<()>,
    news: watch::Sender<u64>,
}

/// All rows of a state.
type Desk = (Arc<State>, Arc<Vec<Row>>);

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Room {
    pub(super) fn new(
        common: &Common,
        now: Option<&str>,
        language: Language,
        preview: &Arc<Preview>,
    ) -> Result<Self, WrongUsage> {
        let options = Options { publication: everything(), ..request::reading(common, now, None, language)? };
        let (root, as_of) = (options.root.clone(), now.map(|_| options.now));
        let (news, _) = watch::channel(clock::milliseconds());
        Ok(Self {
            root,
            language,
            workspace: Mutex::new(Workspace::remembering(options)),
            preview: Arc::clone(preview),
            as_of: Mutex::new(as_of),
            latest: Mutex::default(),
            desk: Mutex::default(),
            finder: Mutex::default(),
            saving: Mutex::default(),
            news,
        })
    }

    /// Applies changes, and shows the new state.
    pub(super) fn renew(&self, changes: Vec<Change>) {
        // A panic must not end the room: the next change may avoid it.
        let state = panic::caught(self.language, || {
            let mut workspace = locked(&self.workspace);
            workspace.apply(changes);
            let options = self.options(workspace.options());
            workspace.set_options(options);
            workspace.state(Purpose::Publish, &Silent)
        });
        let Some(state) = state else { return };
        *locked(&self.latest) = Some(Arc::clone(&state));
        if state.site().is_some() {
            self.preview.show(state);
        }
        self.news.send_modify(|number| *number += 1);
    }

    fn options(&self, before: &Options) -> Options {
        let mut options = before.clone();
        options.now = locked(&self.as_of).unwrap_or_else(clock::moment);
        // If the settings cannot be read, the base path stays.
        if let Some(base) = settings::read(&options.root, "base_url").and_then(|url| BaseUrl::parse(&url)) {
            self.preview.move_to(base.path);
        }
        options.base_url = Some(self.preview.base());
        options
    }

    /// Looks at the site as of another moment.
    pub(super) fn look_at(&self, moment: Option<Timestamp>) {
        *locked(&self.as_of) = moment;
        self.renew(Vec::new());
    }

    pub(super) fn as_of(&self) -> Option<Timestamp> {
        *locked(&self.as_of)
    }

    pub(super) fn now(&self) -> Timestamp {
        self.as_of().unwrap_or_else(clock::moment)
    }

    /// The newest state.
    pub(super) fn state(&self) -> Option<Arc<State>> {
        locked(&self.latest).clone()
    }

    pub(super) fn rows(&self, state: &Arc<State>) -> Arc<Vec<Row>> {
        let mut desk = locked(&self.desk);
        if let Some((of, rows)) = &*desk
            && Arc::ptr_eq(of, state)
        {
            return Arc::clone(rows);
        }
        let rows = Arc::new(rows(state));
        *desk = Some((Arc::clone(state), Arc::clone(&rows)));
        rows
    }

    pub(super) fn find(&self, state: &Arc<State>, query: &str) -> Vec<usize> {
        let rows = self.rows(state);
        locked(&self.finder).find(state, &rows, query)
    }

    pub(super) fn saving(&self) -> MutexGuard<'_, ()> {
        locked(&self.saving)
    }

    pub(super) fn preview_url(&self) -> String {
        self.preview.base().absolute()
    }

    pub(super) fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// A file of the site was written.
    pub(super) fn written(&self, file: &str) {
        let (path, name) = (self.root.join(file), file.to_owned());
        self.renew(vec![Change::OverlayRemoved(name), Change::File(path)]);
    }

    /// A text that is not saved yet stands instead of its file.
    pub(super) fn unsaved(&self, file: &str, text: String) {
        self.renew(vec![Change::Overlay(file.to_owned(), text)]);
    }

    /// The file counts again.
    pub(super) fn forget_unsaved(&self, file: &str) {
        self.renew(vec![Change::OverlayRemoved(file.to_owned())]);
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }
}

/// Drafts, and what is to come.
fn everything() -> Publication {
    Publication { drafts: true, future: true, withdrawal: None }
}
