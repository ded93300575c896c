//! Finds the byte ranges of keys and values by their paths.
//!
//! Marks are not kept when a site is read. A text with diagnostics is read again, with its marks.

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::ops::Range;

use granit_parser::ScalarStyle;
use rustc_hash::FxHashMap;

use crate::diagnostic::{Path, Step};
use crate::source::Lines;
use crate::yaml::Node;
use crate::yaml::reader::{Mark, Reading};
use crate::yaml::recover;

/// The byte ranges of a value and its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueSpan {
    /// The key; `None` at the top and in lists.
    pub key: Option<Range<usize>>,
    /// The value; of a mapping or list only the first byte.
    pub value: Range<usize>,
    /// Whether it is a literal block scalar (`|`).
    pub block: bool,
}

/// A line of a block scalar: its offsets in the value and in the text, and its length in the text.
#[derive(Debug)]
struct BlockLine {
    value: usize,
    text: usize,
    length: usize,
}

/// The places of all values of a YAML text.
pub struct Spans<'t> {
    lines: Lines<'t>,
    text: &'t str,
    reading: Reading,
    /// Cached children of lists and mappings, by the mark of the parent: a list of 100,000 elements may have as many
    /// diagnostics.
    children: RefCell<FxHashMap<usize, Vec<usize>>>,
    /// Cached lines of block scalars, by the line of the key.
    blocks: RefCell<FxHashMap<usize, Vec<BlockLine>>>,
}

impl<'t> Spans<'t> {
    /// Reads the text, up to its first error.
    pub fn new(text: &'t str) -> Self {
        let (children, blocks) = (RefCell::default(), RefCell::default());
        Self { lines: Lines::new(text), text, reading: recover::read(text).reading, children, blocks }
    }

    /// The place of a path, or of its longest existing prefix; also returns the number of steps of that prefix.
    pub fn get(&self, path: &Path) -> Option<(ValueSpan, usize)> {
        let (mut node, mut at) = (&self.reading.tree, 0);
        let mut steps = 0;
        while let Some(step) = path.0.get(steps) {
            let Some(child) = child(node, step) else { break };
            let Some(below) = self.below(at, child) else { break };
            node = match node {
                Node::List(nodes) => &nodes[child],
                Node::Mapping(pairs) => &pairs[child].1,
                _ => break,
            };
            at = below;
            steps += 1;
        }
        self.reading.marks.get(at).map(|mark| (self.found(mark), steps))
    }

    /// The mark of a child; `None` below an alias, whose children have no place of their own.
    fn below(&self, parent: usize, child: usize) -> Option<usize> {
        let mut children = self.children.borrow_mut();
        children.entry(parent).or_insert_with(|| self.children_of(parent)).get(child).copied()
    }

    fn children_of(&self, parent: usize) -> Vec<usize> {
        let marks = &self.reading.marks;
        let end = marks[parent].end;
        let siblings = std::iter::successors(Some(parent + 1), |at| Some(marks.get(*at)?.end));
        siblings.take_while(|at| *at < end).collect()
    }

    fn found(&self, mark: &Mark) -> ValueSpan {
        let Range { start, end } = mark.value;
        let end = match mark.style {
            // Only the first line of a block is marked: the whole could be long.
            Some(ScalarStyle::Literal | ScalarStyle::Folded) => {
                start + self.text[start..].find(['\r', '\n']).unwrap_or(self.text.len() - start)
            }
            _ => end,
        };
        let block = mark.style == Some(ScalarStyle::Literal);
        ValueSpan { key: mark.key.clone(), value: start..end, block }
    }

    /// The bytes in the text of a range of a block scalar's value; `None` for scalars of other styles.
    ///
    /// The lines of a block stand below the line of its key, with a common indentation.
    pub fn in_block(&self, found: &ValueSpan, value_range: &Range<usize>) -> Option<Range<usize>> {
        if !found.block {
            return None;
        }
        let header = self.lines.position(found.key.as_ref().unwrap_or(&found.value).start).line;
        let mut blocks = self.blocks.borrow_mut();
        let block = match blocks.entry(header) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(self.block_below(header)?),
        };
        let at = |offset: usize| {
            let line = &block[block.partition_point(|line| line.value <= offset).saturating_sub(1)];
            line.text + (offset - line.value).min(line.length)
        };
        Some(at(value_range.start)..at(value_range.end.max(value_range.start)))
    }

    /// The lines of a block scalar whose key is on the line `header`; never empty.
    fn block_below(&self, header: usize) -> Option<Vec<BlockLine>> {
        let block = &self.text[self.lines.start(header + 1)..];
        let indent =
            block.lines().find(|line| !line.trim().is_empty()).map(|l| l.len() - l.trim_start().len())?;
        let mut lines = Vec::new();
        let mut value = 0;
        for number in header + 1.. {
            let (start, line) = (self.lines.start(number), self.lines.line(number));
            let inside = indent.min(line.len() - line.trim_start_matches(' ').len());
            let ends = start >= self.text.len() || (inside < indent && !line.trim().is_empty());
            if ends {
                break;
            }
            let length = line.len() - inside;
            lines.push(BlockLine { value, text: start + inside, length });
            value += length + 1;
        }
        (!lines.is_empty()).then_some(lines)
    }
}

