//! The answers of the preview, with the headers that all of them carry.

use std::ops::Range;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderName, Method, StatusCode, header};
use axum::response::Response;

use crate::cli::serve::mime;
use crate::cli::serve::range::{self, Asked};

/// An answer with a body; to `HEAD` its length alone.
pub(super) fn content(parts: &Parts, status: StatusCode, kind: &str, bytes: Vec<u8>) -> Response {
    let length = bytes.len().to_string();
    let body = if parts.method == Method::HEAD { Body::empty() } else { Body::from(bytes) };
    let response = with(bare(status, body), header::CONTENT_TYPE, kind);
    let response = with(response, header::CONTENT_LENGTH, &length);
    let response = with(response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Pages live under the policy of the real site, so that what it forbids is seen here.
    with(response, header::CONTENT_SECURITY_POLICY, "default-src 'self'")
}

/// A file as it is, or the part of it that is asked for.
pub(super) fn file(parts: &Parts, kind: &str, bytes: Vec<u8>) -> Response {
    let asked = parts.headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let response = match range::asked(asked, bytes.len()) {
        Asked::Whole => content(parts, StatusCode::OK, kind, bytes),
        Asked::Part(range) => part(parts, kind, &bytes, range),
        Asked::Beyond => with(
            plain(StatusCode::RANGE_NOT_SATISFIABLE),
            header::CONTENT_RANGE,
            &format!("bytes */{}", bytes.len()),
        ),
    };
    with(response, header::ACCEPT_RANGES, "bytes")
}

fn part(parts: &Parts, kind: &str, bytes: &[u8], range: Range<usize>) -> Response {
    let shown = format!("bytes {}-{}/{}", range.start, range.end - 1, bytes.len());
    let response = content(parts, StatusCode::PARTIAL_CONTENT, kind, bytes[range].to_vec());
    with(response, header::CONTENT_RANGE, &shown)
}

/// Leads on to another path of this host, with the query of the request.
pub(super) fn redirect(to: &str, parts: &Parts) -> Response {
    let query = parts.uri.query().map_or_else(String::new, |query| format!("?{query}"));
    with(plain(StatusCode::FOUND), header::LOCATION, &format!("{to}{query}"))
}

/// Only reading is possible.
pub(super) fn only_reading() -> Response {
    with(plain(StatusCode::METHOD_NOT_ALLOWED), header::ALLOW, "GET, HEAD")
}

/// A status and its name.
pub(super) fn plain(status: StatusCode) -> Response {
    with(bare(status, Body::from(format!("{status}\n"))), header::CONTENT_TYPE, mime::TEXT)
}

/// Nothing of a preview is kept by a browser.
fn bare(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    with(response, header::CACHE_CONTROL, "no-store")
}

/// The same with a header. A value that no header can hold is left out.
fn with(mut response: Response, name: HeaderName, value: &str) -> Response {
    if let Ok(value) = value.parse() {
        response.headers_mut().insert(name, value);
    }
    response
}
