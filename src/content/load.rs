//! Finds all files below `content/` and reads the texts among them.
//!
//! The walk is sorted by name, so that the order does not depend on the file system; files are read in parallel in that
//! order. Other files (pictures and attachments) are only listed with their sizes.

use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

use crate::content::holds::{FOLDERS, FileKind, Holds, Unread, stem};
use crate::content::limits;
use crate::content::lost::Lost;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, localized};
use crate::source::{Encoding, InvalidUtf8, Source, SourceId, Sources, guess, normalise};
use bantin_text::suggest::nearest;

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

enum WalkedFile {
    Text(PathBuf, String, Holds),
    /// A text that is not read from the disk: an unsaved one, or one already read by an earlier run.
    Known(Arc<Source>, Holds),
    Asset(String, Asset),
    /// A text that is not read because of its ending.
    Misnamed(PathBuf, String, Holds),
    /// A text, or a folder of texts, that cannot or must not be read.
    Closed(String, Holds),
    /// A file that nothing reads, but links may lead to.
    Unread(String, Asset, Unread),
}

/// The result of reading a [`WalkedFile`].
enum Read {
    /// The diagnostic tells of an encoding that was guessed.
    Text(Arc<Source>, Holds, Option<Diagnostic>),
    Asset(String, Asset),
    Unread(String, Asset, Unread),
    Lost(Holds, Lost, Option<Diagnostic>),
}

impl WalkedFile {
    fn name(&self) -> &str {
        match self {
            WalkedFile::Text(_, name, _) | WalkedFile::Asset(name, _) => name,
            WalkedFile::Misnamed(_, name, _)
            | WalkedFile::Closed(name, _)
            | WalkedFile::Unread(name, _, _) => name,
            WalkedFile::Known(source, _) => &source.path,
        }
    }

