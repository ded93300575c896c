//! Small whole sites, from their folders to their pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{PlannedPage, Renderer, Shows};
use crate::content::load::load;
use crate::content::parse::parse;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::image::assets::Assets;
use crate::progress::Silent;
use crate::prose;
use crate::site::{Publication, link};
use crate::theme::Theme;

/// A copy of the folder of the small fixture, with files written over it.
fn small(files: &[(&str, &str)]) -> TempDir {
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

/// Does something with the renderer of the site below `root`, and returns what was found wrong.
fn with_renderer(root: &Path, then: impl FnOnce(&Renderer<'_>, &mut Vec<Diagnostic>)) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut loaded = load(root, &mut found);
    let catalog = parse(&loaded, None, &mut found).unwrap();
    let theme = Theme::load(root, "portal", Place::file("x"), &mut loaded.sources, &mut found).unwrap();
    let assets = Assets::new(&loaded.assets);
    let now = "2026-01-01T00:00:00Z".parse().unwrap();
    let site = link(&catalog, &loaded.sources, &assets, now, Publication::default(), &mut found).unwrap();
    let (texts, problems) = prose::write(&site, &assets, &Silent);
    found.extend(problems);
    if let Some(renderer) = Renderer::new(&site, &texts, &theme, &mut found) {
        then(&renderer, &mut found);
    }
    found
}

fn rendered(root: &Path) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    let found = with_renderer(root, |renderer, _| {
        for page in renderer.plan() {
            let file = renderer.render(page).unwrap();
            pages.insert(file.path, String::from_utf8(file.bytes).unwrap());
        }
    });
    assert_eq!(found, []);
    pages
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    with_renderer(root, |renderer, _| {
        let plan = renderer.plan();
        let paths: BTreeSet<&str> = plan.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(paths.len(), plan.len());
        assert!(plan.is_sorted_by(|a, b| a.path < b.path));
        let rules = plan.iter().filter(|page| matches!(page.shows, Shows::Rules(_)));
        assert!(rules.clone().count() > 0 && rules.clone().all(|page| !page.path.starts_with("en/")));
    });
}

#[test]
fn two_pages_at_one_path_are_reported_at_the_record() {
    let site = small(&[("content/pages/tin-tuc.md", "---\ntitle: Tin\n---\n")]);
    let found = with_renderer(site.path(), |_, _| {});
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].code, Code::PathCollision);
    assert!(matches!(found[0].place, Place::Span(_)), "{found:?}");
}

#[test]
fn a_static_file_does_not_take_the_place_of_a_page() {
    let site = small(&[("content/static/tin-tuc/index.html", "x"), ("content/static/a/b.txt", "x")]);
    let assets = load(site.path(), &mut Vec::new()).assets;
    let found = with_renderer(site.path(), |renderer, found| {
        let copies = renderer.copies(&assets, found);
        let paths: Vec<_> = copies.iter().map(|copy| copy.path.as_str()).collect();
        assert!(paths.contains(&"a/b.txt") && !paths.contains(&"tin-tuc/index.html"), "{paths:?}");
        assert!(paths.iter().any(|path| path.starts_with("theme/portal.")), "{paths:?}");
    });
    assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::PathCollision]);
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
    let assets = load(site.path(), &mut Vec::new()).assets;
    with_renderer(site.path(), |renderer, found| {
        let copies = renderer.copies(&assets, found);
        let paths: Vec<_> = copies.iter().map(|copy| copy.path.as_str()).collect();
        assert!(paths.iter().any(|path| path.ends_with("ro.png")), "{paths:?} {found:?}");
        assert!(copies.iter().all(|copy| !copy.path.contains("kin")));
    });
}

#[test]
fn the_language_switch_leads_to_the_same_page_or_to_what_it_belongs_to() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    with_renderer(root, |renderer, _| {
        let render = |page: &PlannedPage| String::from_utf8(renderer.render(page).unwrap().bytes).unwrap();
        let page = |path: &str| render(renderer.plan().iter().find(|page| page.path == path).unwrap());
        assert!(
            page("mo-hinh/")
                .contains(r#"hreflang="en" href="https://portal.example.vn/dan-van-kheo/en/mo-hinh/""#)
        );
        let entry = renderer.plan().iter().find(|page| matches!(page.shows, Shows::Entry(_))).unwrap();
        assert!(render(entry).contains("/dan-van-kheo/en/cuoc-thi/"));
    });
}

#[test]
fn feeds_sitemap_and_old_addresses_are_written_for_machines() {
    let site = small(&[]);
    let mut files = BTreeMap::new();
    let found = with_renderer(site.path(), |renderer, found| {
        let all = renderer.machine_files(found).into_iter();
        files.extend(all.map(|file| (file.path, String::from_utf8(file.bytes).unwrap())));
    });
    assert_eq!(found, []);
    for path in [
        "feed.xml",
        "en/feed.xml",
        "mo-hinh/feed.xml",
        "cuoc-thi/thi-viet/feed.xml",
        "robots.txt",
        "cu/trang.html",
    ] {
        assert!(files.contains_key(path), "{path} of {:?}", files.keys());
    }
    assert!(files["feed.xml"].contains("<id>tag:portal.example.vn,2025-03-01:article/bai-mot</id>"));
    let sitemap = &files["sitemap.xml"];
    assert!(sitemap.contains("/tin/tin-tuc/bai-mot/</loc>") && !sitemap.contains("404"));
}
