//! Brings an output to where readers get it: a folder, a host by SSH or FTP, a bucket, a branch of a repository.
//!
//! In: a built folder with its [`FileList`](crate::file_list::FileList), and a [`Target`]. Out: the target holds the
//! same files. The steps, the same for every kind of target:
//!
//! 1. [`state`] reads the list that the publish before left at the target; a target that is not empty and has none is
//!    left alone, unless it is adopted;
//! 2. [`plan`] compares both lists, never times or sizes, and puts the files in an order in which readers never miss a
//!    part: what pages need, pages, feeds, lists; then what is gone;
//! 3. [`run`] carries the plan out in batches, keeps the list at the target true, and verifies what it wrote.
//!
//! Only what the list names is ever deleted. Former files with hashes in their names stay for a while, so that pages that
//! are open in a browser keep working.

pub mod address;
pub mod backup;
mod folder;
#[cfg(feature = "publish")]
mod ftp;
mod git;
pub mod kept;
pub mod open;
pub mod plan;
mod program;
pub mod run;
#[cfg(feature = "publish")]
mod s3;
mod ssh;
pub mod state;

use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, localized};

/// Where an output is published. Paths are relative to the section, with `/`. A file appears whole or not at all.
pub trait Target {
    /// How it is called in messages; without secrets.
    fn shown(&self) -> String;

    /// The bytes of a file; `None` if it is not there.
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic>;

    /// Whether nothing is there, except what a publish left that was killed before it had a list ([`is_own`]).
    fn is_empty(&mut self) -> Result<bool, Diagnostic>;

    /// Writes a small file.
    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic>;

    /// Copies files of a local folder; `done` is told how many.
    fn upload(&mut self, from: &Path, paths: &[&str], done: &dyn Fn(usize)) -> Result<(), Diagnostic>;

    /// Whether it can make files out of others that it holds, so that their bytes need not travel.
    fn can_copy(&self) -> bool {
        false
    }

    /// Makes files out of others that the target holds: pairs of the new path and that of its source. `from` has the new
    /// files, for what they are besides their bytes. A copy that fails is no error: [`Target::differing`] shows it.
    fn copy(&mut self, _from: &Path, _copies: &[(&str, &str)]) -> Result<(), Diagnostic> {
        Ok(())
    }

    /// Whether texts are held in a compressed form, not as they are.
    fn is_compressed(&self) -> bool {
        false
    }

    /// Removes files; one that is gone already is no error.
    fn delete(&mut self, paths: &[&str]) -> Result<(), Diagnostic>;

    /// Writes a small file if the target still holds what was read before (`None`: nothing). Tells whether it did. Where
    /// that takes two steps, of two publishers in the same second both may have done it.
    fn swap(&mut self, path: &str, before: Option<&[u8]>, bytes: &[u8]) -> Result<bool, Diagnostic> {
        let is_as_before = self.read(path)?.as_deref() == before;
        if is_as_before {
            self.write(path, bytes)?;
        }
        Ok(is_as_before)
    }

    /// What whoever publishes has to know of this target, after [`Target::begin`].
    fn notes(&self) -> Vec<LocalizedText> {
        Vec::new()
    }

    /// Before the first change: a target that replaces everything in one move prepares the new state here.
    fn begin(&mut self) -> Result<(), Diagnostic> {
        Ok(())
    }

    /// After the last change: readers see the new state now at the latest.
    fn commit(&mut self) -> Result<(), Diagnostic> {
        Ok(())
    }

    /// Which of these files are not as they are in a local folder.
    fn differing(&mut self, from: &Path, paths: &[&str]) -> Result<Vec<String>, Diagnostic> {
        let mut differing = Vec::new();
        for path in paths {
            let same = self
                .read(path)?
                .is_some_and(|there| std::fs::read(from.join(path)).is_ok_and(|here| here == there));
            if !same {
                differing.push((*path).to_owned());
            }
        }
        Ok(differing)
    }
}

/// Whether a name at the top of a target is one of those that only this program gives.
pub(crate) fn is_own(name: &str) -> bool {
    name.starts_with(".bantin-")
}

/// A target that cannot be used, or may not be touched.
pub(crate) fn failure(shown: &str, message: LocalizedText) -> Diagnostic {
    Diagnostic::error(Code::Target, Place::file(shown), message)
}

/// A host that could not be used.
pub(crate) fn unreachable(shown: &str, error: &dyn std::fmt::Display) -> Diagnostic {
    failure(shown, localized!("không dùng được `{shown}`: {error}", "cannot use `{shown}`: {error}"))
}
