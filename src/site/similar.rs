//! The index behind related articles: which features each article has, and which articles each feature.
//!
//! In: the hashes of features, article by article. Out: for each feature that tells articles apart, the articles that
//! have it. Nothing here knows what a feature is; see [`related`](super::related).

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use crate::site::numbers::ArticleNo;

/// Features of more articles than this are ignored.
const COMMON: usize = 200;

/// The related articles of all articles, computed on request.
#[derive(Debug, Clone, Default)]
pub(super) struct Related(pub(super) Arc<RelatedCache>);

#[derive(Debug, Default)]
pub(super) struct RelatedCache {
    pub(super) index: OnceLock<Index>,
    /// Set by `Site::relate_all`.
    pub(super) all: OnceLock<Vec<Vec<ArticleNo>>>,
}

/// The features of all articles.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) features: Vec<Features>,
    pub(super) postings: Postings,
}

/// The hash of a feature: a pair of syllables takes eight bytes and no allocation.
pub(super) type Feature = u64;

/// The features of one article, in the order in which their weights are added.
#[derive(Debug)]
pub(super) struct Features {
    pub(super) all: Vec<Feature>,
    /// The number of features assigned by an editor; they come first.
    pub(super) made: usize,
}

/// The articles of each feature, for features of two to [`COMMON`] articles.
#[derive(Debug)]
pub(super) struct Postings {
    ranges: FxHashMap<Feature, (u32, u32)>,
    articles: Vec<u32>,
}

pub(super) fn hash(value: &impl Hash) -> Feature {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Postings {
    pub(super) fn new(features: &[Features]) -> Self {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let each = features.par_iter().enumerate();
        let each = each.flat_map_iter(|(at, of)| of.all.iter().map(move |feature| (*feature, number(at))));
        let mut each: Vec<(Feature, u32)> = each.collect();
        each.par_sort_unstable();
        let mut postings = Self { ranges: FxHashMap::default(), articles: Vec::new() };
        for group in each.chunk_by(|a, b| a.0 == b.0) {
            if (2..=COMMON).contains(&group.len()) {
                let from = number(postings.articles.len());
                postings.articles.extend(group.iter().map(|(_, article)| *article));
                postings.ranges.insert(group[0].0, (from, number(postings.articles.len())));
            }
        }
        postings
    }

    pub(super) fn of(&self, feature: Feature) -> &[u32] {
        self.ranges.get(&feature).map_or(&[], |(from, to)| &self.articles[*from as usize..*to as usize])
    }
}
