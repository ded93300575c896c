//! Searches for all private values at once.
//!
//! One automaton (Aho and Corasick, 1975) passes over the letters of a file once, however many values there are.
//! Because spaces are dropped, a value can arise from parts of two words, so each match is checked in its context.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::privacy::normalized_text::NormalizedText;
use crate::privacy::values::Value;

/// Up to this total size of patterns, the fastest but largest kind of automaton is used.
const SMALL: usize = 64 * 1024;
/// Values with fewer letters must match whole words.
const SHORT: usize = 5;
/// Values with at least as many letters do not occur by chance.
const LONG: usize = 12;
/// So many letters or digits do not arise from others where punctuation is left out.
const LONE: usize = 8;
/// The most groups in which a number is written.
const GROUPS: usize = 6;

/// At least as many zeros are a value; fewer could be the end of a sum of money.
const ZEROS: usize = 4;

pub(super) struct Patterns {
    /// In normalised text.
    spelt: Matcher,
    /// In text without any punctuation.
    bare: Matcher,
}

/// Patterns, and the automaton that finds them.
struct Matcher {
    automaton: Option<AhoCorasick>,
    /// Each with the indexes of its values.
    patterns: Vec<(Pattern, Vec<usize>)>,
}

/// A form of one or more values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Pattern {
    letters: Vec<u8>,
    sort: Sort,
    /// The gaps required between the letters, if any.
    gaps: Vec<usize>,
    /// The accents required, if any.
    accents: Vec<usize>,
}

/// How the context of a match is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    /// Digits without leading zeros: only zeros or the country code may precede it.
    Digits,
    /// The same in text without punctuation: in groups as people write them.
    Grouped,
    /// Only zeros: no digit on either side, and only in text for people, because programs write colours like that.
    Zeros,
    /// A day in digits: no digit on either side; gaps between year, month and day or, with eight digits, none.
    Day,
    /// A short value: a whole word with the same accents, because `Lan` is not `lần`.
    Word,
    /// A keyword of programming languages: like a short value, and only in text for people.
    ReadWord,
    /// Several words: no letter on either side.
    LocalizedText,
    /// A long value, or one with digits: no digit next to a digit.
    Loose,
}

impl Patterns {
    pub(super) fn new(values: &[Value]) -> Self {
        Self {
            spelt: Matcher::new(values, |form, value| Pattern::new(form, value.day.is_some())),
            bare: Matcher::new(values, |form, value| Pattern::bare(form, value.day.is_some())),
        }
    }

    /// Calls `hit` with the index of each value in the letters; `read` if they are text for people. A value may be told
    /// more than once.
    pub(super) fn find(&self, letters: &NormalizedText, read: bool, mut hit: impl FnMut(usize)) {
        self.spelt.find(letters, read, &mut hit);
        if !self.bare.patterns.is_empty() {
            self.bare.find(&letters.bare(), read, &mut hit);
        }
        for turned in letters.turned() {
            self.spelt.find(&turned, read, &mut hit);
            self.bare.find(&turned.bare(), read, &mut hit);
        }
    }
}

impl Matcher {
    fn new(values: &[Value], pattern: impl Fn(&NormalizedText, &Value) -> Option<Pattern>) -> Self {
        let mut patterns: BTreeMap<Pattern, Vec<usize>> = BTreeMap::new();
        for (number, value) in values.iter().enumerate() {
            for pattern in value.forms.iter().filter_map(|form| pattern(form, value)) {
                let values = patterns.entry(pattern).or_default();
                if values.last() != Some(&number) {
                    values.push(number);
                }
            }
        }
        let size: usize = patterns.keys().map(|pattern| pattern.letters.len()).sum();
        let kind = if size <= SMALL { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let letters = patterns.keys().map(|pattern| &pattern.letters);
        // Fails only if the automaton does not fit into memory.
        let automaton = AhoCorasick::builder().kind(Some(kind)).prefilter(false).build(letters).ok();
        let automaton = automaton.filter(|_| !patterns.is_empty());
        Self { automaton, patterns: patterns.into_iter().collect() }
    }

    fn find(&self, letters: &NormalizedText, read: bool, hit: &mut impl FnMut(usize)) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_overlapping_iter(letters.bytes()) {
            let (pattern, values) = &self.patterns[found.pattern().as_usize()];
            if pattern.stands(letters, found.start(), read) {
                values.iter().for_each(|value| hit(*value));
            }
        }
    }
}

/// Whether a value is too short to be searched for: one letter, or a few zeros.
pub(super) fn is_too_short(value: &Value) -> bool {
    let says = |form: &NormalizedText| form.bytes().iter().any(u8::is_ascii_alphanumeric);
    value.forms.iter().any(says) && value.forms.iter().all(|form| Pattern::new(form, false).is_none())
}

