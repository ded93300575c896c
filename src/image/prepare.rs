//! Pictures as they come from telephones and scanners, made ready to lie beside a record.
//!
//! In: the bytes of a file. Out: the same picture, upright, without position and names, and not larger than pages need.
//! A picture that needs no change keeps its bytes.

use crate::image::encode::encode;
use crate::image::format::Format;
use crate::image::orientation::is_turned;
use crate::image::pixels::Pixels;
use crate::image::strip::{RasterFormat, strip};

/// The longest side of a picture that is scaled, in pixels.
pub const LONGEST_SIDE: u32 = 2560;

/// Quality of a picture that had to be written anew.
const QUALITY: u32 = 88;

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// HEIC of a telephone, which browsers do not show.
    Heic,
    /// Another format.
    Format,
    Damaged,
}

/// A picture and the ending of its name.
pub fn prepared(bytes: &[u8], is_scaled: bool) -> Result<(Vec<u8>, &'static str), Refused> {
    if bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|brand| brand != b"avif") {
        return Err(Refused::Heic);
    }
    let raster = RasterFormat::of(bytes).ok_or(Refused::Format)?;
    let Some(format) = Format::of(bytes) else {
        let ending = if raster == RasterFormat::Gif { "gif" } else { "png" };
        return Ok((strip(bytes, raster).map_err(|_| Refused::Damaged)?.into_owned(), ending));
    };
    let pixels = Pixels::decode(bytes, format).map_err(|_| Refused::Damaged)?;
    let longest = pixels.width.max(pixels.height);
    if !(is_scaled && longest > LONGEST_SIDE || is_turned(bytes)) {
        return Ok((strip(bytes, raster).map_err(|_| Refused::Damaged)?.into_owned(), format.ending()));
    }
    let side = |side: u32| {
        let scaled = u64::from(side) * u64::from(LONGEST_SIDE) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    let pixels = if is_scaled && longest > LONGEST_SIDE {
        pixels.scaled(side(pixels.width), side(pixels.height)).map_err(|_| Refused::Damaged)?
    } else {
        pixels
    };
    let written = encode(&pixels, format, QUALITY).map_err(|_| Refused::Damaged)?;
    Ok((written, format.ending()))
}
