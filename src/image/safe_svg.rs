//! Makes drawings passive: an SVG is a document that may run scripts, load files and show forms, on the address of the
//! portal where it is opened.
//!
//! In: the bytes of an SVG. Out: the same drawing with nothing but the elements and attributes of `names`, written anew
//! from what a parser read, and what was taken out. References stay inside the file; pictures may be embedded. Of
//! entities, only those of XML itself are read. What drawing programs note for themselves goes without a word.

mod names;

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use crate::image::safe_svg::names::{ATTRIBUTES, ELEMENTS, NOTES};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// The structure of the file is invalid, so that what it carries cannot be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the parts of the picture do not fit together")]
pub struct Damaged;

/// A drawing that does nothing.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct SafeDrawing {
    pub text: String,
    /// What was taken out, as it is told: `<script>`, `onload`.
    pub removed: BTreeSet<String>,
}

/// Makes a drawing safe. Errors: it is no well-formed XML in UTF-8 whose root is `svg`.
pub fn safe_drawing(bytes: &[u8]) -> Result<SafeDrawing, Damaged> {
    let text = std::str::from_utf8(bytes).map_err(|_| Damaged)?;
    let text = text.trim_start_matches('\u{feff}');
    let mut writer = Writer { uses_xlink: text.contains("xlink:"), ..Writer::default() };
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|_| Damaged)? {
            Event::Eof if writer.depth == 0 && writer.has_root => return Ok(writer.drawing),
            Event::Eof => return Err(Damaged),
            event => writer.event(&event)?,
        }
    }
}

#[derive(Default)]
struct Writer {
    drawing: SafeDrawing,
    uses_xlink: bool,
    has_root: bool,
    depth: usize,
    /// The depth of the element that is left out with everything in it.
    hidden_from: Option<usize>,
    /// The elements of which only the tags are left out, by depth.
    unwrapped: Vec<usize>,
    /// The text of a style sheet, which is judged as a whole.
    style: Option<String>,
}

/// What becomes of an element.
enum Fate {
    Kept,
    /// Its content stays.
    Unwrapped,
    Hidden,
}

impl Writer {
    fn event(&mut self, event: &Event<'_>) -> Result<(), Damaged> {
        match event {
            Event::Start(tag) => self.open(tag, false)?,
            Event::Empty(tag) => self.open(tag, true)?,
            Event::End(tag) => self.close(local(tag.name().as_ref())),
            Event::Text(text) => self.text(text),
            // The sections of a style sheet are written as text.
            Event::CData(text) => self.text(&escape(&**text)),
            Event::GeneralRef(entity) => self.entity(entity),
            Event::Decl(decl) => {
                let encoding = decl.encoding().and_then(Result::ok);
                if encoding.is_some_and(|name| !name.eq_ignore_ascii_case("utf-8")) {
                    return Err(Damaged);
                }
                self.drawing.text.push_str(&format!("<?{}?>", &**decl));
            }
            Event::DocType(_) | Event::Comment(_) | Event::Eof => {}
            Event::PI(instruction) => self.told(format!("<?{}?>", instruction.target())),
        }
        Ok(())
    }

    fn told(&mut self, what: String) {
        self.drawing.removed.insert(what);
    }

    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> Result<(), Damaged> {
        let qualified = tag.name().as_ref().to_owned();
        let name = local(&qualified);
        if self.depth == 0 {
            if self.has_root || name != "svg" {
                return Err(Damaged);
            }
            self.has_root = true;
        }
        self.depth += 1;
        if self.hidden_from.is_none() {
            match self.fate(&qualified, name) {
                Fate::Kept => self.open_kept(tag, name, is_empty)?,
                Fate::Unwrapped => self.unwrapped.push(self.depth),
                Fate::Hidden => self.hidden_from = Some(self.depth),
            }
        }
        if is_empty {
            self.leave();
        }
        Ok(())
    }

    fn fate(&mut self, qualified: &str, name: &str) -> Fate {
        let prefix = qualified.split_once(':').map(|(prefix, _)| prefix);
        if prefix.is_none_or(|prefix| prefix == "svg") && ELEMENTS.binary_search(&name).is_ok() {
            return Fate::Kept;
        }
        if prefix.is_some_and(|prefix| NOTES.contains(&prefix)) || name == "metadata" {
            return Fate::Hidden;
        }
        self.told(format!("<{qualified}>"));
        if name == "a" { Fate::Unwrapped } else { Fate::Hidden }
    }

