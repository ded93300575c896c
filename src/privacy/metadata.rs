//! The metadata of photographs: comments, owners, dates and places.
//!
//! Metadata blocks are read as text in all encodings in use there, without parsing their fields. A picture whose
//! structure is damaged is read as a whole.

use std::io::Read;

use crate::image::strip::{RasterFormat, has_place, part};
use crate::source::utf16_units;

/// The maximum size of a decompressed text.
const UNPACKED: u64 = 1 << 20;

/// The metadata of a file.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Texts, in UTF-8 if they are text at all.
    pub(super) texts: Vec<Vec<u8>>,
    /// Whether the picture has the coordinates of its place.
    pub(super) has_place: bool,
}

pub(super) fn of(bytes: &[u8]) -> Told {
    let blocks = match RasterFormat::of(bytes).map(|kind| part(bytes, kind)) {
        Some(Ok(parts)) => parts.dropped,
        Some(Err(_)) | None => vec![bytes],
    };
    let mut told = Told { has_place: blocks.iter().any(|block| has_place(block)), texts: Vec::new() };
    for block in blocks {
        told.texts.push(block.to_vec());
        told.texts.extend(wide(block));
        told.texts.extend(unpacked(block));
    }
    told
}

/// A block decoded as UTF-16 in both byte orders, at even and odd offsets.
fn wide(block: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let has_zeros = block.windows(2).any(|pair| (pair[0] == 0) != (pair[1] == 0));
    let readings = [(0, false), (1, false), (0, true), (1, true)];
    let readings = readings.into_iter().filter(move |_| has_zeros);
    readings.map(|(from, is_big)| utf16_units(block.get(from..).unwrap_or_default(), is_big).into_bytes())
}

/// The compressed text of a PNG block, after its keyword.
fn unpacked(block: &[u8]) -> Option<Vec<u8>> {
    let keyword = block.iter().take(80).position(|byte| *byte == 0)?;
    let start = block.iter().skip(keyword).take(120).position(|byte| *byte == 0x78)? + keyword;
    let mut text = Vec::new();
    flate2::read::ZlibDecoder::new(&block[start..]).take(UNPACKED).read_to_end(&mut text).ok()?;
    Some(text).filter(|text| !text.is_empty())
}
