//! Links.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::diagnostic::{Code, localized};
use crate::markdown::autolink::{Autolink, autolinks};
use crate::markdown::html::push_attribute;
use crate::markdown::write::Writer;

impl Writer<'_, '_> {
    /// Opens a link; an invalid one leaves only its text.
    pub(super) fn open_link(&mut self, kind: LinkType, address: &str, title: &str, range: Range<usize>) {
        let place = self.part(range, address);
        let anchor = if kind == LinkType::Email {
            self.reading.anchor(&format!("mailto:{address}"), place)
        } else if address.trim().is_empty() {
            let message = localized!("liên kết không có địa chỉ", "the link has no address");
            let help =
                localized!("viết địa chỉ trong ngoặc tròn", "write the address between the parentheses");
            self.reading.error(Code::DanglingLink, place, message, help);
            None
        } else {
            self.reading.anchor(address, place)
        };
        self.links.push(anchor.is_some());
        let Some(anchor) = anchor else { return };
        self.html("<a");
        let html = &mut self.sink.html;
        push_attribute(html, "href", &anchor.href);
        if anchor.external {
            push_attribute(html, "rel", "noopener");
        }
        if !title.is_empty() {
            push_attribute(html, "title", title);
        }
        html.push('>');
    }

    /// Writes text in which bare addresses become links, outside links.
    pub(super) fn linked_text(&mut self, text: &str, range: Range<usize>) {
        if !self.links.is_empty() || self.raw_links > 0 || self.hiding.is_some() {
            return self.text(text);
        }
        let mut from = 0;
        for Autolink { range: found, prefix } in autolinks(text) {
            let written = &text[found.clone()];
            let place = match range.len() == text.len() {
                true => range.start + found.start..range.start + found.end,
                false => range.clone(),
            };
            let Some(anchor) = self.reading.anchor(&format!("{prefix}{written}"), place) else { continue };
            self.text(&text[from..found.start]);
            self.html("<a");
            push_attribute(&mut self.sink.html, "href", &anchor.href);
            if anchor.external {
                push_attribute(&mut self.sink.html, "rel", "noopener");
            }
            self.html(">");
            self.text(written);
            self.html("</a>");
            from = found.end;
        }
        self.text(&text[from..]);
    }

    pub(super) fn close_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.html("</a>");
        }
    }

    /// The range of an address inside a link or image; the whole range if the address is not in it, as in reference
    /// links.
    pub(super) fn part(&self, range: Range<usize>, address: &str) -> Range<usize> {
        let whole = self.text.get(range.clone()).unwrap_or("");
        match whole.rfind(address).filter(|_| !address.is_empty()) {
            Some(at) => range.start + at..range.start + at + address.len(),
            None => range,
        }
    }
}
