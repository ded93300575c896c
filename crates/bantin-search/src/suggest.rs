//! Completion of words and titles, and the lexicon for spelling correction.
//!
//! There is one table per prefix of two folded letters. It holds the phrases of titles and names with that prefix, by
//! frequency, and the titles by their group, newest first. The lexicon holds the most frequent spelling of each folded word, the
//! most frequent word first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::json;

use crate::document::DocumentKind;
use crate::forward_index::ForwardIndex;
use crate::order::Ordered;
use crate::phrases::{Phrase, phrases};
use crate::shards::VERSION;
use crate::terms::{parts, tokens};
use bantin_text::fold::fold;

/// Number of letters in the prefix of a table.
pub(crate) const PREFIX: usize = 2;
/// Maximum number of phrases, and of titles of each group, in a table.
const PHRASES: usize = 200;
const TITLES: usize = 16;
/// Maximum number of words in the lexicon.
const WORDS: usize = 8000;

#[derive(Default)]
struct Table {
    phrases: Vec<Phrase>,
    /// By group, each with the rank of its document by date.
    titles: BTreeMap<&'static str, Vec<(u32, usize)>>,
}

/// The tables by their prefix of two letters.
pub(crate) fn tables(ordered: &Ordered<'_, '_>, index: &ForwardIndex) -> Vec<(String, Vec<u8>)> {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for phrase in phrases(ordered, index) {
        if let Some(key) = key(&phrase.text) {
            tables.entry(key).or_default().phrases.push(phrase);
        }
    }
    let titled = ordered.documents.iter().enumerate().filter(|(_, one)| one.kind != DocumentKind::Section);
    for (at, document) in titled {
        let mut first = String::new();
        tokens(&document.title)
            .take(2)
            .for_each(|token| parts(token.text, |term| first.push_str(&format!("{term} "))));
        if let Some(key) = key(&first) {
            let titles = &mut tables.entry(key).or_default().titles;
            titles.entry(group(document.kind)).or_default().push((ordered.newest[at], at));
        }
    }
    tables.into_iter().map(|(key, table)| (key, table.bytes(ordered))).collect()
}

impl Table {
    fn bytes(mut self, ordered: &Ordered<'_, '_>) -> Vec<u8> {
        // They are sorted by text, and stay so where they are equally frequent.
        self.phrases.sort_by_key(|phrase| Reverse(phrase.count));
        self.phrases.truncate(PHRASES);
        let phrases = self.phrases.into_iter().map(|one| json!([one.text, one.count, one.language]));
        let titles = self.titles.into_iter().flat_map(|(group, mut titles)| {
            titles.sort_unstable();
            titles.truncate(TITLES);
            titles.into_iter().map(move |(_, at)| {
                let document = ordered.documents[at];
                json!([document.title, document.url, document.language.code(), group])
            })
        });
        let (phrases, titles): (Vec<_>, Vec<_>) = (phrases.collect(), titles.collect());
        json!([VERSION, phrases, titles]).to_string().into_bytes()
    }
}

/// What readers tell apart in a list of titles.
fn group(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Locality | DocumentKind::Organization => "place",
        DocumentKind::Model => "model",
        _ => "page",
    }
}

/// The prefix of two folded letters or digits; `None` for other characters.
fn key(phrase: &str) -> Option<String> {
    let folded = fold(phrase);
    let key: String = folded.chars().take(PREFIX).collect();
    (key.len() == PREFIX && key.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(key)
}

/// The most frequent spelling of each folded word, the most frequent word first.
pub(crate) fn lexicon(index: &ForwardIndex) -> Vec<u8> {
    let counts = &index.counts;
    let mut by_folded: BTreeMap<String, (u32, u32, usize)> = BTreeMap::new();
    for (number, word) in index.words.iter().enumerate() {
        if counts[number] == 0 || !word.chars().all(char::is_alphabetic) {
            continue;
        }
        let total = by_folded.entry(fold(word)).or_insert((0, 0, number));
        total.0 += counts[number];
        // Numbers do not decide, for they depend on which documents were read first.
        let before = (total.1, Reverse(&index.words[total.2]));
        if (counts[number], Reverse(word)) > before {
            (total.1, total.2) = (counts[number], number);
        }
    }
    let mut words: Vec<(u32, usize)> =
        by_folded.into_values().map(|(total, _, number)| (total, number)).collect();
    words.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| index.words[a.1].cmp(&index.words[b.1])));
    words.truncate(WORDS);
    let words: Vec<&str> = words.into_iter().map(|(_, number)| index.words[number].as_ref()).collect();
    json!([VERSION, words.join(" ")]).to_string().into_bytes()
}
