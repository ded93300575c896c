//! Letters that were broken when a text was converted: TCVN3 or VNI saved as UTF-8, UTF-8 encoded twice, U+FFFD.
//!
//! In: all texts of `content/`. Out: at most one warning a text, at the first broken word, with what it probably says.
//! A word counts as broken only where it is no Vietnamese syllable as it stands and is one when it is read otherwise.

use std::ops::Range;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, LocalizedText, localized};
use crate::source::{Source, SourceId, Sources, Span};
use bantin_text::broken::{Encoding, broken_word};

/// Checks every text below `content/`.
pub(super) fn check(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let ids: Vec<SourceId> = sources.ids().collect();
    diagnostics.par_extend(ids.par_iter().flat_map_iter(|id| text(*id, sources.get(*id))));
}

fn text(id: SourceId, source: &Source) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if source.text.is_ascii() || !source.path.starts_with("content/") {
        return diagnostics;
    }
    if let Some(start) = source.text.find('\u{fffd}') {
        let span = Span { source: id, start, end: start + '\u{fffd}'.len_utf8() };
        let message = localized!(
            "chữ ở đây đã mất, chỉ còn dấu `\u{fffd}`",
            "letters are lost here, and `\u{fffd}` stands for them"
        );
        let help = localized!("gõ lại chữ này theo bản gốc", "type the word again from the original");
        diagnostics.push(Diagnostic::warning(Code::BrokenLetters, span, message).help(help));
    }
    if let Some((range, meant, encoding)) = first_broken(&source.text) {
        let span = Span { source: id, start: range.start, end: range.end };
        let typed = &source.text[range];
        let (message, help) = told(typed, &meant, encoding);
        diagnostics.push(Diagnostic::warning(Code::BrokenLetters, span, message).help(help));
    }
    diagnostics
}

/// What is told of a broken word, and how the text is mended.
fn told(typed: &str, meant: &str, encoding: Encoding) -> (LocalizedText, LocalizedText) {
    if encoding == Encoding::Twice {
        return (
            localized!(
                "chữ `{typed}` bị hỏng: có vẻ văn bản UTF-8 đã bị chuyển mã thêm một lần",
                "the letters of `{typed}` are broken: a text in UTF-8 seems to have been converted once more"
            ),
            localized!(
                "có lẽ là “{meant}”: chép lại cả bài từ bản gốc",
                "it probably says “{meant}”: copy the whole text again from the original"
            ),
        );
    }
    let name = encoding.name();
    (
        localized!(
            "chữ `{typed}` bị hỏng: có vẻ văn bản theo bảng mã {name} đã được lưu thành UTF-8",
            "the letters of `{typed}` are broken: a text in {name} seems to have been saved as UTF-8"
        ),
        localized!(
            "có lẽ là “{meant}”: chuyển cả bài sang Unicode (UniKey: Ctrl+Shift+F6) rồi dán lại",
            "it probably says “{meant}”: convert the whole text to Unicode (UniKey: Ctrl+Shift+F6) and paste it again"
        ),
    )
}

/// The first broken words, and what they probably say.
fn first_broken(text: &str) -> Option<(Range<usize>, String, Encoding)> {
    if !is_suspicious(text) {
        return None;
    }
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        if word.is_ascii() {
            continue;
        }
        let typed = word.trim_end();
        let Some((meant, encoding)) = broken_word(typed) else { continue };
        // One word alone may be a foreign name: the line has to hold another that reads so.
        let line = text[start..].split('\n').next().unwrap_or("");
        let others = || line[typed.len()..].split_whitespace().filter_map(broken_word);
        if encoding == Encoding::Twice || others().any(|(_, other)| other == encoding) {
            return Some((start..start + typed.len(), meant, encoding));
        }
    }
    None
}

/// Whether a letter of Latin-1 that Vietnamese does not have stands beside one of ASCII. Texts are long, and few have one.
fn is_suspicious(text: &str) -> bool {
    let mut before = ' ';
    let mut is_odd = false;
    text.chars().any(|letter| {
        let found = is_odd && letter.is_ascii_alphabetic();
        is_odd = is_foreign(letter);
        let found = found || is_odd && before.is_ascii_alphabetic();
        before = letter;
        found
    })
}

/// Whether a letter of Latin-1 is none of Vietnamese.
fn is_foreign(letter: char) -> bool {
    const VIETNAMESE: u128 = {
        let (letters, mut all, mut at) = ("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý".as_bytes(), 0, 0);
        while at < letters.len() {
            // All of them are 0xc3 and one more byte.
            all |= 1 << (letters[at + 1] - 0x80 + 0x40);
            at += 2;
        }
        all
    };
    matches!(letter, '\u{a1}'..='\u{ff}') && VIETNAMESE >> (u32::from(letter) - 0x80) & 1 == 0
}

#[cfg(test)]
mod tests {
    use super::{first_broken, is_foreign};

    #[test]
    fn letters_of_latin_1_that_vietnamese_has_are_not_foreign() {
        let vietnamese = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý";
        for letter in '\0'..='\u{1ff}' {
            let expected = ('\u{a1}'..='\u{ff}').contains(&letter) && !vietnamese.contains(letter);
            assert_eq!(is_foreign(letter), expected, "{letter}");
        }
    }

    fn meant(text: &str) -> Option<(&str, String)> {
        first_broken(text)
            .map(|(range, meant, encoding)| (encoding.name(), format!("{}={meant}", &text[range])))
    }

    #[test]
    fn broken_letters_are_found_with_what_they_say() {
        let found = |name, words: &str| Some((name, words.to_owned()));
        assert_eq!(meant("Céng hoµ x· héi chñ nghÜa ViÖt Nam"), found("TCVN3", "Céng=Cộng"));
        assert_eq!(meant("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"), found("VNI", "Coäng=Cộng"));
        assert_eq!(meant("Tiáº¿ng nÃ³i cá»§a dÃ¢n"), found("UTF-8", "Tiáº¿ng=Tiếng"));
    }

    #[test]
    fn what_people_write_is_not_broken() {
        for text in [
            "Cộng hòa xã hội chủ nghĩa Việt Nam, Đảng bộ huyện Mường Khương",
            "Zürich, Müller, café, São Paulo, Renée và Noël",
            "nhiệt độ 30°C, diện tích 12 m², số 5º, “ngoặc” – gạch… ½ ha",
            "HTX Quế Văn Yên; xã Khánh Yên; bà Hò A Páo; chị Ý",
        ] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
