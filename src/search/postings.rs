//! From rows of numbers to lists of documents: for every term, and for every pair of neighbours, the documents that
//! hold it and how much they say about it.
//!
//! Postings fall into buckets by the first bits of their keys, are sorted there as plain numbers, and become
//! [`Entry`]s: encoded lists in the order of their keys. On a large site the rows are read several times, each time for
//! some of the buckets: that costs little and keeps memory to one pass, however large the site is.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

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
/// Rows are read once for about so many terms: 64 MiB of postings.
const PASS_TERMS: usize = 1 << 23;
/// Into so many pieces rows are cut in a pass: more than a machine has threads, few enough to be joined fast.
const TASKS: usize = 8;
/// Bits of a level.
const LEVEL_BITS: u32 = LEVELS.trailing_zeros();
/// There are at least 2⁸ buckets.
const LEAST_BUCKET_BITS: u32 = 8;

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

#[derive(Debug, Clone, Copy)]
struct Posting {
    key: u32,
    spelling: u16,
    document: u32,
    level: u8,
}

/// How a posting is packed into 64 bits that sort as it does: the low bits of its key, its spelling, its document, its
/// level. The high bits of the key are the number of the bucket it lies in.
#[derive(Debug, Clone, Copy)]
struct Packing {
    sort: Sort,
    document_bits: u32,
    bucket_bits: u32,
}

impl Packing {
    fn new(sort: Sort, documents: usize) -> Self {
        let document_bits = usize::BITS - documents.leading_zeros();
        let rest = sort.spelling_bytes() * 8 + document_bits + LEVEL_BITS;
        Self { sort, document_bits, bucket_bits: rest.saturating_sub(u32::BITS).max(LEAST_BUCKET_BITS) }
    }

    fn buckets(self) -> usize {
        1 << self.bucket_bits
    }

    fn bucket(self, key: u32) -> usize {
        (key >> (u32::BITS - self.bucket_bits)) as usize
    }

    fn pack(self, posting: &Posting) -> u64 {
        let low = u64::from(posting.key << self.bucket_bits >> self.bucket_bits);
        let spelled = low << (self.sort.spelling_bytes() * 8) | u64::from(posting.spelling);
        (spelled << self.document_bits | u64::from(posting.document)) << LEVEL_BITS | u64::from(posting.level)
    }

    fn unpack(self, bucket: usize, packed: u64) -> Posting {
        let bits = |from: u32, count: u32| packed >> from & ((1 << count) - 1);
        let (spelling_from, spelling_bits) =
            (LEVEL_BITS + self.document_bits, self.sort.spelling_bytes() * 8);
        let low = (packed >> (spelling_from + spelling_bits)) as u32;
        Posting {
            key: (bucket as u32) << (u32::BITS - self.bucket_bits) | low,
            spelling: bits(spelling_from, spelling_bits) as u16,
            document: bits(LEVEL_BITS, self.document_bits) as u32,
            level: bits(0, LEVEL_BITS) as u8,
        }
    }
}

/// The lists of one sort, by key. `newest` is the rank of each document by date, the newest 0.
pub(super) fn entries(streams: &Streams, sort: Sort, newest: &[u32]) -> Vec<Entry> {
    let packing = Packing::new(sort, streams.documents.len());
    let total: usize = streams.documents.iter().map(|stream| stream.length as usize).sum();
    let step = packing.buckets().div_ceil(1 + total / PASS_TERMS);
    let mut all = Vec::new();
    for first in (0..packing.buckets()).step_by(step) {
        let buckets = gather(streams, packing, first..(first + step).min(packing.buckets()));
        let encoded: Vec<Vec<Entry>> = buckets
            .into_par_iter()
            .enumerate()
            .map(|(at, mut bucket)| {
                bucket.sort_unstable();
                let unpacked = bucket.into_iter().map(|packed| packing.unpack(first + at, packed));
                encode(&unpacked.collect::<Vec<_>>(), sort, newest)
            })
            .collect();
        all.extend(encoded.into_iter().flatten());
    }
    all
}

/// The postings whose keys fall into a range of buckets, by bucket and without order.
fn gather(streams: &Streams, packing: Packing, range: Range<usize>) -> Vec<Vec<u64>> {
    let none = || vec![Vec::new(); range.len()];
    let documents =
        streams.documents.par_iter().enumerate().with_min_len(streams.documents.len() / TASKS + 1);
    let found = documents.fold(none, |mut buckets, (document, _)| {
        postings(streams, packing.sort, document, |posting| {
            let bucket = packing.bucket(posting.key);
            if range.contains(&bucket) {
                buckets[bucket - range.start].push(packing.pack(&posting));
            }
        });
        buckets
    });
    found.reduce(none, |mut all, more| {
        for (bucket, other) in all.iter_mut().zip(more) {
            if bucket.is_empty() { *bucket = other } else { bucket.extend(other) }
        }
        all
    })
}

