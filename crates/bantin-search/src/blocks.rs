//! The blocks of an index by their folders, stored as the layout says.
//!
//! In: blocks of JSON, and posting lists. Out: a file for each, or slots (`packed`).

use rayon::prelude::*;

use crate::expansions::Expansions;
use crate::files::Files;
use crate::lists::PostingList;
use crate::packed::{PAIR_SLOT, Packed, SYLLABLE_SLOT};
use crate::postings::Sort;
use crate::shards::{Stored, list_bytes, shard, shard_count, split};

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

    /// Writes blocks of JSON, by their numbers. In slots, `fitting` is the share of them that needs no second request.
    pub(crate) fn add(&mut self, folder: &str, blocks: &Numbered<'_>, fitting: f64) {
        let numbers = (0..blocks.count).into_par_iter();
        match self {
            Self::Files(files, _) => numbers.for_each(|number| {
                let path = format!("{folder}/{number}.json");
                if !((blocks.is_same)(number) && files.keep(&path)) {
                    files.add(&path, (blocks.make)(number));
                }
            }),
            Self::Packed(packed) => {
                packed.blocks(folder, numbers.map(|number| (blocks.make)(number)), fitting)
            }
        }
    }

    /// Writes all shards of lists; returns their number and, if each is in a file, the bytes of the lists in each.
    pub(crate) fn lists(
        &mut self,
        sort: Sort,
        lists: &[PostingList],
        expansions: &Expansions,
    ) -> (usize, Vec<u32>) {
        let expansions = |count| expansions.of(sort, count);
        let (files, shard_bytes) = match self {
            Self::Files(files, shard_bytes) => (files, *shard_bytes),
            Self::Packed(packed) => {
                let size = if sort == Sort::Syllables { SYLLABLE_SLOT } else { PAIR_SLOT };
                return (packed.lists(sort.folder(), size, lists, expansions), Vec::new());
            }
        };
        let count = shard_count(list_bytes(lists), shard_bytes as usize);
        let (shards, expansions): (Vec<_>, _) = (split(lists, count).collect(), expansions(count));
        write(files, sort, &shards, &expansions, |_| true);
        (count, shards.iter().map(|lists| list_bytes(lists) as u32).collect())
    }

    /// Writes the shards of lists that differ from those of the earlier index, and takes over the others. `lists` makes
    /// the lists of some shards. Returns the lists of the shards that were written, and the bytes of the lists in each;
    /// `None`, and nothing is written, if the number of shards is another.
    pub(crate) fn changed_lists(
        &mut self,
        sort: Sort,
        (touched, before): (&[bool], &[u32]),
        lists: impl Fn(&[bool]) -> Vec<PostingList>,
        expansions: &Expansions,
    ) -> Option<(Vec<PostingList>, Vec<u32>)> {
        let Self::Files(files, shard_bytes) = self else { return None };
        let (changed, count) = (lists(touched), touched.len());
        let shards: Vec<_> = split(&changed, count).collect();
        let bytes = |at: usize| if touched[at] { list_bytes(shards[at]) as u32 } else { before[at] };
        let bytes: Vec<u32> = (0..count).map(bytes).collect();
        let total = bytes.iter().map(|bytes| *bytes as usize).sum();
        if shard_count(total, *shard_bytes as usize) != count {
            return None;
        }
        let expansions = expansions.of(sort, count);
        write(files, sort, &shards, &expansions, |at| touched[at]);
        let is_lost = |at: usize| !touched[at] && !files.keep(&path(sort, at));
        let lost: Vec<bool> = (0..count).into_par_iter().map(is_lost).collect();
        if lost.contains(&true) {
            let lists = lists(&lost);
            write(files, sort, &split(&lists, count).collect::<Vec<_>>(), &expansions, |at| lost[at]);
        }
        Some((changed, bytes))
    }
}

/// Blocks of JSON.
pub(crate) struct Numbered<'b> {
    pub(crate) count: usize,
    /// Whether the block with a number is known to be the one of the earlier index.
    pub(crate) is_same: &'b (dyn Fn(usize) -> bool + Sync),
    pub(crate) make: &'b (dyn Fn(usize) -> Vec<u8> + Sync),
}

fn path(sort: Sort, shard: usize) -> String {
    format!("{}/{shard}.bin", sort.folder())
}

/// Writes some shards.
fn write(
    files: &Files<'_>,
    sort: Sort,
    shards: &[&[PostingList]],
    expansions: &[Vec<u8>],
    is_wanted: impl Fn(usize) -> bool + Sync,
) {
    let wanted = shards.par_iter().zip(expansions).enumerate().filter(|(at, _)| is_wanted(*at));
    wanted.for_each(|(at, (lists, expansions))| {
        let stored: Vec<Stored<'_>> = lists.iter().map(Stored::Here).collect();
        files.add(&path(sort, at), shard(&stored, expansions));
    });
}
