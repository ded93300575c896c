//! What may stand in the files, as JSON Schema (2020-12): for text editors that complete keys and underline mistakes.
//!
//! In: the declaration of a kind. Out: its schema, with labels and descriptions in Vietnamese and English. It says less
//! than `check`, which also knows what is referred to; it never refuses what `check` takes.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::content::declarations::{ALL, Declaration, Holding};
use crate::yaml::describe::{KeyInfo, MappingInfo, Presence, ValueType};
use crate::yaml::names::names;

/// The schema of the files of a kind.
#[must_use]
pub fn schema(kind: &Declaration) -> Value {
    let mut mappings = BTreeMap::new();
    let one = of(&(kind.value)(), &mut mappings);
    let list = json!({"type": "array", "items": one});
    let root = match kind.holds {
        Holding::One | Holding::FrontMatter => one,
        Holding::List => json!({"anyOf": [list, {"type": "null"}]}),
        Holding::Record => json!({"anyOf": [one, list]}),
    };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(format!("bantin: {}", kind.kind)));
    schema.insert("$comment".to_owned(), json!(format!("content/{}", kind.files)));
    schema.extend(root.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())));
    schema.insert("$defs".to_owned(), json!(mappings));
    Value::Object(schema)
}

/// The settings by which the YAML extension of VS Code finds the schema of each file; `folder` holds the schemas.
#[must_use]
pub fn bindings(folder: &str) -> Value {
    let files = |kind: &Declaration| {
        let glob = format!("content/{}", kind.files.replace("{md,yaml}", "yaml"));
        (kind.holds != Holding::FrontMatter).then(|| (format!("{folder}/{}.json", kind.kind), json!([glob])))
    };
    Value::Object(ALL.iter().filter_map(files).collect())
}

fn of(value: &ValueType, all: &mut BTreeMap<&'static str, Value>) -> Value {
    match value {
        ValueType::Any => json!({}),
        ValueType::Bool => json!({"type": "boolean"}),
        ValueType::Integer { min, max } => {
            let mut schema = json!({"type": "integer"});
            if *min > i64::MIN {
                schema["minimum"] = json!(min);
            }
            if *max < i64::MAX {
                schema["maximum"] = json!(max);
            }
            schema
        }
        ValueType::Number => json!({"type": "number"}),
        ValueType::Text => json!({"type": "string", "pattern": "\\S"}),
        // A year is a number for YAML; the pattern holds for texts alone.
        ValueType::Form(form) => json!({
            "type": ["string", "integer"], "pattern": trimmed(form.pattern), "description": form.doc, "examples": [form.example],
        }),
        ValueType::Choice(choice) => {
            json!({"enum": choice.words.iter().map(|(word, _)| *word).collect::<Vec<_>>()})
        }
        ValueType::List(element) => json!({"type": "array", "items": of(element, all)}),
        ValueType::Mapping(info) => {
            mapping(info, all);
            json!({"$ref": format!("#/$defs/{}", info.name)})
        }
        ValueType::AnyOf(types) => {
            // Such as a cell of a series, which may be empty.
            let types = types.iter().map(|one| of(one, all)).chain([json!({"type": "null"})]);
            json!({"anyOf": types.collect::<Vec<_>>()})
        }
    }
}

/// Spaces around a value do not count.
fn trimmed(pattern: &str) -> String {
    pattern
        .strip_prefix('^')
        .and_then(|rest| rest.strip_suffix('$'))
        .map_or_else(|| pattern.to_owned(), |inner| format!("^\\s*(?:{inner})\\s*$"))
}

fn mapping(info: &'static MappingInfo, all: &mut BTreeMap<&'static str, Value>) {
    if all.contains_key(info.name) {
        return;
    }
    all.insert(info.name, Value::Null);
    let keys: Map<String, Value> =
        info.keys.iter().map(|key| (key.name.to_owned(), property(key, all))).collect();
    let is_required = |key: &&KeyInfo| matches!(key.presence, Presence::Required);
    let required: Vec<&str> = info.keys.iter().filter(is_required).map(|key| key.name).collect();
    all.insert(
        info.name,
        json!({
            "type": "object", "description": info.doc.text(), "properties": keys, "required": required,
            "additionalProperties": false,
        }),
    );
}

fn property(key: &'static KeyInfo, all: &mut BTreeMap<&'static str, Value>) -> Value {
    let value = of(&(key.value)(), all);
    let is_required = matches!(key.presence, Presence::Required);
    // What is left empty counts as left out.
    let mut property = if is_required {
        value
    } else {
        json!({"anyOf": [value, {"type": "null"}, {"type": "string", "pattern": "^\\s*$"}]})
    };
    if is_required && matches!((key.value)(), ValueType::List(_)) {
        property["minItems"] = json!(1);
    }
    let words = [names(key.name).join(", "), key.doc.text()];
    property["title"] = json!(names(key.name).first().copied().unwrap_or(key.name));
    property["description"] = json!(words.join(" — "));
    if let Presence::Default(default) = key.presence {
        property["default"] = json_of(&default());
    }
    property
}

fn json_of(node: &crate::yaml::Node) -> Value {
    use crate::yaml::{Node, Plain};
    match node {
        Node::Text(text) => json!(text),
        Node::Plain(Plain::Null, _) => Value::Null,
        Node::Plain(Plain::Bool(value), _) => json!(value),
        Node::Plain(Plain::Integer(number), _) => json!(number),
        Node::Plain(Plain::Float(number), _) => json!(number),
        Node::List(nodes) => nodes.iter().map(json_of).collect(),
        Node::Mapping(pairs) => {
            Value::Object(pairs.iter().map(|(key, node)| (key.clone(), json_of(node))).collect())
        }
    }
}
