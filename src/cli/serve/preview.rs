//! What browsers are shown: the last valid state of the site, and the errors of the newest content.

use std::sync::{Arc, PoisonError, RwLock};

use bantin::config::BaseUrl;
use bantin::config::frame::DEFAULT_POLICY;
use bantin::diagnostic::Report;
use bantin::workspace::state::State;
use bantin_text::language::Language;
use tokio::sync::watch;

use crate::cli::clock;

/// Shared by the server and by the thread that follows the files.
pub(super) struct Preview {
    /// Language of notices.
    pub(super) language: Language,
    port: u16,
    shown: RwLock<Shown>,
    news: watch::Sender<News>,
}

struct Shown {
    base_path: String,
    /// The last valid state, if there was one yet.
    state: Option<Arc<State>>,
    report: Option<Report>,
}

/// Numbers that tell open pages what has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct News {
    pub(super) site: u64,
    pub(super) report: u64,
}

impl Preview {
    /// Has no state to show yet.
    pub(super) fn new(port: u16, language: Language) -> Self {
        let shown = RwLock::new(Shown { base_path: "/".to_owned(), state: None, report: None });
        // Starting at the clock makes a page left open over a restart of the server see another number, and reload.
        let start = clock::milliseconds();
        let (news, _) = watch::channel(News { site: start, report: start });
        Self { language, port, shown, news }
    }

    /// The address of the preview.
    pub(super) fn base(&self) -> BaseUrl {
        let path = self.shown.read().unwrap_or_else(PoisonError::into_inner).base_path.clone();
        BaseUrl { origin: format!("http://127.0.0.1:{}", self.port), path }
    }

    /// Changes the base path of the site.
    pub(super) fn move_to(&self, base_path: String) {
        self.shown.write().unwrap_or_else(PoisonError::into_inner).base_path = base_path;
    }

    /// Shows a new state instead of the one returned; open pages reload.
    pub(super) fn show(&self, state: Arc<State>) -> Option<Arc<State>> {
        let before = {
            let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
            shown.report = None;
            shown.state.replace(state)
        };
        self.news.send_modify(|news| {
            news.site += 1;
            news.report += 1;
        });
        before
    }

    /// Reports errors: the state shown stays, with a notice.
    pub(super) fn report_errors(&self, report: Report) {
        self.shown.write().unwrap_or_else(PoisonError::into_inner).report = Some(report);
        self.news.send_modify(|news| news.report += 1);
    }

    /// The errors of the newest content, if there are any.
    pub(super) fn report(&self) -> Option<Report> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).report.clone()
    }

    /// The content security policy of the real site.
    pub(super) fn policy(&self) -> String {
        let state = self.state();
        let site = state.as_ref().and_then(|state| state.site());
        site.map_or_else(|| DEFAULT_POLICY.to_owned(), |site| site.config.content_security_policy())
    }

    pub(super) fn state(&self) -> Option<Arc<State>> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).state.clone()
    }

    pub(super) fn news(&self) -> News {
        *self.news.borrow()
    }

    /// A receiver that is woken whenever the numbers change.
    pub(super) fn subscribe(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }
}
