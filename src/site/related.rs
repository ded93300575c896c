//! Related articles: those chosen by an editor, then those with the most features in common.
//!
//! Features are tags, models, a contest, a topic, and pairs of neighbouring syllables in title and summary (most
//! Vietnamese words have two syllables). The weight of a feature is its inverse document frequency, `ln(n / df)`,
//! doubled for features assigned by an editor. Features of more than [`COMMON`] articles are ignored, which also bounds
//! the work: at most `COMMON` steps per feature.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::site::numbers::ArticleNo;
use crate::site::types::Article;
use bantin_text::fold::lower;
use bantin_text::syllables::syllables;

/// The maximum number of related articles on a page.
pub(super) const SHOWN: usize = 5;

/// Features of more articles than this are ignored.
const COMMON: usize = 200;

/// Articles with a lower score are not related: about two rare pairs of syllables.
const LEAST: f32 = 9.0;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Feature<'s> {
    Tag(usize),
    Model(usize),
    Contest(usize),
    Topic(&'s str),
    Pair(String, String),
}

/// Fills the related articles of all articles.
pub(super) fn relate(articles: &mut [Article<'_>]) {
    let features: Vec<Vec<Feature<'_>>> = articles.par_iter().map(features_of).collect();
    let mut having: FxHashMap<&Feature<'_>, Vec<u32>> = FxHashMap::default();
    for (at, features) in features.iter().enumerate() {
        for feature in features {
            having.entry(feature).or_default().push(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }
    let all = &*articles;
    let related: Vec<Vec<ArticleNo>> =
        (0..all.len()).into_par_iter().map(|at| related_to(all, at, &features[at], &having)).collect();
    for (article, related) in articles.iter_mut().zip(related) {
        article.related = related;
    }
}

fn features_of<'s>(article: &'s Article<'_>) -> Vec<Feature<'s>> {
    let fields = &article.record.fields;
    let mut features: Vec<Feature<'s>> = article.tags.iter().map(|tag| Feature::Tag(tag.0)).collect();
    features.extend(article.models.iter().map(|model| Feature::Model(model.0)));
    features.extend(article.contest.map(|contest| Feature::Contest(contest.0)));
    features.extend(fields.topic.as_deref().map(Feature::Topic));
    let words = format!("{} . {}", fields.title, fields.summary.as_deref().unwrap_or(""));
    let words = lower(&words);
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut before: Option<&str> = None;
    for syllable in syllables(&words) {
        if let Some(before) = before {
            pairs.push((before.to_owned(), syllable.to_owned()));
        }
        before = Some(syllable);
    }
    pairs.sort_unstable();
    pairs.dedup();
    features.extend(pairs.into_iter().map(|(a, b)| Feature::Pair(a, b)));
    features
}

fn related_to(
    all: &[Article<'_>],
    at: usize,
    features: &[Feature<'_>],
    having: &FxHashMap<&Feature<'_>, Vec<u32>>,
) -> Vec<ArticleNo> {
    let article = &all[at];
    let fits = |no: usize| {
        no != at && all[no].language == article.language && !article.translations.contains(&ArticleNo(no))
    };
    let mut chosen: Vec<ArticleNo> = Vec::new();
    for no in article.related.iter().copied().filter(|no| no.0 != at) {
        if !chosen.contains(&no) {
            chosen.push(no);
        }
    }
    let mut scores: FxHashMap<u32, f32> = FxHashMap::default();
    for feature in features {
        let articles = having.get(feature).map_or(&[][..], Vec::as_slice);
        if articles.len() < 2 || articles.len() > COMMON {
            continue;
        }
        let rarity = (all.len() as f32 / articles.len() as f32).ln() + 1.0;
        let weight = if matches!(feature, Feature::Pair(..)) { rarity } else { 2.0 * rarity + 4.0 };
        for other in articles {
            *scores.entry(*other).or_insert(0.0) += weight;
        }
    }
    let mut ranked: Vec<(u32, f32)> = Vec::with_capacity(scores.len());
    #[expect(clippy::iter_over_hash_type, reason = "the list is sorted by a total order below")]
    for (other, score) in scores {
        if score >= LEAST && fits(other as usize) && !chosen.contains(&ArticleNo(other as usize)) {
            ranked.push((other, score));
        }
    }
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    chosen.extend(ranked.into_iter().map(|(other, _)| ArticleNo(other as usize)));
    chosen.truncate(SHOWN.max(article.related.len().min(SHOWN * 2)));
    chosen
}
