//! Reads a fragment of HTML tag by tag for writing it again: what is read wrongly here can only be lost, never let
//! through.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::html::{PartKind, Scanner, decode};

/// A part of a fragment; its bytes are those of the fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'h> {
    pub(super) kind: TokenKind<'h>,
    pub(super) range: Range<usize>,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind<'h> {
    /// Text with its entities, without any `<` that opens a tag.
    Text(&'h str),
    /// `<name …>`.
    Open(String, Vec<Attribute>),
    /// `</name>`.
    Close(String),
    /// `<!-- … -->`, and what browsers take for one: `<!…>`, `<?…>`.
    Comment,
    /// A tag or comment that the fragment does not end.
    Unclosed,
}

/// One attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    /// In lower case.
    pub(super) name: String,
    /// With its entities read.
    pub(super) value: String,
    /// From the name to the end of the value.
    pub(super) range: Range<usize>,
}

/// All parts of a fragment, in order.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut scanner = Scanner::new(html.as_bytes());
    let mut tokens = Vec::new();
    while let Some(part) = scanner.part() {
        let inside = &html[part.inside];
        let kind = match part.kind {
            PartKind::Text => TokenKind::Text(inside),
            PartKind::Open => TokenKind::Open(inside.to_ascii_lowercase(), attributes(html, &mut scanner)),
            PartKind::Close => TokenKind::Close(inside.to_ascii_lowercase()),
            PartKind::Comment | PartKind::Section | PartKind::Declaration => TokenKind::Comment,
        };
        let range = scanner.range();
        let kind = if scanner.is_closed() { kind } else { TokenKind::Unclosed };
        tokens.push(Token { kind, range });
    }
    tokens
}

/// The attributes of the tag that was read last. Of two of one name, browsers take the first.
fn attributes(html: &str, scanner: &mut Scanner<'_>) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut names = FxHashSet::default();
    while let Some(read) = scanner.attribute() {
        let name = html[read.name].to_ascii_lowercase();
        if names.insert(name.clone()) {
            let value = read.value.map_or(String::new(), |value| decode(&html[value]).into_owned());
            attributes.push(Attribute { name, value, range: read.range });
        }
    }
    attributes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(html: &str) -> TokenKind<'_> {
        let all = tokens(html);
        assert_eq!(all.len(), 1, "{html}: {all:?}");
        all[0].kind.clone()
    }

    fn attributes(html: &str) -> Vec<(String, String)> {
        match one(html) {
            TokenKind::Open(_, attributes) => attributes.into_iter().map(|a| (a.name, a.value)).collect(),
            other => panic!("{other:?}"),
        }
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn tags_text_and_comments_are_told_apart() {
        let html = "a < b<B>c</b ><!-- <i> --><br/><!DOCTYPE x>";
        let kinds: Vec<_> = tokens(html).into_iter().map(|token| token.kind).collect();
        let expected = [
            TokenKind::Text("a < b"),
            TokenKind::Open("b".into(), Vec::new()),
            TokenKind::Text("c"),
            TokenKind::Close("b".into()),
            TokenKind::Comment,
            TokenKind::Open("br".into(), Vec::new()),
            TokenKind::Comment,
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let html = r#"<a HREF = x title='a > b' data-x="&quot;&#x41;&khac;" open/id=1 href=y>"#;
        let expected =
            pairs(&[("href", "x"), ("title", "a > b"), ("data-x", "\"A&khac;"), ("open", ""), ("id", "1")]);
        assert_eq!(attributes(html), expected);
        assert_eq!(attributes("<img/src=x/onerror=alert(1)>"), pairs(&[("src", "x/onerror=alert(1)")]));
        assert_eq!(attributes("<a =x>"), pairs(&[("=x", "")]));
    }

    #[test]
    fn every_attribute_knows_its_bytes() {
        let html = "đ<a  title = 'é'>";
        let all = tokens(html);
        let TokenKind::Open(_, attributes) = &all[1].kind else { panic!("{all:?}") };
        assert_eq!(&html[attributes[0].range.clone()], "title = 'é'");
    }

    #[test]
    fn what_is_not_closed_is_one_unclosed_part() {
        for html in ["<a href=\"x", "<a", "</a", "<!-- x --", "<a b=", "<!x"] {
            assert_eq!(one(html), TokenKind::Unclosed, "{html}");
        }
        assert_eq!(one("<"), TokenKind::Text("<"));
        assert_eq!(one("</"), TokenKind::Text("</"));
        assert_eq!(one("<!-->"), TokenKind::Comment);
    }

    proptest! {
        #[test]
        fn the_parts_make_up_the_fragment(html in "[<>/!a-cé=\"'& ;#x0-9-]{0,40}") {
            let all = tokens(&html);
            let whole: String = all.iter().map(|token| &html[token.range.clone()]).collect();
            prop_assert_eq!(whole, html);
        }
    }
}
