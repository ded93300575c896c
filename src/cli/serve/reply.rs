//! Responses of the preview, with their common headers.

use std::path::Path;

use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderName, Method, StatusCode, header};
use axum::response::Response;
use tower_http::services::ServeFile;

use crate::cli::serve::mime;

/// A response with a body; for `HEAD` only the headers.
pub(in crate::cli) fn content(parts: &Parts, status: StatusCode, kind: &str, bytes: Vec<u8>) -> Response {
    let length = bytes.len().to_string();
    let body = if parts.method == Method::HEAD { Body::empty() } else { Body::from(bytes) };
    let response = with(bare(status, body), header::CONTENT_TYPE, kind);
    safe(with(response, header::CONTENT_LENGTH, &length))
}

fn safe(response: Response) -> Response {
    with(response, header::X_CONTENT_TYPE_OPTIONS, "nosniff")
}

/// Sets the content security policy of the real site, so that what it blocks is noticed in the preview.
pub(in crate::cli) fn under(policy: &str, response: Response) -> Response {
    with(response, header::CONTENT_SECURITY_POLICY, policy)
}

/// A file from disk, or the requested range of it.
pub(in crate::cli) async fn file(path: &Path, request: Request) -> Response {
    match ServeFile::new(path).try_call(request).await {
        Ok(response) => safe(with(response.map(Body::new), header::CACHE_CONTROL, "no-store")),
        Err(_) => plain(StatusCode::NOT_FOUND),
    }
}

/// Redirects to another path of this host, keeping the query.
pub(in crate::cli) fn redirect(to: &str, parts: &Parts) -> Response {
    let query = parts.uri.query().map_or_else(String::new, |query| format!("?{query}"));
    with(plain(StatusCode::FOUND), header::LOCATION, &format!("{to}{query}"))
}

/// 405: only GET and HEAD are allowed.
pub(in crate::cli) fn only_reading() -> Response {
    with(plain(StatusCode::METHOD_NOT_ALLOWED), header::ALLOW, "GET, HEAD")
}

/// A response with only the text of its status.
pub(in crate::cli) fn plain(status: StatusCode) -> Response {
    with(bare(status, Body::from(format!("{status}\n"))), header::CONTENT_TYPE, mime::TEXT)
}

/// A response that browsers must not cache.
fn bare(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    with(response, header::CACHE_CONTROL, "no-store")
}

/// Adds a header. A value that is not valid in a header is left out.
fn with(mut response: Response, name: HeaderName, value: &str) -> Response {
    if let Ok(value) = value.parse() {
        response.headers_mut().insert(name, value);
    }
    response
}
