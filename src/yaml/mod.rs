//! YAML in three layers: a tree without places (fast, for every file), an index of places (slow, only for a file
//! that has something to report), and the decoding of trees into typed fields that reports every mistake.
//!
//! `serde_yaml` reads the tree; it stops at the first error of a syntax, but the mistakes that editors make most
//! (unknown, missing or doubled keys, wrong types and values) are found by [`decode`], all of them in one run.

pub(crate) mod declare;
pub mod decode;
pub mod describe;
pub mod front_matter;
mod lenient;
mod node;
mod refusal;
mod spans;
mod written;

pub use node::{Node, parse};
pub use refusal::Refusal;
pub use spans::{Found, Spans};
pub use written::written;
