//! Changes single values of a YAML text and leaves every other byte as it is: comments, order, quotes, blank lines.
//!
//! In: a text, the new value of each key that changed, and the declared order of keys. Out: the changed text; nothing if
//! a value cannot be changed where it stands. The steps:
//!
//! 1. [`edits`] compares the old with the new value, and finds the smallest parts that differ;
//! 2. each [`Edit`] is written where its value stands, or behind the key that the declaration names before it;
//! 3. the text is read again, and compared with what it should be.

use std::ops::Range;

use crate::diagnostic::{Path, Step};
use crate::yaml::patch_text::{Extent, block, flow, inline_or_block, value_range};
use crate::yaml::{Node, Plain, Spans, parse};

/// A value to be set, added or removed.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub path: Path,
    /// `None` removes the key or element.
    pub value: Option<Node>,
}

/// The declared keys of the mapping at a path, in their order; empty where nothing is declared.
pub type Order<'o> = &'o dyn Fn(&Path) -> Vec<&'static str>;

/// The text with all edits, as if one were made after the other.
pub fn patched(text: &str, edits: &[Edit], order: Order<'_>) -> Option<String> {
    match edits {
        [] => Some(text.to_owned()),
        [edit] => one(text, edit, order),
        // Reading a long list anew for each of thousands of edits would take minutes.
        _ => together(text, edits, order).or_else(|| {
            let (first, second) = edits.split_at(edits.len() / 2);
            patched(&patched(text, first, order)?, second, order)
        }),
    }
}

/// All edits in one reading of the text, each in its most natural way; `None` where that is not what they should come to.
fn together(text: &str, edits: &[Edit], order: Order<'_>) -> Option<String> {
    let before = parse(text).ok()?;
    let mut expected = before.clone();
    edits.iter().try_for_each(|edit| set(&mut expected, &edit.path.0, edit.value.as_ref()))?;
    let spans = Spans::new(text);
    let writer = Writer::new(text, &spans, &before);
    let mut changes = Vec::with_capacity(edits.len());
    for edit in edits {
        let (range, new) = writer.ways(edit, order).into_iter().next()?;
        changes.push((range, rank(&edit.path, order), new));
    }
    // New keys at one place follow the declaration, as they would one after the other.
    changes.sort_by_key(|(range, rank, _)| (range.start, range.end, *rank));
    let mut result = String::with_capacity(text.len() + text.len() / 8);
    let mut at = 0;
    for (range, _, new) in &changes {
        result += text.get(at..range.start)?;
        result += new;
        at = range.end;
    }
    result += text.get(at..)?;
    same(&parse(&result).ok()?, &expected).then_some(result)
}

/// The place of an edit among those at the same place of the text.
fn rank(path: &Path, order: Order<'_>) -> Option<usize> {
    match path.0.split_last()? {
        (Step::Index(index), _) => Some(*index),
        (Step::Key(key), above) => order(&Path(above.to_vec())).iter().position(|name| **name == **key),
        (Step::Pair(_), _) => None,
    }
}

/// The smallest edits that make `new` of `old`; of a list, removed elements come last one first.
pub fn edits(path: &Path, old: Option<&Node>, new: Option<&Node>) -> Vec<Edit> {
    let whole = |value: Option<&Node>| vec![Edit { path: path.clone(), value: value.cloned() }];
    match (old, new) {
        (None, None) => Vec::new(),
        (Some(old), Some(new)) if same(old, new) => Vec::new(),
        (Some(Node::Mapping(old)), Some(Node::Mapping(new))) if !old.is_empty() && !new.is_empty() => {
            let gone = old.iter().filter(|(key, _)| !new.iter().any(|(other, _)| other == key));
            let gone = gone.map(|(key, _)| Edit { path: path.clone().key(key.clone()), value: None });
            let set = new.iter().flat_map(|(key, value)| {
                let before = old.iter().find(|(other, _)| other == key).map(|(_, value)| value);
                edits(&path.clone().key(key.clone()), before, Some(value))
            });
            // What is added comes first, so that a mapping is never empty on the way.
            set.chain(gone).collect()
        }
        (Some(Node::List(old)), Some(Node::List(new))) if !old.is_empty() && !new.is_empty() => {
            of_list(path, old, new)
                .unwrap_or_else(|| vec![Edit { path: path.clone(), value: Some(Node::List(new.clone())) }])
        }
        (_, new) => whole(new),
    }
}

/// The edits of a list to which elements were added at the end, or from which one run of elements was taken.
fn of_list(path: &Path, old: &[Node], new: &[Node]) -> Option<Vec<Edit>> {
    if new.len() >= old.len() {
        let elements = new.iter().enumerate();
        return Some(
            elements
                .flat_map(|(at, value)| edits(&path.clone().index(at), old.get(at), Some(value)))
                .collect(),
        );
    }
    let first = old.iter().zip(new).take_while(|(old, new)| same(old, new)).count();
    let gone = old.len() - new.len();
    let rest_is_same = old[first + gone..].iter().zip(&new[first..]).all(|(old, new)| same(old, new));
    rest_is_same.then(|| {
        (first..first + gone).rev().map(|at| Edit { path: path.clone().index(at), value: None }).collect()
    })
}

