//! A folder on disk.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, localized};
use crate::file_list::{FileList, FileSum, LIST};
use crate::verify::{Difference, Fault, Verified, no_list, parsed};

/// The list of an output folder. Errors: it has none, or a damaged one.
pub fn list_of_folder(folder: &Path) -> Result<FileList, Diagnostic> {
    let shown = folder.display().to_string();
    match fs::read(folder.join(LIST)) {
        Ok(bytes) => parsed(&bytes, &shown),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(no_list(&shown, localized!("`{shown}` không có `{LIST}`", "`{shown}` has no `{LIST}`")))
        }
        Err(error) => Err(no_list(
            &shown,
            localized!(
                "không đọc được `{LIST}` của `{shown}`: {error}",
                "cannot read `{LIST}` of `{shown}`: {error}"
            ),
        )),
    }
}

/// Compares a folder with a list; `done` is called after each file.
pub fn verify_folder(folder: &Path, list: &FileList, done: &(dyn Fn() + Sync)) -> Verified {
    let compared = list.files.par_iter().filter_map(|(path, sum)| {
        let fault = fault(&folder.join(path), sum);
        done();
        Some(Difference { path: path.clone(), fault: fault? })
    });
    let mut differences: Vec<Difference> = compared.collect();
    differences.extend(unlisted(folder, list));
    differences.sort();
    Verified { files: list.files.len(), differences }
}

fn fault(file: &Path, expected: &FileSum) -> Option<Fault> {
    match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Some(Fault::Missing),
        Ok(found) if found.is_file() && found.len() != expected.size => return Some(Fault::Changed),
        _ => {}
    }
    match FileSum::of_file(file) {
        Ok(sum) => (sum.sha256 != expected.sha256).then_some(Fault::Changed),
        Err(error) => Some(Fault::Unreadable(error.to_string())),
    }
}

/// Files that are there and not listed.
fn unlisted(folder: &Path, list: &FileList) -> BTreeSet<Difference> {
    let walk = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    let files = walk.filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir());
    let paths = files.filter_map(|entry| {
        let below = entry.path().strip_prefix(folder).ok()?;
        let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
        Some(parts.collect::<Vec<_>>().join("/"))
    });
    let others = paths.filter(|path| path != LIST && !list.files.contains_key(path));
    others.map(|path| Difference { path, fault: Fault::Unlisted }).collect()
}
