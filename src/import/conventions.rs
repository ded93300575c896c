//! How the dates and numbers of one column are written, decided for the column as a whole.
//!
//! In: all texts of a column. Out: the order of day and month, and which sign stands before a fraction. One date such as
//! 25/8 tells the order for all of them; where none does, it is asked.

use crate::diagnostic::{Code, localized};
use crate::import::wrong::Wrong;
use bantin_text::fold::fold;

/// The order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    DayFirst,
    MonthFirst,
    /// Nothing tells.
    #[default]
    Open,
    /// Some dates can only be one, some only the other.
    Mixed,
}

/// The sign before a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decimal {
    Comma,
    Point,
    #[default]
    Open,
    Mixed,
}

/// The conventions of a column.
#[derive(Debug, Clone, Copy, Default)]
pub struct Conventions {
    pub order: Order,
    pub decimal: Decimal,
}

impl Conventions {
    /// What the texts of a column tell; `asked` is what the user said of dates.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str> + Clone, asked: Option<Order>) -> Self {
        let dates = texts.clone().filter_map(written_date).filter(|date| !date.is_certain);
        let (mut day_first, mut month_first) = (false, false);
        for (first, second) in dates.filter_map(|date| date.numbers) {
            day_first |= first > 12;
            month_first |= second > 12;
        }
        let order = match (day_first, month_first) {
            (true, true) => Order::Mixed,
            (true, false) => Order::DayFirst,
            (false, true) => Order::MonthFirst,
            (false, false) => Order::Open,
        };
        let (mut comma, mut point) = (false, false);
        for sign in texts.filter_map(certain_decimal) {
            comma |= sign == ',';
            point |= sign == '.';
        }
        let decimal = match (comma, point) {
            (true, true) => Decimal::Mixed,
            (true, false) => Decimal::Comma,
            (false, true) => Decimal::Point,
            (false, false) => Decimal::Open,
        };
        Self { order: asked.unwrap_or(order), decimal }
    }

    /// The number of a text, with its unit: `15.000.000 đồng`, `26,1`, `78.4%`, `15 triệu`.
    pub(super) fn number(&self, text: &str) -> Result<f64, Wrong> {
        let Some((digits, rest)) = split_number(text) else { return Err(no_number(text)) };
        let times = match fold(rest).trim() {
            unit if unit.starts_with("ty") => 1e9,
            unit if unit.starts_with("trieu") => 1e6,
            unit if unit.starts_with("nghin") || unit.starts_with("ngan") => 1e3,
            _ => 1.0,
        };
        let signs: Vec<char> = digits.chars().filter(|sign| matches!(sign, '.' | ',')).collect();
        let plain = match (signs.as_slice(), self.decimal) {
            ([], _) => digits.clone(),
            ([one], decimal) if is_grouped(&digits) => match (decimal, one) {
                (Decimal::Comma, ',') | (Decimal::Point, '.') => digits.replace(',', "."),
                (Decimal::Comma, _) | (Decimal::Point, _) => digits.replace(['.', ','], ""),
                // A sum of money or a count: nobody writes three decimals of it.
                (Decimal::Open, _) => digits.replace(['.', ','], ""),
                (Decimal::Mixed, _) => return Err(mixed(text)),
            },
            ([_], Decimal::Mixed) => return Err(mixed(text)),
            ([_], _) => digits.replace(',', "."),
            (many, _) => {
                let last = many[many.len() - 1];
                let is_fraction = many.iter().filter(|sign| **sign == last).count() == 1;
                let thousands: String = digits
                    .chars()
                    .filter(|sign| is_fraction && *sign == last || !matches!(sign, '.' | ','))
                    .collect();
                thousands.replace(',', ".")
            }
        };
        plain.parse::<f64>().map(|number| number * times).map_err(|_| no_number(text))
    }
}

fn no_number(text: &str) -> Wrong {
    Wrong::new(localized!("`{text}` không phải số", "`{text}` is no number"))
}

fn mixed(text: &str) -> Wrong {
    let message = localized!(
        "cột này vừa dùng dấu phẩy vừa dùng dấu chấm cho phần lẻ, nên không rõ `{text}`",
        "the column has fractions behind commas and behind points, so `{text}` is not clear"
    );
    Wrong { code: Code::AmbiguousCell, message, help: None }
}

