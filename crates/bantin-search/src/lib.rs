//! Static full-text search: an index of many small files, and the script that reads it in a browser.
//!
//! In: the [`SearchDocument`]s of a site and its [`OtherNames`]. Out: files below `search/`. The steps:
//!
//! 1. sort the documents so that most facets need no column (`order`);
//! 2. turn their texts into sequences of term numbers (`terms`, `forward_index`);
//! 3. build posting lists for every term and every pair of adjacent terms (`postings`, `lists`, `impact`);
//! 4. write the lists into shards of about equal size, together with the expansions (`shards`, `expansions`);
//! 5. write records, texts, suggestions and the lexicon (`records`, `suggest`), and last `manifest.json`.
//!
//! Each of these blocks is a file, or in the layout `packed` stands in a slot of a larger one (`blocks`, `packed`).
//!
//! All files except the manifest and the script are in a folder named by a hash of the input, so that an old manifest
//! never refers to new files. Format: `docs/search-format.md`.

mod blocks;
mod client;
mod document;
mod expansions;
mod facets;
mod files;
mod forward_index;
pub mod hash;
pub mod impact;
mod lists;
mod order;
mod packed;
mod phrases;
mod postings;
mod records;
mod shards;
mod suggest;
pub mod terms;
mod varint;

use crate::blocks::Blocks;
use crate::client::engine_with;
pub use blocks::Layout;
pub use client::ENGINE;
pub use document::{DocumentKind, SearchDocument};
pub use expansions::OtherNames;
pub use facets::{Facet, Facets};
pub use files::{IndexFile, Take};
pub use packed::packed_texts;
pub use shards::VERSION;

use bantin_text::fold::fold;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde_json::{Map, Value, json};

use crate::expansions::Expansions;
use crate::files::Files;
use crate::forward_index::ForwardIndex;
use crate::lists::{LEAST_COMMON, PostingList, lists_of};
use crate::order::{Ordered, ordered};
use crate::postings::Sort;

/// Parameters of the index.
#[derive(Debug, Clone)]
pub struct Settings {
    pub layout: Layout,
    /// Approximate size of a shard in bytes: smaller shards make more files, larger ones more expensive queries.
    pub shard_bytes: u32,
    /// Factors of the scores of kinds; others have 1.
    pub kinds: Vec<(DocumentKind, f64)>,
    /// How much more documents of the newest year weigh; half of that each year before.
    pub recency: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { layout: Layout::Files, shard_bytes: 3000, kinds: Vec::new(), recency: 0.0 }
    }
}

