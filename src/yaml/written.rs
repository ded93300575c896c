//! The tree with every scalar as it was typed: `12E4` is a number to YAML, and a house to whoever wrote it.
//!
//! The reader tells the letters of a scalar only to those who ask for a text, and only the tree says where one is. So
//! the text is read twice, the second time along the tree; that is done where a number or a word like `True` may mean
//! something else.

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

use crate::yaml::{Node, parse};

/// The tree of a text, where it can be read: lists and mappings as [`parse`] gives them, and texts.
#[must_use]
pub fn written(text: &str) -> Option<Node> {
    let tree = parse(text).ok()?;
    Along(&tree).deserialize(serde_yaml::Deserializer::from_str(text)).ok()
}

/// Reads what stands where a node stands.
struct Along<'n>(&'n Node);

impl<'de> DeserializeSeed<'de> for Along<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.0 {
            Node::List(_) => deserializer.deserialize_seq(self),
            Node::Mapping(_) => deserializer.deserialize_map(self),
            _ => deserializer.deserialize_str(self),
        }
    }
}

impl<'de> Visitor<'de> for Along<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what the tree holds")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let known = if let Node::List(nodes) = self.0 { nodes.as_slice() } else { &[] };
        let mut nodes = Vec::with_capacity(known.len());
        for node in known {
            nodes.extend(list.next_element_seed(Along(node))?);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let known = if let Node::Mapping(pairs) = self.0 { pairs.as_slice() } else { &[] };
        let mut pairs = Vec::with_capacity(known.len());
        for (key, node) in known {
            if map.next_key::<IgnoredAny>()?.is_some() {
                pairs.push((key.clone(), map.next_value_seed(Along(node))?));
            }
        }
        Ok(Node::Mapping(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::yaml::Node;

    fn text(text: &str) -> Node {
        Node::Text(text.into())
    }

    #[test]
    fn numbers_and_words_of_yaml_are_the_letters_that_were_typed() {
        for typed in
            ["12E4", "0912.345670", "+84912345678", "0x1F4A9B", "19031234567890123456", "True", "Null", "~"]
        {
            let tree = written(&format!("a: [x, {{b: {typed}}}]\n"));
            let inner = Node::Mapping(vec![("b".into(), text(typed))]);
            assert_eq!(tree, Some(Node::Mapping(vec![("a".into(), Node::List(vec![text("x"), inner]))])));
        }
    }

    #[test]
    fn empty_values_aliases_and_doubled_keys_are_read_too() {
        let tree = written("a: &n 1.50\nb: *n\na:\nc: {}\nd: []\n");
        let pairs = [
            ("a", text("1.50")),
            ("b", text("1.50")),
            ("a", text("")),
            ("c", Node::Mapping(vec![])),
            ("d", Node::List(vec![])),
        ];
        assert_eq!(tree, Some(Node::Mapping(pairs.map(|(key, node)| (key.to_owned(), node)).to_vec())));
        assert_eq!(written("a: [\n"), None);
    }
}
