//! YAML in three layers: a tree with the place of every value (`reader`), what is declared of it (`declare`), and the
//! decoding of trees into typed fields that reports every mistake (`decode`).
//!
//! Reading stops at the first error of a syntax ([`Refusal`]); the mistakes that editors make most (unknown, missing
//! or doubled keys, wrong types and values) are found by [`decode`], all of them in one run.

mod anchors;
pub(crate) mod declare;
pub mod decode;
pub mod describe;
pub mod front_matter;
mod node;
mod reader;
mod refusal;
mod spans;
mod stop;

pub use node::{Node, Plain};
pub use refusal::Refusal;
pub use spans::{Found, Spans};

/// Reads one YAML document.
pub fn parse(text: &str) -> Result<Node, Refusal> {
    let reading = reader::read(text);
    match reading.stopped {
        None => Ok(reading.tree),
        Some(stop) => Err(Refusal::new(text, &stop)),
    }
}

#[cfg(test)]
mod tests;
