//! JPEG: segments of a marker and a length (ITU-T T.81, B.1.1), up to the end of the image.

use super::Parted;
use crate::image::orientation;

const START: [u8; 2] = [0xFF, 0xD8];
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const COMMENT: u8 = 0xFE;

pub(super) fn part(bytes: &[u8]) -> Parted<'_> {
    let mut rest = bytes.strip_prefix(&START)?;
    let mut kept = START.to_vec();
    let mut dropped = Vec::new();
    loop {
        let (marker, after) = marker(rest)?;
        if marker == END {
            kept.extend([0xFF, END]);
            if !after.is_empty() {
                dropped.push(after);
            }
            return Some((kept, dropped));
        }
        let length = usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?]));
        let payload = after.get(2..length)?;
        rest = &after[length..];
        if is_needed(marker, payload) {
            push(&mut kept, marker, payload)?;
        } else {
            let turned = payload.strip_prefix(b"Exif\0\0").and_then(orientation::unusual);
            if let Some(value) = turned.filter(|_| marker == 0xE1) {
                push(&mut kept, marker, &oriented(value))?;
            }
            dropped.push(payload);
        }
        if marker == SCAN {
            // Browsers show the existing part of a photograph that is truncated within its pixels.
            let Some(end) = scan_end(rest) else {
                kept.extend(rest);
                return Some((kept, dropped));
            };
            kept.extend(&rest[..end]);
            rest = &rest[end..];
        }
    }
}

/// The next marker and the bytes after it; any number of fill bytes `FF` may precede it.
fn marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let after = bytes.strip_prefix(&[0xFF])?;
    let fill = after.iter().take_while(|byte| **byte == 0xFF).count();
    let (marker, after) = after[fill..].split_first()?;
    (*marker >= 0xC0).then_some((*marker, after))
}

fn push(kept: &mut Vec<u8>, marker: u8, payload: &[u8]) -> Option<()> {
    let length = u16::try_from(payload.len() + 2).ok()?;
    kept.extend([0xFF, marker]);
    kept.extend(length.to_be_bytes());
    kept.extend(payload);
    Some(())
}

/// Whether a decoder needs the segment: all except comments and application segments. Of the latter, the JFIF header,
/// the colour profile and Adobe's colour transform affect the colours.
fn is_needed(marker: u8, payload: &[u8]) -> bool {
    match marker {
        0xE0 => payload.starts_with(b"JFIF\0"),
        0xE2 => payload.starts_with(b"ICC_PROFILE\0"),
        0xEE => payload.starts_with(b"Adobe"),
        0xE1..=0xEF | COMMENT => false,
        _ => true,
    }
}

/// The length of the entropy-coded data: up to a marker that is neither a stuffed zero nor a restart marker.
fn scan_end(bytes: &[u8]) -> Option<usize> {
    let is_end = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF);
    bytes.windows(2).position(is_end)
}

/// An EXIF segment with the orientation only: one directory with one field.
fn oriented(value: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0]);
    exif.extend([0, 0, 0, 0]);
    exif
}
