//! The files of records, which links can name instead of ids.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::content::kind::RecordKind;
use crate::content::lost::LostRecords;
use crate::site::Site;
use bantin_text::suggest::SuggestionIndex;

/// The records in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OfFile {
    /// A single record, by kind and name.
    One(RecordKind, String),
    /// Several records.
    Several,
    /// It could not be read.
    Lost,
}

/// The files of records.
#[derive(Debug)]
pub(super) struct Index<'s> {
    files: BTreeMap<&'s str, OfFile>,
    /// The file names in each folder, for suggestions.
    folders: FxHashMap<&'s str, (Vec<&'s str>, OnceLock<SuggestionIndex>)>,
    lost: &'s LostRecords,
}

impl<'s> Index<'s> {
    /// Collects the files of all records.
    pub(super) fn new(site: &'s Site<'_>) -> Self {
        let mut files = BTreeMap::new();
        for record in site.catalog.records() {
            let path = site.sources.get(record.origin.source).path.as_str();
            let one = || OfFile::One(record.kind(), record.name().into_owned());
            files.entry(path).and_modify(|file| *file = OfFile::Several).or_insert_with(one);
        }
        let mut folders: FxHashMap<&str, (Vec<&str>, OnceLock<SuggestionIndex>)> = FxHashMap::default();
        for (folder, name) in files.keys().filter_map(|path: &&str| path.rsplit_once('/')) {
            folders.entry(folder).or_default().0.push(name);
        }
        Self { files, folders, lost: &site.catalog.lost }
    }

    /// The records in a file, by its path from the root of the site.
    pub(super) fn file(&self, path: &str) -> Option<OfFile> {
        self.files.get(path).cloned().or_else(|| self.lost.covers_file(path).then_some(OfFile::Lost))
    }

    /// The most similar name of a record's file in the same folder.
    pub(super) fn near_file(&self, path: &str) -> Option<&str> {
        let (folder, name) = path.rsplit_once('/')?;
        let (names, near) = self.folders.get(folder)?;
        near.get_or_init(|| SuggestionIndex::new(names.iter().copied())).nearest(name)
    }
}
