//! The editing room, tested over TCP: who is let in, what is written where, and that hand-made bytes stay.

use std::fs;

use serde_json::{Value, json};

use crate::commands::{Running, bantin};
use crate::serve::exchange;
use crate::site::{NOW, SiteTest};

const FILE: &str = "content/articles/viet.md";

/// Comments, quotes, blank lines and the order of its author.
const WRITTEN: &str = "---\n# của tòa soạn\ntitle: \"Bài đang viết\"   # đầu đề\n\ncategory: kinh-te\ndate: 2025-05-01\ntags: [một, 'hai']\n---\n\nĐoạn thứ nhất.\n\nĐoạn thứ hai.\n";

/// A room that is closed when the test ends.
struct Room {
    _running: Running,
    port: u16,
    token: String,
    site: SiteTest,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn value(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

fn ask(port: u16, request: &str, body: &[u8]) -> Answer {
    let (head, body) = exchange(port, request, body);
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Answer { status, head, body }
}

impl Room {
    fn open() -> Self {
        Self::on(SiteTest::fixture("small").file(FILE, WRITTEN))
    }

    fn on(site: SiteTest) -> Self {
        let mut command = bantin(&site);
        command.args(["--lang", "vi", "edit", "--now", NOW, "--port", "0"]);
        let (running, rest) = Running::server(&mut command);
        let (port, token) = rest.split_once("/#").expect("a token");
        let port = port.parse().expect("a port");
        Self { _running: running, port, token: token.to_owned(), site }
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let (port, length) = (self.port, body.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
        );
        ask(port, &request, body)
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("X-Bantin-Token: {}\r\n", self.token), b"")
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        let own = format!("X-Bantin-Token: {}\r\nOrigin: http://127.0.0.1:{}\r\n", self.token, self.port);
        self.ask("POST", path, &own, body.to_string().as_bytes())
    }

    fn record(&self) -> Value {
        self.get(&format!("/api/record?file={FILE}")).value()
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.site.root().join(file)).expect("the file is there")
    }

    fn preview(&self) -> String {
        self.get("/api/session").value()["preview"].as_str().expect("an address").to_owned()
    }

    fn page(&self, path: &str) -> Answer {
        let url = self.preview();
        let rest = url.strip_prefix("http://127.0.0.1:").expect("on loopback");
        let (port, base) = rest.split_once('/').expect("a path");
        let request =
            format!("GET /{base}{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
        ask(port.parse().expect("a port"), &request, b"")
    }
}

#[test]
fn nobody_reads_or_writes_without_the_token_of_this_start() {
    let room = Room::open();
    let (port, token) = (room.port, &room.token);
    for path in ["/api/session", "/api/desk", "/api/wait?since=0", "/api/asset?file=content/articles/x.jpg"] {
        assert_eq!(room.ask("GET", path, "", b"").status, 401, "{path}");
        assert_eq!(
            room.ask("GET", path, "X-Bantin-Token: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n", b"").status,
            401
        );
    }
    for name in ["save", "draft", "new", "trash", "picture", "publish?step=publish", "restore"] {
        assert_eq!(room.ask("POST", &format!("/api/{name}"), "", b"{}").status, 401, "{name}");
    }
    assert!(!room.ask("GET", "/", "", b"").body.contains(token.as_str()), "the page does not tell the token");
    assert_eq!(room.get("/api/session").status, 200);
    assert_ne!(Room::open().token, room.token, "every start has its own");
    assert!(port > 0);
}

#[test]
fn a_hostile_page_and_a_rebound_name_are_turned_away_even_with_the_token() {
    let room = Room::open();
    let own = format!("X-Bantin-Token: {}\r\n", room.token);
    for headers in [
        "Origin: https://evil.example\r\n".to_owned(),
        "Origin: null\r\n".to_owned(),
        format!("Origin: http://127.0.0.1:{}\r\n", room.port + 1),
        format!("Origin: https://127.0.0.1:{}\r\n", room.port),
        "Sec-Fetch-Site: cross-site\r\n".to_owned(),
        "Sec-Fetch-Site: same-site\r\n".to_owned(),
    ] {
        assert_eq!(room.ask("GET", "/api/desk", &format!("{own}{headers}"), b"").status, 403, "{headers}");
        assert_eq!(
            room.ask("POST", "/api/new?kind=article&title=x", &format!("{own}{headers}"), b"{}").status,
            403
        );
    }
    for host in ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example"] {
        for path in ["/", "/api/desk"] {
            let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{own}\r\n");
            assert_eq!(ask(room.port, &request, b"").status, 421, "{host}");
        }
    }
    let preview = room.preview();
    let port: u16 = preview.split([':', '/']).nth(4).and_then(|port| port.parse().ok()).expect("a port");
    let request = format!("GET / HTTP/1.1\r\nHost: evil.example:{port}\r\nConnection: close\r\n\r\n");
    assert_eq!(ask(port, &request, b"").status, 421, "the preview");
    let request = format!(
        "POST /api/save HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    assert_eq!(ask(port, &request, b"").status, 405, "the preview only shows");
}

#[test]
fn the_page_runs_its_own_scripts_alone_and_stands_in_no_frame() {
    let room = Room::open();
    for path in ["/", "/main.js", "/style.css", "/icon.svg"] {
        let answer = room.ask("GET", path, "", b"");
        assert_eq!(answer.status, 200, "{path}");
        for part in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"] {
            assert!(answer.head.contains(part), "{path}: {part}");
        }
        assert!(!answer.body.contains("<script>") && !answer.body.contains("style=\""), "{path}");
        assert!(answer.head.contains("cross-origin-resource-policy: same-origin"), "{path}");
    }
    assert_eq!(room.ask("GET", "/../Cargo.toml", "", b"").status, 404);
    let page = room.page("tin-tuc/viet/");
    assert!(page.head.contains(&format!("frame-ancestors http://127.0.0.1:{}", room.port)), "{}", page.head);
}

