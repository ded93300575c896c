//! Tests of small whole sites, from their folders to their pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use crate::diagnostic::{Code, Severity};
use crate::pages::{Page, PageKind};
use crate::progress::Silent;
use crate::site::{Publication, permalink};
use crate::workspace::emit::OutputFile;
use crate::workspace::state::State;
use crate::workspace::{Change, Options, Purpose, Workspace};

/// The first bytes of a film, by which its type is known.
const FILM: &str = "\0\0\0\u{18}ftypisom\0\0\u{2}\0isommp42";

/// A copy of the small fixture, with some files replaced or added.
pub(super) fn small(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    for entry in
        walkdir::WalkDir::new(&from).into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        let to = folder.path().join(entry.path().strip_prefix(&from).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(entry.path(), to).unwrap();
    }
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

pub(super) fn workspace(root: &Path) -> Workspace {
    Workspace::new(Options {
        root: root.to_owned(),
        output: root.join("public"),
        base_url: None,
        now: "2026-01-01T00:00:00Z".parse().unwrap(),
        publication: Publication::default(),
        strict: false,
        clean: false,
        force: false,
        compress: false,
    })
}

fn state(root: &Path) -> Arc<State> {
    workspace(root).state(Purpose::Check, &Silent)
}

/// The codes of all diagnostics.
fn codes(state: &State) -> Vec<Code> {
    state.diagnostics().iter().map(|one| one.code).collect()
}

/// The text of a file of the output.
fn text(state: &State, path: &str) -> String {
    match state.file(path).unwrap_or_else(|| panic!("{path} is there")).unwrap() {
        OutputFile::Bytes(bytes) => String::from_utf8(bytes.into_owned()).unwrap(),
        OutputFile::Disk(from) => fs::read_to_string(from).unwrap(),
    }
}

fn rendered(root: &Path) -> BTreeMap<String, String> {
    let state = state(root);
    assert_eq!(state.diagnostics(), []);
    let files = state.pages().unwrap().pages().iter().map(|page| permalink::file(&page.path));
    files.map(|file| (file.clone(), text(&state, &file))).collect()
}

#[test]
fn every_kind_of_page_is_rendered_once_at_the_path_of_the_contract() {
    let site = small(&[]);
    let pages = rendered(site.path());
    for path in [
        "index.html",
        "404.html",
        "tin-tuc/index.html",
        "tin-tuc/bai-mot/index.html",
        "mo-hinh/index.html",
        "cuoc-thi/thi-viet/the-le/index.html",
        "cuoc-thi/thi-viet/ket-qua/index.html",
        "cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html",
        "thong-ke/index.html",
        "tim-kiem/index.html",
        "gioi-thieu/index.html",
    ] {
        assert!(pages.contains_key(path), "{path} of {:?}", pages.keys());
    }
    for (path, page) in &pages {
        assert!(page.ends_with("</html>\n") && !page.contains("\n\n"), "{path}");
    }
}

#[test]
fn the_plan_is_sorted_and_names_each_path_once() {
    let state = state(Path::new(env!("CARGO_MANIFEST_DIR")));
    let pages = state.pages().unwrap().pages();
    let paths: BTreeSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(paths.len(), pages.len());
    assert!(pages.is_sorted_by(|a, b| a.path < b.path));
    let rules = pages.iter().filter(|page| matches!(page.kind, PageKind::Rules(_)));
    assert!(rules.clone().count() > 0 && rules.clone().all(|page| !page.path.starts_with("en/")));
}

#[test]
fn two_pages_at_one_path_are_reported_at_the_record() {
    let site = small(&[("content/pages/tin-tuc.md", "---\ntitle: Tin\n---\n")]);
    let report = state(site.path()).report(Vec::new());
    let found: Vec<_> = report.entries().iter().map(|one| (one.code, one.file.as_str())).collect();
    assert_eq!(found, [(Code::PathCollision, "content/pages/tin-tuc.md")]);
}

/// The paths of the copied files.
fn copies(state: &State) -> Vec<String> {
    state.renderer_despite_errors().unwrap().files.copies.iter().map(|copy| copy.path.clone()).collect()
}

#[test]
fn a_static_file_does_not_take_the_place_of_a_page() {
    let site = small(&[("content/static/tin-tuc/index.html", "x"), ("content/static/a/b.txt", "x")]);
    let state = state(site.path());
    let paths = copies(&state);
    assert!(paths.contains(&"a/b.txt".to_owned()), "{paths:?}");
    assert!(!paths.contains(&"tin-tuc/index.html".to_owned()), "{paths:?}");
    assert!(paths.iter().any(|path| path.starts_with("theme/page.")), "{paths:?}");
    assert_eq!(codes(&state), [Code::PathCollision]);
}

#[test]
fn pictures_of_drafts_are_not_copied() {
    let article = |name: &str, more: &str| {
        let image = format!("image: {{file: {name}.png, alt: x}}");
        format!("---\ntitle: Tin\ndate: 2024-01-01\ncategory: kinh-te\n{image}\n{more}---\n")
    };
    let (open, draft) = (article("ro", ""), article("kin", "draft: true\n"));
    let site = small(&[("content/articles/ro.md", &open), ("content/articles/kin.md", &draft)]);
    for name in ["ro", "kin"] {
        let folder = site.path().join("content/articles");
        fs::copy(folder.join("anh-bai.png"), folder.join(format!("{name}.png"))).unwrap();
    }
    let paths = copies(&state(site.path()));
    assert!(paths.iter().any(|path| path.ends_with("ro.png")), "{paths:?}");
    assert!(paths.iter().all(|path| !path.contains("kin")), "{paths:?}");
}

#[test]
fn the_language_switch_leads_to_the_same_page_or_to_what_it_belongs_to() {
    let state = state(Path::new(env!("CARGO_MANIFEST_DIR")));
    let english = r#"hreflang="en" href="https://portal.example.vn/dan-van-kheo/en/mo-hinh/""#;
    assert!(text(&state, "mo-hinh/index.html").contains(english));
    let is_entry = |page: &&Page| matches!(page.kind, PageKind::Entry(_));
    let entry = state.pages().unwrap().pages().iter().find(is_entry).unwrap();
    assert!(text(&state, &permalink::file(&entry.path)).contains("/dan-van-kheo/en/cuoc-thi/"));
}

#[test]
fn feeds_sitemap_and_old_addresses_are_written_for_machines() {
    let site = small(&[]);
    let state = state(site.path());
    for path in [
        "feed.xml",
        "en/feed.xml",
        "mo-hinh/feed.xml",
        "cuoc-thi/thi-viet/feed.xml",
        "robots.txt",
        "cu/trang.html",
    ] {
        assert!(!text(&state, path).is_empty(), "{path}");
    }
    assert!(text(&state, "feed.xml").contains("<id>tag:portal.example.vn,2025-03-01:article/bai-mot</id>"));
    let sitemap = text(&state, "sitemap.xml");
    assert!(sitemap.contains("/tin/tin-tuc/bai-mot/</loc>") && !sitemap.contains("404"));
}

#[test]
fn each_file_of_a_build_is_the_file_that_a_workspace_answers_with() {
    let site = small(&[("content/static/phim.mp4", FILM)]);
    assert!(workspace(site.path()).build(&Silent).summary.is_some());
    let state = workspace(site.path()).state(Purpose::Publish, &Silent);
    let output = site.path().join("public");
    let mut files = 0;
    for entry in walkdir::WalkDir::new(&output).into_iter().flatten().filter(|one| one.file_type().is_file())
    {
        let path = entry.path().strip_prefix(&output).unwrap().to_string_lossy().replace('\\', "/");
        // The lists describe the output as a whole, which a preview has not.
        if [".bantin", "files.json", "build.json"].contains(&path.as_str()) {
            continue;
        }
        let bytes = match state.file(&path).unwrap_or_else(|| panic!("{path} is there")).unwrap() {
            OutputFile::Bytes(bytes) => bytes.into_owned(),
            OutputFile::Disk(from) => fs::read(from).unwrap(),
        };
        assert!(bytes == fs::read(entry.path()).unwrap(), "{path}");
        files += 1;
    }
    assert!(files > 100, "{files} files");
    assert!(state.file("khong-co/index.html").is_none() && state.file("../content/site.yaml").is_none());
}

#[test]
fn an_unsaved_text_is_read_instead_of_its_file_until_it_is_taken_away() {
    let site = small(&[]);
    let mut workspace = workspace(site.path());
    let page = |workspace: &mut Workspace, path: &str| {
        let state = workspace.state(Purpose::Check, &Silent);
        state.file(path).map(|_| text(&state, path))
    };
    let (one, new) = ("content/articles/bai-mot.md", "content/articles/0/moi.md");
    let article = "---\ntitle: Chưa lưu\ndate: 2025-01-01\ncategory: kinh-te\n---\nXin chào.\n".to_owned();
    let saved = page(&mut workspace, "tin-tuc/bai-mot/index.html").unwrap();
    workspace
        .apply([Change::Overlay(one.to_owned(), article.clone()), Change::Overlay(new.to_owned(), article)]);
    assert!(page(&mut workspace, "tin-tuc/bai-mot/index.html").unwrap().contains("Chưa lưu"));
    assert!(page(&mut workspace, "tin-tuc/moi/index.html").unwrap().contains("Xin chào."));
    workspace.apply([Change::OverlayRemoved(one.to_owned()), Change::OverlayRemoved(new.to_owned())]);
    assert_eq!(page(&mut workspace, "tin-tuc/bai-mot/index.html").unwrap(), saved);
    assert_eq!(page(&mut workspace, "tin-tuc/moi/index.html"), None);
    workspace.apply([Change::Overlay(one.to_owned(), "---\ntitle: X\n---\n".to_owned())]);
    let state = workspace.state(Purpose::Check, &Silent);
    assert!(state.diagnostics().iter().any(|found| found.severity == Severity::Error));
    assert!(state.file("index.html").is_none(), "a site with mistakes is not shown");
}

#[test]
fn every_file_of_the_output_can_be_linked_to_by_its_path() {
    let site =
        small(&[("content/static/tai-lieu/Quy chế.pdf", "%PDF-1.4"), ("content/static/phim.mp4", FILM)]);
    assert!(workspace(site.path()).build(&Silent).summary.is_some());
    let output = site.path().join("public");
    let walk = walkdir::WalkDir::new(&output).sort_by_file_name().into_iter().flatten();
    let files = walk
        .filter(|one| one.file_type().is_file())
        .map(|one| one.path().strip_prefix(&output).unwrap().to_string_lossy().replace('\\', "/"));
    let links: String = files
        .filter(|path| path != ".bantin")
        .map(|path| format!("- [tệp](</{path}>) [trang](</{}>)\n", path.trim_end_matches("index.html")))
        .collect();
    assert!(links.contains("</feed.json>") && links.contains("</mo-hinh/tinh-trang/"), "{links}");
    fs::write(site.path().join("content/pages/lien-ket.md"), format!("---\ntitle: Liên kết\n---\n{links}"))
        .unwrap();
    let report = state(site.path()).report(Vec::new());
    assert_eq!(report.entries(), []);
    let wrong = "---\ntitle: X\n---\n[a](/feed.jsonn) [b](/theme/khong-co.css) [c](/tin-tuc/khong-co/)\n";
    fs::write(site.path().join("content/pages/lien-ket.md"), wrong).unwrap();
    let report = state(site.path()).report(Vec::new());
    let found: Vec<_> = report.entries().iter().map(|one| (one.code, one.start.column)).collect();
    assert_eq!(found, [5, 22, 47].map(|column| (Code::DanglingLink, column)));
}
