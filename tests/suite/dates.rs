//! Dates of which the day is not known: shown, sorted and published as months and years, never as the first of January.

use crate::pages::{pages, texts, values};
use crate::site::{SiteTest, with_site};
use bantin::content::load::load;
use bantin::content::parse::parse;
use bantin::schedule::moments;
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

const NEWS: &str = "---
title: Tin đã sửa
date: 2025-05-01
updated: 2031-02-03
category: kinh-te
approved: {by: Người Duyệt Mẫu, date: 2031-02-03}
corrections: [{date: 2025-06-01, text: Sửa lần một}, {date: 2031-02-03, text: Sửa lần hai}]
---

Bài.
";
const DOCUMENT: &str = "- {id: van-ban, number: 12/KH, title: Kế hoạch, kind: plan, issuer: ban-bien-tap, issued: 2024-02-20, approved: {by: Người Duyệt Mẫu, date: 2031-02-03}, corrections: [{date: 2031-02-03, text: Sửa văn bản}]}\n";
const MODEL: &str = "- {id: mo-hinh-sau, name: Mô hình sau, field: kinh-te, level: commune, locality: xa-moi, registered: 2025, status: registered, recognition: {number: 77/QĐ-MẪU, date: 2031-02-03, issuer: Ban Mẫu}, corrections: [{date: 2031-02-03, text: Sửa mô hình}]}\n";
const PAGE: &str = "---
title: Trang sửa
updated: 2031-02-03
corrections: [{date: 2031-02-03, text: Sửa trang}]
---

Trang.
";
const RULES: &str = "---\ntitle: Thể lệ\nupdated: 2031-02-03\n---\n\n# Thể lệ\n\nAi cũng dự thi được.\n";

fn dated_ahead(now: &str) -> SiteTest {
    let now = now.parse().expect("a timestamp");
    let site = SiteTest::fixture("small").with(|options| options.now = now);
    let settings = std::fs::read_to_string(site.root().join("content/site.yaml")).expect("settings");
    site.file("content/site.yaml", format!("{settings}show_approver: true\n"))
        .file("content/articles/tin.md", NEWS)
        .file("content/documents/van-ban.yaml", DOCUMENT)
        .file("content/models/sau.yaml", MODEL)
        .file("content/pages/sua.md", PAGE)
        .file("content/contests/thi-viet/rules.md", RULES)
}

#[test]
fn what_is_dated_ahead_is_told_in_no_file_before_its_day() {
    let site = dated_ahead("2031-02-02T16:59:59Z");
    site.rebuild_badly();
    let ahead = [
        "Sửa lần hai",
        "Sửa văn bản",
        "Sửa mô hình",
        "Sửa trang",
        "Người Duyệt Mẫu",
        "77/QĐ-MẪU",
        "2031-02-03",
        "03/02/2031",
    ];
    let files = site.output();
    assert!(String::from_utf8_lossy(&files["tin-tuc/tin/index.html"]).contains("Sửa lần một"));
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert_eq!(ahead.iter().find(|told| text.contains(**told)), None, "{path}");
    }
    let loaded = load(site.root(), &mut Vec::new());
    let catalog = parse(&loaded, None, &mut Vec::new()).expect("the settings are sound");
    let due = moments(&catalog, "2031-02-02T16:59:59Z".parse().expect("a timestamp"));
    let due: Vec<_> = due
        .into_iter()
        .filter(|moment| moment.at.to_string() == "2031-02-02T17:00:00Z")
        .map(|moment| moment.id)
        .collect();
    assert!(
        ["tin", "van-ban", "mo-hinh-sau", "sua", "thi-viet"].iter().all(|id| due.iter().any(|one| one == id)),
        "{due:?}"
    );
}

#[test]
fn what_was_dated_ahead_is_told_from_its_day_on() {
    let site = dated_ahead("2031-02-02T17:00:00Z");
    site.rebuild_badly();
    let files = site.output();
    let everything: String = files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    for told in ["Sửa lần hai", "Sửa văn bản", "Sửa mô hình", "Sửa trang", "Người Duyệt Mẫu", "77/QĐ-MẪU"]
    {
        assert!(everything.contains(told), "{told}");
    }
}
