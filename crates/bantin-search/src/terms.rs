//! Splits a text into search terms.
//!
//! In: any text. Out: its terms in order, and the sentence breaks (pairs of terms do not span them). A term is a
//! syllable in lower case, in NFC, with its tone mark in the canonical place and every accent kept; its folded form
//! is [`fold`](bantin_text::fold::fold) of it.
//!
//! Compound tokens are split into parts, so that a number is found as a whole (its parts are adjacent) and by part:
//! `42/2022/NĐ-CP` → 42 2022 nđ cp; `25/08/2023` and `25.8.2023` → 25 8 2023; `COVID-19` → covid 19; `09:22` → 9 22.
//! Numbers lose digit grouping and leading zeros: `1.886` → 1886. The client does the same; both are tested with
//! `crates/bantin-search/vectors/search_terms.json`.

use bantin_text::fold::{canonical_tones, lower};
use bantin_text::syllables::syllables;

/// Longer tokens (in characters) are not words but encoded data or URLs; they have no terms.
const LONGEST: usize = 40;

/// A token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    pub text: &'t str,
    /// Whether a sentence or block ended between the previous token and this one.
    pub begins: bool,
}

/// The tokens of a text; [`parts`] splits each into terms.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut end = 0;
    syllables(text).map(move |token| {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        let begins = ends_sentence(&text[end..start]);
        end = start + token.len();
        Token { text: token, begins }
    })
}

/// Whether the characters between two tokens end a sentence or block.
fn ends_sentence(gap: &str) -> bool {
    let mut after_stop = false;
    for sign in gap.chars() {
        if sign == '\n' || after_stop && sign.is_whitespace() {
            return true;
        }
        after_stop = matches!(sign, '.' | '!' | '?' | ';' | '…') || after_stop && !sign.is_whitespace();
    }
    false
}

/// Passes each term of a token to `each`.
pub fn parts(token: &str, mut each: impl FnMut(&str)) {
    if token.len() > LONGEST && token.chars().count() > LONGEST {
        return;
    }
    for part in token.split(['/', ':', '-', '\u{2010}', '\u{2011}', '\u{2013}']) {
        if part.starts_with(|c: char| c.is_ascii_digit()) && part.bytes().all(is_numeral) {
            number(part, &mut each);
        } else if !part.is_empty() {
            word(part, &mut each);
        }
    }
}

fn is_numeral(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'.' | b',')
}

fn word(part: &str, each: &mut impl FnMut(&str)) {
    let mut lowered = lower(part);
    if lowered.contains(['\'', '’', 'ʼ', '‘', 'ð', 'ɖ']) {
        lowered = lowered.replace(['\'', '’', 'ʼ', '‘'], "").replace(['ð', 'ɖ'], "đ");
    }
    if !lowered.is_empty() {
        each(&canonical_tones(&lowered));
    }
}

/// A number without grouping, or the parts of a date written with dots.
fn number(part: &str, each: &mut impl FnMut(&str)) {
    let groups: Vec<&str> = part.split(['.', ',']).filter(|group| !group.is_empty()).collect();
    let is_grouped = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let is_date = groups.len() == 3 && groups[0].len() <= 2 && groups[1].len() <= 2 && groups[2].len() == 4;
    match groups.len() {
        1 => each(plain_digits(groups[0])),
        _ if is_grouped => each(plain_digits(&groups.concat())),
        _ if is_date => groups.iter().for_each(|group| each(plain_digits(group))),
        _ => each(&groups.join(".")),
    }
}

fn plain_digits(digits: &str) -> &str {
    match digits.trim_start_matches('0') {
        "" => &digits[digits.len() - 1..],
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::{parts, tokens};

    /// A test case: a text, and its terms with `|` at the beginning of each sentence.
    #[derive(serde::Deserialize)]
    struct Case {
        #[serde(rename = "in")]
        input: String,
        #[serde(rename = "out")]
        output: String,
    }

    fn shown(text: &str) -> String {
        let mut shown = String::new();
        for token in tokens(text) {
            if token.begins && !shown.is_empty() {
                shown.push_str(" |");
            }
            parts(token.text, |term| {
                shown.push_str(if shown.is_empty() { "" } else { " " });
                shown.push_str(term);
            });
        }
        shown
    }

    #[test]
    fn texts_have_the_terms_of_the_shared_cases() {
        let text = include_str!("../vectors/search_terms.json");
        let cases: Vec<Case> = serde_json::from_str(text).unwrap();
        for case in cases {
            assert_eq!(shown(&case.input), case.output, "{}", case.input);
        }
    }
}
