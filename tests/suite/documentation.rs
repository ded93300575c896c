//! The documents say what is so: lists made from the sources are up to date, links lead somewhere, examples are sound.

use std::fs;
use std::path::Path;

use bantin::workspace::Options;

use crate::site::{SiteTest, copy};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All documents for people, by their paths.
pub(crate) fn documents() -> Vec<String> {
    let docs = fs::read_dir(root().join("docs")).expect("the documents are there");
    let names = docs.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut documents: Vec<String> = names.map(|name| format!("docs/{name}")).collect();
    documents.extend(["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"].map(str::to_owned));
    documents.sort();
    documents
}

fn read(document: &str) -> String {
    fs::read_to_string(root().join(document)).expect("the document is there")
}

/// What stands between `<!-- name -->` and `<!-- /name -->` in a document is `wanted`; with `SNAPSHOTS=overwrite` it
/// becomes so.
pub(crate) fn keep(document: &str, name: &str, wanted: &str) {
    let page = read(document);
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->\n"));
    let (before, rest) = page.split_once(&begin).expect("the list begins");
    let (_, after) = rest.split_once(&end).expect("the list ends");
    let wanted = format!("{before}{begin}{wanted}{end}{after}");
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(root().join(document), wanted).expect("the document is written");
    } else {
        assert!(page == wanted, "{document} is behind the sources: SNAPSHOTS=overwrite cargo test");
    }
}

#[test]
fn the_readme_is_short() {
    let lines = read("README.md").lines().count();
    assert!(lines <= 70, "{lines} lines: what is more stands in docs/ or CONTRIBUTING.md");
}

#[test]
fn links_of_the_documents_lead_somewhere() {
    for document in documents() {
        let text = read(&document);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            if link.contains([':', '…', ' ', '*']) || path.starts_with("../thu-muc") {
                continue;
            }
            let folder = Path::new(&document).parent().expect("a folder");
            let target = if path.is_empty() {
                document.clone()
            } else {
                folder.join(path).to_string_lossy().into_owned()
            };
            assert!(root().join(&target).exists(), "{document} leads to {link}");
            let found = anchor.is_empty() || anchors(&read(&target)).any(|one| one == anchor);
            assert!(found, "{document} leads to {link}, and {target} has no such heading");
        }
    }
}

/// The anchors of a document: of its headings, as GitHub names them, and those written as HTML.
fn anchors(text: &str) -> impl Iterator<Item = String> {
    let headings = text.lines().filter(|line| line.starts_with('#')).map(|line| {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.collect::<String>().replace(' ', "-")
    });
    let written = text.split("<a id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    headings.chain(written.map(str::to_owned)).collect::<Vec<_>>().into_iter()
}

/// Pictures and films that examples name.
const ASSETS: [(&str, &str); 7] = [
    ("ban-mot-cua.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='6'/>"),
    ("hop-thon.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='6'/>"),
    ("phim.mp4", "filmftypisom"),
    ("phim.vi.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nLời nói.\n"),
    ("loi-phim.txt", "Lời nói."),
    ("loi-ke.mp3", "ID3 sound"),
    ("loi-ke.txt", "Lời kể."),
];

/// A block behind `<!-- file: PATH -->` is an example of that file.
pub(crate) fn examples(document: &str) -> Vec<(String, String)> {
    let text = read(document);
    let marked = text.split("<!-- file: ").skip(1).map(|rest| {
        let (path, rest) = rest.split_once(" -->\n```").expect("a block follows the path of its file");
        let (_, rest) = rest.split_once('\n').expect("the block begins");
        (path.to_owned(), rest.split("\n```\n").next().unwrap_or("").to_owned() + "\n")
    });
    marked.collect()
}

#[test]
fn examples_of_the_documents_are_sound() {
    let mut count = 0;
    for document in documents() {
        let examples = examples(&document);
        if examples.is_empty() {
            continue;
        }
        count += examples.len();
        let mut site = SiteTest::fixture("small");
        fs::remove_dir_all(site.root().join("content")).expect("the fixture goes");
        copy(&root().join("content"), &site.root().join("content"));
        for (path, text) in &examples {
            let folder = Path::new(path).parent().expect("a folder");
            for (name, bytes) in ASSETS.iter().filter(|(name, _)| text.contains(name)) {
                site = site.file(&folder.join(name).to_string_lossy(), bytes);
            }
            site = site.file(path, text);
        }
        let after_every_date = |options: &mut Options| {
            options.strict = true;
            options.now = "2026-12-01T00:00:00Z".parse().expect("a timestamp");
        };
        let outcome = site.with(after_every_date).check();
        let said =
            bantin::diagnostic::text::render(&outcome.report, bantin_text::language::Language::En, false);
        assert!(outcome.report.entries().is_empty(), "{document}: {said}");
    }
    assert!(count >= 5, "the documents show how records are written");
}

#[test]
fn the_reference_names_the_limits_of_the_program() {
    use bantin::content::limits;
    let page = std::fs::read_to_string("docs/reference.md").expect("the reference is there");
    let told = page.split("## Giới hạn / Limits").nth(1).expect("it tells the limits");
    let rows: Vec<&str> =
        told.lines().filter_map(|line| Some(line.strip_suffix(" |")?.rsplit_once("| ")?.1)).collect();
    let known = [
        format!("{} MB", limits::TEXT >> 20),
        limits::TAGS.to_string(),
        limits::SYNONYMS.to_string(),
        limits::ROWS.to_string(),
        limits::NESTING.to_string(),
        limits::PIXELS.to_string(),
        limits::SIDE.to_string(),
    ];
    assert_eq!(rows[1..], known);
}
