//! The length of a text as a reader counts it: what stands between spaces, without the signs of Markdown.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::text::syllables::count_words;

/// The number of words, where it is more than `limit`.
pub(super) fn more_than(markdown: &str, limit: usize) -> Option<usize> {
    // A word takes a byte and a space: most texts are short enough at a glance.
    if markdown.len() / 2 < limit {
        return None;
    }
    Some(count_words(&read_text(markdown))).filter(|count| *count > limit)
}

/// What is read of a text: not the addresses of links, not what describes a picture, no shortcodes.
fn read_text(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut in_picture = 0_usize;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Image { title, .. }) => {
                in_picture += 1;
                text.push_str(&title);
                text.push(' ');
            }
            Event::End(TagEnd::Image) => in_picture = in_picture.saturating_sub(1),
            Event::Text(part) | Event::Code(part) if in_picture == 0 => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::Rule => text.push('\n'),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock) => {
                text.push('\n')
            }
            _ => {}
        }
    }
    let is_shortcode = |line: &str| line.trim().starts_with("{{") && line.trim().ends_with("}}");
    text.lines().filter(|line| !is_shortcode(line)).collect::<Vec<_>>().join("\n")
}

/// The first line of a text that says something.
pub(super) fn first_line(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_between_spaces_are_words() {
        assert_eq!(more_than("Bà con góp 1.886 ngày công – không ai tính.", 3), Some(9));
        assert_eq!(more_than("Bà con góp ngày công.", 5), None);
        assert_eq!(more_than("Bà con góp ngày công.", 4), Some(5));
    }

    #[test]
    fn signs_addresses_and_shortcodes_are_no_words() {
        let text = "## Một *hai*\n\n[ba](https://a.vn/x y) **b**ốn\n\n![cảnh làng quê](a.png \"năm\")\n\n{{ video(file=\"a b c.mp4\") }}\n\nsáu";
        assert_eq!(
            read_text(text).split_whitespace().filter(|w| !w.starts_with('[') && !w.ends_with(')')).count(),
            6
        );
        assert_eq!(more_than("một\n\n{{ gallery(files=[\"a b\", \"c\"]) }}\n\nhai", 1), Some(2));
    }

    #[test]
    fn the_first_line_is_where_the_text_begins() {
        assert_eq!(first_line("\n\nMột hai\nba"), 2..10);
        assert_eq!(first_line(""), 0..0);
    }
}
