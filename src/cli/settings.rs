//! Single settings that the command line needs before a run: time zone and address.

use std::path::Path;

use bantin::{source, yaml};

/// The text of one key of `content/site.yaml`. Returns `None` if it cannot be read; the run itself reports why.
pub(crate) fn read(root: &Path, key: &str) -> Option<String> {
    let bytes = std::fs::read(root.join("content/site.yaml")).ok()?;
    let text = source::normalise(bytes).ok()?;
    match yaml::parse(&text).ok()?.get(key)? {
        yaml::Node::Text(text) => Some(text.clone()),
        _ => None,
    }
}
