//! What people read of raw HTML: its text, without tags, comments and what is hidden.

use super::allow::is_hidden;
use super::tokens::{TokenKind, tokens};
use crate::html::{is_inline, strip_tags};

/// The text of a fragment; a tag that does not stand inside a line ends it.
pub(in crate::markdown) fn words(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut hidden: Option<String> = None;
    for token in tokens(html) {
        match (token.kind, &hidden) {
            (TokenKind::Close(name), Some(open)) if name == *open => hidden = None,
            (_, Some(_)) => {}
            (TokenKind::Text(part), None) => text.push_str(part),
            (TokenKind::Open(name, _), None) if is_hidden(&name) => hidden = Some(name),
            (TokenKind::Open(name, _) | TokenKind::Close(name), None) if !is_inline(name.as_bytes()) => {
                text.push('\n')
            }
            _ => {}
        }
    }
    let entities = |line: &str| if line.contains('&') { strip_tags(line) } else { line.to_owned() };
    text.split('\n').map(entities).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn tags_part_words_and_what_is_hidden_is_not_read() {
        let html = "<p class=\"a > b\">một<br>h<b>a</b>i &amp; ba</p><!-- bốn --><script>năm</script><td>sáu</td><td>bảy</td>";
        let read = words(html);
        assert_eq!(read.split_whitespace().collect::<Vec<_>>(), ["một", "hai", "&", "ba", "sáu", "bảy"]);
        assert_eq!((words("<br>"), words("</b>"), words("<p")), ("\n".into(), String::new(), String::new()));
    }
}
