//! Where a value of a YAML text begins and ends, and how a new one is written there.

use std::ops::Range;

use crate::yaml::{Node, ValueSpan, write};

/// Longest list on one line, in characters.
const LONGEST_LINE: usize = 90;

/// A pair of a mapping or an element of a list, with its value.
#[derive(Debug, Clone)]
pub(super) struct Extent {
    /// The key, or the dash of an element; the value itself inside brackets.
    pub(super) start: usize,
    /// Where the key ends; of an element the dash.
    mark_end: usize,
    /// Where the key, or what stands behind the dash, begins in its line, in characters.
    pub(super) column: usize,
    pub(super) value: Range<usize>,
}

impl Extent {
    pub(super) fn new(text: &str, found: &ValueSpan) -> Option<Self> {
        let value = value_range(text, found);
        let line = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
        let (start, mark_end, column) = match &found.key {
            Some(key) => (key.start, key.end, text[line(key.start)..key.start].chars().count()),
            None => {
                let lead = &text[line(value.start)..value.start];
                match lead.trim_end().ends_with('-').then(|| lead.rfind('-')).flatten() {
                    Some(dash) => {
                        let start = line(value.start) + dash;
                        (start, start + 1, lead[..dash].chars().count())
                    }
                    None => (value.start, value.start, lead.chars().count()),
                }
            }
        };
        let begins = text[value.start..].chars().next();
        let is_below = text.get(mark_end..value.start).is_some_and(|between| between.contains('\n'));
        // What is null has its mark before the colon.
        let is_null = found.key.is_some() && value.is_empty() && value.start <= mark_end;
        let end = match begins {
            _ if is_null => mark_end,
            Some('[' | '{') => closing(text, value.start)? + 1,
            Some('|' | '>') => scalar_end(text, column, &value),
            _ if is_below || value.len() <= 1 && is_nested(text, &value) => {
                block_end(text, start, column, value.end)
            }
            _ => value.end,
        };
        let from = if is_null { mark_end } else { value.start };
        Some(Self { start, mark_end, column, value: from..end.max(from) })
    }

    pub(super) fn line_start(&self, text: &str) -> usize {
        text[..self.start].rfind('\n').map_or(0, |at| at + 1)
    }

    /// The end of the last line, before its line feed.
    pub(super) fn line_end(&self, text: &str) -> usize {
        let from = self.value.end.max(self.mark_end);
        let end = text[from..].find('\n').map_or(text.len(), |at| from + at);
        if text[..end].ends_with('\r') { end - 1 } else { end }
    }

    /// Behind the colon of the key or the dash of the element.
    pub(super) fn behind_mark(&self, text: &str) -> usize {
        let is_dash = text[self.start..].starts_with('-') && self.mark_end == self.start + 1;
        let colon = || text[self.mark_end..].find(':').map_or(self.mark_end, |at| self.mark_end + at + 1);
        if is_dash { self.mark_end } else { colon() }
    }

    /// Whether the value stands in the line of its key, and is no block.
    pub(super) fn is_on_line(&self, text: &str) -> bool {
        !self.value.is_empty()
            && !text[self.start..self.value.start].contains('\n')
            && !text[self.value.clone()].starts_with(['|', '>'])
    }

    /// A text in the quotes that the value has now.
    pub(super) fn in_same_quotes(&self, text: &str, new: &str) -> Option<String> {
        if new.contains(['\n', '\r']) || !self.is_on_line(text) {
            return None;
        }
        match text[self.value.clone()].chars().next()? {
            '"' => Some(serde_json::Value::String(new.to_owned()).to_string()),
            '\'' => Some(format!("'{}'", new.replace('\'', "''"))),
            _ => None,
        }
    }

    /// The pair or element inside brackets, with the comma behind or before it.
    pub(super) fn with_comma(&self, text: &str) -> Range<usize> {
        let rest = &text[self.value.end..];
        if let Some(behind) = rest.trim_start().strip_prefix(',') {
            return self.start..text.len() - behind.trim_start_matches([' ', '\n', '\r']).len();
        }
        let before = text[..self.start].trim_end();
        before.strip_suffix(',').map_or(self.start, str::len)..self.value.end
    }
}

/// The value of a key or element. The mark of a list whose dashes stand below the first letter of its key is that of its
/// first element; the list itself begins with the dash.
pub(super) fn value_range(text: &str, found: &ValueSpan) -> Range<usize> {
    let Range { start, end } = found.value;
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let lead = &text[line..start];
    match found.key.as_ref().filter(|key| key.end <= line && lead.trim() == "-") {
        Some(_) => line + lead.find('-').unwrap_or(0)..end,
        None => start..end,
    }
}

/// Whether a value is a mapping or list without brackets: only its first byte is marked.
fn is_nested(text: &str, value: &Range<usize>) -> bool {
    let line = text[value.start..].lines().next().unwrap_or("");
    line.starts_with("- ") || line.contains(": ") || line.trim_end().ends_with(':')
}

/// The end of what stands below a key or dash: lines that are indented more, or elements of a list below a key. Comments
/// behind the last of them belong to nobody.
fn block_end(text: &str, start: usize, column: usize, least: usize) -> usize {
    let is_key = !text[start..].starts_with("- ");
    let first = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = lines_end(text, first, |line, depth| {
        let element = line.starts_with("- ") || line == "-";
        match depth > column || is_key && depth == column && element {
            _ if line.starts_with('#') => Some(false),
            true => Some(true),
            false => None,
        }
    });
    end.max(least)
}

