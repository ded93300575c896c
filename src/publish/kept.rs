//! Published outputs that are kept on this machine, so that every kind of target can be rolled back.
//!
//! They are hard links to the files of the output, which builds never change in place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::file_list::{FileList, LIST};

/// The number of outputs that are kept for each target.
const KEPT: usize = 5;

/// The outputs that were published to one target.
pub struct Kept(PathBuf);

impl Kept {
    /// Those of a target of the site at `root`.
    pub fn new(root: &Path, target: &str) -> Self {
        let name = blake3::hash(target.as_bytes()).to_hex();
        Self(root.join(".bantin/published").join(&name[..16]))
    }

    /// The names of all outputs, the newest first; names begin with the time of their publish.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).into_iter().flatten().filter_map(Result::ok);
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.retain(|name| !name.ends_with(".partial") && self.folder(name).join(LIST).is_file());
        names.sort();
        names.reverse();
        names
    }

    /// The folder of an output.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Keeps an output, and forgets the oldest.
    pub fn keep(&self, output: &Path, list: &FileList, name: &str) -> io::Result<()> {
        let (folder, half) = (self.folder(name), self.folder(&format!("{name}.partial")));
        if folder.is_dir() {
            return Ok(());
        }
        let _ = fs::remove_dir_all(&half);
        for path in list.files.keys().map(String::as_str).chain([LIST]) {
            let (from, to) = (output.join(path), half.join(path));
            if let Some(above) = to.parent() {
                fs::create_dir_all(above)?;
            }
            if fs::hard_link(&from, &to).is_err() {
                fs::copy(&from, &to)?;
            }
        }
        fs::rename(half, folder)?;
        self.names().into_iter().skip(KEPT).try_for_each(|old| fs::remove_dir_all(self.folder(&old)))
    }
}
