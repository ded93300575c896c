//! Headings: ids, the outline, and links to headings of the same text.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use crate::diagnostic::{Code, localized};
use crate::markdown::html::push_attribute;
use crate::markdown::write::Writer;
use crate::markdown::{Heading, Problem};
use bantin_text::slug::slug;
use bantin_text::suggest::nearest;

/// A heading whose end has not been reached.
pub(super) struct Open {
    level: u8,
    range: Range<usize>,
    /// Offset in the sink's HTML at which it begins.
    html: usize,
    /// Offset in the sink's plain text at which it begins.
    plain: usize,
}

impl Writer<'_, '_> {
    /// Starts a heading. The page's title is the only `h1`, so `#` counts as level 2.
    pub(super) fn open_heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        self.break_plain();
        let level = self.outline_level((level as u8).max(2));
        let (html, plain) = (self.sink.html.len(), self.sink.plain.len());
        self.heading = Some(Open { level, range, html, plain });
    }

    /// Ends a heading. The id depends on the text, so the opening tag is inserted now.
    pub(super) fn close_heading(&mut self) {
        let Some(open) = self.heading.take() else { return };
        let text =
            self.sink.plain.get(open.plain..).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            let message = localized!("đề mục trống", "the heading is empty");
            let help = localized!(
                "viết chữ sau dấu `#`, hoặc bỏ dòng này",
                "write text after `#`, or remove this line"
            );
            self.reading.problems.push(Problem::warning(Code::EmptyHeading, open.range, message).help(help));
        }
        let id = self.ids.slugs.unique(&slug(&text));
        let mut tag = format!("<h{}", open.level);
        push_attribute(&mut tag, "id", &id);
        tag.push('>');
        self.sink.html.insert_str(open.html, &tag);
        self.block(&format!("</h{}>\n", open.level));
        self.ids.headings.push(id.clone());
        self.headings.push(Heading { level: open.level, id, text });
    }

    /// The level in the page's outline, without gaps for screen readers: a heading that skips a level (`###` right
    /// below the title) moves up. Headings of equal level below the same heading stay equal.
    fn outline_level(&mut self, written: u8) -> u8 {
        while self.outline.last().is_some_and(|above| *above >= written) {
            self.outline.pop();
        }
        self.outline.push(written);
        // At most five levels are open: 2 to 6.
        1 + u8::try_from(self.outline.len()).unwrap_or(5)
    }

    /// Checks links to headings of this text; headings of earlier bodies on the same page count too.
    pub(super) fn check_local_links(&mut self) {
        for (heading, range) in std::mem::take(&mut self.reading.local_links) {
            if heading.is_empty() || self.ids.headings.contains(&heading) {
                continue;
            }
            let known = self.ids.headings.iter().map(String::as_str);
            let (message, help) = dangling(&heading, known);
            self.reading.error(Code::DanglingHeading, range, message, help);
        }
    }
}

/// Message and help for a link to a missing heading.
pub(crate) fn dangling<'a>(
    heading: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> (crate::diagnostic::LocalizedText, crate::diagnostic::LocalizedText) {
    let message = localized!("không có đề mục `#{heading}`", "there is no heading `#{heading}`");
    let some: Vec<String> = known.clone().take(8).map(|id| format!("`#{id}`")).collect();
    let help = match nearest(heading, known) {
        Some(near) => localized!("có phải ý bạn là `#{near}`?", "did you mean `#{near}`?"),
        None if some.is_empty() => localized!("trang đó không có đề mục nào", "that page has no headings"),
        None => {
            let some = some.join(", ");
            localized!("các đề mục: {some}", "the headings are {some}")
        }
    };
    (message, help)
}
