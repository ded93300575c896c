//! Dates of which the day is not known: shown, sorted and published as months and years, never as the first of January.

use crate::pages::{pages, texts, values};
use crate::site::{SiteTest, with_site};
use bantin::site::Stage;

fn article(title: &str, date: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\ncategory: kinh-te\nsummary: Tóm tắt\n---\n\nBài.\n")
}

fn built() -> SiteTest {
    SiteTest::fixture("small")
        .file("content/articles/nam.md", article("Chỉ biết năm", "2022"))
        .file("content/articles/thang.md", article("Chỉ biết tháng", "2022-08"))
        .file("content/articles/ngay.md", article("Biết ngày", "2022-08-02"))
        .build()
}

#[test]
fn a_month_or_year_is_told_as_such_on_every_page() {
    let files = built().output();
    let pages = pages(&files);
    let shown = |path: &str| {
        let page = &pages[path];
        (texts(page, ".byline time").join("|"), values(page, ".byline time", "datetime").join("|"))
    };
    assert_eq!(shown("tin-tuc/nam/index.html"), ("năm 2022".to_owned(), "2022".to_owned()));
    assert_eq!(shown("tin-tuc/thang/index.html"), ("tháng 8/2022".to_owned(), "2022-08".to_owned()));
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        let told = ["01/01/2022", "01/08/2022", "1 January 2022", "1 August 2022"];
        let found = told.iter().find(|day| text.contains(**day));
        assert_eq!(found, None, "{path}");
    }
}

#[test]
fn a_list_has_a_month_behind_its_days_and_a_year_behind_its_months() {
    let files = built().output();
    let news = &pages(&files)["tin-tuc/index.html"];
    let titles = texts(news, "main h2, main h3");
    let at = |title: &str| titles.iter().position(|one| one == title).expect(title);
    assert!(
        at("Biết ngày") < at("Chỉ biết tháng") && at("Chỉ biết tháng") < at("Chỉ biết năm"),
        "{titles:?}"
    );
}

#[test]
fn machines_get_what_their_formats_allow() {
    let files = built().output();
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    // JSON-LD takes dates of reduced precision (ISO 8601).
    assert!(text("tin-tuc/nam/index.html").contains("\"datePublished\":\"2022\""));
    assert!(text("tin-tuc/thang/index.html").contains("\"datePublished\":\"2022-08\""));
    // Atom wants a whole timestamp: the first moment that the date may mean.
    let feed = text("feed.xml");
    assert!(feed.contains("<published>2022-08-01T00:00:00+07:00</published>"), "{feed}");
    assert!(feed.contains("<published>2022-01-01T00:00:00+07:00</published>"), "{feed}");
    // The schema of sitemaps takes no month and no year.
    let sitemap = text("sitemap.xml");
    let entry = |id: &str| {
        let start = sitemap.find(&format!("/tin-tuc/{id}/</loc>")).expect(id);
        sitemap[start..].split("</url>").next().unwrap_or("").to_owned()
    };
    assert!(entry("ngay").contains("<lastmod>2022-08-02</lastmod>"), "{sitemap}");
    assert!(!entry("nam").contains("<lastmod>") && !entry("thang").contains("<lastmod>"), "{sitemap}");
}

#[test]
fn a_month_has_come_with_its_first_day() {
    let titles = |now: &str| {
        let site = SiteTest::fixture("small")
            .file("content/articles/thang.md", article("Chỉ biết tháng", "2022-08"))
            .with(|options| options.now = now.parse().expect("a timestamp"));
        let summary = site.check().summary.expect("it is sound");
        summary.skipped.iter().any(|one| one.id == "thang")
    };
    assert!(titles("2022-07-31T16:59:59Z"));
    assert!(!titles("2022-07-31T17:00:00Z"));
}

#[test]
fn results_of_a_contest_wait_for_the_end_of_their_month() {
    let site = SiteTest::fixture("small");
    let path = site.root().join("content/contests/thi-viet/contest.yaml");
    let contest = std::fs::read_to_string(path).expect("the fixture has a contest");
    let contest: Vec<&str> = contest.lines().filter(|line| !line.starts_with("results_at:")).collect();
    let contest = format!("{}\nresults_at: 2025-10\n", contest.join("\n"));
    let site = site.file("content/contests/thi-viet/contest.yaml", contest);
    let stage = |now| with_site(site.root(), now, |site| site.contests[0].stage);
    assert_eq!(stage("2025-10-15T00:00:00Z"), Stage::Judging);
    assert_eq!(stage("2025-10-31T17:00:00Z"), Stage::Results);
}
