//! Diagnostics, tested with annotated files.
//!
//! A file of `tests/diagnostics/` holds cases. A case begins with `## name` and lists files as `=== path`, which are
//! laid over the fixture `small`. A line that consists of spaces, carets and an expectation is removed from the file;
//! it says what is reported on the line above, at the column of the first caret:
//!
//! ```text
//! date: 2023-02-30
//!       ^ error invalid-date
//! ```
//!
//! Words after the code must occur in the English message or help. `^^^` also asserts the length. `+++ path` appends
//! its lines to the fixture's file, `--- path` removes a file, and `>>> error missing-site content/site.yaml:1:1`
//! expects a diagnostic in a file that is not text. `=== path crlf` and `=== path bom` write the file with CRLF line
//! ends or a byte-order mark. Two diagnostics of one line are on two lines below it. `now: 2025-07-01T00:00:00Z` above
//! the first file sets the clock. A case passes if exactly the expected diagnostics are reported.
//!
//! Each case is a test named by its file and heading; all run in parallel:
//!
//! ```sh
//! cargo test --test diagnostics                    # all cases
//! cargo test --test diagnostics keys:              # those of keys.txt
//! cargo test --test diagnostics -- --list          # their names
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use bantin::diagnostic::Located;
use libtest_mimic::{Arguments, Failed, Trial};

#[allow(dead_code, reason = "shared with the suite, which uses all of it")]
#[path = "../suite/site.rs"]
mod site;

use crate::site::SiteTest;

#[derive(Debug)]
struct Expected {
    severity: String,
    code: String,
    file: String,
    line: usize,
    column: usize,
    length: Option<usize>,
    words: String,
}

#[derive(Default)]
struct Case {
    name: String,
    files: Vec<File>,
    removed: Vec<String>,
    now: Option<String>,
    expected: Vec<Expected>,
}

#[derive(Default)]
struct File {
    path: String,
    content: String,
    crlf: bool,
    bom: bool,
}

impl File {
    /// Parses a line `=== path crlf bom`.
    fn new(header: &str) -> Self {
        let mut file = File::default();
        let mut path = header;
        loop {
            if let Some(rest) = path.strip_suffix(" crlf") {
                (path, file.crlf) = (rest, true);
            } else if let Some(rest) = path.strip_suffix(" bom") {
                (path, file.bom) = (rest, true);
            } else {
                path.clone_into(&mut file.path);
                return file;
            }
        }
    }

    /// Parses a line `+++ path`; the content begins with that of the fixture.
    fn below_the_fixture(path: &str) -> Self {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small").join(path);
        let content = fs::read_to_string(&fixture).expect("the fixture has the file");
        File { path: path.to_owned(), content: content.trim_end().to_owned() + "\n", ..File::default() }
    }

    /// The file's content as written to disk.
    fn bytes(&self) -> String {
        let text = if self.crlf { self.content.replace('\n', "\r\n") } else { self.content.clone() };
        if self.bom { format!("\u{feff}{text}") } else { text }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    let mut mistakes = 0;
    for (file, text) in files() {
        for case in cases(&text) {
            mistakes += case.expected.len();
            trials.push(Trial::test(format!("{file}: {}", case.name), move || run(&case)));
        }
    }
    let names: BTreeSet<String> = trials.iter().map(|trial| trial.name().to_owned()).collect();
    let count = trials.len();
    trials.push(Trial::test("all: the cases are many, and each has a name of its own", move || {
        assert_eq!(names.len(), count, "two cases of one file have the same name");
        assert!(mistakes >= 300 && count >= 200, "{mistakes} mistakes in {count} cases are too few");
        Ok(())
    }));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The files of cases: names without extension, and contents.
fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).expect("the file is text");
        (path.file_stem().expect("a name").to_string_lossy().into_owned(), text)
    };
    paths.into_iter().map(read).collect()
}

