//! Reads the text of PDF files that have a text layer, for the search and the privacy gate.
//!
//! In: the bytes of a file, from anywhere. Out: a [`PdfText`]: paragraphs in the order of the pages, or why there are
//! none. The steps: what a file may unpack to is measured (`limits`); each page's operators are followed (`page`), codes
//! become letters and widths (`font`), letters become lines and paragraphs by their places (`lines`).
//!
//! Syntax, encryption without a password and character maps are read by the `hayro` crates, which are written for damaged
//! files; a panic of theirs counts as a file that cannot be read.

mod font;
mod limits;
mod lines;
mod page;
mod texts;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{LoadPdfError, Pdf};

pub use texts::PdfTexts;

/// What can be read in a PDF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfText {
    /// Its text: paragraphs, a line each.
    Text(String),
    /// Pages without letters: scanned ones.
    Scanned,
    /// It opens with a password only.
    Locked,
    /// It is damaged, or larger than what is read.
    Unread,
}

impl PdfText {
    /// Its text, if it has any.
    pub fn text(&self) -> Option<&str> {
        if let PdfText::Text(text) = self { Some(text) } else { None }
    }
}

/// Reads a file.
pub fn read(bytes: Vec<u8>) -> PdfText {
    if !limits::is_modest(&bytes) {
        return PdfText::Unread;
    }
    catch_unwind(AssertUnwindSafe(|| pages(bytes))).unwrap_or(PdfText::Unread)
}

fn pages(bytes: Vec<u8>) -> PdfText {
    let pdf = match Pdf::new(bytes) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return PdfText::Locked,
        Err(LoadPdfError::Invalid) => return PdfText::Unread,
    };
    let mut reader = page::Reader::new();
    pdf.pages().iter().all(|page| reader.read(page));
    let text = reader.finish();
    if text.is_empty() { PdfText::Scanned } else { PdfText::Text(text) }
}

#[cfg(test)]
mod tests;