    fn open_kept(&mut self, tag: &BytesStart<'_>, name: &str, is_empty: bool) -> Result<(), Damaged> {
        let mut kept = String::new();
        let mut animated = None;
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| Damaged)?;
            if attribute.key.as_ref() == "attributeName" {
                animated = Some(attribute.value.clone().into_owned());
            }
            if let Some(value) = self.kept_value(&attribute) {
                let key = attribute.key.as_ref();
                kept.push_str(&format!(" {key}=\"{}\"", escape(&*value)));
            }
        }
        // An animation could set what is not allowed to stand there.
        if animated.is_some_and(|of| ATTRIBUTES.binary_search(&&*of).is_err() || of.contains("href")) {
            self.told(format!("<{name}>"));
            if !is_empty {
                self.hidden_from = Some(self.depth);
            }
            return Ok(());
        }
        let text = &mut self.drawing.text;
        text.push_str(&format!("<{name}"));
        if self.depth == 1 {
            text.push_str(&format!(" xmlns=\"{SVG}\""));
            if self.uses_xlink {
                text.push_str(&format!(" xmlns:xlink=\"{XLINK}\""));
            }
        }
        text.push_str(&kept);
        text.push_str(if is_empty { "/>" } else { ">" });
        if name == "style" && !is_empty {
            self.style = Some(String::new());
        }
        Ok(())
    }

    /// The value of an attribute that stays.
    fn kept_value(&mut self, attribute: &Attribute<'_>) -> Option<String> {
        let key = attribute.key.as_ref();
        if key == "xmlns" || key.starts_with("xmlns:") {
            return None;
        }
        let is_known = ATTRIBUTES.binary_search(&key).is_ok() || key.starts_with("aria-");
        if !is_known {
            let prefix = key.split_once(':').map(|(prefix, _)| prefix);
            if !prefix.is_some_and(|prefix| NOTES.contains(&prefix)) {
                self.told(key.to_owned());
            }
            return None;
        }
        let value = unescape(&attribute.value).ok().map(std::borrow::Cow::into_owned);
        let is_safe = |value: &String| match key {
            "href" | "xlink:href" => is_inside(value),
            _ => is_safe_style(value),
        };
        let kept = value.filter(is_safe);
        if kept.is_none() {
            let value: String = attribute.value.chars().take(40).collect();
            self.told(format!("{key}=\"{value}\""));
        }
        kept
    }

    fn close(&mut self, name: &str) {
        let is_kept = self.hidden_from.is_none() && self.unwrapped.last() != Some(&self.depth);
        if is_kept {
            self.finish_style();
            self.drawing.text.push_str(&format!("</{name}>"));
        }
        self.leave();
    }

    fn leave(&mut self) {
        if self.hidden_from == Some(self.depth) {
            self.hidden_from = None;
        }
        if self.unwrapped.last() == Some(&self.depth) {
            self.unwrapped.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn finish_style(&mut self) {
        let Some(style) = self.style.take() else { return };
        match unescape(&style) {
            Ok(plain) if is_safe_style(&plain) => self.drawing.text.push_str(&style),
            _ => self.told("<style>".to_owned()),
        }
    }

    /// Text, escaped as it stands in the file.
    fn text(&mut self, escaped: &str) {
        if self.hidden_from.is_some() {
            return;
        }
        match &mut self.style {
            Some(style) => style.push_str(escaped),
            // Outside the root there is nothing but space.
            None if self.depth > 0 || escaped.trim().is_empty() => self.drawing.text.push_str(escaped),
            None => {}
        }
    }

    fn entity(&mut self, name: &str) {
        let reference = format!("&{name};");
        match unescape(&reference).is_ok() {
            true => self.text(&reference),
            false => self.told(reference),
        }
    }
}

/// The name without its prefix.
fn local(qualified: &str) -> &str {
    qualified.rsplit(':').next().unwrap_or(qualified)
}

/// Whether an address leads to a part of the same drawing or is a picture that stands in it.
fn is_inside(address: &str) -> bool {
    let address = address.trim();
    let picture = address.strip_prefix("data:image/").and_then(|rest| rest.split_once(";base64,"));
    address.starts_with('#')
        || picture
            .is_some_and(|(kind, _)| ["png", "jpeg", "jpg", "gif", "webp", "avif", "svg+xml"].contains(&kind))
}

/// Whether a style, or the value of an attribute, refers to nothing outside. A backslash could write any of the words
/// otherwise.
fn is_safe_style(style: &str) -> bool {
    let lower: String = style.to_ascii_lowercase().split_whitespace().collect();
    let words = [
        "@import",
        "@namespace",
        "expression(",
        "javascript:",
        "vbscript:",
        "image-set(",
        "src(",
        "-moz-binding",
    ];
    let is_own = |after: &str| after.trim_start_matches(['"', '\'']).starts_with('#');
    !words.iter().any(|word| lower.contains(word))
        && lower.split("url(").skip(1).all(is_own)
        && !(lower.contains('\\') || lower.contains("/*") && lower.contains("url"))
}

#[cfg(test)]
mod tests;
