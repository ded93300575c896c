//! Decodes a file of the output into its text for people, quoted text, and text for programs.
//!
//! Inline elements do not separate text: `<b>0900</b> 000 <i>111</i>` is one number; `<td>0900</td> <td>000</td>` is
//! two. Escaped HTML in feeds is decoded as HTML once more.

use std::borrow::Cow;

use memchr::{memchr, memmem};
use percent_encoding::percent_decode;

use crate::html::{PartKind, Scanner, decode_bytes, decode_parts, decode_text_parts, is_inline};
use crate::image::base64;
use crate::privacy::escapes::json;
use crate::privacy::normalized_text::NormalizedText;
use crate::privacy::personal_data::{self, PersonalData};
use crate::privacy::{metadata, office, pdf, raw, tags};

/// Elements other than inline ones whose tags do not separate text.
const JOINING: [&[u8]; 5] = [b"font", b"img", b"tspan", b"var", b"wbr"];
/// Attributes with text for people.
const WORDS: [&[u8]; 7] = [b"alt", b"title", b"content", b"aria-label", b"placeholder", b"value", b"label"];
/// Attributes without any text of a record: class names, and the geometry of drawings.
const STYLE: [&[u8]; 16] = [
    b"class",
    b"d",
    b"points",
    b"viewBox",
    b"transform",
    b"x",
    b"y",
    b"x1",
    b"x2",
    b"y1",
    b"y2",
    b"width",
    b"height",
    b"rel",
    b"type",
    b"sizes",
];

/// Endings of files that are no texts.
const BINARY: [&str; 27] = [
    "jpg", "jpeg", "png", "webp", "gif", "avif", "ico", "bin", "pdf", "docx", "xlsx", "pptx", "odt", "ods",
    "odp", "zip", "epub", "doc", "xls", "ppt", "rtf", "rar", "7z", "woff", "woff2", "ttf", "otf",
];

/// How files begin that Word writes under new endings: those of old programs, encrypted ones, and rich text.
const OLD_OFFICE: [&[u8]; 2] = [&[0xD0, 0xCF, 0x11, 0xE0], b"{\\rtf"];

/// The ending of a name, in small letters.
fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

/// The letters of a file, by their audience.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Visible text.
    text: NormalizedText,
    /// Alternative texts and other attributes for people, and comments.
    quoted: NormalizedText,
    /// Text only for programs.
    hidden: NormalizedText,
    mails: Vec<PersonalData>,
    /// Whether the file is for programs, so that its text is data.
    is_data: bool,
    /// Whether it is a photograph with the coordinates of its place.
    pub(super) has_place: bool,
    /// Whether a part of it could not be read.
    pub(super) is_unread: bool,
}

/// How deep files in files are opened.
const DEPTH: usize = 3;

impl Reading {
    /// Decodes a file according to its extension. The name itself is not included.
    pub(super) fn of(path: &str, bytes: &[u8]) -> Self {
        Self::within(path, bytes, DEPTH, &mut { office::ALL })
    }

