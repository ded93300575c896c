//! Hashes by which an index is told from an earlier one.
//!
//! In: documents in index order, with their facet tables. Out: a hash of what each contributes to lists, records and
//! texts, and one of everything else (the frame). Indexes with the same frame number the same documents alike.

use rayon::prelude::*;

use crate::Settings;
use crate::document::SearchDocument;
use crate::expansions::OtherNames;
use crate::order::Ordered;

/// Identifies the sources of writer and client.
pub(crate) const SOURCES: &str = env!("BANTIN_SEARCH_SOURCES");

/// Long enough to rule out collisions.
pub(crate) type Sum = [u8; 16];

/// The content of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct DocumentSums {
    /// Title and names.
    pub(crate) head: Sum,
    /// Summary and text.
    pub(crate) body: Sum,
}

/// The content of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) frame: Sum,
    pub(crate) documents: Vec<DocumentSums>,
}

impl Sums {
    pub(crate) fn new(ordered: &Ordered<'_, '_>, names: &OtherNames, settings: &Settings) -> Self {
        let mut frame = Hasher::default();
        frame.part(SOURCES.as_bytes());
        frame.part(format!("{names:?} {settings:?}").as_bytes());
        frame.part(ordered.manifest.to_string().as_bytes());
        for (name, bytes) in &ordered.columns {
            frame.part(name.as_bytes());
            frame.part(bytes);
        }
        for document in &ordered.documents {
            frame.part(document.url.as_bytes());
            frame.part(document.date.as_bytes());
            frame.part(document.kind.as_str().as_bytes());
            frame.part(document.language.code().as_bytes());
        }
        let documents = ordered.documents.par_iter().map(|document| DocumentSums::new(document)).collect();
        Self { frame: frame.sum(), documents }
    }

    /// The name of the folder of the index.
    pub(crate) fn generation(&self) -> String {
        let mut all = Hasher::default();
        all.part(&self.frame);
        self.documents
            .iter()
            .for_each(|one| [&one.head, &one.body].into_iter().for_each(|sum| all.part(sum)));
        all.0.finalize().to_hex()[..16].to_owned()
    }
}

impl DocumentSums {
    fn new(document: &SearchDocument<'_>) -> Self {
        let (mut head, mut body) = (Hasher::default(), Hasher::default());
        head.part(document.title.as_bytes());
        document.names.iter().for_each(|name| head.part(name.as_bytes()));
        body.part(document.summary.as_bytes());
        body.part(document.text.as_bytes());
        Self { head: head.sum(), body: body.sum() }
    }
}

#[derive(Default)]
struct Hasher(blake3::Hasher);

impl Hasher {
    fn part(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }

    fn sum(&self) -> Sum {
        let mut sum = Sum::default();
        sum.copy_from_slice(&self.0.finalize().as_bytes()[..16]);
        sum
    }
}
