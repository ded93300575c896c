//! A cache of generated files on disk, keyed by a hash of everything the result depends on.
//!
//! An entry starts with a hash of its own content: a truncated or modified entry counts as missing and is made again.
//! I/O errors are ignored, because a build without its cache is only slower.
//!
//! Entries are kept until the folder exceeds [`BOUND`]; then all entries not used in this run are removed.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use blake3::Hash;
use rustc_hash::FxHashSet;

/// Maximum size of a cache in bytes before unused entries are removed: 2 GiB, about 20,000 photographs in three
/// widths and two formats.
const BOUND: u64 = 2 << 30;

/// Header of every entry, followed by the hash of its content.
const MAGIC: &[u8; 8] = b"bantin 1";

/// A cache in one folder.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// If set, nothing is written.
    read_only: bool,
    /// Keys used in this run. Never iterated, because its order is undefined.
    used: Mutex<FxHashSet<Hash>>,
}

impl Cache {
    /// The cache `name` of the site at `root`: `.bantin/cache/<name>`. With `clean`, it is emptied first.
    pub fn open(root: &Path, name: &str, clean: bool) -> Self {
        let folder = root.join(".bantin/cache").join(name);
        if clean {
            let _ = fs::remove_dir_all(&folder);
        }
        Self { folder, read_only: false, used: Mutex::default() }
    }

    /// A cache that is only read.
    pub fn read_only(root: &Path, name: &str) -> Self {
        Self { read_only: true, ..Self::open(root, name, false) }
    }

    /// Makes the folder, and gives its path.
    pub fn make_folder(&self) -> io::Result<&Path> {
        fs::create_dir_all(&self.folder)?;
        Ok(&self.folder)
    }

    /// The cached result; `None` if it is missing or damaged.
    pub fn get(&self, key: Hash) -> Option<Vec<u8>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        let mut entry = fs::read(self.path(key)).ok()?;
        let sum = entry.strip_prefix(MAGIC)?.first_chunk::<32>()?;
        let is_whole = blake3::hash(&entry[40..]) == Hash::from_bytes(*sum);
        is_whole.then(|| entry.split_off(40))
    }

    /// Stores a result.
    pub fn put(&self, key: Hash, bytes: &[u8]) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        if !self.read_only {
            let _ = self.write(key, bytes);
        }
    }

    /// The cached result, or else that of `make`, which is then cached.
    pub fn get_or<E>(&self, key: Hash, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        if let Some(bytes) = self.get(key) {
            return Ok(bytes);
        }
        let bytes = make()?;
        self.put(key, &bytes);
        Ok(bytes)
    }

    /// Removes entries not used in this run, if the cache exceeds [`BOUND`].
    pub fn sweep(&self) {
        self.sweep_above(BOUND);
    }

    /// The same for another bound, in bytes.
    pub fn sweep_above(&self, bound: u64) {
        let entries = || {
            let walk = walkdir::WalkDir::new(&self.folder).into_iter().filter_map(Result::ok);
            walk.filter(|entry| entry.file_type().is_file())
        };
        let total: u64 = entries().filter_map(|entry| entry.metadata().ok()).map(|found| found.len()).sum();
        if self.read_only || total <= bound {
            return;
        }
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in entries() {
            let key = entry.file_name().to_str().and_then(|name| Hash::from_hex(name).ok());
            if !key.is_some_and(|key| used.contains(&key)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// `ab/ab12…`, to limit the number of files per folder.
    fn path(&self, key: Hash) -> PathBuf {
        let name = key.to_hex();
        self.folder.join(&name[..2]).join(name.as_str())
    }

    /// Writes to a temporary name first, so that a killed build leaves no partial entry.
    fn write(&self, key: Hash, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(key);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let half = path.with_extension(format!("{}", std::process::id()));
        let mut file = fs::File::create(&half)?;
        file.write_all(MAGIC)?;
        file.write_all(blake3::hash(bytes).as_bytes())?;
        file.write_all(bytes)?;
        drop(file);
        fs::rename(half, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Hash {
        blake3::hash(text.as_bytes())
    }

    #[test]
    fn what_was_kept_comes_back() {
        let root = tempfile::tempdir().expect("a folder");
        let cache = Cache::open(root.path(), "images", false);
        assert_eq!(cache.get(key("a")), None);
        cache.put(key("a"), b"bytes");
        cache.put(key("b"), b"");
        assert_eq!(cache.get(key("a")).as_deref(), Some(&b"bytes"[..]));
        assert_eq!(Cache::open(root.path(), "images", false).get(key("b")).as_deref(), Some(&b""[..]));
        assert_eq!(Cache::open(root.path(), "cards", false).get(key("a")), None);
        assert_eq!(Cache::open(root.path(), "images", true).get(key("a")), None, "--clean");
    }

    #[test]
    fn a_damaged_entry_is_not_there() {
        let root = tempfile::tempdir().expect("a folder");
        let cache = Cache::open(root.path(), "images", false);
        cache.put(key("a"), b"bytes");
        let path = cache.path(key("a"));
        let whole = fs::read(&path).expect("kept");
        for cut in 0..whole.len() {
            fs::write(&path, &whole[..cut]).expect("written");
            assert_eq!(cache.get(key("a")), None, "{cut} bytes of it");
        }
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(&path, changed).expect("written");
            assert_eq!(cache.get(key("a")), None, "byte {at}");
        }
        let made: Result<_, ()> = cache.get_or(key("a"), || Ok(b"anew".to_vec()));
        assert_eq!(made, Ok(b"anew".to_vec()));
        assert_eq!(cache.get(key("a")).as_deref(), Some(&b"anew"[..]));
    }

    #[test]
    fn only_a_folder_that_is_too_large_is_swept_of_what_was_not_used() {
        let root = tempfile::tempdir().expect("a folder");
        Cache::open(root.path(), "images", false).put(key("old"), b"old");
        let cache = Cache::open(root.path(), "images", false);
        cache.put(key("new"), b"new");
        cache.sweep();
        assert!(cache.path(key("old")).exists());
        cache.sweep_above(10);
        assert!(!cache.path(key("old")).exists());
        assert!(cache.path(key("new")).exists());
    }

    #[test]
    fn a_run_that_only_reads_writes_nothing() {
        let root = tempfile::tempdir().expect("a folder");
        Cache::read_only(root.path(), "images").put(key("a"), b"bytes");
        assert!(!root.path().join(".bantin").exists());
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_passed_over() {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join(".bantin"), b"a file").expect("written");
        let cache = Cache::open(root.path(), "images", true);
        cache.put(key("a"), b"bytes");
        assert_eq!(cache.get(key("a")), None);
        cache.sweep();
    }
}
