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
pub(in crate::cli) struct Preview {
    /// Language of notices.
    pub(in crate::cli) language: Language,
    port: u16,
    /// The origin of the editing room that shows the pages in a frame.
    editor: Option<String>,
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
pub(in crate::cli) struct News {
    pub(in crate::cli) site: u64,
    pub(in crate::cli) report: u64,
}

impl Preview {
    /// Has no state to show yet.
    pub(in crate::cli) fn new(port: u16, language: Language) -> Self {
        let shown = RwLock::new(Shown { base_path: "/".to_owned(), state: None, report: None });
        // Starting at the clock makes a page left open over a restart of the server see another number, and reload.
        let start = clock::milliseconds();
        let (news, _) = watch::channel(News { site: start, report: start });
        Self { language, port, editor: None, shown, news }
    }

    /// The same for an editing room: pages are shown whatever is wrong elsewhere.
    pub(in crate::cli) fn for_editor(port: u16, language: Language, origin: String) -> Self {
        Self { editor: Some(origin), ..Self::new(port, language) }
    }

    pub(in crate::cli) fn is_for_editor(&self) -> bool {
        self.editor.is_some()
    }

    /// The address of the preview.
    pub(in crate::cli) fn base(&self) -> BaseUrl {
        let path = self.shown.read().unwrap_or_else(PoisonError::into_inner).base_path.clone();
        BaseUrl { origin: format!("http://127.0.0.1:{}", self.port), path }
    }

    /// Changes the base path of the site.
    pub(in crate::cli) fn move_to(&self, base_path: String) {
        self.shown.write().unwrap_or_else(PoisonError::into_inner).base_path = base_path;
    }

    /// Shows a new state instead of the one returned; open pages reload.
    pub(in crate::cli) fn show(&self, state: Arc<State>) -> Option<Arc<State>> {
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
    pub(in crate::cli) fn report_errors(&self, report: Report) {
        self.shown.write().unwrap_or_else(PoisonError::into_inner).report = Some(report);
        self.news.send_modify(|news| news.report += 1);
    }

    /// The errors of the newest content, if there are any.
    pub(in crate::cli) fn report(&self) -> Option<Report> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).report.clone()
    }

    /// The content security policy of the real site; of an editing room, which alone may show the pages in a frame.
    pub(in crate::cli) fn policy(&self) -> String {
        let state = self.state();
        let site = state.as_ref().and_then(|state| state.site());
        let policy =
            site.map_or_else(|| DEFAULT_POLICY.to_owned(), |site| site.config.content_security_policy());
        match &self.editor {
            Some(origin) => format!("{policy}; frame-ancestors {origin}"),
            None => policy,
        }
    }

    pub(in crate::cli) fn state(&self) -> Option<Arc<State>> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).state.clone()
    }

    pub(in crate::cli) fn news(&self) -> News {
        *self.news.borrow()
    }

    /// A receiver that is woken whenever the numbers change.
    pub(in crate::cli) fn subscribe(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }
}
