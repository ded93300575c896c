//! PNG: chunks of a length, a name and a checksum (PNG 3, 5.3).

use std::io::{Read, Write};

use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use super::{Parted, icc};

/// Chunks that affect how pixels are shown. Suggested palettes have a name, and no browser uses them.
const NEEDED: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];
/// The colour profile, which has a name and texts.
const PROFILE: &[u8; 4] = b"iCCP";
/// How a profile begins here: its name, and how it is packed.
const NAMED: &[u8] = b"ICC\0\0";
/// The largest profile.
const MOST: u64 = 4 << 20;

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
        let payload = &after[..length];
        if NEEDED.contains(&&name) {
            kept.extend(whole);
        } else if &name == PROFILE
            && let Some(profile) = profile(payload)
        {
            match profile {
                Some(new) => {
                    chunk(&mut kept, &new);
                    dropped.push(payload);
                }
                None => kept.extend(whole),
            }
        } else {
            dropped.push(payload);
        }
        if &name == b"IEND" {
            if !rest.is_empty() {
                dropped.push(rest);
            }
            return Some((kept, dropped));
        }
    }
}

/// The profile without its name and texts: `None` if it is none, `Some(None)` if it had neither.
fn profile(payload: &[u8]) -> Option<Option<Vec<u8>>> {
    let name = payload.iter().position(|byte| *byte == 0)?;
    let packed = payload.get(name + 2..)?;
    let (mut whole, mut decoder) = (Vec::new(), ZlibDecoder::new(packed));
    decoder.by_ref().take(MOST).read_to_end(&mut whole).ok()?;
    let kept = icc::without_texts(&whole)?;
    if kept == whole && payload.starts_with(NAMED) && decoder.total_in() == packed.len() as u64 {
        return Some(None);
    }
    let mut encoder = ZlibEncoder::new(NAMED.to_vec(), Compression::default());
    encoder.write_all(&kept).ok()?;
    encoder.finish().ok().map(Some)
}

/// Appends a colour profile with its length and checksum.
fn chunk(kept: &mut Vec<u8>, payload: &[u8]) {
    let mut crc = Crc::new();
    crc.update(PROFILE);
    crc.update(payload);
    kept.extend(u32::try_from(payload.len()).unwrap_or(0).to_be_bytes());
    kept.extend(PROFILE);
    kept.extend(payload);
    kept.extend(crc.sum().to_be_bytes());
}
