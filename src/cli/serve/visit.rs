//! One request: which file of the site it asks for, or which of the preview's own.

use std::path::PathBuf;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use bantin::site::permalink;
use bantin::workspace::emit::OutputFile;
use bantin::workspace::state::State;
use percent_encoding::percent_decode_str;

use crate::cli::serve::preview::Preview;
use crate::cli::serve::{mime, page, reply};

/// What a request is answered with.
pub(super) enum Answer {
    /// This.
    Response(Response),
    /// A file of the disk, or the part of it that is asked for.
    File(PathBuf),
}

/// A request and what it is answered from.
pub(super) struct Visit<'p> {
    preview: &'p Preview,
    parts: &'p Parts,
    base_path: String,
    /// The number of the site, taken before the state is: a page must never carry a later number than its own.
    site: u64,
    state: Option<Arc<State>>,
}

impl<'p> Visit<'p> {
    /// A request to read.
    pub(super) fn new(preview: &'p Preview, parts: &'p Parts) -> Self {
        let (base_path, site) = (preview.base().path, preview.news().site);
        Self { preview, parts, base_path, site, state: preview.state() }
    }

    /// The answer.
    pub(super) fn answer(&self) -> Answer {
        let asked = self.parts.uri.path();
        let Some(below) = asked.strip_prefix(&self.base_path) else {
            let leads_in = asked == "/" || asked == self.base_path.trim_end_matches('/');
            let response =
                if leads_in { reply::redirect(&self.base_path, self.parts) } else { self.missing() };
            return Answer::Response(response);
        };
        if let Some(own) = below.strip_prefix(page::OWN) {
            return Answer::Response(self.own(own));
        }
        match &self.state {
            Some(state) => self.file(state, below),
            None => Answer::Response(self.missing()),
        }
    }

    /// A file of the output. It is looked up among those that the site has: nothing else can be asked for.
    fn file(&self, state: &State, below: &str) -> Answer {
        let Ok(path) = percent_decode_str(below).decode_utf8() else {
            return Answer::Response(self.missing());
        };
        let name = permalink::file(&path);
        Answer::Response(match state.file(&name) {
            Some(Ok(OutputFile::Disk(from))) => return Answer::File(from.to_owned()),
            Some(Ok(OutputFile::Bytes(bytes))) if name.ends_with(".html") => {
                self.page(StatusCode::OK, &String::from_utf8_lossy(&bytes))
            }
            Some(Ok(OutputFile::Bytes(bytes))) => {
                reply::content(self.parts, StatusCode::OK, &mime::of(&name), bytes.into_owned())
            }
            // The notice tells why, as soon as the whole site has been looked through.
            Some(Err(_)) => self.without_site(StatusCode::INTERNAL_SERVER_ERROR),
            None if state.file(&format!("{path}/index.html")).is_some() => {
                reply::redirect(&format!("{}/", self.parts.uri.path()), self.parts)
            }
            None => self.missing(),
        })
    }

    /// The site's own page for addresses that lead nowhere; before there is a site, what keeps it from being shown.
    fn missing(&self) -> Response {
        let Some(state) = &self.state else { return self.without_site(StatusCode::SERVICE_UNAVAILABLE) };
        match state.file(permalink::NOT_FOUND) {
            Some(Ok(OutputFile::Bytes(html))) => {
                self.page(StatusCode::NOT_FOUND, &String::from_utf8_lossy(&html))
            }
            _ => reply::plain(StatusCode::NOT_FOUND),
        }
    }

    fn without_site(&self, status: StatusCode) -> Response {
        self.page(status, &page::without_site(self.preview.language))
    }

    /// A page with the script that keeps it fresh.
    fn page(&self, status: StatusCode, html: &str) -> Response {
        let html = page::with_script(html, &self.base_path, self.site);
        reply::content(self.parts, status, mime::HTML, html.into_bytes())
    }

    /// What the preview adds to the site.
    fn own(&self, name: &str) -> Response {
        let (kind, text) = match name {
            "reload.js" => (mime::SCRIPT, page::SCRIPT.to_owned()),
            "notice.css" => (mime::CSS, page::STYLE.to_owned()),
            "errors" => {
                let wrong = self.preview.report();
                let notice = |wrong| page::notice(&wrong, self.preview.language);
                (mime::HTML, wrong.map_or_else(String::new, notice))
            }
            _ => return reply::plain(StatusCode::NOT_FOUND),
        };
        reply::content(self.parts, StatusCode::OK, kind, text.into_bytes())
    }
}
