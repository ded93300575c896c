//! White space in pages: removes the indentation and blank lines that templates leave.

use memchr::{memchr, memmem};

/// Elements in which white space is significant.
const KEPT: [(&str, &str); 2] = [("<pre", "</pre>"), ("<textarea", "</textarea>")];

/// Removes blank lines and white space at both ends of lines, with one newline at the end. The content of `<pre>` and
/// `<textarea>` is kept.
pub(super) fn collapse(html: &str) -> String {
    let mut collapsed = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((start, end)) = kept(rest) {
        lines(&rest[..start], &mut collapsed);
        collapsed.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    lines(rest, &mut collapsed);
    collapsed.truncate(collapsed.trim_end().len());
    collapsed.push('\n');
    collapsed
}

/// The byte range of the first element whose white space is significant.
fn kept(html: &str) -> Option<(usize, usize)> {
    let find = |text: &str, of: &str| memmem::find(text.as_bytes(), of.as_bytes());
    let (start, close) = KEPT.iter().filter_map(|(open, close)| Some((find(html, open)?, close))).min()?;
    let end = find(&html[start..], close).map_or(html.len(), |length| start + length + close.len());
    Some((start, end))
}

/// The first line of `html` continues the last one of `collapsed`, and its last line may be continued later.
fn lines(html: &str, collapsed: &mut String) {
    let mut continues = !collapsed.is_empty() && !collapsed.ends_with('\n');
    let mut rest = html;
    loop {
        let end = memchr(b'\n', rest.as_bytes());
        let line = &rest[..end.unwrap_or(rest.len())];
        let line = if continues { line } else { line.trim_start() };
        let Some(end) = end else {
            collapsed.push_str(line);
            return;
        };
        collapsed.push_str(line.trim_end());
        if !collapsed.is_empty() && !collapsed.ends_with('\n') {
            collapsed.push('\n');
        }
        continues = false;
        rest = &rest[end + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::collapse;

    #[test]
    fn blank_lines_and_spaces_at_the_ends_of_lines_go() {
        assert_eq!(collapse("\n\n<p>a  \n   b</p>\n \n\n<p>c</p>  "), "<p>a\nb</p>\n<p>c</p>\n");
        assert_eq!(collapse(""), "\n");
    }

    #[test]
    fn what_stands_in_pre_stays() {
        let html =
            "<div>\n  <pre class=\"x\">a\n\n  b\n</pre> c\n\n\n  d <textarea>\n\n</textarea></div>\n\n";
        assert_eq!(
            collapse(html),
            "<div>\n<pre class=\"x\">a\n\n  b\n</pre> c\nd <textarea>\n\n</textarea></div>\n"
        );
        assert_eq!(collapse("<pre>a\n\n"), "<pre>a\n");
    }
}
