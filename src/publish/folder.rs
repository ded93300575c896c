//! A folder of this machine: each publish is a release in a folder of its own, and one symbolic link tells which is shown.
//!
//! ```text
//! /srv/www/dan-van-kheo            → .dan-van-kheo.releases/20261130T080000Z-1a2b3c4d
//! /srv/www/.dan-van-kheo.releases/   the newest ones; the link is replaced in one step
//! ```
//!
//! Files that have not changed are hard links to those of the release before. Windows has no such links without special
//! rights; there the folder itself is renamed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, localized};
use crate::publish::{Target, failure, is_own};

/// The number of releases that stay.
const KEPT: usize = 5;

/// A folder with releases.
pub(super) struct Folder {
    /// The path that web servers read.
    path: PathBuf,
    releases: PathBuf,
    /// The name of the new release.
    name: String,
    /// Where files are read and written: the current release, then the new one.
    open: PathBuf,
}

impl Folder {
    /// `name` is that of the new release; names sort by time.
    pub(super) fn new(path: PathBuf, name: String) -> Self {
        let releases = releases(&path);
        Self { open: path.clone(), path, releases, name }
    }

    fn failed(&self, error: &io::Error) -> Diagnostic {
        let shown = self.shown();
        failure(&shown, localized!("không ghi được `{shown}`: {error}", "cannot write `{shown}`: {error}"))
    }

    /// A new release with hard links to all files of the current one.
    fn prepare(&mut self) -> io::Result<()> {
        let new = self.releases.join(format!("{}.partial", self.name));
        for left in partial(&self.releases)? {
            fs::remove_dir_all(left)?;
        }
        fs::create_dir_all(&new)?;
        if let Ok(current) = fs::canonicalize(&self.path) {
            for entry in walkdir::WalkDir::new(&current).min_depth(1) {
                let entry = entry?;
                let to = new.join(entry.path().strip_prefix(&current).unwrap_or(entry.path()));
                if entry.file_type().is_dir() {
                    fs::create_dir_all(to)?;
                } else if fs::hard_link(entry.path(), &to).is_err() {
                    fs::copy(entry.path(), to)?;
                }
            }
        }
        self.open = new;
        Ok(())
    }

    fn show(&self) -> io::Result<()> {
        let release = self.releases.join(&self.name);
        let _ = fs::remove_dir_all(&release);
        fs::rename(&self.open, &release)?;
        match fs::symlink_metadata(&self.path) {
            // A folder from before: it becomes a release, and goes with the oldest.
            Ok(found) if found.is_dir() => {
                fs::rename(&self.path, self.releases.join(format!("0-{}", self.name)))?
            }
            _ => {}
        }
        point(&self.path, &self.releases, &self.name)?;
        self.forget()
    }

    /// Removes the oldest releases.
    fn forget(&self) -> io::Result<()> {
        let mut names: Vec<_> =
            fs::read_dir(&self.releases)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        names.retain(|path| path.is_dir() && !path.ends_with(&self.name));
        names.sort();
        let surplus = (names.len() + 1).saturating_sub(KEPT);
        names[..surplus.min(names.len())].iter().try_for_each(fs::remove_dir_all)
    }

    fn put(&self, path: &str, write: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
        let to = self.open.join(path);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        // Never into a file that an older release shares.
        match fs::remove_file(&to) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        write(&to)?;
        readable(&to, &self.open)
    }
}

/// Where the releases of a folder stand: beside it.
pub(super) fn releases(path: &Path) -> PathBuf {
    let last = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{last}.releases"))
}

/// Lets everybody read a file and walk through its folders up to the release, whatever the umask is.
#[cfg(unix)]
fn readable(file: &Path, release: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let set = |path: &Path, mode: u32| {
        let is_set = fs::metadata(path)?.permissions().mode() & 0o777 == mode;
        if is_set { Ok(()) } else { fs::set_permissions(path, fs::Permissions::from_mode(mode)) }
    };
    set(file, 0o644)?;
    let folders = file.ancestors().skip(1).take_while(|folder| folder.starts_with(release));
    folders.into_iter().try_for_each(|folder| set(folder, 0o755))
}

#[cfg(not(unix))]
fn readable(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Releases that were never finished.
fn partial(releases: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(releases) {
        Ok(entries) => {
            let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
            Ok(paths.filter(|path| path.extension().is_some_and(|ending| ending == "partial")).collect())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Lets a path show a release, in one step.
#[cfg(unix)]
fn point(path: &Path, releases: &Path, name: &str) -> io::Result<()> {
    let link = releases.join("link");
    match fs::remove_file(&link) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // Relative, so that the folders can be moved together.
    let folder = releases.file_name().map(PathBuf::from).unwrap_or_default();
    std::os::unix::fs::symlink(folder.join(name), &link)?;
    fs::rename(link, path)
}

#[cfg(not(unix))]
fn point(path: &Path, releases: &Path, name: &str) -> io::Result<()> {
    fs::rename(releases.join(name), path)
}

impl Target for Folder {
    fn shown(&self) -> String {
        self.path.display().to_string()
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        match fs::read(self.open.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => {
                let shown = self.shown();
                Err(failure(
                    &shown,
                    localized!("không đọc được `{shown}`: {error}", "cannot read `{shown}`: {error}"),
                ))
            }
        }
    }

    fn is_empty(&mut self) -> Result<bool, Diagnostic> {
        match fs::read_dir(&self.path) {
            Ok(mut entries) => {
                let is_others = |entry: io::Result<fs::DirEntry>| {
                    entry.is_ok_and(|entry| !is_own(&entry.file_name().to_string_lossy()))
                };
                Ok(!entries.any(is_others))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Err(error) => Err(self.failed(&error)),
        }
    }

    fn begin(&mut self) -> Result<(), Diagnostic> {
        self.prepare().map_err(|error| self.failed(&error))
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.put(path, |to| fs::write(to, bytes)).map_err(|error| self.failed(&error))
    }

    fn upload(&mut self, from: &Path, paths: &[&str], done: &dyn Fn(usize)) -> Result<(), Diagnostic> {
        for path in paths {
            let copied = self.put(path, |to| fs::copy(from.join(path), to).map(|_| ()));
            copied.map_err(|error| self.failed(&error))?;
            done(1);
        }
        Ok(())
    }

    fn can_copy(&self) -> bool {
        true
    }

    /// One file with two names: [`Folder::put`] never writes into a file that is there.
    fn copy(&mut self, _: &Path, copies: &[(&str, &str)]) -> Result<(), Diagnostic> {
        for (path, source) in copies {
            let source = self.open.join(source);
            let _ = self
                .put(path, |to| fs::hard_link(&source, to).or_else(|_| fs::copy(&source, to).map(|_| ())));
        }
        Ok(())
    }

    fn delete(&mut self, paths: &[&str]) -> Result<(), Diagnostic> {
        for path in paths {
            match fs::remove_file(self.open.join(path)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(self.failed(&error)),
                _ => {}
            }
            remove_empty_folders(&self.open, path);
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Diagnostic> {
        self.show().map_err(|error| self.failed(&error))
    }
}

/// Removes the folders of a file that hold nothing any more.
fn remove_empty_folders(root: &Path, path: &str) {
    let mut folder = path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        if fs::remove_dir(root.join(above)).is_err() {
            return;
        }
        folder = above;
    }
}
