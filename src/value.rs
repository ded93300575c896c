//! The small values that records are made of: ids, dates, years, addresses.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::diagnostic::{Code, LocalizedText, localized};
use crate::file_name::is_device;
use crate::yaml::decode::{Decode, Decoder, choice};
use crate::yaml::describe::{ChoiceInfo, Described, Doc, TextForm, ValueType, View};
use crate::yaml::mend::without_curly;
use crate::yaml::{Node, Plain};
use bantin_text::date::{self, Precision};
use bantin_text::language::Language;
use bantin_text::slug::{is_id, slug};

/// A record's name for life: lower-case ASCII letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub String);

impl Id {
    /// In bytes; pages add to it, and no file system takes a name of more than 255.
    const LONGEST: usize = 200;
}

/// Why an id is no name of a folder.
fn unusable(id: &str) -> LocalizedText {
    if id.len() > Id::LONGEST {
        let (length, longest) = (id.len(), Id::LONGEST);
        return localized!(
            "id dài {length} chữ, quá {longest}: thư mục không đặt tên dài như thế được",
            "the id has {length} letters, more than {longest}, which no folder can be named"
        );
    }
    localized!(
        "`{id}` là tên dành riêng của Windows, không đặt tên thư mục như thế được",
        "`{id}` is the name of a device on Windows, so no folder can have it"
    )
}

impl Described for Id {
    fn value_type() -> ValueType {
        ValueType::Form(&TextForm {
            name: "id",
            doc: "Lower-case ASCII letters, digits and hyphens.",
            pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
            example: "mo-hinh-01",
        })
    }

    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }
}

impl Decode for Id {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = String::decode(node, decoder)?;
        if is_id(&text) {
            if is_device(&text) || text.len() > Id::LONGEST {
                decoder.report_with_help(
                    Code::InvalidId,
                    unusable(&text),
                    localized!("chọn id khác", "choose another id"),
                );
                return None;
            }
            return Some(Id(text));
        }
        let message = localized!(
            "`{text}` không dùng làm id được: chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
            "`{text}` is no id: lower-case ASCII letters, digits and hyphens alone"
        );
        let better = slug(&text);
        let help = if better.is_empty() {
            localized!("ví dụ: `mo-hinh-01`", "for example: `model-01`")
        } else {
            localized!("ví dụ: `{better}`", "for example: `{better}`")
        };
        decoder.report_with_help(Code::InvalidId, message, help);
        None
    }

    fn stand_in() -> Option<Self> {
        Some(Id(String::new()))
    }
}

/// A date as an editor wrote it: a year, a month, a day, or a day and hour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct When {
    /// The first moment of it.
    local: DateTime,
    instant: Option<Timestamp>,
    pub precision: Precision,
}

impl When {
    /// Reads `2023`, `2023-08`, `2023-08-25`, `2023-08-25 09:22`, `2023-08-25 09:22:31` (in the site's zone) or
    /// RFC 3339.
    pub fn parse(text: &str) -> Option<Self> {
        let first = |date: Date, precision| Self {
            local: date.to_datetime(jiff::civil::Time::midnight()),
            instant: None,
            precision,
        };
        if let Some((date, precision)) = less_exact(text) {
            return Some(first(date, precision));
        }
        if !text.is_char_boundary(10) || text.len() < 10 {
            return None;
        }
        let date: Date = text[..10].parse().ok()?;
        if text.len() == 10 {
            return Some(first(date, Precision::Day));
        }
        let form = text.as_bytes();
        let separated = matches!(form[10], b' ' | b'T' | b't');
        let clock = separated && text.len() >= 16 && form[13] == b':' && text.is_ascii();
        if !clock || !is_seconds_and_offset(&text[16..]) {
            return None;
        }
        if let Ok(instant) = text.replacen(' ', "T", 1).parse::<Timestamp>() {
            let offset = jiff::fmt::temporal::Pieces::parse(text)
                .ok()?
                .to_numeric_offset()
                .unwrap_or(jiff::tz::Offset::UTC);
            let (local, instant) = (offset.to_datetime(instant), Some(instant));
            return Some(Self { local, instant, precision: Precision::Time });
        }
        let plain = text.len() == 16 || text.len() == 19;
        let local = text.parse::<DateTime>().ok().filter(|_| plain)?;
        Some(Self { local, instant: None, precision: Precision::Time })
    }

    /// Whether an hour was written.
    pub fn has_time(&self) -> bool {
        self.precision == Precision::Time
    }

