//! The browser's half, as it stands in the output: `search/search.js`, one file.
//!
//! The client is written as small ES modules. A reader would fetch them one after the other, so they are joined here,
//! in the order of [`MODULES`]: imports of each other go, and so do comments and indentation. Names are unique across
//! the modules; a test runs the joined file.

use std::path::PathBuf;

use include_dir::{Dir, include_dir};

use super::IndexFile;

static CLIENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/search/client");

/// The modules of the engine, each after those it imports.
const MODULES: [&str; 7] =
    ["text.js", "codec.js", "store.js", "facets.js", "words.js", "excerpt.js", "search.js"];

/// The scripts of the search, below `search/`.
///
/// # Panics
/// Never: the modules are part of the program.
#[must_use]
pub fn client_files() -> Vec<IndexFile> {
    let engine: Vec<String> = MODULES.iter().map(|name| plain(source(name), *name == "search.js")).collect();
    let mut files = vec![IndexFile { path: PathBuf::from("search.js"), bytes: engine.concat().into_bytes() }];
    let others = CLIENT.files().filter(|file| {
        let name = file.path().to_str().unwrap_or("");
        name.ends_with(".js") && !MODULES.contains(&name)
    });
    files.extend(others.map(|file| IndexFile {
        path: file.path().to_owned(),
        bytes: without_comments(file.contents_utf8().unwrap_or("")).into_bytes(),
    }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn source(name: &str) -> &'static str {
    CLIENT.get_file(name).and_then(|file| file.contents_utf8()).expect("a module of the client")
}

/// A module without its imports, and without its exports where no one outside asks for them.
fn plain(source: &str, exports: bool) -> String {
    let lines = without_comments(source);
    let kept = lines.lines().filter(|line| !line.starts_with("import "));
    let bare =
        |line: &str| if exports { line.to_owned() } else { line.trim_start_matches("export ").to_owned() };
    kept.map(|line| bare(line) + "\n").collect()
}

/// The lines that are no comments, without indentation. Comments stand on lines of their own.
fn without_comments(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut inside = false;
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty()) {
        inside |= line.starts_with("/*");
        if !inside && !line.starts_with("//") {
            text.push_str(line);
            text.push('\n');
        }
        inside &= !line.ends_with("*/");
    }
    text
}
