//! Footnotes: numbered by first reference, listed at the end, each with links back.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, localized};
use crate::markdown::Problem;
use crate::markdown::html::push_attribute;
use crate::markdown::labels;
use crate::markdown::write::{Sink, Writer};

/// The footnotes of a text. Their ids contain `_`, which ids of headings never do.
#[derive(Debug)]
pub(super) struct Notes {
    /// Number of footnotes of earlier bodies on the same page.
    before: usize,
    /// Lower-case label → number, count of references.
    marks: BTreeMap<String, (usize, usize)>,
    /// Label → content, range.
    written: BTreeMap<String, (Sink, Range<usize>)>,
    /// Footnotes being written, each with the sink to return to.
    open: Vec<(String, Range<usize>, Sink)>,
    /// Ranges of text, in order: a `[^…]` in them is a reference without a footnote.
    texts: Vec<Range<usize>>,
}

impl Notes {
    pub(super) fn new(before: usize) -> Self {
        let (marks, written) = (BTreeMap::new(), BTreeMap::new());
        Self { before, marks, written, open: Vec::new(), texts: Vec::new() }
    }

    /// Records a range of text.
    pub(super) fn saw_text(&mut self, range: Range<usize>) {
        match self.texts.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.texts.push(range),
        }
    }

    fn is_text(&self, range: &Range<usize>) -> bool {
        let number = self.texts.partition_point(|text| text.start <= range.start);
        number > 0 && self.texts[number - 1].end >= range.end
    }
}

impl Writer<'_, '_> {
    /// Writes a reference.
    pub(super) fn reference(&mut self, label: &str) {
        let next = self.notes.marks.len() + 1;
        let (number, count) = self.notes.marks.entry(label.to_lowercase()).or_insert((next, 0));
        *count += 1;
        let (number, count) = (*number, *count);
        let id = self.notes.before + number;
        let name = labels::note(self.reading.language, number);
        self.html("<sup class=\"footnote-ref\"><a");
        let html = &mut self.sink.html;
        push_attribute(html, "href", &format!("#fn_{id}"));
        push_attribute(html, "id", &mark_id(id, count));
        push_attribute(html, "role", "doc-noteref");
        push_attribute(html, "aria-label", &name);
        html.push_str(&format!(">{number}</a></sup>"));
    }

    pub(super) fn open_note(&mut self, label: &str, range: Range<usize>) {
        let before = std::mem::take(&mut self.sink);
        self.notes.open.push((label.to_lowercase(), range, before));
    }

    /// Ends a footnote. The first of several with the same label counts.
    pub(super) fn close_note(&mut self) {
        let Some((label, range, before)) = self.notes.open.pop() else { return };
        let note = std::mem::replace(&mut self.sink, before);
        self.notes.written.entry(label).or_insert((note, range));
    }

    /// Writes the list of footnotes; reports references without a footnote and footnotes without a reference.
    pub(super) fn write_notes(&mut self) {
        self.report_marks();
        let mut numbered: Vec<_> = std::mem::take(&mut self.notes.marks).into_iter().collect();
        numbered.sort_by_key(|(_, (number, _))| *number);
        self.reading.ids.notes += numbered.len();
        if !numbered.is_empty() {
            let label = labels::notes(self.reading.language);
            self.html(&format!(
                "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{label}\">\n<ol>\n"
            ));
            for (label, (number, count)) in numbered {
                let note = self.notes.written.remove(&label).map(|(note, _)| note).unwrap_or_default();
                self.write_note(note, number, count);
            }
            self.html("</ol>\n</section>\n");
        }
        for (label, (_, range)) in std::mem::take(&mut self.notes.written) {
            let message = localized!(
                "chú thích `[^{label}]` không được dùng ở đâu, nên không hiện",
                "the footnote `[^{label}]` has no mark in the text, so it is not shown"
            );
            let help =
                localized!("đặt `[^{label}]` vào chỗ cần chú thích", "put `[^{label}]` where it belongs");
            self.reading.problems.push(Problem::warning(Code::MissingFootnote, range, message).help(help));
        }
    }

    fn write_note(&mut self, note: Sink, number: usize, count: usize) {
        let id = self.notes.before + number;
        let mut back = String::new();
        for mark in 1..=count {
            let name = if count == 1 { number.to_string() } else { format!("{number}.{mark}") };
            let label = labels::back_to(self.reading.language, &name);
            back.push_str(" <a");
            push_attribute(&mut back, "href", &format!("#{}", mark_id(id, mark)));
            push_attribute(&mut back, "role", "doc-backlink");
            push_attribute(&mut back, "aria-label", &label);
            back.push_str(">↩\u{FE0E}</a>");
        }
        let html = note.html.trim_end();
        let html = match html.strip_suffix("</p>") {
            Some(text) => format!("{text}{back}</p>"),
            None => format!("{html}\n<p>{}</p>", back.trim_start()),
        };
        self.html(&format!("<li id=\"fn_{id}\">{html}</li>\n"));
        self.break_plain();
        self.sink.plain.push_str(note.plain.trim_end());
    }

    /// Reports references that are plain text because no footnote has their label.
    fn report_marks(&mut self) {
        let mut from = 0;
        while let Some(found) = self.text[from..].find("[^") {
            let start = from + found;
            from = start + 2;
            let label = self.text[from..].split([']', '[', '\n', '\r']).next().unwrap_or("");
            let range = start..from + label.len() + 1;
            let closed = self.text[from + label.len()..].starts_with(']');
            let escaped = self.text[..start].ends_with('\\');
            if !closed || escaped || label.trim().is_empty() || !self.notes.is_text(&range) {
                continue;
            }
            let message = localized!("không có chú thích `[^{label}]`", "there is no footnote `[^{label}]`");
            let known = self.notes.written.keys().map(String::as_str);
            let help = match bantin_text::suggest::nearest(label, known) {
                Some(near) => localized!("có phải ý bạn là `[^{near}]`?", "did you mean `[^{near}]`?"),
                None => localized!(
                    "thêm một dòng `[^{label}]: …` ở cuối bài",
                    "add a line `[^{label}]: …` at the end"
                ),
            };
            self.reading.error(Code::MissingFootnote, range, message, help);
        }
    }
}

/// The id of the n-th reference to a footnote.
fn mark_id(id: usize, mark: usize) -> String {
    if mark == 1 { format!("fnref_{id}") } else { format!("fnref_{id}_{mark}") }
}
