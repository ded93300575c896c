//! Structured data for search engines: schema.org in JSON-LD.
//!
//! In: typed [`Thing`]s. Out: the text of one `<script type="application/ld+json">`. This is a data block, which
//! browsers do not run, so a strict Content-Security-Policy allows it. Unknown values are omitted; everything else is
//! also visible on the page.

mod things;

pub use things::*;

use serde_json::{Map, Value, json};

/// The text of the block. `<`, `>` and `&` are escaped, so that it can be embedded in HTML whatever a title contains.
pub fn text(things: &[Thing]) -> String {
    let graph = things.iter().filter_map(|thing| serde_json::to_value(thing).ok().and_then(known)).collect();
    let whole = json!({ "@context": "https://schema.org", "@graph": Value::Array(graph) });
    whole.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Removes empty values recursively: null, empty strings and arrays, and objects with nothing but a type.
fn known(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::Array(values) => {
            let values: Vec<_> = values.into_iter().filter_map(known).collect();
            (!values.is_empty()).then_some(Value::Array(values))
        }
        Value::Object(map) => {
            let map: Map<_, _> =
                map.into_iter().filter_map(|(key, value)| Some((key, known(value)?))).collect();
            map.keys().any(|key| key != "@type").then_some(Value::Object(map))
        }
        value => Some(value),
    }
}

#[cfg(test)]
mod tests {
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
    fn an_empty_list_says_nothing() {
        let list = ItemList { name: "Tin".into(), number_of_items: 0, item_list_element: Vec::new() };
        assert_eq!(
            known(serde_json::to_value(list).unwrap()).unwrap(),
            json!({ "name": "Tin", "numberOfItems": 0 })
        );
        assert_eq!(known(json!({ "@type": "Place", "name": null })), None);
    }
}
