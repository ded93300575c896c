//! `approvals: required`: what nobody approved is not published, and who approved is told only where the site wants it.

use crate::pages::pages;
use crate::site::SiteTest;
use bantin::site::SkipReason;

const APPROVER: &str = "Lường Thị Nguyệt Hạ";

fn article(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2025-05-01\ncategory: kinh-te\n{more}---\n\nBài.\n")
}

fn site(settings: &str) -> SiteTest {
    let site = SiteTest::fixture("small");
    let path = site.root().join("content/site.yaml");
    let before = std::fs::read_to_string(path).expect("the fixture has settings");
    let approved = |date: &str| format!("approved: {{by: {APPROVER}, date: {date}}}\n");
    site.file("content/site.yaml", format!("{before}{settings}"))
        .file("content/articles/duyet.md", article("Đã duyệt", &approved("2025-05-01")))
        .file("content/articles/sau.md", article("Duyệt sau", &approved("2027-01-01")))
        .file("content/articles/cho.md", article("Chờ duyệt", ""))
}

#[test]
fn an_article_without_an_approval_is_not_published_and_named() {
    let site = site("approvals: required\n");
    let summary = site.rebuild_badly().summary.expect("it is sound");
    let waiting: Vec<_> = summary
        .skipped
        .iter()
        .filter(|one| one.reason == SkipReason::NotApproved)
        .map(|one| one.id.as_str())
        .collect();
    assert!(
        waiting.contains(&"cho") && waiting.contains(&"sau") && !waiting.contains(&"duyet"),
        "{waiting:?}"
    );
    let files = site.output();
    assert!(files.contains_key("tin-tuc/duyet/index.html") && !files.contains_key("tin-tuc/cho/index.html"));
    for (path, bytes) in &files {
        assert!(!String::from_utf8_lossy(bytes).contains("Chờ duyệt"), "{path}");
    }
}

#[test]
fn without_the_setting_no_approval_is_needed() {
    let files = site("").build().output();
    assert!(files.contains_key("tin-tuc/cho/index.html"));
}

#[test]
fn a_preview_with_drafts_shows_what_waits_for_an_approval() {
    let site = site("approvals: required\n").with(|options| options.publication.drafts = true);
    assert!(site.build().output().contains_key("tin-tuc/cho/index.html"));
}

#[test]
fn who_approved_stands_nowhere_unless_the_site_shows_it() {
    for (path, bytes) in &site("").build().output() {
        assert!(!String::from_utf8_lossy(bytes).contains(APPROVER), "{path}");
    }
    let files = site("show_approver: true\n").build().output();
    let named: Vec<_> = pages(&files)
        .into_iter()
        .filter(|(_, page)| page.html().contains(APPROVER))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(named, ["tin-tuc/duyet/index.html"], "the other approval lies ahead");
}
