//! Ensures that only one build at a time writes to an output.
//!
//! A file next to the output carries an advisory lock of the operating system, which is released when the process
//! ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::output::failed;

/// The exclusive lock of one output; released on drop.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock. Errors: another build holds it.
    pub(super) fn take(path: PathBuf, shown: &str) -> Result<Self, Diagnostic> {
        loop {
            if let Ok(found) = fs::symlink_metadata(&path)
                && !found.is_file()
            {
                return Err(no_file(&path));
            }
            let file = open(&path).map_err(|error| failed(shown, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(taken(shown)),
                // Some network file systems do not support locks; the build continues without one.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(failed(shown, &error)),
            }
            // Another build may have removed the file between opening and locking it; such a lock protects nothing,
            // so try again.
            if is_at(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked: a build that has just opened the file notices in `take` that it is gone.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Opens the file, or makes it; one that is a link by now is not followed, and nothing waits for a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
        std::os::unix::fs::OpenOptionsExt::custom_flags(
            &mut options,
            i32::from_ne_bytes(flags.to_ne_bytes()),
        );
    }
    options.open(path)
}

fn no_file(path: &Path) -> Diagnostic {
    let shown = path.display();
    let message = localized!(
        "`{shown}` không phải một tệp thường, nên không khóa được thư mục cần ghi",
        "`{shown}` is no ordinary file, so the output cannot be locked"
    );
    let help = localized!("xóa nó rồi dựng lại", "remove it and build again");
    Diagnostic::error(Code::Output, Place::file(shown.to_string()), message).help(help)
}

/// Whether the path still refers to the open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(there)) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// The file is not removed on other systems.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

fn taken(shown: &str) -> Diagnostic {
    let message =
        localized!("một lần dựng khác đang ghi vào `{shown}`", "another build is writing to `{shown}`");
    Diagnostic::error(Code::Output, Place::file(shown), message).help(localized!(
        "đợi lần dựng kia xong, hoặc chọn thư mục khác bằng `-o`",
        "wait until it is done, or choose another folder with `-o`"
    ))
}
