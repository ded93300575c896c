//! Series of numbers.

use serde::Serialize;

use super::{Chart, Count, Link};
use bantin_text::language::Language;

/// `all_series`: all series with a page.
#[derive(Debug, Clone, Serialize)]
pub struct AllSeries<'s> {
    /// By title.
    pub series: Vec<SeriesCard<'s>>,
}

/// A series in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesCard<'s> {
    /// Its page.
    pub link: Link<'s>,
    /// The unit of its numbers.
    pub unit: Option<&'s str>,
    /// Where the numbers come from.
    pub source: Option<&'s str>,
    /// The language of unit and source, if it differs from that of the page.
    pub lang: Option<Language>,
    /// How many rows it has.
    pub rows: Count,
}

/// `series`: the page of a series.
#[derive(Debug, Clone, Serialize)]
pub struct Series<'s> {
    /// Its title.
    pub title: &'s str,
    /// The language of all its texts, if it differs from that of the page.
    pub lang: Option<Language>,
    /// The unit of its numbers.
    pub unit: Option<&'s str>,
    /// Where the numbers come from.
    pub source: Option<&'s str>,
    /// Its numbers, and apart from them its ranks; empty if there are none, or too many words to draw.
    pub charts: Vec<Chart>,
    /// Names of the columns.
    pub columns: Vec<SeriesColumn<'s>>,
    /// The rows, each with a cell a column.
    pub rows: Vec<Vec<String>>,
    /// The table as CSV.
    pub csv: String,
    /// The same as JSON.
    pub json: String,
}

/// A column of a series.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesColumn<'s> {
    /// Its name.
    pub name: &'s str,
    /// Whether it holds numbers.
    pub number: bool,
}
