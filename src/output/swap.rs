//! Two folders change places.
//!
//! Linux and macOS exchange two names in one system call: a reader finds the old site or the new one, never none.
//! Elsewhere, and on file systems that cannot, the old folder steps aside for a moment; [`recover`] brings it back
//! when a build is killed in that moment.

use std::fs;
use std::io;
use std::path::Path;

/// Puts the folder `new` at `output`. What stood there is at `new` or `aside` afterwards.
pub(super) fn swap(new: &Path, output: &Path, aside: &Path) -> io::Result<()> {
    if !output.exists() {
        return fs::rename(new, output);
    }
    match exchange(new, output) {
        Err(error) if cannot_exchange(&error) => step_aside(new, output, aside),
        done => done,
    }
}

/// Undoes half a swap of a killed build.
pub(super) fn recover(output: &Path, aside: &Path) -> io::Result<()> {
    if !output.exists() && aside.exists() { fs::rename(aside, output) } else { Ok(()) }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(new: &Path, output: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, output, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// An old kernel says that it has no such call, a file system that it knows no such flag.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// The way in two moves; the second failing, the first is undone.
pub(super) fn step_aside(new: &Path, output: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(output, aside)?;
    fs::rename(new, output).or_else(|error| fs::rename(aside, output).and(Err(error)))
}
