//! Minifies stylesheets.

/// Removes comments and insignificant white space. Strings and `url(…)` are kept; white space between tokens becomes
/// one space.
pub(super) fn minify(css: &str) -> String {
    let mut small = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '/' if rest.starts_with("/*") => {
                space(&mut small);
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            }
            '"' | '\'' => {
                let length = string_len(rest, first);
                small.push_str(&rest[..length]);
                length
            }
            'u' if rest.starts_with("url(") => {
                let length = url_len(rest);
                small.push_str(&rest[..length]);
                length
            }
            white if white.is_ascii_whitespace() => {
                space(&mut small);
                1
            }
            '{' | '}' | ';' | ',' => {
                tight(&mut small, first);
                1
            }
            other => {
                small.push(other);
                other.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    small.truncate(small.trim_end().len());
    small
}

/// Adds a space unless the previous character makes it redundant. After a colon it is kept: `--x: ;` needs it.
fn space(small: &mut String) {
    if !small.ends_with([' ', '{', '}', ';', ',']) && !small.is_empty() {
        small.push(' ');
    }
}

/// Adds a punctuation mark without spaces before it; drops the semicolon before `}`.
fn tight(small: &mut String, sign: char) {
    if small.ends_with(' ') && !small.ends_with(": ") {
        small.pop();
    }
    if sign == '}' && small.ends_with(';') {
        small.pop();
    }
    small.push(sign);
}

/// The length of the string at the beginning of `css`, with its quotes.
fn string_len(css: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in css.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return at + 1,
            _ => {}
        }
    }
    css.len()
}

/// The length of the `url(…)` at the beginning of `css`; if its address is quoted, up to the closing quote.
fn url_len(css: &str) -> usize {
    let inside = "url(".len();
    match css[inside..].trim_start().chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let start = css[inside..].find(quote).map_or(inside, |at| inside + at);
            start + string_len(&css[start..], quote)
        }
        _ => css.find(')').map_or(css.len(), |end| end + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn comments_and_white_space_go() {
        let css = "/* a */\nbody {\n  margin: 0 auto;\n  color: red;\n}\n\nh1,\nh2 > a :hover { x: calc(1px + 2px) }\n";
        assert_eq!(minify(css), "body{margin: 0 auto;color: red}h1,h2 > a :hover{x: calc(1px + 2px)}");
    }

    #[test]
    fn what_means_something_stays() {
        assert_eq!(
            minify(r#"q::before { content: "a ;  /* b */ \" }" }"#),
            r#"q::before{content: "a ;  /* b */ \" }"}"#
        );
        assert_eq!(minify("a { b: url( 'x ; y' ) ; --empty: ; }"), "a{b: url( 'x ; y' );--empty: }");
        assert_eq!(minify("a{b:url(data:x;y/*z)}"), "a{b:url(data:x;y/*z)}");
        assert_eq!(minify("a/**/b{}"), "a b{}");
    }
}
