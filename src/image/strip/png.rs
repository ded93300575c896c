//! PNG: chunks of a length, a name and a checksum (PNG 3, 5.3).

use super::Parted;

/// Ancillary chunks that affect how pixels are shown. Critical chunks, which begin with a capital letter, are kept as
/// well.
const NEEDED: [&[u8; 4]; 16] = [
    b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST",
    b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

pub(super) fn part(bytes: &[u8]) -> Parted<'_> {
    let (signature, mut rest) = bytes.split_at_checked(8)?;
    let mut kept = signature.to_vec();
    let mut dropped = Vec::new();
    loop {
        let (head, after) = rest.split_at_checked(8)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let name = [head[4], head[5], head[6], head[7]];
        let whole = rest.get(..length.checked_add(12)?)?;
        rest = &rest[whole.len()..];
        if name[0].is_ascii_uppercase() || NEEDED.contains(&&name) {
            kept.extend(whole);
        } else {
            dropped.push(&after[..length]);
        }
        if &name == b"IEND" {
            if !rest.is_empty() {
                dropped.push(rest);
            }
            return Some((kept, dropped));
        }
    }
}
