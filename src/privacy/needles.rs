//! All private values searched for at once.
//!
//! One automaton (Aho and Corasick, 1975) goes over the letters of a file in one pass, however many values there
//! are. Since spaces are nothing, words run together and a value can arise from parts of two: what the automaton
//! finds is looked at again where it stands.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::privacy::letters::Letters;
use crate::privacy::values::Value;

/// Up to so many bytes of needles the fastest automaton is worth its memory.
const SMALL: usize = 64 * 1024;
/// A value of fewer letters is compared as a whole word.
const SHORT: usize = 5;
/// A value of so many letters does not arise by chance.
const LONG: usize = 12;

/// The private values, ready to be found.
pub(super) struct Needles {
    automaton: Option<AhoCorasick>,
    needles: Vec<Needle>,
}

/// One form of one or more values.
struct Needle {
    sort: Sort,
    /// Where something stood between the letters.
    gaps: Vec<usize>,
    /// Which letters have accents.
    accents: Vec<usize>,
    /// The numbers of the values.
    values: Vec<usize>,
    len: usize,
}

/// What may stand beside a value where it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Digits alone, without the zeros in front: nothing but zeros or the code of the country.
    Digits,
    /// A short value: nothing, on both sides; and its accents stand where they are written, for `Lan` is not `lần`.
    Word,
    /// Some words: no letter.
    Words,
    /// A long value, or one with digits: no digit beside a digit.
    Loose,
}

impl Needles {
    pub(super) fn new(values: &[Value]) -> Self {
        let mut by_letters: BTreeMap<Vec<u8>, Needle> = BTreeMap::new();
        for (number, value) in values.iter().enumerate() {
            for form in &value.forms {
                let Some((letters, needle)) = needle(form) else { continue };
                let needle = by_letters.entry(letters).or_insert(needle);
                if needle.values.last() != Some(&number) {
                    needle.values.push(number);
                }
            }
        }
        let size: usize = by_letters.keys().map(Vec::len).sum();
        let kind = if size <= SMALL { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let patterns = by_letters.keys();
        // Fails only beyond what fits into memory; then no value is too many to be an error elsewhere.
        let automaton = AhoCorasick::builder().kind(Some(kind)).prefilter(false).build(patterns).ok();
        let automaton = automaton.filter(|_| !by_letters.is_empty());
        Self { automaton, needles: by_letters.into_values().collect() }
    }

    /// Calls `hit` with the number of each value that stands in the letters.
    pub(super) fn find(&self, letters: &Letters, mut hit: impl FnMut(usize)) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_overlapping_iter(letters.bytes()) {
            let needle = &self.needles[found.pattern().as_usize()];
            if needle.stands(letters, found.start()) {
                needle.values.iter().for_each(|value| hit(*value));
            }
        }
    }
}

/// The letters that are searched for; nothing where they say nothing.
fn needle(form: &Letters) -> Option<(Vec<u8>, Needle)> {
    let bytes = form.bytes();
    let mut start = 0;
    let sort = if bytes.iter().all(u8::is_ascii_digit) {
        // A number without quotes has lost its zeros, and a telephone number has them or the code of the country.
        start = bytes.iter().position(|digit| *digit != b'0')?;
        if bytes.len() - start < SHORT {
            start = 0;
        }
        if bytes.len() < SHORT { Sort::Word } else { Sort::Digits }
    } else if bytes.len() < SHORT {
        Sort::Word
    } else if bytes.contains(&b'@') {
        Sort::Words
    } else if bytes.len() >= LONG || bytes.iter().any(u8::is_ascii_digit) {
        Sort::Loose
    } else {
        Sort::Words
    };
    let letters = bytes[start..].to_vec();
    if letters.len() < 2 {
        return None;
    }
    let gaps = form.gaps_inside(start, bytes.len()).collect();
    let accents = form.accents_inside(start, bytes.len()).collect();
    let len = letters.len();
    Some((letters, Needle { sort, gaps, accents, values: Vec::new(), len }))
}

impl Needle {
    /// Whether what was found at `start` is the value, and not parts of other words.
    fn stands(&self, letters: &Letters, start: usize) -> bool {
        let end = start + self.len;
        let bytes = letters.bytes();
        let before =
            start.checked_sub(1).and_then(|at| bytes.get(at)).copied().filter(|_| !letters.has_gap(start));
        let after = bytes.get(end).copied().filter(|_| !letters.has_gap(end));
        let is = |neighbour: Option<u8>, kind: fn(&u8) -> bool| neighbour.is_some_and(|byte| kind(&byte));
        match self.sort {
            Sort::Word => {
                let parted = letters.gaps_inside(start, end).all(|gap| self.gaps.contains(&gap));
                let spelt = letters.accents_inside(start, end).eq(self.accents.iter().copied());
                parted && spelt && !is(before, is_word) && !is(after, is_word)
            }
            Sort::Words => !is(before, is_word) && !is(after, is_word),
            Sort::Loose => {
                let beside =
                    |inside: u8, neighbour| inside.is_ascii_digit() && is(neighbour, u8::is_ascii_digit);
                !beside(bytes[start], before) && !beside(bytes[end - 1], after)
            }
            Sort::Digits => {
                !is(after, u8::is_ascii_digit) && self.begins(letters, start) && self.is_alone(letters, start)
            }
        }
    }

    /// Whether the digits that stand directly before are zeros or the code of the country.
    fn begins(&self, letters: &Letters, start: usize) -> bool {
        let bytes = letters.bytes();
        let mut first = start;
        while first > 0 && bytes[first - 1].is_ascii_digit() && !letters.has_gap(first) {
            first -= 1;
        }
        let prefix = &bytes[first..start];
        let prefix = prefix.strip_suffix(b"84").unwrap_or(prefix);
        prefix.iter().all(|digit| *digit == b'0')
    }

    /// A number of fewer than eight digits is also a part of many sums: `15.000` of `15.000.000`.
    fn is_alone(&self, letters: &Letters, start: usize) -> bool {
        let (bytes, end) = (letters.bytes(), start + self.len);
        let before = start.checked_sub(1).map(|at| bytes[at]).filter(|byte| *byte != b'0');
        let digit = |neighbour: Option<u8>| neighbour.is_some_and(|byte| byte.is_ascii_digit());
        self.len >= 8 || !(digit(before) || digit(bytes.get(end).copied()))
    }
}

/// A letter or digit; what is no ASCII is a letter of another script.
fn is_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte >= 0x80
}
