//! From rows of numbers to lists of documents: for every term, and for every pair of neighbours, the documents that
//! hold it and how much they say about it.
//!
//! The range of hashes is cut into slices; each slice reads all rows and keeps what falls into it. That costs a few
//! passes over small numbers and keeps memory to one slice a thread, however large the site is. Out of a slice come
//! [`Entry`]s: encoded lists in the order of their keys.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::hash::pair_hash;
use super::impact::{LEVELS, level, thousandths, x_of};
use super::streams::{BREAK, Streams};
use super::varint::put;

/// Documents that are kept for a folded term.
const KEPT: usize = 1000;
/// Documents that are kept for each of its spellings; from so many on, a list says how many are left out.
pub(super) const KEPT_SPELLING: usize = 500;
/// Results that are shown at once.
const SHOWN: usize = 10;
/// The highest level.
const HIGHEST: u8 = LEVELS as u8 - 1;
/// Slices are as many as keep about this many terms of text each.
const SLICE_TERMS: usize = 1 << 21;

/// What lists are made of: single terms or pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Single terms.
    Syllables,
    /// Pairs of neighbours.
    Pairs,
}

impl Sort {
    /// Bytes that tell the spellings of one folded term apart.
    fn spelling_bytes(self) -> u32 {
        match self {
            Sort::Syllables => 2,
            Sort::Pairs => 1,
        }
    }

    /// Documents whose records stand together where a list is long: a query of one term needs no more than are
    /// shown, the best of a longer query are spread over the lists of its pairs.
    fn first(self) -> usize {
        match self {
            Sort::Syllables => 16,
            Sort::Pairs => 48,
        }
    }

    fn spelling(self, accented_hash: u32) -> u16 {
        match self {
            Sort::Syllables => (accented_hash >> 16) as u16,
            Sort::Pairs => (accented_hash >> 24) as u16,
        }
    }
}

/// The encoded list of one folded term.
#[derive(Debug)]
pub(super) struct Entry {
    /// The folded hash with its halves swapped: the order of entries.
    pub(super) key: u32,
    /// Documents that hold the term, those left out of the list included.
    pub(super) documents: u32,
    pub(super) bytes: Box<[u8]>,
    /// Of a list of more documents than are shown at once: those that say most, the best first.
    pub(super) first: Box<[u32]>,
}

impl Entry {
    /// The folded hash.
    pub(super) fn hash(&self) -> u32 {
        self.key.rotate_left(16)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    key: u32,
    spelling: u16,
    document: u32,
    level: u8,
}

/// The lists of one sort, by key. `newest` is the rank of each document by date, the newest 0.
pub(super) fn entries(streams: &Streams, sort: Sort, newest: &[u32]) -> Vec<Entry> {
    let total: usize = streams.documents.iter().map(|stream| stream.length as usize).sum();
    let slices = (total / SLICE_TERMS).clamp(4, 64) as u32;
    let bound = |slice: u32| (u64::from(slice) << 32) / u64::from(slices);
    let slices: Vec<Vec<Entry>> = (0..slices)
        .into_par_iter()
        .map(|slice| {
            let range = bound(slice)..bound(slice + 1);
            encode(&gather(streams, sort, range), sort, newest)
        })
        .collect();
    slices.into_iter().flatten().collect()
}

/// The postings whose keys fall into a range, in order.
fn gather(streams: &Streams, sort: Sort, range: std::ops::Range<u64>) -> Vec<Posting> {
    let mut postings = Vec::new();
    let mut found: Vec<(u32, u16, u32)> = Vec::new();
    for (document, stream) in streams.documents.iter().enumerate() {
        let mean = streams.means[document];
        for (weight, zone) in stream.zones() {
            terms(streams, sort, zone, |folded, accented| {
                let key = folded.rotate_left(16);
                if range.contains(&u64::from(key)) {
                    found.push((key, sort.spelling(accented), weight));
                }
            });
        }
        found.sort_unstable();
        for same in found.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let tf = same.iter().map(|(_, _, weight)| weight).sum();
            let (key, spelling, _) = same[0];
            let level = level(tf, stream.length, mean);
            postings.push(Posting { key, spelling, document: document as u32, level });
        }
        found.clear();
    }
    postings.sort_unstable();
    postings
}

/// The folded and accented hashes of all terms of a zone.
fn terms(streams: &Streams, sort: Sort, zone: &[u32], mut each: impl FnMut(u32, u32)) {
    let hashes = |term: u32| streams.hashes[term as usize];
    match sort {
        Sort::Syllables => zone.iter().filter(|term| **term != BREAK).for_each(|term| {
            let (folded, accented) = hashes(*term);
            each(folded, accented);
        }),
        Sort::Pairs => zone.windows(2).filter(|pair| !pair.contains(&BREAK)).for_each(|pair| {
            let (first, second) = (hashes(pair[0]), hashes(pair[1]));
            each(pair_hash(first.0, second.0), pair_hash(first.1, second.1));
        }),
    }
}

