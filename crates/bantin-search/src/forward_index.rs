//! The forward index: documents as sequences of term numbers.
//!
//! In: the documents, in index order. Out: for each document the numbers of its terms in order (title, names, text),
//! and the vocabulary. Chunks of documents are read in parallel; terms are numbered by first occurrence, so that the
//! numbers do not depend on the number of threads.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::document::{DocumentKind, SearchDocument};
use crate::hash::term_hash;
use crate::terms::{parts, tokens};
use bantin_text::fold::fold;

/// Separates two sentences.
pub(crate) const BREAK: u32 = u32::MAX;

/// Weights of the zones of a document: title, names, text.
pub(crate) const WEIGHTS: [u32; 3] = [3, 2, 1];

/// Number of documents read by one task.
const CHUNK: usize = 256;

/// The terms of a document as numbers.
#[derive(Debug, Clone)]
pub(crate) struct DocumentTerms {
    pub(crate) terms: Box<[u32]>,
    /// The ends of title and names in `terms`.
    pub(crate) ends: [u32; 2],
    /// The weighted length.
    pub(crate) length: u32,
}

impl DocumentTerms {
    /// Title, names and text, each with its weight.
    pub(crate) fn zones(&self) -> [(u32, &[u32]); 3] {
        let [title, names] = self.ends.map(|end| end as usize);
        let zones = [&self.terms[..title], &self.terms[title..names], &self.terms[names..]];
        [(WEIGHTS[0], zones[0]), (WEIGHTS[1], zones[1]), (WEIGHTS[2], zones[2])]
    }
}

/// The term sequences of all documents, with their vocabulary.
#[derive(Debug, Default)]
pub(crate) struct ForwardIndex {
    /// The terms by number.
    pub(crate) words: Vec<Box<str>>,
    /// Hashes of the folded and of the accented form, by number.
    pub(crate) hashes: Vec<(u32, u32)>,
    /// How often each term occurs, with the weights of the zones; 0 for one that only an earlier index had.
    pub(crate) counts: Vec<u32>,
    pub(crate) documents: Vec<DocumentTerms>,
    /// For each document the mean length of the documents of its kind.
    pub(crate) means: Vec<f32>,
}

/// What is known of an index before its documents are read.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Terms by number.
    pub(crate) words: Vec<Box<str>>,
    /// For each document its terms, if they are known. Those behind the end are not.
    pub(crate) documents: Vec<Option<DocumentTerms>>,
}

