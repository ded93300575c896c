//! Splits pages into pieces and inspects each piece once: headers, footers, menus and cards are the same on thousands
//! of pages.
//!
//! In: the bytes of a page. Out: what its pieces contain. A piece starts at the start of the page, and at each tag of
//! [`PARTS`] at the start of a line. It is recognised by the hash of its bytes. These tags separate text in [`Reading`],
//! so no match extends beyond the end of a piece.

use std::sync::{Mutex, PoisonError};

use memchr::memchr;
use rustc_hash::FxHashMap;

use crate::privacy::What;
use crate::privacy::reading::Reading;

/// Elements that start a piece. None is inline: those do not separate text.
const PARTS: [&[u8]; 11] =
    [b"li", b"article", b"header", b"footer", b"nav", b"main", b"aside", b"section", b"body", b"link", b"tr"];

/// Maximum number of pieces in a shard; all shards together take a few megabytes.
const MOST: usize = 8 * 1024;
const SHARDS: usize = 32;

/// The hash of a piece, long enough to rule out collisions.
type Key = [u8; 16];

/// The matches in the pieces inspected so far; most have none.
#[derive(Default)]
pub(super) struct Pieces {
    shards: [Mutex<FxHashMap<Key, Box<[What]>>>; SHARDS],
}

impl Pieces {
    /// Inspects a page. `look` adds the matches in a decoded piece.
    pub(super) fn read(&self, page: &[u8], look: impl Fn(&Reading, &mut Vec<What>)) -> Vec<What> {
        let (mut found, mut reading, mut start) = (Vec::new(), Reading::default(), 0);
        while start < page.len() {
            let next = next(page, start);
            let key = key(&page[start..next]);
            if self.add_known(&key, &mut found) {
                start = next;
                continue;
            }
            reading.clear();
            // Beyond `next` if that is in a comment or in an attribute; such a piece is not stored.
            let end = reading.piece(page, start, |at| is_start(page, at));
            let before = found.len();
            look(&reading, &mut found);
            if end == next {
                self.remember(key, &found[before..]);
            }
            start = end;
        }
        found
    }

    fn shard(&self, key: &Key) -> &Mutex<FxHashMap<Key, Box<[What]>>> {
        &self.shards[usize::from(key[0]) % SHARDS]
    }

    fn add_known(&self, key: &Key, found: &mut Vec<What>) -> bool {
        let shard = self.shard(key).lock().unwrap_or_else(PoisonError::into_inner);
        let known = shard.get(key);
        known.into_iter().for_each(|known| found.extend(known.iter().cloned()));
        known.is_some()
    }

    fn remember(&self, key: Key, found: &[What]) {
        let mut shard = self.shard(&key).lock().unwrap_or_else(PoisonError::into_inner);
        if shard.len() < MOST {
            shard.insert(key, found.into());
        }
    }
}

fn key(piece: &[u8]) -> Key {
    let mut key = Key::default();
    key.copy_from_slice(&blake3::hash(piece).as_bytes()[..16]);
    key
}

/// The start of the next piece after a position, or the end of the page, without parsing.
fn next(page: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(line) = memchr(b'\n', &page[at..]) {
        at += line + 1;
        if is_start(page, at) {
            return at;
        }
    }
    page.len()
}

/// Whether there is a tag at a position that starts a piece.
fn is_start(page: &[u8], at: usize) -> bool {
    if at == 0 || page[at - 1] != b'\n' || page.get(at) != Some(&b'<') {
        return false;
    }
    let name = &page[at + 1..];
    PARTS.iter().any(|part| {
        name.starts_with(part) && name.get(part.len()).is_some_and(|end| matches!(end, b'>' | b' ' | b'\n'))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::html::is_inline;

    /// What a page says, in the words of a gate that looks for nothing but numbers.
    fn told(pieces: &Pieces, page: &str) -> Vec<What> {
        let mut found = pieces.read(page.as_bytes(), |reading, found| {
            found.extend(reading.data().into_iter().map(What::PersonalData));
        });
        found.sort();
        found.dedup();
        found
    }

    #[test]
    fn no_element_that_begins_a_piece_is_inline() {
        assert!(PARTS.iter().all(|name| !is_inline(name)));
    }

    #[test]
    fn what_a_known_piece_holds_is_told_of_every_page() {
        let pieces = Pieces::default();
        let page = |title: &str| format!("<main>{title}\n<footer>\n<p>ĐT 0900 000 111</p>\n</footer>\n");
        let first = told(&pieces, &page("Một"));
        assert_eq!(first.len(), 1);
        assert_eq!(told(&pieces, &page("Hai")), first);
    }

    #[test]
    fn a_line_in_a_comment_or_a_value_begins_no_piece() {
        let pieces = Pieces::default();
        for page in [
            "<p title=\"0900\n<li> 000 111\">a</p>\n",
            "<!-- 0900\n<li>000 111 -->\n<li>b\n",
            "<p>a\n<li>0900 000 111\n",
        ] {
            let alone = told(&Pieces::default(), page);
            assert_eq!(told(&pieces, page), alone, "{page}");
            assert_eq!(told(&pieces, page), alone, "{page}");
        }
    }

    proptest! {
        /// Whatever was read before, and wherever pieces begin, the findings are those of the page as a whole.
        #[test]
        fn pieces_hold_together_what_the_page_holds(
            lines in proptest::collection::vec(
                prop_oneof![
                    Just("<li>"), Just("</li>"), Just("0900 000"), Just("111 <b>222</b>"), Just("<!--"), Just("-->"),
                    Just("<p title=\""), Just("\">"), Just("<nav class=\"x\">0900000111"), Just("<script>"),
                    Just("</script>"), Just("a@b.vn"), Just("<tr><td>0911 222 333</td>"), Just("+84"), Just("<article>"),
                ],
                0..24,
            ),
        ) {
            let page = lines.join("\n");
            let mut whole = Reading::default();
            whole.piece(page.as_bytes(), 0, |_| false);
            let whole: Vec<What> = whole.data().into_iter().map(What::PersonalData).collect();
            let pieces = Pieces::default();
            prop_assert_eq!(&told(&pieces, &page), &whole);
            prop_assert_eq!(&told(&pieces, &page), &whole);
        }
    }
}