    /// Whether the day is known.
    pub fn is_exact(&self) -> bool {
        self.precision >= Precision::Day
    }

    /// The first moment in a time zone; a time that a zone skips or repeats is resolved as calendars do (the "compatible"
    /// rule of RFC 5545).
    pub fn at(&self, zone: &TimeZone) -> Zoned {
        let instant = match self.instant {
            Some(instant) => instant,
            None => zone.to_ambiguous_timestamp(self.local).compatible().unwrap_or(Timestamp::MAX),
        };
        instant.to_zoned(zone.clone())
    }

    /// The last moment that still counts as this date: the end of the day, month or year where no hour was written.
    pub fn end(&self, zone: &TimeZone) -> Timestamp {
        let start = self.at(zone).timestamp();
        if self.has_time() {
            return start;
        }
        let last = self.last_day(zone).to_zoned(zone.clone()).and_then(|day| day.end_of_day());
        last.map_or(start, |end| end.timestamp())
    }

    /// From when on the date has come for certain: not before its end, where the day is not known.
    pub fn certain(&self, zone: &TimeZone) -> Timestamp {
        if self.is_exact() { self.at(zone).timestamp() } else { self.end(zone) }
    }

    /// The day in a time zone, the first of a month or year: what readers are told, and what days are compared by.
    pub fn day(&self, zone: &TimeZone) -> Date {
        self.at(zone).date()
    }

    /// The last day that the date may mean.
    pub fn last_day(&self, zone: &TimeZone) -> Date {
        let day = self.day(zone);
        match self.precision {
            Precision::Year => day.last_of_year(),
            Precision::Month => day.last_of_month(),
            Precision::Day | Precision::Time => day,
        }
    }

    /// The date in ISO 8601 as it is known in a time zone, without its hour.
    pub fn iso_day(&self, zone: &TimeZone) -> String {
        self.precision.min(Precision::Day).iso(&self.at(zone))
    }

    /// The date as it is known in a time zone, in the form used in records: `2023-08-25 09:22`, `2023-08`.
    pub fn written(&self, zone: &TimeZone) -> String {
        if self.has_time() { date::written(&self.at(zone)) } else { self.iso_day(zone) }
    }

    /// The day as written, wherever it was that day; the first of a month or year.
    pub fn date(&self) -> Date {
        self.local.date()
    }
}

/// Whether what follows the minute is nothing, or seconds and an offset that clocks on Earth have: `:31+07:00`. Others are
/// read by parsers of dates too: a leap second, or an offset of 25 hours.
fn is_seconds_and_offset(text: &str) -> bool {
    let two = |text: &str, most: u8| {
        text.len() == 2
            && text.bytes().all(|digit| digit.is_ascii_digit())
            && text.parse().is_ok_and(|number: u8| number <= most)
    };
    let (clock, offset) = text.split_at(text.find(['Z', 'z', '+', '-']).unwrap_or(text.len()));
    let is_clock = clock.strip_prefix(':').map_or(clock.is_empty(), |clock| {
        let (seconds, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
        two(seconds, 59) && !fraction.is_empty() && fraction.bytes().all(|digit| digit.is_ascii_digit())
    });
    let is_offset = match offset.split_once(':') {
        None => matches!(offset, "" | "Z" | "z"),
        Some((hours, minutes)) => {
            let most = if hours.starts_with('-') { 12 } else { 14 };
            two(&hours[1..], most)
                && two(minutes, 59)
                && (!hours.ends_with(&most.to_string()) || minutes == "00")
        }
    };
    is_clock && is_offset
}

/// `2023` or `2023-08`, with its first day.
fn less_exact(text: &str) -> Option<(Date, Precision)> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
    let is_written =
        year.len() == 4 && digits(year) && month.is_none_or(|month| month.len() == 2 && digits(month));
    if !is_written {
        return None;
    }
    let year: i16 = year.parse().ok().filter(|year| (Year::FIRST..=Year::LAST).contains(year))?;
    let precision = if month.is_some() { Precision::Month } else { Precision::Year };
    let month = month.map_or(Some(1), |month| month.parse().ok())?;
    Some((Date::new(year, month, 1).ok()?, precision))
}

impl Described for When {
    fn value_type() -> ValueType {
        ValueType::Form(&TextForm {
            name: "date",
            doc: "A day, or a day and hour in the site's time zone or with an offset (RFC 3339); a month or a year where the day is not known.",
            pattern: "^\\d{4}(-\\d{2}(-\\d{2}([ Tt]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?([Zz]|[+-]\\d{2}:\\d{2})?)?)?)?$",
            example: "2023-08-25 09:22",
        })
    }

