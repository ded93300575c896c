//! Structured data of every page: JSON-LD and Dublin Core are complete, and name nobody whom the page does not show.

use std::collections::BTreeMap;

use scraper::Html;
use serde_json::Value;

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

/// An article with a picture and all kinds of credits.
const ARTICLE: &str = "---\ntitle: \"Ấm </script> & ngõ\"\ndate: 2025-05-01 08:00\nupdated: 2025-05-02\ncategory: dan-van\nsummary: Tóm tắt.\nauthors: [{name: Người Viết, role: Phóng viên}]\ncredits: [{role: Đồ họa, name: Người Vẽ}]\nsource: {name: Báo mẫu, url: https://bao.example.vn/bai/}\ntags: [Một cửa]\ncorrections: [{date: 2025-05-03, text: Sửa một số.}]\nlocality: xa-moi\n---\nChữ.\n";

const WITHDRAWN: &str = "---\ntitle: Bài đã gỡ\ndate: 2025-05-01\ncategory: dan-van\nauthors: [{name: Tên Phải Giấu}]\nwithdrawn: {date: 2025-06-01, reason: Sai}\n---\nChữ.\n";

fn site() -> BTreeMap<String, Vec<u8>> {
    let site = SiteTest::fixture("small")
        .file("content/articles/bai-ba.md", ARTICLE)
        .file("content/articles/da-go.md", WITHDRAWN);
    site.build().output()
}

/// The JSON-LD objects of a page; empty if it has no block.
fn things(page: &Html) -> Vec<Value> {
    let blocks = texts(page, "script[type='application/ld+json']");
    assert!(blocks.len() <= 1, "one block a page");
    blocks
        .iter()
        .flat_map(|block| {
            assert!(!block.contains(['<', '>', '&']), "{block}");
            let whole: Value = serde_json::from_str(block).expect("the block is JSON");
            assert_eq!(whole["@context"], "https://schema.org");
            whole["@graph"].as_array().expect("a graph").clone()
        })
        .collect()
}

/// The JSON-LD object of a type on a page.
fn thing(output: &BTreeMap<String, Vec<u8>>, path: &str, kind: &str) -> Value {
    let page = Html::parse_document(&String::from_utf8_lossy(&output[path]));
    let all = things(&page);
    let found = all.iter().find(|thing| thing["@type"] == kind);
    found.unwrap_or_else(|| panic!("{path} has no {kind}: {all:?}")).clone()
}

/// Properties that search engines and feed readers require, by type.
const REQUIRED: &[(&str, &[&str])] = &[
    (
        "NewsArticle",
        &[
            "headline",
            "datePublished",
            "dateModified",
            "author",
            "publisher",
            "mainEntityOfPage",
            "inLanguage",
        ],
    ),
    ("BreadcrumbList", &["itemListElement"]),
    ("ItemList", &["name", "numberOfItems"]),
    ("Event", &["name", "startDate", "endDate", "location", "organizer", "eventStatus", "url"]),
    ("GovernmentOrganization", &["@id", "name", "url"]),
    ("Organization", &["@id", "name", "url"]),
    ("Dataset", &["name", "description", "creator", "url", "variableMeasured", "distribution"]),
    ("CreativeWork", &["name", "url", "inLanguage", "publisher"]),
    ("AdministrativeArea", &["@id", "name", "url"]),
    ("WebSite", &["name", "url", "publisher", "potentialAction"]),
    ("WebPage", &["name", "url", "publisher"]),
    ("CollectionPage", &["name", "url", "publisher"]),
];

#[test]
fn every_page_that_may_be_indexed_says_what_it_is_with_all_that_is_required() {
    let output = site();
    for (path, page) in pages(&output) {
        let all = things(&page);
        let indexed = values(&page, "link[rel=canonical]", "href").len() == 1 && !path.starts_with("cu/");
        assert_eq!(!all.is_empty(), indexed, "{path}");
        if !indexed {
            continue;
        }
        for thing in &all {
            let kind = thing["@type"].as_str().expect("a type");
            let (_, required) =
                REQUIRED.iter().find(|(of, _)| *of == kind).unwrap_or_else(|| panic!("{path}: {kind}"));
            for property in *required {
                assert!(!thing[*property].is_null(), "{path}: {kind} without {property}: {thing}");
            }
        }
        let has = |kind: &str| all.iter().any(|thing| thing["@type"] == kind);
        assert!(has("GovernmentOrganization"), "{path} names the publisher");
        let is_home = matches!(path, "index.html" | "en/index.html");
        assert_eq!(has("BreadcrumbList"), !is_home, "{path}");
    }
}

