//! The staging folder next to the output, to which the new site is written.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{PoisonError, RwLock};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::output::foreign::{Earlier, take_over};
use crate::output::guard::{self, OutputFolder};
use crate::output::lock::Lock;
use crate::output::sink::{SameFile, Sink, Written};
use crate::output::{MARKER, failed, swap};

/// A site being written; readers see it only after [`commit`](Staging::commit).
///
/// If dropped without a commit, it is removed and the output is unchanged.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    /// The output's path for messages.
    shown: String,
    /// The folder next to the output, parent of the next two. Readable by its owner only, because a web server may
    /// serve the folder of the output, and the new site is not approved yet.
    work: PathBuf,
    /// The new site; the old one after the swap.
    new: PathBuf,
    /// Temporary place of the old site if the folders cannot be exchanged atomically.
    aside: PathBuf,
    /// Whether the umask takes rights away that a web server needs.
    is_masked: bool,
    /// Folders below `new` that exist already.
    folders: RwLock<FxHashSet<String>>,
    files: AtomicUsize,
    bytes: AtomicU64,
    /// What the system says of a file that was just written.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only Unix has modes"))]
    marker: Option<fs::Metadata>,
    /// What is known of the old site.
    earlier: Earlier,
    /// The last field, so that it is dropped, and the lock released, last.
    _lock: Lock,
}

impl Staging {
    /// Starts a new site for `output`, an output of the site at `root`, and removes the leftovers of a killed build.
    ///
    /// Errors: `output` contains files not made by a build, is the output of another site, is a folder for hand-written files, or is locked by
    /// another build.
    pub fn begin(root: &Path, output: &Path, earlier: Earlier) -> Result<Self, Diagnostic> {
        let OutputFolder { path: output, shown } = guard::target(root, output)?;
        earlier.kept_in(&output, &shown)?;
        let fail = |error: io::Error| failed(&shown, &error);
        if let Some(parent) = output.parent() {
            fs::create_dir_all(parent).map_err(fail)?;
        }
        let lock = Lock::take(beside(&output, "lock"), &shown)?;
        let work = beside(&output, "new");
        let (new, aside) = (work.join("site"), work.join("old"));
        swap::recover(&output, &aside).map_err(fail)?;
        remove(&work).map_err(fail)?;
        folder(OWNER_ALONE).create(&work).map_err(fail)?;
        folder(READABLE).create(&new).map_err(fail)?;
        let is_masked = open_up(&new, READABLE).map_err(fail)?;
        let folders = RwLock::default();
        let (files, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
        let (marker, line) = (None, earlier.marker());
        let mut staging = Self {
            output,
            shown,
            work,
            new,
            aside,
            is_masked,
            folders,
            files,
            bytes,
            marker,
            earlier,
            _lock: lock,
        };
        staging.write(MARKER, &line)?;
        staging.marker = fs::symlink_metadata(staging.new.join(MARKER)).ok();
        Ok(staging)
    }

    /// The totals so far.
    pub fn written(&self) -> Written {
        Written { files: self.files.load(Ordering::Relaxed), bytes: self.bytes.load(Ordering::Relaxed) }
    }

    /// Replaces the output atomically. The old site is removed when the second value is dropped, since that takes long
    /// and nobody waits for it.
    pub fn commit(self) -> Result<(Written, OldSite), Diagnostic> {
        // Files may have been added while the site was built.
        guard::replaceable(&self.output, &self.shown)?;
        let kept = self.earlier.kept_in(&self.output, &self.shown)?;
        take_over(&kept, &self.output, &self.new, &self.shown)?;
        swap::swap(&self.new, &self.output, &self.aside).map_err(|error| failed(&self.shown, &error))?;
        Ok((self.written(), OldSite { _staging: self }))
    }

    /// Links to the file of the old site at `before`, if `is_same` finds it the same: that costs less than writing, and its
    /// time of change stays, by which caches and copies tell what is new.
    fn link(
        &self,
        path: &str,
        before: &str,
        is_same: impl FnOnce(&Path, u64) -> io::Result<bool>,
    ) -> Option<()> {
        let old = self.output.join(before);
        let found =
            fs::symlink_metadata(&old).ok().filter(|found| found.is_file() && self.has_mode(found))?;
        if !is_inside(path) || !is_inside(before) || !is_same(&old, found.len()).ok()? {
            return None;
        }
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.make_folder(folder).ok()?;
        }
        fs::hard_link(&old, self.new.join(path)).ok()?;
        self.count(found.len());
        Some(())
    }

    /// Whether a file has the mode that a new one would have.
    #[cfg(unix)]
    fn has_mode(&self, found: &fs::Metadata) -> bool {
        use std::os::unix::fs::MetadataExt;
        let is_alike = |marker: &fs::Metadata| marker.mode() == found.mode() && marker.uid() == found.uid();
        self.marker.as_ref().is_some_and(is_alike)
    }

    #[cfg(not(unix))]
    fn has_mode(&self, _: &fs::Metadata) -> bool {
        true
    }

