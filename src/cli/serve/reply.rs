//! The answers of the preview, with the headers that all of them carry.

use std::path::Path;

use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderName, Method, StatusCode, header};
use axum::response::Response;
use tower_http::services::ServeFile;

use crate::cli::serve::mime;

/// An answer with a body; to `HEAD` its length alone.
pub(super) fn content(parts: &Parts, status: StatusCode, kind: &str, bytes: Vec<u8>) -> Response {
    let length = bytes.len().to_string();
    let body = if parts.method == Method::HEAD { Body::empty() } else { Body::from(bytes) };
    let response = with(bare(status, body), header::CONTENT_TYPE, kind);
    safe(with(response, header::CONTENT_LENGTH, &length))
}

/// Pages live under the policy of the real site, so that what it forbids is seen here.
fn safe(response: Response) -> Response {
    let response = with(response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    with(response, header::CONTENT_SECURITY_POLICY, "default-src 'self'")
}

/// A file of the disk, or the part of it that is asked for.
pub(super) async fn file(path: &Path, request: Request) -> Response {
    match ServeFile::new(path).try_call(request).await {
        Ok(response) => safe(with(response.map(Body::new), header::CACHE_CONTROL, "no-store")),
        Err(_) => plain(StatusCode::NOT_FOUND),
    }
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