fn encode(postings: &[Posting], sort: Sort, newest: &[u32]) -> Vec<Entry> {
    let lists = postings.chunk_by(|a, b| a.key == b.key);
    let entry = |list: &[Posting]| {
        let (bytes, kept) = encode_list(list, sort, newest);
        let first = if list.len() > SHOWN { first_documents(kept, sort.first()) } else { Box::default() };
        Entry { key: list[0].key, documents: count_documents(list), bytes: bytes.into(), first }
    };
    lists.map(entry).collect()
}

fn count_documents(list: &[Posting]) -> u32 {
    if list[0].spelling == list[list.len() - 1].spelling {
        return list.len() as u32;
    }
    let mut documents: Vec<u32> = list.iter().map(|posting| posting.document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.len() as u32
}

/// All spellings of one folded term, one after the other, and the documents that are kept with the levels they have.
fn encode_list(list: &[Posting], sort: Sort, newest: &[u32]) -> (Vec<u8>, Vec<(u32, u8)>) {
    let mut all_kept = Vec::new();
    let best = if list.len() > KEPT { best_documents(list, newest) } else { None };
    let mut bytes = Vec::new();
    for spelling in list.chunk_by(|a, b| a.spelling == b.spelling) {
        let name = spelling[0].spelling.to_le_bytes();
        bytes.extend_from_slice(&name[..sort.spelling_bytes() as usize]);
        let mut kept: Vec<Posting> = spelling.to_vec();
        kept.sort_unstable_by_key(|posting| (HIGHEST - posting.level, newest[posting.document as usize]));
        if let Some(best) = &best {
            let mut place = 0;
            kept.retain(|posting| {
                place += 1;
                place <= KEPT_SPELLING || best.contains_key(&posting.document)
            });
        }
        encode_blocks(&mut kept, &mut bytes);
        if kept.len() >= KEPT_SPELLING {
            put(&mut bytes, (spelling.len() - kept.len()) as u32);
        }
        all_kept.extend(kept.iter().map(|posting| (posting.document, posting.level)));
    }
    (bytes, all_kept)
}

/// The documents that say most in what is kept of a list; among equals the lowest numbers. A reader finds the same ones
/// in the list itself, so sums are made of whole numbers.
fn first_documents(mut kept: Vec<(u32, u8)>, most: usize) -> Box<[u32]> {
    kept.sort_unstable();
    let sum = |same: &[(u32, u8)]| same.iter().map(|(_, level)| thousandths(*level)).sum::<u32>();
    let mut ranked: Vec<(u32, u32)> =
        kept.chunk_by(|a, b| a.0 == b.0).map(|same| (u32::MAX - sum(same), same[0].0)).collect();
    if ranked.len() > most {
        ranked.select_nth_unstable(most);
        ranked.truncate(most);
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, document)| document).collect()
}

/// The documents that say most about a folded term in any spelling.
fn best_documents(list: &[Posting], newest: &[u32]) -> Option<FxHashMap<u32, ()>> {
    let mut sums: Vec<(u32, u8)> = list.iter().map(|posting| (posting.document, posting.level)).collect();
    sums.sort_unstable();
    let mut ranked: Vec<(u32, u32, u32)> = sums
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| {
            let x: f32 = same.iter().map(|(_, level)| x_of(*level)).sum();
            (u32::MAX - (x * 1000.0) as u32, newest[same[0].0 as usize], same[0].0)
        })
        .collect();
    if ranked.len() <= KEPT {
        return None;
    }
    ranked.select_nth_unstable(KEPT);
    Some(ranked[..KEPT].iter().map(|(_, _, document)| (*document, ())).collect())
}

/// Blocks of one level each, the highest first: head, then the documents as gaps.
fn encode_blocks(kept: &mut [Posting], bytes: &mut Vec<u8>) {
    kept.sort_unstable_by_key(|posting| (HIGHEST - posting.level, posting.document));
    let mut blocks = kept.chunk_by(|a, b| a.level == b.level).peekable();
    while let Some(block) = blocks.next() {
        let last = u32::from(blocks.peek().is_none());
        put(bytes, (block.len() as u32 - 1) << 6 | u32::from(block[0].level) << 1 | last);
        let mut next = 0;
        for posting in block {
            put(bytes, posting.document - next);
            next = posting.document + 1;
        }
    }
}
