//! The cases in `crates/bantin-text/vectors/` that Rust and JavaScript share.

use std::path::Path;

use serde::de::DeserializeOwned;

/// One case: what goes in and what must come out.
#[derive(serde::Deserialize)]
pub(crate) struct Case<T> {
    #[serde(rename = "in")]
    pub(crate) input: String,
    #[serde(rename = "out")]
    pub(crate) output: T,
}

/// The cases of one file, of text to text.
pub(crate) fn texts(name: &str) -> Vec<Case<String>> {
    cases(name)
}

/// The cases of one file.
pub(crate) fn cases<T: DeserializeOwned>(name: &str) -> Vec<Case<T>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name).with_extension("json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
