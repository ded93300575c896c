//! Puts letters together to lines and paragraphs, by their places on the page.
//!
//! In: pieces of text with the place of their beginning and end, in the order in which the page draws them. Out: text in
//! which a line is a paragraph. Programs write the spaces between words, or leave them as gaps; they break lines by moving
//! down, and often set a word in pieces (a letter of another font).

/// A piece of text that was drawn.
pub(super) struct Piece<'p> {
    pub(super) text: &'p str,
    /// Where it begins and ends, along the line.
    pub(super) from: f64,
    pub(super) to: f64,
    /// Its line, counted upwards.
    pub(super) line: f64,
    /// The size of its letters.
    pub(super) size: f64,
}

/// The text so far, and where its last piece ended.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    last: Option<Last>,
}

struct Last {
    to: f64,
    line: f64,
    size: f64,
}

/// Of the size of letters: a gap that is a space, a step that begins a line, a step that begins a paragraph.
const SPACE: f64 = 0.2;
const LINE: f64 = 0.5;
const PARAGRAPH: f64 = 1.8;

impl Lines {
    pub(super) fn push(&mut self, piece: &Piece<'_>) {
        if let Some(last) = &self.last {
            let size = last.size.max(piece.size);
            let step = (last.line - piece.line).abs();
            let is_same_size = (last.size - piece.size).abs() < 0.1 * size;
            if step > PARAGRAPH * size || (step > LINE * size && !is_same_size) {
                self.paragraph();
            } else if step > LINE * size || (piece.from - last.to).abs() > SPACE * size {
                self.space();
            }
        }
        for letter in piece.text.chars() {
            if letter.is_whitespace() { self.space() } else { self.text.push(letter) }
        }
        self.last = Some(Last { to: piece.to, line: piece.line, size: piece.size });
    }

    /// Ends a page.
    pub(super) fn page(&mut self) {
        self.last = None;
        self.paragraph();
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn paragraph(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.paragraph();
        self.text
    }
}
