//! Share cards: the Open Graph picture that social networks show with a link to an article, a model or an entry.
//!
//! In: the site's title and the kicker, title and last line of a record ([`Card`]). Out: a PNG of [`WIDTH`] ×
//! [`HEIGHT`] pixels. The text is shaped with the embedded fonts ([`font`]), broken into balanced lines ([`lines`])
//! and painted in the site's colours as an indexed picture ([`paint`]). [`plan`] decides which pages have a card. The
//! same input gives the same bytes on every machine.

mod font;
mod lines;
mod paint;
pub mod plan;

use blake3::Hash;

use crate::card::font::Face;
use crate::card::lines::{cut, set};
use crate::card::paint::{Canvas, Ink};

pub use paint::Palette;

/// In pixels: the size that Facebook, Zalo and X show without cropping.
pub const WIDTH: u32 = 1200;

/// In pixels.
pub const HEIGHT: u32 = 630;

/// Part of the cache key. Increment when the same input gives another picture.
const VERSION: u8 = 1;

/// Horizontal margin of the text, in pixels.
const MARGIN: f32 = 84.0;

/// Font sizes to try for the title, in pixels, each with its maximum number of lines.
const SIZES: [(f32, usize); 4] = [(76.0, 2), (68.0, 3), (57.0, 4), (52.0, 4)];

/// Line height of the title relative to its font size; leaves room for "g" above "Ẫ".
const LEADING: f32 = 1.3;

/// The content of a share card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    pub site: String,
    /// What the record belongs to: a category, a field, a contest.
    pub kicker: String,
    pub title: String,
    /// Place and date.
    pub line: String,
    pub palette: Palette,
}

impl Card {
    /// The cache key: a hash of everything the picture depends on.
    pub fn key(&self) -> Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[VERSION]);
        for words in [&self.site, &self.kicker, &self.title, &self.line] {
            hasher.update(&(words.len() as u64).to_le_bytes()).update(words.as_bytes());
        }
        let Palette { ground, accent, title, soft } = self.palette;
        for color in [ground, accent, title, soft] {
            hasher.update(&color);
        }
        hasher.finalize()
    }

    pub fn png(&self) -> Vec<u8> {
        let measure = WIDTH as f32 - 2.0 * MARGIN;
        let (bold, regular) = (Face::bold(), Face::regular());
        let mut canvas = Canvas::new(WIDTH, HEIGHT);
        canvas.bar(0, 0, 24, HEIGHT, Ink::Accent);
        canvas.bar(MARGIN as u32, 518, 120, 6, Ink::Accent);
        canvas.line(bold, &cut(bold, &self.site, 32.0, measure), 32.0, (MARGIN, 92.0), Ink::Soft);
        canvas.line(regular, &cut(regular, &self.line, 30.0, measure), 30.0, (MARGIN, 574.0), Ink::Soft);
        canvas.line(regular, &cut(regular, &self.kicker, 30.0, measure), 30.0, (MARGIN, 148.0), Ink::Soft);
        let title = set(bold, &self.title, measure, &SIZES);
        let mut baseline = 180.0 + title.size * 1.1;
        for line in &title.lines {
            canvas.line(bold, line, title.size, (MARGIN, baseline), Ink::Title);
            baseline += title.size * LEADING;
        }
        canvas.png(&self.palette)
    }
}

#[cfg(test)]
mod tests;
