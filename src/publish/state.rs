//! The list that a publish leaves at its target: every file it is answerable for.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::compress::is_text;
use crate::file_list::{FileSum, Sha256, is_inside};

/// The path of the list at the target.
pub const STATE: &str = ".bantin-published.json";

const VERSION: u32 = 1;

/// What a target holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Published {
    /// The address of the site.
    pub site: String,
    /// The number of publishes so far.
    pub publishes: u64,
    /// Whether texts are held in a compressed form.
    pub is_compressed: bool,
    pub files: BTreeMap<String, Held>,
}

/// A file at the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// `None` while it is being written, so that nobody relies on it.
    pub sha256: Option<Sha256>,
    /// Set once the output has it no more.
    pub gone: Option<Gone>,
}

/// Since when the output does not have a file any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    pub since: Timestamp,
    /// The number of the publish.
    pub publish: u64,
}

#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    site: String,
    publishes: u64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_compressed: bool,
    files: Vec<WrittenFile>,
}

#[derive(Serialize, Deserialize)]
struct WrittenFile {
    path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<Sha256>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gone: Option<Gone>,
}

impl Published {
    /// The bytes of the list.
    pub fn to_bytes(&self) -> Vec<u8> {
        let files = self.files.iter().map(|(path, held)| WrittenFile {
            path: path.clone(),
            sha256: held.sha256,
            gone: held.gone,
        });
        let written = Written {
            version: VERSION,
            site: self.site.clone(),
            publishes: self.publishes,
            is_compressed: self.is_compressed,
            files: files.collect(),
        };
        // Texts and numbers can always be written.
        serde_json::to_vec(&written).unwrap_or_default()
    }

    /// Reads a list; `None` if it is damaged.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let written: Written =
            serde_json::from_slice(bytes).ok().filter(|one: &Written| one.version == VERSION)?;
        let held = |file: WrittenFile| (file.path, Held { sha256: file.sha256, gone: file.gone });
        let files: BTreeMap<_, _> = written.files.into_iter().map(held).collect();
        let is_sound = files.keys().all(|path| is_inside(path));
        is_sound.then_some(Self {
            site: written.site,
            publishes: written.publishes,
            is_compressed: written.is_compressed,
            files,
        })
    }

    /// The list of a target that holds texts in this form from now on: those of the other form count as unfinished.
    pub fn in_form(mut self, is_compressed: bool) -> Self {
        if self.is_compressed != is_compressed {
            let texts = self.files.iter_mut().filter(|(path, _)| is_text(path));
            texts.for_each(|(_, held)| held.sha256 = None);
        }
        Self { is_compressed, ..self }
    }

    /// Notes that a file is there now.
    pub fn hold(&mut self, path: &str, sum: &FileSum) {
        self.files.insert(path.to_owned(), Held { sha256: Some(sum.sha256), gone: None });
    }
}
