//! Writes encoded lists into shards.
//!
//! In: lists sorted by key. Out: as many shards as needed for about the wished size. A shard is `version u8 · checksum
//! u32 LE of the rest · number of lists varint · for each list two varints: the gap of its fingerprint to the
//! previous one, and its length · the lists · expansions as JSON, or nothing`.

use crate::hash::{checksum, fingerprint, shard_of};
use crate::lists::PostingList;
use crate::varint::put;

/// The format version, stored in every file of the index.
pub const VERSION: u8 = 3;

/// About the bytes that lists take in their shards.
pub(crate) fn list_bytes(lists: &[PostingList]) -> usize {
    lists.iter().map(|list| list.bytes.len() + 3).sum()
}

/// The number of shards of about `wished` bytes for so many bytes. It has four significant binary digits: another number
/// changes every shard.
pub(crate) fn shard_count(total: usize, wished: usize) -> usize {
    let count = total / wished.max(64);
    let rest = (usize::BITS - count.leading_zeros()).saturating_sub(4);
    let rounded = (count + ((1 << rest) >> 1)) >> rest << rest;
    rounded.clamp(1, 1 << 16)
}

/// The lists of each of `count` shards.
pub(crate) fn split(lists: &[PostingList], count: usize) -> impl Iterator<Item = &[PostingList]> {
    let mut rest = lists;
    (0..count).map(move |number| {
        let len = rest.partition_point(|list| shard_of(list.hash(), count) <= number);
        let (own, after) = rest.split_at(len);
        rest = after;
        own
    })
}

/// Where a block or a list stands that is too long for its slot: in a file of the layout `packed`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) file: usize,
    pub(crate) offset: usize,
    pub(crate) length: usize,
}

/// A list in its shard, or the hash of one that stands apart, and where.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stored<'l> {
    Here(&'l PostingList),
    Apart(u32, Place),
}

impl Stored<'_> {
    fn fingerprint(&self) -> u32 {
        match self {
            Stored::Here(list) => fingerprint(list.hash()),
            Stored::Apart(hash, _) => fingerprint(*hash),
        }
    }

    /// The length of the list here; 0 and the place of a list that stands apart.
    fn put_head(&self, bytes: &mut Vec<u8>) {
        match self {
            Stored::Here(list) => put(bytes, list.bytes.len() as u32),
            Stored::Apart(_, Place { file, offset, length }) => {
                [0, *file, *offset, *length].into_iter().for_each(|number| put(bytes, number as u32));
            }
        }
    }
}

/// The bytes of a shard.
pub(crate) fn shard(lists: &[Stored<'_>], expansions: &[u8]) -> Vec<u8> {
    let mut sorted = lists.to_vec();
    sorted.sort_by_key(Stored::fingerprint);
    let mut bytes = Vec::new();
    put(&mut bytes, sorted.len() as u32);
    let mut before = 0;
    for stored in &sorted {
        let name = stored.fingerprint();
        put(&mut bytes, name - before);
        stored.put_head(&mut bytes);
        before = name;
    }
    for stored in &sorted {
        if let Stored::Here(list) = stored {
            bytes.extend_from_slice(&list.bytes);
        }
    }
    bytes.extend_from_slice(expansions);
    sealed(&bytes)
}

/// Prepends the version and the checksum.
fn sealed(rest: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rest.len() + 5);
    bytes.push(VERSION);
    bytes.extend_from_slice(&checksum(rest).to_le_bytes());
    bytes.extend_from_slice(rest);
    bytes
}

#[cfg(test)]
mod tests {
    use super::shard_count;

    #[test]
    fn a_little_more_text_is_as_many_shards_of_about_the_wished_size() {
        for (total, count) in
            [(0, 1), (2_999, 1), (15 * 3000, 15), (17 * 3000, 18), (1000 * 3000, 1024), (1 << 40, 1 << 16)]
        {
            assert_eq!(shard_count(total, 3000), count, "{total}");
        }
        let counts: std::collections::BTreeSet<_> =
            (10_000..11_000).map(|thousand| shard_count(thousand * 1000, 3000)).collect();
        assert!(counts.len() <= 3, "{counts:?}");
    }
}
