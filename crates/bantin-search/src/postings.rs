//! Inverts the forward index: for every term, and for every pair of adjacent terms, the documents that contain it and
//! its impact in each.
//!
//! Postings are partitioned into buckets by the high bits of their keys and sorted there as integers. A large site is
//! read in several passes, each for some of the buckets: this bounds memory by one pass, however large the site is. A
//! pass hashes all terms and sorts those of its own buckets, so passes cost little.

use std::ops::Range;

use rayon::prelude::*;

use crate::forward_index::{BREAK, DocumentTerms, ForwardIndex};
use crate::hash::{pair_hash, shard_of};
use crate::impact::{LEVELS, level};

/// Number of terms in one pass: 64 MiB of postings.
const PASS_TERMS: usize = 1 << 23;
/// Number of parts into which documents are divided in a pass: the maximum of parallel tasks.
const TASKS: usize = 8;
const LEVEL_BITS: u32 = LEVELS.trailing_zeros();
/// The minimum is 2⁸ buckets.
const LEAST_BUCKET_BITS: u32 = 8;

/// Lists of single terms or of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Syllables,
    /// Pairs of adjacent terms.
    Pairs,
}

impl Sort {
    /// The folder of its shards.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Sort::Syllables => "s",
            Sort::Pairs => "p",
        }
    }

    /// Number of bytes that distinguish the spellings of one folded term.
    pub(crate) fn spelling_bytes(self) -> u32 {
        match self {
            Sort::Syllables => 2,
            Sort::Pairs => 1,
        }
    }

    /// The name of a spelling among those of one folded term.
    pub(crate) fn spelling(self, accented_hash: u32) -> u16 {
        match self {
            Sort::Syllables => (accented_hash >> 16) as u16,
            Sort::Pairs => (accented_hash >> 24) as u16,
        }
    }
}

/// The impact of one spelling of a term in a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Posting {
    /// The folded hash with its halves swapped.
    pub(crate) key: u32,
    /// The part of the accented hash that distinguishes the spelling.
    pub(crate) spelling: u16,
    pub(crate) document: u32,
    pub(crate) level: u8,
}

/// Packs a posting into 64 bits with the same sort order: low bits of the key, spelling, document, level. The high
/// bits of the key are the bucket number.
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

/// Terms of which the lists are wanted: all, or those of some shards.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted<'w> {
    All,
    /// Whether each shard is wanted.
    Shards(&'w [bool]),
}

impl Wanted<'_> {
    fn holds(self, key: u32) -> bool {
        match self {
            Wanted::All => true,
            Wanted::Shards(shards) => shards[shard_of(key.rotate_left(16), shards.len())],
        }
    }

    /// About how many of so many terms are wanted.
    fn of(self, terms: usize) -> usize {
        match self {
            Wanted::All => terms,
            Wanted::Shards(shards) => {
                let wanted = shards.iter().filter(|is_wanted| **is_wanted).count();
                terms / shards.len().max(1) * wanted
            }
        }
    }
}

/// Applies `make` to the postings of each bucket, in the order of their keys.
pub(crate) fn by_bucket<T: Send>(
    index: &ForwardIndex,
    sort: Sort,
    wanted: Wanted<'_>,
    make: impl Fn(&[Posting]) -> Vec<T> + Sync,
) -> Vec<T> {
    let packing = Packing::new(sort, index.documents.len());
    let total: usize = index.documents.iter().map(|stream| stream.length as usize).sum();
    let step = packing.buckets().div_ceil(1 + wanted.of(total) / PASS_TERMS);
    let mut all = Vec::new();
    for first in (0..packing.buckets()).step_by(step) {
        let range = first..(first + step).min(packing.buckets());
        let parts = gather(index, packing, wanted, range.clone());
        let made: Vec<Vec<T>> = range
            .into_par_iter()
            .map(|number| {
                let parts = parts.iter().map(|part| part[number - first].as_slice());
                let mut bucket = parts.collect::<Vec<_>>().concat();
                bucket.sort_unstable();
                let unpacked = bucket.into_iter().map(|packed| packing.unpack(number, packed));
                make(&unpacked.collect::<Vec<_>>())
            })
            .collect();
        all.extend(made.into_iter().flatten());
    }
    all
}

