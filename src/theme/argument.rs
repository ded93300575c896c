//! Arguments of interface texts.

/// A value to insert into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument<'a> {
    /// Inserted as it is.
    Text(&'a str),
    /// A number: selects the plural form, and is formatted for readers.
    Count(i64),
}
