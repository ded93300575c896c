//! The longest run of syllables that two texts have in common.
//!
//! Whether a common run of a given length exists is tested with rolling hashes (Rabin and Karp, 1987). The greatest
//! length is found by binary search: if there is a common run of ten, there is one of nine.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// The longest common run as a range of `a`; the first of several.
pub(super) fn longest(a: &[u64], b: &[u64]) -> Range<usize> {
    let (mut least, mut most) = (0, a.len().min(b.len()));
    let mut best = 0..0;
    while least < most {
        let length = usize::midpoint(least, most + 1);
        match common(a, b, length) {
            Some(start) => {
                best = start..start + length;
                least = length;
            }
            None => most = length - 1,
        }
    }
    best
}

/// The start in `a` of a run of `length` that `b` also has.
fn common(a: &[u64], b: &[u64], length: usize) -> Option<usize> {
    let mut rows: FxHashMap<u64, usize> = FxHashMap::default();
    for (start, hash) in rolling(b, length).enumerate() {
        rows.entry(hash).or_insert(start);
    }
    let mut hashes = rolling(a, length).enumerate();
    let same = |start: usize, hash: u64| {
        rows.get(&hash).is_some_and(|other| a[start..start + length] == b[*other..*other + length])
    };
    hashes.find(|(start, hash)| same(*start, *hash)).map(|(start, _)| start)
}

/// The hashes of all runs of a length, each computed from the one before.
fn rolling(row: &[u64], length: usize) -> impl Iterator<Item = u64> {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let top = (1..length).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let first = row.iter().take(length).fold(0_u64, |hash, one| hash.wrapping_mul(BASE).wrapping_add(*one));
    let mut hash = first;
    (0..(row.len() + 1).saturating_sub(length)).map(move |start| {
        if start > 0 {
            let without = hash.wrapping_sub(row[start - 1].wrapping_mul(top));
            hash = without.wrapping_mul(BASE).wrapping_add(row[start + length - 1]);
        }
        hash
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::longest;

    #[test]
    fn the_longest_common_row_is_found() {
        assert_eq!(longest(&[1, 2, 3, 4, 5], &[9, 2, 3, 4, 8, 1, 2]), 1..4);
        assert_eq!(longest(&[1, 2], &[3, 4]), 0..0);
        assert_eq!(longest(&[], &[1]), 0..0);
        assert_eq!(longest(&[7, 7, 7], &[7, 7, 7]), 0..3);
    }

    proptest! {
        #[test]
        fn it_is_as_long_as_one_found_by_trying_all(a in proptest::collection::vec(0_u64..4, 0..20), b in proptest::collection::vec(0_u64..4, 0..20)) {
            let tried = (0..a.len()).flat_map(|from| (from..=a.len()).map(move |to| (from, to)))
                .filter(|(from, to)| from == to || b.windows(to - from).any(|row| row == &a[*from..*to]))
                .map(|(from, to)| to - from).max().unwrap_or(0);
            let found = longest(&a, &b);
            prop_assert_eq!(found.len(), tried);
            prop_assert!(found.is_empty() || b.windows(found.len()).any(|row| row == &a[found.clone()]));
        }
    }
}
