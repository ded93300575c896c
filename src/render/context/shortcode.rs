//! The values of shortcodes, besides the cards of models and entries.

use serde::Serialize;

use super::Image;
use bantin_text::language::Language;

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
    /// Of ranks, what the drawing does: `higher` (the better one stands higher) or `shorter` (it has the shorter bar).
    pub better: Option<&'static str>,
    /// The page of its series; none on that page, and for what is no series.
    pub href: Option<String>,
}

/// `figure`: pictures side by side with one caption.
#[derive(Debug, Clone, Serialize)]
pub struct Figure<'s> {
    /// The pictures, without captions of their own.
    pub images: Vec<Image<'s>>,
    /// The caption of all.
    pub caption: Option<&'s str>,
    /// The second caption: "Trong ảnh: …".
    pub detail: Option<&'s str>,
    /// Who made them.
    pub credit: Option<&'s str>,
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
    /// The address of the picture before it plays.
    pub poster: Option<String>,
    /// Its captions; those in the language of the edition come first.
    pub captions: Vec<Captions>,
    /// What is said and shown, as text.
    pub transcript: Option<Download>,
}

/// The captions of a film in one language.
#[derive(Debug, Clone, Serialize)]
pub struct Captions {
    /// The address of the WebVTT file.
    pub href: String,
    /// The language.
    pub language: Language,
    /// The language's own name.
    pub name: &'static str,
}

/// `audio`: a recording.
#[derive(Debug, Clone, Serialize)]
pub struct Audio<'s> {
    /// Its address.
    pub href: String,
    /// Its title.
    pub title: Option<&'s str>,
    /// The size of the file: `1,2 MB`.
    pub size: String,
    /// What is said, as text.
    pub transcript: Option<Download>,
}

/// A file to read or take along.
#[derive(Debug, Clone, Serialize)]
pub struct Download {
    /// Its address.
    pub href: String,
    /// The ending of its name, in capitals: `TXT`.
    pub format: String,
    /// Its size: `4 kB`.
    pub size: String,
}

/// `quote`: a quotation with its speaker.
#[derive(Debug, Clone, Serialize)]
pub struct Quote<'s> {
    /// Who says it.
    pub by: &'s str,
    /// What.
    pub html: &'s str,
}
