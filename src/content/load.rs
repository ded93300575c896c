//! Finds all files below `content/` and reads the texts among them.
//!
//! The walk is sorted by name, so that the order does not depend on the file system; files are read in parallel in that
//! order. Other files (pictures and attachments) are only listed with their sizes.

use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

use crate::content::holds::{FileKind, Holds, stem};
use crate::content::lost::Lost;
use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::source::{Source, SourceId, Sources, normalise};

/// All files found below `content/`.
#[derive(Debug, Default)]
pub struct Loaded {
    /// All texts.
    pub sources: Sources,
    /// The kind of content of each text, in the order of their paths.
    pub texts: Vec<(SourceId, Holds)>,
    /// Other files, by path from the root of the site.
    pub assets: BTreeMap<String, Asset>,
    /// Records that may stand in files that could not be read.
    pub unread: Vec<(Holds, Lost)>,
    /// The diagnostics of loading.
    found: Vec<Diagnostic>,
}

/// The texts of an earlier run, and the changes since.
#[derive(Clone, Copy)]
pub struct Earlier<'e> {
    pub loaded: &'e Loaded,
    pub changed: &'e Changed,
}

/// The files that have changed since an earlier run.
#[derive(Debug, Clone, Default)]
pub struct Changed {
    /// Paths from the root of the site, of files and of folders.
    paths: BTreeSet<String>,
    /// Any file may have changed.
    everything: bool,
}

impl Changed {
    /// A file or folder was written, moved or removed.
    pub fn add(&mut self, path: String) {
        self.paths.insert(path);
    }

    /// Any file may have changed.
    pub fn add_everything(&mut self) {
        self.everything = true;
    }

    /// Whether a file, or a folder it is in, may have changed.
    pub fn touches(&self, path: &str) -> bool {
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        self.everything
            || self.paths.contains(path)
            || above.into_iter().any(|folder| self.paths.contains(folder))
    }

    /// Whether anything in a folder may have changed.
    pub fn touches_in(&self, folder: &str) -> bool {
        let is_inside = |path: &String| {
            path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.touches(folder) || self.paths.iter().any(is_inside)
    }

    /// The paths, if only these have changed.
    fn alone(&self) -> Option<&BTreeSet<String>> {
        (!self.everything).then_some(&self.paths)
    }
}

impl Earlier<'_> {
    /// The new state if only the content of known texts has changed; `None` if files were added or removed.
    fn with_texts_read_again(&self, root: &Path, overlays: &BTreeMap<String, String>) -> Option<Loaded> {
        let before = self.loaded;
        let changed = self.changed.alone()?;
        let is_text = |name: &String| {
            before.text(name).is_some() && (overlays.contains_key(name) || root.join(name).is_file())
        };
        if !before.unread.is_empty() || !changed.iter().all(is_text) {
            return None;
        }
        let mut loaded = Loaded {
            texts: before.texts.clone(),
            assets: before.assets.clone(),
            found: before.found.clone(),
            ..Loaded::default()
        };
        for (id, _) in &before.texts {
            let source = before.sources.shared(*id);
            if changed.contains(&source.path) {
                loaded.sources.add(text_now(root, &source.path, overlays)?);
            } else {
                loaded.sources.add(Arc::clone(source));
            }
        }
        Some(loaded)
    }

    /// An unchanged text.
    fn text(&self, name: &str) -> Option<Arc<Source>> {
        let id = self.loaded.text(name).filter(|_| !self.changed.touches(name))?;
        Some(Arc::clone(self.loaded.sources.shared(id)))
    }
}

/// The current text of a file: unsaved or from the disk.
fn text_now(root: &Path, name: &str, overlays: &BTreeMap<String, String>) -> Option<Source> {
    match overlays.get(name) {
        Some(text) => Some(unsaved(name, text)),
        None => read_text(&root.join(name), name.to_owned()).ok(),
    }
}

fn unsaved(name: &str, text: &str) -> Source {
    Source { path: name.to_owned(), text: normalise(text.to_owned().into_bytes()).unwrap_or_default() }
}

impl Loaded {
    /// Whether both have the same files, so that source ids are interchangeable.
    pub fn has_files_of(&self, other: &Self) -> bool {
        let is_same = |(one, other_one): (&(SourceId, Holds), &(SourceId, Holds))| {
            one == other_one && self.sources.get(one.0).path == other.sources.get(one.0).path
        };
        self.texts.len() == other.texts.len() && self.texts.iter().zip(&other.texts).all(is_same)
    }

