//! One request: resolves its path to a file of the site or to one of the server's own.

use std::path::PathBuf;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use bantin::diagnostic::Diagnostic;
use bantin::site::permalink;
use bantin::workspace::emit::OutputFile;
use bantin::workspace::state::State;
use percent_encoding::percent_decode_str;

use crate::cli::serve::preview::Preview;
use crate::cli::serve::{mime, page, reply};

pub(super) enum Answer {
    /// A complete response.
    Response(Response),
    /// A file on disk, to be streamed.
    File(PathBuf),
}

/// A request and the state that answers it.
pub(super) struct Visit<'p> {
    preview: &'p Preview,
    parts: &'p Parts,
    base_path: String,
    /// Number of the site, read before `state`: a page must not carry a later number than that of its content.
    site: u64,
    state: Option<Arc<State>>,
}

impl<'p> Visit<'p> {
    pub(super) fn new(preview: &'p Preview, parts: &'p Parts) -> Self {
        let (base_path, site) = (preview.base().path, preview.news().site);
        Self { preview, parts, base_path, site, state: preview.state() }
    }

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

    /// A file of the output, looked up among those of the site, so no other file can be read.
    fn file(&self, state: &State, below: &str) -> Answer {
        let Ok(path) = percent_decode_str(below).decode_utf8() else {
            return Answer::Response(self.missing());
        };
        let name = permalink::file(&path);
        Answer::Response(match self.output_of(state, &name) {
            Some(Ok(OutputFile::Disk(from))) => return Answer::File(from.to_owned()),
            Some(Ok(OutputFile::Bytes(bytes))) if name.ends_with(".html") => {
                self.page(StatusCode::OK, &String::from_utf8_lossy(&bytes))
            }
            Some(Ok(OutputFile::Bytes(bytes))) => {
                reply::content(self.parts, StatusCode::OK, &mime::of(&name), bytes.into_owned())
            }
            // The notice shows the reason as soon as the background check ends.
            Some(Err(_)) => self.without_site(StatusCode::INTERNAL_SERVER_ERROR),
            None if self.output_of(state, &format!("{path}/index.html")).is_some() => {
                reply::redirect(&format!("{}/", self.parts.uri.path()), self.parts)
            }
            None => self.missing(),
        })
    }

    fn output_of<'s>(&self, state: &'s State, name: &str) -> Option<Result<OutputFile<'s>, Diagnostic>> {
        if self.preview.is_for_editor() { state.preview(name) } else { state.file(name) }
    }

    /// The site's 404 page; if there is no site yet, the page that shows the errors.
    fn missing(&self) -> Response {
        let Some(state) = &self.state else { return self.without_site(StatusCode::SERVICE_UNAVAILABLE) };
        match self.output_of(state, permalink::NOT_FOUND) {
            Some(Ok(OutputFile::Bytes(html))) => {
                self.page(StatusCode::NOT_FOUND, &String::from_utf8_lossy(&html))
            }
            _ => reply::plain(StatusCode::NOT_FOUND),
        }
    }

    fn without_site(&self, status: StatusCode) -> Response {
        self.page(status, &page::without_site(self.preview.language))
    }

    /// A page with the reload script.
    fn page(&self, status: StatusCode, html: &str) -> Response {
        let html = page::with_script(html, &self.base_path, self.script(), self.site);
        reply::content(self.parts, status, mime::HTML, html.into_bytes())
    }

    fn script(&self) -> &'static str {
        if self.preview.is_for_editor() { page::EDITED } else { page::RELOAD }
    }

    /// A file of the server's own.
    fn own(&self, name: &str) -> Response {
        let (kind, text) = match name {
            page::RELOAD => (mime::SCRIPT, page::SCRIPT.to_owned()),
            page::EDITED => (mime::SCRIPT, page::EDITED_SCRIPT.to_owned()),
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