/// The end of a block scalar: its lines are indented as the first one, and what is indented less is none.
fn scalar_end(text: &str, column: usize, value: &Range<usize>) -> usize {
    let first = text[value.start..].find('\n').map_or(text.len(), |at| value.start + at);
    let header = &text[value.start..first];
    let told = header.split('#').next().and_then(|header| header.chars().find_map(|sign| sign.to_digit(10)));
    let below = text.get(first + 1..).unwrap_or("");
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let indent = match told {
        Some(digit) => column + digit as usize,
        None => below.lines().find(|line| !line.trim().is_empty()).map_or(0, depth),
    };
    if indent <= column {
        return value.end;
    }
    lines_end(text, first, |_, depth| (depth >= indent).then_some(true)).max(value.end)
}

/// The end of the lines below `first`, a line feed, that `belongs` takes; empty lines belong where others follow them.
/// A line of which nobody knows (`Some(false)`) belongs where others follow it.
fn lines_end(text: &str, first: usize, belongs: impl Fn(&str, usize) -> Option<bool>) -> usize {
    let line_start = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let mut end = line_start + text[line_start..first].trim_end().len();
    let mut at = first + 1;
    while at < text.len() {
        let line = text[at..].split('\n').next().unwrap_or("");
        let depth = line.len() - line.trim_start_matches(' ').len();
        if !line.trim().is_empty() {
            match belongs(line.trim(), depth) {
                Some(true) => end = at + line.trim_end().len(),
                Some(false) => {}
                None => break,
            }
        }
        at += line.len() + 1;
    }
    end
}

/// The bracket that closes the one at `start`; brackets in quotes do not count.
fn closing(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut quote) = (0usize, None);
    let mut signs = text[start..].char_indices();
    let mut before = ' ';
    while let Some((at, sign)) = signs.next() {
        match (quote, sign) {
            (Some('"'), '\\') => drop(signs.next()),
            (Some(open), sign) if open == sign => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if matches!(before, ' ' | ',' | '[' | '{' | ':' | '\n') => quote = Some(sign),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(start + at);
                }
            }
            (None, _) => {}
        }
        before = sign;
    }
    None
}

/// A value inside brackets.
pub(super) fn flow(value: &Node) -> String {
    write::in_flow(value)
}

/// What may stand behind `key:` or `-`, the most natural first; with its leading space or line feed.
pub(super) fn inline_or_block(value: &Node, indent: usize, newline: &str) -> Vec<String> {
    let inline = format!(" {}", write::inline(value));
    let tail = tail(value, indent, newline);
    if tail == inline { vec![inline] } else { vec![tail, inline] }
}

/// The lines of a mapping or list without brackets, the last one without a line feed.
pub(super) fn block(node: &Node, indent: usize, newline: &str) -> String {
    let pad = " ".repeat(indent);
    let lines: Vec<String> = match node {
        Node::Mapping(pairs) => {
            let key = |key: &str| write::inline(&Node::Text(key.to_owned()));
            let pair = |(name, value): &(String, Node)| {
                format!("{pad}{}:{}", key(name), tail(value, indent, newline))
            };
            pairs.iter().map(pair).collect()
        }
        Node::List(nodes) => {
            nodes.iter().map(|node| format!("{pad}- {}", element(node, indent, newline))).collect()
        }
        node => vec![format!("{pad}{}", write::inline(node))],
    };
    lines.join(newline)
}

/// An element behind its dash.
fn element(node: &Node, indent: usize, newline: &str) -> String {
    match node {
        Node::Mapping(pairs) if !pairs.is_empty() => block(node, indent + 2, newline).trim_start().to_owned(),
        node => tail(node, indent, newline).trim_start().to_owned(),
    }
}

/// A value behind `key:`.
fn tail(value: &Node, indent: usize, newline: &str) -> String {
    let is_scalar = |node: &Node| matches!(node, Node::Text(_) | Node::Plain(..));
    match value {
        Node::Text(text) if text.contains('\n') => literal(text, indent + 2, newline),
        Node::Mapping(pairs) if !pairs.is_empty() => {
            format!("{newline}{}", block(value, indent + 2, newline))
        }
        Node::List(nodes) if !nodes.is_empty() => {
            let inline = write::inline(value);
            if nodes.iter().all(is_scalar) && inline.chars().count() <= LONGEST_LINE && !inline.contains('\n')
            {
                format!(" {inline}")
            } else {
                format!("{newline}{}", block(value, indent + 2, newline))
            }
        }
        value => format!(" {}", write::inline(value)),
    }
}

/// A text of several lines.
fn literal(text: &str, indent: usize, newline: &str) -> String {
    let chomp = match text.strip_suffix('\n') {
        None => "-",
        Some(rest) if rest.ends_with('\n') => "+",
        Some(_) => "",
    };
    let lines = text.strip_suffix('\n').unwrap_or(text).split('\n');
    let lines = lines
        .map(|line| if line.is_empty() { String::new() } else { format!("{}{line}", " ".repeat(indent)) });
    let depth = if text.starts_with([' ', '\n']) { "2" } else { "" };
    format!(" |{depth}{chomp}{newline}{}", lines.collect::<Vec<_>>().join(newline))
}