impl ForwardIndex {
    pub(crate) fn new(documents: &[&SearchDocument<'_>], known: Known) -> Self {
        let mut all = Self::default();
        let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
        for word in known.words {
            all.number(&mut numbers, word);
        }
        let is_known = |at: usize| known.documents.get(at).is_some_and(Option::is_some);
        let others: Vec<&SearchDocument<'_>> =
            (0..documents.len()).filter(|at| !is_known(*at)).map(|at| documents[at]).collect();
        let chunks: Vec<Chunk> = others.par_chunks(CHUNK).map(Chunk::new).collect();
        let mut read = chunks.into_iter().flat_map(|chunk| {
            let own: Vec<u32> = chunk.words.into_iter().map(|word| all.number(&mut numbers, word)).collect();
            chunk.documents.into_iter().map(move |mut document| {
                let real = document.terms.iter_mut().filter(|term| **term != BREAK);
                real.for_each(|term| *term = own[*term as usize]);
                document
            })
        });
        let mut known = known.documents.into_iter();
        let streams = documents.iter().filter_map(|_| known.next().flatten().or_else(|| read.next()));
        let streams: Vec<DocumentTerms> = streams.collect();
        drop(read);
        all.documents = streams;
        all.means = means(documents, &all.documents);
        all.counts = all.counted();
        all
    }

    /// The number of a term, which is a new one if it was not met before.
    fn number(&mut self, numbers: &mut FxHashMap<Box<str>, u32>, word: Box<str>) -> u32 {
        *numbers.entry(word).or_insert_with_key(|word| {
            self.hashes.push((term_hash(&fold(word)), term_hash(word)));
            self.words.push(word.clone());
            self.words.len() as u32 - 1
        })
    }

    fn counted(&self) -> Vec<u32> {
        let none = || vec![0_u32; self.words.len()];
        let least = self.documents.len() / rayon::current_num_threads() + 1;
        let parts = self.documents.par_iter().with_min_len(least).fold(none, |mut counts, document| {
            for (weight, zone) in document.zones() {
                zone.iter().filter(|term| **term != BREAK).for_each(|term| counts[*term as usize] += weight);
            }
            counts
        });
        parts.reduce(none, |mut one, other| {
            one.iter_mut().zip(other).for_each(|(one, other)| *one += other);
            one
        })
    }
}

/// For each document about the mean length of the documents of its kind: models are short, which must not rank them
/// higher.
pub(crate) fn means(documents: &[&SearchDocument<'_>], streams: &[DocumentTerms]) -> Vec<f32> {
    let mut sums: BTreeMap<DocumentKind, (u64, u64)> = BTreeMap::new();
    for (document, stream) in documents.iter().zip(streams) {
        let (total, count) = sums.entry(document.kind).or_default();
        (*total, *count) = (*total + u64::from(stream.length), *count + 1);
    }
    let mean = |document: &&SearchDocument<'_>| {
        let (total, count) = sums[&document.kind];
        rounded((total as f32 / count as f32).max(1.0))
    };
    documents.iter().map(mean).collect()
}

/// A number with four significant binary digits: a mean moves with every text, and with it all lists would.
fn rounded(number: f32) -> f32 {
    const REST: u32 = f32::MANTISSA_DIGITS - 4;
    f32::from_bits((number.to_bits() + (1 << (REST - 1))) & !((1 << REST) - 1))
}

/// Some documents, with term numbers local to the chunk.
struct Chunk {
    words: Vec<Box<str>>,
    documents: Vec<DocumentTerms>,
}

impl Chunk {
    fn new(documents: &[&SearchDocument<'_>]) -> Self {
        let mut reader = Reader::default();
        let documents = documents.iter().map(|document| reader.stream(document)).collect();
        Self { words: reader.words, documents }
    }
}

/// Numbers terms; each distinct token is parsed only once.
#[derive(Default)]
struct Reader<'d> {
    words: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
    /// The range in `parts` with the terms of a token.
    tokens: FxHashMap<&'d str, (u32, u32)>,
    parts: Vec<u32>,
    terms: Vec<u32>,
}

impl<'d> Reader<'d> {
    fn stream(&mut self, document: &'d SearchDocument<'_>) -> DocumentTerms {
        self.terms.clear();
        self.read(&document.title);
        let title = self.terms.len() as u32;
        document.names.iter().for_each(|name| self.read(name));
        let names = self.terms.len() as u32;
        self.read(&document.summary);
        self.read(&document.text);
        let terms: Box<[u32]> = self.terms.as_slice().into();
        let mut stream = DocumentTerms { terms, ends: [title, names], length: 0 };
        let length =
            |(weight, zone): (u32, &[u32])| weight * zone.iter().filter(|t| **t != BREAK).count() as u32;
        stream.length = stream.zones().into_iter().map(length).sum();
        stream
    }

    fn read(&mut self, text: &'d str) {
        self.terms.push(BREAK);
        for token in tokens(text) {
            if token.begins {
                self.terms.push(BREAK);
            }
            let (start, end) = self.token(token.text);
            self.terms.extend_from_slice(&self.parts[start as usize..end as usize]);
        }
    }

    fn token(&mut self, token: &'d str) -> (u32, u32) {
        if let Some(known) = self.tokens.get(token) {
            return *known;
        }
        let start = self.parts.len() as u32;
        let Self { words, numbers, parts: found, .. } = self;
        parts(token, |term| {
            let number = numbers.get(term).copied().unwrap_or_else(|| {
                words.push(term.into());
                numbers.insert(term.into(), words.len() as u32 - 1);
                words.len() as u32 - 1
            });
            found.push(number);
        });
        let range = (start, self.parts.len() as u32);
        self.tokens.insert(token, range);
        range
    }
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn numbers_are_rounded_to_an_eighth_of_the_power_of_two_below() {
        for (number, expected) in
            [(1.0, 1.0), (1.05, 1.0), (1.07, 1.125), (700.0, 704.0), (740.0, 768.0), (1023.0, 1024.0)]
        {
            assert_eq!(rounded(number), expected, "{number}");
        }
    }
}