/// Digits with their signs, and what follows; `None` if other words come before or more digits after.
fn split_number(text: &str) -> Option<(String, &str)> {
    let text = text.trim();
    let end = text
        .find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '.' | ',' | ' ' | '-')))
        .unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    let digits: String = head.trim().trim_end_matches(['.', ',']).replace(' ', "");
    let is_sound = digits.chars().any(|sign| sign.is_ascii_digit())
        && !rest.contains(|sign: char| sign.is_ascii_digit());
    is_sound.then_some((digits, rest))
}

/// `882,041`: the sign may stand between thousands.
fn is_grouped(digits: &str) -> bool {
    let groups: Vec<&str> = digits.trim_start_matches('-').split(['.', ',']).collect();
    groups.len() == 2 && (1..=3).contains(&groups[0].len()) && groups[0] != "0" && groups[1].len() == 3
}

/// The sign before the fraction, where a number leaves no doubt.
fn certain_decimal(text: &str) -> Option<char> {
    let (digits, _) = split_number(text)?;
    let signs: Vec<char> = digits.chars().filter(|sign| matches!(sign, '.' | ',')).collect();
    match signs.as_slice() {
        [one] if !is_grouped(&digits) => Some(*one),
        [first, .., last] if first != last => Some(*last),
        // `15.000.000`: the other sign is that of fractions.
        [first, ..] if signs.len() > 1 => Some(if *first == '.' { ',' } else { '.' }),
        _ => None,
    }
}

/// A date as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WrittenDate {
    /// Day and month as they stand; day first if `is_certain`.
    pub(super) numbers: Option<(i8, i8)>,
    pub(super) year: Option<i16>,
    /// Whether words or the year in front leave no doubt which is the day.
    pub(super) is_certain: bool,
    /// `09:22:31`.
    pub(super) time: Option<String>,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a date in any of the ways in which people type it; `None` for other texts.
pub(super) fn written_date(text: &str) -> Option<WrittenDate> {
    let lower = fold(text);
    let (day_text, time) = without_time(&lower);
    let words = day_text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut numbers, mut english, mut says_month) = (Vec::new(), None, false);
    for word in words {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        let letters = word.trim_matches(|sign: char| sign.is_ascii_digit());
        match letters {
            "" | "t" | "z" => {}
            "ngay" | "nam" | "mung" | "st" | "nd" | "rd" | "th" | "gmt" | "utc" => {}
            "thang" | "thg" => says_month = true,
            other if other.len() >= 3 && MONTHS.iter().any(|month| other.starts_with(month)) => {
                english = MONTHS
                    .iter()
                    .position(|month| other.starts_with(month))
                    .and_then(|at| i8::try_from(at + 1).ok());
            }
            "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun" => {}
            _ => return None,
        }
        if !digits.is_empty() {
            numbers.push((digits.parse::<i16>().ok()?, digits.len()));
        }
    }
    let small = |number: (i16, usize)| i8::try_from(number.0).ok().filter(|number| (1..=31).contains(number));
    let year = |(number, digits): (i16, usize)| match digits {
        4 if (1900..=2200).contains(&number) => Some(number),
        2 => Some(if number < 50 { 2000 + number } else { 1900 + number }),
        _ => None,
    };
    let is_certain = says_month || english.is_some();
    let made =
        |numbers, year, is_certain| Some(WrittenDate { numbers, year, is_certain, time: time.clone() });
    match (numbers.as_slice(), english) {
        ([day, last], Some(month)) => made(Some((small(*day)?, month)), Some(year(*last)?), true),
        ([day], Some(month)) => made(Some((small(*day)?, month)), None, true),
        ([first, second, third], None) if first.1 == 4 => {
            made(Some((small(*third)?, small(*second)?)), Some(year(*first)?), true)
        }
        ([first, second, third], None) => {
            let pair = (small(*first)?, small(*second)?);
            (pair.0 <= 12 || pair.1 <= 12).then_some(())?;
            made(Some(pair), Some(year(*third)?), is_certain)
        }
        ([first, second], None) if second.1 <= 2 => {
            made(Some((small(*first)?, small(*second)?)), None, is_certain)
        }
        ([one], None) if one.1 == 4 => made(None, Some(year(*one)?), true),
        _ => None,
    }
}

