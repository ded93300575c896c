//! Runs every command of the README on a copy of the site.
//!
//! Commands are in blocks of `sh`. `bantin …` and `cargo run --release -- …` run the program just built, in a copy of
//! `content/` and `themes/`. `serve` is stopped once its page has been read. `cargo test` would run this test again and
//! `tests/browser/run` takes minutes: for these, the test only checks that CI runs the same commands.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn commands() -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README is there");
    let blocks = readme.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap_or(""));
    blocks.flat_map(str::lines).map(str::to_owned).collect()
}

/// Splits a command into words; double quotes group words.
fn words(command: &str) -> Vec<String> {
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

fn copy_of_the_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for part in ["content", "themes"] {
        crate::site::copy(&root().join(part), &folder.path().join(part));
    }
    folder
}

#[test]
fn every_command_of_the_readme_works() {
    let folder = copy_of_the_site();
    let mut ran = 0;
    for command in commands() {
        let words = words(&command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let arguments = match words.as_slice() {
            ["cargo", "test"] | ["tests/browser/run"] => {
                let ci = fs::read_to_string(root().join(".ci/run")).expect("CI is there");
                assert!(
                    ci.contains(&format!("\nstep {command}\n")),
                    "CI runs the README's test command: {command}"
                );
                continue;
            }
            ["cargo", "install", "--path", "."] => continue,
            ["cargo", "run", "--release", "--", arguments @ ..] | ["bantin", arguments @ ..] => arguments,
            _ => panic!("the README has a command that no test knows: {command}"),
        };
        ran += 1;
        let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
        program.current_dir(folder.path()).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        if arguments.contains(&"serve") {
            serves(program, arguments, &command);
        } else {
            let output = program.args(arguments).output().expect("the program starts");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{command}: {said}");
        }
    }
    assert!(ran >= 7, "the README shows how to build, check and serve");
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
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
