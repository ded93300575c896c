//! Writes a fragment of raw HTML again, with the allowed elements and attributes alone.
//!
//! Every tag that comes out is made here from its parts, so that nothing can slip through between them. Pictures and
//! links mean the same as in Markdown. What goes is reported where it stands.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, LocalizedText, localized};
use crate::markdown::Problem;
use crate::markdown::html::push_attribute;
use crate::markdown::outline::heading_level;
use crate::markdown::raw::allow;
use crate::markdown::raw::tokens::{Attribute, Token, TokenKind, tokens};
use crate::markdown::reading::Reading;

/// A fragment: HTML with the places of its lines in the Markdown.
#[derive(Debug, Default)]
pub(in crate::markdown) struct Fragment {
    html: String,
    /// Where a stretch begins in the fragment, and in the Markdown.
    stretches: Vec<(usize, usize)>,
}

impl Fragment {
    /// Adds a stretch that stands at `start` in the Markdown.
    pub(in crate::markdown) fn push(&mut self, html: &str, start: usize) {
        self.stretches.push((self.html.len(), start));
        self.html.push_str(html);
    }

    /// The bytes of the Markdown for bytes of the fragment.
    fn place(&self, range: Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let number = self.stretches.partition_point(|(start, _)| *start <= offset);
            let (start, place) = self.stretches.get(number.saturating_sub(1)).copied().unwrap_or_default();
            place + offset.saturating_sub(start)
        };
        let start = at(range.start);
        start..at(range.end.saturating_sub(1)).saturating_add(1).max(start)
    }
}

/// What a fragment became.
#[derive(Debug, Default)]
pub(in crate::markdown) struct Rewritten {
    /// What is left; tags in it are whole, but need not be balanced.
    pub(in crate::markdown) html: String,
    /// Whether anything but text is left.
    pub(in crate::markdown) has_tags: bool,
    /// An element that was opened, not closed, and of which the inside goes too.
    pub(in crate::markdown) hiding: Option<String>,
}

/// Whether a fragment is nothing but comments and white space.
pub(in crate::markdown) fn is_comment(fragment: &Fragment) -> bool {
    let is_nothing = |token: &Token<'_>| match token.kind {
        TokenKind::Comment => true,
        TokenKind::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    tokens(&fragment.html).iter().all(is_nothing)
}

/// The name of the element that a fragment closes, where it is nothing but that.
pub(in crate::markdown) fn closes(fragment: &Fragment) -> Option<String> {
    match tokens(&fragment.html).pop()?.kind {
        TokenKind::Close(name) => Some(name),
        _ => None,
    }
}

/// Writes a fragment again.
pub(in crate::markdown) fn rewrite(fragment: &Fragment, reading: &mut Reading<'_>) -> Rewritten {
    let mut writer = Writer { fragment, reading, done: Rewritten::default() };
    for token in tokens(&fragment.html) {
        writer.token(token);
    }
    writer.done
}

struct Writer<'w, 'r> {
    fragment: &'w Fragment,
    reading: &'w mut Reading<'r>,
    done: Rewritten,
}

impl Writer<'_, '_> {
    fn token(&mut self, token: Token<'_>) {
        let place = self.fragment.place(token.range);
        if let Some(hiding) = &self.done.hiding {
            if token.kind == TokenKind::Close(hiding.clone()) {
                self.done.hiding = None;
            }
            return;
        }
        match token.kind {
            TokenKind::Text(text) => {
                let shown = |sign: &char| !sign.is_control() || sign.is_whitespace();
                self.done.html.push_str(&text.chars().filter(shown).collect::<String>().replace('<', "&lt;"));
            }
            TokenKind::Comment => {}
            TokenKind::Unclosed => {
                let message = localized!(
                    "thẻ HTML hoặc lời ghi chú này không được đóng",
                    "this HTML tag or comment is not closed"
                );
                let help = localized!("thêm `>` hoặc `-->` vào cuối", "add `>` or `-->` at its end");
                self.removed(place, message, Some(help));
            }
            TokenKind::Open(name, attributes) if allow::element(&name) => {
                self.open(&name, &attributes, place)
            }
            TokenKind::Open(name, _) => {
                let message =
                    localized!("thẻ HTML `<{name}>` đã bị bỏ", "the HTML tag `<{name}>` was removed");
                self.removed(place, message, None);
                self.done.hiding = Some(name).filter(|name| allow::is_hidden(name));
            }
            TokenKind::Close(name) if allow::element(&name) && !allow::is_void(&name) => {
                self.done.has_tags = true;
                let level = heading_level(&name).map(|level| self.reading.outline.close(level));
                self.done.html.push_str(&format!("</{}>", in_page(&name, level)));
            }
            TokenKind::Close(_) => {}
        }
    }

    fn open(&mut self, name: &str, attributes: &[Attribute], place: Range<usize>) {
        let gone: Vec<&str> =
            attributes.iter().map(|a| a.name.as_str()).filter(|a| !self.stays(name, a)).collect();
        if !gone.is_empty() {
            let gone = gone.join("`, `");
            let message = localized!(
                "`{gone}` của thẻ `<{name}>` đã bị bỏ",
                "`{gone}` was removed from the tag `<{name}>`"
            );
            self.removed(place.clone(), message, None);
        }
        let level = heading_level(name).map(|level| self.reading.outline.open(level));
        let mut tag = format!("<{}", in_page(name, level));
        if name == "img" {
            match self.picture(attributes, place) {
                Some(written) => tag.push_str(&written),
                None => return,
            }
        } else {
            self.anchor(&mut tag, name, attributes);
            for attribute in attributes.iter().filter(|a| allow::attribute(name, &a.name)) {
                self.attribute(&mut tag, attribute);
            }
        }
        tag.push('>');
        self.done.has_tags = true;
        self.done.html.push_str(&tag);
    }

