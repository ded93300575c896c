//! Splits a text into syllables.
//!
//! In: any text. Out: slices of it, in order. Vietnamese writes a space after every syllable, so a token is a run of
//! letters and digits. A single sign joins two runs, depending on the characters on both sides:
//! - `.` `,` `:` between two digits: 1.886 · 2,9 · 09:22;
//! - `/` or a hyphen if a digit precedes it in the token or directly follows it: 25/8/2023 · 13-ĐA/TU · 42/2022/NĐ-CP
//!   · COVID-19; words without digits are separated: tế-xã, km/h, Ê-đê;
//! - an apostrophe between letters: H'Mông.
//!
//! The search client does the same in JavaScript; both are tested with `crates/bantin-text/vectors/syllables.json`.

use crate::letters::is_mark;

/// The syllables, numbers and document numbers of the text, in order. Linear in the length of the text.
pub fn syllables(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let found = &rest[rest.find(is_word)?..];
        let (token, after) = found.split_at(token_end(found));
        rest = after;
        Some(token)
    })
}

/// Counts words for limits such as "at most 1,500 words": parts between white space with at least one letter or
/// digit, so that a lone dash or bullet does not count.
#[must_use]
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(is_word)).count()
}

/// The end of the token at the beginning of the text.
fn token_end(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut before = Before { last: ' ', has_digit: false };
    while let Some((at, letter)) = chars.next() {
        if is_word(letter) {
            before.last = letter;
            before.has_digit |= letter.is_ascii_digit();
        } else if !chars.peek().is_some_and(|(_, next)| before.joins(letter, *next)) {
            return at;
        }
    }
    text.len()
}

/// State of the token read so far.
struct Before {
    last: char,
    has_digit: bool,
}

impl Before {
    /// Whether `sign` joins the token and `next`.
    fn joins(&self, sign: char, next: char) -> bool {
        match sign {
            '.' | ',' | ':' => self.last.is_ascii_digit() && next.is_ascii_digit(),
            '/' | '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' => {
                next.is_ascii_digit() || self.has_digit && is_word(next)
            }
            '\'' | '’' => self.last.is_alphabetic() && next.is_alphabetic(),
            _ => false,
        }
    }
}

/// Whether the character is a letter, a digit, or a combining mark of a decomposed letter.
fn is_word(letter: char) -> bool {
    match letter {
        // Fast path without the Unicode tables: the letters of Vietnamese and of related Latin alphabets.
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}' | 'Ḁ'..='ỿ' => {
            true
        }
        '\0'..='\u{7f}' => false,
        _ => letter.is_alphanumeric() || is_mark(letter),
    }
}

#[cfg(test)]
mod tests;
