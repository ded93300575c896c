//! How much a private value gives away: whether it is a word that everybody uses.
//!
//! In: a private value that stands in the output. Out: why it tells nothing about anybody, if so; it is a warning then. A
//! number of six digits, an e-mail address, a day, and whatever a key calls a name, an address or an account counts in
//! full. Else a value is weak if it is very short, a common noun, the name of a place or term of the site, or a word that
//! many of its records use.

use std::collections::BTreeMap;

use bantin_text::fold::lower;

use crate::content::catalog::Catalog;
use crate::content::record::Origin;
use crate::diagnostic::{LocalizedText, localized};
use crate::privacy::values::Value;

/// A value of fewer letters or digits says little.
const SHORT: usize = 5;
/// A common noun or the name of a place has at most so many syllables.
const SYLLABLES: usize = 3;
/// A word that so many records use, and at least one of so many, is common.
const RECORDS: usize = 3;
const SHARE: usize = 50;

/// Words in keys whose values identify a person, without accents and signs.
const TELLING: [&str; 24] = [
    "name",
    "ten",
    "phone",
    "dienthoai",
    "sdt",
    "mobile",
    "tel",
    "mail",
    "address",
    "diachi",
    "noio",
    "cccd",
    "cmnd",
    "idnumber",
    "sodinhdanh",
    "account",
    "taikhoan",
    "stk",
    "birth",
    "sinh",
    "passport",
    "hochieu",
    "zalo",
    "salary",
];

/// Why a value is common; `None` if it counts in full.
pub(super) fn common(value: &Value, catalog: &Catalog, uses: &Uses<'_>) -> Option<LocalizedText> {
    let text = value.text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_plain = value.day.is_none() && !text.contains('@') && digits < 6;
    if !is_plain || is_telling(&value.key) {
        return None;
    }
    let letters = text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let syllables = text.split_whitespace().count();
    let is_word = text.chars().all(|letter| letter.is_alphabetic() || letter.is_whitespace());
    if letters < SHORT && (digits == 0 || digits == letters) {
        return Some(localized!("chỉ có {letters} chữ", "it has only {letters} letters"));
    }
    if is_word && syllables <= SYLLABLES && text.chars().all(|letter| !letter.is_uppercase()) {
        return Some(localized!("là từ thường dùng", "it is a common word"));
    }
    if is_name_of_site(catalog, text) {
        return Some(localized!("là tên trong danh mục của trang", "it is a name in the lists of the site"));
    }
    let (count, all) = uses.of(text);
    let is_used = syllables <= SYLLABLES && count >= RECORDS && count * SHARE >= all;
    is_used.then(|| localized!("có trong bài của {count} bản ghi", "{count} records use it in their texts"))
}

/// Whether a key says that its value identifies a person.
fn is_telling(key: &str) -> bool {
    let last = key.rsplit('.').next().unwrap_or(key);
    let plain: String = bantin_text::fold::fold(last).chars().filter(char::is_ascii_alphabetic).collect();
    TELLING.iter().any(|word| plain.contains(word))
}

/// Whether a text is the name of a unit, an organization, a field or a category.
fn is_name_of_site(catalog: &Catalog, text: &str) -> bool {
    let lists = &catalog.taxonomies;
    let wanted = lower(text);
    let is_it = |name: &String| lower(name) == wanted;
    lists.localities.entries.iter().any(|(_, one)| is_it(&one.name))
        || lists.organizations.entries.iter().any(|(_, one)| is_it(&one.name))
        || lists.fields.entries.iter().any(|(_, one)| is_it(&one.name))
        || lists.categories.entries.iter().any(|(_, one)| is_it(&one.name))
}

/// The words of the public texts of all records.
pub(super) struct Uses<'g> {
    /// Lower-case words, with a space before and after each.
    texts: BTreeMap<&'g Origin, String>,
}

impl<'g> Uses<'g> {
    /// Of the texts that each record shows.
    pub(super) fn new(texts: impl Iterator<Item = (&'g Origin, Vec<String>)>) -> Self {
        Self { texts: texts.map(|(origin, texts)| (origin, spaced(&texts.join(" ")))).collect() }
    }

    /// How many records use a text as words, and how many there are.
    fn of(&self, text: &str) -> (usize, usize) {
        let wanted = spaced(text);
        (self.texts.values().filter(|text| text.contains(&wanted)).count(), self.texts.len())
    }
}

/// The words of a text, each between two spaces.
fn spaced(text: &str) -> String {
    let lowered = lower(text);
    let words = lowered.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(String::from(" "), |all, word| all + word + " ")
}
