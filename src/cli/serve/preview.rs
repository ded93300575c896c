//! What browsers are shown at the moment: the last good site, and what is wrong with the newest content.

use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

use bantin::config::BaseUrl;
use bantin::diagnostic::Report;
use bantin_text::language::Language;
use tokio::sync::watch;

use crate::cli::clock;

/// Shared by the server and the builds.
pub(super) struct Preview {
    /// The last good site, once there is one.
    pub(super) folder: PathBuf,
    /// Of notices.
    pub(super) language: Language,
    port: u16,
    shown: RwLock<Shown>,
    news: watch::Sender<News>,
}

/// What the last build came to.
#[derive(Clone)]
struct Shown {
    base_path: String,
    report: Option<Report>,
}

/// Numbers that change when an open page has something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct News {
    /// The site on the disk.
    pub(super) site: u64,
    /// The report.
    pub(super) report: u64,
}

impl Preview {
    /// Nothing built yet.
    pub(super) fn new(folder: PathBuf, port: u16, language: Language) -> Self {
        let shown = RwLock::new(Shown { base_path: "/".to_owned(), report: None });
        // Counted from the clock: a page left open over a restart of the server sees another number, and reloads.
        let start = clock::milliseconds();
        let (news, _) = watch::channel(News { site: start, report: start });
        Self { folder, language, port, shown, news }
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

    /// A build succeeded: pages reload.
    pub(super) fn succeeded(&self) {
        self.tell(None);
        self.news.send_modify(|news| {
            news.site += 1;
            news.report += 1;
        });
    }

    /// A build failed: the last good site stays, under a notice.
    pub(super) fn failed(&self, report: Report) {
        self.tell(Some(report));
        self.news.send_modify(|news| news.report += 1);
    }

    fn tell(&self, report: Option<Report>) {
        self.shown.write().unwrap_or_else(PoisonError::into_inner).report = report;
    }

    /// What is wrong with the newest content, where something is.
    pub(super) fn report(&self) -> Option<Report> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).report.clone()
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
