//! Recognises personal data by its form: telephone numbers, personal numbers of twelve digits, e-mail addresses.
//!
//! A telephone number of Viet Nam is `0` or `+84` and nine digits (mobile: beginning with 3, 5, 7, 8, 9) or ten (area
//! codes 2…, and mobile numbers 1… until 2018), in groups as people write them. Dates and sums of money do not match:
//! the first group of a number has at least three digits, or there are five pairs, and a sum does not begin with a
//! zero. The context decides as well: `zalo.me/0900000111` and `ĐT0900000111` are telephone numbers; the number of a
//! document (`0900000111/QĐ`), a part of a path (`/0900000111/`) and `a0900000111b` are not.

use serde::{Deserialize, Serialize};

use crate::privacy::normalized_text::NormalizedText;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum DataKind {
    /// A telephone number.
    Phone,
    /// A personal number (căn cước).
    Number,
    /// An e-mail address.
    Mail,
}

/// Personal data in a canonical form: only digits with a leading `0`, or lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct PersonalData {
    pub(super) kind: DataKind,
    pub(super) text: String,
}

/// All personal data in a text, without duplicates.
pub(super) fn of_text(text: &str) -> Vec<PersonalData> {
    let mut data = Vec::new();
    numbers(&NormalizedText::of(text), &mut data);
    mails(text.as_bytes(), &mut data);
    data.sort();
    data.dedup();
    data
}

/// The numbers in a normalised text.
pub(super) fn numbers(letters: &NormalizedText, data: &mut Vec<PersonalData>) {
    let bytes = letters.bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|start| at + start) {
        let end = bytes[start..]
            .iter()
            .position(|byte| !byte.is_ascii_digit())
            .map_or(bytes.len(), |end| start + end);
        if end - start >= 9 {
            run(letters, start, end, data);
        }
        at = end;
    }
}

/// A run of digits, which may have several numbers in groups.
fn run(letters: &NormalizedText, start: usize, end: usize, data: &mut Vec<PersonalData>) {
    let bytes = letters.bytes();
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut from = start;
    for to in letters.gaps_inside(start, end).map(|gap| start + gap).chain(std::iter::once(end)) {
        groups.push((from, to));
        from = to;
    }
    let is_pair = |group: Option<&(usize, usize)>| group.is_some_and(|(from, to)| to - from <= 2);
    let mut first = 0;
    while first < groups.len() {
        let begin = groups[first].0;
        let plus = begin > 0 && bytes[begin - 1] == b'+';
        let begins = may_begin(letters, begin);
        let most = if begins { groups.len().min(first + 6) } else { first };
        let fit = (first + 1..=most).rev().find_map(|last| {
            let sizes: Vec<usize> = groups[first..last].iter().map(|(from, to)| to - from).collect();
            let finish = groups[last - 1].1;
            let listed = first > 0 && is_pair(groups.get(first - 1)) || is_pair(groups.get(last));
            let datum = number(&bytes[begin..finish], &sizes, plus)
                .filter(|_| may_end(letters, finish, begin) && !(listed && sizes == PAIRS))
                .filter(|_| !is_isbn(bytes, begin, finish));
            datum.map(|datum| (last, datum))
        });
        match fit {
            Some((last, datum)) => {
                data.push(datum);
                first = last;
            }
            None => first += 1,
        }
    }
}

/// What may stand between `ISBN` and the last ten digits, in bytes: `-13: 978-`.
const LONGEST_BETWEEN: usize = 12;

/// Whether the digits are the number of a book: the word stands before them, and the check digit is right. A number of
/// thirteen digits may begin before them (`ISBN 978-0595437184`), and so may its length (`ISBN-13: …`).
fn is_isbn(bytes: &[u8], begin: usize, end: usize) -> bool {
    let before = bytes[..begin].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let between = bytes[..begin].iter().rev().take_while(|byte| !byte.is_ascii_alphabetic()).count();
    let is_named = between <= LONGEST_BETWEEN && bytes[..begin - between].ends_with(b"isbn");
    let sum = |from: usize, weight: fn(usize) -> u32| -> u32 {
        bytes[from..end].iter().enumerate().map(|(at, digit)| u32::from(digit - b'0') * weight(at)).sum()
    };
    let is_ten = || end - begin == 10 && sum(begin, |at| 10 - at as u32).is_multiple_of(11);
    let is_thirteen = || {
        let from = end.checked_sub(13).filter(|from| begin - before <= *from);
        from.is_some_and(|from| sum(from, |at| if at % 2 == 0 { 1 } else { 3 }).is_multiple_of(10))
    };
    is_named && (is_ten() || is_thirteen())
}

/// The only grouping into pairs: `09 00 00 01 11`; more pairs are not a telephone number.
const PAIRS: [usize; 5] = [2; 5];

