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
    /// Its values, those that state none last.
    pub rows: Vec<Share<'s>>,
    /// What the rows sum up to.
    pub total: Count,
    /// Their shares together: `100%`.
    pub whole: String,
    /// The rows drawn, the largest where they are many; none for a single row.
    pub chart: Option<Chart>,
}

/// One value of a property, how many have it, and what part of the whole they are.
#[derive(Debug, Clone, Serialize)]
pub struct Share<'s> {
    /// What is read.
    pub label: Cow<'s, str>,
    /// The list of those that have it, where there is such a page.
    pub href: Option<String>,
    /// The language of `label`, where it is not that of the page.
    pub lang: Option<Language>,
    /// How many.
    pub count: Count,
    /// `12,5%`.
    pub percent: String,
}
