//! The state of a folder as the file system tells it.
//!
//! In: a folder. Out: a [`Snapshot`]; while it [holds](Snapshot::holds), no file was written, added, moved or removed.
//! It is a hash of the names, sizes, inodes and times of all files. The system sets the time of the last status change
//! (`ctime`) on every write, and nobody can set it back as they can the time of modification. Files changed in the very
//! tick of the clock in which the snapshot was taken may change once more without another time: of these the content
//! is kept too.
//!
//! Where a system tells no such times, there are no snapshots.

use std::fs::{self, DirEntry, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use blake3::Hasher;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// When a file was last changed, in seconds and nanoseconds of the file system's clock.
type Changed = (i64, i64);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Snapshot {
    files: String,
    /// Relative to the folder.
    recent: Vec<PathBuf>,
    /// The hash of the content of the recent files.
    content: String,
}

impl Snapshot {
    /// Takes a snapshot; `tick` is a file that may be written to read the clock of the file system. Errors: something
    /// cannot be read, or is a link to a folder.
    pub(super) fn take(area: Area<'_>, tick: &Path) -> io::Result<Self> {
        fs::write(tick, b"")?;
        let (_, since) = stamp(&fs::metadata(tick)?)?;
        let walk = Walk { area, since: Some(since), recent: Mutex::default() };
        let files = walk.folders()?;
        let mut recent = walk.recent.into_inner().unwrap_or_else(PoisonError::into_inner);
        recent.sort();
        let content = content(area.base, &recent)?;
        Ok(Self { files, recent, content })
    }

    /// Whether nothing has changed since.
    pub(super) fn holds(&self, area: Area<'_>) -> bool {
        let walk = Walk { area, since: None, recent: Mutex::default() };
        walk.folders().is_ok_and(|files| files == self.files)
            && content(area.base, &self.recent).is_ok_and(|content| content == self.content)
    }
}

/// What a snapshot is taken of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area<'a> {
    pub(super) base: &'a Path,
    /// Folders below `base`.
    pub(super) folders: &'a [&'a str],
    /// Names of files directly in the folders that do not count.
    pub(super) without: &'a [&'a str],
    /// One of the folders, and the ending of files in it of which the names count alone.
    pub(super) named: Option<(&'a str, &'a str)>,
}

impl<'a> Area<'a> {
    /// The ending of files in a folder of which the names count alone.
    fn ending_in(&self, folder: &str) -> Option<&'a str> {
        self.named.filter(|(of, _)| *of == folder).map(|(_, ending)| ending)
    }
}

struct Walk<'a> {
    area: Area<'a>,
    /// Files changed at this time or later are listed.
    since: Option<Changed>,
    recent: Mutex<Vec<PathBuf>>,
}

impl Walk<'_> {
    fn folders(&self) -> io::Result<String> {
        let mut hasher = Hasher::new();
        for name in self.area.folders {
            match self.folder(&self.area.base.join(name), self.area.without, self.area.ending_in(name)) {
                Ok(hash) => hasher.update(&hash),
                Err(error) if error.kind() == ErrorKind::NotFound => hasher.update(b"none"),
                Err(error) => return Err(error),
            };
        }
        Ok(hasher.finalize().to_hex().to_string())
    }

    /// Folders are walked on all threads.
    fn folder(&self, path: &Path, without: &[&str], ending: Option<&str>) -> io::Result<[u8; 32]> {
        let mut entries: Vec<DirEntry> = fs::read_dir(path)?.collect::<io::Result<_>>()?;
        if !without.is_empty() {
            entries.retain(|entry| !without.iter().any(|name| entry.file_name() == *name));
        }
        let mut entries: Vec<_> =
            entries.par_iter().map(|entry| self.entry(entry, ending)).collect::<io::Result<_>>()?;
        entries.sort();
        let mut hasher = Hasher::new();
        for (name, state) in entries {
            hasher.update(&(name.len() as u64).to_le_bytes()).update(&name);
            hasher.update(&(state.len() as u64).to_le_bytes()).update(&state);
        }
        Ok(*hasher.finalize().as_bytes())
    }

    /// The name and the state of a file or folder.
    fn entry(&self, entry: &DirEntry, ending: Option<&str>) -> io::Result<(Vec<u8>, Vec<u8>)> {
        let name = entry.file_name().into_encoded_bytes();
        let kind = entry.file_type()?;
        if kind.is_dir() {
            return Ok((name, self.folder(&entry.path(), &[], ending)?.to_vec()));
        }
        if kind.is_symlink() && fs::metadata(entry.path())?.is_dir() {
            return Err(ErrorKind::Unsupported.into());
        }
        if ending.is_some_and(|ending| name.ends_with(ending.as_bytes())) {
            return Ok((name, Vec::new()));
        }
        let (mut state, changed) = stamp(&entry.metadata()?)?;
        if kind.is_symlink() {
            state.extend(stamp(&fs::metadata(entry.path())?)?.0);
        }
        if self.since.is_some_and(|since| changed >= since) {
            let path = entry.path().strip_prefix(self.area.base).map_err(io::Error::other)?.to_owned();
            self.recent.lock().unwrap_or_else(PoisonError::into_inner).push(path);
        }
        Ok((name, state))
    }
}

