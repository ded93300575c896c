//! The twelve Vietnamese vowel letters in six tones.
//!
//! In: one letter in NFC. Out: its vowel, tone and case; and the reverse. The lookup table is built at compile time,
//! because folding reads it for every letter of a site.

/// One row per vowel letter; columns: level, grave, hook, tilde, acute, dot below.
const LOWER: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// [`LOWER`] in upper case.
const UPPER: [[char; 6]; 12] = [
    ['A', 'À', 'Ả', 'Ã', 'Á', 'Ạ'],
    ['Ă', 'Ằ', 'Ẳ', 'Ẵ', 'Ắ', 'Ặ'],
    ['Â', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ậ'],
    ['E', 'È', 'Ẻ', 'Ẽ', 'É', 'Ẹ'],
    ['Ê', 'Ề', 'Ể', 'Ễ', 'Ế', 'Ệ'],
    ['I', 'Ì', 'Ỉ', 'Ĩ', 'Í', 'Ị'],
    ['O', 'Ò', 'Ỏ', 'Õ', 'Ó', 'Ọ'],
    ['Ô', 'Ồ', 'Ổ', 'Ỗ', 'Ố', 'Ộ'],
    ['Ơ', 'Ờ', 'Ở', 'Ỡ', 'Ớ', 'Ợ'],
    ['U', 'Ù', 'Ủ', 'Ũ', 'Ú', 'Ụ'],
    ['Ư', 'Ừ', 'Ử', 'Ữ', 'Ứ', 'Ự'],
    ['Y', 'Ỳ', 'Ỷ', 'Ỹ', 'Ý', 'Ỵ'],
];

/// The ASCII base letter of each row.
const BASE: [char; 12] = ['a', 'a', 'a', 'e', 'e', 'i', 'o', 'o', 'o', 'u', 'u', 'y'];

/// Codes of the letters up to `ư` (U+01B0), and in [`HIGH`] of Latin Extended Additional from `Ạ` (U+1EA0) to `ỹ`
/// (U+1EF9).
const LOW: [u8; 0x1B1] = codes(0);
const HIGH_FIRST: u32 = 0x1EA0;
const HIGH: [u8; 0x5A] = codes(HIGH_FIRST);

/// A Vietnamese vowel letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Vowel {
    row: u8,
    tone: u8,
    upper: bool,
}

impl Vowel {
    /// Returns `None` if `letter` is not a Vietnamese vowel.
    pub(crate) fn of(letter: char) -> Option<Self> {
        let place = letter as u32;
        let code = LOW
            .get(place as usize)
            .or_else(|| HIGH.get(place.checked_sub(HIGH_FIRST)? as usize))
            .copied()
            .filter(|code| *code != 0)?
            - 1;
        Some(Self { row: code / 12, tone: code / 2 % 6, upper: code % 2 == 1 })
    }

    /// The lower-case ASCII base letter: `Ậ` → `a`.
    pub(crate) fn base(self) -> char {
        BASE[usize::from(self.row)]
    }

    /// Whether the vowel has a vowel mark (ă, â, ê, ô, ơ, ư), in any tone.
    pub(crate) fn is_marked(self) -> bool {
        self.level() != self.base()
    }

    /// The lower-case letter without its tone: `Ậ` → `â`.
    pub(crate) fn level(self) -> char {
        LOWER[usize::from(self.row)][0]
    }

    /// The tone as a column of the table; 0 is the level tone.
    pub(crate) fn tone(self) -> u8 {
        self.tone
    }

    /// The same letter in the same case with another tone.
    pub(crate) fn in_tone(self, tone: u8) -> char {
        let rows = if self.upper { &UPPER } else { &LOWER };
        rows[usize::from(self.row)][usize::from(tone)]
    }
}

/// Whether the character is a combining mark of a decomposed (NFD) Latin letter.
pub(crate) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Lookup table: for each character from `first` on, 0, or 1 + row × 12 + tone × 2 + (1 for a capital).
const fn codes<const N: usize>(first: u32) -> [u8; N] {
    let mut table = [0; N];
    let mut at = 0_u8;
    while at < 144 {
        let rows = if at % 2 == 1 { &UPPER } else { &LOWER };
        let letter = rows[(at / 12) as usize][(at / 2 % 6) as usize] as u32;
        if letter >= first && ((letter - first) as usize) < N {
            table[(letter - first) as usize] = at + 1;
        }
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{LOWER, UPPER, Vowel};

    #[test]
    fn every_vowel_is_found_with_its_base_tone_and_case() {
        for (rows, upper) in [(LOWER, false), (UPPER, true)] {
            for (row, letters) in rows.iter().enumerate() {
                for (tone, &letter) in letters.iter().enumerate() {
                    let vowel = Vowel::of(letter).unwrap();
                    assert_eq!(vowel, Vowel { row: row as u8, tone: tone as u8, upper }, "{letter}");
                    assert_eq!(vowel.in_tone(tone as u8), letter);
                }
            }
        }
    }

    #[test]
    fn consonants_and_foreign_letters_are_no_vowels() {
        for letter in ['b', 'đ', 'Đ', 'ä', 'ñ', 'ż', 'Ẻ'.to_lowercase().next().unwrap(), '漢', '\u{0}']
        {
            assert_eq!(Vowel::of(letter).is_some(), letter == 'ẻ', "{letter}");
        }
    }

    #[test]
    fn capitals_stand_in_the_same_places() {
        for (lower, upper) in LOWER.iter().flatten().zip(UPPER.iter().flatten()) {
            assert_eq!(upper.to_lowercase().to_string(), lower.to_string());
        }
    }
}
