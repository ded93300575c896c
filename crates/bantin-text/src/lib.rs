//! Vietnamese text: letters, syllables, order, slugs, dates and numbers.
//!
//! In: text in NFC (functions that also take NFD say so). Out: the forms in which other modules compare, sort, link
//! and show it. This crate knows nothing of records, files or pages.
//!
//! - [`broken`]: words that another encoding broke, and what they say
//! - [`fold`]: comparison without accents or case, and with tone marks in one place
//! - [`syllables`]: the syllables, numbers and document numbers of a text
//! - [`collate`]: Vietnamese alphabetical order
//! - [`suggest`]: "did you mean"
//! - [`slug`]: names for URLs and headings
//! - [`excerpt`]: the beginning of a text
//! - [`width`]: columns on a terminal
//! - [`language`]: Vietnamese or English
//! - [`date`], [`number`]: dates, counts, sums and sizes in the reader's language

pub mod broken;
pub mod collate;
pub mod compounds;
pub mod date;
pub mod excerpt;
pub mod fold;
pub mod language;
mod letters;
pub mod number;
pub mod slug;
pub mod suggest;
pub mod syllables;
mod tones;
#[cfg(test)]
mod vectors;
pub mod width;
