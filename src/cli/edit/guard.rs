//! Who may ask the room: this machine's browser, on a page of the room itself, with the token of this start.
//!
//! Another page in the same browser can send requests here, and by DNS rebinding even under a name of its own: the name
//! in `Host`, the page in `Origin`, and what the browser tells in `Sec-Fetch-Site` give it away. The token keeps out
//! whatever else runs on the machine.

use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode, header};

/// The header that carries the token.
pub(super) const TOKEN: HeaderName = HeaderName::from_static("x-bantin-token");

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

pub(super) struct Guard {
    token: String,
    hosts: [String; 2],
}

impl Guard {
    pub(super) fn new(port: u16) -> std::io::Result<Self> {
        let mut bytes = [0u8; 24];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        let token = data_encoding::BASE64URL_NOPAD.encode(&bytes);
        Ok(Self { token, hosts: ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}")) })
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Whether a request names this machine, and comes from a page of the room or from none.
    pub(super) fn is_from_here(&self, parts: &Parts) -> Result<(), StatusCode> {
        let text = |name: &HeaderName| parts.headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        let host = text(&header::HOST)
            .filter(|host| self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)));
        let Some(host) = host else { return Err(StatusCode::MISDIRECTED_REQUEST) };
        let is_own = |origin: &str| {
            origin.strip_prefix("http://").is_some_and(|origin| origin.eq_ignore_ascii_case(host))
        };
        if text(&header::ORIGIN).is_some_and(|origin| !is_own(origin)) {
            return Err(StatusCode::FORBIDDEN);
        }
        Ok(())
    }

    /// Whether a request may read and write.
    pub(super) fn is_let_in(&self, parts: &Parts) -> Result<(), StatusCode> {
        let is_own = |site: &str| matches!(site, "same-origin" | "none");
        if parts.headers.get(SITE).is_some_and(|site| !site.to_str().is_ok_and(is_own)) {
            return Err(StatusCode::FORBIDDEN);
        }
        let told = parts.headers.get(TOKEN).map_or(&[][..], |token| token.as_bytes());
        // Every byte is looked at, so that the time tells nothing.
        let own = self.token.as_bytes();
        let differing = told.iter().zip(own).fold(0, |all, (one, other)| all | (one ^ other));
        if told.len() == own.len() && differing == 0 { Ok(()) } else { Err(StatusCode::UNAUTHORIZED) }
    }
}
