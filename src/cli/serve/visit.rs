//! One request: which file of the site it asks for, or which of the preview's own.

use std::fs;

use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;

use crate::cli::serve::path::{self, Target};
use crate::cli::serve::preview::Preview;
use crate::cli::serve::{mime, page, reply};

/// A request and what it is answered from.
pub(super) struct Visit<'p> {
    preview: &'p Preview,
    parts: &'p Parts,
    base_path: String,
    /// The number of the site, taken before any file is read: a page must never carry a later number than its own.
    site: u64,
}

impl<'p> Visit<'p> {
    /// A request to read.
    pub(super) fn new(preview: &'p Preview, parts: &'p Parts) -> Self {
        Self { preview, parts, base_path: preview.base().path, site: preview.news().site }
    }

    /// The answer.
    pub(super) fn answer(&self) -> Response {
        let asked = self.parts.uri.path();
        let Some(below) = asked.strip_prefix(&self.base_path) else {
            let leads_in = asked == "/" || asked == self.base_path.trim_end_matches('/');
            return if leads_in { reply::redirect(&self.base_path, self.parts) } else { self.missing() };
        };
        if let Some(own) = below.strip_prefix(page::OWN) {
            return self.own(own);
        }
        match path::find(&self.preview.folder, below) {
            Target::Folder => reply::redirect(&format!("{asked}/"), self.parts),
            Target::Nothing => self.missing(),
            Target::File(file) => match fs::read(&file) {
                Ok(bytes) => self.found(mime::of(&file.to_string_lossy()), bytes),
                Err(_) => self.missing(),
            },
        }
    }

    fn found(&self, kind: &str, bytes: Vec<u8>) -> Response {
        if kind == mime::HTML {
            return self.page(StatusCode::OK, &String::from_utf8_lossy(&bytes));
        }
        reply::file(self.parts, kind, bytes)
    }

    /// The site's own page for addresses that lead nowhere; before there is a site, what keeps it from being built.
    fn missing(&self) -> Response {
        if let Ok(html) = fs::read_to_string(self.preview.folder.join("404.html")) {
            return self.page(StatusCode::NOT_FOUND, &html);
        }
        if self.preview.folder.is_dir() {
            return reply::plain(StatusCode::NOT_FOUND);
        }
        self.page(StatusCode::SERVICE_UNAVAILABLE, &page::without_site(self.preview.language))
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
                (
                    mime::HTML,
                    wrong.map_or_else(String::new, |wrong| page::notice(&wrong, self.preview.language)),
                )
            }
            _ => return reply::plain(StatusCode::NOT_FOUND),
        };
        reply::content(self.parts, StatusCode::OK, kind, text.into_bytes())
    }
}
