//! What the command line needs before a run: the folder of the site, and single settings such as the time zone.

use std::path::{Path, PathBuf};

use bantin::{source, yaml};

/// The text of one key of `content/site.yaml`. Returns `None` if it cannot be read; the run itself reports why.
pub(crate) fn read(root: &Path, key: &str) -> Option<String> {
    match value(root, key)? {
        yaml::Node::Text(text) => Some(text),
        _ => None,
    }
}

/// The keys and texts of a mapping of `content/site.yaml`, in their order.
pub(crate) fn mapping(root: &Path, key: &str) -> Vec<(String, String)> {
    let Some(yaml::Node::Mapping(pairs)) = value(root, key) else { return Vec::new() };
    let text = |(name, value)| match value {
        yaml::Node::Text(text) => Some((name, text)),
        _ => None,
    };
    pairs.into_iter().filter_map(text).collect()
}

fn value(root: &Path, key: &str) -> Option<yaml::Node> {
    let bytes = std::fs::read(root.join("content/site.yaml")).ok()?;
    let text = source::normalise(bytes).ok()?;
    yaml::parse(&text).ok()?.get(key).cloned()
}

/// The current folder, or the nearest above it that holds `content/site.yaml`; the current one if none does.
pub(crate) fn nearest_site() -> PathBuf {
    let here = PathBuf::from(".");
    let is_site = |folder: &Path| folder.join("content/site.yaml").is_file();
    if is_site(&here) {
        return here;
    }
    #[expect(clippy::disallowed_methods, reason = "this is where the machine is asked")]
    let current = std::env::current_dir().unwrap_or_default();
    current.ancestors().find(|folder| is_site(folder)).map_or(here, Path::to_path_buf)
}
