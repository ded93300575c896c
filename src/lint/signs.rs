//! Signs of punctuation: spaces before them, doubled ones, straight quotes, three points, abbreviations, two ways of
//! writing dates, and headlines in capitals.

use std::ops::Range;

use memchr::memchr;

use crate::diagnostic::{Code, Diagnostic, LocalizedText, localized};
use crate::lint::seen::Seen;
use crate::lint::texts::{Prose, Texts};
use crate::lint::{Lint, warning};

/// A headline with fewer words may be an abbreviation.
const FEWEST_WORDS: usize = 4;
/// The abbreviations of the office, and what readers read.
const ABBREVIATIONS: [(&str, &str); 4] =
    [("đ/c", "đồng chí"), ("Đ/c", "Đồng chí"), ("Đ/C", "Đồng chí"), ("ĐC.", "đồng chí")];

/// What was found in a text, and how to mend it.
struct Sign {
    range: Range<usize>,
    code: Code,
    message: LocalizedText,
    help: LocalizedText,
}

/// Finds the first mistake of one kind in a text.
type Check = fn(&Prose<'_>) -> Option<Sign>;

/// Checks the texts of one record.
pub(super) fn check(lint: &Lint<'_>, texts: &Texts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let switches = lint.switches;
    // Straight quotes beside curly ones are told as mixed.
    let has_straight = texts.all().any(|(_, text)| text.seen.has(Seen::QUOTE));
    let has_curly = has_straight && texts.all().any(|(_, text)| text.all.contains(['“', '”', '«', '»']));
    let short = Seen::DASH.and(Seen::C_POINT);
    for (key, text) in texts.all() {
        let checks: [(bool, Seen, Check); 5] = [
            (switches.spaces_before_signs, Seen::SPACE_BEFORE, space_before),
            (switches.straight_quotes && !(switches.mixed_quotes && has_curly), Seen::QUOTE, straight_quote),
            (switches.three_dots, Seen::DOUBLED, three_dots),
            (switches.abbreviations, short, abbreviation),
            (switches.doubled_signs, Seen::DOUBLED, doubled),
        ];
        let checks = checks.into_iter().filter(|(is_on, sign, _)| *is_on && text.seen.has(*sign));
        let found = checks.filter_map(|(.., check)| check(text));
        diagnostics.extend(
            found.map(|found| warning(found.code, texts.place(key, found.range), found.message, found.help)),
        );
    }
    if switches.mixed_dates {
        diagnostics.extend(mixed_dates(texts));
    }
    if switches.capital_titles {
        diagnostics.extend(capital_title(texts));
    }
}

/// The first place in the prose of a text where `find` finds something; it is given the piece.
fn first(text: &Prose<'_>, find: impl Fn(&str) -> Option<Range<usize>>) -> Option<Range<usize>> {
    text.pieces().find_map(|(start, piece)| {
        let range = find(piece)?;
        Some(start + range.start..start + range.end)
    })
}

/// A space before a sign that follows its word directly: `làng , xã`. A smiley and `: ` of a definition are none.
fn space_before(text: &Prose<'_>) -> Option<Sign> {
    let range = first(text, |piece| {
        piece.match_indices([',', '.', ';', ':', '!', '?']).map(|(at, _)| at).find_map(|at| {
            let before = piece[..at].strip_suffix(' ')?;
            let after = piece[at + 1..].chars().next();
            let is_word =
                before.chars().next_back().is_some_and(|letter| letter.is_alphanumeric() || letter == ')');
            let ends = after.is_none_or(|sign| {
                sign.is_whitespace() || sign.is_alphabetic() && !piece[at..].starts_with('.')
            });
            (is_word && ends).then_some(before.len()..at + 1)
        })
    })?;
    let sign = &text.all[range.end - 1..range.end];
    let message = localized!("có dấu cách trước dấu `{sign}`", "there is a space before the `{sign}`");
    let help = localized!("viết dấu `{sign}` liền ngay sau chữ", "write the `{sign}` right behind the word");
    Some(Sign { range, code: Code::SpaceBeforeSign, message, help })
}

fn straight_quote(text: &Prose<'_>) -> Option<Sign> {
    let range = first(text, |piece| {
        let at = piece.char_indices().find(|(at, sign)| {
            // Inches and minutes follow a number.
            *sign == '"' && !piece[..*at].ends_with(|before: char| before.is_ascii_digit())
        })?;
        Some(at.0..at.0 + 1)
    })?;
    let message = localized!("ngoặc kép thẳng `\"`", "a straight quote `\"`");
    let help = localized!("dùng ngoặc kép “ ”", "use the quotes “ ”");
    Some(Sign { range, code: Code::StraightQuotes, message, help })
}

/// `...`; four and more are a line to write on.
fn three_dots(text: &Prose<'_>) -> Option<Sign> {
    let range = first(text, |piece| {
        let at = piece
            .match_indices("...")
            .map(|(at, _)| at)
            .find(|at| !piece[..*at].ends_with('.') && !piece[at + 3..].starts_with('.'))?;
        Some(at..at + 3)
    })?;
    let message = localized!("ba dấu chấm `...`", "three points `...`");
    let help = localized!("dùng một dấu `…`", "use the one sign `…`");
    Some(Sign { range, code: Code::ThreeDots, message, help })
}

fn abbreviation(text: &Prose<'_>) -> Option<Sign> {
    let (range, typed, meant) = ABBREVIATIONS.iter().find_map(|(typed, meant)| {
        let is_word = |piece: &str, at: usize| {
            let before = piece[..at].chars().next_back();
            let after = piece[at + typed.len()..].chars().next();
            before.is_none_or(|letter| !letter.is_alphanumeric())
                && after.is_none_or(|letter| !letter.is_alphanumeric())
        };
        let range = first(text, |piece| {
            let (at, _) = piece.match_indices(typed).find(|(at, _)| is_word(piece, *at))?;
            Some(at..at + typed.len())
        })?;
        Some((range, typed, meant))
    })?;
    let message = localized!("chữ viết tắt `{typed}`", "the abbreviation `{typed}`");
    let help = localized!("viết đủ: `{meant}`", "write it out: `{meant}`");
    Some(Sign { range, code: Code::Abbreviation, message, help })
}

/// `,,`, `..`, `;;`, `,.`; `?!` and `!!!` are a matter of taste, and `...` has a check of its own.
fn doubled(text: &Prose<'_>) -> Option<Sign> {
    const SIGNS: [char; 4] = [',', '.', ';', ':'];
    let range = first(text, |piece| {
        let mut from = 0;
        while let Some(found) = piece[from..].find(SIGNS) {
            let at = from + found;
            let len = piece[at..].len() - piece[at..].trim_start_matches(SIGNS).len();
            let run = &piece[at..at + len];
            let is_dots = run.len() >= 3 && run.bytes().all(|sign| sign == b'.');
            let is_abbreviation = run == ".," || run == ".;" || run == ".:";
            // `://` of an address.
            if len > 1 && !is_dots && !is_abbreviation {
                return Some(at..at + len);
            }
            from = at + len;
        }
        None
    })?;
    let run = &text.all[range.clone()];
    let sign = &run[..1];
    let message = localized!("hai dấu câu liền nhau `{run}`", "two signs in a row `{run}`");
    let help = localized!("giữ một dấu, thường là `{sign}`", "keep one, most likely `{sign}`");
    Some(Sign { range, code: Code::DoubledSign, message, help })
}

/// A date in a text: where it stands, and whether its day or month has a zero in front, or might have one.
struct Date {
    range: Range<usize>,
    padded: bool,
}

/// A text writes dates in one way; the first of the other way is reported.
fn mixed_dates(texts: &Texts<'_>) -> Option<Diagnostic> {
    let mut dates = Vec::new();
    for (key, text) in texts.all().filter(|(_, text)| text.seen.has(Seen::DASH)) {
        for (start, piece) in text.pieces() {
            let found = dates_of(piece);
            dates.extend(found.into_iter().map(|date| {
                let shown = piece[date.range.clone()].to_owned();
                (key, start + date.range.start..start + date.range.end, shown, date.padded)
            }));
        }
    }
    let padded = dates.iter().filter(|(.., padded)| *padded).count();
    let usual = padded * 2 >= dates.len();
    let (key, range, odd, _) = dates.iter().find(|(.., padded)| *padded != usual)?;
    let (_, _, even, _) = dates.iter().find(|(.., padded)| *padded == usual)?;
    let better = rewritten(odd, usual);
    let message = localized!(
        "trộn hai cách viết ngày: `{odd}` và `{even}`",
        "dates are written in two ways: `{odd}` and `{even}`"
    );
    let help = localized!("viết `{better}`", "write `{better}`");
    Some(warning(Code::MixedDates, texts.place(*key, range.clone()), message, help))
}

/// Dates like `24/5/2023` of which the day or month has one digit, or a zero in front.
fn dates_of(piece: &str) -> Vec<Date> {
    let mut dates = Vec::new();
    let is_part = |byte: &u8| byte.is_ascii_digit() || *byte == b'/';
    let (bytes, mut from) = (piece.as_bytes(), 0);
    while let Some(slash) = memchr(b'/', &bytes[from..]).map(|slash| from + slash) {
        let at = slash - bytes[from..slash].iter().rev().take_while(|byte| is_part(byte)).count();
        from = slash + bytes[slash..].iter().take_while(|byte| is_part(byte)).count();
        let word = &piece[at..from];
        let [day, month, year] = word.split('/').collect::<Vec<_>>()[..] else { continue };
        let small = |part: &str, most: u8| {
            part.len() <= 2 && part.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n))
        };
        if !small(day, 31) || !small(month, 12) || year.len() != 4 {
            continue;
        }
        let short = day.len() == 1 || month.len() == 1;
        let padded = day.starts_with('0') || month.starts_with('0');
        if short != padded {
            dates.push(Date { range: at..at + word.len(), padded });
        }
    }
    dates
}

