//! Asks one host for its pages, and judges what it answers.
//!
//! HEAD comes first, which is enough where a file is there. A page is asked for by GET too: its title shows whether the
//! server sends an excuse with status 200, and some servers answer HEAD wrongly.

use std::io::Read;
use std::thread;
use std::time::Duration;

use bantin_text::fold::fold;
use ureq::http::Response;
use ureq::{Body, Error};
use url::Url;

use crate::html::{PartKind, Scanner, decode};
use crate::outgoing::{Asking, Verdict, is_private};

/// So long a request may take in all.
const PATIENCE: Duration = Duration::from_secs(30);

/// Browsers follow 20 redirects; a chain of more than 10 is broken for readers too.
const REDIRECTS: usize = 10;

/// So much of a page is read, in bytes. Its title is there.
const HEAD_OF_PAGE: u64 = 64 << 10;

/// Titles of pages that say that there is none begin so, without accents.
const EXCUSES: [&str; 10] = [
    "404",
    "loi 404",
    "error 404",
    "not found",
    "page not found",
    "khong tim thay trang",
    "khong tim thay noi dung",
    "trang khong ton tai",
    "trang khong tim thay",
    "bai viet khong ton tai",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Head,
    Get,
}

/// A host that is asked for its pages.
pub(super) struct Asked<'a> {
    asking: Asking<'a>,
    is_first: bool,
}

/// The answer at the end of all redirects.
struct Arrived {
    url: Url,
    /// Whether each redirect was one for good.
    is_for_good: bool,
    answer: Response<Body>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(asking: Asking<'a>) -> Self {
        Self { asking, is_first: true }
    }

    /// What is known of a page after it was asked for.
    pub(super) fn verdict(&mut self, url: &Url) -> Verdict {
        self.judge(url).unwrap_or_else(|why| why)
    }

    fn judge(&mut self, url: &Url) -> Result<Verdict, Verdict> {
        let head = self.arrive(Method::Head, url)?;
        if head.answer.status().is_success() && !is_html(&head.answer) {
            return Ok(found(url, &head));
        }
        let Arrived { url: last, is_for_good, answer } = self.arrive(Method::Get, url)?;
        let status = answer.status().as_u16();
        match status {
            200..300 => {}
            // What programs may not read, readers may.
            401 | 403 | 405 | 406 | 451 => return Ok(Verdict::Found),
            408 | 425 | 429 | 500.. => return Err(Verdict::Unanswered(format!("HTTP {status}"))),
            _ => return Ok(Verdict::Gone(status)),
        }
        if is_front_page(&last) && !is_front_page(url) {
            return Ok(Verdict::FrontPage);
        }
        let title = if is_html(&answer) { title(answer) } else { None };
        Ok(match title.filter(|title| is_excuse(title)) {
            Some(title) => Verdict::Excused(title),
            None => found_at(url, &last, is_for_good),
        })
    }

    /// Asks for a page and follows redirects.
    fn arrive(&mut self, method: Method, from: &Url) -> Result<Arrived, Verdict> {
        let (mut url, mut is_for_good) = (from.clone(), true);
        for _ in 0..=REDIRECTS {
            if is_private(&url) && !self.asking.intranet {
                return Err(Verdict::Private);
            }
            let answer = self.ask(method, &url)?;
            let next = answer.headers().get("location").and_then(|to| url.join(to.to_str().ok()?).ok());
            match next.filter(|next| answer.status().is_redirection() && next.has_host()) {
                Some(next) => {
                    is_for_good &= matches!(answer.status().as_u16(), 301 | 308);
                    url = next;
                }
                None => return Ok(Arrived { url, is_for_good, answer }),
            }
        }
        Err(Verdict::Unanswered(format!("> {REDIRECTS} redirects")))
    }

    fn ask(&mut self, method: Method, url: &Url) -> Result<Response<Body>, Verdict> {
        if !std::mem::take(&mut self.is_first) {
            thread::sleep(self.asking.pause);
        }
        let request = match method {
            Method::Head => self.asking.agent.head(url.as_str()),
            Method::Get => self.asking.agent.get(url.as_str()),
        };
        request.config().timeout_global(Some(PATIENCE)).build().call().map_err(|error| match error {
            Error::HostNotFound => Verdict::NoHost,
            error => Verdict::Unanswered(error.to_string()),
        })
    }
}

fn found(url: &Url, arrived: &Arrived) -> Verdict {
    found_at(url, &arrived.url, arrived.is_for_good)
}

fn found_at(url: &Url, last: &Url, is_for_good: bool) -> Verdict {
    if is_for_good && last != url { Verdict::Moved(last.to_string()) } else { Verdict::Found }
}

fn is_front_page(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none()
}

fn is_html(answer: &Response<Body>) -> bool {
    let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/html"))
}

fn is_excuse(title: &str) -> bool {
    let title = fold(title);
    EXCUSES.iter().any(|excuse| title.trim_start().starts_with(excuse))
}

/// The title of a page.
fn title(answer: Response<Body>) -> Option<String> {
    let mut bytes = Vec::new();
    // What has come before an error is looked at.
    let _ = answer.into_body().into_reader().take(HEAD_OF_PAGE).read_to_end(&mut bytes);
    let mut scanner = Scanner::new(&bytes);
    while let Some(part) = scanner.part() {
        if part.kind == PartKind::Open && bytes[part.inside].eq_ignore_ascii_case(b"title") {
            let text = scanner.part().filter(|part| part.kind == PartKind::Text)?;
            let text = String::from_utf8_lossy(&bytes[text.inside]);
            return Some(decode(&text).split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    None
}
