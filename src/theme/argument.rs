//! Arguments of interface texts.

/// What is put into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument<'a> {
    /// A text, as it is.
    Text(&'a str),
    /// A number of things: it chooses the plural and is printed as readers read it.
    Count(i64),
}
