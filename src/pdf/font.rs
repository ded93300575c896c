//! Fonts: which letters and widths the codes of a string have (ISO 32000-1, 9.5 to 9.10).
//!
//! Letters come from the character map that programs write for this purpose (`ToUnicode`); without one, from the encoding
//! of fonts with codes of one byte: Windows letters, and names of glyphs.

use encoding_rs::WINDOWS_1252;
use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::pdf::limits::Budget;

/// No font has more codes.
const CODES: usize = 1 << 16;
/// Names of glyphs that are no letters and do not say their code, from space on.
const SIGNS: [&str; 33] = [
    "space",
    "exclam",
    "quotedbl",
    "numbersign",
    "dollar",
    "percent",
    "ampersand",
    "quotesingle",
    "parenleft",
    "parenright",
    "asterisk",
    "plus",
    "comma",
    "hyphen",
    "period",
    "slash",
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "colon",
    "semicolon",
    "less",
    "equal",
    "greater",
    "question",
    "at",
];

pub(super) struct Font {
    /// Whether a code has two bytes.
    is_wide: bool,
    /// From codes to letters.
    letters: Letters,
    /// From codes to the numbers of glyphs; `None` if they are equal.
    glyphs: Option<CMap>,
    /// Widths by the numbers of glyphs, in thousandths of the size.
    widths: FxHashMap<u32, f64>,
    width: f64,
}

enum Letters {
    Map(Box<CMap>),
    /// The codes are those of Unicode.
    Same,
    /// By code.
    Table(Vec<String>),
    Unknown,
}

impl Font {
    pub(super) fn new(font: &Dict<'_>, budget: &mut Budget) -> Self {
        let is_wide = is_named(font, "Subtype", b"Type0");
        let (widths, width) = if is_wide { wide_widths(font) } else { widths(font) };
        let glyphs = if is_wide { map(font, "Encoding", budget) } else { None };
        Self { is_wide, letters: letters(font, is_wide, budget), glyphs, widths, width }
    }

    /// The codes of a string.
    pub(super) fn codes<'c>(&self, string: &'c [u8]) -> impl Iterator<Item = u32> + use<'c> {
        let size = if self.is_wide { 2 } else { 1 };
        string.chunks(size).map(|code| code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)))
    }

    /// What a code means.
    pub(super) fn letter(&self, code: u32) -> String {
        match &self.letters {
            Letters::Map(map) => match map.lookup_bf_string(code) {
                Some(BfString::Char(letter)) => plain(letter),
                Some(BfString::String(text)) => text.chars().map(plain).collect(),
                None => String::new(),
            },
            Letters::Same => char::from_u32(code).map_or_else(String::new, plain),
            Letters::Table(table) => table.get(code as usize).cloned().unwrap_or_default(),
            Letters::Unknown => String::new(),
        }
    }

    /// In thousandths of the size.
    pub(super) fn width(&self, code: u32) -> f64 {
        let glyph = self.glyphs.as_ref().and_then(|map| map.lookup_cid_code(code, 2)).unwrap_or(code);
        self.widths.get(&glyph).copied().unwrap_or(self.width)
    }

    /// Whether a code is the space that word spacing widens.
    pub(super) fn is_space(&self, code: u32) -> bool {
        !self.is_wide && code == 32
    }
}

/// A letter; ligatures as the letters that they join, and nothing for what is no letter.
fn plain(letter: char) -> String {
    match letter {
        '\u{fb00}'..='\u{fb06}' => letter.nfkc().collect(),
        '\u{ad}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => String::new(),
        letter if letter.is_control() && !letter.is_whitespace() => String::new(),
        letter => letter.to_string(),
    }
}

fn is_named(dictionary: &Dict<'_>, key: &str, name: &[u8]) -> bool {
    dictionary.get::<Name<'_>>(key).is_some_and(|written| written.as_ref() == name)
}

/// A character map in a stream.
fn map(font: &Dict<'_>, key: &str, budget: &mut Budget) -> Option<CMap> {
    let data = font.get::<Stream<'_>>(key)?.decoded_data().ok()?;
    budget.bytes(data.len());
    CMap::parse(&data, |_| None)
}

