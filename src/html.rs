//! Between text and HTML.
//!
//! In: plain text, to be written into a page ([`escape`]); HTML that the program made, to be read as text for
//! excerpts, feeds and the search index ([`strip_tags`]). What outsiders wrote is made safe elsewhere: this is
//! no sanitizer.

use std::borrow::Cow;

/// The entities that are written and read. `&nbsp;` is what a sanitizer makes of a no-break space.
const ENTITIES: [(&str, char); 7] = [
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&#39;", '\''),
    ("&#x27;", '\''),
    ("&nbsp;", '\u{a0}'),
];

/// Elements inside a line: their tags do not part words.
const INLINE: [&str; 25] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
];

/// Whether the tags of an element stand inside a line and part no words; the name is in lower case.
#[must_use]
pub fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// The text as it can stand between tags and in an attribute value in either kind of quotes.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(|letter| entity(letter).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for letter in text.chars() {
        match entity(letter) {
            Some(entity) => escaped.push_str(entity),
            None => escaped.push(letter),
        }
    }
    Cow::Owned(escaped)
}

fn entity(letter: char) -> Option<&'static str> {
    Some(match letter {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// The plain text of HTML that the program made: tags and comments go, the five entities of [`escape`] and
/// `&nbsp;` become characters, white space is folded. A tag that is not inside a line parts words:
/// `<td>a</td><td>b</td>` is two.
#[must_use]
pub fn strip_tags(html: &str) -> String {
    let mut text = Folding::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let len = if rest.starts_with('<') { skip_tag(rest, &mut text) } else { decode(rest, &mut text) };
        rest = &rest[len..];
    }
    text.push_str(rest);
    text.finish()
}

/// Passes the tag or comment with which `html` begins; returns its length. A `<` that opens none is text.
fn skip_tag(html: &str, text: &mut Folding) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |end| end + "-->".len());
    }
    let inside = &html[1..];
    if !inside.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?')) {
        text.push('<');
        return 1;
    }
    let name = inside.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
    if !name.is_some_and(is_inline) {
        text.push(' ');
    }
    tag_len(html)
}

/// The length of the tag, up to the first `>` that stands in no quotes.
fn tag_len(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return at + 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// Reads the entity with which `html` begins; returns its length. An `&` that begins none is text.
fn decode(html: &str, text: &mut Folding) -> usize {
    let found = ENTITIES.iter().find(|(entity, _)| html.starts_with(entity));
    let (len, letter) = found.map_or((1, '&'), |(entity, letter)| (entity.len(), *letter));
    text.push(letter);
    len
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
