//! Normalised text: letters and digits without case, accents, spaces, dots and hyphens.
//!
//! The positions where characters were dropped are kept as *gaps*, to tell real occurrences of a value from those that
//! only arise because words are joined.

use std::sync::LazyLock;

use bantin_text::fold::fold;

/// Separates unrelated texts. No pattern contains it.
const END: u8 = 0;

/// The normalised form of the first code points of Unicode, up to general punctuation.
const KNOWN: usize = 0x2220;
const GAP: u8 = 1;
const NOTHING: u8 = 2;
const ITSELF: u8 = 3;

static TABLE: LazyLock<Vec<u8>> = LazyLock::new(|| (0..KNOWN as u32).map(becomes).collect());

fn becomes(code: u32) -> u8 {
    let Some(letter) = char::from_u32(code) else { return GAP };
    if letter.is_whitespace() || letter.is_control() {
        return GAP;
    }
    // Lookalikes of a full stop.
    if matches!(letter, '·' | '\u{2022}' | '\u{2024}' | '\u{2027}') {
        return GAP;
    }
    let folded = fold(letter.encode_utf8(&mut [0; 4]));
    match folded.as_bytes() {
        [] => NOTHING,
        [b' ' | b'.' | b'-' | b'(' | b')'] => GAP,
        [one] => *one,
        _ => ITSELF,
    }
}

/// A normalised text.
#[derive(Debug, Clone, Default)]
pub(super) struct NormalizedText {
    bytes: Vec<u8>,
    /// Positions of bytes before which something was dropped, ascending.
    gaps: Vec<u32>,
    /// Positions of bytes that had accents, ascending.
    accents: Vec<u32>,
}

impl NormalizedText {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            gaps: Vec::with_capacity(bytes / 4),
            accents: Vec::with_capacity(bytes / 8),
        }
    }

    /// Removes the text; the memory is kept.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.gaps.clear();
        self.accents.clear();
    }

    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        letters.push(text.as_bytes());
        letters
    }

    /// Appends a text; bytes that are not UTF-8 are a gap.
    pub(super) fn push(&mut self, mut text: &[u8]) {
        let table = TABLE.as_slice();
        self.bytes.reserve(text.len());
        while let Some((first, rest)) = text.split_first() {
            if *first < 0x80 {
                match table[usize::from(*first)] {
                    GAP => self.gap(),
                    letter => self.bytes.push(letter),
                }
                text = rest;
                continue;
            }
            let (code, len) = match *first {
                first if first < 0xE0 => match rest.first() {
                    Some(second) => (usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F), 2),
                    None => (0, 1),
                },
                first if first < 0xF0 => match rest {
                    [second, third, ..] => {
                        let high = usize::from(first & 0x0F) << 12 | usize::from(second & 0x3F) << 6;
                        (high | usize::from(third & 0x3F), 3)
                    }
                    _ => (0, text.len()),
                },
                _ => (usize::MAX, text.len().min(4)),
            };
            match table.get(code) {
                Some(&GAP) => self.gap(),
                Some(&NOTHING) => self.accent(self.bytes.len().saturating_sub(1)),
                // Fullwidth letters and digits.
                None if code == 0x3000 => self.gap(),
                None if (0xFF01..=0xFF5E).contains(&code) => self.push(&[(code - 0xFEE0) as u8]),
                Some(&ITSELF) | None => self.bytes.extend(&text[..len]),
                Some(&letter) => {
                    if len > 1 {
                        self.accent(self.bytes.len());
                    }
                    self.bytes.push(letter);
                }
            }
            text = &text[len..];
        }
    }

    /// Marks the byte at a position as accented.
    fn accent(&mut self, at: usize) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        if self.accents.last() != Some(&at) {
            self.accents.push(at);
        }
    }

    /// The accented letters in a range, relative to its start.
    pub(super) fn accents_inside(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let first = self.accents.partition_point(|at| (*at as usize) < start);
        let accents = self.accents[first..].iter().map(|at| *at as usize);
        accents.take_while(move |at| *at < end).map(move |at| at - start)
    }

    /// Marks a gap here.
    pub(super) fn gap(&mut self) {
        let at = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        if self.gaps.last() != Some(&at) {
            self.gaps.push(at);
        }
    }

    /// Separates what follows from what came before.
    pub(super) fn end(&mut self) {
        self.gap();
        if self.bytes.last().is_some_and(|last| *last != END) {
            self.bytes.push(END);
            self.gap();
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether there is a gap before a byte.
    pub(super) fn has_gap(&self, at: usize) -> bool {
        at == 0
            || at >= self.bytes.len()
            || self.gaps.binary_search_by(|gap| (*gap as usize).cmp(&at)).is_ok()
    }

    /// The gaps strictly inside a range, relative to its start.
    pub(super) fn gaps_inside(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let first = self.gaps.partition_point(|gap| *gap as usize <= start);
        let gaps = self.gaps[first..].iter().map(|gap| *gap as usize);
        gaps.take_while(move |gap| *gap < end).map(move |gap| gap - start)
    }
}

#[cfg(test)]
mod tests {
    use super::NormalizedText;

    #[test]
    fn case_accents_spaces_dots_and_hyphens_are_nothing() {
        for text in [
            "Đặng Thị-Ngọc",
            "dang  thi.ngoc",
            "ĐẶNG\u{a0}THỊ – NGỌC",
            "đa\u{323}\u{306}ng thi\u{323} ngo\u{323}c",
        ] {
            assert_eq!(NormalizedText::of(text).bytes(), b"dangthingoc", "{text}");
        }
        for text in
            ["(0900) 000.111", "0900·000·111", "0900\u{2024}000\u{2024}111", "０９００　０００．１１１"]
        {
            assert_eq!(NormalizedText::of(text).bytes(), b"0900000111", "{text}");
        }
    }

    #[test]
    fn every_character_of_ascii_is_a_gap_or_one_letter() {
        for code in 0..0x80_u8 {
            let letters = NormalizedText::of(&char::from(code).to_string());
            let expected = [code.to_ascii_lowercase()];
            assert!(
                letters.bytes() == expected || letters.bytes().is_empty() && letters.gaps == [0],
                "{code}"
            );
        }
    }

    #[test]
    fn gaps_tell_where_something_was() {
        let letters = NormalizedText::of("một hai.ba");
        assert_eq!(letters.gaps_inside(0, 8).collect::<Vec<_>>(), [3, 6]);
        assert!(letters.has_gap(0) && letters.has_gap(3) && !letters.has_gap(4) && letters.has_gap(8));
    }

    #[test]
    fn bytes_that_are_no_text_do_no_harm() {
        let mut letters = NormalizedText::default();
        for bytes in [&[0xC3][..], &[0xE1, 0xBA], &[0xFF, 0xFE, b'a'], &[0xF0, 0x9F, 0x98, 0x80, b'b']] {
            letters.push(bytes);
        }
        assert!(letters.bytes().ends_with(b"b"));
    }
}
