//! Reads a fragment of HTML tag by tag, as browsers do (HTML Living Standard, 13.2.5), as far as it matters for
//! writing it again: what is read wrongly here can only be lost, never let through.

use std::ops::Range;

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
    /// With the common entities read.
    pub(super) value: String,
    /// From the name to the end of the value.
    pub(super) range: Range<usize>,
}

/// All parts of a fragment, in order.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let (kind, length) = match opening(&html[at..]) {
            None => text(&html[at..]),
            Some(Opening::Comment(end)) => closed(&html[at..], end, TokenKind::Comment),
            Some(Opening::Close) => {
                let name = tag_name(&html[at + 2..]);
                closed(&html[at..], ">", TokenKind::Close(name.to_ascii_lowercase()))
            }
            Some(Opening::Open) => open(&html[at..], at),
        };
        tokens.push(Token { kind, range: at..at + length });
        at += length;
    }
    tokens
}

enum Opening {
    Open,
    Close,
    /// Ends with this.
    Comment(&'static str),
}

/// What begins with the `<` at the start of the text.
fn opening(html: &str) -> Option<Opening> {
    let rest = html.strip_prefix('<')?;
    let letter = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
    match rest.strip_prefix('/') {
        Some(name) if letter(name) => Some(Opening::Close),
        Some(name) if !name.is_empty() => Some(Opening::Comment(">")),
        _ if rest.starts_with("!-->") || rest.starts_with("!--->") => Some(Opening::Comment(">")),
        _ if rest.starts_with("!--") => Some(Opening::Comment("-->")),
        _ if rest.starts_with(['!', '?']) => Some(Opening::Comment(">")),
        _ if letter(rest) => Some(Opening::Open),
        _ => None,
    }
}

/// Text up to the next tag; its first character may be a `<` that opens none.
fn text(html: &str) -> (TokenKind<'_>, usize) {
    let mut end = html.len().min(1);
    while !html.is_char_boundary(end) {
        end += 1;
    }
    while let Some(found) = html[end..].find('<') {
        end += found;
        if opening(&html[end..]).is_some() {
            return (TokenKind::Text(&html[..end]), end);
        }
        end += 1;
    }
    (TokenKind::Text(html), html.len())
}

fn closed<'h>(html: &'h str, end: &str, kind: TokenKind<'h>) -> (TokenKind<'h>, usize) {
    match html.find(end) {
        Some(found) => (kind, found + end.len()),
        None => (TokenKind::Unclosed, html.len()),
    }
}

/// The letters of a tag's name.
fn tag_name(html: &str) -> &str {
    let end = html.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(html.len());
    &html[..end]
}

/// An opening tag; `base` is its place in the fragment.
fn open(html: &str, base: usize) -> (TokenKind<'_>, usize) {
    let name = tag_name(&html[1..]);
    let mut at = 1 + name.len();
    let mut attributes: Vec<Attribute> = Vec::new();
    loop {
        let rest = &html[at..];
        at += rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/').len();
        let rest = &html[at..];
        if rest.is_empty() {
            return (TokenKind::Unclosed, html.len());
        }
        if rest.starts_with('>') {
            return (TokenKind::Open(name.to_ascii_lowercase(), attributes), at + 1);
        }
        let Some((name, value, length)) = attribute(rest) else {
            return (TokenKind::Unclosed, html.len());
        };
        let range = base + at..base + at + length;
        // Of two attributes of one name, browsers take the first.
        if !attributes.iter().any(|earlier| earlier.name == name) {
            attributes.push(Attribute { name, value, range });
        }
        at += length;
    }
}

/// The attribute at the start of the text: name, value and length; nothing where a quote is not closed.
fn attribute(html: &str) -> Option<(String, String, usize)> {
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
    let first = html.chars().next().map_or(0, char::len_utf8);
    let name_end = html[first..].find(is_end).map_or(html.len(), |end| first + end);
    let name = html[..name_end].to_ascii_lowercase();
    let after = html[name_end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
    let Some(value) = after.strip_prefix('=') else { return Some((name, String::new(), name_end)) };
    let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let start = html.len() - value.len();
    let (raw, length) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let end = value[1..].find(quote)?;
            (&value[1..=end], end + 2)
        }
        _ => {
            let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
            (&value[..end], end)
        }
    };
    Some((name, decode(raw), start + length))
}

/// Reads numeric entities and the common named ones; others stay letters.
fn decode(value: &str) -> String {
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((letter, length)) => {
                decoded.push(letter);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded + rest
}

/// The character and the length of the entity at the start of the text.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{a0}',
            _ => return None,
        },
    };
    Some((letter, end + 1))
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
