//! The tree of a YAML text, without places.

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

use crate::yaml::refusal::Refusal;

/// A YAML value as the core schema reads it. Pairs keep their order, and a doubled key stands twice.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a point, an exponent, or too large for a whole one.
    Float(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping.
    Mapping(Vec<(String, Node)>),
}

/// Reads one YAML document.
///
/// Nesting is limited to 128 levels and copies by aliases to a small multiple of the text, so that a hostile text
/// costs no more than an honest one.
pub fn parse(text: &str) -> Result<Node, Refusal> {
    serde_yaml::from_str(text).map_err(|error| {
        let stopped = error.location().map(|location| (location.line(), location.column()));
        Refusal::new(text, &error.to_string(), stopped)
    })
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(i64::try_from(value).map_or(Node::Float(value as f64), Node::Integer))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Float(value as f64))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(Node::Float(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = map.next_key::<Node>()? {
            let key = match key {
                Node::Text(text) => text,
                Node::Integer(number) => number.to_string(),
                Node::Float(number) => number.to_string(),
                Node::Bool(value) => value.to_string(),
                Node::Null => "null".to_owned(),
                Node::List(_) | Node::Mapping(_) => return Err(de::Error::custom("a key must be a text")),
            };
            pairs.push((key, map.next_value()?));
        }
        Ok(Node::Mapping(pairs))
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(de::Error::custom("tags (`!name`) are not used here"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn doubled_keys_are_kept_for_the_decoder_to_see() {
        let node = parse("a: 1\nb: x\na: 2\n");
        let pairs = vec![
            ("a".to_owned(), Node::Integer(1)),
            ("b".to_owned(), Node::Text("x".into())),
            ("a".to_owned(), Node::Integer(2)),
        ];
        assert_eq!(node, Ok(Node::Mapping(pairs)));
    }

    #[test]
    fn what_looks_like_a_date_or_a_yes_stays_text() {
        for text in ["2023-08-25", "yes", "on", "1_000"] {
            assert_eq!(parse(text), Ok(Node::Text(text.into())), "{text}");
        }
    }

    #[test]
    fn two_hundred_levels_and_alias_bombs_are_refused_at_once() {
        let deep = format!("a: {}{}", "[".repeat(200), "]".repeat(200));
        assert_eq!(parse(&deep).map_err(|refusal| refusal.code), Err(Code::YamlLimit));
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let below = format!("*a{}, ", level - 1).repeat(10);
            bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
        }
        assert_eq!(parse(&bomb).map_err(|refusal| refusal.code), Err(Code::YamlLimit));
    }
}