/// Words directly before a telephone number, without accents.
const LABELS: [&[u8]; 15] = [
    b"dt", b"sdt", b"dtdd", b"dd", b"so", b"tel", b"phone", b"mobile", b"zalo", b"viber", b"hotline", b"fax",
    b"lh", b"goi", b"call",
];

/// Whether a number may begin at a position, by what precedes it directly.
fn may_begin(letters: &NormalizedText, at: usize) -> bool {
    let bytes = letters.bytes();
    if at == 0 || letters.has_gap(at) {
        return true;
    }
    match bytes[at - 1] {
        // Another number, or the host of a URL.
        b'/' => {
            let digits = bytes[..at - 1].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            digits >= 9 || digits == 0
        }
        b'=' => false,
        b'_' => is_label(letters, at - 1),
        byte if byte.is_ascii_alphabetic() => is_label(letters, at),
        _ => true,
    }
}

/// Whether the word before a position announces a telephone number.
fn is_label(letters: &NormalizedText, end: usize) -> bool {
    let bytes = letters.bytes();
    let mut start = end;
    while start > 0 && bytes[start - 1].is_ascii_alphabetic() && (start == end || !letters.has_gap(start)) {
        start -= 1;
    }
    LABELS.contains(&&bytes[start..end])
}

/// Whether a number that begins at `begin` may end at a position, by what follows directly.
fn may_end(letters: &NormalizedText, at: usize, begin: usize) -> bool {
    let bytes = letters.bytes();
    if at >= bytes.len() || letters.has_gap(at) {
        return true;
    }
    match bytes[at] {
        b'/' => {
            let rest = &bytes[at + 1..];
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let is_part = begin > 0 && bytes[begin - 1] == b'/' && digits == 0;
            let is_letter = rest.first().is_some_and(u8::is_ascii_alphabetic) && !letters.has_gap(at + 1);
            !is_part && !is_letter && (digits == 0 || digits >= 9)
        }
        b'_' | b'=' => false,
        byte => !byte.is_ascii_alphabetic(),
    }
}

/// The number made of groups of digits, if it is one.
fn number(digits: &[u8], sizes: &[usize], plus: bool) -> Option<PersonalData> {
    let text = std::str::from_utf8(digits).ok()?;
    let datum = |kind, text: String| Some(PersonalData { kind, text });
    let abroad = if plus { text.strip_prefix("84") } else { text.strip_prefix("0084") };
    if plus || abroad.is_some_and(|rest| is_national(rest.strip_prefix('0').unwrap_or(rest))) {
        // In `+84 (0) 900 000 111`, the zero is only dialled inside the country.
        let national = abroad.map(|rest| rest.strip_prefix('0').unwrap_or(rest))?;
        let sizes = if sizes[0] == text.len() - abroad?.len() { &sizes[1..] } else { sizes };
        let sizes = if sizes.first() == Some(&1) { &sizes[1..] } else { sizes };
        let is_phone = is_national(national) && sizes.iter().all(|size| *size >= 2);
        return if is_phone { datum(DataKind::Phone, format!("0{national}")) } else { None };
    }
    if let Some(national) = text.strip_prefix('0')
        && is_national(national)
        && is_grouped(sizes)
    {
        return datum(DataKind::Phone, text.to_owned());
    }
    let grouped = text.starts_with('0') && sizes.len() <= 4 && sizes.iter().all(|size| *size >= 3);
    if text.len() == 12 && (sizes.len() == 1 || grouped) {
        datum(DataKind::Number, text.to_owned())
    } else {
        None
    }
}

/// Whether these are valid digits after `0` or `+84`.
fn is_national(digits: &str) -> bool {
    match (digits.len(), digits.as_bytes().first()) {
        (9, Some(first)) => matches!(first, b'2' | b'3' | b'5' | b'7' | b'8' | b'9'),
        (10, Some(first)) => matches!(first, b'1' | b'2'),
        _ => false,
    }
}

/// Whether groups are as people write them: 0900 000 111, 090 000 0111, 0900000111, 09 0000 0111, 09 00 00 01 11.
fn is_grouped(sizes: &[usize]) -> bool {
    match sizes {
        [2, 4, 4] | [2, 2, 2, 2, 2] => true,
        [first, rest @ ..] => *first >= 3 && rest.len() <= 3 && rest.iter().all(|size| *size >= 2),
        [] => false,
    }
}

