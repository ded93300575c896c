//! Headings: ids, the outline, and links to headings of the same text.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use crate::diagnostic::{Code, localized};
use crate::markdown::html::push_attribute;
use crate::markdown::raw::rewrite::opens_first_level;
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

/// Whether an event begins a heading of the first level, `#` or `<h1>`.
pub(super) fn is_first_level(event: &Event<'_>) -> bool {
    match event {
        Event::Start(Tag::Heading { level, .. }) => *level == HeadingLevel::H1,
        Event::Html(html) | Event::InlineHtml(html) => opens_first_level(html),
        _ => false,
    }
}

impl Writer<'_, '_> {
    /// Starts a heading.
    pub(super) fn open_heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        self.break_plain();
        let level = self.reading.outline.level(level as u8);
        let (html, plain) = (self.sink.html.len(), self.sink.plain.len());
        self.heading = Some(Open { level, range, html, plain });
    }

    /// Ends a heading. The id depends on the text, so the opening tag is inserted now.
    pub(super) fn close_heading(&mut self) {
        let Some(open) = self.heading.take() else { return };
        let own = self.own_id(&open);
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
        let id = match own {
            Some(id) => id,
            None => {
                let id = self.reading.ids.slugs.unique(&slug(&text));
                self.reading.ids.headings.push(id.clone());
                id
            }
        };
        let mut tag = format!("<h{}", open.level);
        push_attribute(&mut tag, "id", &id);
        tag.push('>');
        self.sink.html.insert_str(open.html, &tag);
        self.block(&format!("</h{}>\n", open.level));
        self.headings.push(Heading { level: open.level, id, text });
    }

    /// The id that the author wrote at the end of a heading, `{#rieng}`, which is taken from the text. What is no id,
    /// or one that is in use, stays text.
    fn own_id(&mut self, open: &Open) -> Option<String> {
        let plain = self.sink.plain.get(open.plain..)?.trim_end();
        let (before, id) = plain.strip_suffix('}')?.rsplit_once("{#")?;
        let (kept, id) = (open.plain + before.trim_end().len(), id.to_owned());
        let html = self.sink.html.get(open.html..)?.trim_end();
        let html_kept = open.html + html.strip_suffix(&format!("{{#{id}}}"))?.trim_end().len();
        if !self.reading.ids.claim(&id) {
            return None;
        }
        self.sink.plain.truncate(kept);
        self.sink.html.truncate(html_kept);
        Some(id)
    }

    /// Checks links to headings of this text; headings of earlier bodies on the same page count too.
    pub(super) fn check_local_links(&mut self) {
        for (heading, range) in std::mem::take(&mut self.reading.local_links) {
            if heading.is_empty() || self.reading.ids.headings.contains(&heading) {
                continue;
            }
            let known = self.reading.ids.headings.iter().map(String::as_str);
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
