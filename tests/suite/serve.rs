//! The preview server, tested over TCP.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::time::Duration;

use crate::commands::{Running, bantin};
use crate::site::{NOW, SiteTest};

/// Time limit for what is expected.
const PATIENCE: Duration = Duration::from_secs(60);

const BROKEN: &str = "---\ntitle: <b>Hỏng</b>\ndate: 2025-05-01\ncategory: kinh-te\ntilte: x\n---\n";
const SOUND: &str = "---\ntitle: Bài mới thêm\ndate: 2025-05-01\ncategory: kinh-te\n---\nXin chào.\n";

struct Server {
    running: Running,
    port: u16,
    site: SiteTest,
}

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("the server takes connections");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream
}

/// Sends a request to a port of the loopback interface; gives the head of the whole answer in small letters, and its body.
pub(crate) fn exchange(port: u16, request: &str, body: &[u8]) -> (String, String) {
    let mut stream = connect(port);
    stream.write_all(request.as_bytes()).expect("the request is sent");
    stream.write_all(body).expect("the body is sent");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("the answer ends");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    (head.to_lowercase(), body.to_owned())
}

impl Server {
    fn start(site: SiteTest) -> Self {
        Self::start_with(site, &["--port", "0"])
    }

    fn start_with(site: SiteTest, arguments: &[&str]) -> Self {
        let mut command = bantin(&site);
        command.args(["--lang", "vi", "serve", "--now", NOW]).args(arguments);
        let (running, rest) = Running::server(&mut command);
        let port = rest.split('/').next().and_then(|port| port.parse().ok()).expect("a port");
        Self { running, port, site }
    }

    fn connect(&self) -> TcpStream {
        connect(self.port)
    }

    /// Sends a raw request, and reads the whole response.
    fn raw(&self, request: &str) -> Answer {
        let (head, body) = exchange(self.port, request, b"");
        Answer { head, body }
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let port = self.port;
        self.raw(&format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n"
        ))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    fn file(&self, path: &str, text: &str) {
        fs::write(self.site.root().join(path), text).expect("the file is written");
    }

    fn events(&self) -> Events {
        let mut stream = self.connect();
        let request = format!("GET /tin/_bantin/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).expect("the request is sent");
        Events { lines: BufReader::new(stream) }
    }
}

struct Answer {
    head: String,
    body: String,
}

impl Answer {
    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or("")
    }

    fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().skip(1);
        lines
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value)
    }
}

struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// Waits for the next event with a name; returns its data.
    fn next(&mut self, name: &str) -> String {
        let mut right_name = false;
        let mut signs_of_life = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.lines.read_line(&mut line).expect("an event comes in time"), 0, "events go on");
            signs_of_life += usize::from(line.starts_with(':'));
            assert!(signs_of_life < 5, "the event `{name}` comes within a minute");
            if let Some(event) = line.strip_prefix("event: ") {
                right_name = event.trim() == name;
            }
            if let Some(data) = line.strip_prefix("data: ").filter(|_| right_name) {
                return data.trim().to_owned();
            }
        }
    }
}

#[test]
fn pages_are_served_below_the_base_path() {
    let server = Server::start(SiteTest::fixture("small"));
    let home = server.get("/tin/");
    assert_eq!((home.status(), home.header("content-type")), ("200", "text/html; charset=utf-8"));
    assert_eq!(
        (home.header("cache-control"), home.header("content-security-policy")),
        ("no-store", "default-src 'self'")
    );
    assert!(home.body.contains("<script src=\"/tin/_bantin/reload.js?site="), "{}", home.body);
    let script = server.get("/tin/_bantin/reload.js?site=1");
    assert_eq!((script.status(), script.header("content-type")), ("200", "text/javascript; charset=utf-8"));
    assert_eq!(server.get("/tin/tin-tuc/").status(), "200");
    for (path, to) in [("/", "/tin/"), ("/tin", "/tin/"), ("/tin/tin-tuc?x=1", "/tin/tin-tuc/?x=1")] {
        let answer = server.get(path);
        assert_eq!((answer.status(), answer.header("location")), ("302", to), "{path}");
    }
    assert!(!server.site.root().join(".bantin").exists(), "a preview writes no file");
}

#[test]
fn what_is_not_there_is_answered_with_the_sites_own_page() {
    let server = Server::start(SiteTest::fixture("small"));
    for path in ["/tin/khong-co/", "/khac/", "/tin/_bantin/x"] {
        assert_eq!(server.get(path).status(), "404", "{path}");
    }
    let answer = server.get("/tin/khong-co/");
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert!(answer.body.contains("reload.js"));
}

#[test]
fn head_is_answered_with_the_length_alone() {
    let server = Server::start(SiteTest::fixture("small"));
    let (get, head) = (server.get("/tin/"), server.ask("HEAD", "/tin/", ""));
    assert_eq!((head.status(), head.body.as_str()), ("200", ""));
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    let post = server.ask("POST", "/tin/", "Content-Length: 0\r\n");
    assert_eq!((post.status(), post.header("allow")), ("405", "get, head"));
}

