//! The program as scripts and people run it: output streams and exit status.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::site::{NOW, SiteTest, files};

/// The program in a site's folder, independent of the language of this machine.
pub(crate) fn bantin(site: &SiteTest) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.current_dir(site.root()).env_remove("LC_ALL").env("LANG", "C.UTF-8").stdin(Stdio::null());
    command
}

/// A started program that is stopped when the test ends.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    /// Starts a server of the program; gives what follows `http://127.0.0.1:` in the address that it prints.
    pub(crate) fn server(command: &mut Command) -> (Self, String) {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program runs");
        let out = child.stdout.take().expect("standard output is piped");
        let running = Self(child);
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).expect("the address is printed");
        let rest = line
            .trim()
            .strip_prefix("http://127.0.0.1:")
            .unwrap_or_else(|| panic!("an address on loopback: {line:?}"));
        (running, rest.to_owned())
    }
}

fn run(site: &SiteTest, arguments: &[&str]) -> Output {
    bantin(site).args(arguments).output().expect("the program runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("standard output is text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("standard error is text")
}

fn mistaken() -> SiteTest {
    SiteTest::fixture("small").file(
        "content/articles/sai.md",
        "---\ntitle: Đặng\ndate: 2025-05-01\ncategory: kinh-te\ntilte: x\n---\n",
    )
}

#[test]
fn a_sound_site_ends_with_0() {
    let output = run(&SiteTest::fixture("small"), &["check", "--now", NOW]);
    assert_eq!(
        (output.status.code(), out(&output), err(&output)),
        (Some(0), String::new(), "No errors.\n".into())
    );
    let output = run(&SiteTest::fixture("small"), &["-q", "check", "--now", NOW]);
    assert_eq!((output.status.code(), out(&output), err(&output)), (Some(0), String::new(), String::new()));
}

#[test]
fn errors_of_the_content_end_with_1_and_stand_on_standard_error() {
    let output = run(&mistaken(), &["check", "--now", NOW]);
    assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()));
    let text = err(&output);
    assert!(text.contains("content/articles/sai.md:5:1") && text.contains("^^^^^"), "{text}");
    assert!(text.ends_with("\n1 error\n"), "{text}");
    assert!(!text.contains('\u{1b}'), "no colours in a pipe: {text}");
}

#[test]
fn machines_read_one_object_a_line_on_standard_output() {
    let output = run(&mistaken(), &["check", "--now", NOW, "--format", "json", "--lang", "vi"]);
    assert_eq!((output.status.code(), err(&output)), (Some(1), String::new()));
    let lines: Vec<serde_json::Value> =
        out(&output).lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    assert_eq!(lines.len(), 1);
    let line = &lines[0];
    assert_eq!(
        (line["code"].as_str(), line["line"].as_u64(), line["column"].as_u64()),
        (Some("unknown-key"), Some(5), Some(1))
    );
    assert_eq!(line["help"], "có phải ý bạn là `title`?");
    let output = run(&mistaken(), &["check", "--now", NOW, "--format=github"]);
    assert!(
        out(&output).starts_with("::error file=content/articles/sai.md,line=5,col=1,"),
        "{}",
        out(&output)
    );
}

#[test]
fn yaml_that_cannot_be_read_is_told_in_vietnamese_at_the_line_of_the_file() {
    let site = SiteTest::fixture("small")
        .file("content/articles/sai.md", "---\ndate: 2025-05-01\ntitle: ? Vì sao\ncategory: kinh-te\n---\n");
    let output = run(&site, &["check", "--now", NOW, "--format", "json", "--lang", "vi"]);
    let line: serde_json::Value = serde_json::from_str(&out(&output)).expect("one object");
    assert_eq!(
        (line["code"].as_str(), line["line"].as_u64(), line["column"].as_u64()),
        (Some("yaml-syntax"), Some(3), Some(8))
    );
    assert_eq!(line["message"], "chữ bắt đầu bằng “?” phải đặt trong dấu nháy");
    assert_eq!(line["help"], "viết \"? Vì sao\"");
}

