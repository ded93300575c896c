//! Converts colours to sRGB, the default of browsers for untagged pictures.
//!
//! In: rows of pixels and their ICC profile. Out: the same colours in sRGB, so that the profile can be dropped.
//! Photographs from phones are often in "Display P3" and would look pale without conversion.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Converts in place; `row` is the length of a row in bytes. Profiles that are unreadable or not RGB are ignored, as
/// in browsers.
pub(super) fn to_srgb(bytes: &mut Vec<u8>, row: usize, alpha: bool, icc: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(icc) else { return };
    let srgb = ColorProfile::new_srgb();
    if profile.color_space != DataColorSpace::Rgb || is_near(&profile, &srgb) {
        return;
    }
    let layout = if alpha { Layout::Rgba } else { Layout::Rgb };
    let options = TransformOptions { prefer_fixed_point: true, ..TransformOptions::default() };
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, options) else { return };
    let mut turned = vec![0; bytes.len()];
    let rows = bytes.chunks_exact(row).zip(turned.chunks_exact_mut(row));
    let done = rows.map(|(from, to)| transform.transform(from, to)).all(|row| row.is_ok());
    if done {
        *bytes = turned;
    }
}

/// Whether the primaries of two profiles are practically equal. Most embedded profiles are sRGB; these need no
/// conversion.
fn is_near(a: &ColorProfile, b: &ColorProfile) -> bool {
    let columns = |p: &ColorProfile| [p.red_colorant, p.green_colorant, p.blue_colorant];
    let near = |a: f64, b: f64| (a - b).abs() < 0.002;
    columns(a).iter().zip(columns(b)).all(|(a, b)| near(a.x, b.x) && near(a.y, b.y) && near(a.z, b.z))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of two pixels.
    const REDDISH: [u8; 6] = [200, 60, 60, 10, 10, 10];

    fn turned(icc: &[u8]) -> Vec<u8> {
        let mut bytes = REDDISH.to_vec();
        to_srgb(&mut bytes, REDDISH.len(), false, icc);
        bytes
    }

    #[test]
    fn wide_colours_become_those_of_srgb() {
        let icc = ColorProfile::new_display_p3().encode().expect("a profile");
        let bytes = turned(&icc);
        assert!(bytes[0] > 205 && bytes[1] < 55, "red of P3 is redder: {bytes:?}");
        assert!(bytes[3].abs_diff(10) <= 1, "grey stays grey");
    }

    #[test]
    fn srgb_and_rubbish_change_nothing() {
        let srgb = ColorProfile::new_srgb().encode().expect("a profile");
        for icc in [&srgb[..], b"rubbish", b""] {
            assert_eq!(turned(icc), REDDISH);
        }
    }
}