/// The hash of the content of some files.
fn content(base: &Path, files: &[PathBuf]) -> io::Result<String> {
    let mut hasher = Hasher::new();
    for file in files {
        hasher.update(blake3::hash(&fs::read(base.join(file))?).as_bytes());
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// What changes with every write, and the time of the last change.
#[cfg(unix)]
fn stamp(found: &Metadata) -> io::Result<(Vec<u8>, Changed)> {
    use std::os::unix::fs::MetadataExt;
    let changed = (found.ctime(), found.ctime_nsec());
    let times = [found.mtime(), found.mtime_nsec(), changed.0, changed.1];
    let numbers = [found.size(), found.ino()].map(u64::to_le_bytes);
    let state = numbers.into_iter().chain(times.map(i64::to_le_bytes)).flatten().collect();
    Ok((state, changed))
}

#[cfg(not(unix))]
fn stamp(_: &Metadata) -> io::Result<(Vec<u8>, Changed)> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::thread::sleep;
    use std::time::Duration;

    use tempfile::TempDir;

    use super::*;

    const ALL: [&str; 2] = ["content", "themes"];

    fn folder() -> TempDir {
        let folder = tempfile::tempdir().expect("done");
        fs::create_dir_all(folder.path().join("content/a")).expect("done");
        for name in ["content/a/1", "content/a/2", "content/b"] {
            fs::write(folder.path().join(name), b"text").expect("done");
        }
        folder
    }

    fn all(base: &Path) -> Area<'_> {
        Area { base, folders: &ALL, without: &[], named: None }
    }

    fn take(folder: &Path) -> io::Result<Snapshot> {
        Snapshot::take(all(folder), &folder.join("tick"))
    }

    /// Whether a snapshot of the folder outlives a change; a moment lies between both, or none.
    fn outlives(change: impl Fn(&Path), pause: Duration) -> bool {
        let folder = folder();
        let root = folder.path();
        sleep(pause);
        let snapshot = take(root).expect("done");
        assert!(snapshot.holds(all(root)));
        change(root);
        snapshot.holds(all(root))
    }

    #[test]
    fn every_change_of_a_file_is_seen_however_soon() {
        for pause in [0, 30].map(Duration::from_millis) {
            let one = |root: &Path| root.join("content/a/1");
            assert!(outlives(|root| drop(fs::read(one(root)).expect("done")), pause));
            assert!(
                !outlives(|root| fs::write(one(root), b"TEXT").expect("done"), pause),
                "as long as before"
            );
            assert!(!outlives(|root| fs::write(root.join("content/c"), b"").expect("done"), pause));
            assert!(!outlives(|root| fs::create_dir_all(root.join("themes/own")).expect("done"), pause));
            assert!(!outlives(|root| fs::remove_file(one(root)).expect("done"), pause));
            assert!(!outlives(|root| fs::rename(one(root), root.join("content/a/3")).expect("done"), pause));
            let restored = |root: &Path| {
                let before = fs::metadata(one(root)).expect("done").modified().expect("done");
                fs::write(one(root), b"TEXT").expect("done");
                fs::File::options()
                    .append(true)
                    .open(one(root))
                    .expect("done")
                    .set_modified(before)
                    .expect("done");
            };
            assert!(!outlives(restored, pause), "with its time of modification restored");
        }
    }

    #[test]
    fn a_folder_that_was_moved_is_the_same_and_a_copy_is_another() {
        let folder = folder();
        sleep(Duration::from_millis(30));
        let snapshot = take(folder.path()).expect("done");
        let moved = folder.path().with_extension("moved");
        fs::rename(folder.path(), &moved).expect("done");
        assert!(snapshot.holds(all(&moved)));
        fs::rename(&moved, folder.path()).expect("done");
        fs::rename(folder.path().join("content/b"), folder.path().join("b")).expect("done");
        fs::copy(folder.path().join("b"), folder.path().join("content/b")).expect("done");
        assert!(!snapshot.holds(all(folder.path())));
    }

    #[test]
    fn files_that_do_not_count_may_change_at_the_top_alone() {
        let folder = folder();
        let root = folder.path();
        let content = root.join("content");
        let area = Area { base: &content, folders: &["."], without: &["b", "1"], named: None };
        let snapshot = Snapshot::take(area, &root.join("tick")).expect("done");
        fs::write(content.join("b"), b"other text").expect("done");
        assert!(snapshot.holds(area));
        fs::write(content.join("a/1"), b"other text").expect("done");
        assert!(!snapshot.holds(area));
    }

    #[test]
    fn of_files_with_an_ending_the_names_count_alone() {
        let folder = folder();
        let root = folder.path();
        let area = Area { named: Some(("content", "1")), ..all(root) };
        let snapshot = Snapshot::take(area, &root.join("tick")).expect("done");
        fs::write(root.join("content/a/1"), b"other text").expect("done");
        assert!(snapshot.holds(area));
        fs::create_dir_all(root.join("themes")).expect("done");
        fs::rename(root.join("content/a/1"), root.join("content/a/11")).expect("done");
        assert!(!snapshot.holds(area));
        fs::write(root.join("themes/1"), b"text").expect("done");
        let snapshot = Snapshot::take(area, &root.join("tick")).expect("done");
        fs::write(root.join("themes/1"), b"other text").expect("done");
        assert!(!snapshot.holds(area), "another folder");
    }

    #[test]
    fn links_to_folders_make_no_snapshot() {
        let folder = folder();
        let outside = tempfile::tempdir().expect("done");
        fs::write(outside.path().join("file"), b"text").expect("done");
        let link = folder.path().join("content/link");
        symlink(outside.path(), &link).expect("done");
        assert!(take(folder.path()).is_err());
        fs::remove_file(&link).expect("done");
        symlink(outside.path().join("file"), &link).expect("done");
        let snapshot = take(folder.path()).expect("done");
        assert!(snapshot.holds(all(folder.path())));
        fs::write(outside.path().join("file"), b"other text").expect("done");
        assert!(!snapshot.holds(all(folder.path())), "the file that a link leads to");
    }
}
