//! Related articles: those chosen by an editor, then those with the most features in common.
//!
//! Features are tags, models, a contest, a topic, and pairs of neighbouring syllables in title and summary (most
//! Vietnamese words have two syllables). The weight of a feature is its inverse document frequency, `ln(n / df)`,
//! doubled for features assigned by an editor. Features of many articles are ignored, which also bounds the work: see
//! [`COMMON`](crate::site::similar).

use rayon::prelude::*;

use crate::site::numbers::ArticleNo;
use crate::site::similar::{Feature, Features, Index, Postings, Related, hash};
use crate::site::types::{Article, Site};
use bantin_text::fold::lower;
use bantin_text::syllables::syllables;

/// The maximum number of related articles on a page.
pub(super) const SHOWN: usize = 5;

/// Articles with a lower score are not related: about two rare pairs of syllables.
const LEAST: f32 = 9.0;

impl Related {
    /// The index of an earlier run, if the articles are the same in everything that matters here.
    pub(super) fn shared(&self, before: &[Article<'_>], now: &[Article<'_>]) -> Option<Self> {
        let pairs = || before.iter().zip(now);
        (before.len() == now.len() && pairs().all(|(before, now)| is_same(before, now))).then(|| self.clone())
    }
}

/// Whether two articles have the same features, language, translations and chosen articles.
fn is_same(before: &Article<'_>, now: &Article<'_>) -> bool {
    let (fields, others) = (&before.record.fields, &now.record.fields);
    fields.title == others.title
        && fields.summary == others.summary
        && fields.topic == others.topic
        && before.tags == now.tags
        && before.models == now.models
        && before.contest == now.contest
        && before.language == now.language
        && before.translations == now.translations
        && before.related == now.related
}

impl Site<'_> {
    /// The related articles of an article, computed for it alone unless [`Site::relate_all`] was called before.
    pub fn related(&self, no: ArticleNo) -> Vec<ArticleNo> {
        match self.related.0.all.get() {
            Some(all) => all[no.0].clone(),
            None => {
                related_to(&self.articles, no.0, self.related.index(&self.articles), &mut self.no_scores())
            }
        }
    }

    /// Prepares [`Site::related`] for a few articles. This or [`Site::relate_all`] must be called before pages are rendered
    /// on the threads of rayon: they would block each other while one of them builds the index.
    pub fn relate_few(&self) {
        self.related.index(&self.articles);
    }

    /// Computes the related articles of all articles.
    pub fn relate_all(&self) {
        let articles = &self.articles;
        let index = self.related.index(articles);
        self.related.0.all.get_or_init(|| {
            let each = (0..articles.len()).into_par_iter();
            let each =
                each.map_init(|| self.no_scores(), |scores, at| related_to(articles, at, index, scores));
            each.collect()
        });
    }

    /// A zero for each article.
    fn no_scores(&self) -> Vec<f32> {
        vec![0.0; self.articles.len()]
    }
}

impl Related {
    fn index(&self, articles: &[Article<'_>]) -> &Index {
        self.0.index.get_or_init(|| {
            let features: Vec<Features> = articles.par_iter().map(features).collect();
            let postings = Postings::new(&features);
            Index { features, postings }
        })
    }
}

/// `scores` has a zero for each article, before and after.
fn related_to(all: &[Article<'_>], at: usize, index: &Index, scores: &mut [f32]) -> Vec<ArticleNo> {
    let ranked = ranked(all, at, &index.features[at], &index.postings, scores);
    chosen(all, at, ranked)
}

/// The features of an article.
fn features(article: &Article<'_>) -> Features {
    let fields = &article.record.fields;
    let mut all: Vec<Feature> = article.tags.iter().map(|tag| hash(&("tag", tag.0))).collect();
    all.extend(article.models.iter().map(|model| hash(&("model", model.0))));
    all.extend(article.contest.map(|contest| hash(&("contest", contest.0))));
    all.extend(fields.topic.as_deref().map(|topic| hash(&("topic", topic))));
    let made = all.len();
    let words = format!("{} . {}", fields.title, fields.summary.as_deref().unwrap_or(""));
    let words = lower(&words);
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    let mut before: Option<&str> = None;
    for syllable in syllables(&words) {
        pairs.extend(before.map(|before| (before, syllable)));
        before = Some(syllable);
    }
    pairs.sort_unstable();
    pairs.dedup();
    all.extend(pairs.iter().map(hash));
    Features { all, made }
}

/// The most similar articles, most similar first.
fn ranked(
    all: &[Article<'_>],
    at: usize,
    features: &Features,
    postings: &Postings,
    scores: &mut [f32],
) -> Vec<ArticleNo> {
    let mut met: Vec<u32> = Vec::new();
    for (number, feature) in features.all.iter().enumerate() {
        let articles = postings.of(*feature);
        if articles.is_empty() {
            continue;
        }
        let rarity = (all.len() as f32 / articles.len() as f32).ln() + 1.0;
        let weight = if number < features.made { 2.0 * rarity + 4.0 } else { rarity };
        for other in articles {
            let score = &mut scores[*other as usize];
            if *score == 0.0 {
                met.push(*other);
            }
            *score += weight;
        }
    }
    let article = &all[at];
    let fits = |no: usize| {
        no != at && all[no].language == article.language && !article.translations.contains(&ArticleNo(no))
    };
    let mut ranked: Vec<(u32, f32)> = Vec::new();
    for other in met {
        let score = std::mem::take(&mut scores[other as usize]);
        if score >= LEAST && fits(other as usize) {
            ranked.push((other, score));
        }
    }
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.into_iter().map(|(other, _)| ArticleNo(other as usize)).collect()
}

/// The articles chosen by an editor, then ranked ones.
fn chosen(all: &[Article<'_>], at: usize, ranked: Vec<ArticleNo>) -> Vec<ArticleNo> {
    let written = &all[at].related;
    let most = SHOWN.max(written.len().min(SHOWN * 2));
    let mut chosen: Vec<ArticleNo> = Vec::with_capacity(most);
    for no in written.iter().copied().filter(|no| no.0 != at).chain(ranked) {
        if chosen.len() < most && !chosen.contains(&no) {
            chosen.push(no);
        }
    }
    chosen
}
