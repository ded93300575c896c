//! Editions: the lists of the site in each of its languages.
//!
//! In: the site. Out: the lists of one language. An edition lists articles in its own language only. Models are
//! listed in every edition: in translation if there is one, else in their own language.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::content::article::ArticleGenre;
use crate::content::model::{Level, Status};
use crate::pages::lists::{Hierarchies, Mixed, UnitLists};
use crate::pages::{ModelsOf, NewsOf};
use crate::site::{
    ArticleNo, AuthorNo, CategoryNo, DocumentNo, EntryNo, FieldNo, LocalityNo, ModelNo, OrganizationNo, Site,
    TagNo, TopicNo, permalink,
};
use bantin_text::language::Language;

/// The lists of an edition, in the order of the lists of the site.
#[derive(Debug)]
pub(crate) struct Edition {
    pub(crate) language: Language,
    /// The prefix of its paths.
    pub(crate) prefix: &'static str,
    pub(crate) articles: Vec<ArticleNo>,
    pub(crate) models: Vec<ModelNo>,
    /// Articles by year, newest first.
    pub(crate) article_years: Vec<(i16, Vec<ArticleNo>)>,
    /// Articles by genre.
    pub(crate) article_genres: Vec<(ArticleGenre, Vec<ArticleNo>)>,
    /// Models by year of registration, newest first.
    pub(crate) model_years: Vec<(i16, Vec<ModelNo>)>,
    /// Models by level, from the province down.
    pub(crate) model_levels: Vec<(Level, Vec<ModelNo>)>,
    pub(crate) model_statuses: Vec<(Status, Vec<ModelNo>)>,
    categories: Vec<Vec<ArticleNo>>,
    topics: Vec<Vec<ArticleNo>>,
    authors: Vec<Vec<ArticleNo>>,
    fields: Vec<Vec<ModelNo>>,
    programmes: Vec<Vec<ModelNo>>,
    tags: Vec<Mixed>,
    tag_documents: Vec<Vec<DocumentNo>>,
    pub(super) localities: UnitLists<LocalityNo>,
    pub(super) organizations: UnitLists<OrganizationNo>,
}

impl Edition {
    /// The editions of a site, the main language first.
    pub(crate) fn all(site: &Site<'_>) -> Vec<Self> {
        let (localities, organizations) = (Hierarchies::new(site), Hierarchies::new(site));
        let new = |language: &Language| Self::new(site, *language, &localities, &organizations);
        site.config.languages.iter().map(new).collect()
    }

    fn new(
        site: &Site<'_>,
        language: Language,
        localities: &Hierarchies<LocalityNo>,
        organizations: &Hierarchies<OrganizationNo>,
    ) -> Self {
        let articles = |of: &[ArticleNo]| {
            of.iter().copied().filter(|no| site.article(*no).language == language).collect::<Vec<_>>()
        };
        let models = |of: &[ModelNo]| {
            of.iter().copied().filter(|no| is_listed(site, *no, language)).collect::<Vec<_>>()
        };
        let documents = |of: &[DocumentNo]| {
            of.iter().copied().filter(|no| site.document(*no).language == language).collect::<Vec<_>>()
        };
        let mixed = |m: &[ModelNo], a: &[ArticleNo], entries: &[EntryNo]| Mixed {
            models: models(m),
            articles: articles(a),
            entries: entries.to_vec(),
        };
        let all_articles = articles(&site.article_numbers().collect::<Vec<_>>());
        let all_models = models(&site.model_numbers().collect::<Vec<_>>());
        Self {
            language,
            prefix: permalink::prefix(language, site.config.language),
            article_years: by_year(&all_articles, |no| site.article(no).date.year()),
            article_genres: grouped(&all_articles, |no| site.article(no).record.fields.genre),
            model_years: by_year(&all_models, |no| site.model(no).record.fields.registered.0),
            model_levels: grouped(&all_models, |no| site.model(no).record.fields.level),
            model_statuses: grouped(&all_models, |no| site.model(no).record.fields.status),
            articles: all_articles,
            models: all_models,
            categories: site.categories.iter().map(|category| articles(&category.articles)).collect(),
            topics: site.topics.iter().map(|topic| articles(&topic.articles)).collect(),
            authors: site.authors.iter().map(|author| articles(&author.articles)).collect(),
            fields: site.fields.iter().map(|field| models(&field.models)).collect(),
            programmes: site.programmes.iter().map(|programme| models(&programme.models)).collect(),
            tags: site.tags.iter().map(|tag| mixed(&tag.models, &tag.articles, &[])).collect(),
            tag_documents: site.tags.iter().map(|tag| documents(&tag.documents)).collect(),
            localities: UnitLists::new(
                site,
                localities,
                |unit| mixed(&unit.models, &unit.articles, &unit.entries),
                |_| false,
            ),
            organizations: UnitLists::new(
                site,
                organizations,
                |unit| mixed(&unit.models, &unit.articles, &unit.entries),
                |unit| unit.own.runs_something(),
            ),
        }
    }