    /// The text of a file, by its path from the root.
    fn text(&self, name: &str) -> Option<SourceId> {
        // Texts are sorted folder by folder, like a walk.
        let path = |id: SourceId| self.sources.get(id).path.split('/');
        let at = self.texts.binary_search_by(|(id, _)| path(*id).cmp(name.split('/'))).ok()?;
        Some(self.texts[at].0)
    }
}

/// A file that is not a text: a picture, an attachment, a static file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    pub path: PathBuf,
    /// In bytes.
    pub size: u64,
}

enum Entry {
    Text(PathBuf, String, Holds),
    /// A text that is not read from the disk: an unsaved one, or one already read by an earlier run.
    Known(Arc<Source>, Holds),
    Asset(String, Asset),
    /// A text that is not read because of its ending.
    Misnamed(PathBuf, String, Holds),
    /// A text, or a folder of texts, that cannot or must not be read.
    Closed(String, Holds),
}

/// The result of reading an [`Entry`].
enum Read {
    Text(Arc<Source>, Holds),
    Asset(String, Asset),
    Lost(Holds, Lost, Option<Diagnostic>),
}

impl Entry {
    fn name(&self) -> &str {
        match self {
            Entry::Text(_, name, _) | Entry::Asset(name, _) => name,
            Entry::Misnamed(_, name, _) | Entry::Closed(name, _) => name,
            Entry::Known(source, _) => &source.path,
        }
    }

    fn read(self) -> Read {
        match self {
            Entry::Asset(name, asset) => Read::Asset(name, asset),
            Entry::Known(source, holds) => Read::Text(source, holds),
            Entry::Text(path, name, holds) => match read_text(&path, name.clone()) {
                Ok(source) => Read::Text(source.into(), holds),
                Err(diagnostic) => Read::Lost(holds, lost(&path, &name), Some(diagnostic)),
            },
            Entry::Misnamed(path, name, holds) => Read::Lost(holds, lost(&path, &name), None),
            Entry::Closed(name, holds) => {
                let lost = Lost::in_file(&name, stem(&name));
                Read::Lost(holds, lost, None)
            }
        }
    }
}

/// The records that a file which cannot be read as text may hold.
fn lost(path: &Path, name: &str) -> Lost {
    match std::fs::read(path) {
        Ok(bytes) => Lost::in_text(stem(name), &String::from_utf8_lossy(&bytes)),
        Err(_) => Lost::in_file(name, stem(name)),
    }
}

/// Reads `content/` below `root`. Files that cannot be read are reported and left out.
pub fn load(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Loaded {
    load_with(root, &BTreeMap::new(), None, diagnostics)
}

/// Like [`load`], with `overlays`: unsaved texts that replace files or add new ones, by path from the root. Unchanged
/// files of an earlier run are not read again.
pub fn load_with(
    root: &Path,
    overlays: &BTreeMap<String, String>,
    earlier: Option<Earlier<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Loaded {
    let again = earlier.and_then(|earlier| earlier.with_texts_read_again(root, overlays));
    let loaded = again.unwrap_or_else(|| load_all(root, overlays, earlier));
    diagnostics.extend(loaded.found.iter().cloned());
    loaded
}

fn load_all(root: &Path, overlays: &BTreeMap<String, String>, earlier: Option<Earlier<'_>>) -> Loaded {
    let (mut loaded, mut diagnostics) = (Loaded::default(), Vec::new());
    let content = root.join("content");
    if !content.join("site.yaml").is_file() {
        let message = localized!("không có tệp `content/site.yaml`", "there is no file `content/site.yaml`");
        let named_otherwise = content.join("site.yml").is_file();
        let help = if named_otherwise {
            localized!(
                "đổi tên `content/site.yml` thành `content/site.yaml`",
                "rename `content/site.yml` to `content/site.yaml`"
            )
        } else {
            localized!(
                "chạy lệnh trong thư mục của trang, hoặc chỉ thư mục đó bằng `--root`",
                "run the command in the site's folder, or name that folder with `--root`"
            )
        };
        let place = Place::file("content/site.yaml");
        loaded.found.push(Diagnostic::error(Code::MissingSite, place, message).help(help));
        return loaded;
    }
    let entries = with_overlays(walk(root, &content, &mut diagnostics), overlays);
    let known = |entry: Entry| match entry {
        Entry::Text(path, name, holds) => match earlier.and_then(|earlier| earlier.text(&name)) {
            Some(source) => Entry::Known(source, holds),
            None => Entry::Text(path, name, holds),
        },
        entry => entry,
    };
    let read: Vec<Read> = entries.into_par_iter().map(|entry| known(entry).read()).collect();
    for one in read {
        match one {
            Read::Text(source, holds) => {
                let id = loaded.sources.add(source);
                loaded.texts.push((id, holds));
            }
            Read::Asset(name, asset) => {
                loaded.assets.insert(name, asset);
            }
            Read::Lost(holds, lost, diagnostic) => {
                loaded.unread.push((holds, lost));
                diagnostics.extend(diagnostic);
            }
        }
    }
    loaded.found = diagnostics;
    loaded
}

/// Reads one file as text; also used for templates.
pub fn read_text(path: &Path, name: String) -> Result<Source, Diagnostic> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(&name, &error))?;
    match normalise(bytes) {
        Ok(text) => Ok(Source { path: name, text }),
        Err(error) => {
            let offset = error.offset;
            let place = Place::File { path: name, line: error.line, column: error.column };
            let message = localized!(
                "tệp không phải chữ UTF-8: byte thứ {offset} (đếm từ 0) không đọc được",
                "the file is not UTF-8 text: byte {offset} (counted from 0) cannot be read"
            );
            let help = localized!("lưu lại tệp với mã UTF-8", "save the file again as UTF-8");
            Err(Diagnostic::error(Code::InvalidUtf8, place, message).help(help))
        }
    }
}

