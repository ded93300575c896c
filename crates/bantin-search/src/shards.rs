//! Writes encoded lists into shard files.
//!
//! In: lists sorted by key. Out: as many files as needed for about the wished size. A file is `version u8 · checksum
//! u32 LE of the rest · number of lists varint · for each list two varints: the gap of its fingerprint to the
//! previous one, and its length · the lists · expansions as JSON, or nothing`.

use crate::hash::{checksum, fingerprint, shard_of};
use crate::lists::PostingList;
use crate::varint::put;

/// The format version, stored in every file of the index.
pub const VERSION: u8 = 2;

/// The number of shards of about `wished` bytes.
pub(crate) fn shard_count(entries: &[PostingList], wished: usize) -> usize {
    let total: usize = entries.iter().map(|entry| entry.bytes.len() + 3).sum();
    (total / wished.max(64)).clamp(1, 1 << 16)
}

/// The files of `count` shards. `expansions` are the JSON texts by shard number.
pub(crate) fn shards(entries: &[PostingList], count: usize, expansions: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut rest = entries;
    (0..count)
        .map(|number| {
            let len = rest.partition_point(|entry| shard_of(entry.hash(), count) <= number);
            let (own, after) = rest.split_at(len);
            rest = after;
            shard(own, &expansions[number])
        })
        .collect()
}

fn shard(entries: &[PostingList], expansions: &[u8]) -> Vec<u8> {
    let mut sorted: Vec<&PostingList> = entries.iter().collect();
    sorted.sort_by_key(|entry| fingerprint(entry.hash()));
    let mut bytes = Vec::new();
    put(&mut bytes, sorted.len() as u32);
    let mut before = 0;
    for entry in &sorted {
        let name = fingerprint(entry.hash());
        put(&mut bytes, name - before);
        put(&mut bytes, entry.bytes.len() as u32);
        before = name;
    }
    sorted.iter().for_each(|entry| bytes.extend_from_slice(&entry.bytes));
    bytes.extend_from_slice(expansions);
    sealed(&bytes)
}

/// Prepends the version and the checksum.
pub(crate) fn sealed(rest: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rest.len() + 5);
    bytes.push(VERSION);
    bytes.extend_from_slice(&checksum(rest).to_le_bytes());
    bytes.extend_from_slice(rest);
    bytes
}
