//! Pictures without what they tell about people and places.
//!
//! In comes a JPEG, PNG, WebP or GIF file, or a drawing in SVG; out goes the same picture, every pixel as it was,
//! without EXIF, XMP, IPTC, comments, dates, previews and whatever programs hang behind the end. Files are taken apart and put together at
//! the level of their blocks: nothing is decoded. What a browser needs stays: colour profiles, and of a JPEG the
//! orientation, which is written anew by itself. A file that has nothing to lose comes back byte for byte.

mod gif;
mod jpeg;
mod png;
mod svg;
mod webp;

use std::borrow::Cow;
use std::path::Path;

use crate::image::orientation;

/// The formats that are taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
}

impl Kind {
    /// What a file is by its first bytes; an ending may lie.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Kind::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Kind::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::Webp),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Kind::Gif),
            _ => None,
        }
    }
}

/// The blocks of the file do not fit together, so that nobody can say what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the blocks of the picture do not fit together")]
pub struct Damaged;

/// A picture, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts<'b> {
    /// The picture without its metadata; the very bytes that came in where there was none.
    pub kept: Cow<'b, [u8]>,
    /// The blocks that were left out, each without its header.
    pub dropped: Vec<&'b [u8]>,
}

/// The picture without its metadata.
pub fn strip(bytes: &[u8], kind: Kind) -> Result<Cow<'_, [u8]>, Damaged> {
    part(bytes, kind).map(|parts| parts.kept)
}

/// Takes a picture apart.
pub fn part(bytes: &[u8], kind: Kind) -> Result<Parts<'_>, Damaged> {
    let parted = match kind {
        Kind::Jpeg => jpeg::part(bytes),
        Kind::Png => png::part(bytes),
        Kind::Webp => webp::part(bytes),
        Kind::Gif => gif::part(bytes),
    };
    let (kept, dropped) = parted.ok_or(Damaged)?;
    let kept = if kept == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(kept) };
    Ok(Parts { kept, dropped })
}

/// A file as it is published.
#[derive(Debug, PartialEq, Eq)]
pub enum Published {
    /// These bytes: a picture without its metadata, or a text.
    Bytes(Vec<u8>),
    /// A picture whose blocks do not fit together: nobody can say what stands in it.
    Damaged,
    /// The file of the disk: film, sound, documents, and what cannot be read (whoever copies it will say so).
    AsItIs,
}

/// Endings of files that are neither pictures nor texts, and often large.
const OPAQUE: [&str; 25] = [
    "mp4", "webm", "mov", "mp3", "m4a", "ogg", "wav", "pdf", "zip", "gz", "br", "woff", "woff2", "ttf",
    "otf", "ico", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp",
];

impl Published {
    /// Reads a file that is published at `path`.
    #[must_use]
    pub fn read(path: &str, from: &Path) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        if OPAQUE.iter().any(|opaque| opaque.eq_ignore_ascii_case(ending)) {
            return Published::AsItIs;
        }
        let Ok(bytes) = std::fs::read(from) else { return Published::AsItIs };
        let stripped = match Kind::of(&bytes) {
            Some(kind) => Some(strip(&bytes, kind)),
            None => ending.eq_ignore_ascii_case("svg").then(|| svg::strip(&bytes)),
        };
        let stripped = match stripped {
            Some(Ok(Cow::Owned(stripped))) => Some(stripped),
            Some(Err(Damaged)) => return Published::Damaged,
            Some(Ok(Cow::Borrowed(_))) | None => None,
        };
        Published::Bytes(stripped.unwrap_or(bytes))
    }
}

/// Whether a block that was left out says where the picture was taken.
#[must_use]
pub fn has_place(dropped: &[u8]) -> bool {
    orientation::has_place(dropped.strip_prefix(b"Exif\0\0").unwrap_or(dropped))
}

/// What is kept and what is dropped of a file, while its blocks are gone through.
type Parted<'b> = Option<(Vec<u8>, Vec<&'b [u8]>)>;

#[cfg(test)]
mod tests;
