//! A tokenizer of HTML that follows browsers (HTML Living Standard, 13.2.5). It builds no tree and copies nothing.
//!
//! In: bytes, which need not be UTF-8. Out: [`Part`]s in order, which cover all bytes, as ranges. All delimiters are
//! ASCII, so that the ranges are valid in a `&str` too. The attributes of a tag are read on demand, one by one. Raw text
//! elements are not known: a caller that meets `<script>` or `<style>` skips its content with [`Scanner::skip_to`].

use std::ops::Range;

use memchr::{memchr, memmem};

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub kind: PartKind,
    /// Its content, which depends on the kind.
    pub inside: Range<usize>,
}

/// The kind of a token, and what its `inside` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Text with its entities undecoded; may contain a `<` that opens no tag. Inside: all of it.
    Text,
    /// `<name …>`. Inside: the name in its original case.
    Open,
    /// `</name …>`. Inside: the name in its original case.
    Close,
    /// `<!-- … -->`. Inside: its text.
    Comment,
    /// `<![CDATA[ … ]]>`, see [`Scanner::with_sections`]. Inside: its text.
    Section,
    /// `<!…>`, `<?…>`, or `</…>` without a name, which browsers treat as comments. Inside: all between `<` and `>`.
    Declaration,
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// In its original case.
    pub name: Range<usize>,
    /// Without quotes, with its entities undecoded; `None` without `=`.
    pub value: Option<Range<usize>>,
    /// From the name to the end of the value, including quotes.
    pub range: Range<usize>,
}

/// Splits HTML into tokens.
#[derive(Debug, Clone)]
pub struct Scanner<'h> {
    html: &'h [u8],
    sections: bool,
    /// Start of the current token.
    start: usize,
    /// The next byte to read.
    at: usize,
    in_tag: bool,
    is_closed: bool,
}

impl<'h> Scanner<'h> {
    /// For HTML: `<![CDATA[` is a comment that ends at the next `>`.
    pub fn new(html: &'h [u8]) -> Self {
        Self { html, sections: false, start: 0, at: 0, in_tag: false, is_closed: true }
    }

    /// For XML, and for HTML with inline SVG: CDATA sections are tokens.
    pub fn with_sections(html: &'h [u8]) -> Self {
        Self { sections: true, ..Self::new(html) }
    }

    /// The next token. Skips the remaining attributes of the current tag.
    pub fn part(&mut self) -> Option<Part> {
        self.finish_tag();
        self.start = self.at;
        self.is_closed = true;
        let rest = &self.html[self.at..];
        if rest.is_empty() {
            return None;
        }
        let Some(Opening { kind, before, end }) = self.opening(rest) else { return Some(self.text()) };
        let from = self.at + before;
        let inside = match end {
            "" => {
                self.in_tag = true;
                self.at = from + position(&self.html[from..], is_end_of_name);
                from..self.at
            }
            end => {
                let found = memmem::find(&self.html[from..], end.as_bytes());
                self.is_closed = found.is_some();
                let to = found.map_or(self.html.len(), |found| from + found);
                self.at = (to + end.len()).min(self.html.len());
                from..to
            }
        };
        Some(Part { kind, inside })
    }

    /// The next attribute of the current tag; `None` after the last one.
    pub fn attribute(&mut self) -> Option<Attribute> {
        if !self.in_tag {
            return None;
        }
        let html = self.html;
        let from = self.at + position(&html[self.at..], |byte| !is_space(byte) && byte != b'/');
        match html.get(from) {
            Some(b'>') => {
                (self.in_tag, self.at) = (false, from + 1);
                return None;
            }
            None => {
                (self.in_tag, self.is_closed, self.at) = (false, false, from);
                return None;
            }
            Some(_) => {}
        }
        // The first byte belongs to the name, even if it is `=`.
        let name = from..from + 1 + position(&html[from + 1..], |byte| is_end_of_name(byte) || byte == b'=');
        let equals = name.end + position(&html[name.end..], |byte| !is_space(byte));
        let value = (html.get(equals) == Some(&b'=')).then(|| self.value(equals + 1));
        if value.is_none() {
            self.at = name.end;
        }
        Some(Attribute { range: from..self.at, name, value })
    }

    /// Reads the value of an attribute after its `=`.
    fn value(&mut self, at: usize) -> Range<usize> {
        let html = self.html;
        let from = at + position(&html[at..], |byte| !is_space(byte));
        match html.get(from) {
            Some(quote @ (b'"' | b'\'')) => {
                let from = from + 1;
                let end = memchr(*quote, &html[from..]).map_or(html.len(), |len| from + len);
                self.at = (end + 1).min(html.len());
                from..end
            }
            _ => {
                self.at = from + position(&html[from..], |byte| is_space(byte) || byte == b'>');
                from..self.at
            }
        }
    }

    /// The range of the current token. Skips its remaining attributes.
    pub fn range(&mut self) -> Range<usize> {
        self.finish_tag();
        self.start..self.at
    }

    /// Whether the current token is terminated; for a tag, known after its last attribute.
    pub fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// Continues at a later position.
    pub fn skip_to(&mut self, at: usize) {
        (self.in_tag, self.at) = (false, at.clamp(self.at, self.html.len()));
    }

    fn finish_tag(&mut self) {
        while self.attribute().is_some() {}
    }

    /// Text up to the next tag, comment or section.
    fn text(&mut self) -> Part {
        // The first byte may be a `<` that opens no tag.
        self.at += 1;
        loop {
            let Some(found) = memchr(b'<', &self.html[self.at..]) else {
                self.at = self.html.len();
                break;
            };
            self.at += found;
            if self.opening(&self.html[self.at..]).is_some() {
                break;
            }
            self.at += 1;
        }
        Part { kind: PartKind::Text, inside: self.start..self.at }
    }

