//! The search from end to end: an index of the documents in `documents.json` is written, and the tests in JavaScript
//! beside it ask that index through the published script.
//!
//! The tests in JavaScript need Node 20 or newer. Without it they are reported as ignored; in CI they fail.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Mutex, OnceLock};
use std::{env, fs};

use bantin_search::{
    DocumentKind, Facet, Facets, IndexFile, Layout, OtherNames, SearchDocument, Settings, build,
};
use bantin_text::language::Language;
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/client");

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = vec![
        Trial::test("the index is the same in every run", the_index_is_the_same),
        Trial::test("a packed index has few files", a_packed_index_has_few_files),
    ];
    let ignored = node().err().filter(|_| env::var_os("CI").is_none());
    for file in test_files() {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        trials.push(match &ignored {
            Some(reason) => Trial::test(format!("{name} ({reason})"), || Ok(())).with_ignored_flag(true),
            None => Trial::test(name, move || passes(&file)),
        });
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Whether Node is there and new enough; else what is wrong with it.
fn node() -> Result<(), String> {
    let output = Command::new("node").arg("--version").output();
    let output = output.map_err(|_| "needs Node 20 or newer, and there is none".to_owned())?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let major = version.strip_prefix('v').and_then(|version| version.split('.').next()?.parse().ok());
    match major {
        Some(20_u32..) => Ok(()),
        _ => Err(format!("needs Node 20 or newer, and here is {version}")),
    }
}

/// The tests in JavaScript.
fn test_files() -> Vec<PathBuf> {
    let entries = fs::read_dir(HERE).expect("the tests are there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    files.sort();
    files
}

fn passes(file: &Path) -> Result<(), Failed> {
    node()?;
    let Written { index, many, packed, many_packed } = written();
    let mut node = Command::new("node");
    node.arg("--test").arg(file).env("BANTIN_SEARCH", index).env("BANTIN_SEARCH_MANY", many);
    node.env("BANTIN_SEARCH_PACKED", packed).env("BANTIN_SEARCH_MANY_PACKED", many_packed);
    let run = node.output()?;
    if run.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&run.stdout).into_owned().into()) }
}

fn the_index_is_the_same() -> Result<(), Failed> {
    let paths = |files: &[IndexFile]| files.iter().map(|file| file.path.clone()).collect::<Vec<String>>();
    for layout in [Layout::Files, Layout::Packed] {
        let (one, other) = (index(layout), index(layout));
        assert_eq!(paths(&one), paths(&other));
        assert!(one == other, "the bytes differ");
    }
    Ok(())
}

fn a_packed_index_has_few_files() -> Result<(), Failed> {
    let (files, packed) = (many(Layout::Files), many(Layout::Packed));
    assert!(packed.len() <= 12, "{} files", packed.len());
    let bytes = |files: &[IndexFile]| files.iter().map(|file| file.bytes.len()).sum::<usize>();
    assert!(bytes(&packed) < bytes(&files) * 5 / 4, "{} for {} bytes", bytes(&packed), bytes(&files));
    Ok(())
}

/// The folders with the indexes.
struct Written {
    index: PathBuf,
    many: PathBuf,
    packed: PathBuf,
    many_packed: PathBuf,
}

/// The indexes, written once. They stay there: tests/browser/vietnamese.test.mjs asks the first one in a browser.
fn written() -> &'static Written {
    static WRITTEN: OnceLock<Written> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let folder = |name: &str, files: &[IndexFile]| {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
            let _ = fs::remove_dir_all(&folder);
            write(files, &folder);
            folder
        };
        Written {
            index: folder("search-client", &index(Layout::Files)),
            many: folder("search-client-many", &many(Layout::Files)),
            packed: folder("search-client-packed", &index(Layout::Packed)),
            many_packed: folder("search-client-many-packed", &many(Layout::Packed)),
        }
    })
}

/// The documents as the fixture lists them.
fn documents(rows: &[Value]) -> Vec<SearchDocument<'_>> {
    rows.iter().map(document).collect()
}

