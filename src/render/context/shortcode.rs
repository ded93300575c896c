//! The values of shortcodes, besides the cards of models and entries.

use serde::Serialize;

use super::Image;

/// `gallery`: several pictures.
#[derive(Debug, Clone, Serialize)]
pub struct Gallery<'s> {
    /// The pictures.
    pub images: Vec<Image<'s>>,
}

/// `chart`: a drawing and its table.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// Unique in the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The drawing, with its title and description.
    pub svg: String,
    /// The numbers as `<table>`.
    pub table: String,
    /// Where the numbers come from.
    pub source: Option<String>,
}

/// `video`: a film.
#[derive(Debug, Clone, Serialize)]
pub struct Video<'s> {
    /// Its address.
    pub href: String,
    /// Whether it is a file of this site; only such files can be played in the page.
    pub local: bool,
    /// Its title.
    pub title: Option<&'s str>,
}

/// `quote`: a quotation with its speaker.
#[derive(Debug, Clone, Serialize)]
pub struct Quote<'s> {
    /// Who says it.
    pub by: &'s str,
    /// What.
    pub html: &'s str,
}
