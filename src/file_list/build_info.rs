//! `build.json`: when and by which program an output was built, and what it holds.

use std::collections::BTreeMap;

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use crate::file_list::{FileList, Sha256};

/// The content of `build.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildInfo {
    /// Name and version of the program.
    pub generator: String,
    /// The absolute address of the site.
    pub site: String,
    /// The clock of the build, in the time zone of the site (RFC 3339).
    pub built_at: String,
    /// Pages by kind.
    pub pages: BTreeMap<String, usize>,
    /// The number of files, without `build.json` and `files.json`.
    pub files: usize,
    /// Their total size.
    pub bytes: u64,
    /// See [`FileList::digest`].
    pub digest: Sha256,
}

impl BuildInfo {
    /// Describes a list without `build.json`.
    pub fn new(
        list: &FileList,
        built_at: String,
        pages: Vec<(std::borrow::Cow<'static, str>, usize)>,
    ) -> Self {
        Self {
            generator: concat!("bantin ", env!("CARGO_PKG_VERSION")).to_owned(),
            site: list.site.clone(),
            built_at,
            pages: pages.into_iter().map(|(kind, count)| (kind.into_owned(), count)).collect(),
            files: list.files.len(),
            bytes: list.bytes(),
            digest: list.digest(),
        }
    }

    /// A moment as [`built_at`](BuildInfo::built_at) tells it.
    pub fn moment(at: &Zoned) -> String {
        at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The bytes of `build.json`.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Texts and numbers can always be written.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads a description; `None` if it is damaged.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}
