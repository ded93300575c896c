//! Static files of a theme: stylesheets, scripts, pictures.
//!
//! In come the files found; out go their paths in the output. Stylesheets and scripts carry a hash of what they
//! hold in their name, so that browsers may keep them for ever: `theme/portal.1a2b3c4d.css`. A script that others
//! import by name would not be found so; themes keep each script in one file. The scripts in the folder `page/`, which
//! every page needs, are joined into one, `page.js`, in the order of their names: each is a block of its own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::content::load::unreadable;
use crate::diagnostic::Diagnostic;
use crate::theme::files::Found;
use crate::theme::{css, script};

/// Folder of the output.
const FOLDER: &str = "theme/";

/// Scripts of this folder are joined.
const JOINED: &str = "page/";

/// The static files of a theme, by their path below `static/`.
#[derive(Debug, Default)]
pub struct Statics(BTreeMap<String, StaticFile>);

/// One of them.
#[derive(Debug, Clone)]
pub struct StaticFile {
    /// Where it stands in the output.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Bytes of the program.
    Embedded(&'static [u8]),
    /// What this file of the disk holds.
    File(PathBuf),
}

impl Statics {
    /// Reads stylesheets and scripts; other files are only named.
    pub(super) fn read(files: BTreeMap<String, Found>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut statics = Self::default();
        let mut joined = Vec::new();
        for (name, file) in files {
            let content = match file {
                Found::Disk { path, .. } if !is_hashed(&name) => Content::File(path),
                Found::Builtin { bytes, .. } if !is_hashed(&name) => Content::Embedded(bytes),
                Found::Builtin { bytes, .. } => Content::Bytes(bytes.to_vec()),
                Found::Disk { path, shown } => match std::fs::read(&path) {
                    Ok(bytes) => Content::Bytes(bytes),
                    Err(error) => {
                        diagnostics.push(unreadable(&shown, &error));
                        continue;
                    }
                },
            };
            match content {
                Content::Bytes(bytes) if name.starts_with(JOINED) && name.ends_with(".js") => {
                    joined.extend(bytes);
                    joined.push(b'\n');
                }
                content => statics.add(name, content),
            }
        }
        if !joined.is_empty() {
            statics.add("page.js".to_owned(), Content::Bytes(joined));
        }
        statics
    }

    /// Adds a file that the program makes, unless the theme has one of that name.
    pub fn add_default(&mut self, name: &str, text: String) {
        if !self.0.contains_key(name) {
            self.add(name.to_owned(), Content::Bytes(text.into_bytes()));
        }
    }

    /// Puts a text at the end of a stylesheet, where there is one of that name.
    pub(super) fn append(&mut self, name: &str, text: &str) {
        if let Some(StaticFile { content: Content::Bytes(mut bytes), .. }) = self.0.remove(name) {
            bytes.extend_from_slice(text.as_bytes());
            self.add(name.to_owned(), Content::Bytes(bytes));
        }
    }

    /// Puts another colour in the place of one in a drawing, where there is one of that name.
    pub(super) fn recolor(&mut self, name: &str, from: &str, to: &str) {
        let Some(file) = self.0.get(name) else { return };
        let text = match &file.content {
            Content::Bytes(bytes) => String::from_utf8(bytes.clone()).ok(),
            Content::Embedded(bytes) => String::from_utf8(bytes.to_vec()).ok(),
            // A file that cannot be read is reported when it is written.
            Content::File(path) => std::fs::read_to_string(path).ok(),
        };
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

    /// Where the file of that name stands in the output.
    pub fn path(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|file| file.path.as_str())
    }

    /// The names of all files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// All files, by path of the theme.
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

/// The name with the first 8 hexadecimal digits of the BLAKE3 hash before its ending.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{FOLDER}{stem}.{}.{extension}", &hash[..8]),
        None => format!("{FOLDER}{name}"),
    }
}
