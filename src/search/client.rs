//! The browser's half, as it stands in the output: `search/search.js`, the engine in one file, and `search/page.js`,
//! which makes the search page answer.
//!
//! The engine is written as small ES modules, which `build.rs` joins and shrinks. The page's script is published as it
//! is written: it speaks with the browser and the engine alone.

use super::IndexFile;

/// The scripts of the search, below `search/`.
#[must_use]
pub fn client_files() -> Vec<IndexFile> {
    let file = |path: &str, text: &str| IndexFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    vec![
        file("page.js", include_str!("client/page.js")),
        file("search.js", include_str!(concat!(env!("OUT_DIR"), "/search.js"))),
    ]
}
