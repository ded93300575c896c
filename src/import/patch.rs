//! Changes single values of a YAML text and leaves every other byte as it is: comments, order, quotes.
//!
//! In: a text, and values by their paths. Out: the changed text; nothing if some value cannot be changed without writing
//! the record anew. Whatever was changed is read again and compared with what it should be.

use std::ops::Range;

use crate::diagnostic::{Path, Step};
use crate::import::existing::is_same;
use crate::yaml::{Node, Spans, parse, write};

/// A value to be changed or added.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// The index of the record in a list, if the text is one.
    pub(super) index: Option<usize>,
    /// Keys below the record.
    pub(super) path: Vec<String>,
    pub(super) value: Node,
}

impl Change {
    fn whole_path(&self, keys: usize) -> Path {
        let start = self.index.map_or_else(Path::top, |index| Path::top().index(index));
        self.path[..keys].iter().fold(start, |path, key| path.key(key.clone()))
    }
}

/// The text with all changes.
pub(super) fn patched(text: &str, changes: &[Change]) -> Option<String> {
    let before = parse(text).ok()?;
    let spans = Spans::new(text);
    let mut expected = before.clone();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for change in changes {
        let record = match change.index {
            Some(index) => {
                if let Node::List(nodes) = &mut expected {
                    nodes.get_mut(index)?
                } else {
                    return None;
                }
            }
            None => &mut expected,
        };
        let parent_is_there = change.path.len() < 2
            || record.get(&change.path[0]).is_some_and(|node| matches!(node, Node::Mapping(_)));
        set(record, &change.path, &change.value);
        edits.push(edit((text, &before), &spans, change, parent_is_there)?);
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(text.len() + 100);
    let mut at = 0;
    for (range, new) in &edits {
        result += text.get(at..range.start)?;
        result += new;
        at = range.end;
    }
    result += &text[at..];
    let after = parse(&result).ok()?;
    is_same(&after, &expected).then_some(result)
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

fn edit(
    (text, tree): (&str, &Node),
    spans: &Spans<'_>,
    change: &Change,
    parent_is_there: bool,
) -> Option<(Range<usize>, String)> {
    let path = change.whole_path(change.path.len());
    if let Some((found, steps)) = spans.get(&path)
        && steps == path.0.len()
    {
        let key = found.key.clone()?;
        let end = value_end(text, &key, &found.value)?;
        let gap =
            if text[key.end..found.value.start].contains(' ') || found.value.is_empty() { "" } else { " " };
        let written = scalar(text, spans, &path, &change.value);
        // What is empty has its mark before the colon.
        let start = if is_block(text, &key, &found.value) || found.value.is_empty() {
            text[key.end..].find(':')? + key.end + 1
        } else {
            found.value.start
        };
        let gap = if is_block(text, &key, &found.value)
            || found.value.is_empty() && !text[..start].ends_with(' ')
        {
            " "
        } else {
            gap
        };
        return Some((start..end.max(start), format!("{gap}{written}")));
    }
    // The key is new: it goes behind a sibling, in its mapping or in a mapping of its own.
    let (depth, value) = match (change.path.as_slice(), parent_is_there) {
        ([_], _) | ([_, _], true) => (change.path.len(), change.value.clone()),
        ([_, inner], false) => (1, Node::Mapping(vec![(inner.clone(), change.value.clone())])),
        _ => return None,
    };
    insertion((text, tree), spans, &change.whole_path(depth), &value)
}

/// A new pair of a mapping.
fn insertion(
    (text, tree): (&str, &Node),
    spans: &Spans<'_>,
    path: &Path,
    value: &Node,
) -> Option<(Range<usize>, String)> {
    let (Step::Key(key), parents) = path.0.split_last()? else { return None };
    let parent = Path(parents.to_vec());
    let (found, steps) = spans.get(&parent)?;
    if steps != parents.len() {
        return None;
    }
    let written = scalar(text, spans, path, value);
    if text[found.value.start..].starts_with('{') {
        let end = closing(text, found.value.start)?;
        let inside = text[found.value.start + 1..end].trim_end();
        let comma = if inside.is_empty() || inside.ends_with(',') { "" } else { ", " };
        let at = found.value.start + 1 + inside.len();
        return Some((at..at, format!("{comma}{key}: {written}")));
    }
    let siblings = parents.iter().try_fold(tree, |node, step| match (node, step) {
        (Node::List(nodes), Step::Index(at)) => nodes.get(*at),
        (node, Step::Key(key)) => node.get(key),
        _ => None,
    })?;
    let Node::Mapping(pairs) = siblings else { return None };
    pairs.iter().rev().find_map(|(sibling, _)| {
        let (found, _) = spans.get(&parent.clone().key(sibling.clone()))?;
        let key_range = found.key.clone()?;
        let end = value_end(text, &key_range, &found.value)?;
        let is_on_one_line =
            !is_block(text, &key_range, &found.value) && !text[key_range.start..end].contains('\n');
        let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let line_start = text[..key_range.start].rfind('\n').map_or(0, |at| at + 1);
        let indent = " ".repeat(text[line_start..key_range.start].chars().count());
        is_on_one_line.then(|| (line_end..line_end, format!("\n{indent}{key}: {written}")))
    })
}

/// Whether a value stands below its key, or begins a block there.
fn is_block(text: &str, key: &Range<usize>, value: &Range<usize>) -> bool {
    let begins = text[value.start..].chars().next().unwrap_or(' ');
    matches!(begins, '|' | '>')
        || text.get(key.end..value.start).is_some_and(|between| between.contains('\n'))
}

/// The end of a value; lines that belong to it are indented more than its key, or are elements of a list below it.
fn value_end(text: &str, key: &Range<usize>, value: &Range<usize>) -> Option<usize> {
    let begins = text[value.start..].chars().next().unwrap_or(' ');
    if !is_block(text, key, value) {
        return if matches!(begins, '[' | '{') {
            Some(closing(text, value.start)? + 1)
        } else {
            Some(value.end)
        };
    }
    let line_start = text[..key.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = text[line_start..key.start].chars().count();
    let mut end = text[key.end..].find('\n').map_or(text.len(), |at| key.end + at);
    let mut at = end + 1;
    while at < text.len() {
        let line = text[at..].lines().next().unwrap_or("");
        let depth = line.len() - line.trim_start_matches(' ').len();
        let is_inside = depth > indent || depth == indent && line.trim_start().starts_with("- ");
        if !line.trim().is_empty() {
            if !is_inside {
                break;
            }
            end = at + line.trim_end().len();
        }
        at += line.len() + 1;
    }
    Some(end)
}

/// The bracket that closes the one at `start`; brackets in quotes do not count.
fn closing(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut quote) = (0usize, None);
    let mut signs = text[start..].char_indices();
    while let Some((at, sign)) = signs.next() {
        match (quote, sign) {
            (Some('"'), '\\') => {
                signs.next();
            }
            (Some(open), sign) if open == sign => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => {
                let before = text[..start + at].chars().next_back().unwrap_or(' ');
                if matches!(before, ' ' | ',' | '[' | '{' | ':' | '\n') {
                    quote = Some(sign);
                }
            }
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth -= 1;
                if depth == 0 {
                    return Some(start + at);
                }
            }
            (None, _) => {}
        }
    }
    None
}

/// A value for one line. Inside brackets more signs need quotes.
fn scalar(text: &str, spans: &Spans<'_>, path: &Path, value: &Node) -> String {
    let is_in_brackets = (0..path.0.len()).any(|keys| {
        let above = Path(path.0[..keys].to_vec());
        spans.get(&above).is_some_and(|(found, steps)| {
            steps == keys && matches!(text.as_bytes().get(found.value.start), Some(b'{' | b'['))
        })
    });
    if is_in_brackets { write::in_flow(value) } else { write::inline(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(index: Option<usize>, path: &str, value: &str) -> Change {
        let path = path.split('.').map(str::to_owned).collect();
        Change { index, path, value: parse(value).expect("YAML") }
    }

    #[test]
    fn only_the_value_changes() {
        let text = "# đầu tệp\n- id: a  # giữ\n  title: \"Cũ\"   # ghi chú\n  private:\n    # số riêng\n    phone: 0912 # cũ\n  tags:\n  - x\n  - y\n- {id: b, title: Bài hai, private: {phone: '09'}}\n";
        let changes = [
            change(Some(0), "title", "'Mới: hơn'"),
            change(Some(0), "private.phone", "'0913'"),
            change(Some(0), "tags", "[z]"),
            change(Some(0), "genre", "ghi-chep"),
            change(Some(1), "title", "'Hai, mới'"),
            change(Some(1), "private.email", "a@b.vn"),
            change(Some(1), "status", "accepted"),
        ];
        let expected = "# đầu tệp\n- id: a  # giữ\n  title: 'Mới: hơn'   # ghi chú\n  genre: ghi-chep\n  private:\n    # số riêng\n    phone: '0913' # cũ\n  tags: [z]\n- {id: b, title: \"Hai, mới\", private: {phone: '09', email: a@b.vn}, status: accepted}\n";
        let result = patched(text, &changes).expect("it can be changed");
        assert_eq!(result, expected);
    }

    #[test]
    fn blocks_and_missing_mappings_are_changed_too() {
        let text = "title: Một\nsummary: |\n  dòng một\n\n  dòng hai\nbody: >\n  gấp\nstatus:\n";
        let changes = [
            change(None, "summary", "ngắn"),
            change(None, "status", "accepted"),
            change(None, "private.phone", "'0912'"),
        ];
        let result = patched(text, &changes).expect("it can be changed");
        assert_eq!(
            result,
            "title: Một\nsummary: ngắn\nbody: >\n  gấp\nstatus: accepted\nprivate: {phone: '0912'}\n"
        );
    }
}
