//! Values of cells: what a key wants, from what people type.
//!
//! In: a cell, the declared type of its key, the conventions of its column. Out: a [`Node`], nothing for "Chưa có dữ
//! liệu", or why it cannot be taken. Nothing is guessed where two things may be meant.

use jiff::civil::Date;

use crate::content::kind::Kind;
use crate::diagnostic::{Code, localized};
use crate::import::conventions::{Conventions, Order};
use crate::import::lists::parts;
use crate::import::people;
use crate::import::references::References;
use crate::import::sheet::Value;
use crate::import::table::plain;
use crate::import::words;
use crate::import::wrong::Wrong;
use crate::yaml::describe::ChoiceInfo;
use crate::yaml::{Node, Plain};
use bantin_text::slug::slug;

/// What a column is read as.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wanted {
    Text,
    /// Digits that may begin with 0: the length of the whole number, if it has one.
    Digits(Option<usize>),
    Date,
    Year,
    Integer,
    Number,
    Bool,
    Choice(&'static ChoiceInfo),
    Reference(Kind),
    References(Kind),
    Choices(&'static ChoiceInfo),
    /// A list of texts.
    Texts,
    /// Persons with their names.
    People,
    Id,
}

/// Words of cells that hold nothing.
const NOTHING: [&str; 12] = [
    "",
    "chua co du lieu",
    "chua co",
    "khong co",
    "khong",
    "n/a",
    "na",
    "x x",
    "chua ro",
    "khong ro",
    "dang cap nhat",
    "null",
];

/// Whether a text says that there is no value.
pub(super) fn is_nothing(text: &str) -> bool {
    let plain = plain(text);
    NOTHING.contains(&plain.as_str())
}

/// Reads one cell; texts are cleaned already.
pub fn read(
    value: &Value,
    wanted: Wanted,
    conventions: &Conventions,
    references: &References<'_>,
) -> Result<Option<Node>, Wrong> {
    if let Value::Error(error) = value {
        let message = localized!(
            "ô báo lỗi {error} của bảng tính",
            "the cell shows the error {error} of the spreadsheet"
        );
        return Err(Wrong::new(message)
            .help(localized!("sửa công thức trong bảng tính", "mend the formula in the sheet")));
    }
    if let Value::Text(text) = value
        && (is_nothing(text) && !(wanted == Wanted::Bool && plain(text) == "khong"))
    {
        return Ok(None);
    }
    let node = match wanted {
        Wanted::Text => Node::Text(text(value)?),
        Wanted::Id => Node::Text(slug(&text(value)?)),
        Wanted::Digits(length) => Node::Text(digits(value, length)?),
        Wanted::Date => Node::Text(date(value, conventions)?),
        Wanted::Year => Plain::Integer(year(value)?).into(),
        Wanted::Integer => Plain::Integer(integer(value, conventions)?).into(),
        Wanted::Number => number_node(number(value, conventions)?),
        Wanted::Bool => Plain::Bool(boolean(value)?).into(),
        Wanted::Choice(of) => Node::Text(choice(of, &text(value)?)?),
        Wanted::Choices(of) => {
            let parts = parts(&text(value)?, true).into_iter().map(|part| choice(of, &part).map(Node::Text));
            Node::List(parts.collect::<Result<_, _>>()?)
        }
        Wanted::Reference(kind) => Node::Text(references.one(kind, &text(value)?)?),
        Wanted::References(kind) => {
            Node::List(references.several(kind, &text(value)?)?.into_iter().map(Node::Text).collect())
        }
        Wanted::Texts => Node::List(parts(&text(value)?, false).into_iter().map(Node::Text).collect()),
        Wanted::People => people::read(&text(value)?),
    };
    Ok(Some(node))
}

/// A number as people write it: no `.0`, nothing beyond what a spreadsheet keeps.
fn text(value: &Value) -> Result<String, Wrong> {
    Ok(match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => {
            whole(*number)?.map_or_else(|| number.to_string(), |whole| whole.to_string())
        }
        Value::Bool(value) => if *value { "có" } else { "không" }.to_owned(),
        Value::Date(date, true) => date.strftime("%Y-%m-%d %H:%M").to_string(),
        Value::Date(date, false) => date.date().to_string(),
        Value::Error(error) => error.clone(),
    })
}

/// A whole number; `None` for one with a fraction.
fn whole(number: f64) -> Result<Option<i64>, Wrong> {
    if number.abs() >= 1e15 {
        let message = localized!(
            "số có hơn 15 chữ số, bảng tính đã làm tròn",
            "the number has more than 15 digits: the spreadsheet has rounded it"
        );
        return Err(Wrong::new(message).help(localized!(
            "định dạng cột là Văn bản (Text) rồi gõ lại số",
            "format the column as Text and type the number again"
        )));
    }
    Ok((number.fract() == 0.0).then_some(number as i64))
}

fn digits(value: &Value, length: Option<usize>) -> Result<String, Wrong> {
    let text = text(value)?;
    let is_rounded = text.contains(['E', 'e'])
        && text.contains('+')
        && text.chars().filter(char::is_ascii_alphabetic).count() == 1;
    if is_rounded {
        let message = localized!("`{text}` là số đã bị làm tròn", "`{text}` is a number that was rounded");
        return Err(Wrong::new(message).help(localized!(
            "định dạng cột là Văn bản (Text) rồi gõ lại số",
            "format the column as Text and type the number again"
        )));
    }
    let is_number = matches!(value, Value::Number(_));
    Ok(match length {
        // A spreadsheet drops zeros in front. Nine digits of twelve are the older number, which is complete.
        Some(length) if is_number && text.len() < length && !(length == 12 && text.len() == 9) => {
            format!("{text:0>length$}")
        }
        _ => text,
    })
}

