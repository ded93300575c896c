//! The few things an SVG is written with.

use std::fmt::Write;

use crate::html::escape;
use crate::markdown::Label;
use bantin_text::language::Language;

/// Width of the drawing. Lengths are in units of the drawing, which is so narrow that its letters are at least twelve
/// pixels high on a screen of 360.
pub(super) const WIDTH: f64 = 300.0;

/// Room at the sides.
pub(super) const SIDE: f64 = 8.0;

/// Size of all letters, in units of the drawing.
pub(super) const LETTER: f64 = 14.0;

/// Height of a line of text.
pub(super) const LINE: f64 = 20.0;

/// From the top of a line to its baseline: marks stacked on a capital, as in "Ẫ", stay inside.
pub(super) const ASCENT: f64 = 15.5;

/// About how wide a text is: in common fonts, a little generously.
pub(super) fn text_width(text: &str) -> f64 {
    text.chars().map(letter_width).sum::<f64>() * LETTER
}

/// About how wide a letter is, in its size.
fn letter_width(letter: char) -> f64 {
    match letter {
        '\u{300}'..='\u{36F}' => 0.0,
        ' ' | 'i' | 'j' | 'l' | 'í' | 'ì' | 'ỉ' | 'ĩ' | 'ị' | 'I' | '.' | ',' | ':' | ';' | '!' | '|'
        | '\'' => 0.32,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' => 0.94,
        '…' | '—' | '\u{2E80}'.. => 1.1,
        letter if letter.is_uppercase() => 0.74,
        _ => 0.59,
    }
}

/// Where the middle of a text stands that would best stand at `x`: all of it inside the drawing.
pub(super) fn inside(x: f64, lines: &[String]) -> f64 {
    let half = lines.iter().map(|line| text_width(line)).fold(0.0, f64::max) / 2.0;
    x.min(WIDTH - half).max(half)
}

/// A text in lines of at most `width`, broken at spaces, and inside a word only where it is wider than that.
pub(super) fn wrapped(text: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, width)) {
        match lines.last_mut() {
            Some(line) if text_width(line) + text_width(" ") + text_width(&word) <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// A word, or its pieces where it is too wide.
fn pieces(word: &str, width: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let fits =
            |piece: &String| piece.is_empty() || text_width(piece) + letter_width(letter) * LETTER <= width;
        match pieces.last_mut().filter(|piece| fits(piece)) {
            Some(piece) => piece.push(letter),
            None => pieces.push(letter.to_string()),
        }
    }
    pieces
}

/// ` lang="vi"`, where a text is in another language than its page.
pub(super) fn lang(language: Option<Language>) -> String {
    language.map(|language| format!(" lang=\"{}\"", language.code())).unwrap_or_default()
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
    pub(super) fn new(size: (f64, f64), id: &str, title: &Label, description: &str) -> Self {
        let (width, height, id) = (number(size.0), number(size.1), escape(id));
        let (lang, title, description) = (lang(title.lang), escape(&title.text), escape(description));
        let text = format!(
            "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-t {id}-d\" font-size=\"{LETTER}\" fill=\"currentColor\">\n\
             <title id=\"{id}-t\"{lang}>{title}</title>\n<desc id=\"{id}-d\">{description}</desc>\n"
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

    /// A line of text; `at` is a point of its baseline.
    pub(super) fn text(&mut self, at: (f64, f64), anchor: Anchor, language: Option<Language>, text: &str) {
        let (x, y) = (number(at.0), number(at.1));
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let lang = lang(language);
        let _ = writeln!(self.text, "<text x=\"{x}\" y=\"{y}\"{anchor}{lang}>{}</text>", escape(text));
    }

    /// Lines of text; `at` is a point of the upper edge of the first.
    pub(super) fn lines(
        &mut self,
        at: (f64, f64),
        anchor: Anchor,
        language: Option<Language>,
        lines: &[String],
    ) {
        for (number, line) in lines.iter().enumerate() {
            self.text((at.0, at.1 + LINE * number as f64 + ASCENT), anchor, language, line);
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.text.push_str("</svg>\n");
        self.text
    }
}
