//! Auxiliary files: feeds in both formats, sitemaps, OpenSearch, the manifest; and a site's own colours and icon.

use std::collections::BTreeMap;

use quick_xml::events::Event;
use serde_json::Value;

use crate::pages::{pages, values};
use crate::site::SiteTest;

const SITE: &str = include_str!("../fixtures/small/content/site.yaml");
const ORIGIN: &str = "https://portal.example.vn";
const BASE: &str = "https://portal.example.vn/tin/";

type Output = BTreeMap<String, Vec<u8>>;

fn text(output: &Output, path: &str) -> String {
    let bytes = output.get(path).unwrap_or_else(|| panic!("{path} is missing"));
    String::from_utf8(bytes.clone()).expect("text")
}

fn json(output: &Output, path: &str) -> Value {
    serde_json::from_str(&text(output, path)).expect("JSON")
}

/// The text of all elements of a name; the XML must be well-formed.
fn inside(xml: &str, name: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut found, mut open) = (Vec::new(), false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => open = tag.name().as_ref() == name,
            Event::Text(text) if open => found.push(AsRef::<str>::as_ref(&text).to_owned()),
            Event::End(_) => open = false,
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn every_atom_feed_has_the_same_feed_as_json_beside_it() {
    let output = SiteTest::fixture("small").build().output();
    let atom: Vec<_> = output.keys().filter(|path| path.ends_with("feed.xml")).collect();
    assert!(atom.len() > 8, "{atom:?}");
    for path in atom {
        let feed = json(&output, &path.replace("feed.xml", "feed.json"));
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(feed["feed_url"], format!("{BASE}{}", path.replace("feed.xml", "feed.json")));
        assert!(feed["title"].is_string() && feed["home_page_url"].is_string());
        let items = feed["items"].as_array().expect("items");
        let ids: Vec<_> = items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect();
        let atom_ids = inside(&text(&output, path), "id");
        assert_eq!(ids, atom_ids[1..], "{path}: the same entries");
        for item in items {
            assert!(item["url"].as_str().is_some_and(|url| url.starts_with(BASE)), "{item}");
            assert!(item["content_html"].is_string() && item["date_published"].is_string());
        }
    }
    let home = json(&output, "feed.json");
    assert_eq!(home["items"][1]["authors"][0]["name"], "Người Viết Mẫu");
    assert!(
        home["items"][1]["content_html"].as_str().expect("text").contains(&format!("{BASE}tin-tuc/bai-hai/"))
    );
}

#[test]
fn every_page_names_its_feeds_its_search_and_its_manifest_and_all_are_there() {
    let output = SiteTest::fixture("small").build().output();
    for (path, page) in pages(&output) {
        if path.starts_with("cu/") {
            continue;
        }
        for kind in ["application/atom+xml", "application/feed+json", "application/opensearchdescription+xml"]
        {
            let hrefs = values(&page, &format!("head link[type='{kind}']"), "href");
            assert!(!hrefs.is_empty(), "{path} names no {kind}");
            for href in hrefs {
                let file = href.strip_prefix("/tin/").expect("below the base path");
                assert!(output.contains_key(file), "{path} → {href}");
            }
        }
        let english = path.starts_with("en/");
        let manifest = if english { "/tin/en/manifest.webmanifest" } else { "/tin/manifest.webmanifest" };
        assert_eq!(values(&page, "link[rel=manifest]", "href"), [manifest], "{path}");
    }
}

#[test]
fn sitemaps_name_the_languages_of_each_page_and_only_what_may_be_indexed() {
    let output = SiteTest::fixture("small").build().output();
    let sitemap = text(&output, "sitemap.xml");
    let places = inside(&sitemap, "loc");
    assert!(places.contains(&BASE.to_owned()) && places.contains(&format!("{BASE}tin-tuc/bai-mot/")));
    assert!(!places.iter().any(|place| place.contains("404") || place.starts_with(&format!("{BASE}cu/"))));
    for place in &places {
        let file = format!("{}index.html", place.strip_prefix(BASE).expect("below the base"));
        assert!(output.contains_key(&file), "{place}");
    }
    let home = sitemap.lines().find(|line| line.contains(&format!("<loc>{BASE}</loc>"))).expect("home");
    assert!(home.contains(&format!("hreflang=\"vi\" href=\"{BASE}\"")));
    assert!(home.contains(&format!("hreflang=\"en\" href=\"{BASE}en/\"")));
    let alone = sitemap.lines().find(|line| line.contains("/bai-mot/</loc>")).expect("an article");
    assert!(!alone.contains("xhtml:link"), "it has no translation: {alone}");
}

#[test]
fn the_news_sitemap_holds_two_days_by_the_clock_of_the_build() {
    let at = |now: &str| {
        let now = now.parse().expect("a timestamp");
        let ahead = "---\ntitle: Bài của ngày mai\ndate: 2025-05-02 08:00\ncategory: dan-van\n---\nChữ.\n";
        let site = SiteTest::fixture("small").file("content/articles/ngay-mai.md", ahead);
        site.with(|options| options.now = now).build().output()
    };
    let output = at("2025-04-03T00:00:00Z");
    let news = text(&output, "sitemap-news.xml");
    assert_eq!(inside(&news, "loc"), [format!("{BASE}tin-tuc/bai-hai/")]);
    assert_eq!(inside(&news, "news:title"), ["Bài thứ hai"]);
    assert!(text(&output, "robots.txt").contains(&format!("Sitemap: {BASE}sitemap-news.xml\n")));
    let later = at("2025-05-01T00:00:00Z");
    assert_eq!(inside(&text(&later, "sitemap-news.xml"), "loc"), [""; 0], "no news, an empty list");
    assert!(text(&later, "robots.txt").contains(&format!("Sitemap: {BASE}sitemap-news.xml\n")));
    for (path, bytes) in &later {
        assert!(!path.contains("ngay-mai"), "{path}");
        assert!(
            !String::from_utf8_lossy(bytes).contains("Bài của ngày mai"),
            "{path} tells what is not out yet"
        );
    }
    assert!(text(&at("2025-05-02T02:00:00Z"), "sitemap-news.xml").contains("Bài của ngày mai"));
}

#[test]
fn browsers_learn_how_each_edition_is_searched() {
    let output = SiteTest::fixture("small").build().output();
    for (path, search) in [("opensearch.xml", "tim-kiem/"), ("en/opensearch.xml", "en/tim-kiem/")] {
        let xml = text(&output, path);
        assert!(xml.contains(&format!("template=\"{BASE}{search}?q={{searchTerms}}\"")), "{xml}");
        assert_eq!(inside(&xml, "ShortName"), ["Tin mẫu"]);
    }
}

#[test]
fn the_manifest_has_name_icon_and_colours_of_the_theme_or_the_site() {
    let manifest = json(&SiteTest::fixture("small").build().output(), "manifest.webmanifest");
    assert_eq!(manifest["name"], "Tin mẫu");
    assert_eq!(manifest["start_url"], "/tin/");
    assert_eq!(manifest["theme_color"], "#0d4756");
    assert_eq!(manifest["icons"][0]["src"], "/tin/theme/icon.svg");
    let look = "look:\n  logo: /anh/logo.svg\n  colors: {brand: \"#123456\", on_brand: \"#FFFFFF\"}\n";
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"0 0 40 20\"><rect width=\"40\" height=\"20\"/></svg>";
    let site = SiteTest::fixture("small")
        .file("content/site.yaml", format!("{SITE}{look}"))
        .file("content/static/anh/logo.svg", logo);
    let output = site.build().output();
    let manifest = json(&output, "en/manifest.webmanifest");
    assert_eq!(manifest["theme_color"], "#123456");
    assert_eq!(manifest["icons"][0]["src"], "/tin/anh/logo.svg");
    let home = pages(&output).remove("index.html").expect("home");
    assert_eq!(values(&home, ".brand img", "src"), ["/tin/anh/logo.svg"]);
    assert_eq!(values(&home, ".brand img", "width"), ["40"]);
    assert_eq!(values(&home, "meta[name='theme-color']", "content"), ["#123456", "#0e3540"]);
    let css = output
        .keys()
        .find(|path| path.contains("theme/page.") && path.ends_with(".css"))
        .expect("the stylesheet");
    let expected =
        "@media screen and (prefers-color-scheme:light){:root{--brand:#123456;--on-brand:#ffffff}}";
    assert!(text(&output, css).ends_with(expected));
    assert!(values(&home, "link[rel=stylesheet]", "href").contains(&format!("/tin/{css}")));
}

#[test]
fn phones_that_show_no_svg_have_icons_in_pixels_drawn_from_it() {
    let site = || SiteTest::fixture("small");
    let icons = |output: &Output| {
        let manifest = json(output, "manifest.webmanifest");
        let icons = manifest["icons"].as_array().expect("icons").clone();
        let home = pages(output).remove("index.html").expect("home");
        (icons, values(&home, "link[rel=apple-touch-icon]", "href"))
    };
    let picture = |output: &Output, href: &str| {
        let bytes = &output[href.strip_prefix("/tin/").expect("below the section")];
        image::load_from_memory(bytes).expect("a picture").into_rgba8()
    };
    for theme in ["portal", "giay"] {
        let output = site().file("content/site.yaml", format!("{SITE}theme: {theme}\n")).build().output();
        let (icons, touch) = icons(&output);
        let told: Vec<_> = icons.iter().map(|icon| (icon["sizes"].as_str(), icon["type"].as_str())).collect();
        let png = Some("image/png");
        assert_eq!(
            told,
            [(Some("any"), Some("image/svg+xml")), (Some("192x192"), png), (Some("512x512"), png)]
        );
        for (icon, side) in icons[1..].iter().zip([192, 512]) {
            let picture = picture(&output, icon["src"].as_str().expect("an address"));
            assert_eq!(picture.dimensions(), (side, side), "{theme}");
            assert_eq!(picture.get_pixel(0, 0).0[3], 0, "{theme}: its corners are round");
        }
        let [touch] = &touch[..] else { panic!("{touch:?}") };
        let touch = picture(&output, touch);
        assert_eq!(touch.dimensions(), (180, 180));
        assert!(touch.pixels().all(|pixel| pixel.0[3] == 255), "{theme}: a phone paints black behind it");
    }
    // The colour of the site is that of the icon, its corners included.
    let look = format!("{SITE}look: {{colors: {{brand: \"#123456\"}}}}\n");
    let output = site().file("content/site.yaml", look).build().output();
    let touch = picture(&output, &icons(&output).1[0]);
    for at in [(0, 0), (90, 10)] {
        assert_eq!(touch.get_pixel(at.0, at.1).0, [0x12, 0x34, 0x56, 0xFF], "{at:?}");
    }
    // An icon that cannot be drawn has no pictures, and one that the site holds itself stays.
    let gradient = "<svg viewBox=\"0 0 8 8\"><rect width=\"8\" height=\"8\" fill=\"url(#a)\"/></svg>";
    let other = site().file("themes/portal/static/icon.svg", gradient);
    let output = other.build().output();
    assert_eq!((icons(&output).0.len(), icons(&output).1), (1, vec![]));
    let own = site()
        .file("themes/portal/static/icon.svg", gradient)
        .file("themes/portal/static/icon-180.png", "own");
    let output = own.build().output();
    assert_eq!(icons(&output).1, ["/tin/theme/icon-180.png"]);
    assert_eq!(output["theme/icon-180.png"], b"own");
}

#[test]
fn nothing_private_withdrawn_or_unpublished_stands_in_files_for_machines() {
    let draft =
        "---\ntitle: Bài còn nháp\ndate: 2025-05-01\ncategory: dan-van\ndraft: true\n---\nChữ nháp.\n";
    let output = SiteTest::fixture("small").file("content/articles/nhap.md", draft).build().output();
    for (path, bytes) in &output {
        let text = String::from_utf8_lossy(bytes);
        for word in ["Bài còn nháp", "Chữ nháp", "Tác Giả Mẫu", "Giám Khảo Mẫu", "0900 000 111"]
        {
            assert!(!text.contains(word), "{path} holds {word}");
        }
        assert!(!path.ends_with(".json") || !text.contains(&format!("{ORIGIN}//")), "{path}");
    }
}
