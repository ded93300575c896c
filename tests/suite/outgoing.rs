//! Links to pages elsewhere: `check --external` against a server on the loopback interface.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use bantin::diagnostic::Located;
use bantin::http;
use bantin::outgoing::{self, Asking, Known};
use bantin::progress::Silent;
use jiff::{Timestamp, ToSpan};

use crate::commands::bantin;
use crate::site::{NOW, SiteTest};

/// A server whose pages behave in every way; it runs until the tests end.
struct Elsewhere {
    /// `http://127.0.0.1:…/`
    base: String,
    /// What it was asked for, as `GET /path`.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Elsewhere {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base = format!("http://{}/", listener.local_addr().expect("an address"));
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&log);
                thread::spawn(move || answer(stream, &log));
            }
        });
        Self { base, asked }
    }

    /// What was asked for since the last call.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().expect("the log"))
    }
}

/// Answers one request and closes.
fn answer(mut stream: TcpStream, log: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut request = String::new();
    let _ = reader.read_line(&mut request);
    let mut header = String::new();
    while reader.read_line(&mut header).is_ok_and(|read| read > 2) {
        header.clear();
    }
    let mut words = request.split_whitespace();
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    log.lock().expect("the log").push(format!("{method} {path}"));
    let page = |title: &str| format!("<!doctype html><title>{title}</title>");
    let (status, header, body) = match (method, path) {
        (_, "/con" | "/moi" | "/") => ("200 OK", "Content-Type: text/html", page("Còn đây")),
        (_, "/tep.pdf") => ("200 OK", "Content-Type: application/pdf", String::new()),
        (_, "/chuyen") => ("301 Moved Permanently", "Location: /moi", String::new()),
        (_, "/tam") => ("302 Found", "Location: con", String::new()),
        (_, "/a-lac") => ("302 Found", "Location: http://khong-con.invalid/", String::new()),
        (_, "/vong") => ("302 Found", "Location: /vong", String::new()),
        (_, "/ve-trang-chu") => ("302 Found", "Location: /", String::new()),
        (_, "/xin-loi") => ("200 OK", "Content-Type: text/html", page("Không tìm thấy trang | Cổng")),
        ("HEAD", "/khong-head") => ("405 Method Not Allowed", "Allow: GET", String::new()),
        ("GET", "/khong-head") => ("200 OK", "Content-Type: text/html", page("Còn đây")),
        (_, "/cam") => ("403 Forbidden", "X: y", String::new()),
        (_, "/ban") => ("503 Service Unavailable", "X: y", String::new()),
        _ => ("404 Not Found", "X: y", String::new()),
    };
    let body = if method == "HEAD" { String::new() } else { body };
    let length = body.len();
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\n{header}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
}

/// An article with a link to each of these paths, a line each from line 7 on.
fn article(base: &str, paths: &[&str]) -> String {
    let links: Vec<String> = paths.iter().map(|path| format!("[trang]({base}{path})\\")).collect();
    format!(
        "---\ntitle: Liên kết\ndate: 2025-05-05\ncategory: dan-van\nsummary: Một câu.\n---\n{}\nHết.\n",
        links.join("\n")
    )
}

fn site(base: &str, paths: &[&str]) -> SiteTest {
    SiteTest::fixture("small").file("content/articles/2025/lien-ket.md", article(base, paths))
}

/// What is wrong with the links of a site, as `line:column code message`.
fn told(site: &SiteTest, now: &str, known: &mut Known, intranet: bool) -> Vec<String> {
    let now: Timestamp = now.parse().expect("a timestamp");
    let mut workspace = site.workspace();
    let outcome = workspace.check(&Silent);
    let before = outcome.report.entries().to_vec();
    let outcome = workspace.check_links(outcome, &Silent, |links, allowed| {
        let asking = Asking { agent: &http::agent(), now, pause: Duration::ZERO, intranet, allowed };
        outgoing::check(links, asking, known, &|| {})
    });
    let new = outcome.report.entries().iter().filter(|entry| !before.contains(entry));
    let line = |Located { start, code, message, .. }: &Located| {
        format!("{}:{} {} {}", start.line, start.column, code.as_str(), message.en)
    };
    new.map(line).collect()
}