    fn read(self) -> Read {
        match self {
            WalkedFile::Asset(name, asset) => Read::Asset(name, asset),
            WalkedFile::Unread(name, asset, why) => Read::Unread(name, asset, why),
            WalkedFile::Known(source, holds) => Read::Text(source, holds, None),
            WalkedFile::Text(path, name, holds) => match read_text_or_table(&path, name.clone()) {
                Ok((source, guessed)) => Read::Text(source.into(), holds, guessed),
                Err(diagnostic) => Read::Lost(holds, lost(&path, &name), Some(diagnostic)),
            },
            WalkedFile::Misnamed(path, name, holds) => Read::Lost(holds, lost(&path, &name), None),
            WalkedFile::Closed(name, holds) => {
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
    let settings = content.join("site.yaml");
    if std::fs::symlink_metadata(&settings).is_ok_and(|found| found.is_symlink()) {
        loaded.found.push(Diagnostic { severity: Severity::Error, ..linked("content/site.yaml") });
        return loaded;
    }
    if !settings.is_file() {
        let message = localized!("không có tệp `content/site.yaml`", "there is no file `content/site.yaml`");
        let help = match misnamed_settings(&content) {
            Some(name) => localized!(
                "đổi tên `content/{name}` thành `content/site.yaml`",
                "rename `content/{name}` to `content/site.yaml`"
            ),
            None => localized!(
                "chạy lệnh trong thư mục của trang, hoặc chỉ thư mục đó bằng `--root`",
                "run the command in the site's folder, or name that folder with `--root`"
            ),
        };
        let place = Place::file("content/site.yaml");
        loaded.found.push(Diagnostic::error(Code::MissingSite, place, message).help(help));
        return loaded;
    }
    let entries = with_overlays(walk(root, &content, &mut diagnostics), overlays);
    let known = |entry: WalkedFile| match entry {
        WalkedFile::Text(path, name, holds) => match earlier.and_then(|earlier| earlier.text(&name)) {
            Some(source) => WalkedFile::Known(source, holds),
            None => WalkedFile::Text(path, name, holds),
        },
        entry => entry,
    };
    let read: Vec<Read> = entries.into_par_iter().map(|entry| known(entry).read()).collect();
    let mut unread = Vec::new();
    for one in read {
        match one {
            Read::Text(source, holds, guessed) => {
                diagnostics.extend(guessed);
                let id = loaded.sources.add(source);
                loaded.texts.push((id, holds));
            }
            Read::Asset(name, asset) => {
                loaded.assets.insert(name, asset);
            }
            Read::Unread(name, asset, why) => {
                unread.push((name.clone(), why));
                loaded.assets.insert(name, asset);
            }
            Read::Lost(holds, lost, diagnostic) => {
                loaded.unread.push((holds, lost));
                diagnostics.extend(diagnostic);
            }
        }
    }
    report_unread(&loaded, unread, &mut diagnostics);
    loaded.found = diagnostics;
    loaded
}

/// Warns of files that nothing reads: once a folder, and not of a sheet or document that a record names.
fn report_unread(loaded: &Loaded, unread: Vec<(String, Unread)>, diagnostics: &mut Vec<Diagnostic>) {
    let mut told: Vec<String> = Vec::new();
    for (name, why) in unread {
        let file = name.rsplit('/').next().unwrap_or(&name);
        let is_named = || loaded.texts.iter().any(|(id, _)| loaded.sources.get(*id).text.contains(file));
        if why == Unread::Office && is_named() {
            continue;
        }
        let key = if let Unread::Place(place) = &why { place.clone() } else { name.clone() };
        if !told.contains(&key) {
            told.push(key);
            diagnostics.push(unread_file(&name, &why));
        }
    }
}

fn unread_file(name: &str, why: &Unread) -> Diagnostic {
    let message = localized!("trang không đọc tệp `{name}`", "the site does not read the file `{name}`");
    let help = match why {
        Unread::Ending(better) => {
            localized!("đổi tên thành `content/{better}`", "rename it to `content/{better}`")
        }
        Unread::Office if name.starts_with("content/data/") => localized!(
            "trong Excel lưu bảng thành CSV UTF-8 (`.csv`)",
            "save the sheet as CSV UTF-8 (`.csv`) in Excel"
        ),
        Unread::Office => localized!(
            "đưa nội dung vào trang bằng `bantin import`; nếu là tệp đính kèm thì ghi tên nó ở một bản ghi",
            "take what it holds into the site with `bantin import`; if it is an attachment, name it in a record"
        ),
        Unread::Copy(original) => localized!(
            "có vẻ là bản sao của `content/{original}`: giữ một bản, xóa bản kia; nếu là bài khác thì đổi tên tệp",
            "it seems to be a copy of `content/{original}`: keep one and remove the other; if it is another record, rename it"
        ),
        Unread::BesideEntries => localized!(
            "bài dự thi nằm trong thư mục `entries/`, thể lệ là `rules.md`",
            "entries stand in the folder `entries/`, the rules are `rules.md`"
        ),
        Unread::Place(place) => {
            let folders = FOLDERS.join("`, `");
            match nearest(place, FOLDERS) {
                Some(near) => {
                    localized!("có phải ý bạn là `content/{near}/`?", "did you mean `content/{near}/`?")
                }
                None => localized!(
                    "`content/` chỉ có các thư mục `{folders}`; bài viết nằm trong `content/articles/`",
                    "`content/` has the folders `{folders}`; articles stand in `content/articles/`"
                ),
            }
        }
    };
    Diagnostic::warning(Code::UnreadFile, Place::file(name), message).help(help)
}

/// The settings under a name that is not read: `site.yml`, `site.YAML`, or `site.yaml.txt`, which Windows shows as
/// `site.yaml`.
fn misnamed_settings(content: &Path) -> Option<String> {
    const NAMES: [&str; 4] = ["site.yaml", "site.yml", "site.yaml.txt", "site.yml.txt"];
    let names =
        std::fs::read_dir(content).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| NAMES.contains(&name.to_lowercase().as_str())).min()
}

/// Reads one file as text; also used for templates.
pub fn read_text(path: &Path, name: String) -> Result<Source, Diagnostic> {
    keep_short(path, &name)?;
    let bytes = std::fs::read(path).map_err(|error| unreadable(&name, &error))?;
    match normalise(bytes) {
        Ok(text) => Ok(Source { path: name, text }),
        Err(error) => {
            let encoding = std::fs::read(path).map_or(Encoding::Unknown, |bytes| guess(&bytes).0);
            Err(not_utf8(&name, error, encoding))
        }
    }
}

/// The same; a table (`.csv`) that Excel wrote in another encoding is read, and the guess is told.
fn read_text_or_table(path: &Path, name: String) -> Result<(Source, Option<Diagnostic>), Diagnostic> {
    if !name.ends_with(".csv") {
        return read_text(path, name).map(|source| (source, None));
    }
    keep_short(path, &name)?;
    let bytes = std::fs::read(path).map_err(|error| unreadable(&name, &error))?;
    let error = match normalise(bytes.clone()) {
        Ok(text) => return Ok((Source { path: name, text }, None)),
        Err(error) => error,
    };
    let (encoding, text) = guess(&bytes);
    match text.and_then(|text| normalise(text.into_bytes()).ok()) {
        None => Err(not_utf8(&name, error, encoding)),
        // Its mark leaves no doubt.
        Some(text) if encoding == Encoding::Utf16 => Ok((Source { path: name, text }, None)),
        Some(text) => {
            let seems = encoding.name();
            let message = localized!(
                "tệp không phải UTF-8; đã đọc theo bảng mã {seems}, hãy xem lại chữ trong bảng",
                "the file is not UTF-8; it was read as {seems}, so look at its letters"
            );
            let help = localized!(
                "trong Excel chọn Tệp (File) ▸ Lưu dưới dạng (Save As) ▸ CSV UTF-8",
                "in Excel choose File ▸ Save As ▸ CSV UTF-8"
            );
            let told = Diagnostic::warning(Code::GuessedEncoding, Place::file(&name), message).help(help);
            Ok((Source { path: name, text }, Some(told)))
        }
    }
}

/// A file that is too long for a text is not read at all.
fn keep_short(path: &Path, name: &str) -> Result<(), Diagnostic> {
    let size = std::fs::metadata(path).map_or(0, |found| found.len());
    if size <= limits::TEXT {
        return Ok(());
    }
    let (size, most) = (size >> 20, limits::TEXT >> 20);
    let message = localized!(
        "tệp dài {size} MB, nhiều nhất là {most} MB",
        "the file has {size} MB, at most {most} MB are read"
    );
    Err(limits::too_much(Place::file(name), message))
}

fn not_utf8(name: &str, error: InvalidUtf8, encoding: Encoding) -> Diagnostic {
    let place = Place::File { path: name.to_owned(), line: error.line, column: error.column };
    let (seems, offset) = (encoding.name(), error.offset);
    let message = localized!(
        "tệp không phải chữ UTF-8, có vẻ được lưu theo bảng mã {seems}; chỗ này là chữ đầu tiên không đọc được",
        "the file is not UTF-8 text, it seems to be in {seems}: byte {offset} (counted from 0) cannot be read"
    );
    let help = match encoding {
        Encoding::Tcvn3 | Encoding::Vni => localized!(
            "chép chữ vào UniKey (Ctrl+Shift+F6), chuyển từ {seems} sang Unicode, dán lại rồi lưu theo UTF-8",
            "convert the text from {seems} to Unicode with UniKey (Ctrl+Shift+F6), paste it again and save it as UTF-8"
        ),
        _ => localized!(
            "Notepad: Tệp (File) ▸ Lưu dưới dạng (Save as), ô Mã hóa (Encoding) chọn UTF-8; VS Code: bấm tên bảng mã ở góc dưới bên phải ▸ Reopen with Encoding ▸ {seems}, rồi Save with Encoding ▸ UTF-8",
            "Notepad: File ▸ Save as, Encoding: UTF-8; VS Code: click the encoding at the bottom right ▸ Reopen with Encoding ▸ {seems}, then Save with Encoding ▸ UTF-8"
        ),
    };
    Diagnostic::error(Code::InvalidUtf8, place, message).help(help)
}

/// Reports an error of the operating system.
pub fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    let message = localized!("không đọc được `{name}`: {error}", "cannot read `{name}`: {error}");
    let help = localized!("xem lại quyền đọc của tệp", "look at the file's permissions");
    Diagnostic::error(Code::UnreadableFile, Place::file(name), message).help(help)
}

fn walk(root: &Path, content: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<WalkedFile> {
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
                entries.extend(Holds::at(&inside).map(|holds| WalkedFile::Closed(inside, holds)));
                continue;
            }
        };
        let name = relative(root, entry.path());
        if entry.file_type().is_symlink() {
            diagnostics.push(linked(&name));
            entries.extend(Holds::at(&name).map(|holds| WalkedFile::Closed(name, holds)));
        } else if entry.file_type().is_file() {
            match FileKind::of(&name) {
                FileKind::Text(holds) => entries.push(WalkedFile::Text(entry.into_path(), name, holds)),
                FileKind::Asset => {
                    let size = entry.metadata().map_or(0, |metadata| metadata.len());
                    entries.push(WalkedFile::Asset(name, Asset { path: entry.into_path(), size }));
                }
                FileKind::Misnamed => {
                    let better = better_name(&name);
                    diagnostics.push(misnamed(&name, &better));
                    entries.extend(
                        Holds::at(&better).map(|holds| WalkedFile::Misnamed(entry.into_path(), name, holds)),
                    );
                }
                FileKind::Unread(why) => {
                    let size = entry.metadata().map_or(0, |metadata| metadata.len());
                    let asset = Asset { path: entry.into_path(), size };
                    entries.push(WalkedFile::Unread(name, asset, why));
                }
                FileKind::Nothing => {}
            }
        } else if !entry.file_type().is_dir() {
            diagnostics.push(special(&name));
            entries.extend(Holds::at(&name).map(|holds| WalkedFile::Closed(name, holds)));
        }
    }
    entries
}

