//! The place of the tone mark in a syllable.
//!
//! In: Vietnamese text in NFC, in the old spelling (`hòa`, `thủy`), the new one (`hoà`, `thuỷ`) or mistyped (`gìa`,
//! `hòan`). Out: the same text with every mark in its old place, so that all spellings compare as equal. Only
//! possible Vietnamese syllables are changed. The result is for comparison only: texts are shown as their author
//! wrote them.
//!
//! The rule, for the vowels between onset and coda ("qu" and "gi" before a vowel belong to the onset):
//! 1. on the last of ă, â, ê, ô, ơ, ư, if there is one: thuế, tiền, được;
//! 2. else on the last vowel before a coda: hoàn, huỳnh;
//! 3. else on the middle one of three and the first of two: ngoài, hòa, thủy, của.

use std::borrow::Cow;

use crate::letters::Vowel;

/// Onsets, besides the empty one.
const ONSETS: [&str; 27] = [
    "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
    "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// Clusters of two and three vowels. A single vowel leaves no choice of place.
const CLUSTERS: [&str; 48] = [
    "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia", "iê", "iêu", "iu", "oa", "oai", "oao", "oay", "oă",
    "oe", "oeo", "oi", "oo", "ôi", "ơi", "ua", "uai", "uao", "uâ", "uây", "uê", "ui", "uô", "uôi", "uơ",
    "uy", "uya", "uyê", "uyu", "ưa", "ươ", "ươi", "ươu", "ưi", "ưu", "yê", "yêu", "uêu", "uau", "ueo",
];

/// Codas, besides the empty one.
const CODAS: [&str; 8] = ["c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Number of letters of the longest syllable, "nghiêng".
const LONGEST: usize = 7;

/// The syllable with its tone mark in the canonical place: `hoà` → `hòa`, `thuỷ` → `thủy`, `uý` → `úy`; `quý` and
/// `già` are unchanged. Returned as it is if it is not a Vietnamese syllable or has no tone mark.
#[must_use]
pub fn tone_place(syllable: &str) -> String {
    moved(syllable).unwrap_or_else(|| syllable.to_owned())
}

/// The text with the tone mark of every syllable in the canonical place; see [`tone_place`].
#[must_use]
pub fn canonical_tones(text: &str) -> Cow<'_, str> {
    let is_between = |letter: char| !letter.is_alphabetic();
    let mut canonical = String::new();
    let (mut start, mut copied) = (0, 0);
    for piece in text.split_inclusive(is_between) {
        let word = piece.trim_end_matches(is_between);
        if let Some(placed) = moved(word) {
            canonical.push_str(&text[copied..start]);
            canonical.push_str(&placed);
            copied = start + word.len();
        }
        start += piece.len();
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    canonical.push_str(&text[copied..]);
    Cow::Owned(canonical)
}

/// The syllable with its tone mark moved; `None` if nothing changes. Allocates only for a change, because indexing
/// calls this for every syllable of a site.
fn moved(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let mut room = [' '; LONGEST];
    let mut len = 0;
    for letter in word.chars() {
        *room.get_mut(len)? = letter;
        len += 1;
    }
    let letters = &room[..len];
    let from = only_marked(letters)?;
    let nucleus = nucleus(letters)?;
    let to = nucleus.tone_place(letters);
    if from == to || !nucleus.is_vietnamese(letters) {
        return None;
    }
    let (bare, bearer) = (Vowel::of(letters[from])?, Vowel::of(letters[to])?);
    room[from] = bare.in_tone(0);
    room[to] = bearer.in_tone(bare.tone());
    Some(room[..len].iter().collect())
}

/// The position of the only letter with a tone; `None` if there are none or several.
fn only_marked(letters: &[char]) -> Option<usize> {
    let has_tone = |letter: &char| Vowel::of(*letter).is_some_and(|vowel| vowel.tone() != 0);
    let first = letters.iter().position(has_tone)?;
    (!letters[first + 1..].iter().any(has_tone)).then_some(first)
}

/// The vowels of a syllable, `letters[start..end]`, between onset and coda.
struct Nucleus {
    start: usize,
    end: usize,
}

fn nucleus(letters: &[char]) -> Option<Nucleus> {
    let is_vowel = |at: usize| letters.get(at).is_some_and(|letter| Vowel::of(*letter).is_some());
    let first = (0..letters.len()).find(|at| is_vowel(*at))?;
    let is_onset_vowel = first == 1
        && matches!((level(letters[0]), level(letters[1])), ('q', 'u') | ('g', 'i'))
        && is_vowel(first + 1);
    let start = first + usize::from(is_onset_vowel);
    let end = (start..letters.len()).find(|at| !is_vowel(*at)).unwrap_or(letters.len());
    Some(Nucleus { start, end })
}

impl Nucleus {
    /// The position of the tone mark by the rule in the module documentation.
    fn tone_place(&self, letters: &[char]) -> usize {
        let is_marked = |at: &usize| Vowel::of(letters[*at]).is_some_and(Vowel::is_marked);
        if let Some(marked) = (self.start..self.end).rev().find(is_marked) {
            return marked;
        }
        match (self.end - self.start, self.end < letters.len()) {
            (_, true) => self.end - 1,
            (3.., false) => self.start + 1,
            _ => self.start,
        }
    }

    fn is_vietnamese(&self, letters: &[char]) -> bool {
        let part = |part: &[char]| part.iter().copied().map(level).collect::<String>();
        let listed = |list: &[&str], text: &str| text.is_empty() || list.contains(&text);
        let is_single = self.end - self.start == 1;
        listed(&ONSETS, &part(&letters[..self.start]))
            && (is_single || listed(&CLUSTERS, &part(&letters[self.start..self.end])))
            && listed(&CODAS, &part(&letters[self.end..]))
    }
}

/// The letter in lower case without its tone.
fn level(letter: char) -> char {
    match letter {
        'Đ' => 'đ',
        _ => Vowel::of(letter).map_or(letter.to_ascii_lowercase(), Vowel::level),
    }
}

#[cfg(test)]
mod tests;
