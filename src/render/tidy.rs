//! White space in pages: removes the indentation and blank lines that templates leave.

/// Elements in which white space is significant.
const KEPT: [(&str, &str); 2] = [("<pre", "</pre>"), ("<textarea", "</textarea>")];

/// Removes blank lines and white space at both ends of lines, with one newline at the end. The content of `<pre>` and
/// `<textarea>` is kept.
pub(super) fn tidy(html: &str) -> String {
    let mut tidied = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((start, end)) = kept(rest) {
        lines(&rest[..start], &mut tidied);
        tidied.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    lines(rest, &mut tidied);
    tidied.truncate(tidied.trim_end().len());
    tidied.push('\n');
    tidied
}

/// The byte range of the first element whose white space is significant.
fn kept(html: &str) -> Option<(usize, usize)> {
    let (start, close) = KEPT.iter().filter_map(|(open, close)| Some((html.find(open)?, close))).min()?;
    let end = html[start..].find(close).map_or(html.len(), |length| start + length + close.len());
    Some((start, end))
}

/// The first line of `html` continues the last one of `tidied`, and its last line may be continued later.
fn lines(html: &str, tidied: &mut String) {
    let mut lines = html.split('\n').peekable();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        let is_last = lines.peek().is_none();
        let continues = is_first && !tidied.is_empty() && !tidied.ends_with('\n');
        let line = if continues { line } else { line.trim_start() };
        let line = if is_last { line } else { line.trim_end() };
        tidied.push_str(line);
        if !is_last && !tidied.is_empty() && !tidied.ends_with('\n') {
            tidied.push('\n');
        }
        is_first = false;
    }
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn blank_lines_and_spaces_at_the_ends_of_lines_go() {
        assert_eq!(tidy("\n\n<p>a  \n   b</p>\n \n\n<p>c</p>  "), "<p>a\nb</p>\n<p>c</p>\n");
        assert_eq!(tidy(""), "\n");
    }

    #[test]
    fn what_stands_in_pre_stays() {
        let html =
            "<div>\n  <pre class=\"x\">a\n\n  b\n</pre> c\n\n\n  d <textarea>\n\n</textarea></div>\n\n";
        assert_eq!(
            tidy(html),
            "<div>\n<pre class=\"x\">a\n\n  b\n</pre> c\nd <textarea>\n\n</textarea></div>\n"
        );
        assert_eq!(tidy("<pre>a\n\n"), "<pre>a\n");
    }
}
