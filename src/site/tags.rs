//! Tags: the keywords of articles, models and documents, grouped by spelling.
//!
//! Keywords that differ only in case, position of the tone mark or white space are one tag, named by its most frequent
//! spelling. Tags that differ only in diacritics ("chợ" and "chờ") are distinct, with slugs of their own, but reported
//! as a warning, because it is usually a typing error.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rustc_hash::FxHashMap;

use crate::content::record::Origin;
use crate::diagnostic::{Code, Diagnostic, localized};
use crate::file_name;
use crate::site::back::Lists;
use crate::site::numbers::{ArticleNo, DocumentNo, ModelNo, TagNo};
use crate::site::types::{Article, Document, Model, Tag};
use bantin_text::collate::Order;
use bantin_text::fold::{canonical_tones, lower};
use bantin_text::slug::{SlugSet, slug};

/// All tags, and the records that have them.
pub(super) struct TagBook {
    tags: Vec<Tag>,
    of_articles: Vec<Vec<TagNo>>,
    of_models: Vec<Vec<TagNo>>,
    of_documents: Vec<Vec<TagNo>>,
}

/// The spellings of a tag.
#[derive(Default)]
struct Gathered {
    spellings: BTreeMap<String, usize>,
    first: Option<(Origin, usize)>,
}

/// A tag with its final name.
struct Named {
    key: String,
    name: String,
    uses: usize,
    first: Option<(Origin, usize)>,
}

impl TagBook {
    pub(super) fn new(
        articles: &[Article<'_>],
        models: &[Model<'_>],
        documents: &[Document<'_>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut gathered: BTreeMap<String, Gathered> = BTreeMap::new();
        let of_articles = articles.iter().map(|one| (&one.record.origin, &one.record.fields.tags));
        let of_models = models.iter().map(|one| (&one.record.origin, &one.record.fields.tags));
        let of_documents = documents.iter().map(|one| (&one.record.origin, &one.record.fields.tags));
        // A few hundred spellings occur tens of thousands of times.
        let mut keys: FxHashMap<&str, String> = FxHashMap::default();
        for (origin, tags) in of_articles.chain(of_models).chain(of_documents) {
            for (index, tag) in tags.iter().enumerate() {
                let key = keys.entry(tag).or_insert_with(|| key(tag));
                let one = gathered.entry(key.clone()).or_default();
                *one.spellings.entry(tag.clone()).or_insert(0) += 1;
                one.first.get_or_insert_with(|| (origin.clone(), index));
            }
        }
        let mut named: Vec<Named> = gathered
            .into_iter()
            .map(|(key, one)| Named {
                key,
                name: most_written(&one.spellings),
                uses: one.spellings.values().sum(),
                first: one.first,
            })
            .collect();
        let order = Order::new();
        named.sort_by(|a, b| order.compare(&a.name, &b.name).then_with(|| a.key.cmp(&b.key)));
        warn_of_similar(&named, diagnostics);
        let mut slugs = SlugSet::new();
        // The page of a tag is in a folder of this name, which Windows must be able to make.
        for device in file_name::devices() {
            slugs.take(&device);
        }
        let numbers: BTreeMap<String, TagNo> =
            named.iter().enumerate().map(|(no, one)| (one.key.clone(), TagNo(no))).collect();
        let mut tag = |name: String| Tag {
            slug: slugs.unique(file_name::fitting(&slug(&name))),
            name,
            articles: Vec::new(),
            models: Vec::new(),
            documents: Vec::new(),
        };
        let tags = named.into_iter().map(|one| tag(one.name)).collect();
        let carried = |tags: &Vec<String>| {
            let mut list: Vec<TagNo> = Vec::new();
            for no in tags.iter().filter_map(|tag| numbers.get(keys.get(tag.as_str())?)) {
                if !list.contains(no) {
                    list.push(*no);
                }
            }
            list
        };
        Self {
            tags,
            of_articles: articles.iter().map(|one| carried(&one.record.fields.tags)).collect(),
            of_models: models.iter().map(|one| carried(&one.record.fields.tags)).collect(),
            of_documents: documents.iter().map(|one| carried(&one.record.fields.tags)).collect(),
        }
    }

    /// Sets the tags of all records; returns the tags with their records.
    pub(super) fn apply(mut self, lists: &mut Lists<'_>) -> Vec<Tag> {
        for (at, tags) in self.of_articles.into_iter().enumerate() {
            tags.iter().for_each(|tag| self.tags[tag.0].articles.push(ArticleNo(at)));
            lists.articles[at].tags = tags;
        }
        for (at, tags) in self.of_models.into_iter().enumerate() {
            tags.iter().for_each(|tag| self.tags[tag.0].models.push(ModelNo(at)));
            lists.models[at].tags = tags;
        }
        for (at, tags) in self.of_documents.into_iter().enumerate() {
            tags.iter().for_each(|tag| self.tags[tag.0].documents.push(DocumentNo(at)));
            lists.documents[at].tags = tags;
        }
        self.tags
    }
}

/// The key that all spellings of a tag share.
fn key(tag: &str) -> String {
    let words: Vec<&str> = tag.split_whitespace().collect();
    canonical_tones(&lower(&words.join(" "))).into_owned()
}

/// The most frequent spelling; of equally frequent ones the first in code point order, which puts capitals first.
fn most_written(spellings: &BTreeMap<String, usize>) -> String {
    let mut best: Option<(&String, usize)> = None;
    for (spelling, count) in spellings {
        if best.is_none_or(|(_, most)| *count > most) {
            best = Some((spelling, *count));
        }
    }
    best.map(|(spelling, _)| spelling.clone()).unwrap_or_default()
}

/// What makes a spelling the one to keep: accents first, since those who leave them out are in a hurry and nobody adds
/// them by mistake; then how often it is used; then spaces rather than hyphens.
fn preference(tag: &Named) -> (bool, usize, bool) {
    (!tag.name.is_ascii(), tag.uses, !tag.name.contains('-'))
}

/// Warns of tags that differ only in diacritics, at the spelling that should go.
fn warn_of_similar(named: &[Named], diagnostics: &mut Vec<Diagnostic>) {
    let mut by_slug: BTreeMap<String, &Named> = BTreeMap::new();
    for tag in named {
        let (rare, other) = match by_slug.entry(slug(&tag.name)) {
            Entry::Vacant(free) => {
                free.insert(tag);
                continue;
            }
            Entry::Occupied(mut most) if preference(most.get()) < preference(tag) => {
                (most.insert(tag), &tag.name)
            }
            Entry::Occupied(most) => (tag, &most.get().name),
        };
        if let Some((origin, index)) = &rare.first {
            let name = &rare.name;
            let message = localized!(
                "thẻ “{name}” và thẻ “{other}” dẫn tới cùng một địa chỉ",
                "the tags “{name}” and “{other}” lead to the same address, as they differ in accents alone"
            );
            let help = localized!(
                "nếu là một thẻ, viết giống nhau: `{other}`",
                "if they are one, write them alike: `{other}`"
            );
            let place = origin.value(|path| path.key("tags").index(*index));
            diagnostics.push(Diagnostic::warning(Code::SimilarTags, place, message).help(help));
        }
    }
}
