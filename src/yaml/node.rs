//! The tree of a YAML text, without places.

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
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
    if let Some(at) = too_deep(text) {
        return Err(Refusal::too_deep(text, at));
    }
    let budget = &Budget { left: Cell::new(text.len().saturating_mul(COPIES).saturating_add(1 << 20)) };
    budget.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| {
        let stopped = error.location().map(|location| (location.line(), location.column()));
        Refusal::new(text, &error.to_string(), stopped)
    })
}

/// Where more brackets are open than any text has. The reader looks at all open ones with each word, so that a text
/// of nothing but brackets would keep it busy for hours before it met its own limit.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > OPEN_BRACKETS
    })
}

const OPEN_BRACKETS: usize = 5000;

/// What a value takes besides its letters, in bytes.
const NODE: usize = 16;

/// A text of nothing but `a,a,a` takes less than this many times its length.
const COPIES: usize = 20;

/// How much a tree may still take: an alias costs a byte or two in the text, and its copy as much as its anchor.
struct Budget {
    left: Cell<usize>,
}

impl Budget {
    fn take<E: de::Error>(&self, bytes: usize) -> Result<(), E> {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.ok_or_else(|| E::custom("repetition limit exceeded"))?);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for &Budget {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &Budget {
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

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Node, E> {
        self.take(value.len())?;
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Node, E> {
        self.take(value.len())?;
        Ok(Node::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element_seed(self)? {
            self.take(NODE)?;
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = map.next_key_seed(self)? {
            self.take(NODE)?;
            let key = match key {
                Node::Text(text) => text,
                Node::Integer(number) => number.to_string(),
                Node::Float(number) => number.to_string(),
                Node::Bool(value) => value.to_string(),
                Node::Null => "null".to_owned(),
                Node::List(_) | Node::Mapping(_) => return Err(de::Error::custom("a key must be a text")),
            };
            pairs.push((key, map.next_value_seed(self)?));
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
    fn a_text_of_many_small_values_is_no_bomb() {
        for (text, count) in
            [("a,", 500_000), ("1,", 500_000), ("{},", 300_000), ("a: ,", 300_000), ("*a,", 300_000)]
        {
            let text = format!("[&a b, {}]", text.repeat(count));
            assert!(parse(&text).is_ok(), "{}", &text[..20]);
        }
        assert!(parse(&format!("{{{}}}", (0..200_000).map(|n| format!("{n},")).collect::<String>())).is_ok());
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
        let copies = format!("a: &a {}\nb: [{}]\n", "x".repeat(10_000), "*a, ".repeat(1000));
        assert_eq!(parse(&copies).map_err(|refusal| refusal.code), Err(Code::YamlLimit));
        let brackets = "[".repeat(1_000_000);
        assert_eq!(parse(&brackets).map_err(|refusal| refusal.code), Err(Code::YamlLimit));
    }
}