/// A link of the file system is told, and not followed.
pub fn linked(name: &str) -> Diagnostic {
    let message = localized!(
        "`{name}` là liên kết, chương trình không đi theo",
        "`{name}` is a link and is not followed"
    );
    let help = localized!("chép tệp thật vào đây", "copy the file itself here");
    Diagnostic::warning(Code::SymbolicLink, Place::file(name), message).help(help)
}

/// A pipe, socket or device: reading it could wait for ever.
pub fn special(name: &str) -> Diagnostic {
    let message = localized!(
        "`{name}` không phải tệp thường (đường ống, ổ cắm hay thiết bị), chương trình không đọc",
        "`{name}` is no ordinary file (a pipe, socket or device) and is not read"
    );
    let help = localized!("xóa nó, hoặc chép tệp thật vào đây", "remove it, or copy the file itself here");
    Diagnostic::warning(Code::SymbolicLink, Place::file(name), message).help(help)
}

/// Replaces files by unsaved texts; those of new files are inserted where the walk would find them.
fn with_overlays(mut entries: Vec<WalkedFile>, overlays: &BTreeMap<String, String>) -> Vec<WalkedFile> {
    for (name, text) in overlays {
        let Some(holds) = Holds::at(name) else { continue };
        let overlay = WalkedFile::Known(unsaved(name, text).into(), holds);
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