/// The index of the child to which a step leads; the first one if a key is doubled.
fn child(node: &Node, step: &Step) -> Option<usize> {
    match (node, step) {
        (Node::List(nodes), Step::Index(index)) => Some(*index).filter(|index| *index < nodes.len()),
        (Node::Mapping(pairs), Step::Pair(pair)) => Some(*pair).filter(|pair| *pair < pairs.len()),
        (Node::Mapping(pairs), Step::Key(key)) => pairs.iter().position(|(name, _)| *name == **key),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Node;

    fn at(text: &str, path: Path) -> (String, String) {
        let spans = Spans::new(text);
        let (found, steps) = spans.get(&path).expect("the path is there");
        assert_eq!(steps, path.0.len(), "{path:?} is there to its end");
        (text[found.key.clone().unwrap_or_default()].to_owned(), text[found.value.clone()].to_owned())
    }

    #[test]
    fn keys_and_values_are_found_below_lists_and_mappings() {
        let text = "tên: Đặng\nauthors:\n  - name: \"Thị Ngọc\"\n  - {name: Lò, role: ảnh}\n";
        let authors = Path::top().key("authors");
        assert_eq!(at(text, Path::top().key("tên")), ("tên".into(), "Đặng".into()));
        assert_eq!(at(text, authors.clone().index(0).key("name")).1, "\"Thị Ngọc\"");
        assert_eq!(at(text, authors.index(1).key("role")), ("role".into(), "ảnh".into()));
    }

    #[test]
    fn the_second_of_two_equal_keys_has_a_place_of_its_own() {
        let text = "a: 1\na: 2\n";
        let spans = Spans::new(text);
        let path = Path(vec![Step::Pair(1)]);
        let (found, _) = spans.get(&path).expect("the pair is there");
        assert_eq!(found.key, Some(5..6));
    }

    #[test]
    fn a_place_in_a_block_scalar_is_found_line_by_line() {
        let text = "- id: a\n  body: |\n    Dòng một\n\n    dòng [hai](x)\n- id: b\n";
        let value = "Dòng một\n\ndòng [hai](x)\n";
        let start = value.find("[hai]").expect("it is there");
        let spans = Spans::new(text);
        let (found, _) = spans.get(&Path::top().index(0).key("body")).expect("the body is there");
        let range = spans.in_block(&found, &(start..start + 5)).expect("it is a block");
        assert_eq!(&text[range], "[hai]");
    }

    #[test]
    fn places_behind_unusual_indentation_tabs_and_comments_are_found() {
        for before in [
            "tags: [a,\nb,\nđ]\n",
            "image: {\na: 1,\n}\n",
            "title: \"Một\nhai\n\nba\"\n",
            "title: 'Một\nhai'\n",
            "a:\tb\n",
            "a: [b]# Đặng\n",
            "a: \"x\"# 'c'\n",
            "a: b\u{feff}c\n",
        ] {
            let text = format!("{before}tên: Đặng # Thị\n");
            assert!(crate::yaml::parse(&text).is_ok(), "{text}");
            assert_eq!(at(&text, Path::top().key("tên")), ("tên".into(), "Đặng".into()), "{text}");
        }
    }

    #[test]
    fn every_element_of_a_long_list_is_found_soon() {
        let text = format!("a: [{}]\n", "&x b, *x, ".repeat(100_000));
        let spans = Spans::new(&text);
        for index in 0..200_000 {
            let (found, steps) = spans.get(&Path::top().key("a").index(index)).expect("a is there");
            assert_eq!((steps, text[found.value].len()), (2, if index % 2 == 0 { 4 } else { 2 }));
        }
    }

    #[test]
    fn a_path_that_is_not_there_ends_at_what_is() {
        let spans = Spans::new("a:\n  b: 1\n");
        let (found, steps) = spans.get(&Path::top().key("a").key("c")).expect("a is there");
        assert_eq!(steps, 1);
        assert_eq!(found.key, Some(0..1));
    }

    /// Every path of a tree, with the value if it is a text.
    fn paths(node: &Node, path: &Path, all: &mut Vec<(Path, Option<String>)>) {
        all.push((path.clone(), if let Node::Text(text) = node { Some(text.clone()) } else { None }));
        match node {
            Node::List(nodes) => {
                nodes.iter().enumerate().for_each(|(at, node)| paths(node, &path.clone().index(at), all))
            }
            Node::Mapping(pairs) => pairs.iter().enumerate().for_each(|(at, (_, node))| {
                let mut path = path.clone();
                path.0.push(Step::Pair(at));
                paths(node, &path, all);
            }),
            _ => {}
        }
    }

    proptest::proptest! {
        #![proptest_config(crate::yaml::tests::config())]
        #[test]
        fn every_value_of_a_tree_has_a_place(pieces in proptest::collection::vec(proptest::sample::select(crate::yaml::tests::PIECES), 0..24)) {
            let text = pieces.concat();
            let spans = Spans::new(&text);
            if let Ok(node) = crate::yaml::parse(&text) {
                let mut all = Vec::new();
                paths(&node, &Path::top(), &mut all);
                for (path, value) in all {
                    let found = spans.get(&path);
                    let reached = found.as_ref().map(|(_, steps)| *steps);
                    proptest::prop_assert!(reached == Some(path.0.len()), "{:?} is not found in {:?}", path, text);
                    if let (Some(value), Some((found, _))) = (value, found)
                        && !value.is_empty()
                        && value.chars().all(char::is_alphanumeric)
                        && !found.block
                        && !text[found.value.clone()].starts_with(['*', '&'])
                    {
                        let shown = text[found.value.clone()].trim().trim_matches(['"', '\'']);
                        proptest::prop_assert!(shown.ends_with(&value), "{:?} at {:?} of {:?}", value, found, text);
                    }
                }
            }
        }
    }
}
