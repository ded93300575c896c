//! YAML in three layers: a tree with the place of every value (`reader`), what is declared of it (`declare`), and the
//! decoding of trees into typed fields that reports every mistake (`decode`).
//!
//! Reading stops at the first error of a syntax ([`Refusal`]); the mistakes that editors make most (unknown, missing
//! or doubled keys, wrong types and values) are found by [`decode`], all of them in one run.

mod anchors;
pub(crate) mod controls;
pub(crate) mod declare;
pub mod decode;
pub mod describe;
pub mod front_matter;
pub(crate) mod mend;
pub mod names;
mod node;
pub mod patch;
mod patch_text;
mod reader;
mod recover;
mod refusal;
mod spans;
mod stop;
pub mod write;

use std::ops::Range;

pub use node::{Node, Plain};
pub use refusal::Refusal;
pub use spans::{Spans, ValueSpan};

/// What could be read of a text with mistakes of syntax.
#[derive(Debug)]
pub struct ReadOn {
    /// The tree, without the pairs and elements that have a mistake; an element leaves nothing in its place.
    pub tree: Node,
    /// What was passed over.
    pub passed_over: PassedOver,
    /// Every mistake; none where the whole text was read.
    pub refusals: Vec<Refusal>,
    /// The first control character, as bytes. Values are read without.
    pub control: Option<Range<usize>>,
}

/// Keys that could not be read, and are not missing.
#[derive(Debug, Default, Clone)]
pub struct PassedOver {
    words: Vec<String>,
    everything: bool,
}

impl PassedOver {
    /// Whether a key may stand in what could not be read.
    pub fn may_hold(&self, key: &str) -> bool {
        self.everything || self.words.iter().any(|word| word == key)
    }
}

/// Reads one YAML document, and goes on behind mistakes of syntax.
pub fn read_on(text: &str) -> ReadOn {
    let recover::Recovered { reading, refusals, passed_over, gave_up, control } = recover::read(text);
    // What stands before the place where the reading ended for good may be a part of anything.
    let tree = if gave_up { Node::from(Plain::Null) } else { reading.tree };
    ReadOn { tree, passed_over: PassedOver { words: passed_over, everything: gave_up }, refusals, control }
}

/// Reads one YAML document.
pub fn parse(text: &str) -> Result<Node, Refusal> {
    let recover::Recovered { reading, refusals, .. } = recover::read(text);
    refusals.into_iter().next().map_or(Ok(reading.tree), Err)
}

#[cfg(test)]
mod tests;
