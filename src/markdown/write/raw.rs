//! Raw HTML in Markdown.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::config::raw::RawHtml;
use crate::diagnostic::{Code, localized};
use crate::html::strip_tags;
use crate::markdown::raw::rewrite::{Fragment, closes, is_comment, rewrite};
use crate::markdown::write::Writer;

impl Writer<'_, '_> {
    /// Writes an HTML block and consumes its end. Shortcodes may occur between its lines.
    pub(super) fn html_block(&mut self) {
        let mut fragment = Fragment::default();
        let mut range: Option<Range<usize>> = None;
        while let Some((event, place)) = self.next() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(html) => {
                    let call = self.calls.range(place.clone()).next().map(|(start, _)| *start);
                    if let Some(start) = call {
                        self.html_fragment(std::mem::take(&mut fragment), range.take());
                        self.shortcode(start);
                    } else {
                        fragment.push(html, place.start);
                        range = Some(range.map_or(place.start, |range| range.start)..place.end);
                    }
                }
                Event::Text(text) => fragment.push(text, place.start),
                _ => {}
            }
        }
        self.html_fragment(fragment, range);
    }

    fn html_fragment(&mut self, fragment: Fragment, range: Option<Range<usize>>) {
        let Some(range) = range.filter(|_| !is_comment(&fragment)) else { return };
        if self.raw_html == RawHtml::Forbid {
            return self.forbid(range);
        }
        let rewritten = rewrite(&fragment, &mut self.reading);
        self.has_raw_html |= rewritten.has_tags;
        self.html(&rewritten.html);
        self.break_plain();
        self.sink.plain.push_str(&strip_tags(&rewritten.html));
        self.break_plain();
    }

    /// Writes one inline tag or comment.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let mut fragment = Fragment::default();
        // A shortcode that is not on a line of its own, as when it is indented too far, is text.
        if let Some(call) = self.calls.range(range.clone()).next().map(|(start, _)| *start) {
            let text = self.text.get(call..range.end).unwrap_or("");
            return self.text(text);
        }
        fragment.push(html, range.start);
        if self.hiding.is_some() {
            if closes(&fragment) == self.hiding {
                self.hiding = None;
            }
            return;
        }
        if is_comment(&fragment) {
            return;
        }
        if self.raw_html == RawHtml::Forbid {
            return self.forbid(range);
        }
        let rewritten = rewrite(&fragment, &mut self.reading);
        self.has_raw_html |= rewritten.has_tags;
        if rewritten.html.starts_with("<a ") && rewritten.html.contains(" href=") {
            self.raw_links += 1;
        } else if rewritten.html.starts_with("</a>") {
            self.raw_links = self.raw_links.saturating_sub(1);
        }
        self.hiding = rewritten.hiding;
        self.html(&rewritten.html);
    }

    fn forbid(&mut self, range: Range<usize>) {
        let message =
            localized!("trang này không cho viết HTML trong bài", "this site takes no HTML in texts");
        let help = localized!(
            "viết bằng Markdown; muốn hiện dấu `<` thì viết `\\<`",
            "write it in Markdown; for the sign `<` itself write `\\<`"
        );
        self.reading.error(Code::ForbiddenHtml, range, message, help);
    }
}
