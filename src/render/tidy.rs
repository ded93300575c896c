//! White space of pages: templates are written for their authors, pages for readers.

/// Elements whose white space is to be seen.
const KEPT: [(&str, &str); 2] = [("<pre", "</pre>"), ("<textarea", "</textarea>")];

/// The page without blank lines and without spaces at the ends of lines, with one final newline. What stands in
/// `<pre>` and `<textarea>` stays.
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

/// Where the first element begins and ends whose white space is to be seen.
fn kept(html: &str) -> Option<(usize, usize)> {
    let (start, close) = KEPT.iter().filter_map(|(open, close)| Some((html.find(open)?, close))).min()?;
    let end = html[start..].find(close).map_or(html.len(), |length| start + length + close.len());
    Some((start, end))
}

/// The first line continues what stands before, and what comes behind continues the last one.
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
