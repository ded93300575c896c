//! Files in the folder of the output that no build wrote: those of a host, of another program, of another site.
//!
//! In: what the last build wrote, as its list tells, and which paths are to stay. Out: an error that names the files that
//! would be lost, or the paths of those that stay, which are taken over into the new site.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::output::{MARKER, failed};

/// So many files are named.
const NAMED: usize = 8;

/// A marker holds no more, in bytes.
const LONGEST_MARKER: u64 = 4096;

/// The first line of a marker.
const FIRST_LINE: &str = "bantin output";

/// What is known of the output that is replaced.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// Title and address of the site that replaces it, by which outputs are told apart.
    pub site: Option<(String, String)>,
    /// The paths that the last build wrote; `None` to replace whatever is there and is not to be kept.
    pub written: Option<BTreeSet<String>>,
    /// Files and folders that stay.
    pub keep: Vec<String>,
}

impl Earlier {
    /// The content of the marker: the same for every build of a site.
    pub fn marker(&self) -> Vec<u8> {
        let named = |(title, address): &(String, String)| {
            let title: String = title.chars().filter(|letter| !letter.is_control()).take(200).collect();
            format!("title {title}\naddress {address}\n")
        };
        format!("{FIRST_LINE} 2\n{}", self.site.as_ref().map(named).unwrap_or_default()).into_bytes()
    }

    /// The files that stay, by path. Errors: the output is that of another site, or has files that nobody said to
    /// keep.
    pub(super) fn kept_in(&self, output: &Path, shown: &str) -> Result<Vec<String>, Diagnostic> {
        if self.written.is_none() && self.keep.is_empty() {
            return Ok(Vec::new());
        }
        self.is_this_site(output, shown)?;
        let (mut kept, mut foreign) = (Vec::new(), Vec::new());
        for entry in WalkDir::new(output).sort_by_file_name() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error)
                    if error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound) =>
                {
                    continue;
                }
                Err(error) => return Err(failed(shown, &error.into())),
            };
            let path = slashed(entry.path().strip_prefix(output).unwrap_or(entry.path()));
            let is_ours = entry.file_type().is_file()
                && (path == MARKER || self.written.as_ref().is_some_and(|written| written.contains(&path)));
            if entry.file_type().is_dir() || is_ours {
                continue;
            }
            if self.keeps(&path) {
                kept.push(path);
            } else if self.written.is_some() {
                foreign.push(path);
            }
        }
        if foreign.is_empty() { Ok(kept) } else { Err(would_be_lost(shown, &foreign)) }
    }

    fn keeps(&self, path: &str) -> bool {
        self.keep.iter().any(|kept| {
            let rest = path.strip_prefix(kept.trim_end_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Errors: the marker names a site with another title and another address.
    fn is_this_site(&self, output: &Path, shown: &str) -> Result<(), Diagnostic> {
        let Some((title, address)) = &self.site else { return Ok(()) };
        let marker = read_marker(output).unwrap_or_default();
        let of = |key: &str| marker.lines().find_map(|line| line.strip_prefix(key));
        let (Some(their_title), Some(their_address)) = (of("title "), of("address ")) else { return Ok(()) };
        if their_title == title.as_str() || their_address == address.as_str() {
            return Ok(());
        }
        let message = localized!(
            "`{shown}` là bản dựng của trang khác: “{their_title}”, {their_address}",
            "`{shown}` is the output of another site: “{their_title}”, {their_address}"
        );
        let help = localized!(
            "chọn thư mục khác bằng `-o`, hoặc thay nó bằng `bantin build --force`",
            "choose another folder with `-o`, or replace it with `bantin build --force`"
        );
        Err(Diagnostic::error(Code::Output, Place::file(shown), message).help(help))
    }
}

/// The text of a marker; `None` if there is none of a build.
pub(super) fn read_marker(folder: &Path) -> Option<String> {
    let marker = folder.join(MARKER);
    let found = fs::symlink_metadata(&marker).ok()?;
    let is_small = found.is_file() && found.len() <= LONGEST_MARKER;
    let text = is_small.then(|| fs::read_to_string(&marker).ok()).flatten()?;
    text.starts_with(FIRST_LINE).then_some(text)
}

/// Takes files of the old site over into the new one. Errors: the new site has a file there itself.
pub(super) fn take_over(kept: &[String], old: &Path, new: &Path, shown: &str) -> Result<(), Diagnostic> {
    for path in kept {
        let (from, to) = (old.join(path), new.join(path));
        if fs::symlink_metadata(&to).is_ok() {
            let message = localized!(
                "`{path}` trong `output: {{keep: […]}}` trùng với một tệp của trang",
                "`{path}` of `output: {{keep: […]}}` is a file of the site itself"
            );
            let help = localized!(
                "bỏ nó khỏi `keep`, hoặc đổi tên tệp kia",
                "remove it from `keep`, or rename the other file"
            );
            let place = Place::file(format!("{shown}/{path}"));
            return Err(Diagnostic::error(Code::PathCollision, place, message).help(help));
        }
        copy(&from, &to).map_err(|error| failed(&format!("{shown}/{path}"), &error))?;
    }
    Ok(())
}

/// A link stays a link; a file is the same one where the file system can do that.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::symlink_metadata(from)?.is_symlink() {
        return link(&fs::read_link(from)?, to);
    }
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

#[cfg(unix)]
fn link(target: &PathBuf, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, at)
}

#[cfg(not(unix))]
fn link(_: &PathBuf, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn would_be_lost(shown: &str, foreign: &[String]) -> Diagnostic {
    let (count, more) = (foreign.len(), if foreign.len() > NAMED { "…" } else { "" });
    let first: Vec<_> = foreign.iter().take(NAMED).map(String::as_str).collect();
    let first = first.join("`, `");
    let message = localized!(
        "`{shown}` có {count} tệp mà lần dựng trước không ghi, thay bản cũ thì sẽ mất: `{first}`{more}",
        "`{shown}` has {count} files that the last build did not write, and that would be lost: `{first}`{more}"
    );
    let mut keep: Vec<_> = foreign.iter().map(|path| path.split('/').next().unwrap_or(path)).collect();
    keep.dedup();
    let keep = keep.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
    let help = localized!(
        "muốn giữ thì ghi `output: {{keep: [{keep}]}}` trong `site.yaml`; muốn xóa thì dựng bằng `bantin build --force`",
        "to keep them, write `output: {{keep: [{keep}]}}` in `site.yaml`; to delete them, use `bantin build --force`"
    );
    Diagnostic::error(Code::Output, Place::file(shown), message).help(help)
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
