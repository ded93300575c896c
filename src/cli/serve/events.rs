//! Server-sent events for open pages: `site` with the number of the state shown, `report` with the number of the
//! report. A page that connects gets both at once, so that it misses nothing between loading and connecting.

use std::collections::VecDeque;
use std::convert::Infallible;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch::Receiver;

use crate::cli::serve::preview::{News, Preview};

/// A response that lasts as long as the page is open.
pub(super) fn follow(preview: &Preview) -> Response {
    let listener = Listener { news: preview.subscribe(), told: None, waiting: VecDeque::new() };
    let events = stream::unfold(listener, |mut listener| async {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

struct Listener {
    news: Receiver<News>,
    told: Option<News>,
    waiting: VecDeque<Event>,
}

impl Listener {
    /// The next event. Returns `None` when the server ends.
    async fn next(&mut self) -> Option<Event> {
        while self.waiting.is_empty() {
            if self.told.is_some() {
                self.news.changed().await.ok()?;
            }
            let now = *self.news.borrow_and_update();
            let site_is_new = self.told.is_none_or(|told| told.site != now.site);
            let report_is_new = self.told.is_none_or(|told| told.report != now.report);
            let event = |name: &str, number: u64| Event::default().event(name).data(number.to_string());
            self.waiting.extend(site_is_new.then(|| event("site", now.site)));
            self.waiting.extend(report_is_new.then(|| event("report", now.report)));
            self.told = Some(now);
        }
        self.waiting.pop_front()
    }
}
