//! Trees as YAML texts, for commands that write records.
//!
//! In: a [`Node`]. Out: YAML that [`parse`] reads back as the same tree: block style, long texts as
//! `|`. Quotes and escapes are those of `serde_yaml`; only what the core schema of the reader takes for something else
//! than a text is quoted here.

use serde_yaml::{Mapping, Number, Value};

use crate::yaml::{Node, Plain, parse};

/// A whole document: a mapping or a list, each line ended by a line feed.
#[must_use]
pub fn document(node: &Node) -> String {
    // Strings, numbers, lists and mappings with text keys can always be serialised.
    serde_yaml::to_string(&value(node)).unwrap_or_default()
}

/// A mapping as a document, with a comment at the values of some paths.
#[must_use]
pub fn commented(node: &Node, paths: &[&[String]], comment: &str) -> String {
    let Node::Mapping(pairs) = node else { return document(node) };
    let pair = |(key, value): &(String, Node)| {
        let below = paths.iter().filter_map(|path| path.split_first());
        let below: Vec<&[String]> = below.filter(|(first, _)| *first == key).map(|(_, rest)| rest).collect();
        if matches!(value, Node::Mapping(_)) && below.iter().any(|rest| !rest.is_empty()) {
            let inner = commented(value, &below, comment);
            let lines = inner.lines().map(|line| format!("  {line}\n"));
            return format!("{}:\n{}", text_inline(key), lines.collect::<String>());
        }
        let text = document(&Node::Mapping(vec![(key.clone(), value.clone())]));
        match text.lines().count() {
            _ if below.is_empty() => text,
            1 => format!("{}  # {comment}\n", text.trim_end()),
            _ => format!("# {comment}\n{text}"),
        }
    };
    pairs.iter().map(pair).collect()
}

/// A scalar, or a short list or mapping, for one line behind `key: `.
#[must_use]
pub fn inline(node: &Node) -> String {
    match node {
        Node::Text(text) => text_inline(text),
        Node::Plain(_, typed) => typed.to_string(),
        Node::List(nodes) => format!("[{}]", nodes.iter().map(in_flow).collect::<Vec<_>>().join(", ")),
        Node::Mapping(pairs) => {
            let pair = |(key, value): &(String, Node)| format!("{}: {}", text_inline(key), in_flow(value));
            format!("{{{}}}", pairs.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A value inside `[…]` or `{…}`, where some signs of plain texts end it.
pub(crate) fn in_flow(node: &Node) -> String {
    match node {
        Node::Text(text) if text.contains([',', '[', ']', '{', '}', ':', '#']) => quoted(text),
        node => inline(node),
    }
}

/// A text on one line, without quotes where it needs none.
fn text_inline(text: &str) -> String {
    let is_kept = |written: &str| matches!(parse(written), Ok(Node::Text(read)) if read == text);
    let plain = serde_yaml::to_string(text).unwrap_or_default();
    let plain = plain.trim_end_matches('\n');
    if !text.is_empty() && !plain.contains('\n') && is_kept(plain) { plain.to_owned() } else { quoted(text) }
}

/// A text in double quotes. JSON strings are YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}

fn value(node: &Node) -> Value {
    match node {
        Node::Text(text) => Value::String(text.clone()),
        Node::Plain(Plain::Null, _) => Value::Null,
        Node::Plain(Plain::Bool(value), _) => Value::Bool(*value),
        Node::Plain(Plain::Integer(number), _) => Value::Number(Number::from(*number)),
        Node::Plain(Plain::Float(number), _) => Value::Number(Number::from(*number)),
        Node::List(nodes) => Value::Sequence(nodes.iter().map(value).collect()),
        Node::Mapping(pairs) => {
            let pairs = pairs.iter().map(|(key, node)| (Value::String(key.clone()), value(node)));
            Value::Mapping(pairs.collect::<Mapping>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_back(written: &str) -> Node {
        parse(written).unwrap_or_else(|refusal| panic!("{written}: {refusal:?}"))
    }

    #[test]
    fn texts_that_look_like_something_else_stay_texts() {
        for text in [
            "no",
            "yes",
            "0912",
            "0912345678",
            "12E4",
            "2023-08-25",
            "9:22",
            "null",
            "~",
            "",
            " a ",
            "a: b",
            "Đợt #2",
            "- a",
            "[a",
            "{a",
            "'a'",
            "\"a\"",
            "a\nb\n",
            "x, y",
            "@a",
            "%a",
            "&a",
            "*a",
            "!a",
            "true",
            "1_000",
            "0x10",
            "…",
            "a\u{a0}b",
            "1.5",
            "=1+1",
            "? a",
            "a\u{85}b",
            "\u{feff}a",
            "|",
            ">",
        ] {
            let node = Node::Text(text.to_owned());
            assert_eq!(read_back(&inline(&node)), node, "{text}");
            let list = Node::List(vec![node.clone(), Node::Mapping(vec![("khóa".into(), node.clone())])]);
            assert_eq!(read_back(&inline(&list)), list, "{text}");
            assert_eq!(read_back(&document(&list)), list, "{text}");
        }
    }

    #[test]
    fn a_text_is_written_without_needless_quotes() {
        for text in ["Cộng hòa xã hội", "Tổ dân phố số 5 (mẫu)", "HTX Quế Văn Yên"] {
            assert_eq!(inline(&Node::Text(text.into())), text);
        }
    }

    #[test]
    fn comments_stand_at_their_values() {
        let text = |text: &str| Node::Text(text.into());
        let node = Node::Mapping(vec![
            ("id".into(), text("a")),
            ("title".into(), text("x # y")),
            ("body".into(), text("một\nhai\n")),
            ("private".into(), Node::Mapping(vec![("phone".into(), text("0")), ("note".into(), text("z"))])),
        ]);
        let paths = [vec!["title"], vec!["body"], vec!["private", "note"]];
        let paths = paths.map(|path| path.into_iter().map(str::to_owned).collect::<Vec<_>>());
        let paths: Vec<&[String]> = paths.iter().map(Vec::as_slice).collect();
        let written = commented(&node, &paths, "kiểm tra");
        let expected = "id: a\ntitle: 'x # y'  # kiểm tra\n# kiểm tra\nbody: |\n  một\n  hai\nprivate:\n  phone: '0'\n  note: z  # kiểm tra\n";
        assert_eq!(written, expected);
        assert_eq!(read_back(&written), node);
        assert_eq!(commented(&node, &[], "kiểm tra"), document(&node));
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(text in "\\PC*", more in "[ -~\\nđ]*") {
            for text in [text, more] {
                let node = Node::Mapping(vec![("a".into(), Node::Text(text.clone()))]);
                prop_assert_eq!(read_back(&document(&node)), node.clone());
                prop_assert_eq!(read_back(&inline(&node)), node);
            }
        }
    }
}
