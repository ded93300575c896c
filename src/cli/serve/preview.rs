//! What browsers are shown at the moment: the last sound state of the site, and what is wrong with the newest content.

use std::sync::{Arc, PoisonError, RwLock};

use bantin::config::BaseUrl;
use bantin::diagnostic::Report;
use bantin::workspace::state::State;
use bantin_text::language::Language;
use tokio::sync::watch;

use crate::cli::clock;

/// Shared by the server and by what follows the files.
pub(super) struct Preview {
    /// Of notices.
    pub(super) language: Language,
    port: u16,
    shown: RwLock<Shown>,
    news: watch::Sender<News>,
}

struct Shown {
    base_path: String,
    /// The last sound state, once there is one.
    state: Option<Arc<State>>,
    report: Option<Report>,
}

/// Numbers that change when an open page has something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct News {
    /// The state that is shown.
    pub(super) site: u64,
    /// The report.
    pub(super) report: u64,
}

impl Preview {
    /// Nothing to show yet.
    pub(super) fn new(port: u16, language: Language) -> Self {
        let shown = RwLock::new(Shown { base_path: "/".to_owned(), state: None, report: None });
        // Counted from the clock: a page left open over a restart of the server sees another number, and reloads.
        let start = clock::milliseconds();
        let (news, _) = watch::channel(News { site: start, report: start });
        Self { language, port, shown, news }
    }

    /// Where the preview stands.
    pub(super) fn base(&self) -> BaseUrl {
        let path = self.shown.read().unwrap_or_else(PoisonError::into_inner).base_path.clone();
        BaseUrl { origin: format!("http://127.0.0.1:{}", self.port), path }
    }

    /// The site stands below another path now.
    pub(super) fn move_to(&self, base_path: String) {
        self.shown.write().unwrap_or_else(PoisonError::into_inner).base_path = base_path;
    }

    /// Shows a sound state: pages reload.
    pub(super) fn show(&self, state: Arc<State>) {
        {
            let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
            shown.state = Some(state);
            shown.report = None;
        }
        self.news.send_modify(|news| {
            news.site += 1;
            news.report += 1;
        });
    }

    /// Something is wrong: what is shown stays, under a notice.
    pub(super) fn report_errors(&self, report: Report) {
        self.shown.write().unwrap_or_else(PoisonError::into_inner).report = Some(report);
        self.news.send_modify(|news| news.report += 1);
    }

    /// What is wrong with the newest content, where something is.
    pub(super) fn report(&self) -> Option<Report> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).report.clone()
    }

    /// The state that is shown.
    pub(super) fn state(&self) -> Option<Arc<State>> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).state.clone()
    }

    /// The numbers now.
    pub(super) fn news(&self) -> News {
        *self.news.borrow()
    }

    /// Hears of every change of the numbers.
    pub(super) fn subscribe(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }
}
