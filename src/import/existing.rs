//! Records of a kind that are there already, as trees with their places.

use crate::content::catalog::ContestFiles;
use crate::content::declarations::Declaration;
use crate::content::holds::{Holds, stem};
use crate::content::load::Loaded;
use crate::diagnostic::Path;
use crate::import::table::plain;
use crate::yaml::{Node, Plain, front_matter, parse};

/// A record that is there.
#[derive(Debug)]
pub(super) struct Existing {
    pub(super) id: String,
    /// The path of its file.
    pub(super) file: String,
    /// Its index in a file that lists records.
    pub(super) index: Option<usize>,
    pub(super) fields: Node,
}

/// All records of a kind, in the order of their files. Texts that are no YAML are left out: `check` tells of them.
pub(super) fn of_kind(loaded: &Loaded, kind: &Declaration, contest: Option<&ContestFiles>) -> Vec<Existing> {
    let mut all = Vec::new();
    for (source, holds) in &loaded.texts {
        let is_wanted = match holds {
            Holds::Settings => kind.files == "site.yaml",
            Holds::Entries(folder) if contest.is_none_or(|files| files.folder != *folder) => false,
            _ => holds.kind().is_some() && holds.kind() == kind.record_kind(),
        };
        if !is_wanted {
            continue;
        }
        let source = loaded.sources.get(*source);
        let text = match front_matter::split(&source.text) {
            Ok(split) if source.path.ends_with(".md") => &source.text[split.yaml],
            _ => source.text.as_str(),
        };
        let mut add = |index, fields: Node| {
            let id = match fields.get("id") {
                Some(Node::Text(id)) => id.clone(),
                Some(Node::Plain(_, id)) => id.to_string(),
                _ => stem(&source.path).to_owned(),
            };
            all.push(Existing { id, file: source.path.clone(), index, fields });
        };
        match parse(text) {
            Ok(Node::List(nodes)) => nodes.into_iter().enumerate().for_each(|(at, node)| add(Some(at), node)),
            Ok(node @ Node::Mapping(_)) => add(None, node),
            _ => {}
        }
    }
    all
}

impl Existing {
    /// The path of the record in its file.
    pub(super) fn path(&self) -> Path {
        self.index.map_or_else(Path::top, |index| Path::top().index(index))
    }

    /// Whether it was taken back: by an editor, or by its author.
    pub(super) fn is_withdrawn(&self) -> bool {
        let is_there = |node: Option<&Node>| node.is_some_and(|node| !node.is_null());
        is_there(self.fields.get("withdrawn"))
            || is_there(self.fields.get("consent").and_then(|consent| consent.get("withdrawn")))
            || matches!(self.fields.get("status"), Some(Node::Text(status)) if status == "withdrawn")
    }

    /// Whether a row describes this record: the same name, and nothing that tells them apart.
    pub(super) fn is_meant_by(&self, row: &Node) -> bool {
        let text = |node: &Node, key: &str| match node.get(key) {
            Some(Node::Text(text)) => Some(plain(text)),
            _ => None,
        };
        let person = |node: &Node| match node.get("authors") {
            Some(Node::List(authors)) => authors.first().and_then(|author| text(author, "name")),
            _ => None,
        };
        let agree =
            |one: Option<String>, other: Option<String>| one.is_none() || other.is_none() || one == other;
        let name = name_of(row);
        !name.is_empty()
            && name == name_of(&self.fields)
            && agree(person(row), person(&self.fields))
            && agree(text(row, "locality"), text(&self.fields, "locality"))
            && agree(text(row, "parent"), text(&self.fields, "parent"))
            && agree(text(row, "number"), text(&self.fields, "number"))
    }
}

/// The title or name of a record, as it is compared.
pub(super) fn name_of(fields: &Node) -> String {
    let name = ["title", "name"].iter().find_map(|key| match fields.get(key) {
        Some(Node::Text(text)) => Some(plain(text)),
        _ => None,
    });
    name.unwrap_or_default()
}

