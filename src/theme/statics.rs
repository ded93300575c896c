//! Static files of a theme: stylesheets, scripts, pictures.
//!
//! In: the files found. Out: their paths in the output. The names of stylesheets and scripts contain a hash of their
//! content, so that browsers can cache them without expiry: `theme/page.1a2b3c4d.css`. Scripts cannot import each
//! other by name for that reason; themes keep each script in one file. The scripts and stylesheets in the folder `page/`,
//! which every page needs, are concatenated into `page.js` and `page.css` in the order of their names, each script as a
//! block of its own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::content::load::unreadable;
use crate::diagnostic::Diagnostic;
use crate::theme::files::ThemeFile;
use crate::theme::{css, script};

/// The folder in the output.
const FOLDER: &str = "theme/";

/// The scripts and stylesheets of this folder are concatenated.
const JOINED: &str = "page/";

/// The static files of a theme, by their paths below `static/`.
#[derive(Debug, Default)]
pub struct Statics(BTreeMap<String, StaticFile>);

#[derive(Debug, Clone)]
pub struct StaticFile {
    /// The path in the output.
    pub path: String,
    pub content: Content,
}

/// The content of a file.
#[derive(Debug, Clone)]
pub enum Content {
    /// Generated or changed.
    Bytes(Vec<u8>),
    /// Embedded in the program.
    Embedded(&'static [u8]),
    /// A file on disk.
    File(PathBuf),
}

impl Statics {
    /// Reads stylesheets and scripts; other files are copied later.
    pub(super) fn read(files: BTreeMap<String, ThemeFile>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut statics = Self::default();
        let mut joined = [("page.js", Vec::new()), ("page.css", Vec::new())];
        for (name, file) in files {
            let content = match file {
                ThemeFile::Disk { path, .. } if !is_hashed(&name) => Content::File(path),
                ThemeFile::Builtin { bytes, .. } if !is_hashed(&name) => Content::Embedded(bytes),
                ThemeFile::Builtin { bytes, .. } => Content::Bytes(bytes.to_vec()),
                ThemeFile::Disk { path, shown } => match std::fs::read(&path) {
                    Ok(bytes) => Content::Bytes(bytes),
                    Err(error) => {
                        diagnostics.push(unreadable(&shown, &error));
                        continue;
                    }
                },
            };
            match content {
                Content::Bytes(bytes) if name.starts_with(JOINED) => {
                    let part = &mut joined[usize::from(name.ends_with(".css"))].1;
                    part.extend(bytes);
                    part.push(b'\n');
                }
                content => statics.add(name, content),
            }
        }
        for (name, bytes) in joined.into_iter().filter(|(_, bytes)| !bytes.is_empty()) {
            statics.add(name.to_owned(), Content::Bytes(bytes));
        }
        statics
    }

    /// Adds a generated file, unless the theme has one of that name.
    pub fn add_default(&mut self, name: &str, content: impl Into<Vec<u8>>) {
        if !self.0.contains_key(name) {
            self.add(name.to_owned(), Content::Bytes(content.into()));
        }
    }

    /// The text of a file, if it exists. A file that cannot be read is reported when it is copied.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match &self.0.get(name)?.content {
            Content::Bytes(bytes) => String::from_utf8(bytes.clone()).ok(),
            Content::Embedded(bytes) => String::from_utf8(bytes.to_vec()).ok(),
            Content::File(path) => std::fs::read_to_string(path).ok(),
        }
    }

    /// Appends a text to a stylesheet, if it exists.
    pub(super) fn append(&mut self, name: &str, text: &str) {
        if let Some(StaticFile { content: Content::Bytes(mut bytes), .. }) = self.0.remove(name) {
            bytes.extend_from_slice(text.as_bytes());
            self.add(name.to_owned(), Content::Bytes(bytes));
        }
    }

    /// Replaces a colour in an SVG file, if it exists.
    pub(super) fn recolor(&mut self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        if let Some(text) = text.filter(|text| from != to && text.contains(from)) {
            self.add(name.to_owned(), Content::Bytes(text.replace(from, to).into_bytes()));
        }
    }

    fn add(&mut self, name: String, content: Content) {
        let file = match content {
            Content::Bytes(bytes) => {
                let bytes = small(&name, bytes);
                StaticFile { path: hashed(&name, &bytes), content: Content::Bytes(bytes) }
            }
            content => StaticFile { path: format!("{FOLDER}{name}"), content },
        };
        self.0.insert(name, file);
    }

    /// The path in the output of the file of that name.
    pub fn path(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|file| file.path.as_str())
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// All files, sorted by their names in the theme.
    pub fn files(&self) -> impl Iterator<Item = &StaticFile> {
        self.0.values()
    }
}

fn is_hashed(name: &str) -> bool {
    name.ends_with(".css") || name.ends_with(".js")
}

fn small(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    match std::str::from_utf8(&bytes) {
        Ok(text) if name.ends_with(".css") => css::minify(text).into_bytes(),
        Ok(text) if name.ends_with(".js") => script::minify(text).into_bytes(),
        _ => bytes,
    }
}

/// Inserts the first 8 hexadecimal digits of the BLAKE3 hash before the extension.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{FOLDER}{stem}.{}.{extension}", &hash[..8]),
        None => format!("{FOLDER}{name}"),
    }
}
