//! Dossiers, authors, and links to terms.

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

const TOPICS: &str = "- {id: cong-so, name: Chuyện ở công sở, name_en: Office stories, body: Lời giới thiệu, articles: [bai-hai]}\n";

const AUTHORS: &str = "
- {id: nang-doi, name: Nắng Đồi, pen_names: [Nắng Mới], role: phóng viên, bio: Viết về công sở}
- {id: lan, name: Lan, bio: Cùng tên với một người dự thi}
";

fn article(title: &str, keys: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: 2025-05-01\ncategory: kinh-te\n{keys}---\n\nXem [ban](organization:ban-bien-tap), [chuyên đề](topic:cong-so).\n"
    )
}

fn site() -> SiteTest {
    SiteTest::fixture("small")
        .file("content/taxonomies/topics.yaml", TOPICS)
        .file("content/taxonomies/authors.yaml", AUTHORS)
        .file("content/articles/ten.md", article("Theo tên", "topic: Chuyện ở công sở\nauthors: [{id: nang-doi}]\n"))
        .file(
            "content/articles/chu.md",
            article("Chữ thường", "topic: Chuyện khác\nauthors: [{name: Lan}, {name: Nắng Mới, id: nang-doi, role: cộng tác viên}]\n"),
        )
}

#[test]
fn a_dossier_has_its_introduction_and_the_chosen_articles_first() {
    let output = site().build().output();
    let pages = pages(&output);
    let page = &pages["chuyen-de/cong-so/index.html"];
    let titles = texts(page, "h3 .card-link");
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert_eq!(titles[1], "Theo tên", "the others follow");
    assert!(texts(page, ".prose").iter().any(|text| text.contains("Lời giới thiệu")));
    assert_eq!(texts(&pages["en/chuyen-de/cong-so/index.html"], "h1"), ["Office stories"]);
    let links = values(&pages["tin-tuc/ten/index.html"], "main a[href]", "href");
    for target in ["/chuyen-de/cong-so/", "/don-vi/ban-bien-tap/"] {
        assert!(links.iter().any(|href| href.ends_with(target)), "{target}: {links:?}");
    }
}

#[test]
fn an_author_has_a_page_and_one_without_an_entry_stays_text() {
    let output = site().build().output();
    let pages = pages(&output);
    let author = &pages["tac-gia/nang-doi/index.html"];
    assert_eq!(texts(author, "h3 .card-link").len(), 2, "by id, under any name");
    let page = &pages["tin-tuc/chu/index.html"];
    assert_eq!(texts(page, ".byline strong"), ["Lan", "Nắng Mới"]);
    assert_eq!(texts(page, ".byline a[rel=author]"), ["Nắng Mới"]);
    assert_eq!(texts(page, ".topic"), ["Chuyên đề: Chuyện khác"]);
    assert!(values(page, ".topic a", "href").is_empty(), "a topic without an entry is text");
}

#[test]
fn an_entry_of_a_contest_never_leads_to_the_page_of_a_person() {
    let output = site().build().output();
    let entries = pages(&output).into_iter().filter(|(path, _)| path.starts_with("cuoc-thi/"));
    let mut count = 0;
    for (path, page) in entries {
        let links = values(&page, "a[href]", "href");
        assert!(!links.iter().any(|href| href.contains("/tac-gia/")), "{path}");
        count += 1;
    }
    assert!(count > 3, "the contest has pages");
}

#[test]
fn templates_have_what_editors_keep_for_them_with_terms() {
    let lists = [
        ("topics", "- {id: cong-so, name: Chuyện ở công sở, ", "topic", "chuyen-de/cong-so/"),
        ("authors", "- {id: nang-doi, name: Nắng Đồi, ", "author", "tac-gia/nang-doi/"),
        ("categories", "- {id: kinh-te, name: Kinh tế, ", "news", "chuyen-muc/kinh-te/"),
        ("fields", "- {id: kinh-te, name: Kinh tế, ", "models", "mo-hinh/linh-vuc/kinh-te/"),
        ("localities", "- {id: them, name: Thêm, level: province, ", "locality", "dia-ban/them/"),
        ("organizations", "- {id: them, name: Thêm, kind: other, ", "organization", "don-vi/them/"),
    ];
    let mut site = site().file("content/articles/chu.md", article("Chữ thường", ""));
    for (list, line, template, _) in lists {
        let path = format!("content/taxonomies/{list}.yaml");
        let before = std::fs::read_to_string(site.root().join(&path)).unwrap_or_default();
        let others = before.lines().filter(|line| !line.contains("kinh-te") && !line.contains("Kinh tế"));
        let kept: String = others
            .filter(|_| list != "topics" && list != "authors")
            .map(|line| format!("{line}\n"))
            .collect();
        site = site.file(&path, format!("{kept}{line}extra: {{mau: giữ ở {list}}}}}\n"));
        let shown = format!(
            "{{% extends \"base.html\" %}}{{% block main %}}<p class=\"kept\">{{% for key, one in {template}.extra %}}{{{{ one }}}}{{% endfor %}}</p>{{% endblock %}}"
        );
        site = site.file(&format!("content/templates/{template}.html"), shown);
    }
    let output = site.build().output();
    let pages = pages(&output);
    for (list, _, _, path) in lists {
        assert_eq!(texts(&pages[format!("{path}index.html").as_str()], ".kept"), [format!("giữ ở {list}")]);
    }
}

#[test]
fn dossiers_and_documents_have_feeds_newest_first() {
    let output = site()
        .file(
            "content/documents/cu.yaml",
            "title: Văn bản cũ\nkind: plan\nissued: 2023-01-01\nissuer_name: Tỉnh ủy\n",
        )
        .file(
            "content/documents/moi.yaml",
            "title: Văn bản mới\nkind: plan\nissued: 2024-01\nissuer_name: Tỉnh ủy\nbody: Lời văn bản.\n",
        )
        .build()
        .output();
    let titles = |path: &str| {
        let feed: serde_json::Value = serde_json::from_slice(&output[path]).expect("JSON");
        let items = feed["items"].as_array().expect("items").clone();
        items.iter().map(|item| item["title"].as_str().expect("a title").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles("van-ban/feed.json"), ["Văn bản mới", "Văn bản cũ"]);
    assert_eq!(titles("en/van-ban/feed.json"), ["Văn bản mới", "Văn bản cũ"]);
    assert_eq!(titles("chuyen-de/cong-so/feed.json"), ["Theo tên", "Bài thứ hai"], "not in the chosen order");
    let pages = pages(&output);
    let feeds = |path: &str| values(&pages[path], "link[type='application/atom+xml']", "href");
    assert!(feeds("chuyen-de/cong-so/index.html").contains(&"/tin/chuyen-de/cong-so/feed.xml".to_owned()));
    assert!(feeds("van-ban/index.html").contains(&"/tin/van-ban/feed.xml".to_owned()));
}
