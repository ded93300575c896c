//! Normalised text: letters and digits without case, accents, spaces, dots and hyphens ([`folded`] says what each
//! character is).
//!
//! The positions where characters were dropped are kept as *gaps*, to tell real occurrences of a value from those that
//! only arise because words are joined.

use std::sync::LazyLock;

use crate::privacy::letters::{Folded, folded, turns};

/// Separates unrelated texts. No pattern contains it.
const END: u8 = 0;

/// The normalised form of the first code points of Unicode, up to general punctuation.
const KNOWN: usize = 0x2220;
const GAP: u8 = 1;
const ACCENT: u8 = 2;
/// Itself, or several letters: looked up when it comes.
const OTHER: u8 = 3;
const NOTHING: u8 = 4;

static TABLE: LazyLock<Vec<u8>> = LazyLock::new(|| (0..KNOWN as u32).map(becomes).collect());

fn becomes(code: u32) -> u8 {
    let Some(letter) = char::from_u32(code) else { return GAP };
    match folded(letter) {
        _ if turns(letter) => OTHER,
        Folded::Gap => GAP,
        Folded::Nothing => NOTHING,
        Folded::Accent => ACCENT,
        Folded::Text(text) if text.len() == 1 => text.as_bytes()[0],
        Folded::Text(_) | Folded::Sign(_) => OTHER,
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
    /// Whether it may be read from right to left.
    is_turned: bool,
}

impl NormalizedText {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            gaps: Vec::with_capacity(bytes / 4),
            accents: Vec::with_capacity(bytes / 8),
            is_turned: false,
        }
    }

    /// Removes the text; the memory is kept.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.gaps.clear();
        self.accents.clear();
        self.is_turned = false;
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
                first => match rest {
                    [second, third, fourth, ..] => {
                        let high = usize::from(first & 0x07) << 18 | usize::from(second & 0x3F) << 12;
                        (high | usize::from(third & 0x3F) << 6 | usize::from(fourth & 0x3F), 4)
                    }
                    _ => (0, text.len()),
                },
            };
            match table.get(code) {
                Some(&GAP) => self.gap(),
                Some(&NOTHING) => {}
                Some(&ACCENT) => self.accent(self.bytes.len().saturating_sub(1)),
                Some(&OTHER) | None => self.other(code, &text[..len]),
                Some(&letter) => {
                    self.accent(self.bytes.len());
                    self.bytes.push(letter);
                }
            }
            text = &text[len..];
        }
    }

    /// Appends a character that the table does not know; `written` are its bytes.
    fn other(&mut self, code: usize, written: &[u8]) {
        let Some(letter) = u32::try_from(code).ok().and_then(char::from_u32) else {
            self.bytes.extend(written);
            return;
        };
        self.is_turned |= turns(letter);
        match folded(letter) {
            Folded::Gap => self.gap(),
            Folded::Nothing => {}
            Folded::Accent => self.accent(self.bytes.len().saturating_sub(1)),
            Folded::Text(text) => {
                self.bytes.extend(text.bytes());
            }
            // `①0900000111` and `0900000111²` are no longer numbers.
            Folded::Sign(text) => {
                self.gap();
                self.bytes.extend(text.bytes());
                self.gap();
            }
        }
    }

    /// Appends an unrelated text.
    pub(super) fn append(&mut self, other: &Self) {
        self.end();
        let moved = |at: &u32| at.saturating_add(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        self.gaps.extend(
            other.gaps.iter().map(moved).filter(|at| self.gaps.last() != Some(at)).collect::<Vec<_>>(),
        );
        self.accents.extend(other.accents.iter().map(moved));
        self.bytes.extend(&other.bytes);
        self.is_turned |= other.is_turned;
        self.end();
    }

    /// Notes that the text may be read from right to left.
    pub(super) fn turn(&mut self) {
        self.is_turned = true;
    }

    /// As it would be read from right to left, if that is possible: with all letters turned, and with the groups of
    /// letters in turned order.
    pub(super) fn turned(&self) -> Vec<Self> {
        if !self.is_turned {
            return Vec::new();
        }
        let len = self.bytes.len();
        let starts = self.gaps.iter().map(|gap| *gap as usize).filter(|gap| *gap < len);
        let mut groups: Vec<&[u8]> = Vec::new();
        let mut from = 0;
        for to in starts.chain([len]) {
            groups.push(&self.bytes[from..to]);
            from = to;
        }
        let (mut letters, mut order) = (Self::default(), Self::default());
        for group in groups.into_iter().rev() {
            letters.bytes.extend(group.iter().rev());
            letters.gap();
            order.bytes.extend(group);
            order.gap();
        }
        vec![letters, order]
    }

    /// Only letters and digits, without accents; what stood between them is a gap.
    pub(super) fn bare(&self) -> Self {
        let mut bare = Self { bytes: Vec::with_capacity(self.bytes.len()), ..Self::default() };
        let mut gaps = self.gaps.iter().map(|gap| *gap as usize).peekable();
        let mut from = 0;
        while from < self.bytes.len() {
            let rest = &self.bytes[from..];
            let run = rest.iter().position(|byte| !is_letter(*byte)).unwrap_or(rest.len());
            let dropped = from - bare.bytes.len();
            while let Some(gap) = gaps.next_if(|gap| *gap <= from + run) {
                let at = u32::try_from(gap.max(from) - dropped).unwrap_or(u32::MAX);
                if bare.gaps.last() != Some(&at) {
                    bare.gaps.push(at);
                }
            }
            bare.bytes.extend_from_slice(&rest[..run]);
            match rest.get(run) {
                Some(&END) => bare.end(),
                Some(_) => bare.gap(),
                None => {}
            }
            from += run + 1;
        }
        bare
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

/// A letter or digit; all bytes beyond ASCII count as letters of other scripts.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::NormalizedText;

    #[test]
    fn a_bare_text_has_gaps_where_signs_were() {
        let bare = NormalizedText::of("a,b c/'d").bare();
        assert_eq!(bare.bytes(), b"abcd");
        assert_eq!(bare.gaps, [1, 2, 3]);
        let mut parted = NormalizedText::of("x+y");
        parted.end();
        parted.push(b"z.1");
        assert_eq!(parted.bare().bytes(), b"xy\0z1");
        assert_eq!(parted.bare().gaps, [1, 2, 3, 4]);
        assert_eq!(NormalizedText::of("09_00-1").bare().gaps, [2, 4]);
    }

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