fn run(case: &Case) -> Result<(), Failed> {
    let mut site = SiteTest::fixture("small");
    for file in &case.files {
        site = site.file(&file.path, file.bytes());
    }
    for path in &case.removed {
        fs::remove_file(site.root().join(path)).expect("the file was there");
    }
    if let Some(now) = &case.now {
        site = site.with(|options| options.now = now.parse().expect("`now:` is a timestamp"));
    }
    let outcome = site.check();
    let mut left: Vec<&Located> = outcome.report.entries().iter().collect();
    let mut missing = Vec::new();
    for expected in &case.expected {
        match left.iter().position(|entry| fits(entry, expected)) {
            Some(at) => {
                left.remove(at);
            }
            None => missing.push(format!("  missing: {expected:?}")),
        }
    }
    if missing.is_empty() && left.is_empty() {
        return Ok(());
    }
    let surplus = left.iter().map(|e| {
        let place = format!("{}:{}:{}-{}", e.file, e.start.line, e.start.column, e.end.column);
        format!(
            "  not expected: {} {} {place} {} ({:?})",
            e.severity.as_str(),
            e.code.as_str(),
            e.message.en,
            e.help.as_ref().map(|h| &h.en)
        )
    });
    Err(missing.into_iter().chain(surplus).collect::<Vec<_>>().join("\n").into())
}

fn fits(entry: &Located, expected: &Expected) -> bool {
    let told = format!("{} {}", entry.message.en, entry.help.as_ref().map_or("", |help| &help.en));
    entry.severity.as_str() == expected.severity
        && entry.code.as_str() == expected.code
        && entry.file == expected.file
        && (entry.start.line, entry.start.column) == (expected.line, expected.column)
        && expected.length.is_none_or(|length| entry.end.column - entry.start.column == length)
        && told.contains(&expected.words)
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.to_owned(), ..Case::default() });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(path) = line.strip_prefix("=== ") {
            case.files.push(File::new(path));
        } else if let Some(path) = line.strip_prefix("+++ ") {
            case.files.push(File::below_the_fixture(path));
        } else if let Some(now) = line.strip_prefix("now: ").filter(|_| case.files.is_empty()) {
            case.now = Some(now.trim().to_owned());
        } else if let Some(path) = line.strip_prefix("--- ") {
            case.removed.push(path.to_owned());
        } else if let Some(expected) = line.strip_prefix(">>> ") {
            case.expected.push(elsewhere(expected));
        } else if let Some(file) = case.files.last_mut() {
            match annotation(line, &file.path, file.content.lines().count()) {
                Some(expected) => case.expected.push(expected),
                None => {
                    file.content.push_str(line);
                    file.content.push('\n');
                }
            }
        }
    }
    for File { content, .. } in cases.iter_mut().flat_map(|case| &mut case.files) {
        content.truncate(content.trim_end().len());
        content.push('\n');
    }
    cases
}

/// Parses `    ^^^ error code words`, which is about line `line` of the file.
fn annotation(text: &str, file: &str, line: usize) -> Option<Expected> {
    let rest = text.trim_start_matches(' ');
    let column = text.len() - rest.len() + 1;
    let carets = rest.len() - rest.trim_start_matches('^').len();
    let mut words = rest[carets..].trim_start().splitn(3, ' ');
    let (severity, code) = (words.next()?, words.next()?);
    if carets == 0 || !matches!(severity, "error" | "warning") {
        return None;
    }
    Some(Expected {
        severity: severity.to_owned(),
        code: code.to_owned(),
        file: file.to_owned(),
        line,
        column,
        length: (carets > 1).then_some(carets),
        words: words.next().unwrap_or("").to_owned(),
    })
}

/// Parses `error code path:line:column words`.
fn elsewhere(text: &str) -> Expected {
    let mut parts = text.splitn(4, ' ');
    let mut next = || parts.next().unwrap_or("").to_owned();
    let (severity, code, place, words) = (next(), next(), next(), next());
    let mut numbers = place.rsplitn(3, ':');
    let mut number = || numbers.next().and_then(|n| n.parse().ok()).expect("path:line:column");
    let (column, line) = (number(), number());
    let file = numbers.next().expect("a path").to_owned();
    Expected { severity, code, file, line, column, length: None, words }
}
