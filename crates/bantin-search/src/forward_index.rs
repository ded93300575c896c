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
#[derive(Debug)]
pub(crate) struct DocumentTerms {
    terms: Box<[u32]>,
    /// The ends of title and names in `terms`.
    ends: [u32; 2],
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
    pub(crate) documents: Vec<DocumentTerms>,
    /// For each document the mean length of the documents of its kind.
    pub(crate) means: Vec<f32>,
}

impl ForwardIndex {
    pub(crate) fn new(documents: &[&SearchDocument<'_>]) -> Self {
        let chunks: Vec<Chunk> = documents.par_chunks(CHUNK).map(Chunk::new).collect();
        let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
        let mut all = Self::default();
        for chunk in chunks {
            let known = chunk.words.into_iter().map(|word| {
                *numbers.entry(word).or_insert_with_key(|word| {
                    all.hashes.push((term_hash(&fold(word)), term_hash(word)));
                    all.words.push(word.clone());
                    all.words.len() as u32 - 1
                })
            });
            let known: Vec<u32> = known.collect();
            all.documents.extend(chunk.documents.into_iter().map(|mut stream| {
                let real = stream.terms.iter_mut().filter(|term| **term != BREAK);
                real.for_each(|term| *term = known[*term as usize]);
                stream
            }));
        }
        all.means = all.means(documents);
        all
    }

    /// For each document the mean length of the documents of its kind: models are short, which must not rank them
    /// higher.
    fn means(&self, documents: &[&SearchDocument<'_>]) -> Vec<f32> {
        let mut sums: BTreeMap<DocumentKind, (u64, u64)> = BTreeMap::new();
        for (document, stream) in documents.iter().zip(&self.documents) {
            let (total, count) = sums.entry(document.kind).or_default();
            (*total, *count) = (*total + u64::from(stream.length), *count + 1);
        }
        let mean = |document: &&SearchDocument<'_>| {
            let (total, count) = sums[&document.kind];
            (total as f32 / count as f32).max(1.0)
        };
        documents.iter().map(mean).collect()
    }
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
