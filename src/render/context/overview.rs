//! Home, statistics, search, and the pages that say that there is nothing.

use serde::Serialize;

use super::{
    ArticleCard, Breakdown, ContestCard, Count, DataFiles, Facet, Link, ModelCard, Moment, ProgrammeCard,
    Step,
};
use bantin_text::language::Language;

/// `home`: the first page of an edition.
#[derive(Debug, Clone, Serialize)]
pub struct Home<'s> {
    /// The newest featured article, else the newest.
    pub lead: Option<ArticleCard<'s>>,
    /// The newest other articles, at most eight.
    pub latest: Vec<ArticleCard<'s>>,
    /// Other featured articles, the newest first, at most four.
    pub featured: Vec<ArticleCard<'s>>,
    /// The top categories that have articles, each with at most four of those that do not stand above.
    pub sections: Vec<Section<'s>>,
    /// Exemplary and recognised models, at most six.
    pub models: Vec<ModelCard<'s>>,
    /// The fields of models.
    pub fields: Vec<Facet<'s>>,
    /// The latest contest.
    pub contest: Option<HomeContest<'s>>,
    /// The newest articles in other languages that have no translation, at most six.
    pub untranslated: Vec<ArticleCard<'s>>,
    /// The articles that were read most, at most five; empty where nobody counted.
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

/// `statistics`: what the register and the contests add up to.
#[derive(Debug, Clone, Serialize)]
pub struct Statistics<'s> {
    /// All models.
    pub models: Count,
    /// Models by `field`, `level`, `status`, `year`, `locality` (as the records name it) and `unit` (of today, where
    /// that differs): those that say something. Each sums up to all models.
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

/// `search`: the form, and lists that work without JavaScript.
#[derive(Debug, Clone, Serialize)]
pub struct Search<'s> {
    /// The overview pages with what they hold.
    pub kinds: Vec<Facet<'s>>,
    /// The categories.
    pub categories: Vec<Facet<'s>>,
    /// The fields of models.
    pub fields: Vec<Facet<'s>>,
    /// Articles by year.
    pub years: Vec<Facet<'s>>,
    /// Everything, by kind, where it is not more than 500 records; else empty.
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

/// A record in the list of everything.
#[derive(Debug, Clone, Serialize)]
pub struct SearchRecord<'s> {
    /// Its title and page.
    pub link: Link<'s>,
    /// Its date.
    pub date: Option<Moment>,
}

/// `not_found`: the page for addresses that lead nowhere.
#[derive(Debug, Clone, Serialize)]
pub struct NotFound<'s> {
    /// The same in the other languages of the site: nobody knows what the reader was looking for.
    pub others: Vec<OtherNotFound<'s>>,
    /// The newest articles, at most five.
    pub latest: Vec<ArticleCard<'s>>,
}

/// What is said in another language where an address leads nowhere.
#[derive(Debug, Clone, Serialize)]
pub struct OtherNotFound<'s> {
    /// The language.
    pub language: Language,
    /// What is said.
    pub text: String,
    /// Its home page.
    pub home: Link<'s>,
}

/// `withdrawn`: what stands at the address of something that was taken back.
#[derive(Debug, Clone, Serialize)]
pub struct Withdrawn<'s> {
    /// What stood there: `article` or `entry`.
    pub of: &'static str,
    /// When it was taken back.
    pub date: Option<Moment>,
    /// Why.
    pub reason: Option<&'s str>,
}
