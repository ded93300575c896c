//! Feeds in Atom (RFC 4287) and JSON Feed format.
//!
//! In: titles, URLs and the rendered HTML of a list of pages. Out: the text of the feed. Its dates are those of the
//! content, not of the build, so that the same content gives the same bytes.

mod absolute;
mod json;

pub use json::json;

use std::io;

use jiff::Zoned;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use bantin_text::language::Language;

/// The content of a feed. All URLs are absolute.
#[derive(Debug, Clone)]
pub struct FeedInput<'a> {
    pub title: &'a str,
    pub subtitle: Option<&'a str>,
    /// The URL of the feed itself.
    pub url: String,
    /// The URL of the page with the same list; also the permanent id of the feed.
    pub page: String,
    /// The publisher, used for entries without an author.
    pub author: &'a str,
    /// The language of the titles.
    pub language: Language,
    /// Newest first.
    pub entries: Vec<FeedEntry<'a>>,
}

/// A page in a feed.
#[derive(Debug, Clone)]
pub struct FeedEntry<'a> {
    pub title: &'a str,
    pub url: String,
    /// A permanent IRI, which stays the same if the URL changes.
    pub id: String,
    pub published: &'a Zoned,
    pub updated: &'a Zoned,
    pub summary: Option<&'a str>,
    /// The full text as safe HTML; URLs may be relative to `url`.
    pub html: &'a str,
    pub authors: Vec<&'a str>,
    /// Names of categories and tags.
    pub categories: Vec<&'a str>,
    pub language: Language,
}

/// The feed as Atom XML.
pub fn atom(feed: &FeedInput<'_>) -> String {
    let mut xml = Xml(Writer::new_with_indent(Vec::new(), b' ', 2));
    xml.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    let language = ("xml:lang", feed.language.code());
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), language]);
    xml.text("id", &[], &feed.page);
    xml.text("title", &[], feed.title);
    if let Some(subtitle) = feed.subtitle {
        xml.text("subtitle", &[], subtitle);
    }
    xml.text("updated", &[], &updated(feed));
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &feed.url)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.page)]);
    xml.author(feed.author);
    for entry in &feed.entries {
        xml.entry(entry);
    }
    xml.close("feed");
    xml.finish()
}

/// The latest change of any entry. Atom requires a date even in an empty feed.
fn updated(feed: &FeedInput<'_>) -> String {
    let latest = feed.entries.iter().map(|entry| entry.updated).max();
    latest.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), moment)
}

/// A time with its UTC offset: `2023-08-25T09:22:00+07:00`.
fn moment(moment: &Zoned) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Writes elements to memory, which cannot fail.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn entry(&mut self, entry: &FeedEntry<'_>) {
        self.open("entry", &[("xml:lang", entry.language.code())]);
        self.text("id", &[], &entry.id);
        self.text("title", &[], entry.title);
        self.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
        self.text("published", &[], &moment(entry.published));
        self.text("updated", &[], &moment(entry.updated));
        for author in &entry.authors {
            self.author(author);
        }
        for category in &entry.categories {
            self.empty("category", &[("term", category)]);
        }
        if let Some(summary) = entry.summary {
            self.text("summary", &[], summary);
        }
        self.text("content", &[("type", "html")], &absolute::urls(entry.html, &entry.url));
        self.close("entry");
    }

    fn author(&mut self, name: &str) {
        self.open("author", &[]);
        self.text("name", &[], name);
        self.close("author");
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(start(name, attributes)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }

    fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn event(&mut self, event: Event<'_>) {
        let written: io::Result<()> = self.0.write_event(event);
        debug_assert!(written.is_ok(), "memory takes every byte");
    }

    fn finish(self) -> String {
        let mut text = String::from_utf8(self.0.into_inner()).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, allowed(value).as_str()));
    }
    start
}

/// The text without characters that are not allowed in XML 1.0 (section 2.2).
fn allowed(text: &str) -> String {
    let fits = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(fits).collect()
}

#[cfg(test)]
mod tests;