    fn view(&self) -> View<'_> {
        View::Date(self.date(), self.precision)
    }
}

impl Decode for When {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let written = match node {
            Node::Text(text) => text.trim().to_owned(),
            Node::Plain(Plain::Integer(_) | Plain::Float(_), typed) => typed.to_string(),
            _ => {
                decoder.wrong_type(node, &localized!("một ngày", "a date"));
                return None;
            }
        };
        let when = When::parse(&written);
        if when.is_none() {
            let (message, help) = match date_meant(&written) {
                Some(meant) if without_curly(&written).is_some() => (
                    localized!(
                        "ngày `{written}` nằm trong ngoặc kép cong, YAML coi cả ngoặc là chữ",
                        "the date `{written}` stands in curly quotes, which YAML takes for letters"
                    ),
                    localized!("bỏ ngoặc kép cong: `{meant}`", "remove the curly quotes: `{meant}`"),
                ),
                Some(meant) => (
                    localized!(
                        "`{written}` chưa đúng cách viết ngày",
                        "`{written}` is not how a date is written"
                    ),
                    localized!(
                        "viết năm trước, đủ chữ số: `{meant}`",
                        "write the year first, with all digits: `{meant}`"
                    ),
                ),
                None if !written.contains(|sign: char| sign.is_ascii_digit()) => {
                    (localized!("`{written}` không phải một ngày", "`{written}` is no date"), date_pattern())
                }
                None => (
                    localized!(
                        "`{written}` không phải một ngày có thật",
                        "`{written}` is no date of the calendar"
                    ),
                    date_help(&written),
                ),
            };
            decoder.report_with_help(Code::InvalidDate, message, help);
        }
        when
    }

    fn stand_in() -> Option<Self> {
        When::parse("1900-01-01")
    }
}

