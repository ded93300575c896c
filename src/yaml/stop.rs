//! Where the reading of a YAML text stopped, and why.

use granit_parser::ErrorKind;

/// Where the reading stopped, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stop {
    /// In bytes.
    pub(super) at: usize,
    /// The positions of brackets that were not closed, as far as events were read.
    pub(super) open: Vec<usize>,
    /// The end of the last event; the parser itself may have looked further ahead.
    pub(super) told: usize,
    pub(super) why: Why,
}

/// Why the reading stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why {
    Syntax(ErrorKind),
    /// Too many lists and mappings inside one another.
    TooDeep,
    /// Aliases would make the tree too large.
    TooManyCopies,
    /// A local tag (`!name`), or a tag of the core schema that does not fit the value.
    Tag,
    /// A list or mapping as a key.
    KeyIsNoText,
    /// A colon without a key before it.
    NoKey,
    SecondDocument,
}
