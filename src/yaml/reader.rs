//! Reads a YAML text into a tree with the byte range of every value, from the events of the parser.
//!
//! In: a text. Out: its [`Reading`]: the tree, a [`Mark`] for each value in the order of the text, and the reason if
//! reading stopped early. Nesting and the copies made for aliases are limited (`anchors`).

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Marker, Options, Parser, ScalarStyle, Span, StrInput, Tag};

use crate::yaml::anchors::{Anchors, DEEPEST};
use crate::yaml::controls::without_controls;
use crate::yaml::node::{Node, Plain};
use crate::yaml::stop::{Stop, Why};

/// The result of reading a text.
pub(super) struct Reading {
    /// Up to the point where reading stopped.
    pub(super) tree: Node,
    /// Places of all values in preorder: a list or mapping stands before its children.
    pub(super) marks: Vec<Mark>,
    /// Why reading stopped before the end of the text.
    pub(super) stopped: Option<Stop>,
}

/// The place of a value, in bytes.
#[derive(Debug)]
pub(super) struct Mark {
    /// The key; `None` at the top and in lists.
    pub(super) key: Option<Range<usize>>,
    /// The value; of a list or mapping only the first byte.
    pub(super) value: Range<usize>,
    /// The scalar style; `None` for lists and mappings.
    pub(super) style: Option<ScalarStyle>,
    /// The index of the first mark that is not inside this value.
    pub(super) end: usize,
}

/// Limit of the bytes that are read again after comments that stop the parser (see [`comment_behind`]) are blanked out.
const MENDED_BYTES: usize = 20_000_000;

/// Reads one document.
pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reader::read(text);
    let mut mended = String::new();
    for _ in 0..MENDED_BYTES / text.len().max(1) {
        let Some(comment) = reading.stopped.as_ref().and_then(|stop| comment_behind(stop, text)) else {
            break;
        };
        if mended.is_empty() {
            text.clone_into(&mut mended);
        }
        let blank = " ".repeat(comment.len());
        mended.replace_range(comment, &blank);
        reading = Reader::read(&mended);
    }
    reading
}

/// The comment directly after a bracket or quote, if that is what stopped the parser. YAML requires a space before it;
/// libyaml, and most programs with it, do not.
fn comment_behind(stop: &Stop, text: &str) -> Option<Range<usize>> {
    if stop.why != Why::Syntax(ErrorKind::CommentNotSeparated) {
        return None;
    }
    let start = stop.at + text[stop.at..].find('#')?;
    Some(start..start + text[start..].find(['\r', '\n']).unwrap_or(text.len() - start))
}

