//! Texts that are not UTF-8: what their bytes most likely are.
//!
//! In: the bytes of a file. Out: an [`Encoding`], and the text where the bytes leave no doubt. Steps: a byte-order mark
//! or the zeros of its ASCII letters tell UTF-16; else the words decide, read as Windows-1258 (what Excel writes in Vietnam), TCVN3 and VNI in turn.

use bantin_text::broken::{self, broken_word, is_syllable};

/// What a text that is not UTF-8 seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf16,
    /// Vietnamese of Windows.
    Windows1258,
    /// Fonts like `.VnTime`.
    Tcvn3,
    /// Fonts like `VNI-Times`.
    Vni,
    /// Some other encoding of one byte a letter.
    Unknown,
}

impl Encoding {
    /// Its name, as editors show it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf16 => "UTF-16",
            Encoding::Windows1258 => "Windows-1258",
            Encoding::Tcvn3 => "TCVN3",
            Encoding::Vni => "VNI",
            Encoding::Unknown => "Windows-1252",
        }
    }
}

/// What the bytes seem to be, and the text where they can be read without a loss.
#[must_use]
pub fn guess(bytes: &[u8]) -> (Encoding, Option<String>) {
    if let Some(text) = utf16(bytes) {
        let is_whole = !text.contains(char::REPLACEMENT_CHARACTER);
        return (Encoding::Utf16, is_whole.then_some(text));
    }
    let (text, is_broken) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes);
    if !is_broken && is_vietnamese(&text) {
        return (Encoding::Windows1258, Some(text.into_owned()));
    }
    let latin: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let words = |encoding| {
        let broken = latin.split_whitespace().filter_map(broken_word);
        broken.filter(|(_, one)| *one == encoding).count()
    };
    let (tcvn3, vni) = (words(broken::Encoding::Tcvn3), words(broken::Encoding::Vni));
    match tcvn3.max(vni) {
        0 | 1 => (Encoding::Unknown, None),
        most if most == tcvn3 => (Encoding::Tcvn3, None),
        _ => (Encoding::Vni, None),
    }
}

/// The text, if the bytes are UTF-16; U+FFFD stands for what is broken.
#[must_use]
pub fn utf16(bytes: &[u8]) -> Option<String> {
    if let Some((marked, _)) =
        encoding_rs::Encoding::for_bom(bytes).filter(|(one, _)| *one != encoding_rs::UTF_8)
    {
        return Some(marked.decode(bytes).0.into_owned());
    }
    Some(utf16_units(bytes, is_big_endian(bytes)?))
}

/// Bytes as units of UTF-16; U+FFFD stands for what is broken.
#[must_use]
pub fn utf16_units(bytes: &[u8], is_big: bool) -> String {
    let encoding = if is_big { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether a text without a mark is UTF-16, a part of it ASCII: whether the high byte of a letter comes first.
fn is_big_endian(bytes: &[u8]) -> Option<bool> {
    let head = &bytes[..bytes.len().min(512) & !1];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let is_most = |count: usize| count >= 4 && count * 4 > head.len();
    match (is_most(even), is_most(odd)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether most words with letters outside ASCII are syllables.
fn is_vietnamese(text: &str) -> bool {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && !is_tone(letter));
    let (mut known, mut all) = (0, 0);
    for word in words.filter(|word| !word.is_ascii()) {
        all += 1;
        known += usize::from(is_syllable(word));
    }
    known > 0 && known * 4 >= all * 3
}

/// Tone marks stand behind their vowels in Windows-1258.
fn is_tone(letter: char) -> bool {
    matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_writes_in_vietnam_is_read() {
        let (encoding, text) =
            guess(b"Xa\xde,S\xf4\xec m\xf4 hi\xccnh\r\nM\xfd\xf5\xccng Kh\xfd\xf5ng,3\r\n");
        let text = text.map(|text| crate::source::normalise(text.into_bytes()).unwrap_or_default());
        let expected = "Xã,Số mô hình\r\nMường Khương,3\r\n".to_owned();
        assert_eq!((encoding, text), (Encoding::Windows1258, Some(expected)));
        let utf16: Vec<u8> = "\u{feff}Xã".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(guess(&utf16), (Encoding::Utf16, Some("Xã".into())));
    }

    #[test]
    fn utf16_is_known_without_its_mark() {
        let text = "Xã,Số mô hình\r\nMường Khương,3\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            assert_eq!(guess(&bytes), (Encoding::Utf16, Some(text.into())));
        }
    }

    #[test]
    fn old_fonts_are_named() {
        let latin = |text: &str| {
            text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("Latin-1")).collect::<Vec<_>>()
        };
        assert_eq!(guess(&latin("Céng hoµ x· héi chñ nghÜa ViÖt Nam")).0, Encoding::Tcvn3);
        assert_eq!(guess(&latin("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")).0, Encoding::Vni);
        assert_eq!(guess(b"caf\xe9").0, Encoding::Unknown);
    }
}
