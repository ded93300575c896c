//! Rasterises glyphs and encodes the picture as PNG.
//!
//! A pixel is an index into a palette: the background, the accent, and for each text colour [`STEPS`] shades between
//! it and the background. Glyph coverage is quantised to integers, so that the result is the same on every machine.

use tiny_skia::{FillRule, Mask, PathBuilder, Transform};

use crate::card::font::Face;
use crate::markdown::highlight::contrast::ratio;

/// A colour: red, green, blue.
type Rgb = [u8; 3];

/// Minimum contrast of text and of bars with the background (WCAG 2.2, 1.4.3 and 1.4.11).
const TEXT_CONTRAST: f64 = 4.5;
const BAR_CONTRAST: f64 = 3.0;

/// The colours of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The background.
    pub ground: Rgb,
    /// For bars, never for text.
    pub accent: Rgb,
    pub title: Rgb,
    /// The text around the title.
    pub soft: Rgb,
}

impl Default for Palette {
    /// The colours of the theme `portal`: `--brand`, an accent with enough contrast to it, `--on-brand`,
    /// `--on-brand-soft`.
    fn default() -> Self {
        Self {
            ground: [0x0D, 0x47, 0x56],
            accent: [0xE0, 0x8A, 0x3C],
            title: [0xFF, 0xFF, 0xFF],
            soft: [0xCF, 0xE3, 0xE8],
        }
    }
}

impl Palette {
    /// The same palette, with black or white in place of colours without enough contrast to the background.
    #[must_use]
    pub fn legible(self) -> Self {
        let far = |ink: Rgb| ratio(ink, self.ground);
        let plain = if far([0xFF; 3]) >= far([0; 3]) { [0xFF; 3] } else { [0; 3] };
        let kept = |ink: Rgb, needed: f64| if far(ink) >= needed { ink } else { plain };
        Self {
            ground: self.ground,
            accent: kept(self.accent, BAR_CONTRAST),
            title: kept(self.title, TEXT_CONTRAST),
            soft: kept(self.soft, TEXT_CONTRAST),
        }
    }
}

/// Number of shades per text colour.
const STEPS: u8 = 15;

/// A foreground colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Title,
    /// The text around the title.
    Soft,
    /// For bars, never for text.
    Accent,
}

/// An indexed picture being painted.
pub(super) struct Canvas {
    width: u32,
    height: u32,
    /// Palette indices.
    pixels: Vec<u8>,
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32) -> Self {
        Self { width, height, pixels: vec![0; width as usize * height as usize] }
    }

    /// Fills a rectangle.
    pub(super) fn bar(&mut self, x: u32, y: u32, width: u32, height: u32, ink: Ink) {
        for row in y..(y + height).min(self.height) {
            let start = row as usize * self.width as usize + x as usize;
            let end = start + width.min(self.width.saturating_sub(x)) as usize;
            self.pixels[start..end].fill(full(ink));
        }
    }

    /// Draws a line of text; `at` is the left end of its baseline.
    pub(super) fn line(&mut self, face: &Face, text: &str, size: f32, at: (f32, f32), ink: Ink) {
        // All glyphs of the fonts are within 1.1 em above and 0.4 em below the baseline.
        let top = (at.1 - size * 1.1).floor().max(0.0);
        let height = ((size * 1.5).ceil() as u32 + 1).min(self.height.saturating_sub(top as u32));
        let Some(mut mask) = Mask::new(self.width, height.max(1)) else { return };
        let mut outlines = PathBuilder::new();
        for glyph in face.shape(text).glyphs {
            let (x, y) = (at.0 + face.pixels(glyph.x, size), at.1 - top - face.pixels(glyph.y, size));
            let scale = face.pixels(1, size);
            let place = Transform::from_row(scale, 0.0, 0.0, -scale, x, y);
            if let Some(path) = face.outline(glyph).and_then(|path| path.clone().transform(place)) {
                outlines.push_path(&path);
            }
        }
        if let Some(path) = outlines.finish() {
            mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
            self.blend(mask.data(), top as usize, ink);
        }
    }

    /// Blends a mask of full width in, starting at the row `top`.
    fn blend(&mut self, mask: &[u8], top: usize, ink: Ink) {
        let first = full(ink) - STEPS;
        let start = top * self.width as usize;
        for (pixel, cover) in self.pixels[start..].iter_mut().zip(mask) {
            let step = (u16::from(*cover) * u16::from(STEPS) + 127) / 255;
            if step > 0 {
                *pixel = first + u8::try_from(step).unwrap_or(STEPS);
            }
        }
    }

    /// The rows with any painted pixel.
    #[cfg(test)]
    pub(super) fn rows(&self) -> Vec<usize> {
        let rows = self.pixels.chunks(self.width as usize).enumerate();
        rows.filter(|(_, row)| row.iter().any(|pixel| *pixel != 0)).map(|(number, _)| number).collect()
    }

    /// Encodes the picture.
    pub(super) fn png(&self, palette: &Palette) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.shades());
        encoder.set_filter(png::Filter::NoFilter);
        encoder.set_deflate_compression(png::DeflateCompression::Level(4));
        // Writing to a `Vec` cannot fail, and the number of pixels matches the header.
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&self.pixels));
        written.expect("memory takes the picture");
        bytes
    }
}

/// The palette index of a colour at full coverage.
fn full(ink: Ink) -> u8 {
    match ink {
        Ink::Accent => 1,
        Ink::Title => 1 + STEPS,
        Ink::Soft => 1 + 2 * STEPS,
    }
}

impl Palette {
    /// The palette: RGB values in index order.
    fn shades(&self) -> Vec<u8> {
        let ground = self.ground;
        let shade = |ink: Rgb, step: u8| {
            let (part, all) = (i32::from(step), i32::from(STEPS));
            let mixed = |(from, to): (u8, u8)| {
                let level = (i32::from(from) * (all - part) + i32::from(to) * part + all / 2) / all;
                u8::try_from(level).unwrap_or(to)
            };
            [mixed((ground[0], ink[0])), mixed((ground[1], ink[1])), mixed((ground[2], ink[2]))]
        };
        let inks = [self.title, self.soft].into_iter();
        let inks = inks.flat_map(|ink| (1..=STEPS).flat_map(move |step| shade(ink, step)));
        ground.into_iter().chain(self.accent).chain(inks).collect()
    }
}
