//! What a photograph tells besides its pixels: comments, owners, dates and places.
//!
//! The blocks that carry no pixels are read as text in every encoding that cameras and programs use there; nobody
//! needs to know their fields to find a name in them. A picture whose blocks do not fit together is read as a whole.

use std::io::Read;

use crate::image::strip::{Kind, has_place, part};

/// A packed text is unpacked up to here; one that is longer is no comment.
const UNPACKED: u64 = 1 << 20;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Texts, as bytes in UTF-8 where they are text at all.
    pub(super) texts: Vec<Vec<u8>>,
    /// The picture says where it was taken.
    pub(super) has_place: bool,
}

/// What a file tells.
pub(super) fn of(bytes: &[u8]) -> Told {
    let blocks = match Kind::of(bytes).map(|kind| part(bytes, kind)) {
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

/// The block as UTF-16 in both orders of bytes, from both of the first bytes on.
fn wide(block: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let has_zeros = block.windows(2).any(|pair| (pair[0] == 0) != (pair[1] == 0));
    let readings = [(0, false), (1, false), (0, true), (1, true)];
    readings.into_iter().filter(move |_| has_zeros).map(|(from, big)| {
        let pairs = block.get(from..).unwrap_or(&[]).chunks_exact(2);
        let units = pairs.map(|pair| {
            if big { u16::from_be_bytes([pair[0], pair[1]]) } else { u16::from_le_bytes([pair[0], pair[1]]) }
        });
        char::decode_utf16(units).map(|letter| letter.unwrap_or(' ')).collect::<String>().into_bytes()
    })
}

/// The text that a PNG packs behind a keyword.
fn unpacked(block: &[u8]) -> Option<Vec<u8>> {
    let keyword = block.iter().take(80).position(|byte| *byte == 0)?;
    let start = block.iter().skip(keyword).take(120).position(|byte| *byte == 0x78)? + keyword;
    let mut text = Vec::new();
    flate2::read::ZlibDecoder::new(&block[start..]).take(UNPACKED).read_to_end(&mut text).ok()?;
    Some(text).filter(|text| !text.is_empty())
}
