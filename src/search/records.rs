//! What a list of results shows, and the texts that excerpts are cut from.
//!
//! A record is `[url, title, date, lead]`: the lead is the summary and the beginning of the text, enough for most
//! excerpts. Whole texts are fetched for quoted phrases and where no match stands in the lead. Both are written in
//! files of a few neighbouring documents, so that ten results cost little more than ten records.

use rayon::prelude::*;
use serde_json::{Value, json};

use super::document::SearchDocument;
use super::shards::VERSION;

/// Documents whose records share a file.
pub(super) const RECORDS: usize = 2;
/// Documents whose texts share a file.
pub(super) const TEXTS: usize = 8;
/// Letters of a lead.
const LEAD: usize = 320;

/// The files of records, by number.
pub(super) fn records(documents: &[&SearchDocument<'_>]) -> Vec<Vec<u8>> {
    files(documents, RECORDS, |document| json!([document.url, document.title, document.date, lead(document)]))
}

/// The files of texts, by number.
pub(super) fn texts(documents: &[&SearchDocument<'_>]) -> Vec<Vec<u8>> {
    files(documents, TEXTS, |document| {
        let mut text = document.title.clone().into_owned();
        let names = document.names.iter().map(|name| name.as_ref());
        for part in names.chain([document.summary.as_ref(), document.text.as_ref()]) {
            text.push('\n');
            text.push_str(part);
        }
        Value::String(text)
    })
}

fn files(
    documents: &[&SearchDocument<'_>],
    size: usize,
    one: impl Fn(&SearchDocument<'_>) -> Value + Sync,
) -> Vec<Vec<u8>> {
    let file = |chunk: &[&SearchDocument<'_>]| {
        let rows = std::iter::once(json!(VERSION)).chain(chunk.iter().map(|document| one(document)));
        rows.collect::<Value>().to_string().into_bytes()
    };
    documents.par_chunks(size).map(file).collect()
}

/// The summary and the beginning of the text.
fn lead(document: &SearchDocument<'_>) -> String {
    let mut lead: String = document.summary.trim().to_owned();
    let room = LEAD.saturating_sub(lead.chars().count());
    if room > 60 {
        let more = beginning(&document.text, room);
        if !lead.is_empty() && !more.is_empty() {
            lead.push('\n');
        }
        lead.push_str(more);
    }
    lead
}

/// The text up to the last space within `room` letters.
fn beginning(text: &str, room: usize) -> &str {
    match text.char_indices().nth(room) {
        None => text,
        Some((end, _)) => &text[..text[..end].rfind([' ', '\n']).unwrap_or(end)],
    }
}