#[test]
fn films_are_served_in_parts() {
    let server = Server::start(SiteTest::fixture("small").file("content/static/phim.mp4", "0123ftyp89"));
    let part = server.ask("GET", "/tin/phim.mp4", "Range: bytes=2-4\r\n");
    assert_eq!((part.status(), part.body.as_str()), ("206", "23f"));
    assert_eq!((part.header("content-range"), part.header("content-type")), ("bytes 2-4/10", "video/mp4"));
    assert_eq!(server.ask("GET", "/tin/phim.mp4", "Range: bytes=10-\r\n").status(), "416");
    assert_eq!(server.get("/tin/phim.mp4").body, "0123ftyp89");
}

#[test]
fn nothing_outside_the_site_can_be_read() {
    let server = Server::start(SiteTest::fixture("small"));
    for path in [
        "/tin/../../../content/site.yaml",
        "/tin/%2e%2e/%2e%2e/%2e%2e/content/site.yaml",
        "/tin/..%2f..%2f..%2fcontent/site.yaml",
        "/tin/..%5c..%5c..%5ccontent%5csite.yaml",
        "/../../../../../../../../etc/passwd",
        "/tin//etc/passwd",
        "/tin/%2fetc/passwd",
        "/tin/tin-tuc/../index.html%00",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status(), "404", "{path}");
        assert!(!answer.body.contains("base_url") && !answer.body.contains("root:"), "{path}");
    }
    let foreign = server.raw("GET /tin/ HTTP/1.1\r\nHost: evil.example:4000\r\nConnection: close\r\n\r\n");
    assert_eq!(foreign.status(), "421", "another name could be pointed here to read drafts");
}

#[test]
fn a_change_is_built_and_open_pages_reload() {
    let server = Server::start(SiteTest::fixture("small"));
    assert_eq!(server.get("/tin/tin-tuc/them/").status(), "404");
    let mut events = server.events();
    let before = events.next("site");
    assert!(server.get("/tin/").body.contains(&format!("reload.js?site={before}")));
    // Many editors save into a temporary file and rename it.
    server.file("content/articles/.them.md.tmp", SOUND);
    let (from, to) = ("content/articles/.them.md.tmp", "content/articles/them.md");
    fs::rename(server.site.root().join(from), server.site.root().join(to)).expect("renamed");
    assert_ne!(events.next("site"), before);
    assert!(server.get("/tin/tin-tuc/them/").body.contains("Bài mới thêm"));
    assert!(!server.site.root().join("public").exists(), "a preview never touches the output");
}

#[test]
fn an_error_is_shown_over_the_last_good_site_until_it_is_mended() {
    let server = Server::start(SiteTest::fixture("small"));
    let mut events = server.events();
    let (shown, _) = (events.next("site"), events.next("report"));
    assert_eq!(server.get("/tin/_bantin/errors").body, "");
    server.file("content/articles/hong.md", BROKEN);
    events.next("report");
    let notice = server.get("/tin/_bantin/errors").body;
    assert!(notice.contains("<h2>1 lỗi</h2>") && notice.contains("content/articles/hong.md:5:1"), "{notice}");
    assert!(notice.contains("có phải ý bạn là") && !notice.contains("<b>"), "{notice}");
    let home = server.get("/tin/");
    assert!(
        home.status() == "200" && home.body.contains(&format!("site={shown}")),
        "the last good site is shown"
    );
    server.file("content/articles/hong.md", SOUND);
    assert_ne!(events.next("site"), shown);
    assert_eq!(server.get("/tin/_bantin/errors").body, "");
    assert_eq!(server.get("/tin/tin-tuc/hong/").status(), "200");
}

#[test]
fn a_site_that_was_never_sound_says_why_and_comes_when_mended() {
    let server = Server::start(SiteTest::fixture("small").file("content/articles/hong.md", BROKEN));
    let page = server.get("/tin/");
    assert_eq!(page.status(), "503");
    assert!(page.body.contains("/tin/_bantin/reload.js"), "{}", page.body);
    assert!(server.get("/tin/_bantin/errors").body.contains("hong.md:5:1"));
    let mut events = server.events();
    let before = events.next("site");
    fs::remove_file(server.site.root().join("content/articles/hong.md")).expect("removed");
    assert_ne!(events.next("site"), before);
    assert_eq!(server.get("/tin/").status(), "200");
}

#[test]
fn a_taken_port_is_an_error_when_asked_for_and_passed_over_otherwise() {
    // Taken by this test, or by another process: taken in any case.
    let taken = TcpListener::bind("127.0.0.1:4000");
    let site = SiteTest::fixture("small");
    let asked = bantin(&site).args(["serve", "--port", "4000"]).output().expect("the program runs");
    assert_eq!(asked.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&asked.stderr).contains("port 4000"));
    let server = Server::start_with(site, &[]);
    assert!((4001..4100).contains(&server.port));
    drop(taken);
}

#[test]
fn a_folder_without_a_site_is_not_served() {
    let site = SiteTest::fixture("small");
    let output =
        bantin(&site).args(["--root", "content", "serve", "--port", "0"]).output().expect("the program runs");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_server_and_leaves_nothing_behind() {
    let mut server = Server::start(SiteTest::fixture("small"));
    let mut events = server.events();
    events.next("site");
    let id = server.running.0.id().to_string();
    // The shell's built-in `kill`: minimal systems have no program of that name.
    let interrupt = Command::new("sh").args(["-c", "kill -INT \"$0\"", &id]).status();
    assert!(interrupt.expect("a shell runs").success());
    assert_eq!(server.running.0.wait().expect("the server ends").code(), Some(0));
    assert!(!server.site.root().join(".bantin").exists());
}
