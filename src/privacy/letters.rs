//! What one character is for a search that no spelling may escape: a letter, digits, a gap, or nothing.
//!
//! In: a character of any script. Out: [`Folded`]. Case and accents go ([`fold`]); what Unicode takes for another way to
//! write a letter or digit becomes that (compatibility decomposition); decimal digits of all scripts become 0 to 9;
//! characters that nobody sees (default ignorable, format and enclosing ones) are nothing.

use bantin_text::fold::fold;
use unicode_normalization::UnicodeNormalization;

/// A folded character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Folded {
    /// It parts words or groups of digits: white space, a full stop, a hyphen, a bracket.
    Gap,
    /// Nobody sees it.
    Nothing,
    /// It belongs to the letter before it.
    Accent,
    /// These letters, digits or signs.
    Text(String),
    /// Digits in one sign that stands for itself: a circled or raised number.
    Sign(String),
}

/// The digit zero of each script; the others follow it. Those that decompose are not here.
const ZEROS: [u32; 67] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0,
    0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0,
    0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11DE0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50,
    0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950,
];

/// Signs of digits that do not decompose: the first, what it says, and how many follow one another.
const SIGNS: [(u32, u32, u32); 6] =
    [(0x1369, 1, 9), (0x24F5, 1, 9), (0x24FF, 0, 1), (0x2776, 1, 9), (0x2780, 1, 9), (0x278A, 1, 9)];

/// What a character becomes.
pub(super) fn folded(letter: char) -> Folded {
    if is_unseen(letter) {
        return Folded::Nothing;
    }
    if letter.is_whitespace() || letter.is_control() || is_point(letter) {
        return Folded::Gap;
    }
    if is_mark(letter) {
        return Folded::Accent;
    }
    if let Some(digit) = digit(letter) {
        return Folded::Text(digit.to_string());
    }
    if let Some(sign) = sign(letter) {
        return Folded::Sign(sign.to_string());
    }
    let plain = plain(letter);
    match plain.as_bytes() {
        [] => Folded::Accent,
        [b' ' | b'.' | b'-' | b'(' | b')'] => Folded::Gap,
        _ if is_sign(letter, &plain) => Folded::Sign(plain.replace(['(', ')', '.', ','], "")),
        _ => Folded::Text(plain),
    }
}

/// Without case, accents and compatibility forms.
fn plain(letter: char) -> String {
    match letter {
        '⁄' | '∕' | '⧸' | '╱' => return "/".into(),
        '、' | '‚' | '٫' | '٬' | '،' => return ",".into(),
        _ => {}
    }
    let direct = fold(letter.encode_utf8(&mut [0; 4]));
    if direct.is_ascii() {
        return direct;
    }
    let compatible: String = letter.nfkd().filter(|part| !is_mark(*part)).collect();
    let compatible: String = compatible
        .chars()
        .map(|part| digit(part).map_or_else(|| part.to_string(), |digit| digit.to_string()))
        .collect();
    fold(&compatible)
}

/// Whether digits stand in a sign of their own, which no digit beside it belongs to.
fn is_sign(letter: char, plain: &str) -> bool {
    let is_number = plain.contains(|part: char| part.is_ascii_digit());
    let is_wide = ('\u{FF10}'..='\u{FF19}').contains(&letter);
    let is_styled =
        ('\u{1D7CE}'..='\u{1D7FF}').contains(&letter) || ('\u{1FBF0}'..='\u{1FBF9}').contains(&letter);
    let is_outlined = ('\u{1CCF0}'..='\u{1CCF9}').contains(&letter);
    is_number && !letter.is_ascii() && !is_wide && !is_styled && !is_outlined
}

/// The decimal digit of any script.
fn digit(letter: char) -> Option<u32> {
    if letter.is_ascii() {
        return letter.to_digit(10);
    }
    let code = letter as u32;
    let at = ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?;
    Some(code - ZEROS[at]).filter(|digit| *digit < 10)
}

fn sign(letter: char) -> Option<u32> {
    let code = letter as u32;
    SIGNS
        .iter()
        .find(|(first, _, count)| (*first..first + count).contains(&code))
        .map(|(first, says, _)| says + code - first)
}

/// Lookalikes of a full stop.
fn is_point(letter: char) -> bool {
    matches!(
        letter,
        '·' | '\u{2022}'
            | '\u{2024}'
            | '\u{2027}'
            | '\u{2219}'
            | '\u{22C5}'
            | '\u{3002}'
            | '\u{30FB}'
            | '\u{FF61}'
            | '\u{FF65}'
            | '\u{2E31}'
            | '\u{2E33}'
    )
}

/// Marks on the letter before them.
fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{34E}' | '\u{350}'..='\u{36F}' | '\u{1AB0}'..='\u{1ABD}' | '\u{1ABF}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20DC}' | '\u{20E1}' | '\u{20E5}'..='\u{20F0}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Characters that show nothing, or a frame around the one before: default ignorable, format, enclosing.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}' | '\u{34F}' | '\u{488}'..='\u{489}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{6DD}' | '\u{70F}'
            | '\u{890}'..='\u{891}' | '\u{8E2}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{1ABE}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{20DD}'..='\u{20E0}' | '\u{20E2}'..='\u{20E4}' | '\u{3164}'
            | '\u{A670}'..='\u{A672}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Whether a character turns the direction of what follows: digits may be read from right to left.
pub(super) fn turns(letter: char) -> bool {
    matches!(letter, '\u{200F}' | '\u{61C}' | '\u{202B}' | '\u{202E}' | '\u{2067}' | '\u{2068}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_are_digits() {
        assert!(ZEROS.is_sorted());
        for zero in ZEROS {
            for digit in 0..10 {
                let letter = char::from_u32(zero + digit).expect("a character");
                assert_eq!(folded(letter), Folded::Text(digit.to_string()), "U+{:X}", zero + digit);
            }
        }
        for text in ["０１２３４５６７８９", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿"]
        {
            for (digit, letter) in text.chars().enumerate() {
                assert_eq!(folded(letter), Folded::Text(digit.to_string()), "{letter}");
            }
        }
    }

    #[test]
    fn numbers_in_signs_are_signs() {
        for (letter, says) in
            [('①', "1"), ('⓪', "0"), ('❷', "2"), ('²', "2"), ('₉', "9"), ('⑴', "1"), ('⒈', "1"), ('⑫', "12")]
        {
            assert_eq!(folded(letter), Folded::Sign(says.into()), "{letter}");
        }
    }

    #[test]
    fn letters_in_other_forms_are_letters() {
        for (letter, plain) in
            [('Ạ', "a"), ('đ', "d"), ('𝐀', "a"), ('ﬁ', "fi"), ('Ａ', "a"), ('ª', "a"), ('Ⓐ', "a")]
        {
            assert_eq!(folded(letter), Folded::Text(plain.into()), "{letter}");
        }
    }

    #[test]
    fn what_nobody_sees_is_nothing() {
        for letter in "\u{200B}\u{200D}\u{FEFF}\u{FE0F}\u{2063}\u{20E3}\u{AD}\u{202E}\u{E0030}".chars() {
            assert_eq!(folded(letter), Folded::Nothing, "{}", letter.escape_unicode());
        }
    }
}