#[test]
fn saving_changes_the_values_and_no_other_byte() {
    let room = Room::open();
    let record = room.record();
    assert_eq!(
        (&record["fields"]["title"], &record["body"]),
        (&json!("Bài đang viết"), &json!("Đoạn thứ nhất.\n\nĐoạn thứ hai."))
    );
    let sent = json!({
        "base": record["hash"], "fields": {"title": "Bài đã sửa: xong", "summary": "Tóm tắt.", "tags": ["một", "hai", "ba"]},
        "body": "Đoạn thứ nhất.\n\nĐoạn mới.\n\nĐoạn thứ hai.",
    });
    let saved = room.post(&format!("/api/save?file={FILE}"), &sent);
    assert_eq!(saved.status, 200, "{}", saved.body);
    let expected = WRITTEN
        .replace("\"Bài đang viết\"", "\"Bài đã sửa: xong\"")
        .replace("2025-05-01\n", "2025-05-01\nsummary: Tóm tắt.\n")
        .replace("'hai'", "'hai', ba")
        .replace("Đoạn thứ hai.", "Đoạn mới.\n\nĐoạn thứ hai.");
    assert_eq!(room.text(FILE), expected);
    let history = room.get(&format!("/api/history?file={FILE}")).value();
    let stamp = history["stamps"][0].as_str().expect("the former text is kept").to_owned();
    let restored = room.post(&format!("/api/restore?file={FILE}&stamp={stamp}"), &json!({}));
    assert_eq!((restored.status, room.text(FILE)), (200, WRITTEN.to_owned()));
}

#[test]
fn a_file_that_someone_else_changed_is_shown_and_not_overwritten() {
    let room = Room::open();
    let record = room.record();
    let theirs = WRITTEN.replace("Đoạn thứ hai.", "Sửa bằng tay.");
    fs::write(room.site.root().join(FILE), &theirs).expect("written by hand");
    let sent = json!({"base": record["hash"], "fields": {"title": "Của tôi"}, "body": null});
    let refused = room.post(&format!("/api/save?file={FILE}"), &sent);
    assert_eq!((refused.status, room.text(FILE)), (409, theirs.clone()));
    let told = refused.value();
    assert!(told["theirs"]["body"].as_str().expect("a text").contains("Sửa bằng tay."));
    let again = json!({"base": told["theirs"]["hash"], "fields": {"title": "Của tôi"}, "body": null});
    assert_eq!(room.post(&format!("/api/save?file={FILE}"), &again).status, 200);
    assert_eq!(room.text(FILE), theirs.replace("Bài đang viết", "Của tôi"), "both changes are there");
}