/// Writes the index of the documents. Each file, with its path below `search/`, is passed to `take` as soon as it is
/// made, so that the index is never in memory as a whole. The files are the same for the same input on any machine.
pub fn build(documents: &[SearchDocument<'_>], names: &OtherNames, settings: &Settings, take: Take<'_>) {
    let generation = generation(documents, names, settings);
    let ordered = ordered(documents);
    let files = Files { generation, take };
    let expansions = Expansions::new(names);
    let mut blocks = Blocks::new(&files, documents.len(), settings.layout, settings.shard_bytes);
    let mut manifest = json!({
        "format": "bantin-search",
        "version": VERSION,
        "generation": files.generation,
        "documents": ordered.documents.len(),
        "records": blocks.records(),
        "texts": blocks.texts(),
    });
    if !settings.kinds.is_empty() || settings.recency > 0.0 {
        let kinds: Map<String, Value> =
            settings.kinds.iter().map(|(kind, weight)| (kind.as_str().to_owned(), json!(weight))).collect();
        manifest["weights"] = json!({ "kinds": kinds, "recency": settings.recency });
    }
    lists(&files, &mut blocks, &ordered, &expansions, &mut manifest);
    blocks.add("r", records::records(&ordered.documents, blocks.records()), 0.97);
    blocks.add("t", records::texts(&ordered.documents, blocks.texts()), 0.9);
    if let Blocks::Packed(packed) = blocks {
        manifest["packed"] = packed.finish();
    }
    for (name, bytes) in ordered.columns {
        files.add(&format!("c/{name}.json"), bytes);
    }
    if let (Value::Object(manifest), Value::Object(tables)) = (&mut manifest, ordered.manifest) {
        manifest.extend(tables);
    }
    let manifest = manifest.to_string();
    take(IndexFile { path: "search.js".to_owned(), bytes: engine_with(&manifest).into_bytes() });
    take(IndexFile { path: "manifest.json".to_owned(), bytes: manifest.into_bytes() });
}

/// A hash of everything the index is made from: the documents, the settings, and the sources of writer and client.
fn generation(documents: &[SearchDocument<'_>], names: &OtherNames, settings: &Settings) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    part(env!("BANTIN_SEARCH_SOURCES").as_bytes());
    for document in documents {
        let texts: [&str; 5] =
            [&document.url, &document.title, &document.summary, &document.text, &document.date];
        texts.iter().for_each(|text| part(text.as_bytes()));
        part(document.kind.as_str().as_bytes());
        part(document.language.code().as_bytes());
        part(&document.moment.to_le_bytes());
        document.names.iter().for_each(|name| part(name.as_bytes()));
        for (name, values) in &document.facets {
            part(name.as_bytes());
            for Facet { id, label, english } in values {
                let english = english.as_deref().unwrap_or_default();
                [id.as_str(), label, english].iter().for_each(|text| part(text.as_bytes()));
            }
        }
    }
    part(format!("{names:?} {settings:?}").as_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Writes the posting lists, suggestions and the lexicon, and their keys of the manifest.
fn lists(
    files: &Files<'_>,
    blocks: &mut Blocks<'_, '_>,
    ordered: &Ordered<'_, '_>,
    expansions: &Expansions,
    manifest: &mut Value,
) {
    let index = ForwardIndex::new(&ordered.documents);
    let syllables = lists_of(&index, Sort::Syllables, &ordered.newest);
    let count = blocks.lists("s", &syllables, |count| expansions.of_syllables(count));
    manifest["syllables"] = json!(count);
    manifest["kept"] = json!(lists::kept(ordered.documents.len()));
    let common = Common::new(&index, &syllables, expansions);
    manifest["common"] = json!(common.folded.join(" "));
    manifest["frequent"] = json!(common.spellings.join(" "));
    drop(syllables);
    let tables = suggest::tables(ordered, &index);
    manifest["tables"] = json!(tables.iter().map(|(key, _)| key.as_str()).collect::<String>());
    blocks.add("w", tables.into_par_iter().map(|(_, bytes)| bytes), 0.75);
    files.add("lexicon.json", suggest::lexicon(&index));
    let pairs = lists_of(&index, Sort::Pairs, &ordered.newest);
    drop(index);
    let count = blocks.lists("p", &pairs, |count| expansions.of_pairs(count));
    manifest["pairs"] = json!(count);
}

/// Terms in so many documents that they select little: a query with pairs can do without their lists.
struct Common {
    /// Folded terms in more than a quarter of the documents, for what is typed without accents.
    folded: Vec<String>,
    /// Spellings in more than an eighth of the documents, for what is typed with accents: "của" is common and "cửa" is
    /// not.
    spellings: Vec<String>,
}

impl Common {
    fn new(index: &ForwardIndex, lists: &[PostingList], expansions: &Expansions) -> Self {
        let documents = index.documents.len();
        let limit = |part: usize| (documents / part).max(LEAST_COMMON) as u32;
        let folded: FxHashSet<u32> =
            lists.iter().filter(|list| list.documents > limit(4)).map(PostingList::hash).collect();
        let spellings: FxHashSet<(u32, u16)> = lists
            .iter()
            .flat_map(|list| list.spellings.iter().map(|(name, documents)| (list.hash(), *name, *documents)))
            .filter(|(_, _, documents)| *documents > limit(8))
            .map(|(hash, name, _)| (hash, name))
            .collect();
        let words = |holds: &dyn Fn((u32, u32)) -> bool, shown: &dyn Fn(&str) -> String| {
            let numbers = (0..index.words.len()).filter(|number| holds(index.hashes[*number]));
            let mut words: Vec<String> = numbers.map(|number| shown(&index.words[number])).collect();
            words.retain(|word| !expansions.single_terms.contains(&fold(word)));
            words.sort_unstable();
            words.dedup();
            words
        };
        Self {
            folded: words(&|(hash, _)| folded.contains(&hash), &|word| fold(word)),
            spellings: words(
                &|(hash, accented)| spellings.contains(&(hash, Sort::Syllables.spelling(accented))),
                &str::to_owned,
            ),
        }
    }
}
