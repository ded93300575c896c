//! Writes the SVG elements of a chart, and estimates text widths.

use std::fmt::Write;

use crate::html::escape;
use crate::markdown::Label;
use bantin_text::language::Language;

/// Width of the drawing. All lengths are in user units of the drawing; it is narrow enough for text to be at least
/// twelve pixels high on a screen of 360 pixels.
pub(super) const WIDTH: f64 = 300.0;

/// Horizontal margin.
pub(super) const SIDE: f64 = 8.0;

/// Font size.
pub(super) const LETTER: f64 = 14.0;

/// Height of a line of text.
pub(super) const LINE: f64 = 20.0;

/// Distance from the top of a line to its baseline; leaves room for stacked marks on capitals, as in "Ẫ".
pub(super) const ASCENT: f64 = 15.5;

/// The width of a text in the widest of the common fonts (Verdana, DejaVu Sans): what fits in one of these fits in all.
pub(super) fn text_width(text: &str) -> f64 {
    text.chars().map(letter_width).sum::<f64>() * LETTER
}

/// The width of a letter in the widest common font, in em, rounded up.
fn letter_width(letter: char) -> f64 {
    match letter {
        '\u{300}'..='\u{36F}' => 0.0,
        ' ' | 'i' | 'j' | 'l' | 'í' | 'ì' | 'ỉ' | 'ĩ' | 'ị' | 'I' | '.' | ',' | ':' | ';' | '|' | '\'' => {
            0.35
        }
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' | '!' => 0.42,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'ý' | 'ỳ' | 'ỷ' | 'ỹ' | 'ỵ' | 'z' => 0.6,
        'w' => 0.82,
        'm' | 'M' | 'W' | 'Ơ' | 'Ư' | '%' => 0.98,
        '+' | '=' | '×' => 0.84,
        '…' | '—' | '\u{2E80}'.. => 1.1,
        letter if letter.is_uppercase() => 0.79,
        _ => 0.64,
    }
}

/// Moves the centre of a text from `x` as far as needed to keep it inside the drawing.
pub(super) fn inside(x: f64, lines: &[String]) -> f64 {
    let half = lines.iter().map(|line| text_width(line)).fold(0.0, f64::max) / 2.0;
    x.min(WIDTH - half).max(half)
}

/// Breaks a text into lines of at most `width` at spaces; only words wider than that are broken inside.
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

/// A word, split into pieces if it is too wide.
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

/// The attribute ` lang="vi"`, if the text is not in the language of its page.
pub(super) fn lang(language: Option<Language>) -> String {
    language.map(|language| format!(" lang=\"{}\"", language.code())).unwrap_or_default()
}

/// A coordinate with at most one decimal.
pub(super) fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// The side of a text at its reference point.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// An SVG being written.
pub(super) struct Svg {
    text: String,
}

impl Svg {
    /// Starts a drawing with its title and description.
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

    /// Appends markup as it is.
    pub(super) fn push(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        let _ = writeln!(self.text, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    }

    /// A line of text; `at` is on its baseline.
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

    /// Lines of text; `at` is on the upper edge of the first.
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
