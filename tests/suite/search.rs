//! The search as pages of a site use it: the size of the script, and the interface between theme and script. Search
//! results are tested in `crates/bantin-search`.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use bantin_search::ENGINE;

use crate::site::SiteTest;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_script_stays_small() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(ENGINE.as_bytes()).expect("memory takes it");
    let total = packed.finish().expect("memory takes it").len();
    assert!(total <= 14_000, "{total} bytes of script");
}

#[test]
fn the_theme_asks_the_engine_by_its_published_names() {
    let engine = ENGINE;
    let theme = |name: &str| fs::read_to_string(root().join("themes/portal/static").join(name)).expect(name);
    let (page, suggestions) = (theme("search-page.js"), theme("page/search-box.js"));
    assert!(engine.contains("openSearch"), "the engine is opened by its name");
    for script in [&page, &suggestions] {
        assert!(script.contains("import(`${base}search.js`).then(({ openSearch }) => openSearch(base))"));
    }
    for name in ["titleHtml", "excerpt", "corrected", "suggestions", "also", "total", "results", "facets"] {
        assert!(page.contains(name) && engine.contains(name), "{name}");
    }
    for name in ["suggest", "words", "titles"] {
        assert!(suggestions.contains(name) && engine.contains(name), "{name}");
    }
}

#[test]
fn the_search_page_says_all_that_its_script_says() {
    let output = SiteTest::fixture("small").build().output();
    let page = String::from_utf8_lossy(&output["tim-kiem/index.html"]).into_owned();
    let script = fs::read_to_string(root().join("themes/portal/static/search-page.js")).expect("the script");
    let said: BTreeSet<&str> = script
        .split("words.")
        .skip(1)
        .map(|rest| rest.split(|letter: char| !letter.is_ascii_lowercase()).next().unwrap_or(""))
        .collect();
    assert!(said.len() > 8, "{said:?}");
    for word in said {
        assert!(page.contains(&format!(" data-{word}=\"")), "{word} stands in the page");
    }
    assert!(page.contains("<noscript><p class=\"notice\">"), "{page}");
}

#[test]
fn each_page_has_one_search_box_and_knows_where_the_engine_is() {
    let output = SiteTest::fixture("small").build().output();
    let mut seen = 0;
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        if page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        seen += 1;
        assert_eq!(page.matches(" data-suggest=\"/tin/search/\"").count(), 1, "{path}");
        assert_eq!(page.matches(" src=\"/tin/theme/page.").count(), 1, "{path}");
    }
    assert!(seen > 10, "{seen} pages");
}
