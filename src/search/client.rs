//! The browser's half, as it stands in the output: `search/search.js`, the engine in one file. The theme asks it.
//!
//! It is written as small ES modules, which `build.rs` joins and shrinks.

use super::IndexFile;

/// The script of the search, below `search/`.
#[must_use]
pub fn client_files() -> Vec<IndexFile> {
    let engine = include_str!(concat!(env!("OUT_DIR"), "/search.js"));
    vec![IndexFile { path: "search.js".to_owned(), bytes: engine.as_bytes().to_vec() }]
}
