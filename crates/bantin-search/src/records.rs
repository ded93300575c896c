//! Records, which a list of results shows, and the texts from which excerpts are cut.
//!
//! A record is `[url, title, date, lead]`: the lead is the summary and the beginning of the text, enough for most
//! excerpts. Whole texts are fetched for quoted phrases and if the lead contains no match. Both are stored in files
//! of a few adjacent documents. The records of the first documents of the longest lists are stored a second time in
//! files of *answers*: most of the ten results of a query are found in one or two of them.

use rayon::prelude::*;
use serde_json::json;

use crate::document::SearchDocument;
use crate::lists::PostingList;
use crate::shards::VERSION;

/// Number of documents per file of records.
pub(crate) const RECORDS: usize = 4;
/// Number of documents per file of texts.
pub(crate) const TEXTS: usize = 4;
/// Maximum length of a lead, in characters.
const LEAD: usize = 160;

/// The record of each document, as JSON.
pub(crate) fn records(documents: &[&SearchDocument<'_>]) -> Vec<String> {
    let record = |document: &&SearchDocument<'_>| {
        json!([document.url, document.title, document.date, lead(document)]).to_string()
    };
    documents.par_iter().map(record).collect()
}

/// Receives the number and content of a file.
type Numbered<'t> = &'t (dyn Fn(usize, Vec<u8>) + Sync);

pub(crate) fn record_files(records: &[String], take: Numbered<'_>) {
    records.par_chunks(RECORDS).enumerate().for_each(|(number, chunk)| take(number, rows(chunk)));
}

/// The minimum number of documents of a list with answers, chosen so that at most `most` lists have them.
pub(crate) fn shortest_answered(entries: &[PostingList], most: usize) -> u32 {
    let mut counts: Vec<u32> =
        entries.iter().filter(|entry| !entry.first.is_empty()).map(|entry| entry.documents).collect();
    counts.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
    counts.get(most).map_or(0, |count| count + 1)
}

/// A file of answers: the numbers of the first documents of a list, then their records.
pub(crate) fn answer(first: &[u32], records: &[String]) -> Vec<u8> {
    let numbers = json!(first).to_string();
    rows(std::iter::once(&numbers).chain(first.iter().map(|document| &records[*document as usize])))
}

pub(crate) fn texts(documents: &[&SearchDocument<'_>], take: Numbered<'_>) {
    let text = |document: &&SearchDocument<'_>| {
        let names = document.names.iter().map(|name| name.as_ref());
        let head: Vec<&str> = std::iter::once(document.title.as_ref()).chain(names).collect();
        // An empty line separates names from running text.
        format!("{}\n\n{}\n{}", head.join("\n"), document.summary, document.text)
    };
    documents.par_chunks(TEXTS).enumerate().for_each(|(number, chunk)| {
        let mut file = format!("[{VERSION}").into_bytes();
        for document in chunk {
            file.push(b',');
            // Serialising a `String` to memory cannot fail.
            file.extend(serde_json::to_vec(&text(document)).unwrap_or_default());
        }
        file.push(b']');
        take(number, file);
    });
}

/// A JSON array of the version and the rows, each of them JSON already.
fn rows<'r>(rows: impl IntoIterator<Item = &'r String>) -> Vec<u8> {
    let mut file = format!("[{VERSION}");
    for row in rows {
        file.push(',');
        file.push_str(row);
    }
    file.push(']');
    file.into_bytes()
}

/// The beginning of the summary, or the summary and the beginning of the text.
fn lead(document: &SearchDocument<'_>) -> String {
    let summary = document.summary.trim();
    let mut lead = beginning(summary, LEAD).to_owned();
    if lead.len() < summary.len() {
        lead.push('…');
    }
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

/// The text up to the last space within `room` characters.
fn beginning(text: &str, room: usize) -> &str {
    match text.char_indices().nth(room) {
        None => text,
        Some((end, _)) => &text[..text[..end].rfind([' ', '\n']).unwrap_or(end)],
    }
}
