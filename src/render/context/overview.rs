//! Home, statistics, search, and the pages for missing and withdrawn content.

use serde::Serialize;

use super::{
    ArticleCard, Breakdown, ContestCard, Count, DataFiles, EntryCard, Facet, Link, ModelCard, Moment,
    ProgrammeCard, Step,
};
use bantin_text::language::Language;

/// `home`: the first page of an edition.
#[derive(Debug, Clone, Serialize)]
pub struct Home<'s> {
    /// The newest featured article while it is younger than `home.featured_days`, else the newest.
    pub lead: Option<ArticleCard<'s>>,
    /// The newest other articles, at most eight.
    pub latest: Vec<ArticleCard<'s>>,
    /// Other featured articles, the newest first, at most four.
    pub featured: Vec<ArticleCard<'s>>,
    /// The top-level categories with articles, each with at most four that are not shown above.
    pub sections: Vec<Section<'s>>,
    /// Exemplary and recognised models, at most six.
    pub models: Vec<ModelCard<'s>>,
    /// The fields of models.
    pub fields: Vec<Facet<'s>>,
    /// The newest photo story, video and infographic that are not shown above.
    pub shows: Vec<ArticleCard<'s>>,
    /// The dossier that was last added to.
    pub topic: Option<HomeTopic<'s>>,
    /// The latest contest.
    pub contest: Option<HomeContest<'s>>,
    /// The newest articles in other languages that have no translation, at most six.
    pub untranslated: Vec<ArticleCard<'s>>,
    /// The articles that were read most, at most five; empty if views are not known.
    pub most_read: Vec<ArticleCard<'s>>,
    /// The programmes that run this year, else the latest.
    pub programmes: Vec<HomeProgramme<'s>>,
    /// Numbers of the section.
    pub totals: HomeTotals,
}

/// The latest articles of a category.
#[derive(Debug, Clone, Serialize)]
pub struct Section<'s> {
    /// The category.
    pub category: Link<'s>,
    /// Its articles.
    pub articles: Vec<ArticleCard<'s>>,
}

/// A contest at home.
#[derive(Debug, Clone, Serialize)]
pub struct HomeContest<'s> {
    /// The contest.
    pub card: ContestCard<'s>,
    /// Opening, closing, rounds and results by date.
    pub timeline: Vec<Step<'s>>,
    /// The page of its results.
    pub results: String,
    /// Who won the highest prize that was given; empty before the results are known.
    pub winners: Vec<EntryCard<'s>>,
}

/// A dossier at home.
#[derive(Debug, Clone, Serialize)]
pub struct HomeTopic<'s> {
    /// The dossier.
    pub topic: Link<'s>,
    /// One paragraph.
    pub summary: Option<&'s str>,
    /// The language of the paragraph, if it differs from that of the page.
    pub lang: Option<Language>,
    /// Its first articles, at most four.
    pub articles: Vec<ArticleCard<'s>>,
}

/// A programme at home.
#[derive(Debug, Clone, Serialize)]
pub struct HomeProgramme<'s> {
    /// The programme.
    pub card: ProgrammeCard<'s>,
    /// `issued`, `begins` and `ends` by date: what is known of them.
    pub timeline: Vec<Step<'s>>,
}

/// Numbers of the section.
#[derive(Debug, Clone, Serialize)]
pub struct HomeTotals {
    /// Articles of the edition.
    pub articles: Count,
    /// Models.
    pub models: Count,
    /// Localities that have a model.
    pub localities: Count,
    /// Published entries.
    pub entries: Count,
}

/// `statistics`: counts of models, entries and articles.
#[derive(Debug, Clone, Serialize)]
pub struct Statistics<'s> {
    /// All models.
    pub models: Count,
    /// Models by `field`, `level`, `status`, `year`, `locality` (as the records name it) and `unit` (of today, if
    /// different). Each adds up to all models; empty ones are left out.
    pub breakdowns: Vec<Breakdown<'s>>,
    /// Contests with at least one published entry.
    pub contests: Vec<ContestNumbers<'s>>,
    /// Articles of the edition.
    pub articles: Count,
    /// Articles by `category` and `year`.
    pub article_breakdowns: Vec<Breakdown<'s>>,
    /// The same numbers, and the records behind them, for other programs.
    pub data: Vec<DataFiles>,
}

/// The numbers of a contest.
#[derive(Debug, Clone, Serialize)]
pub struct ContestNumbers<'s> {
    /// The contest.
    pub contest: Link<'s>,
    /// Published entries.
    pub entries: Count,
    /// Entries by `genre` and `locality`, and once the results are known by `round` and `award`.
    pub breakdowns: Vec<Breakdown<'s>>,
}

/// `search`: the form, and lists for readers without JavaScript.
#[derive(Debug, Clone, Serialize)]
pub struct Search<'s> {
    /// The overview pages with their numbers of records.
    pub kinds: Vec<Facet<'s>>,
    /// The categories.
    pub categories: Vec<Facet<'s>>,
    /// The fields of models.
    pub fields: Vec<Facet<'s>>,
    /// Articles by year.
    pub years: Vec<Facet<'s>>,
    /// All records, by kind, if there are at most 500; else empty.
    pub groups: Vec<SearchGroup<'s>>,
}

/// All records of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct SearchGroup<'s> {
    /// `article`, `model`, `entry`, `programme` or `page`.
    pub kind: &'static str,
    /// The records.
    pub records: Vec<SearchRecord<'s>>,
}

/// A record in the list of all.
#[derive(Debug, Clone, Serialize)]
pub struct SearchRecord<'s> {
    /// Its title and page.
    pub link: Link<'s>,
    /// Its date.
    pub date: Option<Moment>,
}

/// `not_found`: the page for missing addresses.
#[derive(Debug, Clone, Serialize)]
pub struct NotFound<'s> {
    /// The same in the other languages of the site, because the language of the reader is not known.
    pub others: Vec<OtherNotFound<'s>>,
    /// The newest articles, at most five.
    pub latest: Vec<ArticleCard<'s>>,
}

/// The text of the page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct OtherNotFound<'s> {
    /// The language.
    pub language: Language,
    /// The text.
    pub text: String,
    /// Its home page.
    pub home: Link<'s>,
}

/// `withdrawn`: the notice in place of a withdrawn record.
#[derive(Debug, Clone, Serialize)]
pub struct Withdrawn<'s> {
    /// The kind of the record: `article` or `entry`.
    pub of: &'static str,
    /// When it was taken back.
    pub date: Option<Moment>,
    /// Why.
    pub reason: Option<&'s str>,
}
