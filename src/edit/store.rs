//! What the editing room writes: files below `content/`, and below `.bantin/` drafts, former texts, and what was thrown
//! away.
//!
//! A file is written beside its place and moved there, so that nobody reads half of it. A program that holds the file for
//! a moment (a virus scanner, a folder kept in a cloud) is waited for.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::edit::record::{Location, digest};

/// How often a move is tried, and how long is waited between.
const TRIES: usize = 6;
const PAUSE: Duration = Duration::from_millis(60);

/// So many former texts of a file are kept.
const KEPT: usize = 50;

/// The path of a file below `content/`, if it is one that may be written: no hidden name, and no link that leads out.
#[must_use]
pub fn below_content(root: &Path, name: &str) -> Option<PathBuf> {
    let path = Path::new(name);
    let mut parts = path.components();
    let is_sound = |part: Component<'_>| match part {
        Component::Normal(part) => {
            let part = part.to_string_lossy();
            !part.starts_with(['.', '_']) && !part.contains(['\\', ':', '\0'])
        }
        _ => false,
    };
    if parts.next() != Some(Component::Normal("content".as_ref()))
        || path.components().count() < 2
        || !parts.all(is_sound)
        || name.ends_with('/')
    {
        return None;
    }
    let whole = root.join(path);
    let content = fs::canonicalize(root.join("content")).ok()?;
    let there = whole.ancestors().find_map(|above| fs::canonicalize(above).ok())?;
    there.starts_with(&content).then_some(whole)
}

/// Writes a file whole.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let beside = folder.join(format!(".{name}.bantin-new"));
    fs::write(&beside, bytes)?;
    if let Ok(known) = fs::metadata(path) {
        let _ = fs::set_permissions(&beside, known.permissions());
    }
    let moved = patiently(|| fs::rename(&beside, path));
    if moved.is_err() {
        let _ = fs::remove_file(&beside);
    }
    moved
}

fn patiently(mut step: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    for _ in 1..TRIES {
        match step() {
            Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ResourceBusy) => {
                std::thread::sleep(PAUSE);
            }
            done => return done,
        }
    }
    step()
}

fn own(root: &Path, folder: &str) -> PathBuf {
    root.join(".bantin").join(folder)
}

/// Keeps a text before it is changed; `stamp` orders the texts of a file.
pub fn keep_former(root: &Path, file: &str, bytes: &[u8], stamp: &str) -> io::Result<()> {
    let folder = own(root, "history").join(file);
    write(&folder.join(stamp), bytes)?;
    let mut all = stamps(&folder);
    while all.len() > KEPT {
        fs::remove_file(folder.join(all.remove(0)))?;
    }
    Ok(())
}

fn stamps(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut all: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    all.retain(|name| !name.starts_with('.'));
    all.sort();
    all
}

/// The stamps of the former texts of a file, the newest first.
#[must_use]
pub fn formers(root: &Path, file: &str) -> Vec<String> {
    let mut all = stamps(&own(root, "history").join(file));
    all.reverse();
    all
}

/// A former text.
pub fn former(root: &Path, file: &str, stamp: &str) -> io::Result<Vec<u8>> {
    if !formers(root, file).iter().any(|known| known == stamp) {
        return Err(ErrorKind::NotFound.into());
    }
    fs::read(own(root, "history").join(file).join(stamp))
}

fn draft_path(root: &Path, location: &Location) -> PathBuf {
    let name = format!("{}#{}", location.file, location.index.map_or_else(String::new, |at| at.to_string()));
    own(root, "drafts").join(format!("{}.json", digest(name.as_bytes())))
}

/// Keeps what was typed and not saved.
pub fn keep_draft(root: &Path, location: &Location, sent: &Value, stamp: &str) -> io::Result<()> {
    let draft = json!({
        "file": location.file, "index": location.index, "base": sent["base"], "fields": sent["fields"],
        "body": sent["body"], "at": stamp,
    });
    write(&draft_path(root, location), draft.to_string().as_bytes())
}

/// What was typed and not saved.
#[must_use]
pub fn draft(root: &Path, location: &Location) -> Option<Value> {
    let found: Value = serde_json::from_slice(&fs::read(draft_path(root, location)).ok()?).ok()?;
    (found["file"] == json!(location.file)).then_some(found)
}

pub fn drop_draft(root: &Path, location: &Location) {
    let _ = fs::remove_file(draft_path(root, location));
}

/// Moves a file into the bin; its path there.
pub fn throw_away(root: &Path, file: &str, stamp: &str) -> io::Result<PathBuf> {
    let from = below_content(root, file).ok_or(ErrorKind::PermissionDenied)?;
    let to = own(root, "trash").join(stamp).join(file);
    fs::create_dir_all(to.parent().unwrap_or(root))?;
    patiently(|| fs::rename(&from, &to))?;
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_content_is_a_place_to_write() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(root.path().join("content/articles")).expect("a folder");
        for name in [
            "content/../site.yaml",
            "../content/a.md",
            "/etc/passwd",
            "themes/a.css",
            "content/.a/b.md",
            "content/a\\..\\b.md",
            "content/_x/a.md",
            "content",
            "content/articles/",
            "content//../../a.md",
            "public/index.html",
            "",
        ] {
            assert_eq!(below_content(root.path(), name), None, "{name}");
        }
        assert!(below_content(root.path(), "content/articles/2025/moi.md").is_some());
        #[cfg(unix)]
        {
            let outside = tempfile::tempdir().expect("a folder");
            std::os::unix::fs::symlink(outside.path(), root.path().join("content/ra")).expect("a link");
            assert_eq!(below_content(root.path(), "content/ra/a.md"), None);
        }
    }

    #[test]
    fn former_texts_are_kept_newest_first_and_bounded() {
        let root = tempfile::tempdir().expect("a folder");
        let file = "content/articles/a.md";
        for at in 0..60 {
            keep_former(root.path(), file, format!("{at}").as_bytes(), &format!("{at:04}")).expect("kept");
        }
        let all = formers(root.path(), file);
        assert_eq!((all.len(), all[0].as_str()), (KEPT, "0059"));
        assert_eq!(former(root.path(), file, "0059").expect("there"), b"59");
        assert!(former(root.path(), file, "../../../drafts/x").is_err());
    }

    #[test]
    fn a_draft_belongs_to_one_record_of_a_list() {
        let root = tempfile::tempdir().expect("a folder");
        let at = |index| Location { file: "content/taxonomies/authors.yaml".into(), index: Some(index) };
        keep_draft(root.path(), &at(1), &json!({"fields": {"name": "A"}}), "t").expect("kept");
        assert_eq!(draft(root.path(), &at(1)).expect("there")["fields"]["name"], "A");
        assert_eq!(draft(root.path(), &at(2)), None);
        drop_draft(root.path(), &at(1));
        assert_eq!(draft(root.path(), &at(1)), None);
    }
}
