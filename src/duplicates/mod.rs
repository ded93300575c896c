//! Near-duplicate detection: entries that share much of their wording with other entries or with articles.
//!
//! Input: the [`Catalog`]. Output: pairs, with numbers and the longest common passage. The program does not judge;
//! people read the passages.
//!
//! A text is its sequence of syllables without case and accents; every five consecutive ones are a *shingle*. The
//! shingles of all entries are in one inverted index (`index`), and each text is looked up in it, so every pair that
//! shares anything is found without comparing all texts with each other. The measure is the *containment*: the shared
//! shingles divided by those of the smaller text; the Jaccard index is reported too. The passage is the longest common
//! run of syllables (`passage`).

mod index;
mod passage;

use rayon::prelude::*;

use crate::content::catalog::Catalog;
use crate::content::record::{Body, Origin};
use crate::content::records::{AnyFields, AnyRecord};
use crate::diagnostic::{Code, Diagnostic, localized};
use crate::duplicates::index::{ComparedText, Index};
use crate::source::Sources;

/// The containment from which `check` and `build` warn.
pub const USUAL_THRESHOLD: f64 = 0.6;

/// `check` and `build` compare entries with entries if there are at most this many, which takes a fraction of a second.
const QUICK: usize = 10_000;

/// Two texts with much wording in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub first: Named,
    /// An entry or an article.
    pub second: Named,
    /// Shared shingles divided by those of the smaller text: 0 to 1.
    pub containment: f64,
    /// Shared shingles divided by those of both texts together: 0 to 1.
    pub jaccard: f64,
    /// The longest common passage, as written in the first text.
    pub passage: String,
    /// Length of `passage` in syllables.
    pub syllables: usize,
}

/// The record of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// `entry` or `article`.
    pub kind: &'static str,
    /// For an entry `contest/entry`.
    pub id: String,
    pub title: String,
    pub origin: Origin,
}

/// All pairs of entries, and of entries with articles, whose containment is at least `threshold`; highest first.
pub fn pairs(catalog: &Catalog, sources: &Sources, threshold: f64) -> Vec<Pair> {
    let articles = catalog.records().filter_map(|record| match record.fields {
        AnyFields::Article(fields) => Some(Source::new(&record, &fields.title)),
        _ => None,
    });
    compare(entries(catalog), articles.collect(), sources, threshold)
}

/// Warns about entries that share more than [`USUAL_THRESHOLD`] with an entry submitted earlier.
pub fn check(catalog: &Catalog, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let entries = entries(catalog);
    if entries.len() > QUICK {
        return;
    }
    for pair in compare(entries, Vec::new(), sources, USUAL_THRESHOLD) {
        let (id, share) = (&pair.first.id, (pair.containment * 100.0).floor());
        let message = localized!(
            "bài này và bài `{id}` có {share}% câu chữ giống nhau",
            "this entry and `{id}` have {share}% of their wording in common"
        );
        let help = localized!(
            "xem đoạn giống nhau bằng `bantin duplicates`; chương trình không kết luận gì",
            "`bantin duplicates` shows the passage; the program does not judge"
        );
        let place = pair.second.origin.key("title");
        diagnostics.push(Diagnostic::warning(Code::NearDuplicate, place, message).help(help));
    }
}

/// A text that is not yet split into syllables.
struct Source<'c> {
    named: Named,
    body: &'c Body,
}

impl<'c> Source<'c> {
    fn new(record: &AnyRecord<'c>, title: &str) -> Self {
        let named = Named {
            kind: record.kind().as_str(),
            id: record.name().into_owned(),
            title: title.to_owned(),
            origin: record.origin.clone(),
        };
        Self { named, body: record.body }
    }
}

/// The entries of all contests in order of submission, without drafts and entries whose consent was withdrawn.
fn entries(catalog: &Catalog) -> Vec<Source<'_>> {
    let open = catalog.records().filter_map(|record| match record.fields {
        AnyFields::Entry(fields) if !fields.draft && fields.consent.withdrawn.is_none() => {
            Some((record, fields))
        }
        _ => None,
    });
    let mut open: Vec<_> = open.collect();
    open.sort_by_key(|(_, fields)| fields.submitted.at(&catalog.config.time_zone).timestamp());
    open.into_iter().map(|(record, fields)| Source::new(&record, &fields.title)).collect()
}

fn compare(
    entries: Vec<Source<'_>>,
    articles: Vec<Source<'_>>,
    sources: &Sources,
    threshold: f64,
) -> Vec<Pair> {
    let read = |source: &Source<'_>| ComparedText::new(source.body.text(sources, &source.named.origin));
    let texts: Vec<ComparedText> = entries.par_iter().map(read).collect();
    let index = Index::new(&texts);
    let within = index
        .pairs(&texts, threshold)
        .into_par_iter()
        .map(|(a, b, shared)| pair(&entries[a].named, &texts[a], &entries[b].named, &texts[b], shared));
    let mut pairs: Vec<Pair> = within.collect();
    let across = articles.par_iter().flat_map_iter(|article| {
        let text = read(article);
        let similar = index.similar(&texts, &text, threshold);
        let (entries, texts) = (&entries, &texts);
        similar
            .into_iter()
            .map(move |(at, shared)| pair(&entries[at].named, &texts[at], &article.named, &text, shared))
            .collect::<Vec<_>>()
    });
    pairs.extend(across.collect::<Vec<_>>());
    pairs.sort_by(|a, b| {
        let by_share = b.containment.total_cmp(&a.containment).then(b.jaccard.total_cmp(&a.jaccard));
        by_share.then_with(|| (&a.first.id, &a.second.id).cmp(&(&b.first.id, &b.second.id)))
    });
    pairs
}

fn pair(first: &Named, a: &ComparedText, second: &Named, b: &ComparedText, shared: usize) -> Pair {
    let (smaller, both) =
        (a.shingles.len().min(b.shingles.len()), a.shingles.len() + b.shingles.len() - shared);
    let common = passage::longest(&a.syllables, &b.syllables);
    Pair {
        first: first.clone(),
        second: second.clone(),
        containment: shared as f64 / smaller as f64,
        jaccard: shared as f64 / both as f64,
        passage: a.words(common.clone()),
        syllables: common.len(),
    }
}
