//! The files of an index, and where they go.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::earlier::Earlier;

/// A file of the search, below `search/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Receives the files of an index, in any order and from several threads.
pub type Take<'t> = &'t (dyn Fn(IndexFile) + Sync);

/// A file that is the one of an earlier index, under another name.
#[derive(Debug, Clone, Copy)]
pub struct SameFile<'f> {
    pub path: &'f str,
    /// Its path in the earlier index.
    pub before: &'f str,
    /// In bytes.
    pub size: u64,
}

/// Takes over files of an earlier index; false for one that must be made.
pub type Keep<'k> = &'k (dyn Fn(SameFile<'_>) -> bool + Sync);

/// Destination of the files of one generation.
pub(crate) struct Files<'t> {
    generation: String,
    take: Take<'t>,
    earlier: Option<(&'t Earlier, Keep<'t>)>,
    sizes: Mutex<BTreeMap<String, u32>>,
}

impl<'t> Files<'t> {
    pub(crate) fn new(generation: String, take: Take<'t>, earlier: Option<(&'t Earlier, Keep<'t>)>) -> Self {
        Self { generation, take, earlier, sizes: Mutex::default() }
    }

    pub(crate) fn add(&self, path: &str, bytes: Vec<u8>) {
        self.note(path, bytes.len() as u32);
        (self.take)(IndexFile { path: format!("{}/{path}", self.generation), bytes });
    }

    /// Takes over a file that is known to be the one of the earlier index. False if it must be made.
    pub(crate) fn keep(&self, path: &str) -> bool {
        let Some((earlier, keep)) = self.earlier else { return false };
        let Some(size) = earlier.sizes.get(path) else { return false };
        let (now, before) = (format!("{}/{path}", self.generation), format!("{}/{path}", earlier.generation));
        let is_kept = keep(SameFile { path: &now, before: &before, size: u64::from(*size) });
        if is_kept {
            self.note(path, *size);
        }
        is_kept
    }

    /// The size of each file so far, by its path below the folder of the index.
    pub(crate) fn sizes(&self) -> BTreeMap<String, u32> {
        self.sizes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note(&self, path: &str, size: u32) {
        self.sizes.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), size);
    }
}
