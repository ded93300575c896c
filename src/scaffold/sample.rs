//! The values of a new record: an example for each key, made from its declared type.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::content::catalog::{Catalog, ContestFiles};
use crate::content::terms::{Term, referred};
use crate::yaml::describe::{KeyInfo, MappingInfo, Presence, ValueType};
use crate::yaml::{Node, Plain};

/// Up to this many ids are listed beside a reference.
const FEW: usize = 8;

/// What examples are made of.
pub(super) struct Samples<'s> {
    /// The keys of the record itself.
    pub(super) top: &'static MappingInfo,
    pub(super) catalog: &'s Catalog,
    pub(super) contest: Option<&'s ContestFiles>,
    pub(super) title: &'s str,
    pub(super) id: &'s str,
    pub(super) today: Date,
}

/// Words for keys whose type tells too little.
const WORDS: &[(&str, &str, &str)] = &[
    ("EntryAuthor", "name", "Họ và tên"),
    ("Author", "name", "Họ và tên"),
    ("Genre", "id", "bai-viet"),
    ("Genre", "name", "Bài viết"),
    ("Round", "id", "chung-khao"),
    ("Round", "name", "Vòng chung khảo"),
    ("Prize", "id", "nhat"),
    ("Prize", "name", "Giải Nhất"),
    ("SeriesFields", "columns", "Năm"),
];

impl Samples<'_> {
    /// The terms that a key refers to.
    pub(super) fn terms(&self, mapping: &MappingInfo, key: &KeyInfo) -> Option<Vec<Term>> {
        Some(self.catalog.terms(referred(mapping, key.name)?, self.contest))
    }

    /// An example for a key; nothing for a reference to something of which there is none yet.
    pub(super) fn value(&self, mapping: &MappingInfo, key: &KeyInfo) -> Option<Node> {
        let is_top = std::ptr::eq(mapping, self.top);
        match key.name {
            "id" if is_top => return Some(Node::Text(self.id.to_owned())),
            "title" | "name" if is_top => return Some(Node::Text(self.title.to_owned())),
            _ => {}
        }
        let word = WORDS.iter().find(|(of, name, _)| *of == mapping.name && *name == key.name);
        let text = match (word, self.terms(mapping, key)) {
            (Some((_, _, word)), _) => Some((*word).to_owned()),
            (None, Some(terms)) => Some(terms.first()?.id.clone()),
            (None, None) => None,
        };
        if let Presence::Default(default) = key.presence {
            return Some(default());
        }
        self.of_type(&(key.value)(), key.name, text)
    }

    fn of_type(&self, value: &ValueType, key: &str, text: Option<String>) -> Option<Node> {
        Some(match value {
            ValueType::Bool => Plain::Bool(false).into(),
            ValueType::Integer { min: 1900, .. } => Plain::Integer(i64::from(self.today.year())).into(),
            ValueType::Integer { min, .. } => Plain::Integer((*min).max(1)).into(),
            ValueType::Number => Plain::Integer(1).into(),
            ValueType::Form(form) if form.name.contains("date") => Node::Text(self.date(key).to_string()),
            ValueType::Form(form) => Node::Text(text.unwrap_or_else(|| form.example.to_owned())),
            ValueType::Choice(choice) => Node::Text(choice.words.first()?.0.to_owned()),
            ValueType::List(element) => Node::List(vec![self.of_type(element, key, text)?]),
            ValueType::Mapping(info) => {
                let required = info.keys.iter().filter(|key| matches!(key.presence, Presence::Required));
                let pairs: Option<Vec<_>> =
                    required.map(|key| Some((key.name.to_owned(), self.value(info, key)?))).collect();
                Node::Mapping(pairs?)
            }
            ValueType::AnyOf(types) => self.of_type(types.first()?, key, text)?,
            ValueType::Text => Node::Text(text.unwrap_or_else(|| "…".to_owned())),
            ValueType::Any => Node::Mapping(Vec::new()),
        })
    }

    /// Today; what ends something lies three months ahead.
    fn date(&self, key: &str) -> Date {
        let later: Span = match key {
            "closes" | "to" | "until" | "expires" => 3.months(),
            "results_at" => 4.months(),
            _ => 0.days(),
        };
        self.today.checked_add(later).unwrap_or(self.today)
    }

    /// What may stand at a key, in the words of the files.
    pub(super) fn choices(&self, mapping: &MappingInfo, key: &KeyInfo) -> Option<String> {
        let words: Vec<String> = match ((key.value)(), self.terms(mapping, key)) {
            (ValueType::Choice(choice), _) => {
                choice.words.iter().map(|(word, _)| (*word).to_owned()).collect()
            }
            (_, Some(terms)) => terms.into_iter().map(|term| term.id).collect(),
            _ => return None,
        };
        let more = if words.len() > FEW { ", …" } else { "" };
        let few: Vec<String> = words.into_iter().take(FEW).collect();
        (few.len() > 1).then(|| format!("{}{more}", few.join(", ")))
    }
}
