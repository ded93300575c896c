//! Contrast of colours (WCAG 2.2), and colours adjusted until it suffices.

use syntect::highlighting::Color;

/// Minimum contrast of small text (WCAG 2.2, 1.4.3).
const ENOUGH: f64 = 4.5;

/// Relative luminance, from 0 for black to 1 for white (WCAG 2.2, "relative luminance").
fn luminance(colour: Color) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
}

/// Contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub(super) fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Contrast ratio of two colours given by red, green and blue.
pub fn ratio(a: [u8; 3], b: [u8; 3]) -> f64 {
    let color = |[r, g, b]: [u8; 3]| Color { r, g, b, a: 255 };
    contrast(color(a), color(b))
}

/// The colour, or the nearest one towards black (on a light background) or white (on a dark one) with enough contrast.
pub(super) fn readable(colour: Color, ground: Color) -> Color {
    let end = if luminance(ground) > 0.18 { 0.0 } else { 255.0 };
    let moved = |step: u8| {
        let part = f64::from(step) / 64.0;
        let channel = |value: u8| (f64::from(value) + (end - f64::from(value)) * part).round() as u8;
        Color { r: channel(colour.r), g: channel(colour.g), b: channel(colour.b), a: 255 }
    };
    (0..=64).map(moved).find(|moved| contrast(*moved, ground) >= ENOUGH).unwrap_or_else(|| moved(64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WHITE: Color = Color { r: 255, g: 255, b: 255, a: 255 };
    const BLACK: Color = Color { r: 0, g: 0, b: 0, a: 255 };

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast(WHITE, BLACK) - 21.0).abs() < 1e-9);
        let grey = Color { r: 0x76, g: 0x76, b: 0x76, a: 255 };
        assert!((contrast(grey, WHITE) - 4.54).abs() < 0.005);
    }

    #[test]
    fn a_colour_that_can_be_read_stays() {
        let navy = Color { r: 0, g: 0, b: 128, a: 255 };
        assert_eq!(readable(navy, WHITE), navy);
    }

    proptest! {
        #[test]
        fn every_colour_can_be_read_after_it_was_moved(r: u8, g: u8, b: u8, dark: bool) {
            let ground = if dark { Color { r: 43, g: 48, b: 59, a: 255 } } else { WHITE };
            let moved = readable(Color { r, g, b, a: 255 }, ground);
            prop_assert!(contrast(moved, ground) >= ENOUGH);
        }
    }
}
