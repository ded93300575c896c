//! Documents as rows of numbers.
//!
//! In: the documents, in the order of the index. Out: for each, the numbers of its terms in order, title first, then
//! names, then text, and the vocabulary that the numbers stand for. Terms are read in parallel, a chunk of documents
//! at a time, and numbered in the order in which they first occur, so that the numbers never depend on the machine.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::document::{Kind, SearchDocument};
use crate::hash::term_hash;
use crate::terms::{parts, tokens};
use bantin_text::fold::fold;

/// Stands between two sentences.
pub(crate) const BREAK: u32 = u32::MAX;

/// How much a term counts in each zone of a document: title, names, text.
pub(crate) const WEIGHTS: [u32; 3] = [3, 2, 1];

/// Documents whose terms are read by one task.
const CHUNK: usize = 256;

/// A document as numbers of terms.
#[derive(Debug)]
pub(crate) struct DocumentTerms {
    terms: Box<[u32]>,
    /// Where title and names end.
    ends: [u32; 2],
    /// Its weighted length.
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

/// All documents as numbers.
#[derive(Debug, Default)]
pub(crate) struct ForwardIndex {
    /// The terms by number.
    pub(crate) words: Vec<Box<str>>,
    /// The hashes of the folded and of the accented form, by number.
    pub(crate) hashes: Vec<(u32, u32)>,
    pub(crate) documents: Vec<DocumentTerms>,
    /// For each document the mean length of those of its kind.
    pub(crate) means: Vec<f32>,
}

impl ForwardIndex {
    /// Reads all documents.
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

    /// For each document the mean length of those of its kind: models are short, which makes them no better.
    fn means(&self, documents: &[&SearchDocument<'_>]) -> Vec<f32> {
        let mut sums: BTreeMap<Kind, (u64, u64)> = BTreeMap::new();
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

/// Some documents with numbers of their own.
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

/// Numbers terms; a token that was seen before is not read again.
#[derive(Default)]
struct Reader<'d> {
    words: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
    /// Where in `parts` the terms of a token stand.
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
