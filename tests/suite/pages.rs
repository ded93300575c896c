//! The built site, parsed as a browser would.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};

pub(crate) fn pages(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, Html> {
    let html = files.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.as_str(), Html::parse_document(&String::from_utf8_lossy(bytes)))).collect()
}

/// All values of an attribute of the elements that a selector finds.
pub(crate) fn values(page: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).filter_map(|element| element.attr(attribute)).map(str::to_owned).collect()
}

/// The text of the elements that a selector finds, white space folded.
pub(crate) fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let fold = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    page.select(&selector).map(|element| fold(element.text().collect())).collect()
}

/// An outline of each page: language, title, headings, links and pictures in order. Short enough to be checked by a
/// person, and independent of class names.
pub(crate) fn outline(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut outline = String::new();
    for (path, page) in pages(files) {
        outline.push_str(&format!("# {path}\n"));
        outline.push_str(&format!("lang {}\n", values(&page, "html", "lang").join(" ")));
        outline.push_str(&format!("title {}\n", texts(&page, "title").join(" ")));
        let all = Selector::parse("main h1, main h2, main h3, main a[href], main img").expect("a selector");
        for element in page.select(&all) {
            let text = element.text().collect::<String>();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            outline.push_str(&match element.value().name() {
                "a" => format!("  [{text}]({})\n", element.attr("href").unwrap_or("")),
                "img" => format!(
                    "  !({}) {}\n",
                    element.attr("src").unwrap_or(""),
                    element.attr("alt").unwrap_or("?")
                ),
                heading => format!("  {heading} {text}\n"),
            });
        }
        outline.push('\n');
    }
    outline
}

/// Links, pictures, styles and scripts whose target does not exist: `page → address`.
pub(crate) fn dead_links(
    files: &BTreeMap<String, Vec<u8>>,
    base_path: &str,
    origin: &str,
) -> BTreeSet<String> {
    let pages = pages(files);
    let ids: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(path, page)| (*path, values(page, "[id]", "id").into_iter().collect())).collect();
    let mut dead = BTreeSet::new();
    for (path, page) in &pages {
        for address in addresses(page) {
            let within = address.strip_prefix(origin).unwrap_or(&address);
            if is_elsewhere(within) {
                continue;
            }
            let (target, fragment) = within.split_once('#').unwrap_or((within, ""));
            let target = target.split('?').next().unwrap_or("");
            let file = match target {
                "" => Some((*path).to_owned()),
                target => target.strip_prefix(base_path).map(index),
            };
            let there = file.as_ref().is_some_and(|file| files.contains_key(file));
            let heading = file.as_deref().and_then(|file| ids.get(file));
            let found = fragment.is_empty() || heading.is_none_or(|ids| ids.contains(fragment));
            if !there || !found {
                dead.insert(format!("{path} → {address}"));
            }
        }
    }
    dead
}

fn index(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

fn is_elsewhere(address: &str) -> bool {
    ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
}

fn addresses(page: &Html) -> Vec<String> {
    let mut all = values(page, "[href]", "href");
    all.extend(values(page, "[src]", "src"));
    all.extend(values(page, "form[action]", "action"));
    let sets = values(page, "[srcset]", "srcset");
    all.extend(
        sets.iter()
            .flat_map(|set| set.split(','))
            .filter_map(|one| one.split_whitespace().next())
            .map(str::to_owned),
    );
    all
}
