//! The frame of a state portal: who answers for the section, scripts of the portal, live boxes.

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

const SETTINGS: &str = "title: Tin\nbase_url: https://portal.example.vn/tin/\nlanguage: vi\nlanguages: [vi, en]\n\
    organization: ban-bien-tap\n";

const SCRIPTS: &str = "scripts:\n\
    \x20 - src: https://dem.example.vn/dem.js\n\
    \x20   integrity: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\
    \x20   host: gui.example.vn\n\
    \x20 - src: /dem/dem.js\n";

fn site(more: &str) -> SiteTest {
    SiteTest::fixture("small").file("content/site.yaml", format!("{SETTINGS}{more}"))
}

#[test]
fn every_page_says_who_answers_for_it_and_how_it_may_be_used() {
    let site = site(
        "responsible: {name: Đặng Thị Ngọc, title: Trưởng ban}\naddress: 1 đường Mẫu\n\
         licence: Giấy phép số 01/GP\nreuse: Ghi rõ nguồn khi phát hành lại\n",
    )
    .build();
    let files = site.output();
    for (path, page) in pages(&files) {
        let footer = texts(&page, ".footer").join(" ");
        for said in [
            "Đặng Thị Ngọc, Trưởng ban",
            "1 đường Mẫu",
            "Giấy phép số 01/GP",
            "Ghi rõ nguồn khi phát hành lại",
        ] {
            assert!(footer.contains(said), "{path}: {said}");
        }
    }
}

#[test]
fn a_banner_stands_once_on_every_page_and_in_what_machines_read() {
    let built = site("banner: Trang chạy thử\nbanner_en: On trial\n").build();
    let files = built.output();
    for (path, page) in pages(&files) {
        let said = if path.starts_with("en/") { "On trial" } else { "Trang chạy thử" };
        assert_eq!(texts(&page, ".banner"), [said], "{path}");
    }
    let read = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    assert!(read("api/index.json").contains("\"description\": \"Trang chạy thử\""));
    assert!(read("feed.xml").contains("<subtitle>Trang chạy thử</subtitle>"));
    assert!(read("en/feed.xml").contains("<subtitle>On trial</subtitle>"));
    let without = site("").build().output();
    assert!(pages(&without).values().all(|page| texts(page, ".banner").is_empty()));
}

#[test]
fn no_page_loads_a_script_of_another_host_unless_the_settings_name_one() {
    let built = SiteTest::fixture("small").build();
    let summary = built.rebuild_badly().summary.expect("it is sound");
    assert_eq!(summary.policy, None);
    for (path, page) in pages(&built.output()) {
        let foreign: Vec<_> =
            values(&page, "script[src]", "src").into_iter().filter(|src| !src.starts_with("/tin/")).collect();
        assert!(foreign.is_empty(), "{path}: {foreign:?}");
    }
}

#[test]
fn scripts_of_the_portal_stand_on_every_page_and_their_hosts_in_the_policy() {
    let built = site(SCRIPTS).build();
    let summary = built.rebuild_badly().summary.expect("it is sound");
    assert_eq!(
        summary.policy.as_deref(),
        Some(
            "default-src 'self'; script-src 'self' https://dem.example.vn; \
             connect-src 'self' https://gui.example.vn; img-src 'self' https://gui.example.vn"
        )
    );
    for (path, page) in pages(&built.output()) {
        let sources = values(&page, "head script[src]", "src");
        assert!(sources.contains(&"https://dem.example.vn/dem.js".to_owned()), "{path}");
        assert!(sources.contains(&"/dem/dem.js".to_owned()), "{path}");
        assert_eq!(values(&page, "script[integrity]", "crossorigin"), ["anonymous"], "{path}");
    }
}

#[test]
fn live_boxes_stand_where_they_are_wanted() {
    let shown = |more: &str| {
        let built = site(&format!("live: /truc-tiep/hop.json\n{more}")).build();
        let files = built.output();
        let with_boxes = pages(&files)
            .into_iter()
            .filter(|(_, page)| !values(page, "[data-live]", "data-live").is_empty());
        with_boxes.map(|(path, _)| path.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown(""), ["en/index.html", "index.html"]);
    let articles = shown("live_on: [article]\n");
    assert!(articles.len() > 1 && articles.iter().all(|path| path.contains("tin-tuc/")), "{articles:?}");
}

#[test]
fn the_demonstration_says_once_a_page_what_is_a_sample_and_not_at_every_card() {
    let site = SiteTest::repository();
    let files =
        site.with(|options| options.now = "2026-11-22T00:00:00Z".parse().expect("a time")).build().output();
    let all = pages(&files);
    assert!(all.len() > 100);
    for (path, page) in all {
        if !values(&page, "meta[http-equiv=refresh]", "content").is_empty() {
            continue;
        }
        let said = if path.starts_with("en/") { "sample data" } else { "dữ liệu mẫu" };
        let banner = texts(&page, ".banner");
        assert!(banner.len() == 1 && banner[0].contains(said), "{path}: {banner:?}");
        for text in texts(&page, ".card p, .item .summary, .entry-rows p, .sapo, meta[name=description]") {
            assert!(!text.contains("(dữ liệu mẫu"), "{path}: {text}");
        }
    }
    // What leaves without a page says it too: feeds by their heads, models by a keyword.
    let read = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    for feed in ["feed.xml", "mo-hinh/feed.xml", "cuoc-thi/cuoc-thi-viet-2023-2025/feed.xml"] {
        let head = read(feed).split("<entry>").next().map(str::to_owned).unwrap_or_default();
        assert!(head.contains("dữ liệu mẫu.</subtitle>"), "{feed}: {head}");
    }
    let models: serde_json::Value = serde_json::from_str(&read("api/models.json")).expect("JSON");
    let samples = |one: &&serde_json::Value| one["id"].as_str().is_some_and(|id| id.starts_with("mau-"));
    let samples: Vec<_> = models.as_array().expect("a list").iter().filter(samples).collect();
    assert!(samples.len() > 20);
    for model in samples {
        assert!(model["tags"].to_string().contains("dữ liệu mẫu"), "{}", model["id"]);
    }
}
