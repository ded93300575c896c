//! Single settings of a site, for what the command line must know before a run: its time zone, its address.

use std::path::Path;

use bantin::{source, yaml};

/// The text of one key of `content/site.yaml`; nothing where it cannot be read. The run itself reports why.
pub(crate) fn read(root: &Path, key: &str) -> Option<String> {
    let bytes = std::fs::read(root.join("content/site.yaml")).ok()?;
    let text = source::normalise(bytes).ok()?;
    let yaml::Node::Mapping(pairs) = yaml::parse(&text).ok()? else { return None };
    pairs.into_iter().find(|(name, _)| name == key).and_then(|(_, value)| match value {
        yaml::Node::Text(text) => Some(text),
        _ => None,
    })
}