/// The text without its hour, and the hour: `9:05`, `9:05:11 CH`, `9h05`.
fn without_time(text: &str) -> (String, Option<String>) {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let Some(sign) = (1..bytes.len()).find(|at| {
        matches!(bytes[*at], b':' | b'h') && is_digit(at - 1) && (is_digit(at + 1) || bytes[*at] == b'h')
    }) else {
        return (text.to_owned(), None);
    };
    let start = (0..sign).rev().take_while(|at| is_digit(*at)).last().unwrap_or(sign);
    let end = (sign..bytes.len())
        .take_while(|at| is_digit(*at) || matches!(bytes[*at], b':' | b'h'))
        .last()
        .map_or(sign, |at| at + 1);
    let mut parts = text[start..end].split([':', 'h']).map(|part| part.parse::<u8>().unwrap_or(0));
    let (hour, minute, second) =
        (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    let rest = &text[end..];
    let after = rest.trim_start();
    let is_half = |marks: [&str; 3]| marks.iter().any(|mark| after.starts_with(mark));
    let hour = match hour {
        12 if is_half(["sa", "am", "a.m"]) => 0,
        hour if hour < 12 && is_half(["ch", "pm", "p.m"]) => hour + 12,
        hour => hour,
    };
    let rest = if is_half(["sa", "am", "a.m"]) || is_half(["ch", "pm", "p.m"]) {
        after.trim_start_matches(|sign: char| sign.is_alphabetic() || sign == '.')
    } else {
        rest
    };
    let zone = rest.find(['+']).or_else(|| rest.find("gmt")).unwrap_or(rest.len());
    if hour > 23 || minute > 59 || second > 59 {
        return (text.to_owned(), None);
    }
    (format!("{} {}", &text[..start], &rest[..zone]), Some(format!("{hour:02}:{minute:02}:{second:02}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(column: &[&str], text: &str) -> Option<f64> {
        Conventions::of(column.iter().copied().chain([text]), None).number(text).ok()
    }

    #[test]
    fn the_sign_before_a_fraction_is_that_of_the_column() {
        for (column, text, expected) in [
            (&["26,1"][..], "882,041", Some(882.041)),
            (&["78.4%"], "882,041", Some(882_041.0)),
            (&[], "882,041", Some(882_041.0)),
            (&[], "15.000.000 đồng", Some(15_000_000.0)),
            (&[], "1.234,5", Some(1234.5)),
            (&[], "15 triệu đồng", Some(15_000_000.0)),
            (&["1,5"], "2.5", None),
            (&[], "khoảng 12", None),
        ] {
            assert_eq!(number(column, text), expected, "{column:?} {text}");
        }
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        let read = |text: &str| {
            written_date(text).map(|date| {
                let (day, month) = date.numbers.unwrap_or_default();
                format!(
                    "{day}/{month}/{} {}{}",
                    date.year.unwrap_or_default(),
                    date.is_certain,
                    date.time.map_or_else(String::new, |time| format!(" {time}"))
                )
            })
        };
        for (text, expected) in [
            ("25/08/2024", "25/8/2024 false"),
            ("5-9-24", "5/9/2024 false"),
            ("ngày 5 tháng 9 năm 2024", "5/9/2024 true"),
            ("Ngày 05 tháng 09 năm 2024", "5/9/2024 true"),
            ("26-thg 9", "26/9/0 true"),
            ("26-thg 9-24", "26/9/2024 true"),
            ("2024-09-05", "5/9/2024 true"),
            ("2024", "0/0/2024 true"),
            ("9/5/2024 14:03:22", "9/5/2024 false 14:03:22"),
            ("9/5/2024 2:03:22 CH", "9/5/2024 false 14:03:22"),
            ("2024/09/05 2:03:22 PM GMT+7", "5/9/2024 true 14:03:22"),
            ("Sep 5, 2024", "5/9/2024 true"),
            ("5.9.1964", "5/9/1964 false"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["xã Mẫu 5/9", "13/13/2024", "1.234.567", "hôm qua", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn one_date_tells_the_order_of_the_column() {
        let order = |texts: &[&str]| Conventions::of(texts.iter().copied(), None).order;
        assert_eq!(order(&["5/9/2024", "25/9/2024"]), Order::DayFirst);
        assert_eq!(order(&["5/9/2024", "9/25/2024"]), Order::MonthFirst);
        assert_eq!(order(&["5/9/2024", "2024-09-25"]), Order::Open);
        assert_eq!(order(&["25/9/2024", "9/25/2024"]), Order::Mixed);
    }
}
