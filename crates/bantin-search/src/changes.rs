//! What differs between an index and the one before it.
//!
//! In: the documents, and what the earlier index kept. Out: the terms that need not be read again; and if both number the
//! same documents alike, which documents differ, so that shards, records and texts without one of these are the same.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::document::{DocumentKind, SearchDocument};
use crate::earlier::Earlier;
use crate::forward_index::{DocumentTerms, ForwardIndex, Known, means};
use crate::hash::shard_of;
use crate::postings::{Sort, Terms};
use crate::sums::{DocumentSums, Sums};

/// If more than one in so many documents differ, or more shards than these, all is made anew.
const FEW: usize = 8;

/// The documents that differ in two indexes with the same frame.
#[derive(Debug)]
pub(crate) struct Changes {
    /// Their numbers, and their terms before.
    documents: Vec<(usize, DocumentTerms)>,
    /// Whether titles or names differ.
    pub(crate) in_heads: bool,
    /// For each document whether its record or text may differ.
    touched: Vec<bool>,
    /// For each document the mean length before; with another one, documents that are the same have other levels.
    pub(crate) means: Vec<f32>,
    /// The bytes of the lists in each shard of the earlier index, of terms and of pairs.
    shards: [Vec<u32>; 2],
}

impl Changes {
    /// Takes from the earlier index the terms that are known, and what differs if the rest is the same.
    pub(crate) fn since(
        earlier: &Earlier,
        documents: &[&SearchDocument<'_>],
        sums: &Sums,
    ) -> (Known, Option<Self>) {
        let numbers: FxHashMap<&DocumentSums, usize> = earlier.sums.documents.iter().zip(0..).collect();
        let stream = |sums| numbers.get(sums).map(|number| earlier.documents[*number].clone());
        let known =
            Known { words: earlier.words.clone(), documents: sums.documents.iter().map(stream).collect() };
        let is_comparable = earlier.sums.frame == sums.frame && !earlier.shards[0].is_empty();
        (known, is_comparable.then(|| Self::between(earlier, documents, sums)).flatten())
    }

    fn between(earlier: &Earlier, documents: &[&SearchDocument<'_>], sums: &Sums) -> Option<Self> {
        let before = &earlier.sums.documents;
        if before.len() != sums.documents.len() {
            return None;
        }
        let differing: Vec<usize> =
            (0..before.len()).filter(|at| before[*at] != sums.documents[*at]).collect();
        if differing.len() * FEW > before.len() {
            return None;
        }
        let in_heads = differing.iter().any(|at| before[*at].head != sums.documents[*at].head);
        let touched = touched(documents, &differing);
        let means = means(documents, &earlier.documents);
        let documents = differing.into_iter().map(|at| (at, earlier.documents[at].clone())).collect();
        Some(Self { documents, in_heads, touched, means, shards: earlier.shards.clone() })
    }

    /// Whether the records or texts of some documents may differ.
    pub(crate) fn touch(&self, documents: Range<usize>) -> bool {
        self.touched[documents].iter().any(|is_touched| *is_touched)
    }

    /// The bytes of the lists in each shard before.
    pub(crate) fn shards(&self, sort: Sort) -> &[u32] {
        &self.shards[usize::from(sort == Sort::Pairs)]
    }

    /// Which shards may differ; `None` if they are many.
    pub(crate) fn shards_touched(&self, index: &ForwardIndex, sort: Sort) -> Option<Vec<bool>> {
        let mut touched = vec![false; self.shards(sort).len()];
        for (at, before) in &self.documents {
            let of = |stream| {
                let mut found = Vec::new();
                let terms = Terms { hashes: &index.hashes, sort, stream, mean: index.means[*at] };
                terms.each(|_| true, |key, spelling, level| found.push((key, spelling, level)));
                found
            };
            let (before, now) = (of(before), of(&index.documents[*at]));
            let gone = before.iter().filter(|one| now.binary_search(one).is_err());
            let new = now.iter().filter(|one| before.binary_search(one).is_err());
            for (key, ..) in gone.chain(new) {
                let shard = shard_of(key.rotate_left(16), touched.len());
                touched[shard] = true;
            }
        }
        let count = touched.iter().filter(|is_touched| **is_touched).count();
        (count * FEW <= touched.len() * (FEW - 1)).then_some(touched)
    }
}

/// For each document whether it differs, or is a page with a section that does: the record of a page lists these.
fn touched(documents: &[&SearchDocument<'_>], differing: &[usize]) -> Vec<bool> {
    let mut touched = vec![false; documents.len()];
    let mut pages: Vec<&str> = Vec::new();
    for at in differing {
        touched[*at] = true;
        let page = documents[*at].url.split_once('#').map(|(page, _)| page);
        pages.extend(page.filter(|_| documents[*at].kind == DocumentKind::Section));
    }
    pages.sort_unstable();
    for (document, touched) in documents.iter().zip(&mut touched) {
        *touched |= pages.binary_search(&document.url.as_ref()).is_ok();
    }
    touched
}
