//! Numbers of official documents: the State writes `76/NQ-CP`, the Party `13-ĐA/TU`.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::lint::seen::Seen;
use crate::lint::texts::{Prose, Texts};
use crate::lint::warning;
use bantin_text::syllables::syllables;

/// Bodies of the State (Decree 30/2020/NĐ-CP).
const STATE: [&str; 16] = [
    "CP", "TTg", "UBND", "HĐND", "QH13", "QH14", "QH15", "UBTVQH13", "UBTVQH14", "UBTVQH15", "BNV", "BTC",
    "BGDĐT", "BYT", "VPCP", "CTN",
];
/// Committees of the Party (Instruction 36-HD/VPTW).
const PARTY: [&str; 12] =
    ["TU", "TW", "ĐU", "HU", "ThU", "BTVTU", "BDVTU", "BTGTU", "BTCTU", "VPTU", "VPTW", "BBTTW"];

/// Checks the texts and fields of one record.
pub(super) fn check(texts: &Texts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (place, number) in &texts.numbers {
        diagnostics.extend(usual(number.trim()).map(|better| unusual(number, &better, place.clone())));
    }
    let is_read = |text: &Prose<'_>| text.seen.has(Seen::DIGIT) && text.seen.has(Seen::DASH);
    for (key, text) in texts.all().filter(|(_, text)| is_read(text)) {
        for (start, piece) in text.pieces() {
            for token in syllables(piece) {
                if let Some(better) = usual(token) {
                    let at = start + (token.as_ptr().addr() - piece.as_ptr().addr());
                    diagnostics.push(unusual(token, &better, texts.place(key, at..at + token.len())));
                }
            }
            for (range, better) in parted(piece) {
                let place = texts.place(key, start + range.start..start + range.end);
                diagnostics.push(unusual(&piece[range], &better, place));
            }
        }
    }
}

fn unusual(number: &str, better: &str, place: Place) -> Diagnostic {
    let message = localized!(
        "số hiệu văn bản `{number}` viết khác lệ thường",
        "the document number `{number}` has an unusual form"
    );
    let help = localized!(
        "dạng thường gặp là `{better}`; đối chiếu với bản gốc",
        "the usual form is `{better}`; compare the original"
    );
    warning(Code::DocumentNumber, place, message, help)
}

/// Returns the usual form of a document number if it is written in another form.
fn usual(number: &str) -> Option<String> {
    form(number).filter(|better| better != number)
}

/// Returns the usual form of a text that has the parts of a document number.
fn form(number: &str) -> Option<String> {
    if !number.starts_with(|digit: char| digit.is_ascii_digit()) {
        return None;
    }
    let digits = number.len() - number.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
    let (first, rest) = number.split_at_checked(digits)?;
    let (kind, body) = rest.strip_prefix(['-', '/'])?.rsplit_once(['-', '/'])?;
    let letters = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    if !letters(kind) || kind.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    if STATE.contains(&body) {
        Some(format!("{first}/{kind}-{body}"))
    } else if PARTY.contains(&body) {
        Some(format!("{first}-{kind}/{body}"))
    } else {
        None
    }
}

/// Document numbers with spaces around their first sign: `15 /QĐ-UBND`.
fn parted(text: &str) -> Vec<(Range<usize>, String)> {
    let signs = text.char_indices().filter(|(_, sign)| matches!(sign, '/' | '-'));
    let number = |(at, sign): (usize, char)| {
        let (before, after) = (text[..at].trim_end(), text[at + 1..].trim_start());
        let start = before.trim_end_matches(|digit: char| digit.is_ascii_digit()).len();
        let word = |letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '-');
        let len = after.find(|letter| !word(letter)).unwrap_or(after.len());
        let rest = after[..len].trim_end_matches(['/', '-']);
        let range = start..text.len() - after.len() + rest.len();
        let is_parted = before.len() < at || after.len() < text.len() - at - 1;
        let better = form(&format!("{}{sign}{rest}", &before[start..])).filter(|_| is_parted)?;
        Some((range, better))
    };
    signs.filter_map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::{parted, usual};

    #[test]
    fn a_space_in_a_number_is_found() {
        let diagnostics = |text: &str| {
            parted(text)
                .into_iter()
                .map(|(range, better)| (text[range].to_owned(), better))
                .collect::<Vec<_>>()
        };
        let better = "15/QĐ-UBND".to_owned();
        for typed in ["15 /QĐ-UBND", "15/ QĐ-UBND", "15 / QĐ-UBND"] {
            assert_eq!(diagnostics(&format!("số {typed}, ngày")), [(typed.to_owned(), better.clone())]);
        }
        for text in ["15/QĐ-UBND", "15 - 20 người", "năm 2015 - UBND", "/", "15 /"] {
            assert_eq!(diagnostics(text), [], "{text}");
        }
    }

    #[test]
    fn the_state_and_the_party_write_their_numbers_differently() {
        for (written, better) in [
            ("76-NQ/CP", Some("76/NQ-CP")),
            ("76/NQ-CP", None),
            ("13-ĐA/TU", None),
            ("13/ĐA-TU", Some("13-ĐA/TU")),
            ("12-QĐ-UBND", Some("12/QĐ-UBND")),
            ("42/2022/NĐ-CP", None),
            ("202/2025/QH15", None),
            ("25/8/2023", None),
            ("COVID-19", None),
            ("12-AB/XYZ", None),
            ("1673/NQ-UBTVQH15", None),
        ] {
            assert_eq!(usual(written).as_deref(), better, "{written}");
        }
    }
}
