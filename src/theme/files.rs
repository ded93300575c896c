//! Finds the files of a theme: in the folder of the site, or embedded in the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use crate::content::load::{linked, special};
use crate::diagnostic::{Code, Diagnostic, Place, localized};

/// The embedded themes.
static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// A file of a theme.
#[derive(Debug, Clone)]
pub(super) enum ThemeFile {
    /// In the folder of the site.
    Disk {
        /// The path on disk.
        path: PathBuf,
        /// The path from the root of the site.
        shown: String,
    },
    /// Embedded in the program.
    Builtin {
        bytes: &'static [u8],
        /// The path from the root of a site that would override it.
        shown: String,
    },
}

/// The folders searched for files of a theme, by precedence.
pub(super) struct Layers<'r> {
    root: &'r Path,
    /// The site's own `themes/<name>`, if it exists.
    site: Option<String>,
    /// `themes/<name>`, if it is a link, which is not followed.
    linked: Option<String>,
    /// The embedded theme of the same name.
    builtin: Option<&'static Dir<'static>>,
}

impl<'r> Layers<'r> {
    /// The folders of the theme `name`; `None` if there is no such theme.
    pub(super) fn new(root: &'r Path, name: &str) -> Option<Self> {
        let plain = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\']);
        let folder = format!("themes/{name}");
        let site = (plain && is_folder(&root.join(&folder))).then(|| folder.clone());
        let is_link = fs::symlink_metadata(root.join(&folder)).is_ok_and(|found| found.is_symlink());
        let linked = (plain && is_link).then_some(folder);
        let builtin = BUILTIN.get_dir(name);
        (site.is_some() || builtin.is_some()).then_some(Self { root, site, linked, builtin })
    }

    /// All templates by name.
    pub(super) fn templates(&self, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, ThemeFile> {
        diagnostics.extend(self.linked.iter().map(|folder| linked(folder)));
        self.below("templates", diagnostics)
    }

    /// All static files by their paths below `static/`.
    pub(super) fn statics(&self, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, ThemeFile> {
        self.below("static", diagnostics)
    }

    /// All files of a name, by precedence.
    pub(super) fn all(&self, name: &str) -> Vec<ThemeFile> {
        let disk = self.site.iter().map(|site| format!("{site}/{name}"));
        let disk = disk.map(|shown| ThemeFile::Disk { path: self.root.join(&shown), shown });
        let builtin = self.builtin.and_then(|dir| dir.get_file(dir.path().join(name)));
        let disk = disk.filter(|file| matches!(file, ThemeFile::Disk { path, .. } if fs::symlink_metadata(path).is_ok_and(|found| found.is_file())));
        disk.chain(builtin.map(embedded)).collect()
    }

    fn below(&self, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, ThemeFile> {
        let mut files = BTreeMap::new();
        if let Some(dir) = self.builtin.and_then(|dir| dir.get_dir(dir.path().join(folder))) {
            collect(dir, dir.path(), &mut files);
        }
        if let Some(site) = &self.site {
            files.extend(on_disk(self.root, &format!("{site}/{folder}"), diagnostics));
        }
        files
    }
}

/// The templates of the site itself, by name.
pub(super) fn site_templates(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, ThemeFile> {
    on_disk(root, "content/templates", diagnostics)
}

/// The names of all themes of the site and the program.
pub(super) fn names(root: &Path) -> Vec<String> {
    let builtin = BUILTIN.dirs().map(|dir| slashed(dir.path()));
    let site = WalkDir::new(root.join("themes")).min_depth(1).max_depth(1).sort_by_file_name();
    let site = site.into_iter().flatten().filter(|entry| entry.file_type().is_dir());
    builtin.chain(site.map(|entry| entry.file_name().to_string_lossy().into_owned())).collect()
}

fn collect(dir: &'static Dir<'static>, top: &Path, files: &mut BTreeMap<String, ThemeFile>) {
    for file in dir.files() {
        let name = slashed(file.path().strip_prefix(top).unwrap_or(file.path()));
        files.insert(name, embedded(file));
    }
    for below in dir.dirs() {
        collect(below, top, files);
    }
}

fn embedded(file: &'static include_dir::File<'static>) -> ThemeFile {
    ThemeFile::Builtin { bytes: file.contents(), shown: format!("themes/{}", slashed(file.path())) }
}

/// The files below a folder of the site, by their paths below it. Skips hidden files and does not follow links.
fn on_disk(root: &Path, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, ThemeFile> {
    let top = root.join(folder);
    let mut files = BTreeMap::new();
    if fs::symlink_metadata(&top).is_ok_and(|found| found.is_symlink()) {
        diagnostics.push(linked(folder));
    }
    if !is_folder(&top) {
        return files;
    }
    let visible = |name: &str| !name.starts_with('.');
    let walk = WalkDir::new(&top).sort_by_file_name().into_iter();
    for entry in
        walk.filter_entry(|entry| entry.depth() == 0 || visible(&entry.file_name().to_string_lossy()))
    {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let name = slashed(entry.path().strip_prefix(&top).unwrap_or(entry.path()));
                let shown = format!("{folder}/{name}");
                files.insert(name, ThemeFile::Disk { path: entry.into_path(), shown });
            }
            Ok(entry) if entry.depth() > 0 && !entry.file_type().is_dir() => {
                let name = slashed(entry.path().strip_prefix(&top).unwrap_or(entry.path()));
                let shown = format!("{folder}/{name}");
                diagnostics.push(if entry.file_type().is_symlink() {
                    linked(&shown)
                } else {
                    special(&shown)
                });
            }
            Ok(_) => {}
            Err(error) => {
                let message =
                    localized!("không đọc được `{folder}`: {error}", "cannot read `{folder}`: {error}");
                diagnostics.push(Diagnostic::error(Code::UnreadableFile, Place::file(folder), message));
            }
        }
    }
    files
}

/// Whether it is a folder itself, and no link to one: a link could lead out of the site.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
