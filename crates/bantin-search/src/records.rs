//! Records, which a list of results shows, and the texts from which excerpts are cut.
//!
//! A record is `[url, title, date, lead, sections]`: the lead is the summary and the beginning of the text, and only
//! long pages have sections, each `[number of its document, id, heading]`. Whole texts are
//! fetched for quoted phrases, for the nearness of terms in the best results, and where the lead contains no match.
//! Both are stored in blocks of a few adjacent documents.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::document::{DocumentKind, SearchDocument};
use crate::shards::VERSION;

/// Maximum length of a lead, in characters.
const LEAD: usize = 160;

/// The blocks of records.
pub(crate) struct Records<'d, 's> {
    documents: &'d [&'d SearchDocument<'s>],
    /// The number of documents in a block.
    size: usize,
    /// The number, id and heading of each section of a page, by the URL of the page, in their order on the page.
    sections: BTreeMap<&'d str, Vec<(usize, &'d str, &'d str)>>,
}

impl<'d, 's> Records<'d, 's> {
    pub(crate) fn new(documents: &'d [&'d SearchDocument<'s>], size: usize) -> Self {
        let mut sections: BTreeMap<&str, Vec<(usize, &str, &str)>> = BTreeMap::new();
        for (number, document) in
            documents.iter().enumerate().filter(|(_, one)| one.kind == DocumentKind::Section)
        {
            if let Some((page, id)) = document.url.split_once('#') {
                sections.entry(page).or_default().push((number, id, document.title.as_ref()));
            }
        }
        Self { documents, size, sections }
    }

    /// The block with a number.
    pub(crate) fn block(&self, number: usize) -> Vec<u8> {
        let documents = block(self.documents, self.size, number).iter();
        let rows: Vec<Value> =
            std::iter::once(json!(VERSION)).chain(documents.map(|one| self.record(one))).collect();
        json!(rows).to_string().into_bytes()
    }

    fn record(&self, document: &SearchDocument<'_>) -> Value {
        let mut record = vec![json!(document.url), json!(document.title), json!(document.date)];
        record.push(json!(lead(document.summary.trim(), &document.text)));
        record.extend(self.sections.get(document.url.as_ref()).map(|sections| json!(sections)));
        Value::Array(record)
    }
}

/// The block of texts with a number.
pub(crate) fn texts(documents: &[&SearchDocument<'_>], size: usize, number: usize) -> Vec<u8> {
    let mut file = format!("[{VERSION}").into_bytes();
    for document in block(documents, size, number) {
        file.push(b',');
        // Serialising a `String` to memory cannot fail.
        file.extend(serde_json::to_vec(&text(document)).unwrap_or_default());
    }
    file.push(b']');
    file
}

fn text(document: &SearchDocument<'_>) -> String {
    let names = document.names.iter().map(|name| name.as_ref());
    let head: Vec<&str> = std::iter::once(document.title.as_ref()).chain(names).collect();
    // An empty line separates names from running text.
    format!("{}\n\n{}\n{}", head.join("\n"), document.summary, document.text)
}

/// The documents of a block.
fn block<'d, 's>(
    documents: &'d [&'d SearchDocument<'s>],
    size: usize,
    number: usize,
) -> &'d [&'d SearchDocument<'s>] {
    &documents[number * size..documents.len().min((number + 1) * size)]
}

/// The beginning of the summary, or the summary and the beginning of the text; what is cut ends with `…`.
fn lead(summary: &str, text: &str) -> String {
    let mut lead = String::new();
    push_beginning(&mut lead, summary, LEAD);
    let room = LEAD.saturating_sub(lead.chars().count());
    if room > 60 {
        if !lead.is_empty() && !text.is_empty() {
            lead.push('\n');
        }
        push_beginning(&mut lead, text, room);
    }
    lead
}

fn push_beginning(lead: &mut String, text: &str, room: usize) {
    let part = beginning(text, room);
    lead.push_str(part);
    // Between paragraphs nothing looks cut.
    if part.len() < text.len() && !text[part.len()..].starts_with('\n') {
        lead.push('…');
    }
}

/// The text up to the last space within `room` characters.
fn beginning(text: &str, room: usize) -> &str {
    match text.char_indices().nth(room) {
        None => text,
        Some((end, _)) => &text[..text[..end].rfind([' ', '\n']).unwrap_or(end)],
    }
}

#[cfg(test)]
mod tests {
    use super::{LEAD, lead};

    #[test]
    fn a_lead_says_where_it_was_cut() {
        let long = "dân vận ".repeat(LEAD);
        assert_eq!(lead("Tóm tắt.", "Một đoạn."), "Tóm tắt.\nMột đoạn.");
        let (summary, text) = (lead(&long, "Một đoạn."), lead("Tóm tắt.", &long));
        assert!(summary.ends_with("dân vận…"), "{summary}");
        assert!(text.starts_with("Tóm tắt.\ndân vận") && text.ends_with("vận…"), "{text}");
        let paragraph = "a".repeat(LEAD - 3);
        assert_eq!(lead("", &format!("{paragraph}\nĐoạn sau rất dài, rất dài")), paragraph);
    }
}
