//! What the user says of a sheet: a mapping file (`--map`), and single values (`--set`).
//!
//! ```yaml
//! columns:
//!   Tên đề tài: title
//!   C: private.phone      # a column by its letter
//!   Xếp hạng: "-"         # a column that is left out
//! group: field            # what the headings between the rows are
//! set: {level: commune}   # what no column says
//! dates: dmy
//! ```

use crate::diagnostic::{LocalizedText, localized};
use crate::import::columns::{KeyPath, Keys};
use crate::import::conventions::Order;
use crate::import::sheet::letters;
use crate::import::table::{Column, plain};
use crate::yaml::{Node, parse, write};

/// What a mapping file holds.
#[derive(Debug, Default, Clone)]
pub struct Mapping {
    /// Name or letter of a column, and its key; `None` where it is left out.
    pub columns: Vec<(String, Option<KeyPath>)>,
    pub group: Option<KeyPath>,
    /// Key and text that take the place of a missing column.
    pub set: Vec<(KeyPath, String)>,
    pub dates: Option<Order>,
}

/// The order of `dmy` and `mdy`.
#[must_use]
pub fn order(word: &str) -> Option<Order> {
    match word {
        "dmy" => Some(Order::DayFirst),
        "mdy" => Some(Order::MonthFirst),
        _ => None,
    }
}

impl Mapping {
    /// Reads a mapping file; every mistake is told.
    pub fn read(text: &str, keys: &Keys) -> Result<Self, Vec<LocalizedText>> {
        let tree = parse(text).map_err(|_| {
            vec![localized!("tệp gán cột không đọc được như YAML", "the mapping file is no readable YAML")]
        })?;
        let Node::Mapping(pairs) = tree else {
            return Err(vec![localized!(
                "tệp gán cột phải có khóa `columns`",
                "the mapping file needs the key `columns`"
            )]);
        };
        let (mut mapping, mut wrong) = (Self::default(), Vec::new());
        for (key, value) in pairs {
            match (key.as_str(), value) {
                ("columns", Node::Mapping(columns)) => {
                    for (name, key) in columns {
                        match key_of(&key, keys) {
                            Ok(path) => mapping.columns.push((name, path)),
                            Err(why) => wrong.push(why),
                        }
                    }
                }
                ("group", key) => match key_of(&key, keys) {
                    Ok(path) => mapping.group = path,
                    Err(why) => wrong.push(why),
                },
                ("set", Node::Mapping(values)) => {
                    for (name, value) in values {
                        let text = if let Node::Text(text) = &value { text.clone() } else { write::inline(&value) };
                        if let Err(why) = mapping.add(&name, &text, keys) {
                            wrong.push(why);
                        }
                    }
                }
                ("dates", Node::Text(word)) if order(&word).is_some() => mapping.dates = order(&word),
                (key, _) => wrong.push(localized!(
                    "tệp gán cột: không hiểu `{key}`; có `columns`, `group`, `set`, `dates` (dmy hoặc mdy)",
                    "the mapping file: `{key}` means nothing; there are `columns`, `group`, `set`, `dates` (dmy or mdy)"
                )),
            }
        }
        if wrong.is_empty() { Ok(mapping) } else { Err(wrong) }
    }

    /// Adds a value of `--set`.
    pub fn add(&mut self, name: &str, text: &str, keys: &Keys) -> Result<(), LocalizedText> {
        let path = keys.of_text(name).ok_or_else(|| no_key(name, keys))?;
        self.set.push((path, text.to_owned()));
        Ok(())
    }

    /// What the file says of a column: by its whole name, its lowest name, or its letter.
    #[must_use]
    pub fn of(&self, column: &Column) -> Option<Option<KeyPath>> {
        let is_named = |name: &str| {
            name == letters(column.at)
                || plain(name) == plain(&column.name())
                || column.path.last().is_some_and(|last| plain(name) == plain(last))
        };
        self.columns.iter().find(|(name, _)| is_named(name)).map(|(_, path)| path.clone())
    }

    /// Whether a single name stands in the file.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.columns.iter().any(|(known, _)| known.split('/').any(|part| plain(part) == plain(name)))
    }
}

fn key_of(node: &Node, keys: &Keys) -> Result<Option<KeyPath>, LocalizedText> {
    let Node::Text(text) = node else { return Err(no_key(&write::inline(node), keys)) };
    if text.trim() == "-" {
        return Ok(None);
    }
    keys.of_text(text).map(Some).ok_or_else(|| no_key(text, keys))
}

fn no_key(name: &str, keys: &Keys) -> LocalizedText {
    let all = keys.all().join(", ");
    localized!("không có khóa `{name}`; có: {all}", "there is no key `{name}`; there are: {all}")
}

/// A mapping file for a table, with the best guess for each column.
#[must_use]
pub fn guessed(columns: &[Column], keys: &Keys) -> String {
    let mut text =
        "# Mỗi cột ứng với một khóa; \"-\" là bỏ cột ấy. Xem lại những dòng có # kiểm tra.\ncolumns:\n"
            .to_owned();
    for column in columns.iter().filter(|column| !column.joined) {
        if crate::import::table::is_number_name(column.path.last().map_or("", String::as_str)) {
            continue;
        }
        let name = write::inline(&Node::Text(column.name()));
        match (keys.of_column(column), keys.near(column)) {
            (Some(path), _) => text += &format!("  {name}: {}\n", path.join(".")),
            (None, Some(near)) => text += &format!("  {name}: {near}  # kiểm tra\n"),
            (None, None) => text += &format!("  {name}: \"-\"  # kiểm tra\n"),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::entry::EntryFields;

    #[test]
    fn a_guess_is_a_mapping_file() {
        let keys = Keys::new(EntryFields::INFO);
        let columns = ["STT", "Tên tác fẩm", "Họ và tên", "Cân nặng: kg"].map(str::to_owned);
        let columns: Vec<Column> =
            (0..).zip(columns).map(|(at, name)| Column { at, path: vec![name], joined: false }).collect();
        let mapping = Mapping::read(&guessed(&columns, &keys), &keys).expect("it is read back");
        let paths: Vec<_> = columns[1..].iter().map(|column| mapping.of(column)).collect();
        let path = |key: &str| Some(Some(vec![key.to_owned()]));
        assert_eq!(paths, [path("title"), path("authors"), Some(None)]);
    }

    #[test]
    fn mistakes_of_a_mapping_file_are_all_told() {
        let keys = Keys::new(EntryFields::INFO);
        let wrong =
            Mapping::read("columns: {A: titel, B: sai}\ndates: ymd\nx: 1\n", &keys).expect_err("it is wrong");
        assert_eq!(wrong.len(), 4, "{wrong:?}");
    }
}
