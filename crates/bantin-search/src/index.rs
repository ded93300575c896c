//! Writes one index, as far as it differs from an earlier one.

use std::sync::OnceLock;

use serde_json::{Map, Value, json};

use crate::blocks::{Blocks, Numbered};
use crate::changes::Changes;
use crate::client::engine_with;
use crate::earlier::{Earlier, Keeping};
use crate::expansions::Expansions;
use crate::files::{Files, IndexFile, Keep, Take};
use crate::forward_index::{ForwardIndex, Known};
use crate::frequent::{Common, Frequent};
use crate::lists::{self, PostingList, lists_of};
use crate::order::{Ordered, ordered};
use crate::postings::{Sort, Wanted};
use crate::records::{self, Records};
use crate::shards::VERSION;
use crate::sums::Sums;
use crate::{OtherNames, SearchDocument, Settings, suggest};

/// What an index is written from.
pub(crate) struct Input<'i> {
    pub(crate) documents: &'i [SearchDocument<'i>],
    pub(crate) names: &'i OtherNames,
    pub(crate) settings: &'i Settings,
}

/// Writes the index. Returns what the next one wants to know, if `keeps`.
pub(crate) fn write(
    input: &Input<'_>,
    take: Take<'_>,
    earlier: Option<(&Earlier, Keep<'_>)>,
    keeps: bool,
) -> Vec<u8> {
    let Input { documents, names, settings } = input;
    let ordered = ordered(documents);
    let sums = Sums::new(&ordered, names, settings);
    let generation = sums.generation();
    let files = Files::new(generation.clone(), take, earlier);
    let earlier = earlier.map(|(earlier, _)| earlier);
    let (known, changes) = match earlier {
        Some(earlier) => Changes::since(earlier, &ordered.documents, &sums),
        None => (Known::default(), None),
    };
    let index = ForwardIndex::new(&ordered.documents, known);
    let writer = Writer {
        files: &files,
        ordered: &ordered,
        expansions: Expansions::new(names),
        changes: changes.filter(|changes| changes.means == index.means),
        index,
        earlier,
    };
    let mut manifest = json!({
        "format": "bantin-search",
        "version": VERSION,
        "generation": generation,
        "documents": ordered.documents.len(),
    });
    if !settings.kinds.is_empty() || settings.recency > 0.0 {
        let kinds: Map<String, Value> =
            settings.kinds.iter().map(|(kind, weight)| (kind.as_str().to_owned(), json!(weight))).collect();
        manifest["weights"] = json!({ "kinds": kinds, "recency": settings.recency });
    }
    let mut blocks = Blocks::new(&files, documents.len(), settings.layout, settings.shard_bytes);
    let (index, lists) = writer.write(&mut blocks, &mut manifest);
    if let Blocks::Packed(packed) = blocks {
        manifest["packed"] = packed.finish();
    }
    let tables = manifest["tables"].as_str().unwrap_or_default().to_owned();
    for (name, bytes) in ordered.columns {
        files.add(&format!("c/{name}.json"), bytes);
    }
    if let (Value::Object(manifest), Value::Object(tables)) = (&mut manifest, ordered.manifest) {
        manifest.extend(tables);
    }
    let manifest = manifest.to_string();
    take(IndexFile { path: "search.js".to_owned(), bytes: engine_with(&manifest).into_bytes() });
    take(IndexFile { path: "manifest.json".to_owned(), bytes: manifest.into_bytes() });
    let Lists { shards, frequent } = &lists;
    let (generation, sums, index, sizes) = (&generation, &sums, &index, &files.sizes());
    let keeping = Keeping { generation, sums, index, shards, frequent, tables: &tables, sizes };
    if keeps { keeping.to_bytes() } else { Vec::new() }
}

struct Writer<'w, 'd, 's> {
    files: &'w Files<'w>,
    ordered: &'w Ordered<'d, 's>,
    expansions: Expansions,
    index: ForwardIndex,
    earlier: Option<&'w Earlier>,
    /// What differs from the earlier index, if that numbers the same documents alike.
    changes: Option<Changes>,
}

/// What the next index wants to know of the lists.
struct Lists {
    shards: [Vec<u32>; 2],
    frequent: Vec<Frequent>,
}

