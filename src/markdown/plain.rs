//! Markdown as plain text: without markup, tags, addresses, alternative texts and shortcodes.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::markdown::raw::words::words;

/// The plain text, one line for each paragraph, heading, list item and caption.
#[must_use]
pub fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut in_picture = 0_usize;
    // A tag may span several lines, each of which is an event.
    let mut html = String::new();
    for event in Parser::new_ext(markdown, features()) {
        match event {
            Event::Start(Tag::Image { title, .. }) => {
                in_picture += 1;
                text.push_str(&title);
                text.push('\n');
            }
            Event::End(TagEnd::Image) => in_picture = in_picture.saturating_sub(1),
            Event::Text(part) | Event::Code(part) if in_picture == 0 => text.push_str(&part),
            Event::Html(part) => html.push_str(&part),
            Event::End(TagEnd::HtmlBlock) => {
                text.push_str(&words(&std::mem::take(&mut html)));
                text.push('\n');
            }
            Event::InlineHtml(tag) if in_picture == 0 => text.push_str(&words(&tag)),
            Event::SoftBreak | Event::HardBreak | Event::Rule => text.push('\n'),
            Event::End(end) if parts(end) => text.push('\n'),
            _ => {}
        }
    }
    let is_shortcode = |line: &str| line.trim().starts_with("{{") && line.trim().ends_with("}}");
    text.lines().filter(|line| !is_shortcode(line)).collect::<Vec<_>>().join("\n")
}

/// Byte ranges of the prose in a text: without code, and without what [`plain`] leaves out.
#[must_use]
pub fn words_of(markdown: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    // The line of the last text, and up to where its end was sought.
    let (mut skipped, mut line, mut seen) = (0_usize, 0, 0);
    for (event, range) in Parser::new_ext(markdown, features()).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => skipped += 1,
            Event::End(TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                skipped = skipped.saturating_sub(1)
            }
            Event::Text(_) if skipped == 0 => {
                let between = markdown.get(seen..range.start).unwrap_or_default();
                line = between.rfind('\n').map_or(line, |at| seen + at + 1);
                seen = seen.max(range.start);
                if !markdown[line..].trim_start().starts_with("{{") {
                    ranges.push(range);
                }
            }
            _ => {}
        }
    }
    ranges
}

/// A picture with a caption.
#[derive(Debug, PartialEq, Eq)]
pub struct CaptionedPicture {
    pub alt: String,
    /// The title of the Markdown image.
    pub caption: String,
    /// Of the whole image in the Markdown.
    pub range: Range<usize>,
}

/// All pictures with a caption.
#[must_use]
pub fn pictures_of(markdown: &str) -> Vec<CaptionedPicture> {
    let mut pictures = Vec::new();
    let mut open: Option<CaptionedPicture> = None;
    for (event, range) in Parser::new_ext(markdown, features()).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { title, .. }) if !title.is_empty() => {
                open = Some(CaptionedPicture { alt: String::new(), caption: title.into_string(), range });
            }
            Event::End(TagEnd::Image) => pictures.extend(open.take()),
            Event::Text(part) | Event::Code(part) => {
                if let Some(picture) = &mut open {
                    picture.alt.push_str(&part);
                }
            }
            _ => {}
        }
    }
    pictures
}

fn features() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// Whether the end of an element separates words.
fn parts(end: TagEnd) -> bool {
    !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_addresses_pictures_and_shortcodes_are_not_read() {
        let text = "## Một *hai*\n\n[ba](https://a.vn/x) **b**ốn\n\n![cảnh làng](a.png \"năm\")\n\n{{ video(file=\"a b c.mp4\") }}\n\n| sáu | bảy |\n|---|---|\n| tám | chín |";
        let words: Vec<_> = plain(text).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words, ["Một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]);
    }

    #[test]
    fn what_stands_in_raw_html_is_read() {
        let text = "<p>một hai\nba</p>\n\nb<i>ố</i>n<br>năm <!-- sáu -->\n\n<div\n class=\"x\">\n\nbảy\n\n{{ chart(data=\"x\") }}\n</div>\n\n<style>tám</style>\n";
        let words: Vec<_> = plain(text).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words, ["một", "hai", "ba", "bốn", "năm", "bảy"]);
    }

    #[test]
    fn pictures_with_a_caption_are_found() {
        let found = pictures_of("a ![một *hai*](a.png \"ba\") ![bốn](b.png)");
        let picture = CaptionedPicture { alt: "một hai".into(), caption: "ba".into(), range: 2..28 };
        assert_eq!(found, [picture]);
    }

    #[test]
    fn words_are_found_where_they_stand() {
        let text = "Một `mã` *hai*\n\n```\nba\n```\n\n{{ model(id=\"x\") }}\n\n![bốn](a.png)";
        let found: Vec<_> = words_of(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Một ", " ", "hai"]);
    }
}
