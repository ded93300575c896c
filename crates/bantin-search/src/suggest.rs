//! Completion of words and titles, and the lexicon for spelling correction.
//!
//! There is one table per prefix of two folded letters. It holds the phrases of titles and names with that prefix, by
//! frequency, and the titles, newest first. The lexicon holds the most frequent spelling of each folded word, the
//! most frequent word first.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde_json::json;

use crate::document::DocumentKind;
use crate::forward_index::{BREAK, ForwardIndex};
use crate::order::Ordered;
use crate::shards::VERSION;
use crate::terms::{parts, tokens};
use bantin_text::fold::fold;

/// Maximum number of phrases and titles in a table.
const PHRASES: usize = 200;
const TITLES: usize = 40;
/// Maximum number of words in the lexicon.
const WORDS: usize = 8000;
/// Maximum number of syllables in a phrase.
const LONGEST: usize = 4;

/// Words that join others: a phrase that begins or ends with one of them is none, as "mô hình và".
const JOINING: [&str; 42] = [
    "và", "của", "các", "những", "là", "ở", "cho", "với", "trong", "được", "đã", "đang", "sẽ", "từ", "đến",
    "tại", "theo", "về", "có", "một", "này", "đó", "để", "do", "bởi", "vì", "khi", "như", "mà", "thì", "hay",
    "hoặc", "trên", "dưới", "the", "of", "and", "a", "an", "in", "to", "for",
];

#[derive(Default)]
struct Table {
    phrases: Vec<(u32, String)>,
    titles: Vec<(u32, usize)>,
}

/// The tables by their prefix of two letters.
pub(crate) fn tables(ordered: &Ordered<'_, '_>, index: &ForwardIndex) -> Vec<(String, Vec<u8>)> {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for (phrase, count) in phrases(index) {
        if let Some(key) = key(&phrase) {
            tables.entry(key).or_default().phrases.push((count, phrase));
        }
    }
    let titled = ordered.documents.iter().enumerate().filter(|(_, one)| one.kind != DocumentKind::Section);
    for (at, document) in titled {
        let mut first = String::new();
        tokens(&document.title)
            .take(2)
            .for_each(|token| parts(token.text, |term| first.push_str(&format!("{term} "))));
        if let Some(key) = key(&first) {
            tables.entry(key).or_default().titles.push((ordered.newest[at], at));
        }
    }
    tables.into_iter().map(|(key, table)| (key, table.bytes(ordered))).collect()
}

impl Table {
    fn bytes(mut self, ordered: &Ordered<'_, '_>) -> Vec<u8> {
        self.phrases.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        self.phrases.truncate(2 * PHRASES);
        let all = self.phrases.clone();
        self.phrases.retain(|(count, phrase)| !all.iter().any(|longer| is_rather(longer, *count, phrase)));
        self.phrases.truncate(PHRASES);
        self.titles.sort_unstable();
        self.titles.truncate(TITLES);
        let phrases: Vec<_> =
            self.phrases.into_iter().map(|(count, phrase)| json!([phrase, count])).collect();
        let title = |(_, at): (u32, usize)| {
            let document = ordered.documents[at];
            json!([document.title, document.url, document.language.code()])
        };
        let titles: Vec<_> = self.titles.into_iter().map(title).collect();
        json!([VERSION, phrases, titles]).to_string().into_bytes()
    }
}

/// Whether a phrase occurs mostly as the beginning of a longer one: `xây dựng nông` of `xây dựng nông thôn`.
fn is_rather((often, longer): &(u32, String), count: u32, phrase: &str) -> bool {
    let goes_on = longer.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' '));
    goes_on && phrase.contains(' ') && u64::from(*often) * 10 >= u64::from(count) * 8
}

/// The prefix of two folded letters or digits; `None` for other characters.
fn key(phrase: &str) -> Option<String> {
    let folded = fold(phrase);
    let key: String = folded.chars().take(2).collect();
    (key.len() == 2 && key.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(key)
}

/// Phrases of titles and names with their frequency. Phrases of three or more terms must occur at least twice.
fn phrases(index: &ForwardIndex) -> BTreeMap<String, u32> {
    let mut counts: FxHashMap<[u32; LONGEST], u32> = FxHashMap::default();
    for stream in &index.documents {
        let [title, names, _] = stream.zones();
        for sentence in title.1.split(|term| *term == BREAK).chain(names.1.split(|term| *term == BREAK)) {
            for start in 0..sentence.len() {
                for len in 1..=LONGEST.min(sentence.len() - start) {
                    let mut phrase = [BREAK; LONGEST];
                    phrase[..len].copy_from_slice(&sentence[start..start + len]);
                    *counts.entry(phrase).or_default() += 1;
                }
            }
        }
    }
    let joins: Vec<bool> = index.words.iter().map(|word| JOINING.contains(&word.as_ref())).collect();
    let reads = |phrase: &[u32; LONGEST]| {
        let last = phrase.iter().rev().find(|term| **term != BREAK).copied().unwrap_or(phrase[0]);
        ![phrase[0], last].iter().any(|term| joins[*term as usize])
    };
    let mut counts: Vec<([u32; LONGEST], u32)> =
        counts.into_iter().filter(|(phrase, count)| fits(phrase, *count) && reads(phrase)).collect();
    counts.sort_unstable();
    let text = |phrase: [u32; LONGEST]| {
        let terms = phrase.into_iter().take_while(|term| *term != BREAK);
        terms.map(|term| index.words[term as usize].as_ref()).collect::<Vec<_>>().join(" ")
    };
    counts.into_iter().map(|(phrase, count)| (text(phrase), count)).collect()
}

fn fits(phrase: &[u32; LONGEST], count: u32) -> bool {
    phrase[2] == BREAK || count > 1
}

/// The most frequent spelling of each folded word, the most frequent word first.
pub(crate) fn lexicon(index: &ForwardIndex) -> Vec<u8> {
    let mut counts = vec![0_u32; index.words.len()];
    for stream in &index.documents {
        for (weight, zone) in stream.zones() {
            zone.iter().filter(|term| **term != BREAK).for_each(|term| counts[*term as usize] += weight);
        }
    }
    let mut by_folded: BTreeMap<String, (u32, u32, usize)> = BTreeMap::new();
    for (number, word) in index.words.iter().enumerate() {
        if !word.chars().all(char::is_alphabetic) {
            continue;
        }
        let total = by_folded.entry(fold(word)).or_insert((0, 0, number));
        total.0 += counts[number];
        if counts[number] > total.1 {
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
