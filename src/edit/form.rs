//! The forms of all kinds of records, made from their declarations: the page draws what it is told here.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::content::declarations;
use crate::content::terms::referred;
use crate::edit::{names, record, words};
use crate::yaml::describe::{KeyInfo, MappingInfo, Presence, ValueType, Visibility};
use crate::yaml::names::names as vietnamese;
use bantin_text::language::Language;

/// Keys whose texts are paragraphs.
const LONG: [&str; 15] = [
    "summary",
    "body",
    "objectives",
    "activities",
    "bio",
    "description",
    "text",
    "reason",
    "eligibility",
    "caption",
    "alt",
    "detail",
    "reuse",
    "banner",
    "banner_en",
];

/// `{kinds: {article: "ArticleFields", …}, mappings: {ArticleFields: [keys]}}`.
#[must_use]
pub fn forms(language: Language) -> Value {
    let mut mappings = BTreeMap::new();
    let mut kinds = Map::new();
    for one in declarations::ALL {
        let Some(info) = one.mapping() else { continue };
        add(info, language, &mut mappings);
        kinds.insert(
            one.kind.to_owned(),
            json!({"mapping": info.name, "label": words::kind(one.kind, language), "files": one.files}),
        );
    }
    json!({"kinds": kinds, "mappings": mappings})
}

fn add(info: &'static MappingInfo, language: Language, all: &mut BTreeMap<&'static str, Value>) {
    if all.contains_key(info.name) {
        return;
    }
    all.insert(info.name, Value::Null);
    let keys: Vec<Value> = info.keys.iter().map(|key| one(info, key, language, all)).collect();
    all.insert(info.name, Value::Array(keys));
}

fn one(
    info: &'static MappingInfo,
    key: &'static KeyInfo,
    language: Language,
    all: &mut BTreeMap<&'static str, Value>,
) -> Value {
    let default =
        if let Presence::Default(default) = key.presence { record::to_json(&default()) } else { Value::Null };
    json!({
        "name": key.name, "label": label(info, key, language), "help": words::help(info.name, key, language),
        "required": matches!(key.presence, Presence::Required), "default": default,
        "private": matches!(key.visibility, Visibility::Private | Visibility::PrivateName),
        "long": LONG.contains(&key.name),
        "refers": referred(info, key.name).and_then(names::word),
        "type": value_type(&(key.value)(), language, all),
    })
}

/// What the field is called.
fn label(info: &MappingInfo, key: &KeyInfo, language: Language) -> String {
    let own = words::label(info.name, key.name);
    let name = match language {
        Language::Vi => own.or_else(|| vietnamese(key.name).first().copied()).unwrap_or(key.name).to_owned(),
        Language::En => key.name.replace('_', " "),
    };
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn value_type(value: &ValueType, language: Language, all: &mut BTreeMap<&'static str, Value>) -> Value {
    match value {
        ValueType::Any => json!({"is": "any"}),
        ValueType::Bool => json!({"is": "bool"}),
        ValueType::Integer { min, max } => json!({"is": "integer", "min": min, "max": max}),
        ValueType::Number => json!({"is": "number"}),
        ValueType::Text => json!({"is": "text"}),
        ValueType::Form(form) => {
            json!({"is": if form.name.contains("date") { "date" } else { "text" }, "example": form.example})
        }
        ValueType::Choice(choice) => {
            let words = choice
                .words
                .iter()
                .map(|(word, doc)| json!([word, words::choice(choice.name, word, doc, language)]));
            json!({"is": "choice", "words": words.collect::<Vec<_>>()})
        }
        ValueType::List(element) => json!({"is": "list", "of": value_type(element, language, all)}),
        ValueType::Mapping(info) => {
            add(info, language, all);
            json!({"is": "group", "mapping": info.name})
        }
        ValueType::AnyOf(types) => match types.first() {
            Some(first) => value_type(first, language, all),
            None => json!({"is": "any"}),
        },
    }
}
