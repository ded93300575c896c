//! Structured data for search engines: schema.org in JSON-LD.
//!
//! In: typed [`Thing`]s. Out: the text of one `<script type="application/ld+json">`. This is a data block, which
//! browsers do not run, so a strict Content-Security-Policy allows it. Unknown values are omitted; everything else is
//! also visible on the page.

mod things;
mod write;

pub use things::*;

use memchr::memchr3;
use serde::Serialize;

/// The whole block.
#[derive(Serialize)]
struct Block<'t> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: &'t [Thing],
}

/// The text of the block. `<`, `>` and `&` are escaped, so that it can be embedded in HTML whatever a title contains.
pub fn text(things: &[Thing]) -> String {
    let block = Block { context: "https://schema.org", graph: things };
    // All types are declared here, of sorts that can be written.
    let json = write::json(&block).unwrap_or_default();
    let mut text = String::with_capacity(json.len());
    let json = String::from_utf8(json).unwrap_or_default();
    let mut rest = json.as_str();
    while let Some(at) = memchr3(b'<', b'>', b'&', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        text.push_str(match rest.as_bytes()[at] {
            b'<' => "\\u003c",
            b'>' => "\\u003e",
            _ => "\\u0026",
        });
        rest = &rest[at + 1..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn what_is_not_known_is_left_out_and_nothing_ends_the_block() {
        let person = Person { name: "</script><b>&".into(), job_title: None };
        let text = text(&[Thing::Person(person)]);
        assert_eq!(
            text,
            r#"{"@context":"https://schema.org","@graph":[{"@type":"Person","name":"\u003c/script\u003e\u003cb\u003e\u0026"}]}"#
        );
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["@graph"][0]["name"], "</script><b>&");
    }

    #[test]
    fn what_says_nothing_is_left_out_and_keys_are_sorted() {
        let list = ItemList { name: "Tin".into(), number_of_items: 0, item_list_element: Vec::new() };
        let nobody = Person { name: String::new(), job_title: None };
        let things = [Thing::Person(nobody), Thing::ItemList(list)];
        assert_eq!(
            text(&things),
            r#"{"@context":"https://schema.org","@graph":[{"@type":"ItemList","name":"Tin","numberOfItems":0}]}"#
        );
        let place = Place {
            id: "x".into(),
            name: "Xã \"Mới\"\n".into(),
            url: String::new(),
            identifier: None,
            contained_in_place: Some(Reference { id: String::new() }),
        };
        assert_eq!(
            text(&[Thing::AdministrativeArea(place)]),
            r#"{"@context":"https://schema.org","@graph":[{"@id":"x","@type":"AdministrativeArea","name":"Xã \"Mới\"\n"}]}"#
        );
    }
}