#[test]
fn a_build_tells_what_it_wrote_and_what_it_left_out() {
    let site = SiteTest::fixture("small").file(
        "content/articles/nhap.md",
        "---\ntitle: Nháp\ndate: 2025-05-01\ncategory: kinh-te\ndraft: true\n---\n",
    );
    let output = run(&site, &["--lang", "vi", "build", "--now", NOW]);
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    let text = out(&output);
    let written = files(&site.root().join("public")).len();
    assert!(
        text.starts_with("Đã dựng ") && text.contains(&format!(" vào public ({written} tệp, ")),
        "{text}"
    );
    assert!(text.contains("  bản nháp  1\n") && !text.contains("nhap\n"), "{text}");
    assert!(out(&run(&site, &["-v", "build", "--now", NOW])).contains("  draft (1)\n    article nhap\n"));
    let quiet = run(&site, &["-q", "build", "--now", NOW]);
    assert_eq!((out(&quiet), err(&quiet)), (String::new(), String::new()));
    let json = run(&site, &["build", "--now", NOW, "--format", "json"]);
    assert_eq!((json.status.code(), out(&json)), (Some(0), String::new()));
    assert!(err(&json).starts_with("Built "), "the summary makes way for machines: {}", err(&json));
}

#[test]
fn a_build_goes_where_it_is_told_to_and_nowhere_else() {
    let site = SiteTest::fixture("small");
    let built =
        run(&site, &["build", "--now", NOW, "-o", "xem/thu", "--base-url", "https://a.example.vn/x/"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let home = std::fs::read_to_string(site.root().join("xem/thu/index.html")).expect("the home page");
    assert!(home.contains("/x/tin-tuc/") && !home.contains("/tin/"));
    assert!(!site.root().join("public").exists());
    // What is remembered of builds is no output.
    let kept = || {
        let mut all = files(site.root());
        all.retain(|path, _| !path.starts_with(".bantin/"));
        all
    };
    let before = kept();
    for output in ["content", "content/articles", ".", "..", "content/site.yaml"] {
        let refused = run(&site, &["build", "--now", NOW, "--clean", "-o", output]);
        assert_eq!(refused.status.code(), Some(2), "{output}");
        assert!(err(&refused).contains("error[output]"), "{}", err(&refused));
    }
    assert_eq!(kept(), before);
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_site() {
    let site = SiteTest::fixture("small").build();
    let old = site.output();
    let site =
        site.file("content/articles/them.md", "---\ntitle: Thêm\ndate: 2025-05-01\ncategory: kinh-te\n---\n");
    assert_eq!(run(&site, &["build", "--now", NOW, "-o", "new"]).status.code(), Some(0));
    let new = files(&site.root().join("new"));
    let mut killed = 0;
    for milliseconds in (0..60).step_by(3) {
        let mut child = bantin(&site).args(["-q", "build", "--now", NOW]).spawn().expect("the program runs");
        std::thread::sleep(Duration::from_millis(milliseconds));
        let _ = child.kill();
        killed += usize::from(!child.wait().expect("it ends").success());
        let found = site.output();
        assert!(found == old || found == new, "killed after {milliseconds} ms");
    }
    assert!(killed > 0, "at least one was killed");
    assert_eq!(run(&site, &["build", "--now", NOW]).status.code(), Some(0));
    assert!(site.output() == new, "the next build is not hindered");
    let hidden =
        std::fs::read_dir(site.root()).expect("the folder").map(|entry| entry.expect("an entry").file_name());
    assert_eq!(
        hidden.filter(|name| name.to_string_lossy().starts_with('.') && name != ".bantin").count(),
        0,
        "nothing is left beside it"
    );
}

#[test]
fn wrong_usage_and_a_folder_without_a_site_end_with_2() {
    let site = SiteTest::fixture("small");
    for arguments in [
        &[][..],
        &["bulid"],
        &["check", "--now", "hôm qua"],
        &["check", "--format", "xml"],
        &["build", "--base-url", "portal"],
        &["--lang", "fr", "check"],
        &["-q", "-v", "check"],
        &["--root", "content", "check"],
        &["explain", "no-such-code"],
    ] {
        let output = run(&site, arguments);
        assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()), "{arguments:?}");
        assert!(!err(&output).is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_language_is_that_of_the_argument_or_the_environment() {
    let site = SiteTest::fixture("small");
    let help = |command: &mut Command| out(&command.output().expect("the program runs"));
    assert!(help(bantin(&site).args(["--lang", "vi", "--help"])).contains("Các lệnh:"));
    assert!(help(bantin(&site).arg("--help").env("LANG", "vi_VN.UTF-8")).contains("Các lệnh:"));
    assert!(
        help(bantin(&site).arg("--help").env("LANG", "vi_VN.UTF-8").env("LC_ALL", "C")).contains("Commands:")
    );
    let output = run(&site, &["--lang=vi", "check", "--nope"]);
    assert!(err(&output).starts_with("lỗi: không có tùy chọn `--nope`"), "{}", err(&output));
}

#[test]
fn a_code_is_explained() {
    let output = run(&SiteTest::fixture("small"), &["explain", "unknown-key"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).starts_with("unknown-key\n\nA key that"), "{}", out(&output));
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_early_is_no_fault() {
    let site = mistaken();
    let mut child = bantin(&site)
        .args(["check", "--now", NOW, "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), err(&output)), (Some(1), String::new()));
}

#[cfg(unix)]
#[test]
fn files_of_the_output_can_be_read_by_a_web_server_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let site = SiteTest::fixture("small");
    let build = format!("umask 077; exec '{}' build", env!("CARGO_BIN_EXE_bantin"));
    let status = Command::new("sh")
        .args(["-c", &build])
        .current_dir(site.root())
        .env("LANG", "C.UTF-8")
        .stdout(Stdio::null())
        .status();
    assert!(status.expect("the program runs").success());
    for entry in walkdir::WalkDir::new(site.root().join("public")) {
        let entry = entry.expect("it is read");
        let mode = entry.metadata().expect("it is there").permissions().mode() & 0o777;
        let expected = if entry.file_type().is_dir() { 0o755 } else { 0o644 };
        assert_eq!(mode, expected, "{}", entry.path().display());
    }
}

#[cfg(unix)]
#[test]
fn a_build_that_is_interrupted_removes_what_it_began() {
    let site = (0..400).fold(SiteTest::fixture("small"), |site, number| {
        let text = format!("---\ntitle: Bài {number}\ndate: 2025-05-01\ncategory: kinh-te\n---\n\nBài.\n");
        site.file(&format!("content/articles/bai-{number}.md"), text)
    });
    let mut child =
        bantin(&site).arg("build").stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    let begun = site.root().join(".public.bantin-new");
    while !begun.exists() && child.try_wait().expect("it is asked").is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    // The shell has `kill` even where there is no such program.
    let signal = format!("kill -INT {}", child.id());
    let signal = Command::new("sh").args(["-c", &signal]).status().expect("it is sent");
    let ended = child.wait().expect("it ends").code();
    assert!(!begun.exists(), "nothing is left");
    match ended {
        Some(130) => assert!(!site.root().join("public").exists() && signal.success()),
        code => assert_eq!(code, Some(0), "it was done before"),
    }
}

#[test]
fn every_command_has_a_page_of_the_manual_and_is_completed() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bantin"));
        let output = command.current_dir(folder.path()).args(arguments).output().expect("it starts");
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let pages = run(&["--lang", "vi", "man", "trang"]);
    assert!(pages.lines().count() > 15, "{pages}");
    let page = std::fs::read_to_string(folder.path().join("trang/bantin-export.1")).expect("a page");
    assert!(page.starts_with(".ie") && page.contains("ranking (xếp hạng)"), "{page}");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = run(&["completions", shell]);
        assert!(script.contains("serverconfig") && script.contains("dry-run"), "{shell}");
    }
}
