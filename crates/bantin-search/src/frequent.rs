//! Terms in so many documents that they select little: a query with pairs can do without their lists.
//!
//! In: the posting lists of terms. Out: what the manifest says of the common ones.

use bantin_text::fold::fold;
use rustc_hash::FxHashSet;

use crate::expansions::Expansions;
use crate::forward_index::ForwardIndex;
use crate::hash::shard_of;
use crate::lists::{LEAST_COMMON, PostingList};
use crate::postings::Sort;
use crate::varint::{put, take};

/// A folded term in more than [`LEAST_COMMON`] documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frequent {
    pub(crate) key: u32,
    documents: u32,
    /// The names of spellings in more than [`LEAST_COMMON`] documents, with the number of these.
    spellings: Box<[(u16, u32)]>,
}

impl Frequent {
    /// Those among some lists.
    pub(crate) fn among(lists: &[PostingList]) -> impl Iterator<Item = Self> {
        let frequent = lists.iter().filter(|list| list.documents as usize > LEAST_COMMON);
        frequent.map(|list| Self {
            key: list.key,
            documents: list.documents,
            spellings: list.spellings.clone(),
        })
    }

    pub(crate) fn put(&self, bytes: &mut Vec<u8>) {
        [self.key, self.documents, self.spellings.len() as u32].into_iter().for_each(|one| put(bytes, one));
        for (name, documents) in &self.spellings {
            put(bytes, u32::from(*name));
            put(bytes, *documents);
        }
    }

    pub(crate) fn take(rest: &mut &[u8]) -> Option<Self> {
        let (key, documents, count) = (take(rest)?, take(rest)?, take(rest)?);
        let spelling = |_| Some((take(rest)?.try_into().ok()?, take(rest)?));
        let spellings = (0..count).map(spelling).collect::<Option<_>>()?;
        Some(Self { key, documents, spellings })
    }

    /// Its shard among so many.
    pub(crate) fn shard(&self, shards: usize) -> usize {
        shard_of(self.hash(), shards)
    }

    fn hash(&self) -> u32 {
        self.key.rotate_left(16)
    }
}

/// What the manifest says of common terms.
pub(crate) struct Common {
    /// Folded terms in more than a quarter of the documents, for what is typed without accents.
    pub(crate) folded: Vec<String>,
    /// Spellings in more than an eighth of the documents, for what is typed with accents: "của" is common and "cửa" is
    /// not.
    pub(crate) spellings: Vec<String>,
}

impl Common {
    pub(crate) fn new(index: &ForwardIndex, frequent: &[Frequent], expansions: &Expansions) -> Self {
        let documents = index.documents.len();
        let limit = |part: usize| (documents / part).max(LEAST_COMMON) as u32;
        let folded: FxHashSet<u32> =
            frequent.iter().filter(|one| one.documents > limit(4)).map(Frequent::hash).collect();
        let spellings: FxHashSet<(u32, u16)> = frequent
            .iter()
            .flat_map(|one| one.spellings.iter().map(|(name, documents)| (one.hash(), *name, *documents)))
            .filter(|(_, _, documents)| *documents > limit(8))
            .map(|(hash, name, _)| (hash, name))
            .collect();
        let words = |holds: &dyn Fn((u32, u32)) -> bool, shown: &dyn Fn(&str) -> String| {
            let numbers = (0..index.words.len()).filter(|number| index.counts[*number] > 0);
            let numbers = numbers.filter(|number| holds(index.hashes[*number]));
            let mut words: Vec<String> = numbers.map(|number| shown(&index.words[number])).collect();
            words.retain(|word| !expansions.single_terms.contains(&fold(word)));
            words.sort_unstable();
            words.dedup();
            words
        };
        Self {
            folded: words(&|(hash, _)| folded.contains(&hash), &|word| fold(word)),
            spellings: words(
                &|(hash, accented)| spellings.contains(&(hash, Sort::Syllables.spelling(accented))),
                &str::to_owned,
            ),
        }
    }
}
