//! Files that hold nothing that the gate looks for.
//!
//! In: the files of an output, and what an earlier run knew. Out: which of them need not be read, and what a later run will
//! know. A file is recognised by its content and by its ending, which says how it is read; its name is looked at each
//! time.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashSet;

/// The hash of a file, long enough to rule out collisions.
pub type ContentKey = [u64; 2];

/// Files that hold nothing.
#[derive(Default)]
pub(super) struct Clean {
    before: FxHashSet<ContentKey>,
    /// Those of this run.
    now: Mutex<FxHashSet<ContentKey>>,
}

impl Clean {
    /// With what an earlier run knew.
    pub(super) fn after(before: &[ContentKey]) -> Self {
        Self { before: before.iter().copied().collect(), now: Mutex::default() }
    }

    /// The keys of all files of this run that hold nothing.
    pub(super) fn all(&self) -> Vec<ContentKey> {
        let mut all: Vec<_> =
            self.now.lock().unwrap_or_else(PoisonError::into_inner).iter().copied().collect();
        all.sort_unstable();
        all
    }

    /// Calls `read`, which returns whether a file holds nothing, unless that is known. `unpacked` is text of the file that
    /// its bytes do not show.
    pub(super) fn unless_known(
        &self,
        path: &str,
        bytes: &[u8],
        unpacked: Option<&str>,
        read: impl FnOnce() -> bool,
    ) {
        let key = key(path, bytes, unpacked.unwrap_or_default());
        if self.before.contains(&key) || read() {
            self.now.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        }
    }
}

fn key(path: &str, bytes: &[u8], unpacked: &str) -> ContentKey {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let mut hasher = blake3::Hasher::new();
    for part in [ending.as_bytes(), unpacked.as_bytes()] {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
    hasher.update(bytes);
    let hash = hasher.finalize();
    let (words, _) = hash.as_bytes().as_chunks::<8>();
    [u64::from_le_bytes(words[0]), u64::from_le_bytes(words[1])]
}

#[cfg(test)]
mod tests {
    use super::Clean;

    fn is_read(clean: &Clean, path: &str, bytes: &[u8], is_clean: bool) -> bool {
        let mut is_read = false;
        clean.unless_known(path, bytes, None, || {
            is_read = true;
            is_clean
        });
        is_read
    }

    #[test]
    fn what_held_nothing_before_is_not_read_again_under_any_name_with_its_ending() {
        let first = Clean::default();
        assert!(
            is_read(&first, "a/b.json", b"text", true) && is_read(&first, "c.json", b"0900000111", false)
        );
        let second = Clean::after(&first.all());
        assert!(!is_read(&second, "c/d.JSON", b"text", false));
        assert!(is_read(&second, "a/b.txt", b"text", false));
        assert!(is_read(&second, "a/b.json", b"texts", false));
        assert!(is_read(&second, "c.json", b"0900000111", false));
        assert_eq!(second.all(), first.all(), "what is known stays known");
    }
}
