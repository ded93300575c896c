//! Normal forms for comparing texts.
//!
//! In: any text, NFC or NFD. Out: [`fold`] removes case, tones, vowel marks and typography (what a reader types
//! without accents); [`lower`] removes case only; [`tone_place`] and [`canonical_tones`] move tone marks to one
//! place. The search client implements the same in JavaScript; both are tested with
//! `crates/bantin-text/vectors/fold.json` and `crates/bantin-text/vectors/tones.json`.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::letters::Vowel;
pub use crate::tones::{canonical_tones, tone_place};

/// The text without case, tones, vowel marks and typography: `“Dân vận khéo” – Đắk Lắk` → `"dan van kheo" - dak lak`.
/// Accepts NFD. Idempotent.
///
/// Steps: lower case; canonical decomposition; remove U+0300–U+036F, soft hyphens and zero-width spaces; replace đ by
/// d (it has no decomposition), and also ð and ɖ, because their capitals Ð and Ɖ look like Đ and replace it in texts
/// from legacy fonts; replace typographic quotes, dashes and spaces by `'`, `"`, `-` and a space; canonical
/// composition. Marks of other scripts are kept: they are letters there.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match common(letter) {
            Common::Becomes(plain) => folded.extend(plain),
            Common::Unknown => return fold_any_script(text),
        }
    }
    folded
}

/// The text in lower case and NFC, with every accent kept. Accepts NFD.
#[must_use]
pub fn lower(text: &str) -> String {
    let lowered = text.to_lowercase();
    match is_nfc_quick(lowered.chars()) {
        IsNormalized::Yes => lowered,
        _ => lowered.nfc().collect(),
    }
}

/// Result of folding one character without context.
enum Common {
    /// Folds to this character, or to nothing.
    Becomes(Option<char>),
    /// Depends on neighbouring characters or on the Unicode tables.
    Unknown,
}

/// Fast path for the characters of Vietnamese text, without the Unicode tables.
fn common(letter: char) -> Common {
    if letter.is_ascii() {
        return Common::Becomes(Some(letter.to_ascii_lowercase()));
    }
    if let Some(vowel) = Vowel::of(letter) {
        return Common::Becomes(Some(vowel.base()));
    }
    match letter {
        'Đ' => Common::Becomes(Some('d')),
        'đ' | '\u{a0}'..='\u{bf}' | '\u{300}'..='\u{36f}' | '\u{2010}'..='\u{2027}' => {
            Common::Becomes(without_marks(letter))
        }
        _ => Common::Unknown,
    }
}

fn fold_any_script(text: &str) -> String {
    text.to_lowercase().nfd().filter_map(without_marks).nfc().collect()
}

/// Folds one character of a decomposed lower-case text; `None` if it is removed.
fn without_marks(letter: char) -> Option<char> {
    Some(match letter {
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => return None,
        'đ' | 'ð' | 'ɖ' => 'd',
        '\u{2018}'..='\u{201b}' | '\u{2bc}' | '‹' | '›' => '\'',
        '\u{201c}'..='\u{201f}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        other => other,
    })
}

#[cfg(test)]
mod tests;
