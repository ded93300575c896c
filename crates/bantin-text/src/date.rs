//! Dates as shown to readers of a news site.
//!
//! In: a date, or a date with time, already in the site's time zone. Out: text in the reader's language. Names of
//! weekdays follow Decree 30/2020/NĐ-CP (Appendix II): thứ Hai … Chủ nhật.

use jiff::Zoned;
use jiff::civil::{Date, DateTime, Weekday};

use crate::language::Language;

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// `2023`.
    Year,
    /// `2023-08`.
    Month,
    /// `2023-08-25`.
    Day,
    /// `2023-08-25 09:22`.
    Time,
}

impl Precision {
    /// A moment in ISO 8601 with the parts that are known: `2023`, `2023-08`, `2023-08-25`,
    /// `2023-08-25T09:22:00+07:00`.
    #[must_use]
    pub fn iso(self, moment: &Zoned) -> String {
        let form = match self {
            Self::Year => "%Y",
            Self::Month => "%Y-%m",
            Self::Day => "%Y-%m-%d",
            Self::Time => "%Y-%m-%dT%H:%M:%S%:z",
        };
        moment.strftime(form).to_string()
    }

    /// A moment in ISO 8601, with its hour if the day is known.
    #[must_use]
    pub fn stamp(self, moment: &Zoned) -> String {
        if self < Self::Day { self.iso(moment) } else { Self::Time.iso(moment) }
    }
}

/// The months in English, January first.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day: `25/08/2023`, `25 August 2023`.
#[must_use]
pub fn day(date: Date, language: Language) -> String {
    let (day, month, year) = (date.day(), date.month(), date.year());
    match language {
        Language::Vi => format!("{day:02}/{month:02}/{year}"),
        Language::En => format!("{day} {} {year}", english_month(date)),
    }
}

/// A date with time, as in lists: `25/08/2023, 09:22`, `25 August 2023, 09:22`.
#[must_use]
pub fn minute(datetime: DateTime, language: Language) -> String {
    with_time(&day(datetime.date(), language), datetime)
}

/// A date with time, as under a headline: `thứ Sáu, 25/08/2023, 09:22`, `Friday, 25 August 2023, 09:22`.
#[must_use]
pub fn long(datetime: DateTime, language: Language) -> String {
    with_time(&weekday_and_day(datetime.date(), language), datetime)
}

fn with_time(day: &str, datetime: DateTime) -> String {
    format!("{day}, {:02}:{:02}", datetime.hour(), datetime.minute())
}

/// A moment as it is written in records: `2023-08-25 09:22`.
#[must_use]
pub fn written(moment: &Zoned) -> String {
    moment.strftime("%Y-%m-%d %H:%M").to_string()
}

/// A day with its weekday: `thứ Sáu, 25/08/2023`, `Friday, 25 August 2023`.
#[must_use]
pub fn weekday_and_day(date: Date, language: Language) -> String {
    format!("{}, {}", weekday(date.weekday(), language), day(date, language))
}

/// The month of a date: `tháng 8/2023`, `August 2023`.
#[must_use]
pub fn month(date: Date, language: Language) -> String {
    match language {
        Language::Vi => format!("tháng {}/{}", date.month(), date.year()),
        Language::En => format!("{} {}", english_month(date), date.year()),
    }
}

/// The year of a date, where its month is not known: `năm 2023`, `2023`.
#[must_use]
pub fn year(date: Date, language: Language) -> String {
    match language {
        Language::Vi => format!("năm {}", date.year()),
        Language::En => date.year().to_string(),
    }
}

/// A date as exactly as it is known: `25/08/2023`, `tháng 8/2023`, `năm 2023`.
#[must_use]
pub fn known(date: Date, precision: Precision, language: Language) -> String {
    match precision {
        Precision::Year => year(date, language),
        Precision::Month => month(date, language),
        Precision::Day | Precision::Time => day(date, language),
    }
}

fn english_month(date: Date) -> &'static str {
    MONTHS[date.month().unsigned_abs() as usize - 1]
}

fn weekday(weekday: Weekday, language: Language) -> &'static str {
    let (vietnamese, english) = match weekday {
        Weekday::Monday => ("thứ Hai", "Monday"),
        Weekday::Tuesday => ("thứ Ba", "Tuesday"),
        Weekday::Wednesday => ("thứ Tư", "Wednesday"),
        Weekday::Thursday => ("thứ Năm", "Thursday"),
        Weekday::Friday => ("thứ Sáu", "Friday"),
        Weekday::Saturday => ("thứ Bảy", "Saturday"),
        Weekday::Sunday => ("Chủ nhật", "Sunday"),
    };
    match language {
        Language::Vi => vietnamese,
        Language::En => english,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{day, long, month, weekday_and_day, year};
    use crate::language::Language::{En, Vi};

    #[test]
    fn a_day_has_two_digits_in_vietnamese() {
        assert_eq!(day(date(2023, 8, 25), Vi), "25/08/2023");
        assert_eq!(day(date(2024, 2, 3), Vi), "03/02/2024");
        assert_eq!(day(date(2024, 2, 3), En), "3 February 2024");
    }

    #[test]
    fn a_moment_names_the_day_of_the_week() {
        let friday = date(2023, 8, 25).at(9, 22, 31, 0);
        assert_eq!(long(friday, Vi), "thứ Sáu, 25/08/2023, 09:22");
        assert_eq!(long(friday, En), "Friday, 25 August 2023, 09:22");
        assert_eq!(long(date(2023, 8, 27).at(0, 5, 0, 0), Vi), "Chủ nhật, 27/08/2023, 00:05");
        assert_eq!(weekday_and_day(date(2023, 8, 28), Vi), "thứ Hai, 28/08/2023");
    }

    #[test]
    fn a_month_stands_with_its_year() {
        assert_eq!(month(date(2023, 12, 31), Vi), "tháng 12/2023");
        assert_eq!(month(date(2023, 1, 1), Vi), "tháng 1/2023");
        assert_eq!(month(date(2023, 12, 31), En), "December 2023");
        assert_eq!(
            (year(date(2023, 1, 1), Vi), year(date(2023, 1, 1), En)),
            ("năm 2023".into(), "2023".into())
        );
    }
}
