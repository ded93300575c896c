//! The order of documents in the index, and the facets derived from it.
//!
//! Documents with the same kind, language, year, category, … are adjacent, the newest first. So most facets need no
//! column: a short run-length table gives their values for every document. Facets with many values (localities,
//! organizations) and the order by date are columns in separate files.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::document::SearchDocument;
use crate::facets::Facet;

/// Facets that define the order, the most significant first.
const RUN_FACETS: [&str; 9] =
    ["kind", "language", "year", "category", "field", "level", "status", "genre", "award"];
/// Facets that are always columns.
const COLUMN_FACETS: [&str; 2] = ["locality", "organization"];
/// More runs than this would make the manifest too large; the least significant facets become columns then.
const MOST_RUNS: usize = 1200;
/// Columns up to this size in bytes are stored in the manifest.
const INLINE: usize = 3000;

/// Documents in index order, with the tables of their facets.
pub(crate) struct Ordered<'a, 's> {
    pub(crate) documents: Vec<&'a SearchDocument<'s>>,
    /// The rank of each document by date, 0 for the newest.
    pub(crate) newest: Vec<u32>,
    /// Part of the manifest: values of the run facets, runs, and small columns.
    pub(crate) manifest: Value,
    /// Columns in files: name and content.
    pub(crate) columns: Vec<(String, Vec<u8>)>,
}

/// The values of one facet, numbered from 1; 0 means none.
#[derive(Default)]
struct Values {
    numbers: FxHashMap<String, u32>,
    /// Each value and the number of its parent.
    rows: Vec<(Facet, u32)>,
}

impl Values {
    /// The number of the first value; each value is a child of the next one.
    fn number(&mut self, values: &[Facet]) -> u32 {
        let mut parent = 0;
        for value in values.iter().rev() {
            let next = self.rows.len() as u32 + 1;
            let number = *self.numbers.entry(value.id.clone()).or_insert(next);
            if number == next {
                self.rows.push((value.clone(), parent));
            }
            parent = number;
        }
        parent
    }

    fn json(&self) -> Value {
        let row = |(Facet { id, label, english }, parent): &(Facet, u32)| match (english, *parent) {
            (Some(english), parent) => json!([id, label, parent, english]),
            (None, 0) if id == label => json!([id]),
            (None, 0) => json!([id, label]),
            (None, parent) => json!([id, label, parent]),
        };
        self.rows.iter().map(row).collect()
    }
}

/// Sorts the documents and builds their facet tables.
pub(crate) fn ordered<'a, 's>(documents: &'a [SearchDocument<'s>]) -> Ordered<'a, 's> {
    let facets: Vec<&str> = RUN_FACETS.into_iter().chain(COLUMN_FACETS).collect();
    let mut values: Vec<Values> = facets.iter().map(|_| Values::default()).collect();
    let mut rows: Vec<(Vec<u32>, &SearchDocument<'s>)> = documents
        .iter()
        .map(|document| {
            let numbers = facets.iter().zip(&mut values);
            (numbers.map(|(facet, values)| values.number(&facet_values(document, facet))).collect(), document)
        })
        .collect();
    newest_years_first(&facets, &mut values, &mut rows);
    let in_runs = run_facets(&rows);
    rows.sort_by(|(a, one), (b, other)| {
        let by_run = a[..in_runs].cmp(&b[..in_runs]);
        by_run.then_with(|| other.moment.cmp(&one.moment)).then_with(|| one.url.cmp(&other.url))
    });
    let newest = ranks(&rows);
    let mut tables = Tables { manifest: json!({}), columns: Vec::new() };
    tables.manifest["facets"] = (0..in_runs).map(|at| json!([facets[at], values[at].json()])).collect();
    tables.manifest["runs"] = runs(&rows, in_runs);
    tables.column("newest", json!([]), &rises(&newest));
    for at in in_runs..facets.len() {
        let column: Vec<i64> = rows.iter().map(|(numbers, _)| i64::from(numbers[at])).collect();
        if column.iter().any(|number| *number != 0) {
            tables.column(facets[at], values[at].json(), &column);
        }
    }
    let documents = rows.into_iter().map(|(_, document)| document).collect();
    Ordered { documents, newest, manifest: tables.manifest, columns: tables.columns }
}

/// Numbers the years from the newest to the oldest, so that of two documents the newer one has the lower number.
fn newest_years_first(facets: &[&str], values: &mut [Values], rows: &mut [(Vec<u32>, &SearchDocument<'_>)]) {
    let Some(year) = facets.iter().position(|facet| *facet == "year") else { return };
    let years = &mut values[year].rows;
    let mut order: Vec<usize> = (0..years.len()).collect();
    order.sort_by(|a, b| years[*b].0.id.cmp(&years[*a].0.id));
    let mut numbers = vec![0; years.len() + 1];
    order.iter().enumerate().for_each(|(at, before)| numbers[before + 1] = at as u32 + 1);
    *years = order.into_iter().map(|before| years[before].clone()).collect();
    rows.iter_mut().for_each(|(row, _)| row[year] = numbers[row[year] as usize]);
}

fn facet_values(document: &SearchDocument<'_>, facet: &str) -> Vec<Facet> {
    let word = |word: &str| vec![Facet { id: word.to_owned(), label: word.to_owned(), english: None }];
    match facet {
        "kind" => word(document.kind.as_str()),
        "language" => word(document.language.code()),
        _ => document.facets.get(facet).cloned().unwrap_or_default(),
    }
}

/// The largest number of run facets that does not exceed the limit of runs.
fn run_facets(rows: &[(Vec<u32>, &SearchDocument<'_>)]) -> usize {
    let most = MOST_RUNS.max(rows.len() / 100);
    let count = |facets: usize| {
        let mut keys: Vec<&[u32]> = rows.iter().map(|(numbers, _)| &numbers[..facets]).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.len()
    };
    (3..=RUN_FACETS.len()).rev().find(|facets| count(*facets) <= most).unwrap_or(2)
}

fn ranks(rows: &[(Vec<u32>, &SearchDocument<'_>)]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|at| (Reverse(rows[*at].1.moment), *at));
    let mut ranks = vec![0; rows.len()];
    order.iter().enumerate().for_each(|(rank, at)| ranks[*at] = rank as u32);
    ranks
}

/// Delta encoding; differences are small inside a run.
fn rises(ranks: &[u32]) -> Vec<i64> {
    let mut before = 0;
    ranks
        .iter()
        .map(|rank| {
            let rise = i64::from(*rank) - before;
            before = i64::from(*rank);
            rise
        })
        .collect()
}

/// The runs by column: lengths, then the value numbers of each facet.
fn runs(rows: &[(Vec<u32>, &SearchDocument<'_>)], facets: usize) -> Value {
    let runs: Vec<_> = rows.chunk_by(|a, b| a.0[..facets] == b.0[..facets]).collect();
    let lengths: Value = runs.iter().map(|run| json!(run.len())).collect();
    let columns = (0..facets).map(|at| runs.iter().map(|run| json!(run[0].0[at])).collect::<Value>());
    std::iter::once(lengths).chain(columns).collect()
}

struct Tables {
    manifest: Value,
    columns: Vec<(String, Vec<u8>)>,
}

impl Tables {
    fn column(&mut self, name: &str, values: Value, numbers: &[i64]) {
        let column = json!([crate::shards::VERSION, values, numbers]);
        let bytes = column.to_string().into_bytes();
        if bytes.len() <= INLINE {
            self.manifest["columns"][name] = column;
        } else {
            self.manifest["columns"][name] = json!(bytes.len());
            self.columns.push((name.to_owned(), bytes));
        }
    }
}