impl Pattern {
    /// `None` if the form has no letters or digits.
    fn new(form: &NormalizedText, is_day: bool) -> Option<Self> {
        let bytes = form.bytes();
        let is_number = bytes.iter().all(u8::is_ascii_digit);
        let mut start = 0;
        let sort = if is_number && is_day {
            Sort::Day
        } else if is_number {
            // YAML drops the leading zero of a number without quotes; telephone numbers start with zero or the country
            // code.
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

    /// The pattern for text without punctuation: numbers in groups and texts of several words, long enough not to arise
    /// where lists lose their commas.
    fn bare(form: &NormalizedText, is_day: bool) -> Option<Self> {
        let bare = form.bare();
        let bytes = bare.bytes();
        let is_number = bytes.iter().all(u8::is_ascii_digit);
        let gaps: Vec<usize> = bare.gaps_inside(0, bytes.len()).collect();
        let zeros = bytes.iter().take_while(|digit| **digit == b'0').count();
        let (start, sort) = match (is_number, is_day) {
            (true, true) if gaps.len() == 2 => (0, Sort::Day),
            (true, false) if bytes.len() - zeros >= LONE => (zeros, Sort::Grouped),
            (false, false) if bytes.len() >= LONE && !gaps.is_empty() && !form.bytes().contains(&b'@') => {
                let is_long = bytes.len() >= LONG || bytes.iter().any(u8::is_ascii_digit);
                (0, if is_long { Sort::Loose } else { Sort::LocalizedText })
            }
            _ => return None,
        };
        let gaps = if sort == Sort::Day { gaps } else { Vec::new() };
        Some(Self { letters: bytes[start..].to_vec(), sort, gaps, accents: Vec::new() })
    }

    /// Whether a match at `start` is the value, and not made of parts of other words.
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
            Sort::Grouped => {
                !is(after, u8::is_ascii_digit)
                    && self.begins(letters, start)
                    && self.is_grouped(letters, start)
                    && !self.is_in_sum(letters, start)
            }
            Sort::Digits => {
                !is(after, u8::is_ascii_digit)
                    && self.begins(letters, start)
                    && self.is_alone(letters, start)
                    && !self.is_in_sum(letters, start)
            }
        }
    }

    /// Whether only zeros or the country code precede a match among its digits.
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

    /// Whether the digits stand in one group, in a few of at least two, or each alone: not in a list of numbers.
    fn is_grouped(&self, letters: &NormalizedText, start: usize) -> bool {
        let len = self.letters.len();
        let gaps: Vec<usize> = letters.gaps_inside(start, start + len).collect();
        let ends = gaps.iter().copied().chain([len]);
        let sizes: Vec<usize> = ends.scan(0, |from, to| Some(to - std::mem::replace(from, to))).collect();
        // The first group lost its zeros.
        let is_few = sizes.len() <= GROUPS && sizes.iter().skip(1).all(|size| *size >= 2);
        is_few || sizes.len() == len
    }

    /// Whether a match is the end of a larger sum with separators between thousands: `912.345.678` of `2.912.345.678`.
    /// Behind the country code it is a telephone number.
    fn is_in_sum(&self, letters: &NormalizedText, start: usize) -> bool {
        let (bytes, end) = (letters.bytes(), start + self.letters.len());
        let first = start - bytes[..start].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let before = &bytes[first..start];
        if before.is_empty() || before[0] == b'0' || before.ends_with(b"84") {
            return false;
        }
        let mut from = first;
        let mut sizes = Vec::new();
        for to in letters.gaps_inside(first, end).map(|gap| first + gap).chain([end]) {
            sizes.push(to - from);
            from = to;
        }
        sizes.len() >= 2 && sizes[0] <= 3 && sizes[1..].iter().all(|size| *size == 3)
    }

    /// A number of fewer than eight digits must not be part of a larger one: `15.000` of `15.000.000`.
    fn is_alone(&self, letters: &NormalizedText, start: usize) -> bool {
        let (bytes, end) = (letters.bytes(), start + self.letters.len());
        let before = start.checked_sub(1).map(|at| bytes[at]).filter(|byte| *byte != b'0');
        let digit = |neighbour: Option<u8>| neighbour.is_some_and(|byte| byte.is_ascii_digit());
        self.letters.len() >= 8 || !(digit(before) || digit(bytes.get(end).copied()))
    }
}

/// A letter or digit; all non-ASCII bytes count as letters of other scripts.
fn is_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte >= 0x80
}
