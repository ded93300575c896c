//! What a list of results shows, and the texts that excerpts are cut from.
//!
//! A record is `[url, title, date, lead]`: the lead is the summary and the beginning of the text, enough for most
//! excerpts. Whole texts are fetched for quoted phrases and where no match stands in the lead. Both are written in
//! files of a few neighbouring documents. The records of the documents that stand first in the longest lists are
//! written once more, together, as *answers*: most of the ten results of a query are found in one or two of them.

use rayon::prelude::*;
use serde_json::json;

use crate::document::SearchDocument;
use crate::lists::PostingList;
use crate::shards::VERSION;

/// Documents whose records share a file.
pub(crate) const RECORDS: usize = 4;
/// Documents whose texts share a file.
pub(crate) const TEXTS: usize = 4;
/// Letters of a lead.
const LEAD: usize = 160;

/// The record of each document, as JSON.
pub(crate) fn records(documents: &[&SearchDocument<'_>]) -> Vec<String> {
    let record = |document: &&SearchDocument<'_>| {
        json!([document.url, document.title, document.date, lead(document)]).to_string()
    };
    documents.par_iter().map(record).collect()
}

/// Takes a file and its number.
type Numbered<'t> = &'t (dyn Fn(usize, Vec<u8>) + Sync);

/// The files of records.
pub(crate) fn record_files(records: &[String], take: Numbered<'_>) {
    records.par_chunks(RECORDS).enumerate().for_each(|(number, chunk)| take(number, rows(chunk)));
}

/// How many documents the shortest list holds that has answers: only the longest lists have them, `most` at most.
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

/// The files of texts.
pub(crate) fn texts(documents: &[&SearchDocument<'_>], take: Numbered<'_>) {
    let text = |document: &&SearchDocument<'_>| {
        let names = document.names.iter().map(|name| name.as_ref());
        let head: Vec<&str> = std::iter::once(document.title.as_ref()).chain(names).collect();
        // An empty line stands between names and what reads as sentences.
        format!("{}\n\n{}\n{}", head.join("\n"), document.summary, document.text)
    };
    documents.par_chunks(TEXTS).enumerate().for_each(|(number, chunk)| {
        let mut file = format!("[{VERSION}").into_bytes();
        for document in chunk {
            file.push(b',');
            // A text is always JSON, and memory takes all of it.
            file.extend(serde_json::to_vec(&text(document)).unwrap_or_default());
        }
        file.push(b']');
        take(number, file);
    });
}

/// A file of rows, each of them JSON, behind the version.
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

/// The text up to the last space within `room` letters.
fn beginning(text: &str, room: usize) -> &str {
    match text.char_indices().nth(room) {
        None => text,
        Some((end, _)) => &text[..text[..end].rfind([' ', '\n']).unwrap_or(end)],
    }
}
