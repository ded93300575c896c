//! Genres of articles and programmes as they connect pages.

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

fn article(title: &str, keys: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2025-05-01\ncategory: kinh-te\n{keys}---\n\nMột đoạn văn.\n")
}

fn site() -> SiteTest {
    let contest = "content/contests/thi-viet/contest.yaml";
    let site = SiteTest::fixture("small");
    let written = std::fs::read_to_string(site.root().join(contest)).expect("the contest");
    site.file(contest, written + "\nprogrammes: [de-an]\n")
        .file("content/articles/chum-anh.md", article("Chùm ảnh làm đường", "genre: photo\nkicker: Ảnh\n"))
        .file("content/articles/ve-de-an.md", article("Bài về đề án", "programmes: [de-an]\n"))
        .file("content/articles/ve-cuoc-thi.md", article("Bài về cuộc thi", "contest: thi-viet\n"))
}

#[test]
fn a_genre_has_a_list_a_mark_a_layout_and_a_word_in_feed_and_json_ld() {
    let output = site().build().output();
    let pages = pages(&output);
    assert_eq!(texts(&pages["tin-tuc/the-loai/photo/index.html"], "h2 .card-link"), ["Chùm ảnh làm đường"]);
    assert!(!texts(&pages["tin-tuc/the-loai/news/index.html"], "h2 .card-link").is_empty());
    let marks = texts(&pages["tin-tuc/index.html"], ".item .facts-line span");
    assert!(marks.iter().any(|mark| mark == "Phóng sự ảnh") && !marks.iter().any(|mark| mark == "Tin"));
    let article = &pages["tin-tuc/chum-anh/index.html"];
    assert_eq!(texts(article, ".overline"), ["Ảnh"]);
    assert_eq!(values(article, "article.article", "class"), ["article article-photo"]);
    let text = |path: &str| String::from_utf8_lossy(&output[path]).into_owned();
    assert!(text("tin-tuc/chum-anh/index.html").contains("\"genre\":\"Phóng sự ảnh\""));
    assert!(text("feed.xml").contains("<category term=\"Phóng sự ảnh\""), "{}", text("feed.xml"));
    assert!(text("feed.json").contains("\"Phóng sự ảnh\""));
}

#[test]
fn news_of_a_contest_are_found_from_its_programme_too() {
    let output = site().build().output();
    let pages = pages(&output);
    let links = |path: &str| values(&pages[path], "main a[href]", "href");
    for (path, target) in [
        ("chuong-trinh/de-an/index.html", "/tin-tuc/ve-de-an/"),
        ("chuong-trinh/de-an/index.html", "/tin-tuc/ve-cuoc-thi/"),
        ("chuong-trinh/de-an/index.html", "/cuoc-thi/thi-viet/"),
        ("cuoc-thi/thi-viet/index.html", "/tin-tuc/ve-cuoc-thi/"),
        ("cuoc-thi/thi-viet/index.html", "/chuong-trinh/de-an/"),
        ("tin-tuc/ve-de-an/index.html", "/chuong-trinh/de-an/"),
    ] {
        assert!(
            links(path).iter().any(|href| href.ends_with(target)),
            "{path} → {target}: {:?}",
            links(path)
        );
    }
}
