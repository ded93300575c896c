//! Text as the gate compares it: letters and digits in a row, without case, accents, spaces, dots and hyphens.
//!
//! Where something was left out between two letters is kept as a *gap*, so that what is found can be told from what
//! only arises when words run together.

use std::sync::LazyLock;

use bantin_text::fold::fold;

/// Parts texts that have nothing to do with each other. No pattern holds it.
const END: u8 = 0;

/// The first characters of Unicode, up to the punctuation: what each becomes.
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
    // Dots that only look like one.
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

/// NormalizedText in a row.
#[derive(Debug, Clone, Default)]
pub(super) struct NormalizedText {
    bytes: Vec<u8>,
    /// Before which of the bytes something was left out, ascending.
    gaps: Vec<u32>,
    /// Which of the bytes had accents, ascending.
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

    /// The letters of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        letters.push(text.as_bytes());
        letters
    }

    /// Adds a text; what is not UTF-8 is a gap.
    pub(super) fn push(&mut self, mut text: &[u8]) {
        let table = TABLE.as_slice();
        while let Some((first, rest)) = text.split_first() {
            let (code, len) = match *first {
                first if first < 0x80 => (usize::from(first), 1),
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
                // NormalizedText and digits as wide as a Chinese one.
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

    /// That byte had an accent.
    fn accent(&mut self, at: usize) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        if self.accents.last() != Some(&at) {
            self.accents.push(at);
        }
    }

    /// The letters with accents in a range, counted from its start.
    pub(super) fn accents_inside(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let first = self.accents.partition_point(|at| (*at as usize) < start);
        let accents = self.accents[first..].iter().map(|at| *at as usize);
        accents.take_while(move |at| *at < end).map(move |at| at - start)
    }

    /// Something was left out here.
    pub(super) fn gap(&mut self) {
        let at = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        if self.gaps.last() != Some(&at) {
            self.gaps.push(at);
        }
    }

    /// What comes next has nothing to do with what came before.
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

    /// Whether something was left out before that byte.
    pub(super) fn has_gap(&self, at: usize) -> bool {
        at == 0
            || at >= self.bytes.len()
            || self.gaps.binary_search_by(|gap| (*gap as usize).cmp(&at)).is_ok()
    }

    /// The gaps strictly inside a range, counted from its start.
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
