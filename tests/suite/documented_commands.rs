//! Every command of the documents does what it says, on a copy of the site.
//!
//! Commands stand in blocks of `sh`. `bantin …` and `cargo run --release -- …` run the program just built, in a copy of
//! `content/` and `themes/` for each document. `serve` is stopped once its page has been read. What builds or tests the
//! program itself runs in CI, with the very same words or with more of them: that is checked instead.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::commands::Running;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn commands(document: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(document)).expect("the document is there");
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap_or(""));
    let lines = blocks.flat_map(str::lines).map(|line| line.split("  #").next().unwrap_or(line).trim_end());
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// The words of a command; double quotes hold words together.
pub(crate) fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

pub(crate) fn copy_of_the_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for part in ["content", "themes"] {
        crate::site::copy(&root().join(part), &folder.path().join(part));
    }
    folder
}

#[test]
fn every_command_of_the_documents_works() {
    let mut ran = 0;
    // The commands of the organizers' book need files that people fill in between: `contest_year` walks through it.
    let documents = crate::documentation::documents().into_iter();
    for document in documents.filter(|document| document != "docs/cuoc-thi.md") {
        let folder = copy_of_the_site();
        for command in commands(&document) {
            let words = words(&command);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            match words.as_slice() {
                ["cargo", "run", "--release", "--", arguments @ ..]
                | ["cargo", "run", "--", arguments @ ..]
                | ["bantin", arguments @ ..] => {
                    ran += 1;
                    before(arguments, folder.path());
                    works(&command, arguments, folder.path());
                }
                words => runs_in_ci(&document, words),
            }
        }
    }
    assert!(ran >= 10, "the documents show how to build, check and serve");
}

/// What people have typed before a command, where it needs a file or a setting of theirs.
fn before(arguments: &[&str], folder: &Path) {
    match arguments {
        ["import", "redirects.csv", ..] => {
            let table = "\u{feff}Địa chỉ cũ;Địa chỉ mới\r\n/tin-cu/1.html;/tin-tuc/\r\n";
            fs::write(folder.join("redirects.csv"), table).expect("the table is written");
        }
        ["export", "royalties", ..] => {
            let example = fs::read_to_string(root().join("docs/bien-tap.md")).expect("the document is there");
            let example =
                example.split("```yaml\nroyalties:\n").nth(1).and_then(|rest| rest.split("```").next());
            let settings = folder.join("content/site.yaml");
            let text = fs::read_to_string(&settings).expect("the settings");
            assert!(!text.contains("\nroyalties:"), "the settings have royalties of their own");
            let example = example.expect("an example of royalties");
            fs::write(settings, format!("{text}\nroyalties:\n{example}")).expect("written");
        }
        _ => {}
    }
}

/// Runs a command of the program in a site's folder.
fn works(command: &str, arguments: &[&str], folder: &Path) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
    program.current_dir(folder).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    if arguments.contains(&"serve") {
        return serves(program, arguments, command);
    }
    if arguments.contains(&"edit") {
        return opens(program, arguments, command);
    }
    let output = program.args(arguments).output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}: {said}");
}

/// A room prints its address, and gives out its page.
fn opens(mut program: Command, arguments: &[&str], command: &str) {
    let mut child =
        program.args(arguments).args(["--port", "0"]).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut line = String::new();
    let out = child.stdout.take().expect("standard output is piped");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line)
        .expect("the address is printed");
    let port = line.split([':', '/']).nth(4).and_then(|port| port.parse().ok());
    let mut stream = TcpStream::connect(("127.0.0.1", port.unwrap_or(0))).expect("the room is open");
    let port = port.unwrap_or(0);
    let request = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("the request is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the answer ends");
    let _ = child.kill();
    let _ = child.wait();
    assert!(answer.starts_with("HTTP/1.1 200"), "{command}: {answer}");
}

/// A command that builds or tests the program: it is a step of CI, a part of one, or a recipe.
fn runs_in_ci(document: &str, words: &[&str]) {
    let ci = fs::read_to_string(root().join(".ci/run")).expect("CI is there");
    let step = |words: &[&str]| {
        let lines = ci.lines().map(|line| line.trim().replace(" --locked", ""));
        lines.into_iter().any(|line| line.ends_with(&format!("step {}", words.join(" "))))
    };
    let there = |path: &str| assert!(root().join(path).exists(), "{document} names {path}");
    match words {
        [".ci/run"] | ["cargo", "install", "--path", "."] | ["cargo", "build"] => {}
        ["SNAPSHOTS=overwrite" | "EVERY_PAGE=1" | "THEME=giay", rest @ ..] => runs_in_ci(document, rest),
        // A part of all tests: the target and the module are there.
        ["cargo", "test", "--test", target, ..] => {
            let package = if *target == "client" { "crates/bantin-search/tests" } else { "tests" };
            there(&format!("{package}/{target}/main.rs"));
        }
        ["cargo", "test", "--lib", ..] => {}
        ["cargo", "run", "--example", example, ..] => there(&format!("examples/{example}.rs")),
        ["cargo", "bench", "--bench", bench, ..] => there(&format!("benches/{bench}.rs")),
        ["bench/build/run.py", ..] => measures(words),
        ["tests/browser/run", files @ ..] if !files.is_empty() => {
            files.iter().for_each(|file| there(&format!("tests/browser/{file}")));
        }
        ["just", recipe] => {
            let recipes = fs::read_to_string(root().join("justfile")).expect("the recipes are there");
            assert!(recipes.contains(&format!("\n{recipe}:")), "{document} names the recipe {recipe}");
        }
        words => assert!(step(words), "{document}: no step of .ci/run is `{}`", words.join(" ")),
    }
}

/// Runs a comparison of builds, with a small site and no peers in place of those that are named.
fn measures(words: &[&str]) {
    let Ok(python) = Command::new("python3").arg("--version").output() else { return };
    assert!(python.status.success());
    let work = tempfile::tempdir().expect("a folder");
    let short = ["--sizes", "4,8", "--peers", "", "--runs", "1", "--bantin", env!("CARGO_BIN_EXE_bantin")];
    let mut command = Command::new(root().join(words[0]));
    command.args(&words[1..]).args(short).arg("--work").arg(work.path());
    let output = command.output().expect("it starts");
    let (told, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && said.is_empty(), "{said}");
    for name in ["bantin ", "again ", "one body ", "slope of bantin"] {
        assert!(told.contains(name), "{told}");
    }
}

/// Starts the preview on a free port, without a browser, and reads its first page.
fn serves(mut program: Command, arguments: &[&str], command: &str) {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
    let quiet = arguments.iter().filter(|argument| **argument != "--open");
    program.args(quiet).args(["--port", &port.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
    let _running = Running(program.spawn().expect("the program starts"));
    for _ in 0..600 {
        if let Some(page) = get(port, "/dan-van-kheo/") {
            assert!(page.starts_with("HTTP/1.1 200"), "{command}: {page}");
            assert!(page.contains("Dân vận khéo"), "{command} shows the section");
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("{command}: no page within a minute");
}

fn get(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").ok()?;
    let mut page = Vec::new();
    stream.read_to_end(&mut page).ok()?;
    Some(String::from_utf8_lossy(&page).into_owned()).filter(|page| !page.is_empty())
}