fn date(value: &Value, conventions: &Conventions) -> Result<String, Wrong> {
    match value {
        Value::Date(date, true) => Ok(date.strftime("%Y-%m-%d %H:%M:%S").to_string()),
        Value::Date(date, false) => Ok(date.date().to_string()),
        Value::Number(number) if (1900.0..2200.0).contains(number) && number.fract() == 0.0 => {
            Ok(number.to_string())
        }
        Value::Text(text) => text_date(text, conventions),
        _ => Err(no_date(&text(value)?)),
    }
}

fn no_date(text: &str) -> Wrong {
    let message = localized!("`{text}` không phải một ngày", "`{text}` is no date");
    Wrong::new(message).help(localized!("viết như 25/8/2024", "write it like 25/8/2024"))
}

fn text_date(text: &str, conventions: &Conventions) -> Result<String, Wrong> {
    let Some(written) = crate::import::conventions::written_date(text) else { return Err(no_date(text)) };
    let Some(year) = written.year else {
        let message = localized!("`{text}` thiếu năm", "`{text}` has no year");
        return Err(
            Wrong::new(message).help(localized!("viết đủ ngày, tháng, năm", "write day, month and year"))
        );
    };
    let Some((first, second)) = written.numbers else { return Ok(year.to_string()) };
    let (day, month) = match conventions.order {
        _ if written.is_certain || first == second => (first, second),
        Order::DayFirst => (first, second),
        Order::MonthFirst => (second, first),
        Order::Open => {
            let message = localized!(
                "chưa rõ `{text}` là ngày/tháng hay tháng/ngày: cả cột không có ngày nào cho biết",
                "`{text}` may be day/month or month/day: no date of the column tells"
            );
            let help = localized!(
                "nêu rõ bằng `--dates dmy` hoặc `--dates mdy`",
                "say it with `--dates dmy` or `--dates mdy`"
            );
            return Err(Wrong { code: Code::AmbiguousCell, message, help: Some(help) });
        }
        Order::Mixed => {
            let message = localized!(
                "cột này vừa có ngày/tháng vừa có tháng/ngày, nên không rõ `{text}`",
                "the column has both day/month and month/day, so `{text}` is not clear"
            );
            return Err(Wrong { code: Code::AmbiguousCell, message, help: None });
        }
    };
    let date = Date::new(year, month, day).map_err(|_| no_date(text))?;
    Ok(written.time.map_or_else(|| date.to_string(), |time| format!("{date} {time}")))
}

fn year(value: &Value) -> Result<i64, Wrong> {
    match value {
        Value::Date(date, _) => Ok(i64::from(date.year())),
        Value::Number(number) if number.fract() == 0.0 && (1900.0..=2200.0).contains(number) => {
            Ok(whole(*number)?.unwrap_or_default())
        }
        Value::Text(text) => {
            let years = text.split(|sign: char| !sign.is_ascii_digit()).filter(|part| part.len() == 4);
            let mut years =
                years.filter_map(|part| part.parse::<i64>().ok()).filter(|year| (1900..=2200).contains(year));
            match (years.next(), years.next()) {
                (Some(year), None) => Ok(year),
                _ => Err(no_year(text)),
            }
        }
        other => Err(no_year(&text(other)?)),
    }
}

fn no_year(text: &str) -> Wrong {
    let message = localized!("`{text}` không phải một năm", "`{text}` is no year");
    Wrong::new(message).help(localized!("viết bốn chữ số, ví dụ 2024", "write four digits, like 2024"))
}

fn integer(value: &Value, conventions: &Conventions) -> Result<i64, Wrong> {
    let number = number(value, conventions)?;
    let wrong = || {
        let message = localized!("`{number}` không phải số nguyên", "`{number}` is no whole number");
        Wrong::new(message)
    };
    whole(number)?.ok_or_else(wrong)
}

fn number(value: &Value, conventions: &Conventions) -> Result<f64, Wrong> {
    match value {
        Value::Number(number) => Ok(*number),
        Value::Text(text) => conventions.number(text),
        other => {
            let text = text(other)?;
            Err(Wrong::new(localized!("`{text}` không phải số", "`{text}` is no number")))
        }
    }
}

fn number_node(number: f64) -> Node {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        Plain::Integer(number as i64).into()
    } else {
        Plain::Float(number).into()
    }
}

fn boolean(value: &Value) -> Result<bool, Wrong> {
    let text = match value {
        Value::Bool(value) => return Ok(*value),
        Value::Number(number) if *number == 1.0 => return Ok(true),
        Value::Number(number) if *number == 0.0 => return Ok(false),
        other => text(other)?,
    };
    let words = plain(&text);
    let begins =
        |with: &[&str]| with.iter().any(|word| words == *word || words.starts_with(&format!("{word} ")));
    if begins(&["khong", "no", "false", "chua", "tu choi"]) {
        return Ok(false);
    }
    if begins(&["co", "x", "v", "yes", "true", "dong y", "duoc", "toi dong y"])
        || matches!(&*text, "✓" | "✔" | "☑" | "√")
    {
        return Ok(true);
    }
    let message = localized!("`{text}` không rõ là có hay không", "`{text}` is neither yes nor no");
    Err(Wrong::new(message).help(localized!("viết Có hoặc Không", "write Có or Không")))
}

fn choice(of: &'static ChoiceInfo, text: &str) -> Result<String, Wrong> {
    words::word(of, text).map(str::to_owned).ok_or_else(|| {
        let choices = words::choices(of);
        let message = localized!("không hiểu `{text}` ở cột này", "`{text}` means nothing in this column");
        Wrong::new(message).help(localized!("một trong: {choices}", "one of: {choices}"))
    })
}
