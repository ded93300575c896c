//! Receivers of output files.
//!
//! A build passes every file to one [`Sink`], from many threads: [`Staging`](super::Staging) writes them, [`Tally`]
//! counts them, [`Digests`] stores their hashes. A sink that inspects files, such as the privacy gate, wraps another
//! one.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use blake3::Hash;

use crate::diagnostic::Diagnostic;

/// Totals of written files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Number of files, including the marker `.bantin`.
    pub files: usize,
    /// Total size in bytes.
    pub bytes: u64,
}

/// Receives the files of the output. `path` is relative, with `/`.
pub trait Sink: Sync {
    /// Receives a file as bytes.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic>;

    /// Receives a file as a copy of `from` on disk.
    fn copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic>;

    /// Takes over a file of the last output, which is known to be the same. False if that is not possible; the file must
    /// be written then.
    fn keep(&self, _file: SameFile<'_>) -> bool {
        false
    }
}

/// A file of the last output, perhaps under another name.
#[derive(Debug, Clone, Copy)]
pub struct SameFile<'f> {
    pub path: &'f str,
    /// Its path in the last output.
    pub before: &'f str,
    /// In bytes.
    pub size: u64,
}

impl<'f> SameFile<'f> {
    /// A file that has the path that it had.
    pub fn at(path: &'f str, size: u64) -> Self {
        Self { path, before: path, size }
    }
}

/// A sink for dry runs: counts files.
#[derive(Debug, Default)]
pub struct Tally {
    files: AtomicUsize,
    bytes: AtomicU64,
}

impl Tally {
    /// The totals so far. The sizes of copied files are not included.
    pub fn written(&self) -> Written {
        Written { files: self.files.load(Ordering::Relaxed), bytes: self.bytes.load(Ordering::Relaxed) }
    }
}

impl Sink for Tally {
    fn write(&self, _: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.files.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn copy(&self, _: &str, _: &Path) -> Result<(), Diagnostic> {
        self.files.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn keep(&self, file: SameFile<'_>) -> bool {
        self.bytes.fetch_add(file.size, Ordering::Relaxed);
        self.files.fetch_add(1, Ordering::Relaxed);
        true
    }
}

/// A sink for comparing two states of a site: stores the hash of each file.
#[derive(Debug, Default)]
pub struct Digests(Mutex<BTreeMap<String, Hash>>);

impl Digests {
    /// The paths and hashes of all files.
    pub fn into_files(self) -> BTreeMap<String, Hash> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, path: &str, hash: Hash) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), hash);
    }
}

impl Sink for Digests {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.add(path, blake3::hash(bytes));
        Ok(())
    }

    /// Hashes only the name of the source: the file on disk is the same in both states.
    fn copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic> {
        self.add(path, blake3::hash(from.as_os_str().as_encoded_bytes()));
        Ok(())
    }
}
