//! Swaps two folders.
//!
//! Linux and macOS exchange two names in one system call, so that readers see either the old or the new site at any
//! time. On other systems, and on file systems without support, the old folder is moved aside first; [`recover`]
//! restores it if a build is killed in between.

use std::fs;
use std::io;
use std::path::Path;

/// Moves the folder `new` to `output`. The previous output is at `new` or `aside` afterwards.
pub(super) fn swap(new: &Path, output: &Path, aside: &Path) -> io::Result<()> {
    if !output.exists() {
        return fs::rename(new, output);
    }
    match exchange(new, output) {
        Err(error) if cannot_exchange(&error) => step_aside(new, output, aside),
        done => done,
    }
}

/// Restores the old site after a swap that was interrupted.
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

/// Old kernels lack the system call, some file systems the flag.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Swaps in two moves; if the second one fails, the first is undone.
pub(super) fn step_aside(new: &Path, output: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(output, aside)?;
    fs::rename(new, output).or_else(|error| fs::rename(aside, output).and(Err(error)))
}
