//! Breaks a title into lines of about the same length.
//!
//! In: a text, a width and the font sizes to try. Out: the lines at the first (largest) size with few enough lines.
//! Lines are broken at spaces, which in Vietnamese separate syllables.

use crate::card::font::Face;

/// A text broken into lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Set {
    /// In pixels.
    pub(super) size: f32,
    pub(super) lines: Vec<String>,
}

/// Sets a text in balanced lines of at most `measure` pixels. `sizes` are tried in order, each with its maximum
/// number of lines; what does not fit at the last size is cut with an ellipsis.
pub(super) fn set(face: &Face, text: &str, measure: f32, sizes: &[(f32, usize)]) -> Set {
    let words: Vec<&str> = text.split_whitespace().collect();
    for (size, most) in sizes {
        let widths = Widths::new(face, &words, *size);
        if widths.widest() <= measure && widths.fill(measure).len() <= *most {
            return Set {
                size: *size,
                lines: widths.balance(measure).iter().map(|line| line.join(" ")).collect(),
            };
        }
    }
    let (size, most) = sizes.last().copied().unwrap_or((16.0, 1));
    let pieces: Vec<&str> = words.iter().flat_map(|word| pieces(face, word, size, measure)).collect();
    let filled = Widths::new(face, &pieces, size).fill(measure);
    let mut lines: Vec<String> = filled.iter().map(|line| line.join(" ")).collect();
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(cut(face, &rest, size, measure));
    }
    Set { size, lines }
}

/// The text on one line of at most `measure` pixels, cut with an ellipsis if longer.
pub(super) fn cut(face: &Face, text: &str, size: f32, measure: f32) -> String {
    if face.width(text, size) <= measure {
        return text.to_owned();
    }
    let mut kept = text;
    while let Some((before, _)) = kept.rsplit_once(' ') {
        kept = before.trim_end_matches([' ', ',', ';', ':', '.', '-', '–', '(', '“', '"']);
        let shortened = format!("{kept}…");
        if !kept.is_empty() && face.width(&shortened, size) <= measure {
            return shortened;
        }
    }
    let first = pieces(face, text.split(' ').next().unwrap_or(text), size, measure * 0.9);
    format!("{}…", first.first().unwrap_or(&""))
}

/// LocalizedText with their widths in pixels at one font size.
struct Widths<'t> {
    words: Vec<(&'t str, f32)>,
    space: f32,
}

impl<'t> Widths<'t> {
    fn new(face: &Face, words: &[&'t str], size: f32) -> Self {
        let words = words.iter().map(|word| (*word, face.width(word, size))).collect();
        Self { words, space: face.width(" ", size) }
    }

    fn widest(&self) -> f32 {
        self.words.iter().map(|(_, width)| *width).fold(0.0, f32::max)
    }

    /// Greedy line breaking.
    fn fill(&self, measure: f32) -> Vec<Vec<&'t str>> {
        let mut lines: Vec<Vec<&str>> = Vec::new();
        let mut used = f32::INFINITY;
        for (word, width) in &self.words {
            match lines.last_mut() {
                Some(line) if used + self.space + width <= measure => {
                    line.push(word);
                    used += self.space + width;
                }
                _ => {
                    lines.push(vec![word]);
                    used = *width;
                }
            }
        }
        lines
    }

    /// The same number of lines as greedy breaking, in the narrowest column that needs no more (like CSS `text-wrap:
    /// balance`).
    fn balance(&self, measure: f32) -> Vec<Vec<&'t str>> {
        let count = self.fill(measure).len();
        let (mut too_narrow, mut enough) = (0.0, measure);
        while enough - too_narrow > 1.0 {
            let middle = (too_narrow + enough) / 2.0;
            let fits = self.widest() <= middle && self.fill(middle).len() <= count;
            *(if fits { &mut enough } else { &mut too_narrow }) = middle;
        }
        self.fill(enough)
    }
}

/// Splits a word without spaces, such as a URL, into pieces that fit on a line.
fn pieces<'t>(face: &Face, word: &'t str, size: f32, measure: f32) -> Vec<&'t str> {
    let middle = word.char_indices().nth(word.chars().count() / 2).map_or(0, |(at, _)| at);
    if middle == 0 || face.width(word, size) <= measure {
        return vec![word];
    }
    let (left, right) = word.split_at(middle);
    [left, right].into_iter().flat_map(|half| pieces(face, half, size, measure)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: [(f32, usize); 2] = [(60.0, 2), (40.0, 3)];

    fn lines(text: &str, measure: f32) -> Vec<String> {
        let set = set(Face::bold(), text, measure, &SIZES);
        for line in &set.lines {
            assert!(Face::bold().width(line, set.size) <= measure + 1.0, "`{line}` is too long");
        }
        set.lines
    }

    #[test]
    fn lines_are_balanced_and_keep_every_word() {
        let text = "Dân vận khéo ở xã vùng cao: từ vườn rau sạch đến con đường hoa của cả bản";
        let lines = lines(text, 900.0);
        assert_eq!(lines.join(" "), text);
        let widths: Vec<f32> = lines.iter().map(|line| Face::bold().width(line, 40.0)).collect();
        let longest = widths.iter().copied().fold(0.0, f32::max);
        assert!(widths.iter().all(|width| *width > longest * 0.6), "{widths:?}");
    }

    #[test]
    fn a_short_title_stays_on_one_large_line() {
        assert_eq!(
            set(Face::bold(), "Dân vận khéo", 900.0, &SIZES),
            Set { size: 60.0, lines: vec!["Dân vận khéo".into()] }
        );
        assert_eq!(lines("", 900.0), Vec::<String>::new());
    }

    #[test]
    fn what_is_too_long_ends_with_an_ellipsis() {
        let long = "nghiêng ".repeat(60);
        let lines = lines(&long, 900.0);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with("nghiêng…"), "{lines:?}");
        assert!(!lines[1].contains('…'));
    }

    #[test]
    fn a_word_without_end_is_broken() {
        let lines = lines(&"ừ".repeat(200), 900.0);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…'));
        assert_eq!(cut(Face::bold(), &"w".repeat(200), 40.0, 100.0).chars().last(), Some('…'));
    }
}
