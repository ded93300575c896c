//! Whole sites, from a few files to the finished output folder.

use std::fs;

use crate::pages::{dead_links, outline, pages, texts, values};
use crate::site::{SiteTest, files};

/// The origin and path of the fixture's `base_url`.
const ORIGIN: &str = "https://portal.example.vn";

#[test]
fn the_small_site_reads_as_expected() {
    let site = SiteTest::fixture("small").build();
    let expected = snapbox::file!("../expected/small.txt");
    snapbox::assert_data_eq!(outline(&site.output()), expected.raw());
}

#[test]
fn every_row_of_the_contract_has_its_page() {
    let output = SiteTest::fixture("small").build().output();
    for path in [
        "index.html",
        "tin-tuc/index.html",
        "tin-tuc/bai-mot/index.html",
        "chuyen-muc/chinh-tri/index.html",
        "chuyen-muc/chinh-tri/dan-van/index.html",
        "the/dan-van-kheo/index.html",
        "mo-hinh/index.html",
        "mo-hinh/linh-vuc/kinh-te/index.html",
        "mo-hinh/vuon-rau/index.html",
        "cuoc-thi/index.html",
        "cuoc-thi/thi-viet/index.html",
        "cuoc-thi/thi-viet/the-le/index.html",
        "cuoc-thi/thi-viet/bai-du-thi/index.html",
        "cuoc-thi/thi-viet/ket-qua/index.html",
        "cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html",
        "chuong-trinh/de-an/index.html",
        "dia-ban/xa-cu/index.html",
        "don-vi/hoi-phu-nu/index.html",
        "thong-ke/index.html",
        "tim-kiem/index.html",
        "gioi-thieu/index.html",
        "feed.xml",
        "chuyen-muc/kinh-te/feed.xml",
        "mo-hinh/feed.xml",
        "cuoc-thi/thi-viet/feed.xml",
        "sitemap.xml",
        "robots.txt",
        "404.html",
        "en/index.html",
        "en/mo-hinh/index.html",
        "cu/trang.html",
    ] {
        assert!(output.contains_key(path), "{path} is missing");
    }
}

#[test]
fn every_internal_link_and_asset_resolves() {
    let output = SiteTest::fixture("small").build().output();
    assert_eq!(dead_links(&output, "/tin/", ORIGIN), Default::default());
}

#[test]
fn the_section_works_below_any_folder() {
    for base in ["https://a.example.vn/", "https://a.example.vn/mot/hai/ba/"] {
        let base = bantin::config::BaseUrl::parse(base).expect("a base URL");
        let site = SiteTest::fixture("small").with(|options| options.base_url = Some(base.clone())).build();
        assert_eq!(dead_links(&site.output(), &base.path, &base.origin), Default::default(), "{base:?}");
    }
}

#[test]
fn two_builds_give_the_same_bytes() {
    let first = SiteTest::fixture("small").build();
    let second = SiteTest::fixture("small").build();
    assert_eq!(first.output(), second.output(), "in two folders");
    let before = first.output();
    first.rebuild();
    assert_eq!(before, first.output(), "over an old output");
}

#[test]
fn the_working_directory_does_not_change_a_byte() {
    let site = SiteTest::fixture("small");
    let build = |from: &std::path::Path, root: &str, output: &str| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_bantin"));
        program.current_dir(from).args(["--root", root, "build", "--now", "2026-01-01", "-o", output]);
        let output = program.output().expect("the program starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let folder = site.root().file_name().expect("a name").to_string_lossy().into_owned();
    let above = site.root().parent().expect("a folder");
    build(site.root(), ".", "inside");
    build(above, &folder, &format!("{folder}/above"));
    assert_eq!(files(&site.root().join("inside")), files(&site.root().join("above")));
}

#[test]
fn an_error_leaves_the_old_site_as_it_was() {
    let site = SiteTest::fixture("small").build();
    let before = site.output();
    let site = site.file("content/articles/hong.md", "---\ntitle: Hỏng\n---\n");
    let outcome = site.rebuild_badly();
    assert_eq!(outcome.report.errors(), 2);
    assert_eq!(before, site.output());
}

#[test]
fn strict_makes_errors_of_warnings() {
    let article = "---\ntitle: Thêm\ndate: 2025-05-01\ncategory: kinh-te\ntags: [mốt của]\n---\n";
    let warns = |site: SiteTest| site.file("content/articles/them.md", article);
    assert_eq!(warns(SiteTest::fixture("small")).check().report.errors(), 0);
    let strict = warns(SiteTest::fixture("small")).with(|options| options.strict = true);
    assert_eq!(strict.check().report.errors(), 1);
}

#[test]
fn private_values_scores_and_unpublished_records_are_nowhere() {
    let site = SiteTest::fixture("small")
        .file(
            "content/articles/nhap.md",
            "---\ntitle: Bản thảo kín\ndate: 2025-01-01\ncategory: kinh-te\ndraft: true\ntags: [Thẻ của bản thảo]\nimage: {file: kin.png, alt: Ảnh kín}\n---\nChữ kín.\n",
        )
        .file("content/articles/kin.png", fs::read(fixture_picture()).expect("the picture"))
        .file(
            "content/articles/mai-sau.md",
            "---\ntitle: Chuyện mai sau\ndate: 2030-01-01\ncategory: kinh-te\naliases: [/mai-sau-cu]\n---\n",
        )
        .file(
            "content/articles/go.md",
            "---\ntitle: Bài bị gỡ bỏ\ndate: 2025-01-01\ncategory: kinh-te\nauthors: [{name: Tác giả bị gỡ}]\nwithdrawn: {date: 2025-02-01, reason: Đăng nhầm.}\n---\nThân bài bị gỡ.\n",
        )
        .build();
    let output = site.output();
    let planted = [
        "0900 000 111",
        "0900000111",
        "Tác Giả Mẫu",
        "Giám Khảo Mẫu",
        "8.125",
        "8,125",
        "Bản thảo kín",
        "Thẻ của bản thảo",
        "Chữ kín",
    ];
    let planted = planted.iter().chain(&[
        "Chuyện mai sau",
        "mai-sau",
        "Bài bị gỡ bỏ",
        "Tác giả bị gỡ",
        "Thân bài bị gỡ",
        "kin.png",
    ]);
    for secret in planted {
        for (path, bytes) in &output {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(secret) && !path.contains(secret), "`{secret}` stands in {path}");
        }
    }
    let tombstone = String::from_utf8_lossy(&output["tin-tuc/go/index.html"]).into_owned();
    assert!(tombstone.contains("Đăng nhầm."), "the page says why");
    assert!(!String::from_utf8_lossy(&output["sitemap.xml"]).contains("/go/"));
}

