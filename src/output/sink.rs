//! Where the files of the output go.
//!
//! A build hands every file to one [`Sink`], from many threads: into the folder of the next site
//! ([`Staging`](super::Staging)), to be counted ([`Tally`]) or remembered by content ([`Digests`]). What looks at
//! files on their way, as the privacy gate does, is a sink in front of another one.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use blake3::Hash;

use crate::diagnostic::Diagnostic;
use crate::output::Written;

/// Takes the files of the output. `path` is relative, with `/`.
pub trait Sink: Sync {
    /// Takes the bytes of a file.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic>;

    /// Takes the file `from` of the disk as it is.
    fn copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic>;
}

/// A dry run: files are counted and forgotten.
#[derive(Debug, Default)]
pub struct Tally {
    files: AtomicUsize,
    bytes: AtomicU64,
}

impl Tally {
    /// How much was taken up to now. Of files that are copied as they are the bytes are not counted.
    #[must_use]
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
}

/// A dry run that remembers each file by its content, so that two states of a site can be compared.
#[derive(Debug, Default)]
pub struct Digests(Mutex<BTreeMap<String, Hash>>);

impl Digests {
    /// The files and the hashes of what they hold.
    #[must_use]
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

    /// By its name alone: the file of the disk is the same in both states.
    fn copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic> {
        self.add(path, blake3::hash(from.as_os_str().as_encoded_bytes()));
        Ok(())
    }
}