    fn create(&self, path: &str) -> Result<File, Diagnostic> {
        if !is_inside(path) {
            return Err(self.refused(path));
        }
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.make_folder(folder).map_err(|error| self.failed_at(path, &error))?;
        }
        match new_file().open(self.new.join(path)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(self.doubled(path)),
            opened => {
                let file = opened.map_err(|error| self.failed_at(path, &error))?;
                if self.is_masked {
                    open_up(&self.new.join(path), FILE).map_err(|error| self.failed_at(path, &error))?;
                }
                Ok(file)
            }
        }
    }

    fn make_folder(&self, path: &str) -> io::Result<()> {
        let known = self.folders.read().unwrap_or_else(PoisonError::into_inner).contains(path);
        if known {
            return Ok(());
        }
        // Two threads may get here with the same path; creating an existing folder is not an error.
        folder(READABLE).recursive(true).create(self.new.join(path))?;
        if self.is_masked {
            let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
            ends.map(|end| open_up(&self.new.join(&path[..end]), READABLE))
                .collect::<io::Result<Vec<_>>>()?;
        }
        self.folders.write().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        Ok(())
    }

    fn count(&self, bytes: u64) {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    fn failed_at(&self, path: &str, error: &io::Error) -> Diagnostic {
        failed(&format!("{}/{path}", self.shown), error)
    }

    fn refused(&self, path: &str) -> Diagnostic {
        let message = localized!(
            "`{path}` không phải đường dẫn bên trong trang",
            "`{path}` is no path inside the site"
        );
        Diagnostic::error(Code::Output, Place::file(&self.shown), message)
    }

    fn doubled(&self, path: &str) -> Diagnostic {
        let message = localized!("hai tệp cùng muốn ghi vào `{path}`", "two files would stand at `{path}`");
        let help = localized!(
            "có hệ tệp coi chữ hoa và chữ thường là một: xem cả những tên chỉ khác nhau ở đó",
            "some file systems do not tell capitals from small letters: look at names that differ in nothing else"
        );
        Diagnostic::error(Code::PathCollision, Place::file(format!("{}/{path}", self.shown)), message)
            .help(help)
    }
}

/// The site that was replaced; removed when dropped.
#[derive(Debug)]
pub struct OldSite {
    _staging: Staging,
}

/// Whether a file of so many bytes holds just these.
fn holds(path: &Path, length: u64, bytes: &[u8]) -> io::Result<bool> {
    if length != bytes.len() as u64 {
        return Ok(false);
    }
    let mut file = File::open(path)?;
    let (mut buffer, mut rest) = ([0; 16 * 1024], bytes);
    while !rest.is_empty() {
        let read = file.read(&mut buffer)?;
        match rest.strip_prefix(&buffer[..read]) {
            Some(after) if read > 0 => rest = after,
            _ => return Ok(false),
        }
    }
    Ok(true)
}

impl Sink for Staging {
    /// Errors: a file was already written to this path.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        if self.link(path, path, |old, length| holds(old, length, bytes)).is_some() {
            return Ok(());
        }
        let mut file = self.create(path)?;
        file.write_all(bytes).map_err(|error| self.failed_at(path, &error))?;
        self.count(bytes.len() as u64);
        Ok(())
    }

    /// Copies the content only, without mode and timestamps.
    fn copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic> {
        let mut source = File::open(from).map_err(|error| unreadable(from, &error))?;
        let mut file = self.create(path)?;
        let bytes = io::copy(&mut source, &mut file).map_err(|error| self.failed_at(path, &error))?;
        self.count(bytes);
        Ok(())
    }

    fn keep(&self, file: SameFile<'_>) -> bool {
        self.link(file.path, file.before, |_, _| Ok(true)).is_some()
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // If the old site is still aside, it is the only one; the next build restores it.
        if self.output.exists() || !self.aside.exists() {
            // Errors are ignored: the next build removes the rest.
            let _ = remove(&self.work);
        }
    }
}

/// `.public.bantin-new` for `public`: in the same folder, and therefore on the same file system.
pub(super) fn beside(output: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push(".bantin-");
    name.push(what);
    output.with_file_name(name)
}

/// Removes a folder or file, if it exists.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => remove_folder(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Removes a folder with everything in it, on all threads. Links are removed, not followed.
fn remove_folder(path: &Path) -> io::Result<()> {
    let entries: Vec<fs::DirEntry> = fs::read_dir(path)?.collect::<io::Result<_>>()?;
    entries.par_iter().try_for_each(|entry| match entry.file_type()?.is_dir() {
        true => remove_folder(&entry.path()),
        false => fs::remove_file(entry.path()),
    })?;
    fs::remove_dir(path)
}

/// Whether every component of a path is an ordinary name. Browsers treat `\` as `/`; `:` is special on Windows.
fn is_inside(path: &str) -> bool {
    let ordinary = |part: &str| !matches!(part, "" | "." | "..");
    let foreign = |c: char| c.is_control() || c == '\\' || (cfg!(windows) && c == ':');
    path.split('/').all(ordinary) && !path.contains(foreign)
}

/// Gives a file or folder its mode, if the umask took something of it away; returns whether it did.
#[cfg(unix)]
fn open_up(path: &Path, mode: u32) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    let is_masked = fs::symlink_metadata(path)?.permissions().mode() & 0o777 != mode;
    if is_masked {
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    }
    Ok(is_masked)
}

#[cfg(not(unix))]
fn open_up(_: &Path, _: u32) -> io::Result<bool> {
    Ok(false)
}

/// Options for new files: readable by all and writable by the owner, subject to the umask.
pub(super) fn new_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, FILE);
    options
}

/// The mode of new files, and those of new folders.
const FILE: u32 = 0o644;
const READABLE: u32 = 0o755;
pub(super) const OWNER_ALONE: u32 = 0o700;

#[cfg_attr(not(unix), expect(unused_variables, reason = "only Unix has modes"))]
pub(super) fn folder(mode: u32) -> DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, mode);
    builder
}

fn unreadable(from: &Path, error: &io::Error) -> Diagnostic {
    let shown = from.display();
    let message = localized!("không đọc được `{shown}`: {error}", "cannot read `{shown}`: {error}");
    Diagnostic::error(Code::UnreadableFile, Place::file(shown.to_string()), message)
}
