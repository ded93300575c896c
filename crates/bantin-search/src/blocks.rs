//! The blocks of an index by their folders, stored as the layout says.
//!
//! In: blocks of JSON, and posting lists. Out: a file for each, or slots (`packed`).

use rayon::prelude::*;

use crate::files::Files;
use crate::lists::PostingList;
use crate::packed::{PAIR_SLOT, Packed, SYLLABLE_SLOT};
use crate::shards::{Stored, shard, shard_count, split};

/// How the blocks of an index are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Each in a file: works on any host.
    #[default]
    Files,
    /// Many in a file, for hosts that answer `Range`.
    Packed,
}

/// Destination of the blocks, by the layout.
pub(crate) enum Blocks<'f, 't> {
    /// Each in a file; with the wished size of files of lists.
    Files(&'f Files<'t>, u32),
    Packed(Packed<'f, 't>),
}

impl<'f, 't> Blocks<'f, 't> {
    pub(crate) fn new(files: &'f Files<'t>, documents: usize, layout: Layout, shard_bytes: u32) -> Self {
        match layout {
            Layout::Files => Self::Files(files, shard_bytes),
            Layout::Packed => Self::Packed(Packed::new(files, documents)),
        }
    }

    /// Number of documents in a block of records. Files of fewer would be too many.
    pub(crate) fn records(&self) -> usize {
        match self {
            Self::Files(..) => 4,
            Self::Packed(_) => 1,
        }
    }

    /// Number of documents in a block of texts.
    pub(crate) fn texts(&self) -> usize {
        self.records()
    }

    /// Writes blocks of JSON. In slots, `fitting` is the share of them that need no second request.
    pub(crate) fn add(
        &mut self,
        folder: &str,
        blocks: impl IndexedParallelIterator<Item = Vec<u8>>,
        fitting: f64,
    ) {
        match self {
            Self::Files(files, _) => blocks
                .enumerate()
                .for_each(|(number, bytes)| files.add(&format!("{folder}/{number}.json"), bytes)),
            Self::Packed(packed) => packed.blocks(folder, blocks, fitting),
        }
    }

    /// Writes the shards of single terms (`s/`) or pairs (`p/`); returns their number.
    pub(crate) fn lists(
        &mut self,
        folder: &str,
        lists: &[PostingList],
        expansions: impl Fn(usize) -> Vec<Vec<u8>>,
    ) -> usize {
        let (files, shard_bytes) = match self {
            Self::Files(files, shard_bytes) => (files, *shard_bytes),
            Self::Packed(packed) => {
                let size = if folder == "s" { SYLLABLE_SLOT } else { PAIR_SLOT };
                return packed.lists(folder, size, lists, expansions);
            }
        };
        let count = shard_count(lists, shard_bytes as usize);
        for (number, (own, expansions)) in split(lists, count).zip(expansions(count)).enumerate() {
            let stored: Vec<Stored<'_>> = own.iter().map(Stored::Here).collect();
            files.add(&format!("{folder}/{number}.bin"), shard(&stored, &expansions));
        }
        count
    }
}
