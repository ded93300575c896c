//! The search from end to end: an index of the documents in `tests/client/documents.json` is written, and the client's
//! own tests ask it. They need Node 20; without it they are passed over on a developer's machine and fail in CI.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::{env, fs};

use bantin_search::{ENGINE, Facet, Facets, IndexFile, Kind, OtherNames, SearchDocument, Settings, build};
use bantin_text::language::Language;
use serde_json::Value;

use crate::site::SiteTest;

/// The documents as the fixture lists them.
fn documents(rows: &[Value]) -> Vec<SearchDocument<'_>> {
    rows.iter().map(document).collect()
}

fn document(row: &Value) -> SearchDocument<'_> {
    let text = |key: &str| row[key].as_str().unwrap_or("");
    let kind = match text("kind") {
        "model" => Kind::Model,
        "entry" => Kind::Entry,
        "programme" => Kind::Programme,
        "page" => Kind::Page,
        _ => Kind::Article,
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
        url: text("url"),
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

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn index() -> Vec<IndexFile> {
    let text = fs::read_to_string(root().join("tests/client/documents.json")).expect("the fixture is there");
    let rows: Vec<Value> = serde_json::from_str(&text).expect("the fixture is JSON");
    made(&documents(&rows), &names())
}

fn made(documents: &[SearchDocument<'_>], names: &OtherNames) -> Vec<IndexFile> {
    let files = Mutex::new(Vec::new());
    build(documents, names, &Settings::default(), &|file| files.lock().expect("no thread fails").push(file));
    let mut files = files.into_inner().expect("no thread fails");
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Six hundred documents made of two dozen words, so that every list is long.
fn many() -> Vec<IndexFile> {
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
    made(&documents(&rows), &OtherNames::default())
}

fn write(files: &[IndexFile], folder: &Path) {
    for file in files {
        let path = folder.join("search").join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, &file.bytes).expect("the file is written");
    }
}

/// The version of Node, if it is there and new enough.
fn node() -> Option<u32> {
    let output = Command::new("node").arg("--version").output().ok()?;
    let version = String::from_utf8(output.stdout).ok()?;
    let major = version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()?;
    (major >= 20).then_some(major)
}

#[test]
fn the_index_is_the_same_in_every_run() {
    let paths = |files: &[IndexFile]| files.iter().map(|file| file.path.clone()).collect::<Vec<String>>();
    let (one, other) = (index(), index());
    assert_eq!(paths(&one), paths(&other));
    assert!(one == other, "the bytes differ");
}

#[test]
fn the_script_stays_small() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(ENGINE.as_bytes()).expect("memory takes it");
    let total = packed.finish().expect("memory takes it").len();
    assert!(total <= 11_000, "{total} bytes of script");
}

#[test]
fn the_theme_asks_the_engine_by_its_published_names() {
    let engine = ENGINE;
    let theme = |name: &str| fs::read_to_string(root().join("themes/portal/static").join(name)).expect(name);
    let (page, suggestions) = (theme("search-page.js"), theme("page/search-box.js"));
    assert!(engine.contains("openSearch"), "the engine is opened by its name");
    for script in [&page, &suggestions] {
        assert!(script.contains("import(`${base}search.js`).then(({ openSearch }) => openSearch(base))"));
    }
    for name in ["titleHtml", "excerpt", "corrected", "suggestions", "also", "total", "results", "facets"] {
        assert!(page.contains(name) && engine.contains(name), "{name}");
    }
    for name in ["suggest", "words", "titles"] {
        assert!(suggestions.contains(name) && engine.contains(name), "{name}");
    }
}

#[test]
fn the_search_page_says_all_that_its_script_says() {
    let output = SiteTest::fixture("small").build().output();
    let page = String::from_utf8_lossy(&output["tim-kiem/index.html"]).into_owned();
    let script = fs::read_to_string(root().join("themes/portal/static/search-page.js")).expect("the script");
    let said: BTreeSet<&str> = script
        .split("words.")
        .skip(1)
        .map(|rest| rest.split(|letter: char| !letter.is_ascii_lowercase()).next().unwrap_or(""))
        .collect();
    assert!(said.len() > 8, "{said:?}");
    for word in said {
        assert!(page.contains(&format!(" data-{word}=\"")), "{word} stands in the page");
    }
    assert!(page.contains("<noscript><p class=\"notice\">"), "{page}");
}

#[test]
fn each_page_has_one_search_box_and_knows_where_the_engine_is() {
    let output = SiteTest::fixture("small").build().output();
    let mut seen = 0;
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        if page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        seen += 1;
        assert_eq!(page.matches(" data-suggest=\"/tin/search/\"").count(), 1, "{path}");
        assert_eq!(page.matches(" src=\"/tin/theme/page.").count(), 1, "{path}");
    }
    assert!(seen > 10, "{seen} pages");
}

#[test]
fn the_client_answers_as_its_tests_say() {
    if node().is_none() {
        assert!(env::var_os("CI").is_none(), "Node 20 or newer is needed to test the search client");
        return;
    }
    // It stays there: tests/browser/vietnamese.test.mjs asks the same index in a browser.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search-client");
    let _ = fs::remove_dir_all(&folder);
    write(&index(), &folder);
    let large = tempfile::tempdir().expect("a folder");
    write(&many(), large.path());
    let tests = fs::read_dir(root().join("tests/client")).expect("the tests are there");
    let mut tests: Vec<PathBuf> = tests.map(|entry| entry.expect("an entry").path()).collect();
    tests.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    tests.sort();
    let run = Command::new("node")
        .arg("--test")
        .args(&tests)
        .env("BANTIN_SEARCH", &folder)
        .env("BANTIN_SEARCH_MANY", large.path())
        .output();
    let run = run.expect("node runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}