/// The postings of a range of buckets: one part per group of documents, each by bucket.
fn gather(
    index: &ForwardIndex,
    packing: Packing,
    wanted: Wanted<'_>,
    range: Range<usize>,
) -> Vec<Vec<Vec<u64>>> {
    let none = || vec![Vec::new(); range.len()];
    let documents = index.documents.par_iter().enumerate().with_min_len(index.documents.len() / TASKS + 1);
    let parts = documents.fold(none, |mut buckets, (document, stream)| {
        let is_wanted = |key| range.contains(&packing.bucket(key)) && wanted.holds(key);
        let terms = Terms { hashes: &index.hashes, sort: packing.sort, stream, mean: index.means[document] };
        terms.each(is_wanted, |key, spelling, level| {
            let posting = Posting { key, spelling, document: document as u32, level };
            buckets[packing.bucket(posting.key) - range.start].push(packing.pack(&posting));
        });
        buckets
    });
    parts.collect()
}

/// The terms of one document.
#[derive(Clone, Copy)]
pub(crate) struct Terms<'t> {
    /// By number of the term: hashes of the folded and of the accented form.
    pub(crate) hashes: &'t [(u32, u32)],
    pub(crate) sort: Sort,
    pub(crate) stream: &'t DocumentTerms,
    /// The mean length of documents of its kind.
    pub(crate) mean: f32,
}

impl Terms<'_> {
    /// Passes key, spelling and level of each term to `each`, if its key is wanted. In rising order.
    pub(crate) fn each(self, is_wanted: impl Fn(u32) -> bool, mut each: impl FnMut(u32, u16, u8)) {
        let Self { sort, stream, mean, .. } = self;
        // Key, spelling and weight in one integer, for fast sorting.
        let mut found: Vec<u64> = Vec::with_capacity(stream.terms.len());
        for (weight, zone) in stream.zones() {
            self.hashed(zone, |folded, accented| {
                let key = folded.rotate_left(16);
                if is_wanted(key) {
                    let name = u64::from(key) << 16 | u64::from(sort.spelling(accented));
                    found.push(name << 8 | u64::from(weight));
                }
            });
        }
        found.sort_unstable();
        for same in found.chunk_by(|a, b| a >> 8 == b >> 8) {
            let tf = same.iter().map(|one| (one & 0xff) as u32).sum();
            let (key, spelling) = ((same[0] >> 24) as u32, (same[0] >> 8) as u16);
            each(key, spelling, level(tf, stream.length, mean));
        }
    }

    /// Passes the folded and accented hash of each term of a zone to `each`.
    fn hashed(self, zone: &[u32], mut each: impl FnMut(u32, u32)) {
        let hashes = |term: u32| self.hashes[term as usize];
        match self.sort {
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
}

#[cfg(test)]
mod tests {
    use super::{Packing, Posting, Sort};

    #[test]
    fn a_posting_comes_back_as_it_was_packed_on_sites_of_any_size() {
        for (documents, sort) in [(1, Sort::Pairs), (21_001, Sort::Syllables), (5_000_000, Sort::Syllables)] {
            let packing = Packing::new(sort, documents);
            let most = if sort == Sort::Pairs { 0xff } else { 0xffff };
            for (key, spelling) in [(0, 0), (0x0123_4567, most), (u32::MAX, most), (u32::MAX, 0)] {
                for (document, level) in [(0, 0), (documents as u32 - 1, 31)] {
                    let posting = Posting { key, spelling, document, level };
                    let again = packing.unpack(packing.bucket(key), packing.pack(&posting));
                    let parts = (again.key, again.spelling, again.document, again.level);
                    assert_eq!(parts, (key, spelling, document, level), "{documents} {sort:?}");
                }
            }
        }
    }

    #[test]
    fn packed_postings_sort_by_key_spelling_and_document() {
        let packing = Packing::new(Sort::Pairs, 1000);
        let of = |key, spelling, document| packing.pack(&Posting { key, spelling, document, level: 7 });
        let sorted = [of(5, 1, 900), of(5, 2, 3), of(5, 2, 4), of(6, 0, 0)];
        assert!(sorted.is_sorted());
    }
}
