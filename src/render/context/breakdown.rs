//! Things counted by one property.

use std::borrow::Cow;

use serde::Serialize;

use super::{Chart, Count};
use bantin_text::language::Language;

/// Things counted by one property.
#[derive(Debug, Clone, Serialize)]
pub struct Breakdown<'s> {
    /// The property: `field`, `locality`, `unit`, `level`, `status`, `year`, `category`, `genre`, `round`, `award`.
    pub by: &'static str,
    /// Its values; records without one last.
    pub rows: Vec<Share<'s>>,
    /// The sum of the rows.
    pub total: Count,
    /// The sum of the shares: `100%`.
    pub whole: String,
    /// The chart, of the largest rows if there are many; none for a single row.
    pub chart: Option<Chart>,
}

/// A value of a property, the number of records with it, and their share.
#[derive(Debug, Clone, Serialize)]
pub struct Share<'s> {
    /// The text.
    pub label: Cow<'s, str>,
    /// The list of the records with it, if there is such a page.
    pub href: Option<String>,
    /// The language of `label`, if it differs from that of the page.
    pub lang: Option<Language>,
    /// The number of records.
    pub count: Count,
    /// `12,5%`.
    pub percent: String,
}
