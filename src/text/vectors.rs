//! The cases in `tests/vectors/` that Rust and JavaScript share.

use std::path::Path;

use serde::de::DeserializeOwned;

/// One case: what goes in and what must come out.
#[derive(serde::Deserialize)]
pub(super) struct Case<T> {
    #[serde(rename = "in")]
    pub(super) input: String,
    #[serde(rename = "out")]
    pub(super) output: T,
}

/// The cases of one file, of text to text.
pub(super) fn texts(name: &str) -> Vec<Case<String>> {
    cases(name)
}

/// The cases of one file.
pub(super) fn cases<T: DeserializeOwned>(name: &str) -> Vec<Case<T>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name).with_extension("json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
