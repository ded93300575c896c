//! The preview's own folder, so that `public/` is never touched by a preview.

use std::fs;
use std::path::{Path, PathBuf};

/// `.bantin/serve/<port>` below the site's root: a port belongs to one preview at a time, so its folder does too.
/// Removed when dropped.
pub(super) struct Folder {
    site: PathBuf,
}

impl Folder {
    /// The folder for a preview on `port`. Nothing is made yet; what a killed preview left there is removed.
    pub(super) fn new(root: &Path, port: u16) -> Self {
        let site = root.join(".bantin").join("serve").join(port.to_string());
        let _ = fs::remove_dir_all(&site);
        Self { site }
    }

    /// Where the site is built.
    pub(super) fn site(&self) -> PathBuf {
        self.site.clone()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.site);
        // The folders above go too when nothing else is in them: removing a full one fails, and may.
        for above in self.site.ancestors().skip(1).take(2) {
            let _ = fs::remove_dir(above);
        }
    }
}