    /// The same for a file that may be part of another one; `room` is what may still be unpacked.
    fn within(path: &str, bytes: &[u8], depth: usize, room: &mut usize) -> Self {
        let mut reading = Self { text: NormalizedText::with_capacity(bytes.len() / 2), ..Self::default() };
        let ending = ending(path);
        if tags::ENDINGS.contains(&&*ending) {
            return reading;
        }
        let is_text = !BINARY.contains(&&*ending);
        let bytes = &*if is_text { raw::text(bytes) } else { Cow::Borrowed(bytes) };
        match &*ending {
            "html" | "htm" => {
                reading.piece(bytes, 0, |_| false);
            }
            "xml" | "svg" | "atom" | "rss" => {
                personal_data::mails(bytes, &mut reading.mails);
                reading.entities(bytes);
                reading.markup(bytes, true);
            }
            "json" | "webmanifest" | "jsonl" | "geojson" => {
                reading.is_data = true;
                json(bytes, &mut reading.text);
                personal_data::mails(bytes, &mut reading.mails);
            }
            "csv" => {
                // A line is a record: what ends one is not continued in the next.
                for line in bytes.split(|byte| *byte == b'\n') {
                    reading.text.push(line);
                    reading.text.end();
                }
                personal_data::mails(bytes, &mut reading.mails);
            }
            "txt" | "md" | "vtt" | "srt" => {
                reading.text.push(bytes);
                personal_data::mails(bytes, &mut reading.mails);
            }
            "jpg" | "jpeg" | "png" | "webp" | "gif" | "avif" => reading.photograph(bytes),
            "ico" => reading.icon(bytes),
            // Files of the search: lists, which have no letters, and deflated texts. What looks like personal data
            // stands on the page too, or in a document that people open separately.
            "bin" => {
                for text in bantin_search::packed_texts(bytes) {
                    json(&text, &mut reading.hidden);
                    reading.hidden.end();
                }
            }
            "pdf" => reading.unseen(pdf::texts(bytes)),
            "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "zip" | "epub" => {
                reading.archive(bytes, depth, room);
            }
            "doc" | "xls" | "ppt" => reading.unknown(bytes),
            "rtf" => reading.unseen(vec![raw::rich_text(bytes)]),
            "rar" | "7z" => reading.is_unread = true,
            "woff" | "woff2" | "ttf" | "otf" | "gz" | "br" => {}
            _ => json(bytes, &mut reading.hidden),
        }
        reading
    }

    /// Adds the text of a file that its bytes do not show.
    pub(super) fn and(mut self, unpacked: Option<&str>) -> Self {
        self.unseen(unpacked.map(|text| text.as_bytes().to_vec()).into_iter().collect());
        self
    }

    /// Decodes a page from `start` to the first later tag at a position for which `ends` returns true, or to the end of
    /// the page. Returns the position reached.
    pub(super) fn piece(&mut self, page: &[u8], start: usize, ends: impl Fn(usize) -> bool) -> usize {
        let end = self.markup_from(page, start, false, ends);
        personal_data::mails(&page[start..end], &mut self.mails);
        end
    }

    /// Removes everything; the memory is kept.
    pub(super) fn clear(&mut self) {
        for letters in [&mut self.text, &mut self.quoted, &mut self.hidden] {
            letters.clear();
        }
        self.mails.clear();
        (self.has_place, self.is_unread) = (false, false);
    }

    /// Decodes only the name of a file.
    pub(super) fn name(path: &str) -> Self {
        let mut reading = Self::default();
        reading.hidden.push(path.as_bytes());
        reading.hidden.end();
        reading
    }

    /// All letters, each with whether people read them.
    pub(super) fn all(&self) -> [(&NormalizedText, bool); 3] {
        [(&self.text, !self.is_data), (&self.quoted, !self.is_data), (&self.hidden, false)]
    }

    /// Personal data visible to people.
    pub(super) fn data(&self) -> Vec<PersonalData> {
        let mut data = self.mails.clone();
        personal_data::numbers(&self.text, &mut data);
        personal_data::numbers(&self.quoted, &mut data);
        data.sort();
        data.dedup();
        data
    }

    fn photograph(&mut self, bytes: &[u8]) {
        let told = metadata::of(bytes);
        self.has_place = told.has_place;
        for text in told.texts {
            self.quoted.push(&text);
            self.quoted.end();
            personal_data::mails(&text, &mut self.mails);
        }
    }

    /// Texts of a file that people open separately. Offices print their telephone numbers on every document, so
    /// personal data is not searched for there; private values are.
    fn unseen(&mut self, texts: Vec<Vec<u8>>) {
        for text in texts {
            self.hidden.push(&text);
            self.hidden.end();
        }
    }

    /// A file of which the form is not known: its runs of letters.
    fn unknown(&mut self, bytes: &[u8]) {
        self.is_unread = true;
        self.unseen(raw::runs(bytes));
    }

    /// The pictures in an icon.
    fn icon(&mut self, bytes: &[u8]) {
        for at in memmem::find_iter(bytes, b"\x89PNG\r\n\x1a\n") {
            self.photograph(&bytes[at..]);
        }
    }

    /// An archive or a document: its parts, and the files in it.
    fn archive(&mut self, bytes: &[u8], depth: usize, room: &mut usize) {
        if OLD_OFFICE.iter().any(|mark| bytes.starts_with(mark)) {
            return if bytes.starts_with(b"{\\rtf") {
                self.unseen(vec![raw::rich_text(bytes)]);
            } else {
                self.unknown(bytes);
            };
        }
        let unpacked = office::unpack(bytes, room);
        self.is_unread |= !unpacked.is_whole;
        for (name, part) in unpacked.parts {
            self.unseen(vec![name.as_bytes().to_vec()]);
            let ending = ending(&name);
            match &*ending {
                "xml" | "rels" | "vml" => self.part(&raw::text(&part)),
                // Settings of printers, fonts and old drawings, and objects of old programs.
                "bin" | "emf" | "wmf" | "odttf" | "fntdata" | "dat" => self.unseen(raw::runs(&part)),
                _ if tags::ENDINGS.contains(&&*ending) => self.unseen(raw::runs(&part)),
                _ if depth == 0 => self.is_unread = true,
                _ => {
                    let inner = Self::within(&name, &part, depth - 1, room);
                    self.is_unread |= inner.is_unread;
                    for letters in [&inner.text, &inner.quoted, &inner.hidden] {
                        self.hidden.append(letters);
                    }
                }
            }
        }
    }

    /// The values of entities that a document declares: `<!ENTITY a "…">`. Wherever they are used they stand in its text.
    fn entities(&mut self, xml: &[u8]) {
        for at in memmem::find_iter(xml, b"<!ENTITY") {
            let rest = &xml[at..];
            let declared = &rest[..memchr(b'>', rest).unwrap_or(rest.len())];
            let quoted = declared.split(|byte| matches!(byte, b'"' | b'\'')).skip(1).step_by(2);
            quoted.for_each(|value| decode_text_parts(value, |part| self.hidden.push(part)));
        }
        self.hidden.end();
    }

    /// An XML part of a document. Programs split words into runs, so only paragraphs and cells separate text.
    fn part(&mut self, xml: &[u8]) {
        let (mut scanner, mut attributes) = (Scanner::with_sections(xml), NormalizedText::default());
        while let Some(part) = scanner.part() {
            let inside = &xml[part.inside];
            if part.kind == PartKind::Open {
                while let Some(attribute) = scanner.attribute() {
                    let value = attribute.value.map_or(&[][..], |value| &xml[value]);
                    decode_parts(value, |part| attributes.push(part));
                    attributes.end();
                }
            }
            match part.kind {
                PartKind::Text => decode_text_parts(inside, |text| self.hidden.push(text)),
                PartKind::Section => self.hidden.push(inside),
                PartKind::Comment | PartKind::Declaration => self.hidden.end(),
                PartKind::Open | PartKind::Close => match inside {
                    b"w:tab" | b"w:br" | b"a:br" | b"text:s" | b"text:tab" | b"text:line-break" => {
                        self.hidden.gap()
                    }
                    b"w:r" | b"w:t" | b"w:rPr" | b"w:proofErr" | b"a:r" | b"a:t" | b"a:rPr" | b"r" | b"t"
                    | b"rPr" | b"text:span" => {}
                    name if name.starts_with(b"w:") && !matches!(name, b"w:p" | b"w:tc") => {}
                    _ => self.hidden.end(),
                },
            }
        }
        self.hidden.append(&attributes);
    }

    fn markup(&mut self, bytes: &[u8], is_xml: bool) {
        self.markup_from(bytes, 0, is_xml, |_| false);
    }

    fn markup_from(
        &mut self,
        bytes: &[u8],
        start: usize,
        is_xml: bool,
        ends: impl Fn(usize) -> bool,
    ) -> usize {
        let mut scanner = Scanner::with_sections(bytes);
        scanner.skip_to(start);
        while let Some(part) = scanner.part() {
            // Before the name stands `<`.
            if part.kind == PartKind::Open && part.inside.start > start + 1 && ends(part.inside.start - 1) {
                return part.inside.start - 1;
            }
            let inside = &bytes[part.inside];
            match part.kind {
                PartKind::Text => self.words(inside, is_xml),
                PartKind::Comment => {
                    self.quoted.push(inside);
                    self.quoted.end();
                }
                PartKind::Section => self.markup(inside, false),
                PartKind::Declaration => {
                    self.text.end();
                    self.hidden.push(inside);
                    self.hidden.end();
                }
                PartKind::Open | PartKind::Close => {
                    self.separate(inside);
                    while let Some(attribute) = scanner.attribute() {
                        let value = attribute.value.map_or(&[][..], |value| &bytes[value]);
                        self.attribute(&bytes[attribute.name], value);
                    }
                    if part.kind == PartKind::Open && !is_xml && matches!(inside, b"script" | b"style") {
                        let from = scanner.range().end;
                        let code = &bytes[from..];
                        let code = &code[..memmem::find(code, b"</").unwrap_or(code.len())];
                        json(code, &mut self.hidden);
                        self.hidden.end();
                        scanner.skip_to(from + code.len());
                    }
                }
            }
        }
        bytes.len()
    }

    /// Text between tags.
    fn words(&mut self, text: &[u8], is_xml: bool) {
        if is_xml && memmem::find(text, b"&lt;").is_some() {
            self.markup(&decode_bytes(text), false);
        } else {
            decode_text_parts(text, |part| self.text.push(part));
        }
    }

    /// Separates the text before and after a tag, unless the element is inline.
    fn separate(&mut self, name: &[u8]) {
        if name == b"br" {
            self.text.gap();
        } else if !is_inline(name) && !JOINING.contains(&name) {
            self.text.end();
        }
    }

    /// A picture in a data URL (`data:image/jpeg;base64,…`): its metadata is read. Returns the rest of the URL.
    fn embedded<'v>(&mut self, address: &'v [u8]) -> &'v [u8] {
        const CODED: &[u8] = b";base64,";
        let Some(at) = memmem::find(address, CODED).filter(|_| address.starts_with(b"data:image/")) else {
            return address;
        };
        let (kind, coded) = address.split_at(at);
        let Some(bytes) = base64::decode(&coded[CODED.len()..]) else { return address };
        if kind.starts_with(b"data:image/svg") {
            self.markup(&bytes, true);
        } else {
            self.photograph(&bytes);
        }
        kind
    }

    fn attribute(&mut self, name: &[u8], value: &[u8]) {
        if value.is_empty() || STYLE.contains(&name) {
            return;
        }
        if name.eq_ignore_ascii_case(b"dir") && value.eq_ignore_ascii_case(b"rtl") {
            self.text.turn();
        }
        let value = if value.starts_with(b"data:") { self.embedded(value) } else { value };
        let call = if name.ends_with(b"href") { number_called(value) } else { None };
        let to = if WORDS.contains(&name) || call.is_some() { &mut self.quoted } else { &mut self.hidden };
        // `zalo.me/84900000111` has the country code without `+`.
        if call.is_some_and(|number| number.starts_with(b"84")) {
            to.push(b"+");
        }
        let value = call.unwrap_or(value);
        if memchr(b'%', value).is_some() {
            to.push(&Cow::from(percent_decode(value)));
        } else {
            decode_parts(value, |part| to.push(part));
        }
        to.end();
    }
}

/// The number in a link that calls or writes to it.
fn number_called(address: &[u8]) -> Option<&[u8]> {
    const CALLS: [&[u8]; 3] = [b"tel:", b"sms:", b"viber://chat?number="];
    const HOSTS: [&[u8]; 3] = [b"zalo.me/", b"wa.me/", b"www.zalo.me/"];
    if let Some(number) = CALLS.iter().find_map(|call| address.strip_prefix(*call)) {
        return Some(number);
    }
    let host = address.strip_prefix(b"https://").or_else(|| address.strip_prefix(b"http://"))?;
    HOSTS.iter().find_map(|known| host.strip_prefix(*known))
}