/// The e-mail addresses in a text or page.
pub(super) fn mails(text: &[u8], data: &mut Vec<PersonalData>) {
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'@', &text[from..]).map(|at| from + at) {
        from = at + 1;
        let local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
        let host = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
        let mut start = at - text[..at].iter().rev().take_while(|byte| local(byte)).count();
        // The `n` of an escape `
        // ` in JSON is not part of the address.
        if start > 0 && text[start - 1] == b'\\' {
            // Nor is the `u003c` of an escape in JSON.
            let is_code = |digits: &[u8]| digits.iter().all(u8::is_ascii_hexdigit);
            let is_unicode = text[start] == b'u' && text.get(start + 1..start + 5).is_some_and(is_code);
            start += if is_unicode { 5 } else { 1 };
        }
        let end = from + text[from..].iter().take_while(|byte| host(byte)).count();
        let Some(name) = text.get(start..at).and_then(|name| std::str::from_utf8(name).ok()) else {
            continue;
        };
        let Ok(host) = std::str::from_utf8(&text[from..end]) else { continue };
        let (name, host) = (name.trim_start_matches('.'), host.trim_end_matches(['.', '-']));
        if !name.is_empty() && is_host(host) {
            data.push(PersonalData {
                kind: DataKind::Mail,
                text: format!("{name}@{host}").to_ascii_lowercase(),
            });
        }
    }
}

/// A host name with a dot and an alphabetic top-level domain; `anh@2x.png` is a picture.
fn is_host(host: &str) -> bool {
    let Some((before, last)) = host.rsplit_once('.') else { return false };
    let file = ["png", "jpg", "jpeg", "webp", "svg", "gif", "avif", "css", "js"];
    let letters = last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters && !before.is_empty() && !file.iter().any(|ending| ending.eq_ignore_ascii_case(last))
}

#[cfg(test)]
mod tests {
    use super::of_text;

    fn data(text: &str) -> Vec<String> {
        of_text(text).into_iter().map(|datum| format!("{:?} {}", datum.kind, datum.text)).collect()
    }

    #[test]
    fn an_address_behind_an_escape_of_json_is_read_without_it() {
        assert_eq!(data("\\u003clienhe@xa.vn\\u003e"), ["Mail lienhe@xa.vn"]);
        assert_eq!(data("dòng\\nlienhe@xa.vn, \\u00e0"), ["Mail lienhe@xa.vn"]);
    }

    #[test]
    fn the_number_of_a_book_is_no_telephone_number() {
        for text in
            ["ISBN 0786428414.", "ISBN 13: 978-0595437184", "ISBN: 978 0824828844", "isbn-10 0-894-12026-3"]
        {
            assert_eq!(data(text), [""; 0], "{text}");
        }
        assert_eq!(data("ISBN 0786428415"), ["Phone 0786428415"], "the check digit is wrong");
        assert_eq!(data("sách 0786428414"), ["Phone 0786428414"], "nothing says that it is a book");
    }

    #[test]
    fn telephone_numbers_are_known_in_every_spelling() {
        for text in [
            "0900000111",
            "0900 000 111",
            "0900.000.111",
            "090-000-0111",
            "09 0000 0111",
            "+84 900 000 111",
            "+84900000111",
            "(+84) 900.000.111",
            "ĐT: 0900\u{a0}000\u{a0}111.",
            "09 00 00 01 11",
            "09.00.00.01.11",
            "+84 (0) 900 000 111",
            "+84(0)900000111",
            "(+84)0900000111",
            "0084 900 000 111",
            "ĐT0900000111",
            "số0900000111.",
            "Zalo_0900000111",
            "https://zalo.me/0900000111",
            "0900000111/",
        ] {
            assert_eq!(data(text), ["Phone 0900000111"], "{text}");
        }
        for two in ["0900000111/0911222333", "0900 000 111 / 0911 222 333", "0900000111 - 0911222333"] {
            assert_eq!(data(two), ["Phone 0900000111", "Phone 0911222333"], "{two}");
        }
        assert_eq!(data("(0216) 3852 123, 0216.3852.123"), ["Phone 02163852123"]);
    }

    #[test]
    fn dates_sums_and_long_numbers_are_no_telephone_numbers() {
        for text in [
            "05-10-2023 10:30",
            "từ 08-2023 đến 09-2024",
            "150.000.000.000 đồng",
            "2.900.000.000",
            "1900 0000",
            "0,912345678",
            "0.912345678",
            "20230825092231",
            "0900 000 11",
            "a0900000111b",
            "ma0900000111",
            "0900000111/QĐ-UBND",
            "0900000111/2023",
            "15/0900000111",
            "https://a.vn/tin/0900000111/",
            "05 10 15 20 25 30",
            "01 03 09 00 00 01 11",
            "?id=0900000111",
            "84.900.000.111 đồng",
            "02.08.2023.10.30",
            "09000001112345",
            "2020 2021 2022 2023",
            "M 10.50 20.25 30 40.123",
        ] {
            assert_eq!(data(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn personal_numbers_have_twelve_digits() {
        assert_eq!(data("CCCD 001099012345"), ["Number 001099012345"]);
        assert_eq!(data("số 001 099 012 345, 123456789012"), ["Number 001099012345", "Number 123456789012"]);
    }

    #[test]
    fn addresses_are_known_by_their_host() {
        assert_eq!(data("Thư: Lan.Anh@Example.vn."), ["Mail lan.anh@example.vn"]);
        assert_eq!(data("anh@2x.png, @context, a@b, medium.com/@lan"), Vec::<String>::new());
    }
}
