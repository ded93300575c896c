//! Writing text into HTML, with placeholders for shortcodes.
//!
//! A placeholder is the number of the shortcode between two noncharacters, which no text may contain.

use crate::html::escaped;
use crate::markdown::prepare::WORD_BREAK;
use crate::markdown::{Piece, Shortcode};

const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';

/// Replaces the noncharacters of placeholders by U+FFFD, which has the same length in bytes.
pub(super) fn without_marks(text: &str) -> String {
    text.replace([OPEN, CLOSE], "\u{FFFD}")
}

/// Whether a text contains a noncharacter of placeholders.
pub(super) fn has_marks(text: &str) -> bool {
    text.contains([OPEN, CLOSE])
}

/// Appends text, escaped for the content of an element.
pub(super) fn push_text(html: &mut String, text: &str) {
    for letter in text.chars() {
        match (letter, escaped(letter)) {
            ('&' | '<' | '>', Some(entity)) => html.push_str(entity),
            (OPEN | CLOSE | '\0', _) => html.push('\u{FFFD}'),
            (letter, _) if letter.is_control() && !matches!(letter, '\t' | '\n' | '\r') => {}
            (letter, _) => html.push(letter),
        }
    }
}

/// Appends ` name="value"`, escaped.
pub(super) fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    for letter in value.chars() {
        match letter {
            '"' => html.push_str("&quot;"),
            WORD_BREAK => html.push(' '),
            letter => push_text(html, letter.encode_utf8(&mut [0; 4])),
        }
    }
    html.push('"');
}

/// Appends the placeholder of a shortcode.
pub(super) fn push_place(html: &mut String, number: usize) {
    html.push(OPEN);
    html.push_str(&number.to_string());
    html.push(CLOSE);
}

/// Splits HTML at its placeholders. A placeholder without a shortcode is dropped.
pub(super) fn pieces(html: &str, shortcodes: &[Shortcode]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut parts = html.split(OPEN);
    push_html(&mut pieces, parts.next().unwrap_or(""));
    for part in parts {
        let (number, rest) = part.split_once(CLOSE).unwrap_or(("", part));
        let shortcode = number.parse().ok().and_then(|number: usize| shortcodes.get(number));
        pieces.extend(shortcode.cloned().map(Piece::Shortcode));
        push_html(&mut pieces, &rest.replace(CLOSE, ""));
    }
    pieces
}

fn push_html(pieces: &mut Vec<Piece>, html: &str) {
    match pieces.last_mut() {
        Some(Piece::Html(before)) => before.push_str(html),
        _ if html.trim().is_empty() => {}
        _ => pieces.push(Piece::Html(html.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::ModelNo;

    #[test]
    fn html_is_parted_at_the_places_of_shortcodes() {
        let mut html = "<p>a</p>\n".to_owned();
        push_place(&mut html, 0);
        html.push_str("\n<p>b</p>\n");
        let model = Shortcode::Model(ModelNo(7));
        let expected = [
            Piece::Html("<p>a</p>\n".into()),
            Piece::Shortcode(model.clone()),
            Piece::Html("\n<p>b</p>\n".into()),
        ];
        assert_eq!(pieces(&html, &[model]), expected);
    }

    #[test]
    fn text_cannot_pose_as_a_place() {
        let mut html = String::new();
        push_text(&mut html, "\u{FDD0}0\u{FDD1}<b>");
        push_attribute(&mut html, "title", "\u{FDD0}\"<");
        assert_eq!(html, "\u{FFFD}0\u{FFFD}&lt;b&gt; title=\"\u{FFFD}&quot;&lt;\"");
        assert_eq!(pieces("a\u{FDD0}9\u{FDD1}b\u{FDD1}", &[]), [Piece::Html("ab".into())]);
    }
}
