//! The few things an SVG is written with.

use std::fmt::Write;

use crate::text::html::escape;

/// Size of all letters, in units of the drawing.
pub(super) const LETTER: f64 = 14.0;

/// About how wide a letter is: Vietnamese text in common fonts, a little generously.
const LETTER_WIDTH: f64 = 7.6;

/// About how wide a text is.
pub(super) fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER_WIDTH
}

/// A coordinate with at most one digit behind the point.
pub(super) fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// Where a text stands relative to its point.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing that is being written.
pub(super) struct Svg {
    text: String,
}

impl Svg {
    /// Begins a drawing of that size with its title and description.
    pub(super) fn new(size: (f64, f64), id: &str, title: &str, description: &str) -> Self {
        let (width, height, id) = (number(size.0), number(size.1), escape(id));
        let (title, description) = (escape(title), escape(description));
        let text = format!(
            "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-t {id}-d\" font-size=\"{LETTER}\" fill=\"currentColor\">\n\
             <title id=\"{id}-t\">{title}</title>\n<desc id=\"{id}-d\">{description}</desc>\n"
        );
        Self { text }
    }

    /// Anything.
    pub(super) fn push(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        let _ = writeln!(self.text, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    }

    pub(super) fn text(&mut self, at: (f64, f64), anchor: Anchor, slanted: bool, text: &str) {
        let (x, y) = (number(at.0), number(at.1));
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let turn = if slanted { format!(" transform=\"rotate(-45 {x} {y})\"") } else { String::new() };
        let _ = writeln!(self.text, "<text x=\"{x}\" y=\"{y}\"{anchor}{turn}>{}</text>", escape(text));
    }

    pub(super) fn finish(mut self) -> String {
        self.text.push_str("</svg>\n");
        self.text
    }
}