#[test]
fn what_is_typed_shows_in_the_preview_with_its_mistakes_and_outlives_the_program() {
    let room = Room::open();
    let record = room.record();
    let sent = json!({"base": record["hash"], "fields": {"category": "kinh-tee"}, "body": "Chữ chưa lưu."});
    let told = room.post(&format!("/api/draft?file={FILE}"), &sent).value();
    let problem = &told["problems"][0];
    assert_eq!(
        (&problem["path"], &problem["suggestion"]),
        (&json!(["category"]), &json!("kinh-te")),
        "{told}"
    );
    assert_eq!(room.text(FILE), WRITTEN, "nothing is written");
    let sent = json!({"base": record["hash"], "fields": {"title": "Đầu đề mới"}, "body": "Chữ chưa lưu."});
    let told = room.post(&format!("/api/draft?file={FILE}"), &sent).value();
    let page = room.page(told["page"].as_str().expect("a page"));
    assert!(page.body.contains("Chữ chưa lưu.") && page.body.contains("Đầu đề mới"), "{}", page.body);
    let site = SiteTest::fixture("small").file(FILE, WRITTEN);
    crate::site::copy(&room.site.root().join(".bantin"), &site.root().join(".bantin"));
    drop(room);
    let room = Room::on(site);
    let record = room.record();
    assert_eq!(
        (&record["draft"]["body"], &record["draft"]["stale"]),
        (&json!("Chữ chưa lưu."), &json!(false))
    );
    let sent = json!({"base": record["hash"], "fields": {"title": "Đầu đề mới"}, "body": "Chữ chưa lưu."});
    assert_eq!(room.post(&format!("/api/save?file={FILE}"), &sent).value()["draft"], Value::Null);
    assert_eq!(room.record()["draft"], Value::Null, "saving raises no draft");
}

#[test]
fn nothing_outside_the_content_is_read_or_written() {
    let room = Room::open();
    for file in [
        "../secret.md",
        "content/../../secret.md",
        "/etc/passwd",
        "themes/portal/theme.yaml",
        "content/.git/a.md",
        ".bantin/drafts/a.json",
    ] {
        let sent = json!({"base": "", "fields": {"title": "x"}});
        for name in ["save", "draft", "trash", "change", "picture", "duplicate", "readdress", "attachment"] {
            let answer = room.post(&format!("/api/{name}?file={file}&id=x&name=a.pdf"), &sent);
            assert!(matches!(answer.status, 403 | 422), "{name} {file}: {} {}", answer.status, answer.body);
        }
        for name in ["record", "asset", "text"] {
            assert_eq!(room.get(&format!("/api/{name}?file={file}")).status, 403, "{name} {file}");
        }
    }
    assert_eq!(room.get("/api/asset?file=content/site.yaml").status, 403, "pictures alone");
}

#[test]
fn records_are_made_copied_found_moved_and_thrown_away() {
    let room = Room::open();
    let made = room.post("/api/new?kind=article&title=Con+đường+hoa", &json!({})).value();
    let file = made["file"].as_str().expect("a file").to_owned();
    assert!(file.ends_with("/con-duong-hoa.md"), "{file}");
    assert!(room.get(&format!("/api/record?file={file}")).value()["row"]["standing"] == "draft");
    let copy = room.post(&format!("/api/duplicate?file={FILE}"), &json!({})).value();
    let copy = copy["file"].as_str().expect("a file").to_owned();
    assert!(room.text(&copy).contains("(bản sao)") && room.text(&copy).contains("draft: true"));
    let moved = room.post(&format!("/api/readdress?file={FILE}&id=dia-chi-moi"), &json!({}));
    assert_eq!(moved.status, 200, "{}", moved.body);
    assert!(
        room.text(FILE).contains("id: dia-chi-moi") && room.text(FILE).contains("/tin-tuc/viet/"),
        "{}",
        room.text(FILE)
    );
    let found = room.get("/api/search?q=duong+HOA").value();
    assert_eq!(found["found"].as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(room.post(&format!("/api/trash?file={file}"), &json!({})).status, 200);
    assert!(!room.site.root().join(&file).exists());
    let trash = room.site.root().join(".bantin/trash");
    assert!(
        walkdir::WalkDir::new(trash)
            .into_iter()
            .flatten()
            .any(|entry| entry.path().ends_with("con-duong-hoa.md"))
    );
}

#[test]
fn pasted_words_become_markdown_and_heic_is_refused_with_a_way_out() {
    let room = Room::open();
    let own = format!("X-Bantin-Token: {}\r\n", room.token);
    let html = "<p class=MsoNormal>Một <b>chữ đậm</b></p><ul><li>ý một</li></ul><script>alert(1)</script>";
    let pasted = room.ask("POST", "/api/paste", &own, html.as_bytes()).value();
    assert_eq!(pasted["markdown"], "Một **chữ đậm**\n\n- ý một");
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let refused = room.ask("POST", &format!("/api/picture?file={FILE}&name=a.heic"), &own, heic);
    assert!(refused.status == 422 && refused.body.contains("HEIC"), "{}", refused.body);
    let script = room.ask("POST", &format!("/api/attachment?file={FILE}&name=a.html"), &own, b"<script>");
    assert_eq!(script.status, 422, "{}", script.body);
}
