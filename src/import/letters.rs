//! Texts of cells: NFC, and Unicode even where an old font was used.
//!
//! In: a text as it stood in the file. Out: the text in NFC, with what was changed. Each cell is decided by its own words;
//! a text that mixes old letters with Unicode is an error that proposes what it may say.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::diagnostic::{LocalizedText, localized};
use bantin_text::broken::{Decoded, Encoding, decoded};

/// Whether a font shows all letters as capitals: `.VnTimeH`, `.VnArialH` and their like.
pub(super) fn is_font_of_capitals(name: &str) -> bool {
    let name = name.trim_matches([' ', '"', '\'']).to_ascii_lowercase();
    name.starts_with(".vn") && name.ends_with('h')
}

/// What a text in such a font shows, as far as it can be told before it is read: letters with marks follow the others.
/// Unicode in such a font is shown in another one, as it stands.
pub(super) fn in_capitals(text: &str) -> Option<String> {
    let is_old = text.chars().all(|sign| u32::from(sign) <= 0xff);
    is_old.then(|| text.to_ascii_uppercase())
}

/// A text of a cell.
#[derive(Debug, PartialEq, Eq)]
pub struct Read {
    pub text: String,
    /// Whether the font may have shown it in capitals: it was converted from TCVN3 and begins with a small letter.
    pub may_be_capitals: bool,
}

/// What was done to the letters of many cells, to be told once.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Letters {
    /// By the name of the encoding.
    pub converted: Vec<(&'static str, usize)>,
    /// Texts with marks apart from their letters.
    pub composed: usize,
}

impl Letters {
    /// The text as it is kept; an error with the text that is proposed.
    pub fn read(&mut self, text: &str) -> Result<Read, (String, LocalizedText)> {
        let mut may_be_capitals = false;
        // Soft hyphens are letters of TCVN3: nothing invisible goes before this.
        let text = match decoded(text) {
            Decoded::Unicode => text.to_owned(),
            Decoded::Old { text, encoding } => {
                let first = text.chars().find(|sign| sign.is_alphabetic());
                may_be_capitals = encoding == Encoding::Tcvn3 && first.is_some_and(char::is_lowercase);
                match self.converted.iter_mut().find(|(name, _)| *name == encoding.name()) {
                    Some((_, count)) => *count += 1,
                    None => self.converted.push((encoding.name(), 1)),
                }
                text
            }
            Decoded::Mixed { text, encoding } => {
                let name = encoding.name();
                let why =
                    localized!("ô có cả chữ Unicode lẫn chữ {name}", "the cell mixes Unicode with {name}");
                return Err((text, why));
            }
        };
        if !is_nfc(&text) {
            self.composed += 1;
        }
        Ok(Read { text: cleaned(&text.nfc().collect::<String>()), may_be_capitals })
    }

    /// What is told at the end.
    #[must_use]
    pub fn notes(&self) -> Vec<LocalizedText> {
        let converted = self.converted.iter().map(|(name, count)| {
            localized!(
                "{count} ô gõ bằng phông {name} đã chuyển sang Unicode; hãy xem lại chữ hoa",
                "{count} cells in {name} were converted to Unicode; look at their capitals"
            )
        });
        let composed = (self.composed > 0).then(|| {
            let count = self.composed;
            localized!("{count} ô có dấu rời đã ghép lại", "{count} cells had marks apart from their letters")
        });
        converted.chain(composed).collect()
    }
}

/// Without spaces at the ends of lines, invisible signs and spaces that only look so.
fn cleaned(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|sign| !matches!(sign, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}'));
    let text: String =
        kept.map(|sign| if matches!(sign, '\u{a0}' | '\u{202f}' | '\t') { ' ' } else { sign }).collect();
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{2028}', '\u{85}'], "\n");
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
        .collect();
    lines.join("\n").trim().to_owned()
}
