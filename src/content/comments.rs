//! Texts that end where YAML begins a comment: `title: Đợt #2: trao giải` says "Đợt" alone.
//!
//! In: a YAML text, its tree and its declared type. Out: a warning for each text without quotes that has a comment
//! behind it on its line. Ids, dates, numbers and words of a choice have no ` #` in them: what follows them is meant as
//! a comment. So is one behind two spaces.

use crate::diagnostic::{Code, Diagnostic, Path, Place, Step, localized};
use crate::source::{SourceId, Span};
use crate::yaml::describe::{MappingInfo, ValueType};
use crate::yaml::{Node, Spans};

/// One YAML text, or the YAML part of a Markdown file, which begins at `offset`.
#[derive(Clone, Copy)]
pub(super) struct YamlText<'t> {
    pub(super) source: SourceId,
    pub(super) offset: usize,
    pub(super) text: &'t str,
}

/// Warns of every text below `node` that a comment follows.
pub(super) fn check(yaml: YamlText<'_>, node: &Node, of: &ValueType, diagnostics: &mut Vec<Diagnostic>) {
    if !yaml.text.contains(" #") && !yaml.text.contains("\t#") {
        return;
    }
    let mut walk = Walk { yaml, spans: Spans::new(yaml.text), path: Path::top(), diagnostics };
    walk.value(node, of);
}

struct Walk<'w> {
    yaml: YamlText<'w>,
    spans: Spans<'w>,
    path: Path,
    diagnostics: &'w mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn value(&mut self, node: &Node, of: &ValueType) {
        match (node, of) {
            (Node::Text(text), ValueType::Text) => self.text(text),
            (Node::List(nodes), ValueType::List(of)) => {
                for (index, node) in nodes.iter().enumerate() {
                    self.step(Step::Index(index), node, of);
                }
            }
            (Node::Mapping(pairs), ValueType::Mapping(info)) => self.mapping(pairs, info),
            _ => {}
        }
    }

    fn mapping(&mut self, pairs: &[(String, Node)], info: &MappingInfo) {
        for (index, (name, node)) in pairs.iter().enumerate() {
            if let Some(key) = info.keys.iter().find(|key| key.name == name) {
                self.step(Step::Pair(index), node, &(key.value)());
            }
        }
    }

    fn step(&mut self, step: Step, node: &Node, of: &ValueType) {
        self.path.0.push(step);
        self.value(node, of);
        self.path.0.pop();
    }

    fn text(&mut self, value: &str) {
        // What can be an id, or a list of ids, is no sentence.
        let is_id = value
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-/".contains(&byte));
        let Some((found, steps)) = self.spans.get(&self.path).filter(|_| !is_id) else { return };
        let typed = &self.yaml.text[found.value.clone()];
        if steps < self.path.0.len() || found.block || typed.starts_with(['"', '\'', '|', '>', '*', '&']) {
            return;
        }
        let rest = &self.yaml.text[found.value.end..];
        let rest = rest.split(['\n', '\r']).next().unwrap_or("").trim_end();
        let comment = rest.trim_start_matches([' ', '\t']);
        let gap = rest.len() - comment.len();
        // Two spaces, and one behind the sign, are how comments are written that are meant.
        let is_meant = gap >= 2 && comment.starts_with("# ");
        if !comment.starts_with('#') || gap == 0 || is_meant {
            return;
        }
        let start = self.yaml.offset + found.value.end + rest.len() - comment.len();
        let span = Span { source: self.yaml.source, start, end: start + comment.len() };
        let whole = format!("{typed}{rest}").replace('\\', "\\\\").replace('"', "\\\"");
        let message = localized!(
            "chữ từ dấu `#` trở đi bị bỏ: YAML coi đó là ghi chú, nên ở đây chỉ còn “{value}”",
            "the text from the `#` on is left out: to YAML it is a comment, and only \"{value}\" remains"
        );
        let help = localized!(
            "viết `\"{whole}\"`; nếu đúng là ghi chú thì đặt chữ trước nó trong dấu nháy: `\"{typed}\"`",
            "write `\"{whole}\"`; if it is a comment, put the text before it in quotes: `\"{typed}\"`"
        );
        self.diagnostics
            .push(Diagnostic::warning(Code::CommentInText, Place::Span(span), message).help(help));
    }
}