    /// Articles of a category, including those of its subcategories.
    pub(crate) fn category(&self, no: CategoryNo) -> &[ArticleNo] {
        &self.categories[no.0]
    }

    /// Articles of a dossier, the chosen ones first.
    pub(crate) fn topic(&self, no: TopicNo) -> &[ArticleNo] {
        &self.topics[no.0]
    }

    pub(crate) fn author(&self, no: AuthorNo) -> &[ArticleNo] {
        &self.authors[no.0]
    }

    pub(crate) fn field(&self, no: FieldNo) -> &[ModelNo] {
        &self.fields[no.0]
    }

    /// The documents with a tag, which stand on the first page of its list.
    pub(crate) fn tag_documents(&self, no: TagNo) -> &[DocumentNo] {
        &self.tag_documents[no.0]
    }

    /// How many records have a tag.
    pub(crate) fn tagged(&self, no: TagNo) -> usize {
        self.tag(no).len() + self.tag_documents(no).len()
    }

    /// The articles and models with this tag.
    pub(crate) fn tag(&self, no: TagNo) -> &Mixed {
        &self.tags[no.0]
    }

    pub(crate) fn news_of(&self, of: NewsOf) -> &[ArticleNo] {
        match of {
            NewsOf::All => &self.articles,
            NewsOf::Category(no) => self.category(no),
            NewsOf::Year(year) => of_key(&self.article_years, year),
            NewsOf::Genre(genre) => of_key(&self.article_genres, genre),
        }
    }

    pub(crate) fn models_of(&self, of: ModelsOf) -> &[ModelNo] {
        match of {
            ModelsOf::All => &self.models,
            ModelsOf::Field(no) => self.field(no),
            ModelsOf::Year(year) => of_key(&self.model_years, year),
            ModelsOf::Level(level) => of_key(&self.model_levels, level),
            ModelsOf::Status(status) => of_key(&self.model_statuses, status),
            ModelsOf::Programme(no) => &self.programmes[no.0],
        }
    }

    /// The model's translation into the language of the edition, or else the model itself.
    pub(crate) fn model(&self, site: &Site<'_>, no: ModelNo) -> ModelNo {
        let model = site.model(no);
        if model.language == self.language {
            return no;
        }
        let translation =
            model.translations.iter().find(|other| site.model(**other).language == self.language);
        translation.copied().unwrap_or(no)
    }

    pub(crate) fn is_main(&self, config: &Config) -> bool {
        self.language == config.language
    }
}

/// Whether an edition lists this version of a model. Of a model and its translations it lists the one in its
/// language, else the one in the main language, else the first.
fn is_listed(site: &Site<'_>, no: ModelNo, language: Language) -> bool {
    let model = site.model(no);
    if model.translations.is_empty() || model.language == language {
        return true;
    }
    let rank = |no: ModelNo| {
        let of = site.model(no).language;
        (of != language, of != site.config.language, no)
    };
    model.translations.iter().all(|other| rank(no) < rank(*other))
}

/// Groups by year, newest first.
fn by_year<T: Copy>(of: &[T], year: impl Fn(T) -> i16) -> Vec<(i16, Vec<T>)> {
    let mut years = grouped(of, year);
    years.reverse();
    years
}

fn grouped<T: Copy, K: Ord>(of: &[T], key: impl Fn(T) -> K) -> Vec<(K, Vec<T>)> {
    let mut groups: BTreeMap<K, Vec<T>> = BTreeMap::new();
    for one in of {
        groups.entry(key(*one)).or_default().push(*one);
    }
    groups.into_iter().collect()
}

fn of_key<T, K: PartialEq>(groups: &[(K, Vec<T>)], key: K) -> &[T] {
    groups.iter().find(|(of, _)| *of == key).map_or(&[][..], |(_, list)| list)
}
