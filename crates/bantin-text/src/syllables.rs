//! The syllables of a text, as a Vietnamese reader counts them.
//!
//! In: any text. Out: slices of it, in order. Vietnamese writes a space after every syllable, so a token is a
//! run of letters and digits, and what glues runs together is decided by the two characters around one sign:
//! - `.` `,` `:` between two digits: 1.886 · 2,9 · 09:22;
//! - `/` and a hyphen where a digit came before in the token or follows at once: 25/8/2023 · 13-ĐA/TU ·
//!   42/2022/NĐ-CP · COVID-19; between words without digits they part: tế-xã, km/h, Ê-đê;
//! - an apostrophe between letters: H'Mông.
//!
//! The browser's search does the same and is held to the same cases, `crates/bantin-text/vectors/syllables.json`.

use crate::letters::is_mark;

/// The syllables, numbers and document numbers of the text, in order, in time linear in its length.
pub fn syllables(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let found = &rest[rest.find(is_word)?..];
        let (token, after) = found.split_at(token_end(found));
        rest = after;
        Some(token)
    })
}

/// The words a limit such as "at most 1,500 words" counts: what stands between spaces and holds at least one
/// letter or digit, so that a dash or a bullet by itself does not count.
#[must_use]
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(is_word)).count()
}

/// Where the token ends with which the text begins.
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

/// What a token holds so far.
struct Before {
    last: char,
    has_digit: bool,
}

impl Before {
    /// Whether `sign` holds the token and `next` together.
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

/// A letter, a digit, or a mark that a decomposed letter carries.
fn is_word(letter: char) -> bool {
    match letter {
        // The letters of Vietnamese and its neighbours, which need no table: texts consist of them.
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}' | 'Ḁ'..='ỿ' => {
            true
        }
        '\0'..='\u{7f}' => false,
        _ => letter.is_alphanumeric() || is_mark(letter),
    }
}

#[cfg(test)]
mod tests;