#[test]
fn awards_and_rounds_show_from_the_results_on() {
    let at = |now: &str| {
        let now = now.parse().expect("a timestamp");
        SiteTest::fixture("small").with(|options| options.now = now).build().output()
    };
    let entry = "cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html";
    let results = "cuoc-thi/thi-viet/ket-qua/index.html";
    let text = |output: &std::collections::BTreeMap<String, Vec<u8>>, path: &str| {
        String::from_utf8_lossy(output.get(path).map_or(&[][..], Vec::as_slice)).into_owned()
    };
    let open = at("2025-06-01T00:00:00Z");
    assert!(!open.contains_key(entry), "an entry has no page before its contest has closed");
    let judging = at("2025-08-01T00:00:00Z");
    assert!(text(&judging, entry).contains("Chuyện vườn rau"));
    assert!(!text(&judging, entry).contains("Giải Nhất"));
    assert!(!text(&judging, results).contains("Chuyện vườn rau"));
    let known = at("2025-09-02T00:00:00Z");
    assert!(text(&known, entry).contains("Giải Nhất"));
    assert!(text(&known, results).contains("Chuyện vườn rau"));
}

#[test]
fn no_page_carries_inline_script_style_or_event_handlers() {
    let output = SiteTest::fixture("small").build().output();
    for (path, page) in pages(&output) {
        assert!(values(&page, "[style]", "style").is_empty(), "{path} has an inline style");
        assert!(texts(&page, "style").is_empty(), "{path} has a style element");
        let scripts = texts(&page, "script:not([type='application/ld+json'])");
        assert!(scripts.iter().all(String::is_empty), "{path} has an inline script");
        let all = scraper::Selector::parse("*").expect("a selector");
        for element in page.select(&all) {
            let handler = element.value().attrs().find(|(name, _)| name.starts_with("on"));
            assert_eq!(handler, None, "{path} has an event handler");
        }
    }
}

#[test]
fn every_page_has_one_heading_of_the_first_level_a_title_and_a_language() {
    let output = SiteTest::fixture("small").build().output();
    for (path, page) in pages(&output) {
        assert_eq!(texts(&page, "h1").len(), 1, "{path}");
        assert!(texts(&page, "head > title").iter().all(|title| !title.is_empty()), "{path}");
        let language = if path.starts_with("en/") { "en" } else { "vi" };
        assert_eq!(values(&page, "html", "lang"), [language], "{path}");
    }
}

#[test]
fn the_real_content_builds_without_a_diagnostic_and_every_link_resolves() {
    let site =
        SiteTest::repository().with(|options| options.now = "2026-11-22T00:00:00Z".parse().expect("a time"));
    let site = site.build();
    let output = site.output();
    assert_eq!(dead_links(&output, "/dan-van-kheo/", ORIGIN), Default::default());
    let articles =
        output.keys().filter(|path| path.starts_with("tin-tuc/") && path.matches('/').count() == 2);
    assert!(articles.count() >= 14, "at least fourteen articles");
}

fn fixture_picture() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/content/articles/anh-bai.png")
}

#[test]
fn an_unused_picture_beside_an_article_is_not_published() {
    let output = SiteTest::fixture("small").build().output();
    assert!(files_named(&output, "anh-bai.png").is_empty(), "no record names it");
    assert_eq!(files_named(&output, "1.png"), ["anh/1.png"], "static files are copied as they are");
}

fn files_named<'o>(output: &'o std::collections::BTreeMap<String, Vec<u8>>, name: &str) -> Vec<&'o str> {
    output.keys().filter(|path| path.rsplit('/').next() == Some(name)).map(String::as_str).collect()
}

#[test]
fn the_output_of_a_site_can_be_read_from_the_disk() {
    let site = SiteTest::fixture("small").build();
    assert_eq!(files(&site.root().join("public")), site.output());
}
