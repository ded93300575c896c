//! What an import is asked for, and what it will write: new records, changes of those that are there, and everything that
//! is wrong or left out.

use std::collections::BTreeMap;

use crate::content::declarations::Declaration;
use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place};
use crate::import::columns::KeyPath;
use crate::import::mapping::Mapping;
use crate::import::sheet::Refusal;
use crate::scaffold::record::NewFile;

/// A table to be imported.
#[derive(Debug)]
pub struct Request<'r> {
    /// The file as it is shown in messages.
    pub file: &'r str,
    pub bytes: &'r [u8],
    pub kind: &'static Declaration,
    /// The contest of entries, by id.
    pub contest: Option<&'r str>,
    /// The table to take where there are several: its number from 1, or a part of its name.
    pub table: Option<&'r str>,
    pub mapping: Mapping,
    /// The key by which rows and records are the same, instead of the id or the name.
    pub key: Option<KeyPath>,
    /// Rows that are left out: those that were found wrong before.
    pub without: &'r [u32],
}

/// A value that a row changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub id: String,
    pub key: String,
    pub before: String,
    pub after: String,
    /// Whether it stands below `private`.
    pub is_private: bool,
}

/// What an import will do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Files with their whole texts.
    pub files: Vec<NewFile>,
    pub created: usize,
    pub changed: Vec<Changed>,
    pub changed_records: usize,
    pub unchanged: usize,
    pub withdrawn: usize,
    pub totals: usize,
    /// Rows with errors, which `--partial` leaves out.
    pub wrong_rows: Vec<u32>,
    pub diagnostics: Vec<Diagnostic>,
    pub notes: Vec<LocalizedText>,
    pub(super) file: String,
    pub(super) sheet: String,
    /// For each record of a written file, by its index there, the row and the cells of its keys.
    pub(super) origins: BTreeMap<(String, Option<usize>), Origin>,
    /// The same for each element that was added to a list of a record, or changed there.
    pub(super) elements: BTreeMap<ElementPlace, Origin>,
}

/// An element of a list: the file, the record's index there, the key of the list, the index in it.
pub(super) type ElementPlace = (String, Option<usize>, String, usize);

/// The row of a record, and the cell of each key.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub(super) row: u32,
    pub(super) cells: BTreeMap<KeyPath, (u32, u32)>,
}

impl Plan {
    pub(super) fn refused(file: &str, code: Code, refusal: Refusal) -> Self {
        let diagnostic = Diagnostic::error(code, Place::file(file), refusal.message);
        Self { diagnostics: vec![Diagnostic { help: refusal.help, ..diagnostic }], ..Self::default() }
    }
}
