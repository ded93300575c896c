//! Reads the test vectors in `crates/bantin-text/vectors/`, shared by Rust and JavaScript.

use std::path::Path;

use serde::de::DeserializeOwned;

/// A test vector.
#[derive(serde::Deserialize)]
pub(crate) struct Case<T> {
    #[serde(rename = "in")]
    pub(crate) input: String,
    #[serde(rename = "out")]
    pub(crate) output: T,
}

pub(crate) fn texts(name: &str) -> Vec<Case<String>> {
    cases(name)
}

pub(crate) fn cases<T: DeserializeOwned>(name: &str) -> Vec<Case<T>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name).with_extension("json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