#[test]
fn links_that_died_moved_or_do_not_answer_are_told_where_they_are_written() {
    let elsewhere = Elsewhere::start();
    let base = &elsewhere.base;
    let paths = [
        "con",
        "mat",
        "chuyen",
        "tam",
        "ve-trang-chu",
        "xin-loi",
        "khong-head",
        "cam",
        "ban",
        "tep.pdf#trang-2",
        "vong",
    ];
    let told = told(&site(base, &paths), NOW, &mut Known::default(), true);
    assert_eq!(
        told,
        [
            format!("8:9 dead-link the link `{base}mat` is dead: its server answers 404"),
            format!("9:9 moved-link `{base}chuyen` has moved for good to `{base}moi`"),
            format!(
                "11:9 dead-link the link `{base}ve-trang-chu` is dead: its server leads to its front page"
            ),
            format!(
                "12:9 dead-link the link `{base}xin-loi` is dead: its server sends a page “Không tìm thấy trang | Cổng”"
            ),
            format!("15:9 unanswered-link `{base}ban` could not be asked for: HTTP 503"),
            format!("17:9 unanswered-link `{base}vong` could not be asked for: > 10 redirects"),
        ]
    );
}

#[test]
fn a_page_that_leads_astray_tells_nothing_of_its_neighbours() {
    let elsewhere = Elsewhere::start();
    let told = told(&site(&elsewhere.base, &["a-lac", "con"]), NOW, &mut Known::default(), true);
    assert!(told.len() == 1 && told[0].starts_with("7:9 "), "{told:?}");
    assert!(elsewhere.asked().contains(&"GET /con".to_owned()));
}

#[test]
fn what_is_known_of_a_link_is_asked_again_after_days() {
    let elsewhere = Elsewhere::start();
    let site = site(&elsewhere.base, &["tep.pdf", "mat", "ban"]);
    let file = site.root().join(".bantin/cache/links.json");
    let mut known = Known::read(&file);
    let first = told(&site, NOW, &mut known, true);
    assert_eq!(elsewhere.asked().len(), 5, "a file by HEAD alone, pages by GET too");
    known.write(&file).expect("the file is written");
    let again = |hours: i64| {
        let now: Timestamp = NOW.parse().expect("a timestamp");
        let told = told(&site, &(now + hours.hours()).to_string(), &mut Known::read(&file), true);
        assert_eq!(told, first, "{hours} hours later");
        elsewhere.asked()
    };
    assert_eq!(again(1), ["HEAD /ban", "GET /ban"]);
    assert_eq!(again(13).len(), 4, "a dead link may be alive again");
    assert_eq!(again(24 * 8).len(), 5);
    assert_eq!(again(-1).len(), 5, "a moment that is ahead comes from another clock");
}

#[test]
fn addresses_of_private_networks_are_told_and_not_asked_for() {
    let elsewhere = Elsewhere::start();
    let site = site(&elsewhere.base, &["con"]);
    let private = told(&site, NOW, &mut Known::default(), false);
    assert_eq!(
        private,
        [format!("7:9 dead-link the link `{}con` can only be opened in a private network", elsewhere.base)]
    );
    assert!(elsewhere.asked().is_empty());
}

#[test]
fn allowed_links_and_those_of_drafts_are_not_asked_for() {
    let elsewhere = Elsewhere::start();
    let base = &elsewhere.base;
    let draft = article(base, &["mat"]).replace("summary:", "draft: true\nsummary:");
    let site = site(base, &["cu/mat", "con"]).file("content/articles/2025/nhap.md", draft);
    let settings = fs::read_to_string(site.root().join("content/site.yaml")).expect("the settings");
    let allowed = format!("links:\n  allow:\n    - url: {base}cu/\n      reason: Kho cũ\n");
    let site = site.file("content/site.yaml", settings + &allowed);
    assert_eq!(told(&site, NOW, &mut Known::default(), true), [""; 0]);
    assert_eq!(elsewhere.asked(), ["HEAD /con", "GET /con"]);
}

#[test]
fn the_command_asks_and_keeps_what_it_learned() {
    let elsewhere = Elsewhere::start();
    let site = site(&elsewhere.base, &["tep.pdf", "mat"]);
    let run = |arguments: &[&str]| {
        let output =
            bantin(&site).args(["--lang", "vi", "check"]).args(arguments).output().expect("the program runs");
        String::from_utf8(output.stderr).expect("text")
    };
    assert!(!run(&[]).contains("dead-link"), "without being told to, nothing is asked for");
    assert!(elsewhere.asked().is_empty());
    let told = run(&["--external", "--intranet"]);
    let line = format!("liên kết `{}mat` đã hỏng: máy chủ trả lời 404", elsewhere.base);
    assert!(told.contains(&line) && told.contains("https://web.archive.org/web/*/"), "{told}");
    assert!(told.contains("content/articles/2025/lien-ket.md:8:9"), "{told}");
    assert_eq!(elsewhere.asked().len(), 3);
    assert!(run(&["--external", "--intranet", "--strict"]).contains("1 lỗi"));
    assert!(elsewhere.asked().is_empty(), "what was learned is kept");
}
