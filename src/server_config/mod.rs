//! The configuration of a web server for a site: nginx, Apache, IIS or Caddy.
//!
//! In: the linked site with its addresses, and the folder where the server finds the files. Out: a text. What servers
//! have in common is told once, here: types with their encoding ([`crate::media_type`]), how long files may be kept
//! ([`crate::cache_rule`]), headers, old addresses (301), what was withdrawn (410), the page for 404. One module a server
//! writes it in that server's language.

mod apache;
mod caddy;
mod iis;
mod nginx;

use crate::cache_rule::CacheRule;
use crate::config::BaseUrl;
use crate::pages::{PageKind, Pages};
use crate::redirect;
use crate::site::Site;
use crate::url::encode_address;

/// A web server for which a configuration can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    Nginx,
    Apache,
    Iis,
    Caddy,
}

/// What a server must know of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosting {
    base: BaseUrl,
    /// Absolute, with `/`, without one at the end.
    folder: String,
    /// Content-Security-Policy.
    policy: String,
    redirects: Vec<Moved>,
    /// Paths of withdrawn pages, which end with `/`.
    gone: Vec<String>,
}

/// An old address.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Moved {
    /// Relative to the section; a folder ends with `/`.
    from: String,
    /// Absolute.
    to: String,
}

impl Hosting {
    /// Collects what a server must know. `folder` is where it finds the output.
    pub fn new(site: &Site<'_>, pages: &Pages, folder: &str) -> Self {
        let base = site.config.base.clone();
        let moved = |old: &crate::site::Redirection| Moved {
            from: redirect::file(&old.from).trim_end_matches("index.html").to_owned(),
            to: encode_address(&redirect::address(&base, &old.to)),
        };
        let gone = pages.pages().iter().filter(|page| matches!(page.kind, PageKind::Withdrawn(_)));
        Self {
            folder: folder.replace('\\', "/").trim_end_matches('/').to_owned(),
            policy: format!("{}; {FRAMES}", site.config.content_security_policy()),
            redirects: site.redirects.iter().map(moved).collect(),
            gone: gone.map(|page| page.path.clone()).collect(),
            base,
        }
    }

    /// The text of a server's configuration.
    pub fn text(&self, server: Server) -> String {
        match server {
            Server::Nginx => nginx::text(self),
            Server::Apache => apache::text(self),
            Server::Iis => iis::text(self),
            Server::Caddy => caddy::text(self),
        }
    }

    /// Headers of every answer, except `Cache-Control`.
    pub fn headers(&self) -> Vec<(&'static str, &str)> {
        let mut headers = vec![("Content-Security-Policy", self.policy.as_str())];
        if self.base.origin.starts_with("https://") {
            headers.push(("Strict-Transport-Security", "max-age=31536000"));
        }
        headers.extend(HEADERS);
        headers
    }

    /// The name of the host, without a port.
    fn host(&self) -> &str {
        let host = self.base.origin.split("://").nth(1).unwrap_or("localhost");
        let port = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
        port.map_or(host, |(name, _)| name)
    }

    /// The address of a path on the host.
    fn on_host(&self, path: &str) -> String {
        format!("{}{path}", self.base.path)
    }
}

/// Only the portal itself may show a page in a frame, and nothing of old plug-ins or foreign forms works.
const FRAMES: &str = "frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'";

const HEADERS: [(&str, &str); 4] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("X-Frame-Options", "SAMEORIGIN"),
];

/// A regular expression of all paths of a rule, relative to the section, without anchors.
fn pattern(rule: CacheRule) -> String {
    format!("(?:{})", rule.patterns().join("|"))
}

/// A text in double quotes, as nginx, Apache and Caddy read it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text in which every sign stands for itself in a regular expression.
fn literal(text: &str) -> String {
    let mut escaped = String::new();
    for sign in text.chars() {
        if r"\.+*?()|[]{}^$ #".contains(sign) {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}
