//! Hashes of terms: the index stores the hash of a term instead of its text.
//!
//! In: a folded or accented syllable. Out: 32 bits, equal in Rust and in JavaScript (test vectors:
//! `crates/bantin-search/vectors/search_hash.json`). The low half of a hash selects the shard, the high half is the
//! fingerprint looked up in it.

/// The hash of a syllable: FNV-1a of its UTF-8 bytes, then the finaliser of MurmurHash3.
#[must_use]
pub fn term_hash(term: &str) -> u32 {
    let fnv =
        term.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    mixed(fnv)
}

/// The hash of two adjacent syllables, from both hashes; depends on their order.
#[must_use]
pub fn pair_hash(first: u32, second: u32) -> u32 {
    mixed(first.wrapping_mul(0x9e37_79b1).wrapping_add(second))
}

/// The shard of a term, below `shards`. Monotone in the hash with its halves swapped, so that terms sorted by that stay
/// in shard order.
#[must_use]
pub fn shard_of(hash: u32, shards: usize) -> usize {
    ((u64::from(hash.rotate_left(16)) * shards as u64) >> 32) as usize
}

/// The fingerprint of a term inside its shard.
#[must_use]
pub fn fingerprint(hash: u32) -> u32 {
    hash >> 16
}

/// FNV-1a checksum.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

fn mixed(mut hash: u32) -> u32 {
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::{pair_hash, term_hash};

    #[test]
    fn hashes_are_those_of_the_shared_cases() {
        let text = include_str!("../vectors/search_hash.json");
        let cases: Vec<(String, u32)> = serde_json::from_str(text).unwrap();
        for (term, expected) in cases {
            let mut hashes = term.split(' ').map(term_hash);
            let first = hashes.next().unwrap();
            let hash = hashes.next().map_or(first, |second| pair_hash(first, second));
            assert_eq!(hash, expected, "{term}");
        }
    }
}
