//! GIF: blocks with a type byte, most of them sequences of sub-blocks (GIF 89a, 12 to 27).

use super::Parted;

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2C;
const END: u8 = 0x3B;
const APPLICATION: u8 = 0xFF;
/// Delays and transparency.
const CONTROL: u8 = 0xF9;
/// Application extensions for looping.
const NEEDED: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];
/// The length of one: its name, how often, and the end.
const LOOP: usize = 17;

pub(super) fn part(bytes: &[u8]) -> Parted<'_> {
    let head = 13 + colours(*bytes.get(10)?);
    let mut kept = bytes.get(..head)?.to_vec();
    let mut rest = &bytes[head..];
    let mut dropped = Vec::new();
    loop {
        let start = match rest.first() {
            // Browsers show a picture that is truncated after its pixels.
            None => return Some((kept, dropped)),
            Some(&END) => {
                kept.push(END);
                if rest.len() > 1 {
                    dropped.push(&rest[1..]);
                }
                return Some((kept, dropped));
            }
            Some(&EXTENSION) => 2,
            Some(&IMAGE) => 11 + colours(*rest.get(9)?),
            Some(_) => return None,
        };
        let Some(end) = parts_end(rest, start) else {
            // They also show one that is truncated within its pixels.
            if rest.first() == Some(&IMAGE) {
                kept.extend(rest);
                return Some((kept, dropped));
            }
            return None;
        };
        let (block, after) = rest.split_at(end);
        let inside = &block[start..];
        let is_needed = match (block[0], block[1]) {
            (EXTENSION, APPLICATION) => {
                inside.len() == LOOP && inside.get(1..12).is_some_and(|name| NEEDED.contains(&name))
            }
            // Comments, plain text, and what nobody knows.
            (EXTENSION, label) => label == CONTROL && inside.len() == 6,
            _ => true,
        };
        if is_needed {
            kept.extend(block);
        } else {
            dropped.push(inside);
        }
        rest = after;
    }
}

/// The size in bytes of the colour table announced by a flags byte.
fn colours(announced: u8) -> usize {
    if announced & 0x80 == 0 { 0 } else { 3 << ((announced & 7) + 1) }
}

/// The end of the sequence of sub-blocks starting at `at`: each starts with its length, the last one is empty.
fn parts_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
