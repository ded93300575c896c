//! Query expansion: synonyms and abbreviations in both directions, old names with their successors.
//!
//! An expansion is stored in a shard that a query for its name fetches anyway: the shard of its first two terms, or
//! of its only term. It is `[name, sort, [other names]]`; `sort` is `s` for a synonym, `o` for an old name.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::hash::{pair_hash, shard_of, term_hash};
use crate::postings::Sort;
use crate::terms::{parts, tokens};
use bantin_text::fold::fold;

/// Names to search for in addition to the one that was typed.
#[derive(Debug, Default, Clone)]
pub struct OtherNames {
    /// Groups of equivalent names.
    pub synonyms: Vec<Vec<String>>,
    /// An old name and the names of its successors.
    pub successors: Vec<(String, Vec<String>)>,
}

/// The other names by name and sort.
type ByName = BTreeMap<(String, char), Vec<String>>;

/// The expansions to write into the shards.
#[derive(Debug, Default)]
pub(crate) struct Expansions {
    /// Hash of the only term, and the expansion.
    single: Vec<(u32, serde_json::Value)>,
    /// Hash of the first two terms, and the expansion.
    paired: Vec<(u32, serde_json::Value)>,
    /// Folded single terms that have expansions, so that their shards must always be fetched.
    pub(crate) single_terms: Vec<String>,
}

impl Expansions {
    pub(crate) fn new(names: &OtherNames) -> Self {
        let mut by_name = ByName::new();
        for group in &names.synonyms {
            for name in group {
                let others = group.iter().filter(|other| *other != name);
                by_name.entry((name.clone(), 's')).or_default().extend(others.cloned());
            }
        }
        for (old, new) in &names.successors {
            let others = new.iter().filter(|name| *name != old);
            by_name.entry((old.clone(), 'o')).or_default().extend(others.cloned());
        }
        let mut all = Self::default();
        by_name.into_iter().for_each(|((name, sort), others)| all.add(&name, sort, others));
        all
    }

    fn add(&mut self, name: &str, sort: char, mut others: Vec<String>) {
        let mut seen = BTreeSet::new();
        others.retain(|other| seen.insert(other.clone()));
        let mut terms = Vec::new();
        tokens(name).for_each(|token| parts(token.text, |term| terms.push(fold(term))));
        if others.is_empty() {
            return;
        }
        let expansion = json!([name, sort.to_string(), others]);
        match terms.as_slice() {
            [] => {}
            [only] => {
                self.single.push((term_hash(only), expansion));
                self.single_terms.push(only.clone());
            }
            [first, second, ..] => {
                self.paired.push((pair_hash(term_hash(first), term_hash(second)), expansion));
            }
        }
    }

    /// The JSON appended to each of so many shards.
    pub(crate) fn of(&self, sort: Sort, shards: usize) -> Vec<Vec<u8>> {
        match sort {
            Sort::Syllables => by_shard(&self.single, shards),
            Sort::Pairs => by_shard(&self.paired, shards),
        }
    }
}

fn by_shard(expansions: &[(u32, serde_json::Value)], shards: usize) -> Vec<Vec<u8>> {
    let mut rows: Vec<Vec<&serde_json::Value>> = vec![Vec::new(); shards];
    for (hash, expansion) in expansions {
        rows[shard_of(*hash, shards)].push(expansion);
    }
    rows.into_iter()
        .map(|rows| if rows.is_empty() { Vec::new() } else { json!(rows).to_string().into() })
        .collect()
}
