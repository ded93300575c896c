//! The browser's half, as it stands in the output: `search/search.js`, the engine in one file. The theme asks it.
//!
//! It is written as small ES modules, which `build.rs` joins and shrinks. In front of it stands the manifest of the
//! index that it is published with, so that a first query need not wait for one more file.

/// The engine.
pub const ENGINE: &str = include_str!(concat!(env!("OUT_DIR"), "/search.js"));

/// The engine that knows a manifest, which is JSON.
pub(crate) fn engine_with(manifest: &str) -> String {
    format!("import.meta.manifest={manifest};\n{ENGINE}")
}
