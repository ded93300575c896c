//! What may be referred to, with all its names: for completion.

use serde_json::{Value, json};

use crate::content::catalog::Catalog;
use crate::content::kind::{Kind, RecordKind};
use crate::content::records::AnyFields;

/// The words by which the page asks for a kind.
const KINDS: [(&str, Kind); 16] = [
    ("category", Kind::Category),
    ("field", Kind::Field),
    ("locality", Kind::Locality),
    ("organization", Kind::Organization),
    ("genre", Kind::Genre),
    ("round", Kind::Round),
    ("prize", Kind::Prize),
    ("article", Kind::Record(RecordKind::Article)),
    ("model", Kind::Record(RecordKind::Model)),
    ("contest", Kind::Record(RecordKind::Contest)),
    ("entry", Kind::Record(RecordKind::Entry)),
    ("programme", Kind::Record(RecordKind::Programme)),
    ("document", Kind::Record(RecordKind::Document)),
    ("page", Kind::Record(RecordKind::Page)),
    ("topic", Kind::Record(RecordKind::Topic)),
    ("author", Kind::Record(RecordKind::Author)),
];

/// The word for a kind.
pub(crate) fn word(kind: Kind) -> Option<&'static str> {
    KINDS.iter().find(|(_, known)| *known == kind).map(|(word, _)| *word)
}

/// All terms of a kind: id and names. Genres, rounds and prizes are those of a contest.
#[must_use]
pub fn terms(catalog: &Catalog, word: &str, contest: Option<&str>) -> Vec<Value> {
    let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == word) else { return Vec::new() };
    let contest =
        contest.and_then(|id| catalog.contests.iter().find(|one| one.contest.id.0 == id || one.folder == id));
    let terms = catalog.terms(*kind, contest);
    terms
        .iter()
        .map(|term| json!({"id": term.id, "names": term.names, "ended": term.until.is_some()}))
        .collect()
}

/// All tags, the most used first.
#[must_use]
pub fn tags(catalog: &Catalog) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for record in catalog.records() {
        let tags: &[String] = match record.fields {
            AnyFields::Article(fields) => &fields.tags,
            AnyFields::Model(fields) => &fields.tags,
            AnyFields::Document(fields) => &fields.tags,
            _ => &[],
        };
        tags.iter().for_each(|tag| *counts.entry(tag).or_default() += 1);
    }
    let mut all: Vec<_> = counts.into_iter().collect();
    all.sort_by_key(|(tag, count)| (std::cmp::Reverse(*count), *tag));
    all.into_iter().map(|(tag, _)| tag.to_owned()).collect()
}
