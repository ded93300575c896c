//! The files of an index, and where they go.

/// A file of the search, below `search/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Receives the files of an index, in any order and from several threads.
pub type Take<'t> = &'t (dyn Fn(IndexFile) + Sync);

/// Destination of the files of one generation.
pub(crate) struct Files<'t> {
    pub(crate) generation: String,
    pub(crate) take: Take<'t>,
}

impl Files<'_> {
    pub(crate) fn add(&self, path: &str, bytes: Vec<u8>) {
        (self.take)(IndexFile { path: format!("{}/{path}", self.generation), bytes });
    }
}
