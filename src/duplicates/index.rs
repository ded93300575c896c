//! Inverted index of the shingles of many texts.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

use crate::markdown::plain::plain;
use bantin_text::fold::fold;
use bantin_text::syllables::syllables;

/// Syllables per shingle: fewer match common phrases, more miss a text in which every tenth word was changed.
const WIDTH: usize = 5;
/// Minimum number of shingles; shorter texts are not compared.
const LEAST: usize = 8;
/// A shingle in more texts than this is boilerplate: only the nearest earlier text becomes a candidate through it.
const FORMULA: usize = 64;

/// A text prepared for comparison.
#[derive(Debug, Default)]
pub(super) struct ComparedText {
    plain: String,
    /// Hash of each syllable.
    pub(super) syllables: Vec<u64>,
    /// Byte range of each syllable in `plain`.
    places: Vec<Range<usize>>,
    /// Sorted, without duplicates.
    pub(super) shingles: Vec<u64>,
}

impl ComparedText {
    pub(super) fn new(markdown: &str) -> Self {
        let plain = plain(markdown);
        let (mut hashes, mut places) = (Vec::new(), Vec::new());
        let mut from = 0;
        for syllable in syllables(&plain) {
            let start = plain[from..].find(syllable).map_or(from, |at| from + at);
            from = start + syllable.len();
            places.push(start..from);
            hashes.push(hash(fold(syllable).as_bytes()));
        }
        let mut shingles: Vec<u64> = hashes.windows(WIDTH).map(hash).collect();
        shingles.sort_unstable();
        shingles.dedup();
        Self { plain, syllables: hashes, places, shingles }
    }

    /// The text of a range of syllables, as written.
    pub(super) fn words(&self, range: Range<usize>) -> String {
        let ends =
            (self.places.get(range.start), range.end.checked_sub(1).and_then(|last| self.places.get(last)));
        match ends {
            (Some(first), Some(last)) if range.start < range.end => {
                self.plain[first.start..last.end].split_whitespace().collect::<Vec<_>>().join(" ")
            }
            _ => String::new(),
        }
    }
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Maps each shingle to the texts that contain it.
pub(super) struct Index {
    /// Range of a shingle's list in `texts`: start, end.
    lists: FxHashMap<u64, (u32, u32)>,
    texts: Vec<u32>,
}

impl Index {
    pub(super) fn new(texts: &[ComparedText]) -> Self {
        let all = texts.par_iter().enumerate().flat_map_iter(|(number, text)| {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            text.shingles.iter().map(move |shingle| (*shingle, number))
        });
        let mut all: Vec<(u64, u32)> = all.collect();
        all.par_sort_unstable();
        let mut index = Self { lists: FxHashMap::default(), texts: Vec::new() };
        for group in all.chunk_by(|a, b| a.0 == b.0) {
            let from = u32::try_from(index.texts.len()).unwrap_or(u32::MAX);
            index.texts.extend(group.iter().map(|(_, text)| *text));
            let to = u32::try_from(index.texts.len()).unwrap_or(u32::MAX);
            index.lists.insert(group[0].0, (from, to));
        }
        index
    }

    fn list(&self, shingle: u64) -> &[u32] {
        self.lists.get(&shingle).map_or(&[], |(from, to)| &self.texts[*from as usize..*to as usize])
    }

    /// Pairs of indexed texts whose containment is at least `threshold`, with the number of shared shingles.
    pub(super) fn pairs(&self, texts: &[ComparedText], threshold: f64) -> Vec<(usize, usize, usize)> {
        let each = texts.par_iter().enumerate().flat_map_iter(|(number, text)| {
            let similar = self.candidates(text, number);
            exact(texts, text, similar, threshold)
                .into_iter()
                .map(move |(other, shared)| (other, number, shared))
        });
        each.collect()
    }

    /// Indexed texts whose containment with `text` is at least `threshold`, with the number of shared shingles.
    pub(super) fn similar(
        &self,
        texts: &[ComparedText],
        text: &ComparedText,
        threshold: f64,
    ) -> Vec<(usize, usize)> {
        exact(texts, text, self.candidates(text, texts.len()), threshold)
    }

    /// Texts before `number` that share a shingle, with a lower bound of the number shared, sorted by text. A
    /// boilerplate shingle adds only the nearest earlier text, so that a hundred copies of one text give a chain and
    /// not five thousand pairs.
    fn candidates(&self, text: &ComparedText, number: usize) -> Vec<(usize, usize)> {
        let mut met: Vec<u32> = Vec::new();
        for shingle in &text.shingles {
            let list = self.list(*shingle);
            let before = &list[..list.partition_point(|other| (*other as usize) < number)];
            match list.len() {
                0..=FORMULA => met.extend(before),
                _ => met.extend(before.last()),
            }
        }
        met.sort_unstable();
        met.chunk_by(|a, b| a == b).map(|group| (group[0] as usize, group.len())).collect()
    }
}

/// Keeps the candidates that reach the threshold, with the exact number of shared shingles.
fn exact(
    texts: &[ComparedText],
    text: &ComparedText,
    candidates: Vec<(usize, usize)>,
    threshold: f64,
) -> Vec<(usize, usize)> {
    let enough = |other: &ComparedText, shared: usize| {
        let smaller = text.shingles.len().min(other.shingles.len());
        smaller >= LEAST && shared as f64 >= threshold * smaller as f64
    };
    let counted = candidates.into_iter().filter_map(|(other, met)| {
        // `met` may miss boilerplate shingles: a candidate is counted exactly unless it is far from the threshold.
        let hopeful = met >= 2 && enough(&texts[other], met.saturating_mul(8));
        let shared = if hopeful { common(&text.shingles, &texts[other].shingles) } else { 0 };
        enough(&texts[other], shared).then_some((other, shared))
    });
    counted.filter(|(_, shared)| *shared > 0).collect()
}

/// The number of elements that two sorted lists have in common.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut at, mut other, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at), b.get(other)) {
        count += usize::from(x == y);
        at += usize::from(x <= y);
        other += usize::from(y <= x);
    }
    count
}