/// Whether two values are the same, however their numbers are written.
#[must_use]
pub fn same(one: &Node, other: &Node) -> bool {
    match (one, other) {
        (Node::Plain(one, _), Node::Plain(other, _)) => match (one, other) {
            (Plain::Float(one), Plain::Float(other)) => one.to_bits() == other.to_bits(),
            (Plain::Integer(whole), Plain::Float(number)) | (Plain::Float(number), Plain::Integer(whole)) => {
                *whole as f64 == *number
            }
            (one, other) => one == other,
        },
        (Node::List(one), Node::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Node::Mapping(one), Node::Mapping(other)) => {
            let value = |key: &str| other.iter().find(|(name, _)| name == key).map(|(_, value)| value);
            one.len() == other.len()
                && one.iter().all(|(key, node)| value(key).is_some_and(|other| same(node, other)))
        }
        (one, other) => one == other,
    }
}

fn one(text: &str, edit: &Edit, order: Order<'_>) -> Option<String> {
    let before = parse(text).ok()?;
    let mut expected = before.clone();
    set(&mut expected, &edit.path.0, edit.value.as_ref())?;
    let spans = Spans::new(text);
    let writer = Writer::new(text, &spans, &before);
    let is_right = |(range, new): (Range<usize>, String)| {
        let result = format!("{}{new}{}", text.get(..range.start)?, text.get(range.end..)?);
        same(&parse(&result).ok()?, &expected).then_some(result)
    };
    writer.ways(edit, order).into_iter().find_map(is_right)
}

/// Makes one edit of a tree; `None` if the path leads nowhere. An emptied text holds an empty mapping.
fn set(node: &mut Node, path: &[Step], value: Option<&Node>) -> Option<()> {
    let Some((step, rest)) = path.split_first() else {
        *node = value?.clone();
        return Some(());
    };
    if node.is_null() && matches!(step, Step::Key(_)) {
        *node = Node::Mapping(Vec::new());
    }
    match (node, step) {
        (Node::List(nodes), Step::Index(at)) => match (rest, value) {
            ([], None) if *at < nodes.len() => drop(nodes.remove(*at)),
            ([], Some(value)) if *at == nodes.len() => nodes.push(value.clone()),
            _ => set(nodes.get_mut(*at)?, rest, value)?,
        },
        (Node::Mapping(pairs), Step::Key(key)) => {
            match (pairs.iter().position(|(name, _)| *name == **key), rest, value) {
                (Some(at), [], None) => drop(pairs.remove(at)),
                (Some(at), ..) => set(&mut pairs[at].1, rest, value)?,
                (None, [], Some(value)) => pairs.push((key.clone().into_owned(), value.clone())),
                _ => return None,
            }
        }
        _ => return None,
    }
    Some(())
}

struct Writer<'w> {
    text: &'w str,
    spans: &'w Spans<'w>,
    tree: &'w Node,
    newline: &'static str,
}

/// A range of the text and what stands there instead.
type Change = (Range<usize>, String);

impl<'w> Writer<'w> {
    fn new(text: &'w str, spans: &'w Spans<'w>, tree: &'w Node) -> Self {
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { text, spans, tree, newline }
    }

    /// Ways to write an edit, the most natural first.
    fn ways(&self, edit: &Edit, order: Order<'_>) -> Vec<Change> {
        let path = &edit.path;
        let is_there = self.spans.get(path).is_some_and(|(_, steps)| steps == path.0.len());
        match (&edit.value, is_there) {
            (None, true) => self.removal(path).into_iter().collect(),
            (Some(value), true) => self.replacements(path, value),
            (Some(value), false) => self.insertions(path, value, order),
            (None, false) => Vec::new(),
        }
    }

    fn extent(&self, path: &Path) -> Option<Extent> {
        let (found, steps) = self.spans.get(path)?;
        if steps != path.0.len() {
            return None;
        }
        Extent::new(self.text, &found)
    }

    /// Whether a value stands inside `[…]` or `{…}`.
    fn is_in_flow(&self, path: &Path) -> bool {
        (0..path.0.len()).any(|length| {
            let above = Path(path.0[..length].to_vec());
            self.spans.get(&above).is_some_and(|(found, steps)| {
                let start = value_range(self.text, &found).start;
                steps == length && matches!(self.text.as_bytes().get(start), Some(b'{' | b'['))
            })
        })
    }

    fn replacements(&self, path: &Path, value: &Node) -> Vec<Change> {
        let Some(extent) = self.extent(path) else { return Vec::new() };
        if self.is_in_flow(path) {
            return vec![(extent.value.clone(), flow(value))];
        }
        let indent = extent.column;
        let mut ways = Vec::new();
        if let Node::Text(text) = value
            && let Some(quoted) = extent.in_same_quotes(self.text, text)
        {
            ways.push((extent.value.clone(), quoted));
        }
        // Behind the colon or dash, whatever stood there.
        let from = extent.behind_mark(self.text);
        for written in inline_or_block(value, indent, self.newline) {
            if extent.is_on_line(self.text) && !written.starts_with(['\r', '\n']) {
                ways.push((extent.value.clone(), written.trim_start().to_owned()));
            }
            ways.push((from..extent.value.end.max(from), written));
        }
        ways
    }

