//! Documents: published by the clock, in force by the clock, listed, and linked with what names them.

use crate::pages::{pages, texts, values};
use crate::site::{SiteTest, with_site};

/// The plan of 2024 was replaced on 1 March 2025 by one that takes effect on 1 April 2025 and ends with the year.
const DOCUMENTS: &str = "
- {id: ke-hoach-2024, number: 12/KH-UBND, title: Kế hoạch thi đua năm 2024, kind: plan, issuer: ban-bien-tap, issued: 2024-02-20, programmes: [de-an]}
- {id: ke-hoach-2025, number: 15/KH-UBND, title: Kế hoạch thi đua năm 2025, kind: plan, issuer: ban-bien-tap, issued: 2025-03-01, effective: 2025-04-01, expires: 2025-12-31, replaces: [ke-hoach-2024]}
- {id: nghi-quyet, number: 13-NQ/TU, title: Nghị quyết về công tác dân vận, kind: other, issuer_name: Tỉnh ủy Mẫu, issued: 2023-05-05, amends: [ke-hoach-2024]}
- {id: nhap, title: Bản nháp bí mật, kind: letter, issued: 2023-05-05, draft: true}
- {id: nham, title: Văn bản nhầm, kind: letter, issued: 2023-05-05, withdrawn: {date: 2025-05-01, reason: Gửi nhầm nơi nhận}}
";

const ARTICLE: &str = "---
title: Bài về kế hoạch
date: 2024-05-01
category: kinh-te
documents: [ke-hoach-2024]
---

Xem [nghị quyết](document:nghi-quyet).
";

fn site(now: &str) -> SiteTest {
    let now = now.parse().expect("a timestamp");
    SiteTest::fixture("small")
        .file("content/documents/ke-hoach.yaml", DOCUMENTS)
        .file("content/articles/bai-ke-hoach.md", ARTICLE)
        .with(|options| options.now = now)
}

/// The published documents, newest first, each with whether it is in force.
fn forces(now: &str) -> Vec<(String, &'static str)> {
    with_site(site(now).root(), now, |site| {
        site.documents.iter().map(|one| (one.record.id.0.clone(), one.force.as_str())).collect()
    })
}

#[test]
fn a_document_is_in_force_from_its_day_until_it_expires_or_is_replaced() {
    let at = |now: &str| {
        let all = forces(now);
        let of = |id: &str| all.iter().find(|(one, _)| one == id).map(|(_, force)| *force);
        (of("ke-hoach-2024"), of("ke-hoach-2025"))
    };
    assert_eq!(at("2025-02-28T00:00:00Z"), (Some("in-force"), None), "it is not issued yet");
    assert_eq!(at("2025-03-31T00:00:00Z"), (Some("in-force"), Some("ahead")));
    assert_eq!(at("2025-03-31T17:00:00Z"), (Some("ended"), Some("in-force")), "midnight in Viet Nam");
    assert_eq!(at("2025-12-31T16:59:59Z"), (Some("ended"), Some("in-force")));
    assert_eq!(at("2025-12-31T17:00:00Z"), (Some("ended"), Some("ended")));
}

#[test]
fn drafts_and_withdrawn_documents_leave_nothing_but_a_notice() {
    let output = site("2025-06-01T00:00:00Z").build().output();
    for (path, bytes) in &output {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("Bản nháp bí mật") && !text.contains("Văn bản nhầm"), "{path}");
    }
    let notice = String::from_utf8_lossy(&output["van-ban/nham/index.html"]).into_owned();
    assert!(notice.contains("Gửi nhầm nơi nhận") && notice.contains("noindex"), "{notice}");
    assert!(!output.contains_key("van-ban/nhap/index.html"));
}

#[test]
fn a_withdrawn_document_is_on_the_list_of_addresses_to_purge() {
    let list = site("2025-06-01T00:00:00Z").withdrawn();
    let [one] = list.as_slice() else { panic!("{list:?}") };
    assert_eq!(one.id, "nham");
    assert!(one.urls.iter().any(|url| url.ends_with("/van-ban/nham/")), "{:?}", one.urls);
    assert!(one.urls.iter().any(|url| url.ends_with("/van-ban/loai/cong-van/")), "{:?}", one.urls);
}

#[test]
fn documents_are_listed_by_kind_issuer_and_year_in_every_edition() {
    let output = site("2025-06-01T00:00:00Z").build().output();
    let titles = |path: &str| -> Vec<String> { texts(&pages(&output)[path], "h2 .card-link") };
    let (new, old, other) =
        ("Kế hoạch thi đua năm 2025", "Kế hoạch thi đua năm 2024", "Nghị quyết về công tác dân vận");
    assert_eq!(titles("van-ban/index.html"), [new, old, other]);
    assert_eq!(titles("en/van-ban/index.html"), [new, old, other]);
    assert_eq!(titles("van-ban/loai/ke-hoach/index.html"), [new, old]);
    assert_eq!(titles("van-ban/co-quan/ban-bien-tap/index.html"), [new, old]);
    assert_eq!(titles("van-ban/nam/2023/index.html"), [other]);
}

#[test]
fn what_names_a_document_and_the_document_link_to_each_other() {
    let output = site("2025-06-01T00:00:00Z").build().output();
    let pages = pages(&output);
    let links = |path: &str| values(&pages[path], "main a[href]", "href");
    let names = |path: &str, target: &str| {
        let links = links(path);
        assert!(links.iter().any(|href| href.ends_with(target)), "{path} → {target}: {links:?}");
    };
    names("van-ban/ke-hoach-2024/index.html", "/tin-tuc/bai-ke-hoach/");
    names("tin-tuc/bai-ke-hoach/index.html", "/van-ban/ke-hoach-2024/");
    names("tin-tuc/bai-ke-hoach/index.html", "/van-ban/nghi-quyet/");
    names("van-ban/ke-hoach-2024/index.html", "/chuong-trinh/de-an/");
    names("chuong-trinh/de-an/index.html", "/van-ban/ke-hoach-2024/");
    names("don-vi/ban-bien-tap/index.html", "/van-ban/ke-hoach-2025/");
    for (one, other) in [("ke-hoach-2024", "ke-hoach-2025"), ("ke-hoach-2024", "nghi-quyet")] {
        names(&format!("van-ban/{one}/index.html"), &format!("/van-ban/{other}/"));
        names(&format!("van-ban/{other}/index.html"), &format!("/van-ban/{one}/"));
    }
}

#[test]
fn an_attachment_names_the_document_with_its_number() {
    let article = "---\ntitle: Bài có tệp\ndate: 2024-05-01\ncategory: kinh-te\nattachments:\n  - {title: Nghị quyết, file: nq.txt, number: 13-NQ/TU}\n  - {title: Khác, file: nq.txt, number: 99-NQ/TU}\n---\n";
    let output = site("2025-06-01T00:00:00Z")
        .file("content/articles/co-tep.md", article)
        .file("content/articles/nq.txt", "Toàn văn")
        .build()
        .output();
    let pages = pages(&output);
    let links = values(&pages["tin-tuc/co-tep/index.html"], "main .card-link", "href");
    assert!(links.contains(&"/tin/van-ban/nghi-quyet/".to_owned()), "{links:?}");
    let back = values(&pages["van-ban/nghi-quyet/index.html"], "main .card-link", "href");
    assert!(back.contains(&"/tin/tin-tuc/co-tep/".to_owned()), "{back:?}");
}
