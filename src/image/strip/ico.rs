//! ICO: a list of pictures, which are PNG or bitmaps. Only what the list names is kept.

use std::borrow::Cow;

use super::{Damaged, RasterFormat, strip};

const HEAD: usize = 6;
const ENTRY: usize = 16;

/// The icon without what its pictures tell. A picture of pixels under the name of an icon is stripped as what it is.
pub(super) fn icon(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Damaged> {
    if let Some(kind) = RasterFormat::of(bytes) {
        return strip(bytes, kind);
    }
    let kept = kept(bytes).ok_or(Damaged)?;
    Ok(if kept == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(kept) })
}

fn kept(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = bytes.get(..HEAD)?;
    let count = usize::from(u16::from_le_bytes([head[4], head[5]]));
    let entries = bytes.get(HEAD..HEAD + count * ENTRY)?;
    let (mut kept, mut pictures) = (head.to_vec(), Vec::new());
    for entry in entries.chunks_exact(ENTRY) {
        let number =
            |at: usize| u32::from_le_bytes([entry[at], entry[at + 1], entry[at + 2], entry[at + 3]]) as usize;
        let picture = bytes.get(number(12)..number(12).checked_add(number(8))?)?;
        let picture = match RasterFormat::of(picture) {
            Some(kind) => strip(picture, kind).ok()?,
            None => Cow::Borrowed(picture),
        };
        let at = HEAD + count * ENTRY + pictures.len();
        kept.extend(&entry[..8]);
        kept.extend(u32::try_from(picture.len()).ok()?.to_le_bytes());
        kept.extend(u32::try_from(at).ok()?.to_le_bytes());
        pictures.extend_from_slice(&picture);
    }
    kept.extend(pictures);
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_keeps_the_pictures_that_it_lists() {
        let icon_of = |picture: &[u8], behind: &[u8]| {
            let len = u32::try_from(picture.len()).expect("short");
            [
                &[0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0][..],
                &len.to_le_bytes(),
                &22_u32.to_le_bytes(),
                picture,
                behind,
            ]
            .concat()
        };
        let told = icon_of(b"bitmap", b"Lan");
        assert_eq!(icon(&told).as_deref(), Ok(&*icon_of(b"bitmap", b"")));
        assert!(matches!(icon(&icon_of(b"bitmap", b"")), Ok(Cow::Borrowed(_))));
        for cut in 0..icon_of(b"bitmap", b"").len() {
            assert_eq!(icon(&told[..cut]), Err(Damaged), "{cut}");
        }
    }
}
