//! JPEG: segments of a marker and a length (ITU-T T.81, B.1.1), up to the end of the image.

use super::{Parted, icc};
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
            clean_profile(&mut kept);
            return Some((kept, dropped));
        }
        let length = usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?]));
        let payload = after.get(2..length)?;
        rest = &after[length..];
        if is_needed(marker, payload) {
            if let Some(header) = header(marker, payload) {
                push(&mut kept, marker, &header)?;
                dropped.push(payload);
            } else {
                push(&mut kept, marker, payload)?;
            }
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
                clean_profile(&mut kept);
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
        // Extensions that no decoder knows.
        0xF0..=0xFD | 0xC8 => false,
        0xE1..=0xEF | COMMENT => false,
        _ => true,
    }
}

/// The header of JFIF or Adobe, if the segment has more: a preview, or bytes that nobody reads.
fn header(marker: u8, payload: &[u8]) -> Option<Vec<u8>> {
    match marker {
        0xE0 if payload.len() > 14 => Some([&payload[..12], &[0, 0]].concat()),
        0xEE if payload.len() > 12 => Some(payload[..12].to_vec()),
        _ => None,
    }
}

/// Blanks the texts of the colour profile, whose parts stand in several segments; what is no profile becomes zeros.
fn clean_profile(kept: &mut [u8]) {
    let mut places = Vec::new();
    let mut at = START.len();
    while let Some([0xFF, marker, high, low]) = kept.get(at..at + 4) {
        let end = at + 2 + usize::from(u16::from_be_bytes([*high, *low]));
        if *marker == SCAN {
            break;
        }
        // Behind the name stand the number of the part and how many there are.
        if *marker == 0xE2 && at + 18 <= end && end <= kept.len() {
            places.push((kept[at + 16], at + 18..end));
        }
        at = end;
    }
    places.sort_by_key(|(number, _)| *number);
    let profile: Vec<u8> = places.iter().flat_map(|(_, place)| kept[place.clone()].to_vec()).collect();
    let clean = icc::without_texts(&profile).unwrap_or_else(|| vec![0; profile.len()]);
    let mut rest = clean.as_slice();
    for (_, place) in places {
        let (part, after) = rest.split_at(place.len());
        kept[place].copy_from_slice(part);
        rest = after;
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
