//! Five articles in the shapes that pages of provincial portals have: they build without a warning and lose nothing.

use std::collections::BTreeMap;

use bantin::yaml::{Node, parse};
use scraper::Html;

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

/// Keys whose values are not words of the page: files, references and dates, which other tests look at.
const NO_WORDS: [&str; 11] = [
    "file",
    "date",
    "issued",
    "url",
    "category",
    "locality",
    "organization",
    "models",
    "related",
    "programmes",
    "documents",
];

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text of the front matter that readers are to see.
fn texts_of(node: &Node, into: &mut Vec<String>) {
    match node {
        Node::Text(text) => into.push(words(text)),
        Node::Mapping(pairs) => {
            let told = pairs.iter().filter(|(key, _)| !NO_WORDS.contains(&key.as_str()));
            told.for_each(|(_, node)| texts_of(node, into));
        }
        Node::List(nodes) => nodes.iter().for_each(|node| texts_of(node, into)),
        Node::Plain(..) => {}
    }
}

/// All that can be read on a page: its text, and what pictures tell those who do not see them.
fn read(page: &Html) -> String {
    let mut all = texts(page, "main").join(" ");
    all.push_str(&values(page, "main img", "alt").join(" "));
    all
}

/// The texts between quotes in a shortcode, else the line without its Markdown.
fn words_of_line(line: &str) -> Vec<String> {
    if line.starts_with("{{") {
        let quoted = line.split('"').skip(1).step_by(2);
        return quoted.filter(|text| !text.ends_with(".svg")).map(words).collect();
    }
    let plain = line.trim_start_matches(['#', '-', ' ']);
    if plain.starts_with('|') {
        let is_rule = |cell: &&str| !cell.is_empty() && !cell.starts_with("--");
        return plain.split('|').map(str::trim).filter(is_rule).map(words).collect();
    }
    if let Some(picture) = plain.strip_prefix("![") {
        let (alt, rest) = picture.split_once("](").unwrap_or((picture, ""));
        let title = rest.split_once(' ').map_or("", |(_, title)| title);
        return vec![words(alt), words(title.trim_end_matches(')').trim_matches(['\'', '"', '(', ')']))];
    }
    match plain.split_once('[') {
        Some((before, rest)) if rest.contains("](") => {
            let (label, rest) = rest.split_once("](").unwrap_or((rest, ""));
            let after = rest.split_once(')').map_or("", |(_, after)| after);
            vec![words(&format!("{before}{label}{after}"))]
        }
        _ => vec![words(plain)],
    }
}

fn articles(site: &SiteTest) -> BTreeMap<String, String> {
    let folder = site.root().join("content/articles");
    let files = std::fs::read_dir(folder).expect("the fixture has articles");
    let paths = files.map(|file| file.expect("an entry").path());
    let texts = paths.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    texts
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("a text"))
        })
        .collect()
}

#[test]
fn articles_of_five_portals_lose_nothing() {
    let site = SiteTest::fixture("portal").build();
    let files = site.output();
    let pages = pages(&files);
    let articles = articles(&site);
    assert_eq!(articles.len(), 5);
    for (id, text) in &articles {
        let page = read(&pages[format!("tin-tuc/{id}/index.html").as_str()]);
        let (front, body) = text.trim_start_matches("---\n").split_once("\n---\n").expect("front matter");
        let mut told = Vec::new();
        texts_of(&parse(front).expect("sound YAML"), &mut told);
        body.lines().filter(|line| !line.is_empty()).for_each(|line| told.extend(words_of_line(line)));
        for words in told.iter().filter(|words| !words.is_empty()) {
            assert!(page.contains(words.as_str()), "{id}: {words}\n{page}");
        }
    }
}

#[test]
fn their_dates_views_and_frame_are_told() {
    let files = SiteTest::fixture("portal").build().output();
    let pages = pages(&files);
    let byline = |id: &str| texts(&pages[format!("tin-tuc/{id}/index.html").as_str()], ".byline").join(" ");
    assert!(byline("nep-moi-o-van-phong").contains("25/08/2023, 09:22"));
    assert!(byline("nep-moi-o-van-phong").contains("3.667 lượt xem"));
    assert!(byline("lang-nghe-truoc-khi-tra-loi").contains("tháng 11/2024"));
    assert!(byline("ba-nam-mot-phong-trao").contains("năm 2023"));
    for id in ["nep-moi-o-van-phong", "ba-nam-mot-phong-trao"] {
        let page = &pages[format!("tin-tuc/{id}/index.html").as_str()];
        assert_eq!(values(page, "[data-live]", "data-live"), ["/truc-tiep/thoi-tiet.json"]);
        assert!(texts(page, ".footer").join(" ").contains("Giấy phép số 00/GP-TTĐT"));
    }
}

#[test]
fn their_programmes_and_documents_are_named_and_lead_back() {
    let site = SiteTest::fixture("portal").build();
    let files = site.output();
    let pages = pages(&files);
    let links = |path: &str| values(&pages[format!("{path}index.html").as_str()], "main a[href]", "href");
    let mut named = 0;
    for (id, text) in articles(&site) {
        let (front, _) = text.trim_start_matches("---\n").split_once("\n---\n").expect("front matter");
        let Node::Mapping(keys) = parse(front).expect("sound YAML") else { panic!("{id}") };
        let article = format!("tin-tuc/{id}/");
        for (key, folder) in [("programmes", "chuong-trinh"), ("documents", "van-ban")] {
            let list = keys.iter().find(|(name, _)| name == key).map(|(_, value)| value);
            let Some(Node::List(list)) = list else { continue };
            for one in list {
                let Node::Text(one) = one else { panic!("{one:?}") };
                let page = format!("{folder}/{one}/");
                assert!(links(&article).contains(&format!("/tin/{page}")), "{id} leads to {page}");
                assert!(links(&page).contains(&format!("/tin/{article}")), "{page} leads to {id}");
                named += 1;
            }
        }
    }
    assert_eq!(named, 7);
}
