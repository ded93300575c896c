//! The sources follow ARCHITECTURE.md: imports run one way, from top to bottom, and every path named there exists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::modules::{Modules, Names};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn map() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the map is there")
}

/// The top-level modules from top to bottom, from the first column of the table in ARCHITECTURE.md.
fn rooms() -> Vec<String> {
    let map = map();
    let rows =
        map.lines().filter(|line| line.starts_with("| `src/")).filter_map(|line| line.split('|').nth(1));
    let quoted =
        rows.flat_map(|cell| cell.split('`').skip(1).step_by(2).map(|path| path.trim_start_matches("src/")));
    let names = quoted.map(|path| path.trim_end_matches(".rs").to_owned());
    names.filter(|name| !matches!(name.as_str(), "main" | "cli")).collect()
}

#[test]
fn imports_run_one_way_down() {
    let (modules, rooms) = (Modules::read(), rooms());
    let position = |name: &str| rooms.iter().position(|room| room == name);
    let mut wrong = BTreeSet::new();
    for (here, used) in modules.uses().into_iter().filter(|(here, _)| here[0] == "bantin" && here.len() > 1) {
        if here[1] == "cli" {
            continue;
        }
        let at =
            position(&here[1]).unwrap_or_else(|| panic!("`{}` has no row in the table of rooms", here[1]));
        for there in used.iter().filter(|there| there[0] == "bantin" && there.get(1) != here.get(1)) {
            let name = there.get(1).map_or("the library's front page", String::as_str);
            if position(name).is_none_or(|there| there < at) {
                wrong.insert(format!("{} looks up to {name}", modules.0[here].file));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", Vec::from_iter(wrong).join("\n"));
}

#[test]
fn every_room_of_the_table_is_there_once() {
    let rooms = rooms();
    assert!(rooms.len() >= 20, "the table names the rooms: {rooms:?}");
    let there: BTreeSet<String> =
        Modules::read().0.into_keys().filter_map(|names| names.get(1).cloned()).collect();
    for (at, room) in rooms.iter().enumerate() {
        assert!(there.contains(room), "the table names `{room}`, which is not there");
        assert!(!rooms[..at].contains(room), "the table names `{room}` twice");
    }
}

/// For each module of a folder, the sibling modules used by it or by its submodules.
type Siblings = BTreeMap<String, BTreeSet<String>>;

/// Cycles among the modules of one folder: `bantin::site: link, models`. A module includes its submodules, which may
/// use their parent.
fn circles(modules: &Modules) -> Vec<String> {
    let mut folders: BTreeMap<&[String], Siblings> = BTreeMap::new();
    let uses = modules.uses();
    for (here, there) in uses.iter().flat_map(|(here, used)| used.iter().map(|there| (*here, there))) {
        let common = here.iter().zip(there).take_while(|(one, other)| one == other).count();
        if common > 0 && common < here.len().min(there.len()) {
            let siblings = folders.entry(&here[..common]).or_default();
            siblings.entry(here[common].clone()).or_default().insert(there[common].clone());
        }
    }
    let mut circles = Vec::new();
    for (folder, siblings) in folders {
        let mut seen = BTreeSet::new();
        for name in siblings.keys() {
            let circle: Vec<String> = reached(&siblings, name)
                .into_iter()
                .filter(|other| reached(&siblings, other).contains(name))
                .collect();
            if !circle.is_empty() && seen.insert(circle.clone()) {
                circles.push(format!("{}: {}", folder.join("::"), circle.join(", ")));
            }
        }
    }
    circles
}

/// All modules reachable from one.
fn reached(siblings: &Siblings, from: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        for next in siblings.get(name).into_iter().flatten() {
            if reached.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    reached
}

#[test]
fn modules_of_a_folder_use_each_other_one_way() {
    let circles = circles(&Modules::read());
    assert!(circles.is_empty(), "circles of modules: {circles:#?}");
}

#[test]
fn modules_are_found_by_every_way_to_write_a_path() {
    let modules = Modules::read();
    let uses = modules.uses();
    let names = |path: &str| path.split("::").map(str::to_owned).collect::<Names>();
    let used = |from: &str, to: &str| uses[&names(from)].contains(&names(to));
    assert!(used("bantin::markdown::write::flow", "bantin::markdown::write"), "`super::…`");
    assert!(used("bantin::site::permalink", "bantin_text::language"), "another package");
    assert!(used("bantin::markdown", "bantin::markdown::write"), "a module inside, by its name");
    assert!(
        used("bantin_search::index", "bantin_search::records"),
        "a name behind that of an imported module"
    );
}

#[test]
fn every_module_says_what_it_is_for() {
    for module in Modules::read().0.values() {
        assert!(module.text.starts_with("//!"), "{} begins with `//!`", module.file);
    }
}

#[test]
fn the_map_names_only_what_is_there() {
    let map = map();
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
