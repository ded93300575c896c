//! Checks of authors: excluded persons, exactly one lead author of a group, entries per person.

use std::collections::BTreeMap;

use crate::content::entry::EntryFields;
use crate::content::record::Record;
use crate::diagnostic::{Code, localized};
use crate::rules::person::Person;
use crate::rules::{Rules, participants};
use crate::yaml::{Node, Plain};

/// Checks the authors of one entry.
pub(super) fn check(rules: &mut Rules<'_>, entry: &Record<EntryFields>) {
    excluded(rules, entry);
    lead(rules, entry);
}

fn excluded(rules: &mut Rules<'_>, entry: &Record<EntryFields>) {
    let excluded: Vec<_> = rules.contest().excluded.iter().map(|name| (name, Person::new(name))).collect();
    for (index, author) in entry.fields.authors.iter().enumerate() {
        let names = [("name", Some(&author.name)), ("pen_name", author.pen_name.as_ref())];
        for (key, name) in names.into_iter().filter_map(|(key, name)| Some((key, name?))) {
            let person = Person::new(name);
            let Some((listed, _)) = excluded.iter().find(|(_, other)| other.is(&person)) else { continue };
            let message = localized!(
                "`{name}` không được dự thi: `excluded` của cuộc thi có `{listed}`",
                "`{name}` may not take part: `excluded` of the contest names `{listed}`"
            );
            let help = localized!(
                "nếu đúng là người ấy, đặt `status: rejected`; nếu chỉ trùng tên, viết đủ dấu cả hai tên; vẫn trùng thì bỏ tên ấy khỏi `excluded` sau khi ban tổ chức xác nhận",
                "if it is that person, set `status: rejected`; if these are different people, write both names with all their accents; where they are still alike, take the name out of `excluded` once the organizers have confirmed it"
            );
            let place = entry.origin.value(|path| path.key("authors").index(index).key(key));
            rules.breach(&entry.fields, Code::ExcludedPerson, place, message, help);
            break;
        }
    }
}

/// A group of authors has exactly one lead author.
fn lead(rules: &mut Rules<'_>, entry: &Record<EntryFields>) {
    let authors = &entry.fields.authors;
    let leads: Vec<usize> = (0..authors.len()).filter(|at| authors[*at].lead).collect();
    if authors.len() < 2 || leads.len() == 1 {
        return;
    }
    let (group, count) = (authors.len(), leads.len());
    let message = localized!(
        "nhóm {group} tác giả phải có đúng một trưởng nhóm, ở đây có {count}",
        "a group of {group} authors has exactly one who leads it; here there are {count}"
    );
    let help =
        localized!("ghi `lead: true` cho đúng một tác giả", "write `lead: true` for exactly one author");
    let place = match leads.get(1) {
        Some(second) => entry.origin.value(|path| path.key("authors").index(*second).key("lead")),
        None => entry.origin.key("authors"),
    };
    rules.breach(&entry.fields, Code::LeadAuthor, place, message, help);
}

/// One author of one entry.
struct Part<'e> {
    entry: &'e Record<EntryFields>,
    index: usize,
    person: Person,
    /// Tells apart people of the same name.
    number: Option<String>,
}

impl Part<'_> {
    fn may_be(&self, other: &Self) -> bool {
        let told_apart = matches!((&self.number, &other.number), (Some(a), Some(b)) if a != b);
        !told_apart && self.person.is(&other.person)
    }
}

/// Counts the entries of each person. Each entry beyond the limit is reported, in order of submission.
pub(super) fn count(rules: &mut Rules<'_>) {
    let Some(limit) = rules.contest().max_entries_per_author else { return };
    let mut by_name: BTreeMap<String, Vec<Part<'_>>> = BTreeMap::new();
    for entry in participants(rules.files) {
        for (index, author) in entry.fields.authors.iter().enumerate() {
            let person = Person::new(&author.name);
            let number = personal_number(&entry.fields);
            by_name.entry(person.key()).or_default().push(Part { entry, index, person, number });
        }
    }
    for mut parts in by_name.into_values().filter(|parts| parts.len() > limit as usize) {
        parts.sort_by_key(|part| part.entry.fields.submitted.at(rules.zone).timestamp());
        for (at, part) in parts.iter().enumerate() {
            let earlier = earlier(&parts[..at], part);
            if earlier.len() >= limit as usize {
                too_many(rules, part, limit, &earlier);
            }
        }
    }
}

/// The earlier entries of the same person. A name without accents can match several people; their counts are not added,
/// the largest one counts.
fn earlier<'p, 'e>(before: &'p [Part<'e>], part: &Part<'e>) -> Vec<&'p Part<'e>> {
    let fits = |other: &&Part<'e>| other.may_be(part) && !std::ptr::eq(other.entry, part.entry);
    let candidates: Vec<_> = before.iter().filter(fits).collect();
    let of = |anchor: &Part<'e>| {
        candidates.iter().copied().filter(|other| other.may_be(anchor)).collect::<Vec<_>>()
    };
    candidates.iter().map(|anchor| of(anchor)).max_by_key(Vec::len).unwrap_or_default()
}

fn too_many(rules: &mut Rules<'_>, part: &Part<'_>, limit: u32, earlier: &[&Part<'_>]) {
    let name = &part.entry.fields.authors[part.index].name;
    let count = earlier.len() + 1;
    let others: Vec<_> = earlier.iter().map(|part| part.entry.id.0.as_str()).collect();
    let others = others.join(", ");
    let message = localized!(
        "bài thứ {count} của `{name}`, mỗi tác giả được gửi nhiều nhất {limit} bài",
        "entry number {count} of `{name}`; an author may hand in {limit} at most"
    );
    let help = localized!(
        "các bài trước: {others}; nếu là hai người trùng tên, ghi `id_number` dưới `private` của từng bài",
        "the earlier ones: {others}; if these are two people of one name, write `id_number` under `private` of each entry"
    );
    let place = part.entry.origin.value(|path| path.key("authors").index(part.index).key("name"));
    rules.breach(&part.entry.fields, Code::TooManyEntries, place, message, help);
}

/// The digits of `private.id_number` if the entry has a single author, so that it is clear whose number it is.
fn personal_number(entry: &EntryFields) -> Option<String> {
    let number = entry.private.as_ref()?.get("id_number").map(|value| match value {
        Node::Text(text) => text.chars().filter(char::is_ascii_alphanumeric).collect(),
        Node::Plain(Plain::Integer(number), _) => number.to_string(),
        _ => String::new(),
    });
    // YAML reads a number without quotes as an integer, without leading zeros.
    let number = number.map(|digits: String| digits.trim_start_matches('0').to_owned());
    number.filter(|digits| !digits.is_empty() && entry.authors.len() == 1)
}
