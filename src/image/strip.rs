//! Strips metadata about people and places from pictures.
//!
//! In: a JPEG, PNG, WebP, GIF or SVG file. Out: the same picture with the same pixels, without EXIF, XMP, IPTC,
//! comments, dates, previews and trailing data. Works on the block structure of the files; no pixels are decoded.
//! Colour profiles are kept without their texts, and the orientation of a JPEG is written into a minimal new EXIF segment. A file without
//! metadata is returned byte for byte.

mod gif;
mod icc;
mod ico;
mod jpeg;
mod png;
mod svg;
mod webp;

use std::borrow::Cow;
use std::path::Path;

use crate::image::orientation;
use crate::image::safe_svg::safe_drawing;

/// The supported raster formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RasterFormat {
    Jpeg,
    Png,
    Webp,
    Gif,
}

impl RasterFormat {
    /// Detects the format by the first bytes, because the extension may be wrong.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(RasterFormat::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(RasterFormat::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(RasterFormat::Webp),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(RasterFormat::Gif),
            _ => None,
        }
    }
}

pub use crate::image::safe_svg::Damaged;

/// A picture separated into what is kept and what is dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts<'b> {
    /// The picture without metadata; borrowed if there was none.
    pub kept: Cow<'b, [u8]>,
    /// The payloads of the dropped blocks.
    pub dropped: Vec<&'b [u8]>,
}

/// The picture without metadata.
pub fn strip(bytes: &[u8], kind: RasterFormat) -> Result<Cow<'_, [u8]>, Damaged> {
    part(bytes, kind).map(|parts| parts.kept)
}

/// Separates a picture from its metadata.
pub fn part(bytes: &[u8], kind: RasterFormat) -> Result<Parts<'_>, Damaged> {
    let parted = match kind {
        RasterFormat::Jpeg => jpeg::part(bytes),
        RasterFormat::Png => png::part(bytes),
        RasterFormat::Webp => webp::part(bytes),
        RasterFormat::Gif => gif::part(bytes),
    };
    let (kept, dropped) = parted.ok_or(Damaged)?;
    let kept = if kept == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(kept) };
    Ok(Parts { kept, dropped })
}

/// A file in the form in which it is published.
#[derive(Debug, PartialEq, Eq)]
pub enum Published {
    /// A picture without metadata, or a text.
    Bytes(Vec<u8>),
    /// A picture with an invalid block structure, whose metadata cannot be found.
    Damaged,
    /// The file itself: video, audio, documents, and unreadable files (copying them reports the error).
    AsItIs,
}

/// Extensions of files that are neither pictures nor texts, and often large.
const OPAQUE: [&str; 24] = [
    "mp4", "webm", "mov", "mp3", "m4a", "ogg", "wav", "pdf", "zip", "gz", "br", "woff", "woff2", "ttf",
    "otf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp",
];

impl Published {
    /// Reads a file that is published at `path`.
    pub fn read(path: &str, from: &Path) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        if OPAQUE.iter().any(|opaque| opaque.eq_ignore_ascii_case(ending)) {
            return Published::AsItIs;
        }
        let Ok(bytes) = std::fs::read(from) else { return Published::AsItIs };
        let stripped = match RasterFormat::of(&bytes) {
            Some(kind) => Some(strip(&bytes, kind)),
            None if ending.eq_ignore_ascii_case("ico") => Some(ico::icon(&bytes)),
            None => ending.eq_ignore_ascii_case("svg").then(|| svg::strip(&bytes)),
        };
        let is_drawing = ending.eq_ignore_ascii_case("svg");
        let stripped = match stripped {
            Some(Ok(Cow::Owned(stripped))) => Some(stripped),
            Some(Err(Damaged)) => return Published::Damaged,
            Some(Ok(Cow::Borrowed(_))) | None => None,
        };
        let bytes = stripped.unwrap_or(bytes);
        // A picture of pixels under the name of a drawing is one that no browser runs.
        if !is_drawing || RasterFormat::of(&bytes).is_some() {
            return Published::Bytes(bytes);
        }
        safe_drawing(&bytes).map_or(Published::Damaged, |safe| Published::Bytes(safe.text.into_bytes()))
    }
}

/// Whether a dropped block contains a GPS position.
pub fn has_place(dropped: &[u8]) -> bool {
    orientation::has_place(dropped.strip_prefix(b"Exif\0\0").unwrap_or(dropped))
}

/// The kept bytes and the dropped blocks; `None` if the block structure is invalid.
type Parted<'b> = Option<(Vec<u8>, Vec<&'b [u8]>)>;

#[cfg(test)]
mod tests;
