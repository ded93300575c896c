//! The orientation of a JPEG.
//!
//! In: the first bytes of a file. Out: the EXIF orientation, and whether it swaps width and height. A camera held
//! upright stores the picture in landscape format and records the rotation in EXIF; browsers apply it. The other
//! formats do not carry an orientation in practice.

/// The tag "Orientation" (EXIF 2.3, 4.6.4 A).
const ORIENTATION: u16 = 0x0112;

/// The tag of the GPS directory (EXIF 2.3, 4.6.3).
const GPS: u16 = 0x8825;

/// Whether the picture is rotated by a quarter turn: EXIF orientations 5 to 8.
pub(super) fn is_turned(head: &[u8]) -> bool {
    exif_orientation(head).is_some_and(|value| (5..=8).contains(&value))
}

/// The EXIF orientation, 1 to 8; `None` if there is none.
pub(super) fn exif_orientation(head: &[u8]) -> Option<u8> {
    let value = exif(head).and_then(orientation)?;
    u8::try_from(value).ok().filter(|value| (1..=8).contains(value))
}

/// The orientation in a TIFF block of EXIF, unless it is the default (1).
pub(super) fn unusual(tiff: &[u8]) -> Option<u8> {
    let value = u8::try_from(orientation(tiff)?).ok()?;
    (2..=8).contains(&value).then_some(value)
}

/// Whether a TIFF block of EXIF has a GPS directory.
pub(super) fn has_place(tiff: &[u8]) -> bool {
    field(tiff, GPS).is_some()
}

/// The TIFF block of the first EXIF segment. A segment has a marker `FF xx` and a length that includes itself (ITU-T
/// T.81, B.1.1.4).
fn exif(head: &[u8]) -> Option<&[u8]> {
    let mut rest = head.strip_prefix(&[0xFF, 0xD8])?;
    loop {
        let (marker, after) = rest.split_at_checked(4)?;
        if marker[0] != 0xFF || marker[1] == 0xDA {
            return None;
        }
        let length = usize::from(u16::from_be_bytes([marker[2], marker[3]])).checked_sub(2)?;
        let segment = after.get(..length)?;
        match segment.strip_prefix(b"Exif\0\0") {
            Some(tiff) if marker[1] == 0xE1 => return Some(tiff),
            _ => rest = &after[length..],
        }
    }
}

/// The orientation in the first directory (TIFF 6.0, section 2).
fn orientation(tiff: &[u8]) -> Option<u16> {
    field(tiff, ORIENTATION)
}

/// The first two bytes of the value of a tag in the first directory.
fn field(tiff: &[u8], tag: u16) -> Option<u16> {
    let little = match tiff.get(..4)? {
        [b'I', b'I', 42, 0] => true,
        [b'M', b'M', 0, 42] => false,
        _ => return None,
    };
    let u16_at = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let u32_at = |at: usize| {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let directory = usize::try_from(u32_at(4)?).ok()?;
    let count = usize::from(u16_at(directory)?);
    let first = directory.checked_add(2)?;
    let mut fields = (0..count).map_while(|number| first.checked_add(12 * number));
    let field = fields.find(|field| u16_at(*field) == Some(tag))?;
    u16_at(field.checked_add(8)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The beginning of a JPEG with one EXIF field.
    fn jpeg_head(orientation: u8) -> Vec<u8> {
        let mut tiff = vec![b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1];
        tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
        let mut head = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xE1];
        head.extend(u16::try_from(tiff.len() + 8).expect("it is short").to_be_bytes());
        head.extend(b"Exif\0\0");
        head.extend(tiff);
        head
    }

    #[test]
    fn a_picture_taken_upright_is_turned() {
        for (orientation, turned) in [(1, false), (3, false), (6, true), (8, true), (9, false)] {
            assert_eq!(is_turned(&jpeg_head(orientation)), turned, "{orientation}");
        }
    }

    #[test]
    fn a_file_without_exif_is_not_turned() {
        assert!(!is_turned(&[0xFF, 0xD8, 0xFF, 0xDA, 0, 2]));
        assert!(!is_turned(b"\x89PNG"));
        assert!(!is_turned(b""));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(cut in 0_usize..60, at in 0_usize..60, byte in any::<u8>()) {
            let mut head = jpeg_head(6);
            if let Some(place) = head.get_mut(at) {
                *place = byte;
            }
            head.truncate(cut);
            is_turned(&head);
        }
    }
}
