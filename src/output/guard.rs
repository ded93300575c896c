//! Decides which folders a build may replace.
//!
//! In: the site's root and the requested output. Out: the resolved path of the output, or an error. Replacing a
//! folder deletes its content, so only folders made by an earlier build are replaced.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, localized};
use crate::output::failed;
use crate::output::foreign::read_marker;

/// Folders of a site with hand-written files, and that of its caches.
const KEPT: [&str; 4] = ["content", "themes", "src", ".bantin"];

/// The resolved path of the output, and the path shown in messages.
pub(super) struct OutputFolder {
    /// The absolute path, without symbolic links or `..`.
    pub(super) path: PathBuf,
    /// Relative to the root if it is inside.
    pub(super) shown: String,
}

/// Resolves the path of the output. Errors: the path is the site's folder, above it, or in a folder with hand-written
/// files, or what is there may not be replaced.
pub(super) fn target(root: &Path, output: &Path) -> Result<OutputFolder, Diagnostic> {
    let named = output.display().to_string();
    let root = resolve(root).map_err(|error| failed(&root.display().to_string(), &error))?;
    let path = resolve(output).map_err(|error| failed(&named, &error))?;
    if root.starts_with(&path) {
        return Err(refused(
            &named,
            localized!(
                "`{named}` là thư mục của trang hoặc thư mục chứa nó, nên không thể là nơi ghi",
                "`{named}` is the site's folder or one above it, so it cannot be the output"
            ),
        ));
    }
    for kept in KEPT {
        let folder = resolve(&root.join(kept)).unwrap_or_else(|_| root.join(kept));
        if path.starts_with(folder) {
            return Err(refused(
                &named,
                localized!(
                    "`{named}` nằm trong `{kept}`, nơi chứa bản gốc, nên không thể là nơi ghi",
                    "`{named}` lies in `{kept}`, which holds originals, so it cannot be the output"
                ),
            ));
        }
    }
    let inside = path.strip_prefix(&root).ok().map(slashed);
    let shown = inside.unwrap_or_else(|| path.display().to_string());
    replaceable(&path, &shown)?;
    Ok(OutputFolder { path, shown })
}

/// Errors unless there is nothing at `path`, an empty folder, or the output of an earlier build.
pub(super) fn replaceable(path: &Path, shown: &str) -> Result<(), Diagnostic> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(shown, &error)),
    };
    if !found.is_dir() {
        return Err(refused(
            shown,
            localized!("`{shown}` là một tệp, không phải thư mục", "`{shown}` is a file, not a folder"),
        ));
    }
    if path.join(".git").exists() {
        return Err(refused(
            shown,
            localized!(
                "`{shown}` chứa một kho git, ghi đè sẽ mất lịch sử",
                "`{shown}` holds a git repository, whose history would be lost"
            ),
        ));
    }
    let empty = fs::read_dir(path).map_err(|error| failed(shown, &error))?.next().is_none();
    if empty || read_marker(path).is_some() {
        return Ok(());
    }
    Err(refused(
        shown,
        localized!(
            "`{shown}` có sẵn tệp mà không phải do chương trình tạo ra, nên không bị thay",
            "`{shown}` holds files that no earlier build made, so it is not replaced"
        ),
    ))
}

fn refused(shown: &str, message: LocalizedText) -> Diagnostic {
    Diagnostic::error(Code::Output, Place::file(shown), message).help(localized!(
        "chọn một thư mục mới hoặc rỗng, ví dụ `-o public`",
        "name a new or empty folder, for example `-o public`"
    ))
}

/// Resolves symbolic links and `..`; unlike `fs::canonicalize`, the path need not exist.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut resolved = if path.is_absolute() { PathBuf::new() } else { fs::canonicalize(".")? };
    for component in path.components() {
        match component {
            Component::Prefix(_) | Component::RootDir => resolved.push(component),
            Component::CurDir => {}
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Normal(name) => {
                resolved.push(name);
                if fs::symlink_metadata(&resolved).is_ok_and(|found| found.is_symlink()) {
                    resolved = fs::canonicalize(&resolved)?;
                }
            }
        }
    }
    Ok(resolved)
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