struct Reader<'t> {
    events: Parser<'t, StrInput<'t>>,
    text: &'t str,
    marks: Vec<Mark>,
    anchors: Anchors,
    depth: usize,
    /// The positions of open brackets.
    open: Vec<usize>,
    /// The end of the last event.
    told: usize,
    stopped: Option<Stop>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let options: Options = granit_parser::options! {
            bom_inside_document_as_content: true,
            block_scalar_eof_without_line_feed: true,
            emit_anchor_events: true,
        };
        Self {
            events: Parser::new_from_str_with_options(text, options),
            text,
            marks: Vec::new(),
            anchors: Anchors::new(text.len()),
            depth: 0,
            open: Vec::new(),
            told: 0,
            stopped: None,
        }
    }

    fn read(text: &'t str) -> Reading {
        let mut reader = Self::new(text);
        let tree = reader.document();
        Reading { tree, marks: reader.marks, stopped: reader.stopped }
    }

    fn stop(&mut self, at: usize, why: Why) {
        let (open, told) = (&self.open, self.told);
        self.stopped.get_or_insert_with(|| Stop { at, open: open.clone(), told, why });
    }

    /// The next event; `None` after reading stopped.
    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        if self.stopped.is_some() {
            return None;
        }
        match self.events.next_event()? {
            Ok((event, span)) => {
                self.told = self.told.max(offset(&span.end));
                Some((event, span))
            }
            Err(error) => {
                self.stop(offset(error.marker()), Why::Syntax(error.kind().clone()));
                None
            }
        }
    }

    fn document(&mut self) -> Node {
        let mut tree = Node::plain("");
        let mut documents = 0;
        while let Some((event, span)) = self.next() {
            match event {
                Event::DocumentStart(..) if documents > 0 => {
                    self.stop(offset(&span.start), Why::SecondDocument);
                }
                Event::DocumentStart(..) => documents += 1,
                Event::StreamEnd if self.marks.is_empty() => tree = self.value(event, span, None),
                Event::StreamStart | Event::DocumentEnd | Event::StreamEnd => {}
                event => tree = self.value(event, span, None),
            }
        }
        tree
    }

    fn value(&mut self, event: Event<'t>, span: Span, key: Option<Range<usize>>) -> Node {
        let number = self.marks.len();
        let start = offset(&span.start);
        let begin = self.anchor(&event).unwrap_or(start);
        let style = if let Event::Scalar(_, style, ..) = &event { Some(*style) } else { None };
        let is_scalar = matches!(event, Event::Scalar(..) | Event::Alias(_));
        let end = if is_scalar { offset(&span.end).max(begin) } else { begin };
        self.marks.push(Mark { key, value: begin..end, style, end: number + 1 });
        let node = match event {
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, &span, anchor, tag),
            Event::SequenceStart(_, anchor, tag) => self.deeper(&span, anchor, tag, Self::list),
            Event::MappingStart(_, anchor, tag) => self.deeper(&span, anchor, tag, Self::mapping),
            Event::Alias(anchor) => self.copy(anchor, start),
            _ => Node::plain(""),
        };
        self.marks[number].end = self.marks.len();
        node
    }

    fn scalar(
        &mut self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        span: &Span,
        anchor: usize,
        tag: Option<Cow<'t, Tag>>,
    ) -> Node {
        let is_plain = style == ScalarStyle::Plain;
        // A missing value is reported by the parser as `~`.
        let text = if is_plain && span.start == span.end { Cow::Borrowed("") } else { text };
        let node = match tag {
            Some(tag) => self.tagged(&text, &tag, span),
            None if is_plain => Node::plain(&text),
            // Only escapes can write control characters here.
            None => Node::Text(without_controls(text.into_owned())),
        };
        self.keep(anchor, &node);
        node
    }

    /// Where the anchor of a value begins. Only names of ASCII letters and digits are accepted: `&Thêm` is most likely
    /// a text whose author does not know about anchors.
    fn anchor(&mut self, event: &Event<'t>) -> Option<usize> {
        let (Event::Scalar(_, _, anchor, _)
        | Event::SequenceStart(_, anchor, _)
        | Event::MappingStart(_, anchor, _)) = event
        else {
            return None;
        };
        let (Event::Anchor(_, name), span) = (*anchor > 0).then(|| self.next())?? else { return None };
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
            self.stop(offset(&span.start), Why::Syntax(ErrorKind::MissingAnchorOrAliasName));
        }
        Some(offset(&span.start))
    }

    /// A scalar with a tag, which must be one of the core schema and fit the value.
    fn tagged(&mut self, text: &str, tag: &Tag, span: &Span) -> Node {
        let node = Node::plain(text);
        let fits = match (tag.core_suffix(), &node) {
            (Some("bool"), Node::Plain(Plain::Bool(_), _))
            | (Some("int"), Node::Plain(Plain::Integer(_), _))
            | (Some("float"), Node::Plain(Plain::Integer(_) | Plain::Float(_), _))
            | (Some("null"), Node::Plain(Plain::Null, _)) => true,
            (Some("bool" | "int" | "float" | "null"), _) => false,
            _ => return self.untagged(Some(tag), span).map_or(node, |()| Node::Text(text.to_owned())),
        };
        if !fits {
            self.stop(tag_start(span), Why::Tag);
        }
        node
    }

    /// Returns `None`, and stops, if the value has a local tag.
    fn untagged(&mut self, tag: Option<&Tag>, span: &Span) -> Option<()> {
        let is_local = tag.is_some_and(|tag| tag.handle().starts_with('!') || tag.suffix().starts_with('!'));
        if is_local {
            self.stop(tag_start(span), Why::Tag);
        }
        (!is_local).then_some(())
    }

    /// Reads a list or mapping one level deeper.
    fn deeper(
        &mut self,
        span: &Span,
        anchor: usize,
        tag: Option<Cow<'t, Tag>>,
        inner: fn(&mut Self) -> Node,
    ) -> Node {
        let start = offset(&span.start);
        if self.depth == DEEPEST {
            self.stop(start, Why::TooDeep);
        }
        if self.untagged(tag.as_deref(), span).is_none() || self.stopped.is_some() {
            return Node::plain("");
        }
        let brackets = self.open.len();
        self.open.extend(self.text[start..].starts_with(['[', '{']).then_some(start));
        self.depth += 1;
        let node = inner(self);
        self.depth -= 1;
        self.open.truncate(brackets);
        self.keep(anchor, &node);
        node
    }

    fn list(&mut self) -> Node {
        let mut nodes = Vec::new();
        while let Some((event, span)) = self.next() {
            if event == Event::SequenceEnd {
                break;
            }
            nodes.push(self.value(event, span, None));
        }
        Node::List(nodes)
    }

    fn mapping(&mut self) -> Node {
        let mut pairs = Vec::new();
        while let Some((event, span)) = self.next() {
            if event == Event::MappingEnd {
                break;
            }
            let begin = self.anchor(&event).unwrap_or(offset(&span.start));
            let place = begin..offset(&span.end).max(begin);
            let Some(key) = self.key(event, &span) else { break };
            let Some((event, span)) = self.next() else { break };
            pairs.push((key, self.value(event, span, Some(place))));
        }
        Node::Mapping(pairs)
    }

    /// Only scalars may be keys; numbers and booleans keep their source text.
    fn key(&mut self, event: Event<'t>, span: &Span) -> Option<String> {
        let start = offset(&span.start);
        if span.start == span.end && self.open.is_empty() && self.text[start..].starts_with(':') {
            self.stop(start, Why::NoKey);
        }
        let node = match event {
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, span, anchor, tag),
            Event::Alias(anchor) => self.copy(anchor, start),
            _ => Node::List(Vec::new()),
        };
        match node {
            Node::Text(text) => Some(text),
            Node::Plain(plain, _) => Some(plain.to_string()),
            Node::List(_) | Node::Mapping(_) => {
                self.stop(start, Why::KeyIsNoText);
                None
            }
        }
    }

    fn keep(&mut self, anchor: usize, node: &Node) {
        if anchor > 0
            && self.stopped.is_none()
            && let Err(why) = self.anchors.keep(anchor, node)
        {
            self.stop(self.text.len(), why);
        }
    }

    fn copy(&mut self, anchor: usize, at: usize) -> Node {
        self.anchors.copy(anchor, self.depth).unwrap_or_else(|why| {
            self.stop(at, why);
            Node::plain("")
        })
    }
}

fn offset(marker: &Marker) -> usize {
    marker.byte_offset().unwrap_or(0)
}

fn tag_start(span: &Span) -> usize {
    offset(span.tag_start.as_ref().unwrap_or(&span.start))
}