/// Reports an error of the operating system.
pub fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    let message = localized!("không đọc được `{name}`: {error}", "cannot read `{name}`: {error}");
    let help = localized!("xem lại quyền đọc của tệp", "look at the file's permissions");
    Diagnostic::error(Code::UnreadableFile, Place::file(name), message).help(help)
}

fn walk(root: &Path, content: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let walk = WalkDir::new(content).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || in_static(content, entry.path()) || !name.starts_with(['.', '_'])
    });
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let name = error.path().map_or_else(|| "content".to_owned(), |path| relative(root, path));
                let error = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
                diagnostics.push(unreadable(&name, &error));
                let inside = format!("{name}/_.yaml");
                entries.extend(Holds::at(&inside).map(|holds| Entry::Closed(inside, holds)));
                continue;
            }
        };
        let name = relative(root, entry.path());
        if entry.file_type().is_symlink() {
            let message = localized!(
                "`{name}` là liên kết, chương trình không đi theo",
                "`{name}` is a link and is not followed"
            );
            let help = localized!("chép tệp thật vào đây", "copy the file itself here");
            diagnostics.push(Diagnostic::warning(Code::SymbolicLink, Place::file(&name), message).help(help));
            entries.extend(Holds::at(&name).map(|holds| Entry::Closed(name, holds)));
        } else if entry.file_type().is_file() {
            match FileKind::of(&name) {
                FileKind::Text(holds) => entries.push(Entry::Text(entry.into_path(), name, holds)),
                FileKind::Asset => {
                    let size = entry.metadata().map_or(0, |metadata| metadata.len());
                    entries.push(Entry::Asset(name, Asset { path: entry.into_path(), size }));
                }
                FileKind::Misnamed => {
                    let better = better_name(&name);
                    diagnostics.push(misnamed(&name, &better));
                    entries.extend(
                        Holds::at(&better).map(|holds| Entry::Misnamed(entry.into_path(), name, holds)),
                    );
                }
                FileKind::Nothing => {}
            }
        }
    }
    entries
}

/// Replaces files by unsaved texts; those of new files are inserted where the walk would find them.
fn with_overlays(mut entries: Vec<Entry>, overlays: &BTreeMap<String, String>) -> Vec<Entry> {
    for (name, text) in overlays {
        let Some(holds) = Holds::at(name) else { continue };
        let overlay = Entry::Known(unsaved(name, text).into(), holds);
        // Compares folder by folder, like a walk sorted by name.
        match entries.binary_search_by(|entry| entry.name().split('/').cmp(name.split('/'))) {
            Ok(at) => entries[at] = overlay,
            Err(at) => entries.insert(at, overlay),
        }
    }
    entries
}

fn in_static(content: &Path, path: &Path) -> bool {
    path.strip_prefix(content).is_ok_and(|path| path.components().count() > 1 && path.starts_with("static"))
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn better_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, "yml")) => format!("{stem}.yaml"),
        Some((stem, _)) => format!("{stem}.md"),
        None => name.to_owned(),
    }
}

fn misnamed(name: &str, better: &str) -> Diagnostic {
    let message = localized!(
        "`{name}` sẽ không được đọc vì phần đuôi của tên",
        "`{name}` is not read because of its ending"
    );
    let help = localized!("đổi tên thành `{better}`", "rename it to `{better}`");
    Diagnostic::error(Code::UnusualExtension, Place::file(name), message).help(help)
}
