//! Asks whether the pages to which a site links are still there.
//!
//! In: the links of the output, what earlier runs learned of them, and the moment. Out: warnings for links that died,
//! moved for good or did not answer. Hosts are asked side by side, each for one page at a time with a pause in between.
//! What was learned is asked again after some days only. An address that only a private network knows is not asked:
//! readers cannot follow it, and a text that somebody sent in must not make this machine call others beside it.

mod asked;
mod known;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use ureq::Agent;
use url::{Host, Url};

use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::outgoing::asked::Asked;

pub use crate::outgoing::known::Known;

/// So many hosts are asked at a time.
const HOSTS: usize = 8;

/// A link of the output to a page elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The full address, without a fragment.
    pub url: String,
    /// Where it is written, or else the first page that has it.
    pub place: Place,
}

/// How links are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    pub agent: &'a Agent,
    pub now: Timestamp,
    /// The pause between two requests to a host.
    pub pause: Duration,
    /// Whether addresses of private networks are asked too.
    pub intranet: bool,
    /// Addresses that begin with one of these are not asked.
    pub allowed: &'a [String],
}

/// What is known of a link.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    /// The page is there, or the server tells programs nothing.
    Found,
    /// It moved for good, to this address.
    Moved(String),
    /// The server answers with this status that the page is not there.
    Gone(u16),
    /// The server sends a page with this title, which says that there is none.
    Excused(String),
    /// The server sends its front page instead.
    FrontPage,
    /// There is no such host.
    NoHost,
    /// Only a private network knows the address.
    Private,
    /// The server cannot be asked at the moment.
    Unanswered(String),
}

/// Asks for all links, and keeps in `known` what was learned of them. `advance` is called after each link.
pub fn check(
    links: &[Link],
    asking: Asking<'_>,
    known: &mut Known,
    advance: &(dyn Fn() + Sync),
) -> Vec<Diagnostic> {
    let is_allowed = |link: &&Link| !asking.allowed.iter().any(|begin| link.url.starts_with(begin));
    let asked: Vec<&Link> = links.iter().filter(is_allowed).collect();
    let mut verdicts: BTreeMap<String, Verdict> = BTreeMap::new();
    let mut hosts: BTreeMap<String, Vec<Url>> = BTreeMap::new();
    for link in &asked {
        match (known.verdict(&link.url, asking.now), Url::parse(&link.url)) {
            (Some(verdict), _) => {
                verdicts.insert(link.url.clone(), verdict);
            }
            (None, Ok(url)) => {
                hosts.entry(url.host_str().unwrap_or_default().to_owned()).or_default().push(url)
            }
            // `bantin check` refuses what is no address where it is written.
            (None, Err(_)) => {}
        }
    }
    (0..links.len() - hosts.values().map(Vec::len).sum::<usize>()).for_each(|_| advance());
    let learned = ask_hosts(hosts.into_values().collect(), asking, advance);
    known.learn(asked.iter().map(|link| link.url.as_str()), &learned, asking.now);
    verdicts.extend(learned);
    asked.iter().filter_map(|link| told(link, verdicts.get(&link.url)?)).collect()
}

/// Asks hosts side by side, each for its pages one after the other.
fn ask_hosts(
    hosts: VecDeque<Vec<Url>>,
    asking: Asking<'_>,
    advance: &(dyn Fn() + Sync),
) -> BTreeMap<String, Verdict> {
    let workers = HOSTS.min(hosts.len());
    let queue = Mutex::new(hosts);
    let learned: Mutex<BTreeMap<String, Verdict>> = Mutex::default();
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let work = || {
        while let Some(urls) = next() {
            let mut asked = Asked::new(asking);
            for url in urls {
                let verdict = asked.verdict(&url);
                learned.lock().unwrap_or_else(PoisonError::into_inner).insert(url.into(), verdict);
                advance();
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    learned.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Whether an address leads into a private network or to this machine.
fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => {
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()
        }
        Some(Host::Ipv6(ip)) => {
            ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local()
        }
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            !name.contains('.')
                || [".local", ".localhost", ".internal", ".lan"].iter().any(|end| name.ends_with(end))
        }
        None => true,
    }
}

/// The warning for a link; `None` if it is fine.
fn told(link: &Link, verdict: &Verdict) -> Option<Diagnostic> {
    let url = &link.url;
    let dead = |message| {
        let help = localized!(
            "sửa địa chỉ hoặc bỏ liên kết; nếu trang ấy từng được lưu, trỏ tới bản lưu: `https://web.archive.org/web/*/{url}`",
            "mend the address or take the link out; if the page was archived, link to that copy: `https://web.archive.org/web/*/{url}`"
        );
        Diagnostic::warning(Code::DeadLink, link.place.clone(), message).help(help)
    };
    Some(match verdict {
        Verdict::Found => return None,
        Verdict::Gone(status) => dead(localized!(
            "liên kết `{url}` đã hỏng: máy chủ trả lời {status}",
            "the link `{url}` is dead: its server answers {status}"
        )),
        Verdict::Excused(title) => dead(localized!(
            "liên kết `{url}` đã hỏng: máy chủ gửi trang “{title}”",
            "the link `{url}` is dead: its server sends a page “{title}”"
        )),
        Verdict::FrontPage => dead(localized!(
            "liên kết `{url}` đã hỏng: máy chủ đưa về trang chủ của nó",
            "the link `{url}` is dead: its server leads to its front page"
        )),
        Verdict::NoHost => dead(localized!(
            "liên kết `{url}` đã hỏng: không còn máy chủ tên ấy",
            "the link `{url}` is dead: there is no such host"
        )),
        Verdict::Private => {
            let message = localized!(
                "liên kết `{url}` chỉ mở được trong mạng nội bộ",
                "the link `{url}` can only be opened in a private network"
            );
            let help = localized!(
                "thay bằng địa chỉ mà bạn đọc mở được, hoặc bỏ liên kết",
                "write the address that readers can open, or take the link out"
            );
            Diagnostic::warning(Code::DeadLink, link.place.clone(), message).help(help)
        }
        Verdict::Moved(to) => {
            let message =
                localized!("`{url}` đã chuyển hẳn sang `{to}`", "`{url}` has moved for good to `{to}`");
            let help = localized!("ghi địa chỉ mới: `{to}`", "write the new address: `{to}`");
            Diagnostic::warning(Code::MovedLink, link.place.clone(), message).help(help)
        }
        Verdict::Unanswered(why) => {
            let message = localized!("chưa hỏi được `{url}`: {why}", "`{url}` could not be asked for: {why}");
            let help = localized!(
                "mở thử bằng trình duyệt; nếu mở được thì lần sau chạy lại lệnh này",
                "open it in a browser; if that works, run this command again another time"
            );
            Diagnostic::warning(Code::UnansweredLink, link.place.clone(), message).help(help)
        }
    })
}
