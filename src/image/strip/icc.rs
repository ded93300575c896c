//! Colour profiles (ICC.1): the colours stay, texts about who made the profile go.
//!
//! In: a profile. Out: one of the same length and layout, in which texts are blank and everything that no known tag
//! holds is zero; or nothing where the bytes are no profile.

use std::ops::Range;

/// The length of the header, and where its parts are.
const HEADER: usize = 128;
const SIGNATURE: Range<usize> = 36..40;
/// The platform, device and maker, the program that wrote it, and the hash of the profile.
const MAKERS: [Range<usize>; 4] = [48..56, 80..84, 84..100, 100..128];

/// Types of tags that hold numbers.
const NUMBERS: [&[u8; 4]; 16] = [
    b"XYZ ", b"curv", b"para", b"mft1", b"mft2", b"mAB ", b"mBA ", b"sf32", b"uf32", b"ui08", b"ui16",
    b"chrm", b"cicp", b"view", b"meas", b"sig ",
];

/// The profile without texts; `None` if it is none.
pub(super) fn without_texts(profile: &[u8]) -> Option<Vec<u8>> {
    if profile.get(SIGNATURE)? != b"acsp" {
        return None;
    }
    let count = u32::from_be_bytes(*profile.get(HEADER..)?.first_chunk()?) as usize;
    let table = HEADER + 4..HEADER.checked_add(4)?.checked_add(count.checked_mul(12)?)?;
    let entries = profile.get(table.clone())?;
    let mut kept = vec![0; profile.len()];
    kept[..HEADER].copy_from_slice(&profile[..HEADER]);
    MAKERS.into_iter().for_each(|part| kept[part].fill(0));
    kept[HEADER..table.end].copy_from_slice(&profile[HEADER..table.end]);
    for entry in entries.chunks_exact(12) {
        let number =
            |at: usize| u32::from_be_bytes([entry[at], entry[at + 1], entry[at + 2], entry[at + 3]]) as usize;
        let place = number(4)..number(4).checked_add(number(8))?;
        keep(profile.get(place.clone())?, kept.get_mut(place)?);
    }
    Some(kept)
}

/// Copies what a tag means, without texts.
fn keep(tag: &[u8], kept: &mut [u8]) {
    let Some(kind) = tag.first_chunk::<4>() else { return };
    if NUMBERS.contains(&kind) {
        kept.copy_from_slice(tag);
        return;
    }
    let head = match kind {
        // The count of its letters.
        b"desc" => 12,
        b"text" => 8,
        // The places of its texts in several languages.
        b"mluc" => tag.get(8..12).map_or(8, |count| {
            16 + 12 * u32::from_be_bytes([count[0], count[1], count[2], count[3]]) as usize
        }),
        _ => return,
    };
    let head = head.min(tag.len());
    kept[..head].copy_from_slice(&tag[..head]);
}

#[cfg(test)]
mod tests {
    use moxcms::ColorProfile;

    use super::without_texts;

    #[test]
    fn a_profile_keeps_its_colours_and_loses_its_texts() {
        let mut profile = ColorProfile::new_display_p3();
        let text = moxcms::LocalizableString::new("en".into(), "US".into(), "Máy của Lường Hạ".into());
        profile.copyright = Some(moxcms::ProfileText::Localizable(vec![text]));
        let written = profile.encode().expect("a profile");
        let kept = without_texts(&written).expect("it is one");
        let name: Vec<u8> = "Lường".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let has = |bytes: &[u8]| bytes.windows(name.len()).any(|part| part == name);
        assert!(has(&written) && !has(&kept) && kept.len() == written.len());
        let read = ColorProfile::new_from_slice(&kept).expect("it is still one");
        assert_eq!(read.red_colorant, profile.red_colorant);
        assert_eq!(without_texts(&kept), Some(kept.clone()), "once is enough");
        for cut in 0..written.len() {
            let _ = without_texts(&written[..cut]);
        }
        assert_eq!(without_texts(b"Lan"), None);
    }
}
