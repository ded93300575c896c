//! A sink that lists all files before it passes them on to another sink.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::file_list::{FileList, FileSum};
use crate::output::{SameFile, Sink};

/// Lists the files that are written to another sink.
pub struct Listing<'s> {
    sink: &'s dyn Sink,
    files: Mutex<BTreeMap<String, FileSum>>,
    /// The files of the last output, which may be kept.
    before: BTreeMap<String, FileSum>,
}

impl<'s> Listing<'s> {
    pub fn new(sink: &'s dyn Sink) -> Self {
        Self { sink, files: Mutex::default(), before: BTreeMap::new() }
    }

    /// The same, where the last output had these files.
    pub fn after(sink: &'s dyn Sink, before: FileList) -> Self {
        Self { before: before.files, ..Self::new(sink) }
    }

    /// The list of everything written so far, for the site at an address.
    pub fn into_list(self, site: String) -> FileList {
        FileList { site, files: self.files.into_inner().unwrap_or_else(PoisonError::into_inner) }
    }

    /// Adds a file that reached the output in another way.
    pub fn add(&self, path: &str, bytes: &[u8]) {
        self.insert(path, FileSum::of(bytes));
    }

    fn insert(&self, path: &str, sum: FileSum) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), sum);
    }
}

impl Sink for Listing<'_> {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.sink.write(path, bytes)?;
        self.add(path, bytes);
        Ok(())
    }

    fn copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic> {
        self.sink.copy(path, from)?;
        let sum = FileSum::of_file(from).map_err(|error| {
            let shown = from.display();
            let message = localized!("không đọc được `{shown}`: {error}", "cannot read `{shown}`: {error}");
            Diagnostic::error(Code::UnreadableFile, Place::file(shown.to_string()), message)
        })?;
        self.insert(path, sum);
        Ok(())
    }

    fn keep(&self, file: SameFile<'_>) -> bool {
        let sum = self.before.get(file.before).filter(|_| self.sink.keep(file));
        sum.inspect(|sum| self.insert(file.path, **sum)).is_some()
    }
}
