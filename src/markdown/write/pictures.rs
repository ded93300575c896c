//! Pictures: inline, or alone in a paragraph as a figure with caption.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::html::{push_attribute, push_text};
use crate::markdown::raw::rewrite::{missing_alt, push_external, push_picture};
use crate::markdown::write::{Located, Writer};

impl<'e> Writer<'e, '_> {
    /// Writes an inline picture; its title becomes a tooltip.
    pub(super) fn inline_picture(&mut self, file: &str, title: &str, range: Range<usize>) {
        let alt = self.alternative_text();
        if self.picture(file, &alt, range) {
            if !title.is_empty() {
                push_attribute(&mut self.sink.html, "title", title);
            }
            self.html(">");
        }
    }

    /// Writes a paragraph that holds only a picture as a figure, its title as the caption. Returns `false` for any
    /// other paragraph.
    pub(super) fn figure(&mut self) -> bool {
        let Some((title, file, range)) = self.lone_picture() else { return false };
        self.at += 1;
        let alt = self.alternative_text();
        self.at += 1;
        self.block("<figure>");
        if self.picture(file, &alt, range) {
            self.html(">");
        }
        if !title.is_empty() {
            self.html("<figcaption>");
            push_text(&mut self.sink.html, title);
            self.html("</figcaption>");
            self.sink.plain.push_str(title);
        }
        self.block("</figure>\n");
        true
    }

    /// Title, file and range of the next picture, if the paragraph ends after it.
    fn lone_picture(&self) -> Option<(&'e str, &'e str, Range<usize>)> {
        let events: &'e [Located<'e>] = self.events;
        let (Event::Start(Tag::Image { dest_url, title, .. }), range) = events.get(self.at)? else {
            return None;
        };
        let mut inside = events[self.at..].iter().enumerate().skip(1);
        let mut open = 1;
        let end = inside.find_map(|(offset, (event, _))| {
            match event {
                Event::Start(Tag::Image { .. }) => open += 1,
                Event::End(TagEnd::Image) => open -= 1,
                _ => {}
            }
            (open == 0).then_some(self.at + offset)
        })?;
        let is_alone = matches!(events.get(end + 1), Some((Event::End(TagEnd::Paragraph), _)));
        is_alone.then_some((title, dest_url, range.clone()))
    }

    /// The alternative text of a picture; consumes its end event.
    fn alternative_text(&mut self) -> String {
        let mut alt = String::new();
        let mut open = 1;
        while open > 0 {
            let Some((event, _)) = self.next() else { break };
            match event {
                Event::Start(Tag::Image { .. }) => open += 1,
                Event::End(TagEnd::Image) => open -= 1,
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        alt.trim().to_owned()
    }

    /// Writes `<img …` without the closing `>`. Returns `false` if the picture cannot be resolved.
    fn picture(&mut self, file: &str, alt: &str, range: Range<usize>) -> bool {
        if alt.is_empty() {
            self.reading.problems.push(missing_alt(range.clone()));
        }
        if let Some(address) = self.reading.external_picture(file) {
            self.html("<img");
            push_external(&mut self.sink.html, &address, alt);
            return true;
        }
        let place = self.part(range, file);
        let Some(mut picture) = self.reading.picture(file, place) else { return false };
        picture.alt = alt.to_owned();
        let src = self.reading.resolver.href(&picture.path);
        self.html("<img");
        push_picture(&mut self.sink.html, &picture, &src);
        true
    }
}