    fn removal(&self, path: &Path) -> Option<Change> {
        let extent = self.extent(path)?;
        if self.is_in_flow(path) {
            return Some((extent.with_comma(self.text), String::new()));
        }
        let (start, end) = (extent.line_start(self.text), extent.line_end(self.text));
        let lead = &self.text[start..extent.start];
        if lead.trim().is_empty() {
            return Some((start..(end + newline_at(self.text, end)), String::new()));
        }
        // The first key of an element: the next one takes its place behind the dash.
        let (_, above) = path.0.split_last()?;
        let Node::Mapping(pairs) = at(self.tree, above)? else { return None };
        let (next, _) = pairs.get(1)?;
        let next = self.extent(&Path(above.to_vec()).key(next.clone()))?;
        Some((extent.start..next.start, String::new()))
    }

    fn insertions(&self, path: &Path, value: &Node, order: Order<'_>) -> Vec<Change> {
        let Some((last, above)) = path.0.split_last() else { return Vec::new() };
        let parent = Path(above.to_vec());
        match (last, at(self.tree, above)) {
            (Step::Index(_), Some(Node::List(nodes))) => {
                self.appended(&parent, nodes, value).into_iter().collect()
            }
            (Step::Key(key), Some(Node::Mapping(pairs))) if !pairs.is_empty() => {
                self.new_pair(&parent, pairs, (key, value), &order(&parent))
            }
            (Step::Key(key), Some(node))
                if above.is_empty() && (node.is_null() || *node == Node::Mapping(Vec::new())) =>
            {
                let pair = Node::Mapping(vec![(key.clone().into_owned(), value.clone())]);
                let gap = if self.text.is_empty() || self.text.ends_with('\n') { "" } else { self.newline };
                let end = self.text.len();
                vec![(end..end, format!("{gap}{}{}", block(&pair, 0, self.newline), self.newline))]
            }
            // An empty mapping on the way is written anew.
            (Step::Key(key), Some(_)) => {
                self.replacements(&parent, &Node::Mapping(vec![(key.clone().into_owned(), value.clone())]))
            }
            _ => Vec::new(),
        }
    }

    fn appended(&self, parent: &Path, nodes: &[Node], value: &Node) -> Option<Change> {
        let last = self.extent(&parent.clone().index(nodes.len().checked_sub(1)?))?;
        if self.is_in_flow(&parent.clone().index(0)) {
            return Some((last.value.end..last.value.end, format!(", {}", flow(value))));
        }
        let end = last.line_end(self.text);
        let dash = last.start - last.line_start(self.text);
        let element = block(&Node::List(vec![value.clone()]), dash, self.newline);
        Some((end..end, format!("{}{element}", self.newline)))
    }

    /// A pair behind the nearest that the declaration names before it; else before the first one.
    fn new_pair(
        &self,
        parent: &Path,
        pairs: &[(String, Node)],
        (key, value): (&str, &Node),
        order: &[&'static str],
    ) -> Vec<Change> {
        let rank = |key: &str| order.iter().position(|name| *name == key);
        let place = |name: &String| self.extent(&parent.clone().key(name.clone()));
        let earlier = pairs.iter().filter(|(name, _)| match (rank(name), rank(key)) {
            (Some(there), Some(here)) => there < here,
            _ => true,
        });
        let sibling = earlier.max_by_key(|(name, _)| rank(name));
        let pair = Node::Mapping(vec![(key.to_owned(), value.clone())]);
        let Some((name, _)) = sibling.or_else(|| pairs.first()) else { return Vec::new() };
        let Some(extent) = place(name) else { return Vec::new() };
        if self.is_in_flow(&parent.clone().key(key.to_owned())) {
            let written = flow(&pair);
            let written = written.trim_start_matches('{').trim_end_matches('}');
            let end = extent.value.end;
            return vec![(end..end, format!(", {written}"))];
        }
        let newline = self.newline;
        let written = block(&pair, extent.column, newline);
        let end = extent.line_end(self.text);
        let behind = (end..end, format!("{newline}{written}"));
        if sibling.is_some() {
            return vec![behind];
        }
        let start = extent.start;
        let before =
            (start..start, format!("{}{newline}{}", written.trim_start(), " ".repeat(extent.column)));
        vec![before, behind]
    }
}

/// The length of the end of a line.
fn newline_at(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..) {
        Some([b'\r', b'\n', ..]) => 2,
        Some([b'\n', ..]) => 1,
        _ => 0,
    }
}

/// The value at a path.
#[must_use]
pub fn at<'n>(node: &'n Node, path: &[Step]) -> Option<&'n Node> {
    path.iter().try_fold(node, |node, step| match (node, step) {
        (Node::List(nodes), Step::Index(at)) => nodes.get(*at),
        (node, Step::Key(key)) => node.get(key),
        _ => None,
    })
}

#[cfg(test)]
mod tests;
