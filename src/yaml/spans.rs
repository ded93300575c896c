//! The index of places: from a path of keys to the bytes of a key and of its value.
//!
//! It reads the text again, event by event. That is several times slower than reading the tree, so it is made
//! only for a text that has something to report.

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::ops::Range;

use rustc_hash::FxHashMap;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, StrInput};

use crate::diagnostic::{Path, Step};
use crate::source::Lines;
use crate::yaml::lenient::{mended, prepared};

/// The bytes of one value and of the key before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The key; nothing at the top and in lists.
    pub key: Option<Range<usize>>,
    /// The value; for a mapping or list, from its first byte.
    pub value: Range<usize>,
    /// A block scalar (`|`): its lines stand as they are, below one another.
    pub block: bool,
}

/// A line of a block scalar: where it begins in the value and in the text, and how long it is there.
#[derive(Debug)]
struct BlockLine {
    value: usize,
    text: usize,
    length: usize,
}

/// The places of one YAML text.
pub struct Spans<'t> {
    lines: Lines<'t>,
    text: &'t str,
    /// Every value, in the order of the text; the top comes first.
    found: Vec<Found>,
    /// The lines of the block scalars that were asked for, by the line of their key.
    blocks: RefCell<FxHashMap<usize, Vec<BlockLine>>>,
    /// From a value, by a step down, to the value there.
    below: FxHashMap<(usize, Step), usize>,
}

impl<'t> Spans<'t> {
    /// Reads the text as far as it can be read.
    pub fn new(text: &'t str) -> Self {
        Self::until(text).0
    }

    /// The same, with what it stopped at.
    fn until(text: &'t str) -> (Self, Option<ScanError>) {
        let lines = Lines::new(text);
        let mut spans =
            Self { lines, text, found: Vec::new(), blocks: RefCell::default(), below: FxHashMap::default() };
        let mut readable = prepared(text);
        let mut stopped = spans.read(&readable);
        for _ in 0..MENDINGS.min(MENDED_BYTES / text.len().max(1)) {
            let Some(better) = stopped.as_ref().and_then(|error| mended(&readable, error)) else { break };
            readable = better;
            stopped = spans.read(&readable);
        }
        (spans, stopped)
    }

    /// Reads the text; why it cannot be read to its end, if so. There are places up to there then.
    fn read(&mut self, text: &str) -> Option<ScanError> {
        self.found.clear();
        self.below.clear();
        let mut walk = Walk { spans: self, depth: 0, stopped: None };
        let _ = walk.document(&mut Parser::new_from_str(text));
        walk.stopped
    }

    /// The place of a path, or of the longest part of it that is there, and how many steps that part has.
    pub fn get(&self, path: &Path) -> Option<(&Found, usize)> {
        let mut at = 0;
        let mut steps = 0;
        while let Some(below) = path.0.get(steps).and_then(|step| self.below.get(&(at, step.clone()))) {
            at = *below;
            steps += 1;
        }
        self.found.get(at).map(|found| (found, steps))
    }

    /// The bytes in the text of a range of a block scalar's value; `None` where the scalar is written otherwise.
    ///
    /// The lines of a block stand below the line of its key, all indented alike.
    pub fn in_block(&self, found: &Found, value_range: &Range<usize>) -> Option<Range<usize>> {
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

    /// The lines of a block scalar whose key stands on the line `header`; there is at least one.
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

    fn offset(&self, marker: &Marker) -> usize {
        self.lines.character(marker.index())
    }
}

type Events<'e> = Parser<'e, StrInput<'e>>;

/// The way down while events come in. `None` from any step means that the text ends or cannot be read.
struct Walk<'s, 't> {
    spans: &'s mut Spans<'t>,
    depth: usize,
    stopped: Option<ScanError>,
}

/// So often a text is read again without what the reader stopped at.
const MENDINGS: usize = 40;

/// So many bytes are read again at most.
const MENDED_BYTES: usize = 10_000_000;

/// Deeper than `serde_yaml` reads, so that the walk never ends before the tree does.
const DEEPEST: usize = 160;

impl Walk<'_, '_> {
    fn next<'e>(&mut self, events: &mut Events<'e>) -> Option<(Event<'e>, saphyr_parser::Span)> {
        events.next_event()?.map_err(|error| self.stopped = Some(error)).ok()
    }

    fn document(&mut self, events: &mut Events<'_>) -> Option<()> {
        loop {
            let (event, span) = self.next(events)?;
            if !matches!(event, Event::StreamStart | Event::DocumentStart(_)) {
                return self.value(events, event, span, None);
            }
        }
    }