    /// Sizes of pictures are measured, so that those written go without a word.
    fn stays(&self, element: &str, attribute: &str) -> bool {
        let measured = ["width", "height", "loading", "decoding"];
        let is_anchor = attribute == "id" && element != "img" || attribute == "name" && element == "a";
        allow::attribute(element, attribute) || is_anchor || element == "img" && measured.contains(&attribute)
    }

    /// The id of an anchor: what links name. `name` is how it was written before HTML 5.
    fn anchor(&mut self, tag: &mut String, name: &str, attributes: &[Attribute]) {
        let wanted = |a: &&Attribute| a.name == "id" || a.name == "name" && name == "a";
        let Some(attribute) = attributes.iter().find(wanted) else { return };
        if self.reading.claim(&attribute.value) {
            push_attribute(tag, "id", &attribute.value);
            return;
        }
        let id = &attribute.value;
        let message = localized!("mốc `{id}` đã bị bỏ", "the anchor `{id}` was removed");
        let help = localized!(
            "mốc chỉ gồm chữ không dấu, chữ số và dấu gạch nối, bắt đầu bằng chữ, và chỉ đứng một lần trong trang",
            "an anchor is made of ASCII letters, digits and hyphens, begins with a letter, and stands once in a page"
        );
        self.removed(self.fragment.place(attribute.range.clone()), message, Some(help));
    }

    fn attribute(&mut self, tag: &mut String, attribute: &Attribute) {
        if attribute.name != "href" {
            push_attribute(tag, &attribute.name, &attribute.value);
            return;
        }
        let place = self.fragment.place(attribute.range.clone());
        if let Some(anchor) = self.reading.anchor(&attribute.value, place) {
            push_attribute(tag, "href", &anchor.href);
            if anchor.external {
                push_attribute(tag, "rel", "noopener");
            }
        }
    }

    /// The attributes of a picture that is there.
    fn picture(&mut self, attributes: &[Attribute], place: Range<usize>) -> Option<String> {
        let get = |name: &str| attributes.iter().find(|attribute| attribute.name == name);
        let Some(src) = get("src") else {
            self.removed(
                place,
                localized!("thẻ `<img>` không có `src`", "the tag `<img>` has no `src`"),
                None,
            );
            return None;
        };
        let alt = get("alt").map(|alt| alt.value.as_str());
        let mut written = String::new();
        if let Some(address) = self.reading.external_picture(src.value.trim()) {
            push_external(&mut written, &address, alt.unwrap_or_default());
        } else {
            let range = self.fragment.place(src.range.clone());
            let mut picture = self.reading.picture(src.value.trim(), range)?;
            alt.unwrap_or_default().clone_into(&mut picture.alt);
            push_picture(&mut written, &picture, &self.reading.resolver.href(&picture.path));
        }
        if alt.is_none() {
            self.reading.problems.push(missing_alt(place));
        }
        for attribute in attributes.iter().filter(|a| matches!(a.name.as_str(), "title" | "lang" | "dir")) {
            push_attribute(&mut written, &attribute.name, &attribute.value);
        }
        Some(written)
    }

    fn removed(&mut self, place: Range<usize>, message: LocalizedText, help: Option<LocalizedText>) {
        let help = help.unwrap_or_else(|| {
            localized!(
                "dùng Markdown, hoặc chỉ những thẻ cấu trúc văn bản (bảng, danh sách, `<details>`, `<abbr>` …) không kèm kiểu dáng",
                "use Markdown, or tags that structure a text (tables, lists, `<details>`, `<abbr>` …) without style"
            )
        });
        self.reading.problems.push(Problem::warning(Code::RemovedHtml, place, message).help(help));
    }
}

/// The name of an element in the page, where a heading may have another level.
fn in_page(name: &str, level: Option<u8>) -> Cow<'_, str> {
    level.map_or(Cow::Borrowed(name), |level| format!("h{level}").into())
}

/// Whether HTML begins a heading of the first level.
pub(in crate::markdown) fn opens_first_level(html: &str) -> bool {
    let opens = |token: &Token<'_>| matches!(&token.kind, TokenKind::Open(name, _) if name == "h1");
    (html.contains("<h1") || html.contains("<H1")) && tokens(html).iter().any(opens)
}

/// The attributes of a picture: address, words, size, and that it may come late.
pub(in crate::markdown) fn push_picture(html: &mut String, picture: &crate::image::Picture, src: &str) {
    push_attribute(html, "src", src);
    push_attribute(html, "alt", &picture.alt);
    push_attribute(html, "width", &picture.width.to_string());
    push_attribute(html, "height", &picture.height.to_string());
    html.push_str(" loading=\"lazy\" decoding=\"async\"");
}

/// The attributes of a picture on another host, of which the size is not known.
pub(in crate::markdown) fn push_external(html: &mut String, address: &str, alt: &str) {
    push_attribute(html, "src", address);
    push_attribute(html, "alt", alt);
    html.push_str(" loading=\"lazy\" decoding=\"async\"");
}

/// A picture of which nothing is said.
pub(in crate::markdown) fn missing_alt(place: Range<usize>) -> Problem {
    let message = localized!("ảnh thiếu lời mô tả", "the picture has no alternative text");
    let help = localized!(
        "viết trong ngoặc vuông điều thấy trong ảnh, cho người không nhìn thấy: `![Bà con thu hoạch quế](anh.jpg)`",
        "say between the brackets what is to be seen, for those who do not see it: `![Villagers harvesting cinnamon](picture.jpg)`"
    );
    Problem::error(Code::MissingAlt, place, message).help(help)
}