    /// Which token starts at the first byte; `None` for text.
    fn opening(&self, html: &[u8]) -> Option<Opening> {
        let (kind, before, end) = match html {
            [b'<', letter, ..] if letter.is_ascii_alphabetic() => (PartKind::Open, 1, ""),
            [b'<', b'/', letter, ..] if letter.is_ascii_alphabetic() => (PartKind::Close, 2, ""),
            [b'<', b'/', _, ..] => (PartKind::Declaration, 1, ">"),
            [b'<', b'!', b'-', b'-', b'>', ..] | [b'<', b'!', b'-', b'-', b'-', b'>', ..] => {
                (PartKind::Comment, 4, ">")
            }
            [b'<', b'!', b'-', b'-', ..] => (PartKind::Comment, 4, "-->"),
            html if self.sections && html.starts_with(b"<![CDATA[") => (PartKind::Section, 9, "]]>"),
            [b'<', b'!' | b'?', ..] => (PartKind::Declaration, 1, ">"),
            _ => return None,
        };
        Some(Opening { kind, before, end })
    }
}

/// The start of a token other than text.
struct Opening {
    kind: PartKind,
    /// Length of the delimiter before its inside.
    before: usize,
    /// The delimiter at its end; empty for tags, which end after their attributes.
    end: &'static str,
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

fn is_end_of_name(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'/' | b'>')
}

/// The position of the first byte for which `is` holds, else the length.
fn position(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| is(*byte)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{PartKind, Scanner};

    /// Each part with its inside.
    fn parts<'h>(mut scanner: Scanner<'_>, html: &'h str) -> Vec<(PartKind, &'h str)> {
        std::iter::from_fn(|| scanner.part()).map(|part| (part.kind, &html[part.inside])).collect()
    }

    /// The attributes of the first tag: name, value, and all of it.
    fn attributes(html: &str) -> Vec<(&str, Option<&str>, &str)> {
        let mut scanner = Scanner::new(html.as_bytes());
        scanner.part().expect("a tag");
        std::iter::from_fn(|| scanner.attribute())
            .map(|one| (&html[one.name], one.value.map(|value| &html[value]), &html[one.range]))
            .collect()
    }

    #[test]
    fn tags_text_comments_and_declarations_are_told_apart() {
        let html = "a < b<B c='>'>d</e f='>'><!-- <i> --><!--><?x?></3></";
        let expected = [
            (PartKind::Text, "a < b"),
            (PartKind::Open, "B"),
            (PartKind::Text, "d"),
            (PartKind::Close, "e"),
            (PartKind::Comment, " <i> "),
            (PartKind::Comment, ""),
            (PartKind::Declaration, "?x?"),
            (PartKind::Declaration, "/3"),
            (PartKind::Text, "</"),
        ];
        assert_eq!(parts(Scanner::new(html.as_bytes()), html), expected);
    }

    #[test]
    fn sections_are_read_where_they_are_asked_for() {
        let html = "<![CDATA[a > b]]>c";
        let sections = parts(Scanner::with_sections(html.as_bytes()), html);
        assert_eq!(sections, [(PartKind::Section, "a > b"), (PartKind::Text, "c")]);
        let comment = parts(Scanner::new(html.as_bytes()), html);
        assert_eq!(comment, [(PartKind::Declaration, "![CDATA[a "), (PartKind::Text, " b]]>c")]);
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let html = "<a HREF = x title='a > b' open/id=1=2 =y \"z>";
        let expected = [
            ("HREF", Some("x"), "HREF = x"),
            ("title", Some("a > b"), "title='a > b'"),
            ("open", None, "open"),
            ("id", Some("1=2"), "id=1=2"),
            ("=y", None, "=y"),
            ("\"z", None, "\"z"),
        ];
        assert_eq!(attributes(html), expected);
        assert_eq!(attributes("<img/src=x/onerror=y>"), [("src", Some("x/onerror=y"), "src=x/onerror=y")]);
        assert_eq!(attributes("<a b=>"), [("b", Some(""), "b=")]);
    }

    #[test]
    fn what_does_not_end_is_told() {
        for (html, is_closed) in [
            ("<a b=\"c\">", true),
            ("<a b=\"c", false),
            ("<a", false),
            ("</a", false),
            ("<!-- x --", false),
            ("<!x", false),
            ("a", true),
        ] {
            let mut scanner = Scanner::new(html.as_bytes());
            scanner.part();
            assert_eq!((scanner.range(), scanner.is_closed()), (0..html.len(), is_closed), "{html}");
        }
    }

    #[test]
    fn reading_goes_on_behind_what_is_skipped() {
        let html = "<script>a<b</script>c";
        let mut scanner = Scanner::new(html.as_bytes());
        scanner.part();
        let code = scanner.range().end;
        scanner.skip_to(code + html[code..].find("</").expect("its end"));
        assert_eq!(parts(scanner, html), [(PartKind::Close, "script"), (PartKind::Text, "c")]);
    }

    proptest! {
        #[test]
        fn the_parts_are_all_bytes_in_order(html in proptest::collection::vec(any::<u8>(), 0..60), signs in "[<>/!a-cé=\"'?& \\[-]{0,60}") {
            for html in [html.as_slice(), signs.as_bytes()] {
                let mut scanner = Scanner::with_sections(html);
                let mut end = 0;
                while let Some(part) = scanner.part() {
                    let range = scanner.range();
                    prop_assert!(range.start == end && range.end > end);
                    prop_assert!(range.start <= part.inside.start && part.inside.end <= range.end);
                    end = range.end;
                }
                prop_assert_eq!(end, html.len());
            }
        }
    }
}
