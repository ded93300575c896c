//! Headings: ids, the outline, and links to them inside the same text.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use crate::diagnostic::{Code, words};
use crate::markdown::html::push_attribute;
use crate::markdown::write::Writer;
use crate::markdown::{Heading, Problem};
use crate::text::near::nearest;
use crate::text::slug::slug;

/// A heading whose text is still coming.
pub(super) struct Open {
    level: u8,
    range: Range<usize>,
    /// Where its HTML begins.
    html: usize,
    /// Where its text begins.
    plain: usize,
}

impl Writer<'_, '_> {
    /// The page's title is the only `h1`: a single `#` counts as two.
    pub(super) fn open_heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        self.break_plain();
        let level = (level as u8).max(2);
        self.check_outline(level, range.clone());
        let (html, plain) = (self.sink.html.len(), self.sink.plain.len());
        self.heading = Some(Open { level, range, html, plain });
    }

    /// The id follows from the text, so the opening tag is put in last.
    pub(super) fn close_heading(&mut self) {
        let Some(open) = self.heading.take() else { return };
        let text =
            self.sink.plain.get(open.plain..).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            let message = words!("đề mục trống", "the heading is empty");
            let help =
                words!("viết chữ sau dấu `#`, hoặc bỏ dòng này", "write text after `#`, or remove this line");
            self.reading.problems.push(Problem::warning(Code::HeadingLevel, open.range, message).help(help));
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

    fn check_outline(&mut self, level: u8, range: Range<usize>) {
        let above = self.headings.last().map_or(1, |heading| heading.level);
        if level <= above + 1 {
            return;
        }
        let (signs, right) = ("#".repeat(level.into()), "#".repeat((above + 1).into()));
        let message = words!(
            "đề mục nhảy cấp: `{signs}` ở chỗ chỉ có thể là `{right}`",
            "the heading skips a level: `{signs}` where `{right}` comes next"
        );
        let help = words!(
            "viết `{right}` (tên bài là cấp trên cùng)",
            "write `{right}` (the title is the top level)"
        );
        self.reading.problems.push(Problem::warning(Code::HeadingLevel, range, message).help(help));
    }

    /// Checks links to headings of this text; those of texts before it on the same page count too.
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

/// The words for a link to a heading that is not there.
pub(crate) fn dangling<'a>(
    heading: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> (crate::diagnostic::Words, crate::diagnostic::Words) {
    let message = words!("không có đề mục `#{heading}`", "there is no heading `#{heading}`");
    let some: Vec<String> = known.clone().take(8).map(|id| format!("`#{id}`")).collect();
    let help = match nearest(heading, known) {
        Some(near) => words!("có phải ý bạn là `#{near}`?", "did you mean `#{near}`?"),
        None if some.is_empty() => words!("trang đó không có đề mục nào", "that page has no headings"),
        None => {
            let some = some.join(", ");
            words!("các đề mục: {some}", "the headings are {some}")
        }
    };
    (message, help)
}