/// A date that was written otherwise, as it is written here: `25/8/2023`, `2023-08-25 9:22`, `25/08/2023 9h05 +0700`.
fn date_meant(text: &str) -> Option<String> {
    let text = without_curly(text).unwrap_or(text).trim();
    let text = text.trim_start_matches("ngày ").trim_start_matches("Ngày ");
    let text = text.trim_start_matches("tháng ").trim_start_matches("Tháng ");
    let (day, rest) = text.split_at(text.find([' ', 'T', ',']).unwrap_or(text.len()));
    let numbers: Vec<i16> =
        day.split(['/', '.', '-']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    if let [one, other] = numbers[..] {
        let meant = format!("{:04}-{:02}", one.max(other), one.min(other));
        return less_exact(&meant).filter(|_| rest.is_empty()).map(|_| meant);
    }
    let [first, month, last] = numbers[..] else { return None };
    let (year, day) = if first > 31 { (first, last) } else { (last, first) };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let rest = rest.trim_start_matches([' ', 'T', ',']).trim();
    if rest.is_empty() {
        return (year >= 1000).then(|| date.to_string());
    }
    let end = rest.find([' ', '+', 'Z', '-']).unwrap_or(rest.len());
    let clock = clock_meant(&rest[..end])?;
    let meant = match offset_meant(rest[end..].trim())? {
        offset if offset.is_empty() => format!("{date} {clock}"),
        offset if clock.len() == 5 => format!("{date}T{clock}:00{offset}"),
        offset => format!("{date}T{clock}{offset}"),
    };
    When::parse(&meant).filter(|_| year >= 1000).map(|_| meant)
}

/// `9:5`, `9h05`, `9h`, `9:05:11` with all digits.
fn clock_meant(text: &str) -> Option<String> {
    let text = text.trim_end_matches(['h', 'H', 'g', ':', 'p']);
    let parts: Vec<u8> =
        text.split([':', 'h', 'H', 'g', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [hour] => Some(format!("{hour:02}:00")),
        [hour, minute] => Some(format!("{hour:02}:{minute:02}")),
        [hour, minute, second] => Some(format!("{hour:02}:{minute:02}:{second:02}")),
        _ => None,
    }
}

/// `+0700`, `+7` and `GMT+7` as `+07:00`; nothing where there is none.
fn offset_meant(text: &str) -> Option<String> {
    let text = text.trim_start_matches("GMT").trim_start_matches("UTC");
    let Some(digits) = text.strip_prefix(['+', '-']) else {
        return matches!(text, "" | "Z").then(|| text.to_owned());
    };
    let digits = digits.replace(':', "");
    let (hours, minutes) = if digits.len() > 2 { digits.split_at(digits.len() - 2) } else { (&*digits, "0") };
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(format!("{}{hours:02}:{minutes:02}", &text[..1]))
}

/// The way to write a date; for `25/8/2023` and `2023-8-25` the very date that was meant.
fn date_help(text: &str) -> crate::diagnostic::LocalizedText {
    let (day, hour) = text.split_once([' ', 'T']).map_or((text, None), |(day, hour)| (day, Some(hour)));
    let numbers: Vec<Option<i16>> =
        day.splitn(3, ['/', '.', '-']).map(|part| part.trim().parse().ok()).collect();
    let [Some(first), Some(month), Some(last)] = numbers[..] else { return date_pattern() };
    let is_clock =
        |hour: &str| When::parse(&format!("2023-08-25 {}", hour.get(..5).unwrap_or(hour))).is_some();
    if hour.is_some_and(|hour| is_clock(hour) && When::parse(&format!("2023-08-25 {hour}")).is_none()) {
        return localized!(
            "giây từ 00 đến 59, múi giờ từ `-12:00` đến `+14:00`: `2023-08-25T09:22:31+07:00`",
            "seconds go from 00 to 59, offsets from `-12:00` to `+14:00`: `2023-08-25T09:22:31+07:00`"
        );
    }
    if hour.is_some_and(|hour| When::parse(&format!("2023-08-25 {hour}")).is_none()) {
        return localized!(
            "viết giờ như `09:22`, từ 00:00 đến 23:59",
            "write the hour like `09:22`, from 00:00 to 23:59"
        );
    }
    let (year, day) = if first > 31 { (first, last) } else { (last, first) };
    let (Ok(month @ 1..=12), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return date_pattern();
    };
    match Date::new(year, month, day).ok().filter(|date| date.year() >= 1000) {
        Some(date) => {
            let meant = hour.map_or_else(|| date.to_string(), |hour| format!("{date} {hour}"));
            localized!(
                "viết năm trước, đủ chữ số: `{meant}`",
                "write the year first, with all digits: `{meant}`"
            )
        }
        None => match Date::new(year, month, 1) {
            Ok(month) if year >= 1000 => {
                let (days, name) = (month.days_in_month(), month.strftime("%m/%Y"));
                localized!("tháng {name} có {days} ngày", "{name} has {days} days")
            }
            _ => date_pattern(),
        },
    }
}

fn date_pattern() -> crate::diagnostic::LocalizedText {
    localized!(
        "viết theo mẫu `2023-08-25` hoặc `2023-08-25 09:22`; không rõ ngày thì `2023-08` hoặc `2023`",
        "write it like `2023-08-25` or `2023-08-25 09:22`; where the day is not known, `2023-08` or `2023`"
    )
}

/// A year of the calendar, 1900 to 2200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i16);

impl Year {
    const FIRST: i16 = 1900;
    const LAST: i16 = 2200;
}

impl Described for Year {
    fn value_type() -> ValueType {
        ValueType::Integer { min: i64::from(Self::FIRST), max: i64::from(Self::LAST) }
    }

    fn view(&self) -> View<'_> {
        View::Integer(i64::from(self.0))
    }
}

impl Decode for Year {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        if let Node::Text(text) = node
            && let Some(when) = When::parse(text).or_else(|| When::parse(&date_meant(text)?))
            && when.precision > Precision::Year
        {
            let year = when.date().year();
            let message = localized!(
                "cần một năm, nhưng ở đây là ngày “{text}”",
                "expected a year, found the date “{text}”"
            );
            let help = localized!("chỉ viết năm: `{year}`", "write the year alone: `{year}`");
            decoder.report_with_help(Code::WrongType, message, help);
            return None;
        }
        let number = i64::decode(node, decoder)?;
        match i16::try_from(number) {
            Ok(year @ Self::FIRST..=Self::LAST) => Some(Year(year)),
            _ => {
                let message = localized!("{number} không phải một năm", "{number} is not a year");
                decoder.report_with_help(
                    Code::OutOfRange,
                    message,
                    localized!("ví dụ: 2023", "for example: 2023"),
                );
                None
            }
        }
    }

    fn stand_in() -> Option<Self> {
        Some(Year(Self::FIRST))
    }
}

/// The part of a picture that must stay visible where it is cropped, as fractions of its width and height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Focus {
    x: f64,
    y: f64,
}

