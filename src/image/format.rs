//! Detects the format of a picture by its content, regardless of its file name.
//!
//! In: the bytes of a file. Out: a format that the program can decode and encode, or `None`: animations, SVG, GIF and
//! AVIF are published as they are.

/// A format that can be decoded and encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Format {
    Jpeg,
    Png,
    WebP,
}

impl Format {
    /// The format of a still picture; `None` for animations and other formats.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => (!png_moves(bytes)).then_some(Format::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
                (!webp_moves(bytes)).then_some(Format::WebP)
            }
            _ => None,
        }
    }

    /// The media type for `<source type>`.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Format::Jpeg => "image/jpeg",
            Format::Png => "image/png",
            Format::WebP => "image/webp",
        }
    }

    /// The file name extension.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::WebP => "webp",
        }
    }
}

/// Whether a JPEG is complete. Decoders accept truncated files and paint the missing part grey.
///
/// In the data after the marker "start of scan", `FF` is never followed by `D9`, so the first `FF D9` there is the
/// end of the image (ITU-T T.81, B.1.1.2 and B.1.1.5); that of a preview in the header comes before the scan.
pub(super) fn jpeg_is_whole(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some((head, _)) = rest.split_first_chunk::<4>() {
        match head {
            [0xFF, 0xDA, ..] => return rest.windows(2).any(|pair| pair == [0xFF, 0xD9]),
            [0xFF, 0xFF, ..] => rest = &rest[1..],
            [0xFF, _, high, low] => {
                let length = 2 + usize::from(u16::from_be_bytes([*high, *low]));
                rest = rest.get(length..).unwrap_or_default();
            }
            _ => return false,
        }
    }
    false
}

/// Whether there is an `acTL` chunk before the first `IDAT` (PNG 3, 11.3.6.1).
fn png_moves(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        match &head[4..] {
            b"acTL" => return true,
            b"IDAT" => return false,
            _ => {}
        }
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let next = usize::try_from(length).ok().and_then(|length| length.checked_add(4));
        rest = next.and_then(|next| after.get(next..)).unwrap_or_default();
    }
    false
}

/// Whether the animation flag of the extended header is set (WebP container, "Extended File Format").
fn webp_moves(bytes: &[u8]) -> bool {
    const ANIMATION: u8 = 0b10;
    bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & ANIMATION != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(chunk: &[u8; 4]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, length) in [(b"IHDR", 13_u32), (chunk, 8), (b"IDAT", 0)] {
            bytes.extend(length.to_be_bytes());
            bytes.extend(name);
            bytes.extend(vec![0; length as usize + 4]);
        }
        bytes
    }

    #[test]
    fn the_bytes_tell_the_format() {
        assert_eq!(Format::of(&[0xFF, 0xD8, 0xFF, 0xE0]), Some(Format::Jpeg));
        assert_eq!(Format::of(&png(b"tEXt")), Some(Format::Png));
        assert_eq!(Format::of(b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0"), Some(Format::WebP));
        for other in [&b"GIF89a"[..], b"<svg/>", b"", b"\0\0\0\x1cftypavif"] {
            assert_eq!(Format::of(other), None);
        }
    }

    #[test]
    fn moving_pictures_are_left_alone() {
        assert_eq!(Format::of(&png(b"acTL")), None);
        assert_eq!(Format::of(b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0"), None);
        assert_eq!(Format::of(b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0"), Some(Format::WebP));
    }
}
