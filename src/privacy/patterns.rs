//! All private values searched for at once.
//!
//! One automaton (Aho and Corasick, 1975) goes over the letters of a file in one pass, however many values there
//! are. Since spaces are nothing, words run together and a value can arise from parts of two: what the automaton
//! finds is looked at again where it stands.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::privacy::normalized_text::NormalizedText;
use crate::privacy::values::Value;

/// Up to so many bytes of patterns the fastest automaton is worth its memory.
const SMALL: usize = 64 * 1024;
/// A value of fewer letters is compared as a whole word.
const SHORT: usize = 5;
/// A value of so many letters does not arise by chance.
const LONG: usize = 12;

/// So many zeros are a value, and not the end of a sum.
const ZEROS: usize = 4;

/// The private values, ready to be found.
pub(super) struct Patterns {
    automaton: Option<AhoCorasick>,
    /// Each with the numbers of its values.
    patterns: Vec<(Pattern, Vec<usize>)>,
}

/// One form of one or more values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Pattern {
    letters: Vec<u8>,
    sort: Sort,
    /// Where something stood between the letters, where that matters.
    gaps: Vec<usize>,
    /// Which letters have accents, where that matters.
    accents: Vec<usize>,
}

/// What may stand beside a value where it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    /// Digits alone, without the zeros in front: nothing but zeros or the code of the country.
    Digits,
    /// Zeros alone: no digit, in what people read; programs write them as colours.
    Zeros,
    /// A day in digits: no digit, and between year, month and day something or, of eight digits, nothing.
    Day,
    /// A short value: nothing, on both sides; and its accents stand where they are written, for `Lan` is not `lần`.
    Word,
    /// A word of programming languages: the same, in what people read.
    ReadWord,
    /// Some words: no letter.
    LocalizedText,
    /// A long value, or one with digits: no digit beside a digit.
    Loose,
}

impl Patterns {
    pub(super) fn new(values: &[Value]) -> Self {
        let mut patterns: BTreeMap<Pattern, Vec<usize>> = BTreeMap::new();
        for (number, value) in values.iter().enumerate() {
            for pattern in value.forms.iter().filter_map(|form| Pattern::new(form, value.day.is_some())) {
                let values = patterns.entry(pattern).or_default();
                if values.last() != Some(&number) {
                    values.push(number);
                }
            }
        }
        let size: usize = patterns.keys().map(|pattern| pattern.letters.len()).sum();
        let kind = if size <= SMALL { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let letters = patterns.keys().map(|pattern| &pattern.letters);
        // Fails only beyond what fits into memory; then no value is too many to be an error elsewhere.
        let automaton = AhoCorasick::builder().kind(Some(kind)).prefilter(false).build(letters).ok();
        let automaton = automaton.filter(|_| !patterns.is_empty());
        Self { automaton, patterns: patterns.into_iter().collect() }
    }

    /// Calls `hit` with the number of each value that stands in the letters; `read` by people, or by programs alone.
    pub(super) fn find(&self, letters: &NormalizedText, read: bool, mut hit: impl FnMut(usize)) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_overlapping_iter(letters.bytes()) {
            let (pattern, values) = &self.patterns[found.pattern().as_usize()];
            if pattern.stands(letters, found.start(), read) {
                values.iter().for_each(|value| hit(*value));
            }
        }
    }
}

/// Whether a value says something, and too little to be searched for: one letter, or a few zeros.
pub(super) fn is_too_short(value: &Value) -> bool {
    let says = |form: &NormalizedText| form.bytes().iter().any(u8::is_ascii_alphanumeric);
    value.forms.iter().any(says) && value.forms.iter().all(|form| Pattern::new(form, false).is_none())
}

impl Pattern {
    /// What is searched for; nothing where it says nothing.
    fn new(form: &NormalizedText, is_day: bool) -> Option<Self> {
        let bytes = form.bytes();
        let is_number = bytes.iter().all(u8::is_ascii_digit);
        let mut start = 0;
        let sort = if is_number && is_day {
            Sort::Day
        } else if is_number {
            // A number without quotes has lost its zeros, and a telephone number has them or the code of the country.
            match bytes.iter().position(|digit| *digit != b'0') {
                None if bytes.len() < ZEROS => return None,
                None => Sort::Zeros,
                Some(_) if bytes.len() < SHORT => Sort::Word,
                Some(zeros) => {
                    start = if bytes.len() - zeros < SHORT { 0 } else { zeros };
                    Sort::Digits
                }
            }
        } else if matches!(bytes, b"true" | b"false" | b"null") {
            Sort::ReadWord
        } else if bytes.len() < SHORT {
            Sort::Word
        } else if bytes.contains(&b'@') {
            Sort::LocalizedText
        } else if bytes.len() >= LONG || bytes.iter().any(u8::is_ascii_digit) {
            Sort::Loose
        } else {
            Sort::LocalizedText
        };
        let letters = bytes[start..].to_vec();
        if letters.len() < 2 {
            return None;
        }
        let (mut gaps, mut accents) = (Vec::new(), Vec::new());
        if matches!(sort, Sort::Zeros | Sort::Day | Sort::Word | Sort::ReadWord) {
            gaps.extend(form.gaps_inside(start, bytes.len()));
            accents.extend(form.accents_inside(start, bytes.len()));
        }
        Some(Self { letters, sort, gaps, accents })
    }

    /// Whether what was found at `start` is the value, and not parts of other words.
    fn stands(&self, letters: &NormalizedText, start: usize, read: bool) -> bool {
        let end = start + self.letters.len();
        let bytes = letters.bytes();
        let before =
            start.checked_sub(1).and_then(|at| bytes.get(at)).copied().filter(|_| !letters.has_gap(start));
        let after = bytes.get(end).copied().filter(|_| !letters.has_gap(end));
        let is = |neighbour: Option<u8>, kind: fn(&u8) -> bool| neighbour.is_some_and(|byte| kind(&byte));
        let parted = || letters.gaps_inside(start, end).all(|gap| self.gaps.contains(&gap));
        match self.sort {
            Sort::Word | Sort::ReadWord => {
                let spelt = letters.accents_inside(start, end).eq(self.accents.iter().copied());
                let is_read = read || self.sort == Sort::Word;
                is_read && parted() && spelt && !is(before, is_word) && !is(after, is_word)
            }
            Sort::Zeros => {
                let digit =
                    |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
                let alone = !digit(start.checked_sub(1)) && !digit(Some(end));
                read && alone
                    && parted()
                    && before != Some(b',')
                    && !is(before, is_word)
                    && !is(after, is_word)
            }
            Sort::Day => {
                let gaps: Vec<usize> = letters.gaps_inside(start, end).collect();
                let parted = gaps == self.gaps || gaps.is_empty() && self.letters.len() == 8;
                parted && !is(before, u8::is_ascii_digit) && !is(after, u8::is_ascii_digit)
            }
            Sort::LocalizedText => !is(before, is_word) && !is(after, is_word),
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
    fn begins(&self, letters: &NormalizedText, start: usize) -> bool {
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
    fn is_alone(&self, letters: &NormalizedText, start: usize) -> bool {
        let (bytes, end) = (letters.bytes(), start + self.letters.len());
        let before = start.checked_sub(1).map(|at| bytes[at]).filter(|byte| *byte != b'0');
        let digit = |neighbour: Option<u8>| neighbour.is_some_and(|byte| byte.is_ascii_digit());
        self.letters.len() >= 8 || !(digit(before) || digit(bytes.get(end).copied()))
    }
}

/// A letter or digit; what is no ASCII is a letter of another script.
fn is_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte >= 0x80
}
