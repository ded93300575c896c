//! Parses and spells days as people write them: `1990-05-12`, `12/5/1990`, `12.05.1990`, `ngày 12 tháng 5 năm 1990`.

use jiff::civil::Date;

use bantin_text::fold::fold;

/// The day written in a text; `None` if the text has anything else.
pub(super) fn day(text: &str) -> Option<Date> {
    let words = fold(text).replace("ngay", " ").replace("thang", "/").replace("nam", "/");
    let parts: Vec<&str> = words.split(['/', '.', '-']).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let is_short = |part: &str| (1..=2).contains(&part.len());
    if year.len() != 4 || !is_short(month) || !is_short(day) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The spellings of a day. Case, accents, and the separators `-`, `.` and space are equal in normalised text.
pub(super) fn spellings(date: Date) -> Vec<String> {
    let (day, month, year) = (date.day(), date.month(), date.year());
    let mut all = vec![format!("{year:04}-{month:02}-{day:02}"), format!("{year:04}-{month}-{day}")];
    for day in [format!("{day:02}"), day.to_string()] {
        for month in [format!("{month:02}"), month.to_string()] {
            all.push(format!("{day}-{month}-{year:04}"));
            all.push(format!("{day}/{month}/{year:04}"));
            all.push(format!("{day} tháng {month} năm {year:04}"));
        }
    }
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::{day, spellings};

    #[test]
    fn a_day_is_known_in_every_spelling() {
        for text in
            ["1990-05-12", "12/5/1990", "12/05/1990", "12.5.1990", " 12-05-1990 ", "ngày 12 tháng 5 năm 1990"]
        {
            assert_eq!(day(text), Some(jiff::civil::date(1990, 5, 12)), "{text}");
        }
        for text in [
            "",
            "1990",
            "5/1990",
            "31/02/1990",
            "12/05/90",
            "12/05/1990 tại Yên Bái",
            "0900.111.222",
            "1.2.3.4",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
        assert!(spellings(jiff::civil::date(1990, 5, 12)).contains(&"12/5/1990".to_owned()));
    }
}
