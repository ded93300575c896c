//! The browser's half, as it stands in the output: `search/search.js`, the engine in one file, and `search/page.js`,
//! which makes the search page answer.
//!
//! The client is written as small ES modules. A reader would fetch them one after the other, so they are joined here,
//! in the order of [`MODULES`], without imports of each other, and made [compact](super::compact). Names are unique
//! across the modules; the client's tests run the joined file. What is no part of the engine imports it, and is
//! published as it is written: it speaks with the browser and the engine by names that must stay.

use include_dir::{Dir, include_dir};

use super::IndexFile;
use super::compact::compact;

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
    let mut files =
        vec![IndexFile { path: "search.js".to_owned(), bytes: compact(&engine.concat()).into_bytes() }];
    let others = CLIENT.files().filter(|file| {
        let name = file.path().to_str().unwrap_or("");
        name.ends_with(".js") && !MODULES.contains(&name)
    });
    files.extend(others.map(|file| IndexFile {
        path: file.path().to_string_lossy().into_owned(),
        bytes: file.contents().to_vec(),
    }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn source(name: &str) -> &'static str {
    CLIENT.get_file(name).and_then(|file| file.contents_utf8()).expect("a module of the client")
}

/// A module without its imports, and without its exports where no one outside asks for them.
fn plain(source: &str, exports: bool) -> String {
    let kept = source.lines().filter(|line| !line.starts_with("import "));
    let bare =
        |line: &str| if exports { line.to_owned() } else { line.trim_start_matches("export ").to_owned() };
    kept.map(|line| bare(line) + "\n").collect()
}
