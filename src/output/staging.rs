//! The folder beside the output in which the next site grows.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{PoisonError, RwLock};

use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Diagnostic, Place, words};
use crate::output::guard::{self, MARKER, MARKER_LINE, Target};
use crate::output::lock::Lock;
use crate::output::{Sink, failed, swap};

/// How much was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files, the marker `.bantin` included.
    pub files: usize,
    /// Bytes of all files.
    pub bytes: u64,
}

/// A site being written, invisible to readers until [`commit`](Staging::commit).
///
/// Dropped without a commit, it is removed and the output is as it was.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    /// The output's path for messages.
    shown: String,
    /// The folder beside the output that holds the two below. Only its owner can look inside, since a web server may
    /// show what lies beside the output, and nothing in here has been approved yet.
    work: PathBuf,
    /// The new site; after the swap the old one.
    new: PathBuf,
    /// Where the old site stands for a moment when the two cannot be exchanged.
    aside: PathBuf,
    /// Folders below `new` that are there already, so that each is made once.
    folders: RwLock<FxHashSet<String>>,
    files: AtomicUsize,
    bytes: AtomicU64,
    /// Last, so that it is given up only when everything else is cleared away.
    _lock: Lock,
}

impl Staging {
    /// Begins a new site for `output`, an output of the site at `root`.
    ///
    /// Refused when the output is a folder that people fill, or holds anything that no earlier build made, and while
    /// another build writes to it. What a killed build left is cleared away.
    pub fn begin(root: &Path, output: &Path) -> Result<Self, Diagnostic> {
        let Target { path: output, shown } = guard::target(root, output)?;
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
        let folders = RwLock::default();
        let (files, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
        let staging = Self { output, shown, work, new, aside, folders, files, bytes, _lock: lock };
        staging.write(MARKER, MARKER_LINE)?;
        Ok(staging)
    }

    /// How much has been written up to now.
    pub fn written(&self) -> Written {
        Written { files: self.files.load(Ordering::Relaxed), bytes: self.bytes.load(Ordering::Relaxed) }
    }

    /// Replaces the output in one move and removes the old site.
    pub fn commit(self) -> Result<Written, Diagnostic> {
        // Somebody may have put files there while the site was being built.
        guard::replaceable(&self.output, &self.shown)?;
        swap::swap(&self.new, &self.output, &self.aside).map_err(|error| failed(&self.shown, &error))?;
        Ok(self.written())
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
            opened => opened.map_err(|error| self.failed_at(path, &error)),
        }
    }

    fn make_folder(&self, path: &str) -> io::Result<()> {
        let known = self.folders.read().unwrap_or_else(PoisonError::into_inner).contains(path);
        if known {
            return Ok(());
        }
        // Two threads may both come here: making a folder that is there is no error.
        folder(READABLE).recursive(true).create(self.new.join(path))?;
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
        let message =
            words!("`{path}` không phải đường dẫn bên trong trang", "`{path}` is no path inside the site");
        Diagnostic::error(Code::Output, Place::file(&self.shown), message)
    }

    fn doubled(&self, path: &str) -> Diagnostic {
        let message = words!("hai tệp cùng muốn ghi vào `{path}`", "two files would stand at `{path}`");
        let help = words!(
            "có hệ tệp coi chữ hoa và chữ thường là một: xem cả những tên chỉ khác nhau ở đó",
            "some file systems do not tell capitals from small letters: look at names that differ in nothing else"
        );
        Diagnostic::error(Code::PathCollision, Place::file(format!("{}/{path}", self.shown)), message)
            .help(help)
    }
}

impl Sink for Staging {
    /// A second file at the same path is refused.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let mut file = self.create(path)?;
        file.write_all(bytes).map_err(|error| self.failed_at(path, &error))?;
        self.count(bytes.len() as u64);
        Ok(())
    }

    /// The bytes alone: modes and dates stay behind.
    fn copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic> {
        let mut source = File::open(from).map_err(|error| unreadable(from, &error))?;
        let mut file = self.create(path)?;
        let bytes = io::copy(&mut source, &mut file).map_err(|error| self.failed_at(path, &error))?;
        self.count(bytes);
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // An old site that stepped aside and could not come back is all there is: the next build recovers it.
        if self.output.exists() || !self.aside.exists() {
            // What cannot be removed now is removed by the next build.
            let _ = remove(&self.work);
        }
    }
}

/// `.public.bantin-new` for `public`: the same folder, so the same file system.
fn beside(output: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push(".bantin-");
    name.push(what);
    output.with_file_name(name)
}

/// Removes a folder or file; none there is fine.
fn remove(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Whether every part of a path is an ordinary name. Browsers read `\` as `/`; Windows reads more into `:`.
fn is_inside(path: &str) -> bool {
    let ordinary = |part: &str| !matches!(part, "" | "." | "..");
    let foreign = |c: char| c.is_control() || c == '\\' || (cfg!(windows) && c == ':');
    path.split('/').all(ordinary) && !path.contains(foreign)
}

/// New files can be read by all and written by the owner, as far as the umask allows.
fn new_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    options
}

/// Modes of folders.
const READABLE: u32 = 0o755;
const OWNER_ALONE: u32 = 0o700;

#[cfg_attr(not(unix), expect(unused_variables, reason = "only Unix has modes"))]
fn folder(mode: u32) -> DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, mode);
    builder
}

fn unreadable(from: &Path, error: &io::Error) -> Diagnostic {
    let shown = from.display();
    let message = words!("không đọc được `{shown}`: {error}", "cannot read `{shown}`: {error}");
    Diagnostic::error(Code::UnreadableFile, Place::file(shown.to_string()), message)
}
