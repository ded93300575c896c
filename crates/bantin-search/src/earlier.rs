//! What an index keeps for the next one.
//!
//! In: an index that was written. Out: bytes, and read back, an [`Earlier`]: the terms of each document by the hash of
//! its content, the size of each shard, which terms are frequent, and the sizes of all files. Bytes of other sources, or
//! damaged ones, are none.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::forward_index::{BREAK, DocumentTerms, ForwardIndex};
use crate::frequent::Frequent;
use crate::sums::{DocumentSums, SOURCES, Sum, Sums};
use crate::varint::{put, take};

/// The index before.
#[derive(Debug)]
pub(crate) struct Earlier {
    pub(crate) generation: String,
    pub(crate) sums: Sums,
    pub(crate) words: Vec<Box<str>>,
    pub(crate) documents: Vec<DocumentTerms>,
    /// The bytes of the lists in each shard: of terms, and of pairs. Empty in a packed index.
    pub(crate) shards: [Vec<u32>; 2],
    pub(crate) frequent: Vec<Frequent>,
    /// The prefixes of the tables of suggestions, one after the other.
    pub(crate) tables: String,
    /// The size of each file by its path below the folder of the index.
    pub(crate) sizes: BTreeMap<String, u32>,
}

/// What is kept of an index.
pub(crate) struct Keeping<'k> {
    pub(crate) generation: &'k str,
    pub(crate) sums: &'k Sums,
    pub(crate) index: &'k ForwardIndex,
    pub(crate) shards: &'k [Vec<u32>; 2],
    pub(crate) frequent: &'k [Frequent],
    pub(crate) tables: &'k str,
    pub(crate) sizes: &'k BTreeMap<String, u32>,
}

impl Keeping<'_> {
    /// Terms that no document has any more are left out.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let Self { generation, sums, index, shards, frequent, tables, sizes } = self;
        let used: Vec<usize> = (0..index.words.len()).filter(|word| index.counts[*word] > 0).collect();
        let mut bytes = Vec::new();
        text(&mut bytes, SOURCES);
        text(&mut bytes, generation);
        bytes.extend(sums.frame);
        put(&mut bytes, used.len() as u32);
        used.iter().for_each(|word| text(&mut bytes, &index.words[*word]));
        let mut numbers = vec![0; index.words.len()];
        used.iter().zip(1..).for_each(|(word, number)| numbers[*word] = number);
        let stored: Vec<Vec<u8>> =
            index.documents.par_iter().map(|document| stored(document, &numbers)).collect();
        put(&mut bytes, stored.len() as u32);
        for (sums, document) in sums.documents.iter().zip(stored) {
            bytes.extend(sums.head);
            bytes.extend(sums.body);
            bytes.extend(document);
        }
        for shards in *shards {
            put(&mut bytes, shards.len() as u32);
            shards.iter().for_each(|size| put(&mut bytes, *size));
        }
        put(&mut bytes, frequent.len() as u32);
        frequent.iter().for_each(|one| one.put(&mut bytes));
        text(&mut bytes, tables);
        put(&mut bytes, sizes.len() as u32);
        for (path, size) in *sizes {
            text(&mut bytes, path);
            put(&mut bytes, *size);
        }
        bytes
    }
}

/// The length, the ends of title and names, the number of bytes of the terms, and these: 0 for the end of a sentence.
fn stored(document: &DocumentTerms, numbers: &[u32]) -> Vec<u8> {
    let mut terms = Vec::with_capacity(document.terms.len() * 2);
    let number = |term: &u32| numbers.get(*term as usize).copied().unwrap_or(0);
    document.terms.iter().map(number).for_each(|number| put(&mut terms, number));
    let mut bytes = Vec::with_capacity(terms.len() + 8);
    let [title, names] = document.ends;
    [document.length, title, names, terms.len() as u32].into_iter().for_each(|one| put(&mut bytes, one));
    bytes.extend(terms);
    bytes
}

impl Earlier {
    /// Reads what an index kept. `None` if it is not whole or of other sources.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let rest = &mut &*bytes;
        if taken_text(rest)? != SOURCES {
            return None;
        }
        let generation = taken_text(rest)?.to_owned();
        let frame = sum(rest)?;
        let words: Vec<Box<str>> = many(rest, |rest| Some(taken_text(rest)?.into()))?;
        let stored = many(rest, Stored::take)?;
        let shards = [many(rest, take)?, many(rest, take)?];
        let frequent = many(rest, Frequent::take)?;
        let tables = taken_text(rest)?.to_owned();
        let sizes = many(rest, |rest| Some((taken_text(rest)?.to_owned(), take(rest)?)))?;
        let documents = stored.par_iter().map(|one| one.terms(words.len())).collect::<Option<_>>()?;
        let sums = Sums { frame, documents: stored.iter().map(|one| one.sums).collect() };
        let sizes = sizes.into_iter().collect();
        rest.is_empty().then_some(Self {
            generation,
            sums,
            words,
            documents,
            shards,
            frequent,
            tables,
            sizes,
        })
    }
}

/// A document as it is stored.
struct Stored<'b> {
    sums: DocumentSums,
    length: u32,
    ends: [u32; 2],
    terms: &'b [u8],
}

impl<'b> Stored<'b> {
    fn take(rest: &mut &'b [u8]) -> Option<Self> {
        let sums = DocumentSums { head: sum(rest)?, body: sum(rest)? };
        let (length, ends, size) = (take(rest)?, [take(rest)?, take(rest)?], take(rest)?);
        Some(Self { sums, length, ends, terms: cut(rest, size as usize)? })
    }

    /// `words` is the number of different terms.
    fn terms(&self, words: usize) -> Option<DocumentTerms> {
        let (mut rest, mut terms) = (self.terms, Vec::with_capacity(self.terms.len()));
        while !rest.is_empty() {
            terms.push(match take(&mut rest)? {
                0 => BREAK,
                number => (number as usize <= words).then_some(number - 1)?,
            });
        }
        let [title, names] = self.ends;
        let is_ordered = title <= names && names as usize <= terms.len();
        is_ordered.then(|| DocumentTerms { terms: terms.into(), ends: self.ends, length: self.length })
    }
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    put(bytes, text.len() as u32);
    bytes.extend_from_slice(text.as_bytes());
}

fn taken_text<'b>(rest: &mut &'b [u8]) -> Option<&'b str> {
    let length = take(rest)? as usize;
    std::str::from_utf8(cut(rest, length)?).ok()
}

fn sum(rest: &mut &[u8]) -> Option<Sum> {
    cut(rest, size_of::<Sum>())?.try_into().ok()
}

fn cut<'b>(rest: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (first, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(first)
}

fn many<'b, T>(rest: &mut &'b [u8], one: impl Fn(&mut &'b [u8]) -> Option<T>) -> Option<Vec<T>> {
    let count = take(rest)?;
    (0..count).map(|_| one(rest)).collect()
}