#[test]
fn each_type_of_page_has_its_own_type_of_thing() {
    let output = site();
    for (path, kind) in [
        ("index.html", "WebSite"),
        ("tin-tuc/index.html", "ItemList"),
        ("tin-tuc/bai-ba/index.html", "NewsArticle"),
        ("chuyen-muc/chinh-tri/index.html", "ItemList"),
        ("the/mot-cua/index.html", "ItemList"),
        ("mo-hinh/index.html", "ItemList"),
        ("mo-hinh/vuon-rau/index.html", "CreativeWork"),
        ("cuoc-thi/thi-viet/index.html", "Event"),
        ("cuoc-thi/thi-viet/bai-du-thi/index.html", "ItemList"),
        ("cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html", "CreativeWork"),
        ("cuoc-thi/thi-viet/ket-qua/index.html", "ItemList"),
        ("chuong-trinh/de-an/index.html", "CreativeWork"),
        ("dia-ban/xa-moi/index.html", "AdministrativeArea"),
        ("don-vi/ban-bien-tap/index.html", "GovernmentOrganization"),
        ("don-vi/hoi-phu-nu/index.html", "Organization"),
        ("thong-ke/index.html", "Dataset"),
        ("gioi-thieu/index.html", "WebPage"),
        ("en/thong-ke/index.html", "Dataset"),
    ] {
        thing(&output, path, kind);
    }
}

#[test]
fn an_article_says_who_made_it_and_what_it_is_about() {
    let article = thing(&site(), "tin-tuc/bai-ba/index.html", "NewsArticle");
    assert_eq!(article["headline"], "Ấm </script> & ngõ");
    assert_eq!(article["datePublished"], "2025-05-01T08:00:00+07:00");
    assert_eq!(article["dateModified"], "2025-05-02T00:00:00+07:00");
    assert_eq!(article["author"][0]["name"], "Người Viết");
    assert_eq!(article["contributor"][0]["jobTitle"], "Đồ họa");
    assert_eq!(article["isBasedOn"], "https://bao.example.vn/bai/");
    assert_eq!(article["correction"][0], "Sửa một số.");
    assert_eq!(article["contentLocation"]["name"], "Xã Mới");
    assert_eq!(article["keywords"][0], "Một cửa");
    assert_eq!(article["url"], "https://portal.example.vn/tin/tin-tuc/bai-ba/");
}

#[test]
fn an_article_without_authors_is_by_the_publisher() {
    let article = thing(&site(), "tin-tuc/bai-hai/index.html", "NewsArticle");
    assert_eq!(article["author"][0]["name"], "Ban Biên tập mẫu");
}

#[test]
fn an_entry_is_by_whom_the_consent_says() {
    let output = site();
    let path = "cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html";
    let entry = thing(&output, path, "CreativeWork");
    assert_eq!(entry["author"][0]["name"], "Lúa");
    assert_eq!(entry["award"], "Giải Nhất", "the results are known");
    let page = Html::parse_document(&String::from_utf8_lossy(&output[path]));
    assert_eq!(values(&page, "meta[name='DC.creator']", "content"), ["Lúa"]);
    let nobody = SiteTest::fixture("small");
    let file = nobody.root().join("content/contests/thi-viet/entries/bai-du-thi.md");
    let text = std::fs::read_to_string(&file).expect("the entry").replace("name: pen}", "name: none}");
    let output = nobody.file("content/contests/thi-viet/entries/bai-du-thi.md", text).build().output();
    assert!(thing(&output, path, "CreativeWork")["author"].is_null());
    let page = Html::parse_document(&String::from_utf8_lossy(&output[path]));
    assert_eq!(values(&page, "meta[name='DC.creator']", "content"), ["Ban Biên tập mẫu"]);
}

#[test]
fn before_the_results_no_award_is_told() {
    let early = SiteTest::fixture("small")
        .with(|options| options.now = "2025-08-31T00:00:00Z".parse().expect("a timestamp"))
        .build()
        .output();
    let entry = thing(&early, "cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html", "CreativeWork");
    assert!(entry["award"].is_null());
    let list = thing(&early, "cuoc-thi/thi-viet/ket-qua/index.html", "ItemList");
    assert_eq!(list["numberOfItems"], 0);
}

#[test]
fn a_withdrawn_article_leaves_no_data_and_no_name() {
    let output = site();
    let page = Html::parse_document(&String::from_utf8_lossy(&output["tin-tuc/da-go/index.html"]));
    assert!(things(&page).is_empty());
    assert!(values(&page, "meta[name^='DC.']", "content").is_empty());
    for (path, bytes) in &output {
        assert!(!String::from_utf8_lossy(bytes).contains("Tên Phải Giấu"), "{path}");
    }
}

#[test]
fn dublin_core_and_previews_say_the_same_as_the_page() {
    let output = site();
    let page = Html::parse_document(&String::from_utf8_lossy(&output["tin-tuc/bai-ba/index.html"]));
    let one = |name: &str| values(&page, &format!("meta[name='{name}']"), "content").join(" | ");
    for (name, expected) in [
        ("DC.title", "Ấm </script> & ngõ"),
        ("DC.creator", "Người Viết"),
        ("DC.contributor", "Người Vẽ"),
        ("DC.date", "2025-05-01T08:00:00+07:00"),
        ("DC.description", "Tóm tắt."),
        ("DC.publisher", "Ban Biên tập mẫu"),
        ("DC.identifier", "https://portal.example.vn/tin/tin-tuc/bai-ba/"),
        ("DC.language", "vi"),
        ("DC.source", "https://bao.example.vn/bai/"),
        ("DC.subject", "Dân vận | Một cửa"),
        ("twitter:card", "summary"),
        ("twitter:title", "Ấm </script> & ngõ"),
        ("twitter:description", "Tóm tắt."),
    ] {
        assert_eq!(one(name), expected, "{name}");
    }
}
