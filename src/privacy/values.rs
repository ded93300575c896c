//! What must not leave the program: every value under `private`, the judges, and names that consent hides.

use crate::content::catalog::Catalog;
use crate::content::entry::{EntryFields, NameShown};
use crate::content::record::{Origin, Record};
use crate::diagnostic::{Part, Path, Place};
use crate::privacy::letters::Letters;
use crate::privacy::shapes;
use crate::yaml::Node;

/// One value.
#[derive(Debug)]
pub(super) struct Value {
    /// Where it stands.
    pub(super) place: Place,
    /// The keys that lead to it: `private.phone`.
    pub(super) key: String,
    /// What makes it private.
    pub(super) secret: Secret,
    /// Its forms.
    pub(super) forms: Vec<Letters>,
}

/// What makes a value private.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Secret {
    /// It stands under `private`.
    Private,
    /// It is the name of a judge.
    Judge,
    /// It is the name of an author who wants it hidden on this page.
    Name {
        /// Part of the page's path.
        page: String,
    },
}

/// The values of all records, in the order of the files.
pub(super) fn all(catalog: &Catalog) -> Vec<Value> {
    let mut values = Vec::new();
    for model in &catalog.models {
        private(&model.origin, model.fields.private.as_ref(), &mut values);
    }
    for files in &catalog.contests {
        for entry in &files.entries {
            private(&entry.origin, entry.fields.private.as_ref(), &mut values);
            judges(entry, &mut values);
            names(entry, &files.contest.id.0, &mut values);
        }
    }
    values
}

fn private(origin: &Origin, node: Option<&Node>, values: &mut Vec<Value>) {
    if let Some(node) = node {
        walk(origin, node, origin.path().key("private"), "private", values);
    }
}

/// Goes down a tree; keys that are doubled have been reported, the first one counts.
fn walk(origin: &Origin, node: &Node, path: Path, key: &str, values: &mut Vec<Value>) {
    let text = match node {
        Node::Null | Node::Bool(_) => return,
        Node::Text(text) => text.clone(),
        Node::Integer(number) => number.to_string(),
        Node::Float(number) => number.to_string(),
        Node::List(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                walk(origin, node, path.clone().index(index), key, values);
            }
            return;
        }
        Node::Mapping(pairs) => {
            for (name, node) in pairs {
                walk(origin, node, path.clone().key(name.clone()), &format!("{key}.{name}"), values);
            }
            return;
        }
    };
    let place = Place::Yaml { source: origin.source, path, part: Part::Value };
    values.push(Value { place, key: key.to_owned(), secret: Secret::Private, forms: forms(&text) });
}

/// The value as a whole, and each number or address in it: `0900 000 111 (nhà), lan@example.vn`.
fn forms(text: &str) -> Vec<Letters> {
    let whole = Letters::of(text);
    let parts = shapes::of_text(text).into_iter().map(|shape| Letters::of(&shape.text));
    let parts: Vec<_> = parts.filter(|part| part.bytes() != whole.bytes()).collect();
    std::iter::once(whole).chain(parts).collect()
}

fn judges(entry: &Record<EntryFields>, values: &mut Vec<Value>) {
    for (index, score) in entry.fields.scores.iter().enumerate() {
        let place = entry.origin.value(|path| path.key("scores").index(index).key("judge"));
        let forms = vec![Letters::of(&score.judge)];
        values.push(Value { place, key: "scores.judge".to_owned(), secret: Secret::Judge, forms });
    }
}

fn names(entry: &Record<EntryFields>, contest: &str, values: &mut Vec<Value>) {
    let consent = &entry.fields.consent;
    if consent.name == NameShown::Full {
        return;
    }
    for (index, author) in entry.fields.authors.iter().enumerate() {
        if author.pen_name.as_ref() == Some(&author.name) {
            continue;
        }
        let place = entry.origin.value(|path| path.key("authors").index(index).key("name"));
        let page = format!("{contest}/bai-du-thi/{}/", entry.id.0);
        let forms = vec![Letters::of(&author.name)];
        values.push(Value { place, key: "authors.name".to_owned(), secret: Secret::Name { page }, forms });
    }
}