fn letters(font: &Dict<'_>, is_wide: bool, budget: &mut Budget) -> Letters {
    if let Some(map) = map(font, "ToUnicode", budget) {
        return Letters::Map(Box::new(map));
    }
    let is_same =
        font.get::<Name<'_>>("ToUnicode").is_some_and(|name| name.as_ref().starts_with(b"Identity"));
    match (is_wide, is_same) {
        (_, true) => Letters::Same,
        (true, false) => Letters::Unknown,
        (false, false) => Letters::Table(table(font)),
    }
}

/// The letters of a font with codes of one byte: Windows letters, and what `Differences` name.
fn table(font: &Dict<'_>) -> Vec<String> {
    let codes: Vec<u8> = (0..=255).collect();
    let windows = WINDOWS_1252.decode_without_bom_handling(&codes).0;
    let mut table: Vec<String> = windows.chars().map(plain).collect();
    let differences =
        font.get::<Dict<'_>>("Encoding").and_then(|encoding| encoding.get::<Array<'_>>("Differences"));
    let mut at = 0;
    for element in differences.iter().flat_map(|differences| differences.iter::<Object<'_>>()) {
        match element {
            Object::Number(code) => at = usize::try_from(code.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(place) = table.get_mut(at) {
                    *place = named(&name);
                }
                at = at.saturating_add(1);
            }
            _ => {}
        }
    }
    table
}

/// The letter of a glyph's name: `a`, `uni1EA1`, `u1EA1`, `comma`.
fn named(name: &Name<'_>) -> String {
    let name = name.as_str();
    let mut letters = name.chars();
    if let (Some(one), None) = (letters.next(), letters.next()) {
        return plain(one);
    }
    if let Some(at) = SIGNS.iter().position(|sign| *sign == name) {
        return char::from(b' ' + at as u8).to_string();
    }
    let digits =
        name.strip_prefix("uni").or_else(|| name.strip_prefix('u')).filter(|digits| digits.len() >= 4);
    let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    code.and_then(char::from_u32).map_or_else(String::new, plain)
}

/// Widths of a font with codes of one byte, and that of other codes.
fn widths(font: &Dict<'_>) -> (FxHashMap<u32, f64>, f64) {
    // Fonts of drawings have a unit of their own.
    let unit = font.get::<Array<'_>>("FontMatrix").and_then(|matrix| matrix.iter::<Number>().next());
    let unit = unit.map_or(1.0, |unit| unit.as_f64() * 1000.0);
    let first = font.get::<Number>("FirstChar").map_or(0, |first| first.as_i64());
    let first = u32::try_from(first).unwrap_or(0);
    let all = font.get::<Array<'_>>("Widths");
    let all = all.iter().flat_map(|widths| widths.iter::<Number>()).take(256);
    let widths = (first..).zip(all).map(|(code, width)| (code, width.as_f64() * unit)).collect();
    let missing = font.get::<Dict<'_>>("FontDescriptor").and_then(|font| font.get::<Number>("MissingWidth"));
    (widths, missing.map(|width| width.as_f64()).filter(|width| *width > 0.0).unwrap_or(500.0))
}

/// Widths of a font with codes of two bytes: `first [width …]` and `first last width`.
fn wide_widths(font: &Dict<'_>) -> (FxHashMap<u32, f64>, f64) {
    let mut widths = FxHashMap::default();
    let below = font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let Some(below) = below else { return (widths, 1000.0) };
    let code = |number: Number| u32::try_from(number.as_i64()).unwrap_or(u32::MAX);
    let mut pending: Vec<Number> = Vec::new();
    let all = below.get::<Array<'_>>("W");
    for element in all.iter().flat_map(|all| all.iter::<Object<'_>>()) {
        match (element, pending.as_slice()) {
            (Object::Array(list), [first]) => {
                let list = list.iter::<Number>().map(|width| width.as_f64());
                widths.extend((code(*first)..).zip(list).take(CODES));
                pending.clear();
            }
            (Object::Number(width), [first, last]) => {
                let codes = (code(*first)..=code(*last)).take(CODES);
                widths.extend(codes.map(|code| (code, width.as_f64())));
                pending.clear();
            }
            (Object::Number(number), _) => pending.push(number),
            _ => pending.clear(),
        }
        if widths.len() > CODES {
            break;
        }
    }
    (widths, below.get::<Number>("DW").map_or(1000.0, |width| width.as_f64()))
}
