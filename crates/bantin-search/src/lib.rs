//! Static full-text search: an index of many small files, and the script that reads it in a browser.
//!
//! In: the [`SearchDocument`]s of a site and its [`OtherNames`]. Out: files below `search/`. The steps:
//!
//! 1. sort the documents so that most facets need no column (`order`);
//! 2. turn their texts into sequences of term numbers (`terms`, `forward_index`);
//! 3. build posting lists for every term and every pair of adjacent terms (`postings`, `lists`, `impact`);
//! 4. write the lists into shards of about equal size, together with the expansions (`shards`, `expansions`);
//! 5. write records, texts, suggestions and the lexicon (`records`, `suggest`), and last `manifest.json`.
//!
//! Each of these blocks is a file, or in the layout `packed` stands in a slot of a larger one (`blocks`, `packed`).
//!
//! An index that is written after another one makes what has changed: terms of documents with the same content are not
//! read again (`sums`, `earlier`), and files without one of the documents that differ are taken over (`changes`).
//!
//! All files except the manifest and the script are in a folder named by a hash of the input, so that an old manifest
//! never refers to new files. Format: `docs/search-format.md`.

mod blocks;
mod changes;
mod client;
mod document;
mod earlier;
mod expansions;
mod facets;
mod files;
mod forward_index;
mod frequent;
pub mod hash;
pub mod impact;
mod index;
mod lists;
mod order;
mod packed;
mod phrases;
mod postings;
mod records;
mod shards;
mod suggest;
mod sums;
pub mod terms;
mod varint;

pub use blocks::Layout;
pub use client::ENGINE;
pub use document::{DocumentKind, SearchDocument};
pub use expansions::OtherNames;
pub use facets::{Facet, Facets};
pub use files::{IndexFile, Keep, SameFile, Take};
pub use packed::packed_texts;
pub use shards::VERSION;

use crate::earlier::Earlier;
use crate::index::Input;

/// Parameters of the index.
#[derive(Debug, Clone)]
pub struct Settings {
    pub layout: Layout,
    /// Approximate size of a shard in bytes: smaller shards make more files, larger ones more expensive queries.
    pub shard_bytes: u32,
    /// Factors of the scores of kinds; others have 1.
    pub kinds: Vec<(DocumentKind, f64)>,
    /// How much more documents of the newest year weigh; half of that each year before.
    pub recency: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { layout: Layout::Files, shard_bytes: 3000, kinds: Vec::new(), recency: 0.0 }
    }
}

/// Writes the index of the documents. Each file, with its path below `search/`, is passed to `take` as soon as it is
/// made, so that the index is never in memory as a whole. The files are the same for the same input on any machine.
pub fn build(documents: &[SearchDocument<'_>], names: &OtherNames, settings: &Settings, take: Take<'_>) {
    index::write(&Input { documents, names, settings }, take, None, false);
}

/// The same; returns what the next index wants to know of this one. `earlier` is what an index of the site returned, of
/// which `keep` takes over the files that are the same.
pub fn build_after(
    documents: &[SearchDocument<'_>],
    names: &OtherNames,
    settings: &Settings,
    (earlier, keep): (&[u8], Keep<'_>),
    take: Take<'_>,
) -> Vec<u8> {
    let earlier = Earlier::parse(earlier);
    let earlier = earlier.as_ref().map(|earlier| (earlier, keep));
    index::write(&Input { documents, names, settings }, take, earlier, true)
}
