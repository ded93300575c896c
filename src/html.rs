//! Escapes text for HTML and reads HTML: as tokens ([`Scanner`]), as plain text ([`strip_tags`]), and its entities
//! ([`decode`]). This is no sanitizer: raw HTML in content goes through `src/markdown/raw`.

mod entity;
mod scan;

pub use entity::{decode, decode_bytes, decode_parts, decode_text_parts, entity, escaped};
pub use scan::{Attribute, Part, PartKind, Scanner};

use std::borrow::Cow;

/// Elements inside a line: their tags do not part words.
const INLINE: [&[u8]; 25] = [
    b"a", b"abbr", b"b", b"bdi", b"bdo", b"cite", b"code", b"data", b"del", b"dfn", b"em", b"i", b"ins",
    b"kbd", b"mark", b"q", b"s", b"samp", b"small", b"span", b"strong", b"sub", b"sup", b"time", b"u",
];

/// Whether the tags of an element stand inside a line and part no words; the name is in lower case.
pub fn is_inline(name: &[u8]) -> bool {
    INLINE.contains(&name)
}

/// The text as it can stand between tags and in an attribute value in either kind of quotes.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(|letter| escaped(letter).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for letter in text.chars() {
        match escaped(letter) {
            Some(entity) => html.push_str(entity),
            None => html.push(letter),
        }
    }
    Cow::Owned(html)
}

/// The plain text of HTML: without tags and comments, with entities decoded and white space collapsed. Tags of block
/// elements separate words: `<td>a</td><td>b</td>` becomes `a b`.
pub fn strip_tags(html: &str) -> String {
    let mut text = Folding::with_capacity(html.len());
    let mut scanner = Scanner::new(html.as_bytes());
    while let Some(part) = scanner.part() {
        let inside = &html[part.inside];
        match part.kind {
            PartKind::Text => text.push_str(&decode(inside)),
            PartKind::Open | PartKind::Close if is_inline(inside.as_bytes()) => {}
            PartKind::Comment => {}
            _ => text.push(' '),
        }
    }
    text.finish()
}

/// Text in which every run of white space becomes one space, and none stands at the ends.
struct Folding {
    text: String,
    gap: bool,
}

impl Folding {
    fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), gap: false }
    }

    fn push_str(&mut self, text: &str) {
        text.chars().for_each(|letter| self.push(letter));
    }

    fn push(&mut self, letter: char) {
        if letter.is_whitespace() {
            self.gap = true;
            return;
        }
        if std::mem::take(&mut self.gap) && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push(letter);
    }

    fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::{escape, strip_tags};

    #[test]
    fn the_five_signs_are_escaped() {
        assert_eq!(escape(r#"a < b & "c" > 'd'"#), "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;");
        assert!(matches!(escape("Dân vận khéo"), Cow::Borrowed(_)));
    }

    #[test]
    fn tags_go_and_words_stay_apart() {
        assert_eq!(strip_tags("<p>Dân <b>v</b>ận</p>\n<p>khéo</p>"), "Dân vận khéo");
        assert_eq!(strip_tags("<tr><td>2022</td><td>1.886</td></tr>"), "2022 1.886");
        assert_eq!(strip_tags("một<br>hai<!-- <b>ba</b> -->, bốn"), "một hai, bốn");
        assert_eq!(strip_tags(r#"<img alt="a > b" src="x.png">sau"#), "sau");
    }

    #[test]
    fn entities_become_characters_once() {
        assert_eq!(strip_tags("a &lt;b&gt; &amp;lt; &quot;c&quot; &#39;d&#x27;"), r#"a <b> &lt; "c" 'd'"#);
        assert_eq!(strip_tags("13&nbsp;&amp;\u{a0}14 R&D &khac;"), "13 & 14 R&D &khac;");
    }

    #[test]
    fn a_loose_sign_is_text_and_an_open_tag_ends_the_text() {
        assert_eq!(strip_tags("3 < 4 <b>và 5"), "3 < 4 và 5");
        assert_eq!(strip_tags("trước <a href=\"x"), "trước");
        assert_eq!(strip_tags("trước <!-- x"), "trước");
    }

    proptest! {
        #[test]
        fn escaped_text_reads_back(text in any::<String>()) {
            let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(strip_tags(&escape(&text)), folded);
        }

        #[test]
        fn any_html_is_read_to_the_end(html in "[<>&;/!a-c\"'# -]{0,60}") {
            let text = strip_tags(&html);
            prop_assert!(text.len() <= html.len());
        }
    }
}
