//! Ctrl-C during a build: what was begun is removed, and the old site stays.
//!
//! The first signal asks the run to end; a second one ends the program at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bantin::diagnostic::Report;
use bantin::progress::{PartName, Progress, StageName};

#[cfg(feature = "serve")]
use crate::cli::serve::http::asked_to_end;

/// The progress of a run that signals end.
pub(crate) struct Interruptible<'p> {
    inner: &'p dyn Progress,
    asked: Arc<AtomicBool>,
}

impl<'p> Interruptible<'p> {
    /// Listens for signals from now on.
    pub(crate) fn new(inner: &'p dyn Progress) -> Self {
        let asked = Arc::default();
        listen(&asked);
        Self { inner, asked }
    }
}

/// Waits for signals on a thread of its own. Without it they end the program, as ever.
#[cfg(feature = "serve")]
fn listen(asked: &Arc<AtomicBool>) {
    let asked = Arc::clone(asked);
    let wait = move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        loop {
            runtime.block_on(asked_to_end());
            if asked.swap(true, Ordering::SeqCst) {
                end_at_once();
            }
        }
    };
    // A build that cannot be interrupted with care is still a build.
    let _ = std::thread::Builder::new().spawn(wait);
}

#[cfg(feature = "serve")]
#[expect(clippy::exit, reason = "the run does not end by itself, and who asks twice does not want to wait")]
fn end_at_once() {
    std::process::exit(INTERRUPTED.into());
}

#[cfg(not(feature = "serve"))]
fn listen(_: &Arc<AtomicBool>) {}

/// The exit code of a program that a signal ended, as shells tell it.
pub(crate) const INTERRUPTED: u8 = 130;

impl Progress for Interruptible<'_> {
    fn begin(&self, stage: StageName, steps: usize) {
        self.inner.begin(stage, steps);
    }

    fn advance(&self, steps: usize) {
        self.inner.advance(steps);
    }

    fn is_cancelled(&self) -> bool {
        self.asked.load(Ordering::SeqCst) || self.inner.is_cancelled()
    }

    fn wants_found(&self) -> bool {
        self.inner.wants_found()
    }

    fn found(&self, report: &Report) {
        self.inner.found(report);
    }

    fn thread_time(&self) -> Option<Duration> {
        self.inner.thread_time()
    }

    fn spent(&self, part: PartName, time: Duration) {
        self.inner.spent(part, time);
    }
}
