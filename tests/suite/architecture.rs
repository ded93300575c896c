//! The house stays as ARCHITECTURE.md draws it: imports run one way down, and every path it names is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The rooms from top to bottom. A room may use rooms below it, never one above it or beside it on a later line.
const ORDER: &[&str] = &[
    "driver",
    "api",
    "search",
    "render",
    "theme",
    "feed",
    "robots",
    "sitemap",
    "structured_data",
    "opensearch",
    "manifest",
    "redirect",
    "privacy",
    "duplicates",
    "lint",
    "rules",
    "output",
    "prose",
    "card",
    "chart",
    "markdown",
    "targets",
    "site",
    "image",
    "locate",
    "content",
    "config",
    "value",
    "progress",
    "yaml",
    "diagnostic",
    "source",
    "text",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<(String, String)> {
    let walk = walkdir::WalkDir::new(root().join("src")).sort_by_file_name();
    walk.into_iter()
        .map(|entry| entry.expect("src can be read"))
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(root().join("src")).expect("below src");
            let text = fs::read_to_string(entry.path()).expect("a source is text");
            (path.to_string_lossy().replace('\\', "/"), text)
        })
        .collect()
}

/// The room of a file: `site/link.rs` and `site.rs` are both in `site`.
fn room(path: &str) -> &str {
    path.split('/').next().map_or(path, |first| first.strip_suffix(".rs").unwrap_or(first))
}

/// The rooms that a text uses, by its `crate::…` paths outside comments.
fn used(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for part in line.split("crate::").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            rooms.insert(name);
        }
        assert!(!line.contains("crate::{"), "imports name one room each: {line}");
    }
    rooms
}

#[test]
fn imports_run_one_way_down() {
    let position = |name: &str| ORDER.iter().position(|room| *room == name);
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = room(&path);
        if matches!(room, "lib" | "main" | "cli") {
            continue;
        }
        let here = position(room).unwrap_or_else(|| panic!("`{room}` has no place in the order of rooms"));
        for used in used(&text).iter().filter(|used| *used != room) {
            match position(used) {
                Some(there) if there > here => {}
                Some(_) => wrong.push(format!("{path} looks up to {used}")),
                None => wrong.push(format!("{path} uses `crate::{used}`, which is no room")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    for (path, text) in sources().iter().filter(|(path, _)| !path.ends_with("tests.rs")) {
        assert!(text.starts_with("//!"), "src/{path} begins with `//!`");
    }
}

#[test]
fn the_map_names_only_what_is_there() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the map is there");
    assert!(map.lines().count() <= 120, "the map fits on 120 lines");
    let mut named = 0;
    for quoted in map.split('`').skip(1).step_by(2) {
        let top = quoted.split('/').next().unwrap_or("");
        if !matches!(top, "src" | "tests" | "themes" | "content" | "docs" | "bench" | ".ci")
            || quoted.contains(['*', '<', ' '])
        {
            continue;
        }
        assert!(root().join(quoted).exists(), "ARCHITECTURE.md names `{quoted}`, which is not there");
        named += 1;
    }
    assert!(named >= 20, "the map names the rooms");
}