impl Focus {
    /// In tenths of width and height: style sheets have a class for each.
    pub fn tenths(self) -> [u8; 2] {
        [self.x, self.y].map(|part| (part.clamp(0.0, 1.0) * 10.0).round() as u8)
    }
}

impl Described for Focus {
    fn value_type() -> ValueType {
        ValueType::List(Box::new(ValueType::Number))
    }

    fn view(&self) -> View<'_> {
        View::List(vec![&self.x, &self.y])
    }
}

impl Decode for Focus {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let parts = Vec::<f64>::decode(node, decoder)?;
        match parts[..] {
            [x, y] if [x, y].iter().all(|part| (0.0..=1.0).contains(part)) => Some(Focus { x, y }),
            // A part that is no number was told.
            _ if matches!(node, Node::List(written) if parts.len() < written.len()) => None,
            _ => {
                let message = localized!(
                    "điểm cần giữ của ảnh là hai số từ 0 đến 1",
                    "the focus of a picture is two numbers from 0 to 1"
                );
                let help = localized!(
                    "số đầu tính từ mép trái, số sau tính từ mép trên: `[0.5, 0.3]`",
                    "the first counts from the left edge, the second from the top: `[0.5, 0.3]`"
                );
                decoder.report_with_help(Code::OutOfRange, message, help);
                None
            }
        }
    }

    fn stand_in() -> Option<Self> {
        Some(Focus { x: 0.5, y: 0.5 })
    }
}

/// An address that a page may link to: `https:`, `http:`, `mailto:`, `tel:`, or a path of this host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(pub String);

impl Link {
    /// Whether a page may link to `address`.
    ///
    /// A colon before the first `/`, `?` or `#` ends a scheme (RFC 3986, 3.1); white space and control characters,
    /// which browsers drop, are never part of one.
    pub fn is_safe(address: &str) -> bool {
        if address.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return false;
        }
        let head = address.split(['/', '?', '#']).next().unwrap_or("");
        match head.split_once(':') {
            None => !address.is_empty(),
            Some((scheme, _)) => {
                matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "mailto" | "tel")
            }
        }
    }
}

impl Described for Link {
    fn value_type() -> ValueType {
        ValueType::Form(&TextForm {
            name: "link",
            doc: "An address with `https:`, `http:`, `mailto:` or `tel:`, or a path of this host.",
            pattern: "^(([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll]):|[^:\\s]*([/?#]|$))\\S*$",
            example: "https://example.vn/trang",
        })
    }

    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }
}

impl Decode for Link {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = String::decode(node, decoder)?;
        if Link::is_safe(&text) {
            return Some(Link(text));
        }
        decoder.report_with_help(
            Code::InvalidUrl,
            localized!(
                "`{text}` không phải địa chỉ dùng được",
                "`{text}` is no address that a page may link to"
            ),
            match without_curly(&text).filter(|inside| Link::is_safe(inside)) {
                Some(inside) => {
                    localized!("bỏ ngoặc kép cong: `{inside}`", "remove the curly quotes: `{inside}`")
                }
                None => localized!(
                    "viết đủ, ví dụ `https://example.vn/trang`",
                    "write it in full, like `https://example.vn/page`"
                ),
            },
        );
        None
    }

    fn stand_in() -> Option<Self> {
        Some(Link(String::new()))
    }
}

const LANGUAGES: ChoiceInfo = ChoiceInfo {
    name: "Language",
    doc: Doc(&["A language of the site's texts and of the words around them."]),
    words: &[("vi", Doc(&["Vietnamese."])), ("en", Doc(&["English."]))],
};

impl Described for Language {
    fn value_type() -> ValueType {
        ValueType::Choice(&LANGUAGES)
    }

    fn view(&self) -> View<'_> {
        View::Text(self.code())
    }
}

