//! The search client as published: `search/search.js`, the bundle made by `build.rs` from the modules of `client/`.
//!
//! The manifest of the index is written in front of it, so that the first query needs one request less.

/// The bundled client.
pub const ENGINE: &str = include_str!(concat!(env!("OUT_DIR"), "/search.js"));

/// The client with an embedded manifest (JSON).
pub(crate) fn engine_with(manifest: &str) -> String {
    format!("import.meta.manifest={manifest};\n{ENGINE}")
}