impl Writer<'_, '_, '_> {
    /// Writes everything but columns, and its keys of the manifest.
    fn write(self, blocks: &mut Blocks<'_, '_>, manifest: &mut Value) -> (ForwardIndex, Lists) {
        manifest["records"] = json!(blocks.records());
        manifest["texts"] = json!(blocks.texts());
        let (count, syllables, frequent) = self.syllables(blocks);
        manifest["syllables"] = json!(count);
        manifest["kept"] = json!(lists::kept(self.index.documents.len()));
        let common = Common::new(&self.index, &frequent, &self.expansions);
        manifest["common"] = json!(common.folded.join(" "));
        manifest["frequent"] = json!(common.spellings.join(" "));
        manifest["tables"] = json!(self.suggestions(blocks));
        self.files.add("lexicon.json", suggest::lexicon(&self.index));
        let (count, pairs) = self.pairs(blocks);
        manifest["pairs"] = json!(count);
        self.documents(blocks);
        (self.index, Lists { shards: [syllables, pairs], frequent })
    }

    /// The lists of terms: their shards, the bytes of the lists in each, and which terms are frequent.
    fn syllables(&self, blocks: &mut Blocks<'_, '_>) -> (usize, Vec<u32>, Vec<Frequent>) {
        if let Some((changed, bytes, touched)) = self.changed(blocks, Sort::Syllables) {
            let before = self.earlier.iter().flat_map(|earlier| &earlier.frequent);
            let same = before.filter(|one| !touched[one.shard(touched.len())]).cloned();
            let mut frequent: Vec<Frequent> = same.chain(Frequent::among(&changed)).collect();
            frequent.sort_unstable_by_key(|one| one.key);
            return (touched.len(), bytes, frequent);
        }
        let all = self.lists(Sort::Syllables, Wanted::All);
        let (count, bytes) = blocks.lists(Sort::Syllables, &all, &self.expansions);
        (count, bytes, Frequent::among(&all).collect())
    }

    /// The lists of pairs: their shards, and the bytes of the lists in each.
    fn pairs(&self, blocks: &mut Blocks<'_, '_>) -> (usize, Vec<u32>) {
        if let Some((_, bytes, touched)) = self.changed(blocks, Sort::Pairs) {
            return (touched.len(), bytes);
        }
        blocks.lists(Sort::Pairs, &self.lists(Sort::Pairs, Wanted::All), &self.expansions)
    }

    /// Writes the shards that differ; returns their lists, the bytes of the lists in each, and which these are.
    fn changed(
        &self,
        blocks: &mut Blocks<'_, '_>,
        sort: Sort,
    ) -> Option<(Vec<PostingList>, Vec<u32>, Vec<bool>)> {
        let changes = self.changes.as_ref()?;
        let touched = changes.shards_touched(&self.index, sort)?;
        let lists = |shards: &[bool]| self.lists(sort, Wanted::Shards(shards));
        let before = changes.shards(sort);
        let (changed, bytes) = blocks.changed_lists(sort, (&touched, before), lists, &self.expansions)?;
        Some((changed, bytes, touched))
    }

    fn lists(&self, sort: Sort, wanted: Wanted<'_>) -> Vec<PostingList> {
        lists_of(&self.index, sort, &self.ordered.newest, wanted)
    }

    /// Writes the tables of suggestions; returns their prefixes, one after the other.
    fn suggestions(&self, blocks: &mut Blocks<'_, '_>) -> String {
        let made = OnceLock::new();
        let tables = || made.get_or_init(|| suggest::tables(self.ordered, &self.index));
        let are_same = self.changes.as_ref().is_some_and(|changes| !changes.in_heads);
        let prefixes = match self.earlier.filter(|_| are_same) {
            Some(earlier) => earlier.tables.clone(),
            None => tables().iter().map(|(prefix, _)| prefix.as_str()).collect(),
        };
        let count = prefixes.len() / suggest::PREFIX;
        let make = |number: usize| tables()[number].1.clone();
        blocks.add("w", &Numbered { count, is_same: &|_| are_same, make: &make }, 0.75);
        prefixes
    }

    /// Writes records and texts.
    fn documents(&self, blocks: &mut Blocks<'_, '_>) {
        let documents = self.ordered.documents.as_slice();
        let of = |number: usize, size: usize| number * size..documents.len().min((number + 1) * size);
        let is_same = |number: usize, size: usize| {
            self.changes.as_ref().is_some_and(|changes| !changes.touch(of(number, size)))
        };
        let (size, count) = (blocks.records(), documents.len().div_ceil(blocks.records()));
        let records = Records::new(documents, size);
        let is_same_record = |number| is_same(number, size);
        let make = |number| records.block(number);
        blocks.add("r", &Numbered { count, is_same: &is_same_record, make: &make }, 0.97);
        let (size, count) = (blocks.texts(), documents.len().div_ceil(blocks.texts()));
        let is_same_text = |number| is_same(number, size);
        let make = |number| records::texts(documents, size, number);
        blocks.add("t", &Numbered { count, is_same: &is_same_text, make: &make }, 0.9);
    }
}
