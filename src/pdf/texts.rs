//! The texts of the PDF files of a site, each read once, when it is first asked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::pdf::{PdfText, read};

/// The PDF files that are published.
#[derive(Debug, Default)]
pub struct PdfTexts {
    files: BTreeMap<PathBuf, OnceLock<PdfText>>,
}

impl PdfTexts {
    /// Of all files on disk, those that are PDF by their name.
    pub fn new<'f>(files: impl IntoIterator<Item = &'f Path>) -> Self {
        let pdf = files.into_iter().filter(|file| is_pdf(file));
        Self { files: pdf.map(|file| (file.to_owned(), OnceLock::new())).collect() }
    }

    /// Reads all files at once.
    pub fn read_all(&self) {
        self.files.par_iter().for_each(|(file, text)| {
            text.get_or_init(|| text_of(file));
        });
    }

    /// The text of a file; `None` if it is none of these.
    pub fn of(&self, file: &Path) -> Option<&PdfText> {
        let text = self.files.get(file)?;
        Some(text.get_or_init(|| text_of(file)))
    }

    /// All files with their texts, by path.
    pub fn all(&self) -> impl Iterator<Item = (&Path, &PdfText)> {
        self.files.keys().filter_map(|file| Some((file.as_path(), self.of(file)?)))
    }
}

/// A file that cannot be opened is told where it is copied.
fn text_of(file: &Path) -> PdfText {
    std::fs::read(file).map_or(PdfText::Unread, read)
}

fn is_pdf(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}