fn document(row: &Value) -> SearchDocument<'_> {
    let text = |key: &str| row[key].as_str().unwrap_or("");
    let kind = match text("kind") {
        "model" => DocumentKind::Model,
        "entry" => DocumentKind::Entry,
        "programme" => DocumentKind::Programme,
        "page" => DocumentKind::Page,
        "organization" => DocumentKind::Organization,
        "section" => DocumentKind::Section,
        _ => DocumentKind::Article,
    };
    let mut facets = Facets::new();
    for facet in ["category", "field", "locality", "level", "status", "genre", "award"] {
        if let Some(values) = row[facet].as_array() {
            let value = |id: &Value| {
                let id = id.as_str().unwrap_or("").to_owned();
                let label = if facet == "locality" { format!("Xã {id}") } else { id.clone() };
                Facet { label, english: (facet == "field").then(|| format!("Field {id}")), id }
            };
            facets.insert(facet, values.iter().map(value).collect());
        }
    }
    let date = text("date");
    if let Some(year) = date.get(..4) {
        facets.insert("year", vec![Facet { id: year.to_owned(), label: year.to_owned(), english: None }]);
    }
    let digits: String = date.chars().take(10).filter(char::is_ascii_digit).collect();
    SearchDocument {
        url: Cow::Borrowed(text("url")),
        title: Cow::Borrowed(text("title")),
        kind,
        language: if text("language") == "en" { Language::En } else { Language::Vi },
        date: date.to_owned(),
        moment: format!("{digits:0<8}").parse().expect("a date"),
        facets,
        names: row["names"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(Cow::Borrowed)
            .collect(),
        summary: Cow::Borrowed(text("summary")),
        text: Cow::Borrowed(text("text")),
    }
}

fn names() -> OtherNames {
    let group = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    OtherNames {
        synonyms: vec![
            group(&["UBND", "Ủy ban nhân dân"]),
            group(&["CCB", "cựu chiến binh"]),
            group(&["Đắk Lắk", "Đắc Lắc"]),
            group(&["TU", "Tỉnh ủy"]),
        ],
        successors: vec![("Xã Nậm Cũ".to_owned(), group(&["Xã Nậm Mới"]))],
    }
}

fn index(layout: Layout) -> Vec<IndexFile> {
    let text = fs::read_to_string(Path::new(HERE).join("documents.json")).expect("the fixture is there");
    let rows: Vec<Value> = serde_json::from_str(&text).expect("the fixture is JSON");
    made(&documents(&rows), &names(), layout)
}

fn made(documents: &[SearchDocument<'_>], names: &OtherNames, layout: Layout) -> Vec<IndexFile> {
    let files = Mutex::new(Vec::new());
    let settings = Settings { layout, ..Settings::default() };
    build(documents, names, &settings, &|file| files.lock().expect("no thread fails").push(file));
    let mut files = files.into_inner().expect("no thread fails");
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Six hundred documents made of two dozen words, so that every list is long.
fn many(layout: Layout) -> Vec<IndexFile> {
    const WORDS: [&str; 24] = [
        "dân",
        "vận",
        "khéo",
        "nông",
        "thôn",
        "mới",
        "chính",
        "quyền",
        "đường",
        "hoa",
        "nước",
        "sạch",
        "học",
        "sinh",
        "rừng",
        "xanh",
        "bản",
        "làng",
        "văn",
        "hóa",
        "đoàn",
        "kết",
        "chợ",
        "phiên",
    ];
    let mut state = 1_u32;
    let mut words = |count: usize| {
        let mut word = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            WORDS[(state >> 16) as usize % WORDS.len()]
        };
        (0..count).map(|_| word()).collect::<Vec<_>>().join(" ")
    };
    let rows: Vec<Value> = (0..600)
        .map(|number| {
            let date = format!("{}-01-01", 2020 + number % 6);
            serde_json::json!({
                "url": format!("tin-tuc/{number}/"), "title": words(8), "date": date, "text": words(60),
            })
        })
        .collect();
    made(&documents(&rows), &OtherNames::default(), layout)
}

fn write(files: &[IndexFile], folder: &Path) {
    for file in files {
        let path = folder.join("search").join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, &file.bytes).expect("the file is written");
    }
}