/// The postings of one document, each handed to `each`.
fn postings(streams: &Streams, sort: Sort, document: usize, mut each: impl FnMut(Posting)) {
    let stream = &streams.documents[document];
    // Key, spelling and weight in one number, which sorts fast.
    let mut found: Vec<u64> = Vec::with_capacity(stream.length as usize);
    for (weight, zone) in stream.zones() {
        terms(streams, sort, zone, |folded, accented| {
            let name = u64::from(folded.rotate_left(16)) << 16 | u64::from(sort.spelling(accented));
            found.push(name << 8 | u64::from(weight));
        });
    }
    found.sort_unstable();
    for same in found.chunk_by(|a, b| a >> 8 == b >> 8) {
        let tf = same.iter().map(|one| (one & 0xff) as u32).sum();
        let (key, spelling) = ((same[0] >> 24) as u32, (same[0] >> 8) as u16);
        let level = level(tf, stream.length, streams.means[document]);
        each(Posting { key, spelling, document: document as u32, level });
    }
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
    let mut writer = Writer { sort, newest, bytes: Vec::new(), kept: Vec::new(), first: Vec::new() };
    postings.chunk_by(|a, b| a.key == b.key).map(|list| writer.entry(list)).collect()
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

/// Writes lists, one after the other into the same memory.
struct Writer<'n> {
    sort: Sort,
    newest: &'n [u32],
    bytes: Vec<u8>,
    /// What is kept of one spelling.
    kept: Vec<Posting>,
    /// The documents that are kept of a list, with the levels they have.
    first: Vec<(u32, u8)>,
}

impl Writer<'_> {
    fn entry(&mut self, list: &[Posting]) -> Entry {
        self.spellings(list);
        let first = if list.len() > SHOWN {
            first_documents(&mut self.first, self.sort.first())
        } else {
            Box::default()
        };
        Entry {
            key: list[0].key,
            documents: count_documents(list),
            bytes: self.bytes.as_slice().into(),
            first,
        }
    }

    /// All spellings of one folded term, one after the other.
    fn spellings(&mut self, list: &[Posting]) {
        let best = if list.len() > KEPT { best_documents(list, self.newest) } else { None };
        self.bytes.clear();
        self.first.clear();
        for spelling in list.chunk_by(|a, b| a.spelling == b.spelling) {
            let name = spelling[0].spelling.to_le_bytes();
            self.bytes.extend_from_slice(&name[..self.sort.spelling_bytes() as usize]);
            self.keep(spelling, best.as_ref());
            self.blocks();
            if self.kept.len() >= KEPT_SPELLING {
                put(&mut self.bytes, (spelling.len() - self.kept.len()) as u32);
            }
            if list.len() > SHOWN {
                self.first.extend(self.kept.iter().map(|posting| (posting.document, posting.level)));
            }
        }
    }

    /// All of a spelling, or of a long list those that say most.
    fn keep(&mut self, spelling: &[Posting], best: Option<&FxHashSet<u32>>) {
        self.kept.clear();
        self.kept.extend_from_slice(spelling);
        let Some(best) = best else { return };
        self.kept.sort_unstable_by_key(|one| (HIGHEST - one.level, self.newest[one.document as usize]));
        let mut place = 0;
        self.kept.retain(|posting| {
            place += 1;
            place <= KEPT_SPELLING || best.contains(&posting.document)
        });
    }

    /// Blocks of one level each, the highest first: head, then the documents as gaps.
    fn blocks(&mut self) {
        self.kept.sort_unstable_by_key(|posting| {
            u64::from(HIGHEST - posting.level) << 32 | u64::from(posting.document)
        });
        let mut blocks = self.kept.chunk_by(|a, b| a.level == b.level).peekable();
        while let Some(block) = blocks.next() {
            let last = u32::from(blocks.peek().is_none());
            put(&mut self.bytes, (block.len() as u32 - 1) << 6 | u32::from(block[0].level) << 1 | last);
            let mut next = 0;
            for posting in block {
                put(&mut self.bytes, posting.document - next);
                next = posting.document + 1;
            }
        }
    }
}

/// The documents that say most in what is kept of a list; among equals the lowest numbers. A reader finds the same ones
/// in the list itself, so sums are made of whole numbers.
fn first_documents(kept: &mut [(u32, u8)], most: usize) -> Box<[u32]> {
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
fn best_documents(list: &[Posting], newest: &[u32]) -> Option<FxHashSet<u32>> {
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
    Some(ranked[..KEPT].iter().map(|(_, _, document)| *document).collect())
}
