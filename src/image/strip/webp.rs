//! WebP: chunks of a name and a length inside one RIFF container (RFC 9649, 2.3).

use super::{Parted, icc};

/// Chunks needed to show the picture.
const NEEDED: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// The flags in `VP8X` for EXIF and XMP.
const ANNOUNCED: u8 = 0b0000_1100;

pub(super) fn part(bytes: &[u8]) -> Parted<'_> {
    let (head, after) = bytes.split_at_checked(12)?;
    let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
    let mut rest = after.get(..size.checked_sub(4)?)?;
    let behind = &after[rest.len()..];
    let mut kept = head.to_vec();
    let mut dropped = Vec::new();
    while !rest.is_empty() {
        let (head, after) = rest.split_at_checked(8)?;
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let payload = after.get(..length)?;
        // Chunks of odd length are padded with one byte.
        let whole = rest.get(..8 + length + length % 2).unwrap_or(rest);
        rest = &rest[whole.len()..];
        let name = [head[0], head[1], head[2], head[3]];
        if NEEDED.contains(&&name) {
            let at = kept.len() + 8;
            kept.extend(whole);
            if &name == b"VP8X" {
                *kept.get_mut(at)? &= !ANNOUNCED;
            }
            if &name == b"ICCP" {
                let profile = icc::without_texts(payload).unwrap_or_else(|| vec![0; payload.len()]);
                kept.get_mut(at..at + length)?.copy_from_slice(&profile);
            }
        } else {
            dropped.push(payload);
        }
    }
    if !behind.is_empty() {
        dropped.push(behind);
    }
    let size = u32::try_from(kept.len() - 8).ok()?;
    kept[4..8].copy_from_slice(&size.to_le_bytes());
    Some((kept, dropped))
}