    fn value<'e>(
        &mut self,
        events: &mut Events<'e>,
        event: Event<'e>,
        span: saphyr_parser::Span,
        key: Option<Range<usize>>,
    ) -> Option<()> {
        let start = self.spans.offset(&span.start);
        let block = matches!(event, Event::Scalar(_, ScalarStyle::Literal, ..));
        let end = match event {
            // The whole block would be many lines: its first one is enough to point at.
            Event::Scalar(_, ScalarStyle::Literal | ScalarStyle::Folded, ..) => {
                let text = &self.spans.text[start..];
                start + text.find(['\r', '\n']).unwrap_or(text.len())
            }
            Event::Scalar(..) | Event::Alias(_) => {
                let end = self.spans.offset(&span.end).max(start);
                let text = self.spans.text[start..end].trim_end();
                // A comment behind a closing quote is counted in.
                let quoted = match event {
                    Event::Scalar(_, ScalarStyle::DoubleQuoted, ..) => quoted(text, '"'),
                    Event::Scalar(_, ScalarStyle::SingleQuoted, ..) => quoted(text, '\''),
                    _ => None,
                };
                start + quoted.unwrap_or(text.len())
            }
            _ => start,
        };
        let here = self.spans.found.len();
        self.spans.found.push(Found { key, value: start..end.max(start), block });
        match event {
            Event::SequenceStart(..) => self.deeper(|walk| walk.list(events, here)),
            Event::MappingStart(..) => self.deeper(|walk| walk.mapping(events, here)),
            Event::StreamEnd | Event::DocumentEnd => None,
            _ => Some(()),
        }
    }

    fn deeper(&mut self, inner: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn list(&mut self, events: &mut Events<'_>, here: usize) -> Option<()> {
        for index in 0.. {
            let (event, span) = self.next(events)?;
            if event == Event::SequenceEnd {
                break;
            }
            self.spans.below.insert((here, Step::Index(index)), self.spans.found.len());
            self.value(events, event, span, None)?;
        }
        Some(())
    }

    /// A pair is found under its key and under its number; the first of two equal keys keeps the name.
    fn mapping(&mut self, events: &mut Events<'_>, here: usize) -> Option<()> {
        for pair in 0.. {
            let (event, span) = self.next(events)?;
            if event == Event::MappingEnd {
                break;
            }
            let key = self.spans.offset(&span.start)..self.spans.offset(&span.end);
            let name = match event {
                Event::Scalar(name, ..) => name,
                // Which name the alias stands for is not known here; the pair is found by its number.
                Event::Alias(_) => "".into(),
                _ => return None,
            };
            let (event, span) = self.next(events)?;
            let value = self.spans.found.len();
            self.spans.below.insert((here, Step::Pair(pair)), value);
            self.spans.below.entry((here, Step::Key(name.into_owned().into()))).or_insert(value);
            self.value(events, event, span, Some(key))?;
        }
        Some(())
    }
}

/// How long the first text in quotes is, with what stands before it and both quotes.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let open = text.find(quote)?;
    let mut inside = text[open + 1..].char_indices().peekable();
    while let Some((at, c)) = inside.next() {
        let doubled = c == '\'' && inside.peek().is_some_and(|(_, next)| *next == c);
        if c == '\\' && quote == '"' || c == quote && doubled {
            inside.next();
        } else if c == quote {
            return Some(open + 1 + at + 1);
        }
    }
    None
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
        let range = spans.in_block(found, &(start..start + 5)).expect("it is a block");
        assert_eq!(&text[range], "[hai]");
    }

    #[test]
    fn places_behind_what_only_one_reader_takes_are_found() {
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
    fn a_path_that_is_not_there_ends_at_what_is() {
        let spans = Spans::new("a:\n  b: 1\n");
        let (found, steps) = spans.get(&Path::top().key("a").key("c")).expect("a is there");
        assert_eq!(steps, 1);
        assert_eq!(found.key, Some(0..1));
    }

    /// Every path of a tree, with the text of the value where it is one.
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
        // Always the same texts: two readers that nobody wrote for one another differ somewhere.
        #![proptest_config(proptest::prelude::ProptestConfig {
            cases: 20_000,
            rng_seed: proptest::test_runner::RngSeed::Fixed(1),
            failure_persistence: None,
            ..Default::default()
        })]
        #[test]
        fn every_value_of_a_tree_has_a_place(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)) {
            let text = pieces.concat();
            let (spans, stopped) = Spans::until(&text);
            let is_garbage = stopped.is_some_and(|error| GARBAGE.iter().any(|known| error.info().starts_with(known)));
            if let Some(node) = crate::yaml::parse(&text).ok().filter(|_| !is_garbage) {
                let mut all = Vec::new();
                paths(&node, &Path::top(), &mut all);
                for (path, value) in all {
                    let found = spans.get(&path);
                    let reached = found.map(|(_, steps)| steps);
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

    /// What only one of the two readers knows and nobody writes.
    const GARBAGE: &[&str] = &["simple key expect ':'", "wrongly indented line in block scalar", "while "];

    const PIECES: &[&str] = &[
        "a",
        "đ",
        "Ấ",
        "id",
        "1",
        "2.5",
        "true",
        "~",
        " ",
        "  ",
        "    ",
        "\n",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\n- ",
        "\n  - ",
        "- ",
        ": ",
        ": ",
        ":",
        "a: ",
        "b: ",
        "\na: ",
        "\nb: ",
        "\n  c: ",
        "\n  d: ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        "\"",
        "'",
        "\"x\"",
        "'y'",
        "\n# z",
        " # z",
        "|\n  ",
        ">\n  ",
        "|-\n    ",
        "&x ",
        "*x",
        "\t",
        "!",
        "%",
        "@",
        "x\u{feff}",
        "é",
        "e\u{301}",
    ];
}
