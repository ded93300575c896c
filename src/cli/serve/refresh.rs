//! Follows the files of a site: after each change it asks the workspace for the new state, which browsers are shown at
//! once. The other checks of `build` run in the background.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bantin::config::BaseUrl;
use bantin::progress::{Progress, Silent, StageName};
use bantin::workspace::build::Outcome;
use bantin::workspace::state::State;
use bantin::workspace::{Change, Options, Purpose, Workspace};
use bantin_text::language::Language;

use crate::cli::args::{Common, Format, Serve};
use crate::cli::clock::{self, Watch};
use crate::cli::progress::Bar;
use crate::cli::serve::preview::Preview;
use crate::cli::summary::Told;
use crate::cli::{Status, WrongUsage, eprint, panic, report, request, settings};

/// Between a change and the other checks of `build`.
const PAUSE: Duration = Duration::from_millis(300);

pub(super) struct Refresh {
    workspace: Mutex<Workspace>,
    /// Whether `--now` is given; otherwise each state has the current time.
    fixed_clock: bool,
    quiet: bool,
    verbose: bool,
    language: Language,
    preview: Arc<Preview>,
    /// Number of the newest state: background checks of older ones are cancelled.
    newest: Arc<AtomicU64>,
}

impl Refresh {
    /// Reads nothing yet.
    pub(super) fn new(
        common: &Common,
        command: &Serve,
        language: Language,
        preview: &Arc<Preview>,
    ) -> Result<Self, WrongUsage> {
        let options = Options {
            publication: request::publication(command.unpublished),
            ..request::reading(common, command.now.as_deref(), None, language)?
        };
        Ok(Self {
            workspace: Mutex::new(Workspace::remembering(options)),
            fixed_clock: command.now.is_some(),
            quiet: common.quiet,
            verbose: common.verbose,
            language,
            preview: Arc::clone(preview),
            newest: Arc::default(),
        })
    }

    /// Reads the site for the first time, with a progress bar.
    pub(super) fn first(&self) -> Status {
        let bar = Bar::new(self.quiet, self.language);
        self.refresh(&bar, || bar.finish())
    }

    /// Applies changes.
    pub(super) fn again(&self, changes: Vec<Change>) {
        self.workspace.lock().unwrap_or_else(PoisonError::into_inner).apply(changes);
        self.refresh(&Silent, || {});
    }

    fn refresh(&self, progress: &dyn Progress, done: impl FnOnce()) -> Status {
        let watch = Watch::start();
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        // A panic must not end the preview: the next change may avoid it.
        let state = panic::caught(self.language, || {
            let mut workspace = self.workspace.lock().unwrap_or_else(PoisonError::into_inner);
            let options = self.options(workspace.options());
            workspace.set_options(options);
            workspace.state(Purpose::Publish, progress)
        });
        done();
        let Some(state) = state else { return Status::Content };
        if state.renderer().is_none() {
            let found = state.report(Vec::new());
            report::print(&found, Format::Text, self.language);
            let status = report::status(&found);
            self.preview.report_errors(found);
            return status;
        }
        let before = self.preview.show(Arc::clone(&state));
        self.check_behind(state, before, number, watch);
        Status::Done
    }

    /// Runs the other checks of `build` on a thread of its own, while the state is shown. The state before it is freed
    /// there too.
    fn check_behind(&self, state: Arc<State>, before: Option<Arc<State>>, number: u64, watch: Watch) {
        let (newest, preview) = (Arc::clone(&self.newest), Arc::clone(&self.preview));
        let (language, quiet, verbose) = (self.language, self.quiet, self.verbose);
        std::thread::spawn(move || {
            let progress = WhileNewest { newest, number };
            // The page that the editor waits for comes first.
            std::thread::sleep(PAUSE);
            drop(before);
            if progress.is_cancelled() {
                return;
            }
            let outcome = panic::caught(language, || state.check(&progress));
            let Some(Outcome { report: found, summary, .. }) = outcome.filter(|_| !progress.is_cancelled())
            else {
                return;
            };
            report::print(&found, Format::Text, language);
            if report::status(&found) != Status::Done {
                preview.report_errors(found);
            } else if let Some(summary) = summary.filter(|_| !quiet) {
                let told = Told { output: None, elapsed: watch.elapsed(), names: verbose, language };
                eprint(&if verbose { told.text(&summary) } else { told.headline(&summary) });
            }
        });
    }

    /// The options of the next state: the settings may have changed, and time has passed.
    fn options(&self, before: &Options) -> Options {
        let mut options = before.clone();
        if !self.fixed_clock {
            options.now = clock::moment();
        }
        // If the settings cannot be read, the base path stays.
        if let Some(base) = settings::read(&options.root, "base_url").and_then(|url| BaseUrl::parse(&url)) {
            self.preview.move_to(base.path);
        }
        options.base_url = Some(self.preview.base());
        options
    }
}

/// Progress of a background check, cancelled by a newer state.
struct WhileNewest {
    newest: Arc<AtomicU64>,
    number: u64,
}

impl Progress for WhileNewest {
    fn begin(&self, _: StageName, _: usize) {}
    fn advance(&self, _: usize) {}
    fn is_cancelled(&self) -> bool {
        self.newest.load(Ordering::Relaxed) != self.number
    }
}
