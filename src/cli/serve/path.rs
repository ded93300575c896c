//! From the path of a request to a file of the site. What would lead outside the site leads nowhere.

use std::path::{Path, PathBuf};

/// Where a path leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a file, which may not be there.
    File(PathBuf),
    /// To a folder whose address lacks its last slash.
    Folder,
    /// Nowhere.
    Nothing,
}

/// The target of `path`, which is below the section and still percent-encoded, in the site at `folder`.
pub(super) fn find(folder: &Path, path: &str) -> Target {
    let Some(path) = decoded(path) else { return Target::Nothing };
    let (names, asks_folder) = match path.strip_suffix('/') {
        Some(names) => (names, true),
        None => (path.as_str(), path.is_empty()),
    };
    let mut file = folder.to_path_buf();
    if !names.is_empty() {
        if !names.split('/').all(is_name) {
            return Target::Nothing;
        }
        file.push(names);
    }
    if asks_folder {
        return Target::File(file.join("index.html"));
    }
    if file.is_dir() { Target::Folder } else { Target::File(file) }
}

/// Whether a part of a path is an ordinary name on every system.
fn is_name(part: &str) -> bool {
    !matches!(part, "" | "." | "..")
        && !part.contains(|c: char| c.is_control() || matches!(c, '\\' | ':' | '/'))
}

/// The path with `%41` read as `A`, once (RFC 3986, 2.1); nothing for what is no text then. An encoded slash is no
/// separator, and no name of a file has one.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first != b'%' {
            bytes.push(*first);
            rest = after;
            continue;
        }
        let digits = std::str::from_utf8(after.get(..2)?).ok()?;
        let byte =
            u8::from_str_radix(digits, 16).ok().filter(|byte| !digits.starts_with('+') && *byte != b'/')?;
        bytes.push(byte);
        rest = &after[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_a_file_or_to_the_index_of_a_folder() {
        let site = tempfile::TempDir::new().unwrap();
        std::fs::create_dir(site.path().join("tin-tuc")).unwrap();
        let file = |name: &str| Target::File(site.path().join(name));
        let found = |path: &str| find(site.path(), path);
        assert_eq!(found(""), file("index.html"));
        assert_eq!(found("tin-tuc/"), file("tin-tuc/index.html"));
        assert_eq!(found("tin-tuc"), Target::Folder);
        assert_eq!(found("a/feed.xml"), file("a/feed.xml"));
        assert_eq!(found("%E1%BA%A3nh/b%20c.png"), file("ảnh/b c.png"));
    }

    #[test]
    fn nothing_outside_the_site_can_be_asked_for() {
        for path in [
            "../x",
            "a/../../x",
            "%2e%2e/x",
            "%2E%2E%2Fx",
            "..%2fx",
            "a/%2e%2e/x",
            "..\\x",
            "%5c..%5cx",
            "//etc/passwd",
            "/etc/passwd",
            "%2fetc/passwd",
            "a//b",
            "a/./b",
            "C:/x",
            "a%00.html",
            "%",
            "%4",
            "%zz",
            "%+4",
            "%ff",
        ] {
            assert_eq!(find(Path::new("/site"), path), Target::Nothing, "{path}");
        }
    }
}
