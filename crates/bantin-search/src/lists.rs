//! Encodes posting lists, one for every term or pair.
//!
//! In: postings sorted by key, spelling and document. Out: [`PostingList`]s. A list holds its spellings one after the
//! other, each in blocks of one level, the highest level first. Of a long list only the documents with the highest
//! impact are kept. Byte format: `docs/search-format.md`.

use rustc_hash::FxHashSet;

use crate::forward_index::ForwardIndex;
use crate::impact::{LEVELS, x_of};
use crate::postings::{Posting, Sort, Wanted, by_bucket};
use crate::varint::put;

/// Number of documents kept for each spelling on a site of this size; for a folded term twice as many. A spelling with
/// at least this many also stores how many are left out. Below 12,500 documents the cut costs no relevance; above it
/// grows with the site, or the documents of frequent terms are missed.
pub(crate) fn kept(documents: usize) -> usize {
    (documents / 25).max(500)
}

/// The highest level.
const HIGHEST: u8 = LEVELS as u8 - 1;

/// The encoded posting list of one folded term.
#[derive(Debug)]
pub(crate) struct PostingList {
    /// The folded hash with its halves swapped: the sort key of lists.
    pub(crate) key: u32,
    /// Number of documents with the term, including those left out of the list.
    pub(crate) documents: u32,
    pub(crate) bytes: Box<[u8]>,
    /// Of a term: the names of spellings in more than [`LEAST_COMMON`] documents, with the number of these.
    pub(crate) spellings: Box<[(u16, u32)]>,
}

/// Terms in at most so many documents are never common.
pub(crate) const LEAST_COMMON: usize = 50;

impl PostingList {
    /// The folded hash.
    pub(crate) fn hash(&self) -> u32 {
        self.key.rotate_left(16)
    }
}

/// The lists of one sort, by key. `newest` is the rank of each document by date, 0 for the newest.
pub(crate) fn lists_of(
    index: &ForwardIndex,
    sort: Sort,
    newest: &[u32],
    wanted: Wanted<'_>,
) -> Vec<PostingList> {
    by_bucket(index, sort, wanted, |postings| encode(postings, sort, newest))
}

fn encode(postings: &[Posting], sort: Sort, newest: &[u32]) -> Vec<PostingList> {
    let limit = kept(newest.len());
    let mut writer = Writer { sort, newest, limit, bytes: Vec::new(), kept: Vec::new() };
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

fn frequent_spellings(list: &[Posting]) -> Box<[(u16, u32)]> {
    let spellings = list.chunk_by(|a, b| a.spelling == b.spelling);
    let frequent = spellings.filter(|spelling| spelling.len() > LEAST_COMMON);
    frequent.map(|spelling| (spelling[0].spelling, spelling.len() as u32)).collect()
}

/// Encodes lists one after the other; the buffers are reused.
struct Writer<'n> {
    sort: Sort,
    newest: &'n [u32],
    /// See [`kept`].
    limit: usize,
    bytes: Vec<u8>,
    /// The kept postings of one spelling.
    kept: Vec<Posting>,
}

impl Writer<'_> {
    fn entry(&mut self, list: &[Posting]) -> PostingList {
        self.spellings(list);
        PostingList {
            key: list[0].key,
            documents: count_documents(list),
            bytes: self.bytes.as_slice().into(),
            spellings: match self.sort {
                Sort::Syllables => frequent_spellings(list),
                Sort::Pairs => Box::default(),
            },
        }
    }

    /// All spellings of one folded term, one after the other.
    fn spellings(&mut self, list: &[Posting]) {
        let best = best_documents(list, 2 * self.limit, self.newest);
        self.bytes.clear();
        for spelling in list.chunk_by(|a, b| a.spelling == b.spelling) {
            let name = spelling[0].spelling.to_le_bytes();
            self.bytes.extend_from_slice(&name[..self.sort.spelling_bytes() as usize]);
            self.keep(spelling, best.as_ref());
            self.blocks();
            if self.kept.len() >= self.limit {
                put(&mut self.bytes, (spelling.len() - self.kept.len()) as u32);
            }
        }
    }

    /// Keeps all postings of a spelling, or of a long list those with the highest impact.
    fn keep(&mut self, spelling: &[Posting], best: Option<&FxHashSet<u32>>) {
        self.kept.clear();
        self.kept.extend_from_slice(spelling);
        let Some(best) = best else { return };
        self.kept.sort_unstable_by_key(|one| (HIGHEST - one.level, self.newest[one.document as usize]));
        let mut place = 0;
        self.kept.retain(|posting| {
            place += 1;
            place <= self.limit || best.contains(&posting.document)
        });
    }

    /// Writes blocks of one level each, the highest first: head, then document gaps.
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

/// The documents with the highest impact of a folded term over all spellings; `None` if the list need not be cut.
fn best_documents(list: &[Posting], most: usize, newest: &[u32]) -> Option<FxHashSet<u32>> {
    if list.len() <= most {
        return None;
    }
    let mut sums: Vec<(u32, u8)> = list.iter().map(|posting| (posting.document, posting.level)).collect();
    sums.sort_unstable();
    let mut ranked: Vec<(u32, u32, u32)> = sums
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| {
            let x: f32 = same.iter().map(|(_, level)| x_of(*level)).sum();
            (u32::MAX - (x * 1000.0) as u32, newest[same[0].0 as usize], same[0].0)
        })
        .collect();
    if ranked.len() <= most {
        return None;
    }
    ranked.select_nth_unstable(most);
    Some(ranked[..most].iter().map(|(_, _, document)| *document).collect())
}