impl Decode for Language {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let index = choice(node, decoder, &LANGUAGES)?;
        Language::ALL.get(index).copied()
    }

    fn stand_in() -> Option<Self> {
        Some(Language::Vi)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hanoi() -> TimeZone {
        TimeZone::get("Asia/Ho_Chi_Minh").expect("the zone is in the table")
    }

    #[test]
    fn dates_are_read_in_every_form_of_the_contract() {
        for (text, instant) in [
            ("2023-08-25", "2023-08-24T17:00:00Z"),
            ("2023-08-25 09:22", "2023-08-25T02:22:00Z"),
            ("2023-08-25 09:22:31", "2023-08-25T02:22:31Z"),
            ("2023-08-25T09:22:31+07:00", "2023-08-25T02:22:31Z"),
            ("2023-08-25T02:22:31Z", "2023-08-25T02:22:31Z"),
            ("2023-08-25T02:22:31.5z", "2023-08-25T02:22:31.5Z"),
            ("2023-08-25T16:22:31+14:00", "2023-08-25T02:22:31Z"),
            ("2023-08", "2023-07-31T17:00:00Z"),
            ("2023", "2022-12-31T17:00:00Z"),
        ] {
            let when = When::parse(text).expect(text);
            assert_eq!(when.at(&hanoi()).timestamp().to_string(), instant, "{text}");
        }
    }

    #[test]
    fn a_date_written_otherwise_is_shown_as_it_is_written_here() {
        for (text, meant) in [
            ("25/08/2023", "2023-08-25"),
            ("25.8.2023", "2023-08-25"),
            ("“2025-05-01”", "2025-05-01"),
            ("14/06/2025 9:05:11", "2025-06-14 09:05:11"),
            ("2023-08-25 9:22", "2023-08-25 09:22"),
            ("2023-8-25 9h5", "2023-08-25 09:05"),
            ("2023-08-25 09:22:31 +0700", "2023-08-25T09:22:31+07:00"),
            ("25/08/2023 9:22 GMT+7", "2023-08-25T09:22:00+07:00"),
            ("8/2023", "2023-08"),
            ("2023-8", "2023-08"),
            ("tháng 8/2023", "2023-08"),
        ] {
            assert_eq!(date_meant(text).as_deref(), Some(meant), "{text}");
            assert!(When::parse(meant).is_some(), "{meant}");
        }
        for text in ["30/02/2023", "2023-08-25 25:00", "hôm qua", "1/2", "25/8/23"] {
            assert_eq!(date_meant(text), None, "{text}");
        }
    }

    #[test]
    fn days_that_are_not_in_the_calendar_are_refused() {
        for text in [
            "2023-02-30",
            "25/08/2023",
            "hôm qua",
            "2023-08-25 25:00",
            "2023-13",
            "23",
            "0023",
            "2023-",
            "2023-08-25 9h",
            "2023-08-25 09:22:60",
            "2023-08-25T09:22:60+07:00",
            "2023-08-25T09:22:31+25:00",
            "2023-08-25T09:22:31+14:30",
            "2023-08-25T09:22:31-13:00",
            "2023-08-25T09:22:31+07:60",
            "2023-08-25T09:22:31.+07:00",
            "2023-08-25T09:22:31+0700",
            "2023-08-25T09:22:31+07:00[Asia/Tokyo]",
            "",
        ] {
            assert_eq!(When::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_without_a_day_lasts_as_long_as_it_may_mean() {
        let year = When::parse("2023").expect("a date");
        assert_eq!(year.end(&hanoi()).to_string(), "2023-12-31T16:59:59.999999999Z");
        assert_eq!(
            (year.last_day(&hanoi()).to_string(), year.iso_day(&hanoi())),
            ("2023-12-31".into(), "2023".into())
        );
        let month = When::parse("2024-02").expect("a date");
        assert_eq!(
            (month.last_day(&hanoi()).to_string(), month.iso_day(&hanoi())),
            ("2024-02-29".into(), "2024-02".into())
        );
        assert_eq!(month.certain(&hanoi()), month.end(&hanoi()));
        let day = When::parse("2024-02-03").expect("a date");
        assert_eq!(day.certain(&hanoi()), day.at(&hanoi()).timestamp());
    }

    #[test]
    fn a_deadline_without_an_hour_lasts_to_the_end_of_its_day() {
        let day = When::parse("2025-06-30").expect("a date");
        assert_eq!(day.end(&hanoi()).to_string(), "2025-06-30T16:59:59.999999999Z");
        let hour = When::parse("2025-06-30 17:00").expect("a date");
        assert_eq!(hour.end(&hanoi()).to_string(), "2025-06-30T10:00:00Z");
    }

    #[test]
    fn addresses_that_run_scripts_are_no_links() {
        for safe in ["https://a.vn/x:y", "/tin-tuc/", "../a.md", "mailto:a@b.vn", "#muc", "a/b:c"] {
            assert!(Link::is_safe(safe), "{safe}");
        }
        for unsafe_one in
            ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "java\nscript:x", "vbscript:x", ""]
        {
            assert!(!Link::is_safe(unsafe_one), "{unsafe_one}");
        }
    }
}
