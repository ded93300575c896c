//! XML of office files as a tree, within a depth.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::diagnostic::localized;
use crate::import::sheet::Refusal;

/// Deeper nesting is no text that people wrote.
const DEEPEST: usize = 200;
/// In bytes; a tree takes a multiple of it.
const LARGEST: usize = 32 << 20;

/// An element; names have no prefix.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Child>,
}

#[derive(Debug)]
pub(super) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children
            .iter()
            .filter_map(|child| if let Child::Element(element) = child { Some(element) } else { None })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element of a name at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.elements()
            .find_map(|element| if element.name == name { Some(element) } else { element.find(name) })
    }

    /// All texts at any depth.
    pub(super) fn text(&self) -> String {
        let of = |child: &Child| match child {
            Child::Text(text) => text.clone(),
            Child::Element(element) => element.text(),
        };
        self.children.iter().map(of).collect()
    }
}

/// Reads a part. Entities that the part declares itself are not resolved.
pub(super) fn parse(xml: &[u8]) -> Result<Element, Refusal> {
    if xml.len() > LARGEST {
        let most = LARGEST >> 20;
        return Err(Refusal::too_large(&localized!(
            "phần chữ hơn {most} MiB",
            "more than {most} MiB of text"
        )));
    }
    let mut reader = Reader::from_reader(xml);
    let (mut open, mut buffer) = (vec![Element::default()], Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(Refusal::damaged)? {
            Event::Start(tag) => {
                if open.len() > DEEPEST {
                    return Err(Refusal::damaged("XML"));
                }
                open.push(element(&tag));
            }
            Event::Empty(tag) => push(&mut open, Child::Element(element(&tag))),
            Event::End(_) => {
                if let Some(closed) = open.pop() {
                    push(&mut open, Child::Element(closed));
                }
            }
            Event::Text(text) => push(&mut open, Child::Text(text.xml10_content().into_owned())),
            Event::CData(text) => push(&mut open, Child::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(entity) => {
                let entity = format!("&{};", entity.xml10_content());
                let text = quick_xml::escape::unescape(&entity).unwrap_or_default().into_owned();
                push(&mut open, Child::Text(text));
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(open.swap_remove(0))
}

fn push(open: &mut [Element], child: Child) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(child);
    }
}

fn element(tag: &BytesStart<'_>) -> Element {
    let attributes = tag.attributes().flatten().map(|one| {
        let value = quick_xml::escape::unescape(&one.value)
            .map_or_else(|_| one.value.to_string(), std::borrow::Cow::into_owned);
        (one.key.local_name().as_ref().to_owned(), value)
    });
    Element {
        name: tag.local_name().as_ref().to_owned(),
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}
