//! Words that were broken when their text was converted from one encoding to another.
//!
//! In: a word. Out: what it probably says, where it is no Vietnamese syllable as it stands and is one when it is read
//! otherwise: as TCVN3 (TCVN 5712:1993, VN3) or VNI whose bytes were taken for Latin letters, or as UTF-8 that was
//! encoded twice.

use unicode_normalization::UnicodeNormalization;

/// The encoding by which a word makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// The fonts `.VnTime` and their like.
    Tcvn3,
    /// The fonts `VNI-Times` and their like.
    Vni,
    /// UTF-8 taken for Windows-1252 and encoded again.
    Twice,
}

impl Encoding {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Tcvn3 => "TCVN3",
            Encoding::Vni => "VNI",
            Encoding::Twice => "UTF-8",
        }
    }
}

/// Letters of TCVN3 from U+00A1 on, as Latin-1 shows them; a space where there is no letter.
const TCVN3: &str =
    "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";

/// Signs of VNI that stand behind a vowel, with the marks that they put on it: first those of the letter, then tones.
const VNI_MARKS: [(char, &str); 16] = [
    ('ø', "\u{300}"),
    ('ù', "\u{301}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
];
/// The last sign of the row above.
const VNI_BREVE_DOT: (char, &str) = ('ë', "\u{306}\u{323}");
/// Signs of VNI that are letters of their own.
const VNI_LETTERS: [(char, char); 7] =
    [('ô', 'ơ'), ('ö', 'ư'), ('ñ', 'đ'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];

/// Windows-1252 from 0x80 to 0x9F.
const CP1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// What a broken word probably says; nothing for a word that is not broken.
#[must_use]
pub fn broken_word(word: &str) -> Option<(String, Encoding)> {
    let is_around = |sign: char| sign.is_ascii_punctuation() || "“”‘’…–—".contains(sign);
    let word = word.trim_matches(is_around).trim_start_matches('«').trim_end_matches('»');
    if word.is_ascii() || !word.contains(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    if let Some(meant) = once(word) {
        return Some((meant, Encoding::Twice));
    }
    if is_syllable(word) {
        return None;
    }
    // The signs of VNI need a vowel before them, so it is the stricter reading.
    let read = [(Some(vni(word)), Encoding::Vni), (tcvn3(word), Encoding::Tcvn3)];
    read.into_iter().find_map(|(meant, encoding)| Some((meant.filter(|meant| is_syllable(meant))?, encoding)))
}

/// A whole text that was typed in an old font, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// It is Unicode as it stands.
    Unicode,
    Old {
        text: String,
        encoding: Encoding,
    },
    /// Some words are Unicode, others are not: what it would say if the others were of this encoding.
    Mixed {
        text: String,
        encoding: Encoding,
    },
}

/// Decides by its words whether a text was typed in an old font. Letters that only Unicode has (`ơ`, `ạ`) are never read
/// otherwise; nothing invisible may have been taken away before, as U+00AD is a letter of TCVN3.
#[must_use]
pub fn decoded(text: &str) -> Decoded {
    let is_word = |word: &&str| !word.is_ascii();
    let is_unicode =
        |sign: char| matches!(sign, '\u{102}'..='\u{1b0}' | '\u{1ea0}'..='\u{1ef9}' | '\u{300}'..='\u{323}');
    let votes = |encoding| {
        let broken = text.split_whitespace().filter(is_word).filter_map(broken_word);
        broken.filter(|(_, one)| *one == encoding).count()
    };
    let (tcvn3_votes, vni_votes) = (votes(Encoding::Tcvn3), votes(Encoding::Vni));
    let encoding = if tcvn3_votes > vni_votes { Encoding::Tcvn3 } else { Encoding::Vni };
    let of_votes = tcvn3_votes.max(vni_votes);
    let words: Vec<&str> = text.split_whitespace().filter(is_word).collect();
    if of_votes == 0 || of_votes * 2 < words.len() && !words.iter().any(|word| word.contains(is_unicode)) {
        return Decoded::Unicode;
    }
    let is_mixed = text.contains(is_unicode);
    let is_capital = encoding == Encoding::Tcvn3 && is_capital(text);
    let mut read = String::with_capacity(text.len());
    let parts: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    for (at, part) in parts.iter().copied().enumerate() {
        let keeps = part.is_ascii() || is_mixed && broken_word(part.trim()).is_none();
        let neighbours = [at.checked_sub(1).and_then(|at| parts.get(at)), parts.get(at + 1)];
        let is_among_capitals = neighbours.iter().all(|word| word.is_some_and(|word| are_capitals(word, 2)));
        let is_capital = is_capital || is_among_capitals && are_capitals(part, 1);
        let converted = if keeps { None } else { convert(part, encoding, is_capital) };
        read += &converted.unwrap_or_else(|| part.to_owned());
    }
    match is_mixed {
        false => Decoded::Old { text: read, encoding },
        true if of_votes >= 2 || words.len() == 2 => Decoded::Mixed { text: read, encoding },
        // One odd word among Unicode may be a foreign name.
        true => Decoded::Unicode,
    }
}

/// Whether all letters that can be told apart are capitals, and a broken word has more than one of them: the letters of
/// `.VnTimeH` with marks look the same large and small.
fn is_capital(text: &str) -> bool {
    let count = |word: &str| word.chars().filter(char::is_ascii_alphabetic).count();
    !text.contains(|letter: char| letter.is_ascii_lowercase())
        && text.split_whitespace().any(|word| !word.is_ascii() && count(word) >= 2)
}

/// Whether the letters of a word that can be told apart are at least so many, and all capitals.
fn are_capitals(word: &str, at_least: usize) -> bool {
    let ascii = || word.chars().filter(char::is_ascii_alphabetic);
    ascii().count() >= at_least && ascii().all(|letter| letter.is_ascii_uppercase())
}

/// A word with the signs around it, read by an encoding. The capitals of `.VnTimeH` are those of its other letters, or of
/// the whole text.
fn convert(word: &str, encoding: Encoding, in_capitals: bool) -> Option<String> {
    let read = match encoding {
        Encoding::Tcvn3 => tcvn3(word)?,
        Encoding::Vni => vni(word),
        Encoding::Twice => return None,
    };
    let is_capital = encoding == Encoding::Tcvn3 && are_capitals(word, 2);
    Some(if is_capital || in_capitals { read.to_uppercase() } else { read })
}

fn tcvn3(word: &str) -> Option<String> {
    let letter = |sign: char| match u32::from(sign) {
        0..=0x7f => Some(sign),
        0xad => Some('ư'),
        code @ 0xa1..=0xfe => {
            TCVN3.chars().nth(usize::try_from(code - 0xa1).ok()?).filter(|letter| *letter != ' ')
        }
        _ => None,
    };
    word.chars().map(letter).collect()
}

fn vni(word: &str) -> String {
    let mut decomposed = String::with_capacity(word.len());
    for sign in word.chars() {
        let lower = sign.to_lowercase().next().unwrap_or(sign);
        let mark = VNI_MARKS.iter().chain([&VNI_BREVE_DOT]).find(|(mark, _)| *mark == lower);
        let follows_vowel = decomposed.nfc().last().is_some_and(|before| "aeouyơưAEOUYƠƯ".contains(before));
        let letter = VNI_LETTERS.iter().find(|(letter, _)| *letter == lower);
        match (mark.filter(|_| follows_vowel), letter) {
            (Some((_, marks)), _) => decomposed.push_str(marks),
            (None, Some((_, letter))) if sign.is_uppercase() => decomposed.extend(letter.to_uppercase()),
            (None, Some((_, letter))) => decomposed.push(*letter),
            (None, None) => decomposed.push(sign),
        }
    }
    decomposed.nfc().collect()
}

/// Text that was encoded twice, encoded once.
fn once(word: &str) -> Option<String> {
    let byte = |sign: char| match u32::from(sign) {
        code @ (0..=0x7f | 0xa0..=0xff) => u8::try_from(code).ok(),
        _ => CP1252.chars().position(|known| known == sign).and_then(|at| u8::try_from(at + 0x80).ok()),
    };
    let bytes: Option<Vec<u8>> = word.chars().map(byte).collect();
    String::from_utf8(bytes?).ok().filter(|meant| meant.chars().all(char::is_alphanumeric))
}

const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];
/// Vowels before a final consonant; those of [`ENDING`] may stand without one.
const CLOSED: [&str; 24] = [
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "iê", "yê", "uô", "ươ", "oa", "oă", "oe",
    "uâ", "uê", "uy", "uyê", "oo",
];
const ENDING: [&str; 46] = [
    "a", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ia", "ua", "ưa", "oa", "oe", "uê", "uơ", "uy", "uya",
    "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "iu", "iêu", "yêu", "oi", "ôi", "ơi", "ui", "ưi", "ươi",
    "uôi", "ưu", "ươu", "oai", "oay", "oao", "oeo", "uây", "uyu", "uêu",
];
const FINALS: [&str; 8] = ["ng", "nh", "ch", "c", "m", "n", "p", "t"];

/// Whether a word can be a Vietnamese syllable: a beginning, a vowel, an ending, and one tone at most.
#[must_use]
pub fn is_syllable(word: &str) -> bool {
    let is_tone = |mark: &char| matches!(mark, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let decomposed: Vec<char> = word.to_lowercase().nfd().collect();
    if decomposed.iter().filter(|mark| is_tone(mark)).count() > 1 {
        return false;
    }
    let plain: String = decomposed.into_iter().filter(|mark| !is_tone(mark)).nfc().collect();
    ONSETS.iter().any(|onset| {
        let Some(rhyme) = plain.strip_prefix(onset) else { return false };
        // `gì`, `gìn`: the vowel of `gi` is its own.
        let rhyme = if *onset == "gi"
            && !rhyme.starts_with(['a', 'ă', 'â', 'e', 'ê', 'o', 'ô', 'ơ', 'u', 'ư', 'i'])
        {
            &plain[1..]
        } else {
            rhyme
        };
        fits(onset, rhyme) && (ENDING.contains(&rhyme) || is_closed(rhyme))
    })
}

fn is_closed(rhyme: &str) -> bool {
    FINALS.iter().any(|ending| rhyme.strip_suffix(ending).is_some_and(|vowel| CLOSED.contains(&vowel)))
}

/// `c`, `g` and `ng` are not written before `e` and `i`, where `k`, `gh` and `ngh` are.
fn fits(onset: &str, rhyme: &str) -> bool {
    !matches!(onset, "c" | "g" | "ng") || !rhyme.starts_with(['e', 'ê', 'i', 'y'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_words() {
        for word in [
            "Cộng",
            "hoà",
            "xã",
            "hội",
            "nghĩa",
            "Việt",
            "Gì",
            "giếng",
            "quyết",
            "Khuyếch",
            "ươm",
            "Páo",
            "Ý",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["Céng", "hoµ", "ViÖt", "Zürich", "café", "straße", "ă", "cê", "Vieät"] {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn a_text_in_an_old_font_is_read_as_a_whole_and_unicode_is_left_alone() {
        let old = |text: &str| match decoded(text) {
            Decoded::Old { text, encoding } => format!("{} {text}", encoding.name()),
            Decoded::Mixed { text, encoding } => format!("mixed {} {text}", encoding.name()),
            Decoded::Unicode => "Unicode".to_owned(),
        };
        for (text, read) in [
            ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "TCVN3 Cộng hoà xã hội chủ nghĩa Việt Nam"),
            ("Tr\u{ad}êng Th¸i B×nh", "TCVN3 Trường Thái Bình"),
            ("NguyÔn V¨n A", "TCVN3 Nguyễn Văn A"),
            ("TRÇN THÞ B", "TCVN3 TRẦN THỊ B"),
            ("Hµ NéI Vµ BµN Bµ", "TCVN3 HÀ NỘI VÀ BÀN BÀ"),
            ("Bµ Lª A", "TCVN3 Bà Lê A"),
            ("HOµ X· HéI, x· Céng Hoµ", "TCVN3 HOÀ XÃ HỘI, xã Cộng Hoà"),
            ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI Cộng hòa xã hội chủ nghĩa Việt Nam"),
            ("Xã Mẫu, x· Céng Hoµ", "mixed TCVN3 Xã Mẫu, xã Cộng Hoà"),
            ("Cộng hòa xã hội", "Unicode"),
            ("Công ty São Paulo, quán café Renée ở Hà Nội", "Unicode"),
            ("12 m², 30°C", "Unicode"),
            ("plain", "Unicode"),
        ] {
            assert_eq!(old(text), read, "{text}");
        }
    }

    #[test]
    fn broken_words_are_read_by_the_encoding_they_had() {
        let read =
            |word: &str| broken_word(word).map(|(meant, encoding)| format!("{} {meant}", encoding.name()));
        for (word, meant) in [
            ("ViÖt", "TCVN3 Việt"),
            ("nghÜa,", "TCVN3 nghĩa"),
            ("®ång", "TCVN3 đồng"),
            ("d©n", "TCVN3 dân"),
            ("vËn", "TCVN3 vận"),
            ("Coäng", "VNI Cộng"),
            ("ñöôøng", "VNI đường"),
            ("Ñaûng", "VNI Đảng"),
            ("baèng", "VNI bằng"),
            ("Tiáº¿ng", "UTF-8 Tiếng"),
            ("Ä‘á»™c", "UTF-8 độc"),
        ] {
            assert_eq!(read(word).as_deref(), Some(meant), "{word}");
        }
        for word in ["Renée", "São", "30°C", "m²", "Noël", "A·B", "naïve", "Đảng", "Ka-lê"] {
            assert_eq!(read(word), None, "{word}");
        }
    }
}