/// A date with, or without, zeros in front.
fn rewritten(date: &str, padded: bool) -> String {
    let part = |part: &str| match padded {
        true => format!("{part:0>2}"),
        false => part.trim_start_matches('0').to_owned(),
    };
    date.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn capital_title(texts: &Texts<'_>) -> Option<Diagnostic> {
    let (key, title) = texts.keys.iter().find(|(key, _)| matches!(*key, "title" | "name"))?;
    let letters = || title.all.chars().filter(|letter| letter.is_alphabetic());
    let is_loud = title.all.split_whitespace().count() >= FEWEST_WORDS && letters().all(char::is_uppercase);
    let message = localized!("đầu đề viết toàn chữ hoa", "the headline stands in capitals alone");
    let help = localized!(
        "viết chữ thường, chỉ hoa chữ đầu và tên riêng; muốn nổi bật thì giao diện lo",
        "write it in lower case but for its first letter and names; the theme makes it stand out"
    );
    is_loud.then(|| warning(Code::CapitalTitle, texts.place(Some(*key), 0..0), message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(check: fn(&Prose<'_>) -> Option<Sign>, text: &str) -> Option<&str> {
        check(&Prose::line(text)).map(|found| &text[found.range])
    }

    #[test]
    fn a_space_before_a_sign_is_found_and_a_smiley_is_none() {
        assert_eq!(range(space_before, "Ở xã , bà con"), Some(" ,"));
        assert_eq!(range(space_before, "Kết quả :"), Some(" :"));
        for text in ["Cảm ơn :)", "tệp .htaccess", "1 .5", "Một. Hai, ba"] {
            assert_eq!(range(space_before, text), None, "{text}");
        }
    }

    #[test]
    fn doubled_signs_are_found_and_an_ellipsis_is_none() {
        assert_eq!(range(doubled, "Một,, hai"), Some(",,"));
        assert_eq!(range(doubled, "Một..",), Some(".."));
        for text in ["Một... hai", "https://a.vn", "v.v.; rồi", "Họ tên: ........", "12:30"] {
            assert_eq!(range(doubled, text), None, "{text}");
        }
    }

    #[test]
    fn dates_with_and_without_a_zero_are_told_apart() {
        let found = |text: &str| dates_of(text).into_iter().map(|date| date.padded).collect::<Vec<_>>();
        assert_eq!(found("24/5/2023, 24/05/2023, 12/12/2023, 76/2020/NQ-CP, 1/2"), [false, true]);
        assert_eq!(found("ở1/2/2023ộ // 1/2/2023/4 đ/c 01/02/2023"), [false, true]);
        assert_eq!(
            dates_of("đ/c 4/5/2023").pop().map(|date| date.range),
            Some("đ/c ".len().."đ/c 4/5/2023".len())
        );
        assert_eq!(
            (rewritten("4/5/2023", true), rewritten("04/05/2023", false)),
            ("04/05/2023".into(), "4/5/2023".into())
        );
    }
}