/// The value at a path of keys.
pub(super) fn at<'n>(node: &'n Node, path: &[String]) -> Option<&'n Node> {
    path.iter().try_fold(node, |node, key| node.get(key)).filter(|node| !node.is_null())
}

/// Sets a value; mappings on the way are made.
pub(super) fn set(node: &mut Node, path: &[String], value: &Node) {
    let Some((key, rest)) = path.split_first() else {
        *node = value.clone();
        return;
    };
    if !matches!(node, Node::Mapping(_)) {
        *node = Node::Mapping(Vec::new());
    }
    let Node::Mapping(pairs) = node else { return };
    let at = pairs.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
        pairs.push((key.clone(), Node::Mapping(Vec::new())));
        pairs.len() - 1
    });
    set(&mut pairs[at].1, rest, value);
}

/// The value that a row makes of one that is there. What a sheet cannot tell stays: pen names and roles of persons of the
/// same names, the hour of the same day.
pub(super) fn updated(old: &Node, new: &Node) -> Node {
    match (old, new) {
        (Node::List(olds), Node::List(news)) => {
            let same_name = |new: &Node| {
                let name = new.get("name")?;
                olds.iter().find(|old| old.get("name").is_some_and(|old| is_same(old, name)))
            };
            Node::List(
                news.iter().map(|new| same_name(new).map_or(new.clone(), |old| over(old, new))).collect(),
            )
        }
        (old, new) => match (typed(old), typed(new)) {
            (Some(hour), Some(day)) if is_hour_of(hour, day) => old.clone(),
            _ => new.clone(),
        },
    }
}

/// A mapping with the values of another over its own.
fn over(old: &Node, new: &Node) -> Node {
    let mut result = old.clone();
    if let Node::Mapping(pairs) = new {
        pairs.iter().for_each(|(key, value)| set(&mut result, std::slice::from_ref(key), value));
    }
    result
}

fn typed(node: &Node) -> Option<&str> {
    match node {
        Node::Text(text) => Some(text.trim()),
        Node::Plain(_, typed) => Some(typed.trim()),
        _ => None,
    }
}

fn is_hour_of(hour: &str, day: &str) -> bool {
    let is_day = day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok();
    is_day && hour.strip_prefix(day).is_some_and(|rest| rest.starts_with([' ', 'T']))
}

/// Whether two values say the same: spaces at the ends and the way a number is typed do not count.
pub(super) fn is_same(one: &Node, other: &Node) -> bool {
    let number = |node: &Node| match node {
        Node::Plain(Plain::Integer(number), _) => Some(*number as f64),
        Node::Plain(Plain::Float(number), _) => Some(*number),
        _ => None,
    };
    match (one, other) {
        (Node::Text(one), Node::Text(other)) => one.trim() == other.trim(),
        (Node::Text(text), Node::Plain(_, typed)) | (Node::Plain(_, typed), Node::Text(text)) => {
            text.trim() == &**typed
        }
        (Node::List(one), Node::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Node::Mapping(one), Node::Mapping(pairs)) => {
            let found = |key: &str| pairs.iter().find(|(other, _)| other == key).map(|(_, node)| node);
            one.len() == pairs.len()
                && one.iter().all(|(key, node)| found(key).is_some_and(|other| is_same(node, other)))
        }
        (one, other) => one == other || number(one).is_some_and(|one| Some(one) == number(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::write::inline;

    #[test]
    fn what_a_sheet_cannot_tell_stays() {
        for (old, new, expected) in [
            ("2026-06-20 16:30", "2026-06-20", "2026-06-20 16:30"),
            ("2026-06-20 16:30", "2026-06-21", "2026-06-21"),
            ("[{name: A, pen_name: B}]", "[{name: A, lead: true}]", "[{name: A, pen_name: B, lead: true}]"),
            ("[{name: A, pen_name: B}]", "[{name: C}]", "[{name: C}]"),
            ("[a, b]", "[a]", "[a]"),
        ] {
            let node = |text| parse(text).expect("YAML");
            assert_eq!(inline(&updated(&node(old), &node(new))), expected, "{old} and {new}");
        }
    }
}
