//! Shortcodes between blocks, and `quote` … `end` with Markdown inside.

use std::ops::Range;

use crate::diagnostic::{Code, localized};
use crate::markdown::Shortcode;
use crate::markdown::html::push_place;
use crate::markdown::shortcode::check;
use crate::markdown::write::{Sink, Writer};

/// An open `quote`.
pub(super) struct Quote {
    /// `None` if the argument is invalid.
    by: Option<String>,
    range: Range<usize>,
    /// Number of elements open around it.
    depth: usize,
    /// The sink that was written to before.
    outer: Sink,
}

impl Writer<'_, '_> {
    /// Handles the shortcode that begins at byte `start`.
    pub(super) fn shortcode(&mut self, start: usize) {
        let Some(call) = self.calls.remove(&start).flatten() else { return };
        match call.name.value.as_str() {
            "end" => {
                check::bare(&call, &mut self.reading);
                self.close_quote(call.range);
            }
            _ if self.quote.is_some() => {
                let message = localized!(
                    "trong `quote` không được có mã ngắn khác",
                    "no other shortcode may stand inside a `quote`"
                );
                let help = localized!(
                    "đặt dòng `{{{{ end }}}}` trước mã ngắn này",
                    "put a line `{{{{ end }}}}` before this one"
                );
                self.reading.error(Code::UnbalancedShortcode, call.range, message, help);
            }
            "quote" => {
                let by = check::speaker(&call, &mut self.reading);
                self.break_plain();
                let outer = std::mem::take(&mut self.sink);
                self.quote = Some(Quote { by, range: call.range, depth: self.depth, outer });
            }
            _ => {
                let meaning = check::meaning(&call, &mut self.reading);
                meaning.into_iter().for_each(|shortcode| self.place(shortcode));
            }
        }
    }

    fn place(&mut self, shortcode: Shortcode) {
        self.break_plain();
        for words in shortcode.words() {
            self.sink.plain.push_str(words);
            self.break_plain();
        }
        push_place(&mut self.sink.html, self.shortcodes.len());
        self.html("\n");
        self.shortcodes.push(shortcode);
    }

    fn close_quote(&mut self, range: Range<usize>) {
        match self.quote.take() {
            None => {
                let message =
                    localized!("`end` mà không có `quote` ở trước", "`end` without a `quote` before it");
                let help = localized!("bỏ dòng này", "remove this line");
                self.reading.error(Code::UnbalancedShortcode, range, message, help);
            }
            Some(quote) if quote.depth != self.depth => self.unbalanced(quote),
            Some(quote) => self.finish_quote(quote),
        }
    }

    fn finish_quote(&mut self, quote: Quote) {
        self.break_plain();
        let inner = std::mem::replace(&mut self.sink, quote.outer);
        self.sink.plain.push_str(&inner.plain);
        if let Some(by) = quote.by {
            self.place(Shortcode::Quote { by, html: inner.html });
        }
    }

    fn unbalanced(&mut self, quote: Quote) {
        let message = localized!("`quote` không có `end`", "the `quote` has no `end`");
        let help = localized!(
            "thêm một dòng `{{{{ end }}}}` sau lời trích, cùng mức thụt đầu dòng",
            "add a line `{{{{ end }}}}` after the quotation, indented alike"
        );
        self.reading.error(Code::UnbalancedShortcode, quote.range.clone(), message, help);
        self.finish_quote(quote);
    }

    /// Called when an element closes: a quotation opened inside it cannot go on and is reported.
    pub(super) fn leave(&mut self) {
        if self.quote.as_ref().is_some_and(|quote| quote.depth == self.depth) {
            self.abandon_quote();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// Closes a quotation that has no `end`, and reports it.
    pub(super) fn abandon_quote(&mut self) {
        if let Some(quote) = self.quote.take() {
            self.unbalanced(quote);
        }
    }
}
