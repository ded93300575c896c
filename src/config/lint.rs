//! The key `lint` of `site.yaml`: which editorial checks are on.

use crate::yaml::declare::fields;
use crate::yaml::decode::{Decode, Decoder};
use crate::yaml::describe::{Described, ValueType, View};
use crate::yaml::{Node, Plain};

fields! {
    /// One switch per check; all are on unless switched off.
    pub struct LintFields {
        /// Curly and straight quotes, or guillemets, in one text.
        or(true) mixed_quotes: bool,
        /// `hòa` and `hoà`, `ủy` and `uỷ`, in one text.
        or(true) mixed_tones: bool,
        /// No-break spaces.
        or(true) no_break_spaces: bool,
        /// Two spaces in a row.
        or(true) double_spaces: bool,
        /// Numbers of documents in an unusual form: `76-NQ/CP`.
        or(true) document_numbers: bool,
        /// An `alt` that repeats the caption.
        or(true) alt_equals_caption: bool,
        /// A caption typed into the summary.
        or(true) caption_in_summary: bool,
        /// A dateline typed into the summary or text.
        or(true) dateline_in_text: bool,
    }
}

/// The value of the key: `true`, `false`, or a mapping that switches off single checks.
#[derive(Debug, Clone, PartialEq)]
pub struct Lint(pub Option<LintFields>);

impl Described for Lint {
    fn value_type() -> ValueType {
        ValueType::AnyOf(vec![ValueType::Bool, LintFields::value_type()])
    }

    fn view(&self) -> View<'_> {
        self.0.as_ref().map_or(View::Bool(false), LintFields::view)
    }
}

impl Decode for Lint {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node {
            Node::Plain(Plain::Bool(false), _) => Some(Self(None)),
            Node::Plain(Plain::Bool(true), _) => {
                LintFields::decode(&Node::Mapping(Vec::new()), decoder).map(|all| Self(Some(all)))
            }
            node => LintFields::decode(node, decoder).map(|some| Self(Some(some))),
        }
    }
}
