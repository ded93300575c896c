//! What must not leave the program: every value under `private`, the judges, and names that consent hides.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::content::catalog::Catalog;
use crate::content::entry::{EntryFields, NameShown};
use crate::content::record::{Origin, Record};
use crate::diagnostic::{Part, Path, Place};
use crate::privacy::days;
use crate::privacy::letters::Letters;
use crate::privacy::shapes;
use crate::source::{SourceId, Sources};
use crate::yaml::{Node, front_matter, written};

/// One value.
#[derive(Debug)]
pub(super) struct Value {
    /// Where it stands.
    pub(super) place: Place,
    /// The keys that lead to it: `private.phone`.
    pub(super) key: String,
    /// What makes it private.
    pub(super) secret: Secret,
    /// What was typed.
    pub(super) text: String,
    /// Its forms.
    pub(super) forms: Vec<Letters>,
    /// The day that it is.
    pub(super) day: Option<Date>,
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
pub(super) fn all(catalog: &Catalog, sources: &Sources) -> Vec<Value> {
    let mut values = Vec::new();
    let mut typed = Typed { sources, trees: BTreeMap::new() };
    for record in catalog.records() {
        private(record.origin, record.private(), &mut typed, &mut values);
    }
    for (contest, entry) in catalog.entries() {
        judges(entry, &mut values);
        names(entry, &catalog.contests[contest].contest.id.0, &mut values);
    }
    values
}

/// What was typed where YAML reads a number or a word of its own.
struct Typed<'s> {
    sources: &'s Sources,
    /// The trees of the files that were asked for.
    trees: BTreeMap<SourceId, Option<Node>>,
}

impl Typed<'_> {
    /// What stands under `private` of a record.
    fn private(&mut self, origin: &Origin) -> Option<&Node> {
        let text = &self.sources.get(origin.source).text;
        let read = || match front_matter::split(text) {
            Ok(split) if origin.markdown => written(&text[split.yaml]),
            _ => written(text),
        };
        let mut node = self.trees.entry(origin.source).or_insert_with(read).as_ref()?;
        if let (Some(index), Node::List(records)) = (origin.index, node) {
            node = records.get(index)?;
        }
        let Node::Mapping(pairs) = node else { return None };
        pairs.iter().find(|(key, _)| key == "private").map(|(_, node)| node)
    }
}

fn private(origin: &Origin, node: Option<&Node>, typed: &mut Typed<'_>, values: &mut Vec<Value>) {
    let Some(node) = node else { return };
    let typed = if is_text(node) { None } else { typed.private(origin) };
    Walk { origin, values }.walk(node, typed, origin.path().key("private"), "private");
}

/// Whether everything in a node is what was typed.
fn is_text(node: &Node) -> bool {
    match node {
        Node::Text(_) => true,
        Node::List(nodes) => nodes.iter().all(is_text),
        Node::Mapping(pairs) => pairs.iter().all(|(_, node)| is_text(node)),
        Node::Null | Node::Bool(_) | Node::Integer(_) | Node::Float(_) => false,
    }
}

/// Gathers the values of one record.
struct Walk<'w> {
    origin: &'w Origin,
    values: &'w mut Vec<Value>,
}

impl Walk<'_> {
    /// Goes down a tree and what was typed there; keys that are doubled have been reported, the first one counts.
    fn walk(&mut self, node: &Node, typed: Option<&Node>, path: Path, key: &str) {
        match (node, typed) {
            (Node::List(nodes), typed) => {
                for (index, node) in nodes.iter().enumerate() {
                    let typed = if let Some(Node::List(nodes)) = typed { nodes.get(index) } else { None };
                    self.walk(node, typed, path.clone().index(index), key);
                }
            }
            (Node::Mapping(pairs), typed) => {
                for (at, (name, node)) in pairs.iter().enumerate() {
                    let typed = if let Some(Node::Mapping(pairs)) = typed { pairs.get(at) } else { None };
                    let typed = typed.map(|(_, node)| node);
                    self.walk(node, typed, path.clone().key(name.clone()), &format!("{key}.{name}"));
                }
            }
            (Node::Text(text), _) => self.value(text, path, key),
            // `true` and `null` are answers; `True` and `NULL` may be names.
            (Node::Null | Node::Bool(_), Some(Node::Text(text))) if text.contains(char::is_uppercase) => {
                self.value(text, path, key);
            }
            (Node::Null | Node::Bool(_), _) => {}
            (_, Some(Node::Text(text))) => self.value(text, path, key),
            (Node::Integer(number), _) => self.value(&number.to_string(), path, key),
            (Node::Float(number), _) => self.value(&number.to_string(), path, key),
        }
    }

    fn value(&mut self, text: &str, path: Path, key: &str) {
        let place = Place::Yaml { source: self.origin.source, path, part: Part::Value };
        let day = days::day(text);
        let forms = match day {
            Some(day) => days::spellings(day).iter().map(|spelling| Letters::of(spelling)).collect(),
            None => forms(text),
        };
        let (key, text) = (key.to_owned(), text.to_owned());
        self.values.push(Value { place, key, secret: Secret::Private, text, forms, day });
    }
}

/// The value as a whole, with its commas and without, and each number or address in it:
/// `0900 000 111 (nhà), lan@example.vn`.
fn forms(text: &str) -> Vec<Letters> {
    let whole = Letters::of(text);
    let spaced = text.contains([',', ';', '_']).then(|| Letters::of(&text.replace([',', ';', '_'], " ")));
    let parts = shapes::of_text(text).into_iter().map(|shape| Letters::of(&shape.text)).chain(spaced);
    let parts: Vec<_> = parts.filter(|part| part.bytes() != whole.bytes()).collect();
    std::iter::once(whole).chain(parts).collect()
}

fn judges(entry: &Record<EntryFields>, values: &mut Vec<Value>) {
    for (index, score) in entry.fields.scores.iter().enumerate() {
        let place = entry.origin.value(|path| path.key("scores").index(index).key("judge"));
        values.push(name(&score.judge, place, "scores.judge", Secret::Judge));
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
        values.push(name(&author.name, place, "authors.name", Secret::Name { page }));
    }
}

fn name(name: &str, place: Place, key: &str, secret: Secret) -> Value {
    let (text, forms) = (name.to_owned(), vec![Letters::of(name)]);
    Value { place, key: key.to_owned(), secret, text, forms, day: None }
}
