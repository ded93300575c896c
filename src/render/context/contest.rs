//! Contests, their entries, rules and results.

use serde::Serialize;
use tera::Value;

use super::{
    ArticleCard, Breakdown, ContestCard, Count, DataFiles, EntryCard, Facet, Image, Link, ModelCard, Moment,
    Pagination, TocItem,
};
use bantin_text::language::Language;

/// `contests`: all contests, each list the latest first.
#[derive(Debug, Clone, Serialize)]
pub struct Contests<'s> {
    /// Those without results yet.
    pub running: Vec<ContestCard<'s>>,
    /// Those with results.
    pub past: Vec<ContestCard<'s>>,
}

/// The data on all pages of a contest.
#[derive(Debug, Clone, Serialize)]
pub struct ContestHead<'s> {
    /// Its title.
    pub title: &'s str,
    /// The language of its texts, if it differs from that of the page.
    pub lang: Option<Language>,
    /// Its page.
    pub href: String,
    /// Its rules, if there are any.
    pub rules: Option<String>,
    /// Its entries.
    pub entries: String,
    /// Its results.
    pub results: String,
    /// `announced`, `open`, `judging` or `results`.
    pub stage: &'static str,
}

/// `contest`: the page of a contest.
#[derive(Debug, Clone, Serialize)]
pub struct Contest<'s> {
    /// Title, stage and pages.
    pub head: ContestHead<'s>,
    /// What it is about.
    pub theme: Option<&'s str>,
    /// One paragraph.
    pub summary: Option<&'s str>,
    /// Its picture.
    pub image: Option<Image<'s>>,
    /// Who runs it.
    pub organizer: Link<'s>,
    /// Who helps.
    pub co_organizers: Vec<Link<'s>>,
    /// Programmes it belongs to.
    pub programmes: Vec<Link<'s>>,
    /// First day of the submission period.
    pub opens: Moment,
    /// Last day of the submission period.
    pub closes: Moment,
    /// When the results are made known.
    pub results_at: Option<Moment>,
    /// Opening, closing, rounds and results by date.
    pub timeline: Vec<Step<'s>>,
    /// Where entries appear: `print`, `online`, `radio`, `television`.
    pub media: Vec<&'static str>,
    /// Who may take part.
    pub eligibility: Option<&'s str>,
    /// Who may not, by name; judges are not published.
    pub excluded: Vec<&'s str>,
    /// What may be handed in.
    pub genres: Vec<Genre<'s>>,
    /// The rounds of judging.
    pub rounds: Vec<Round<'s>>,
    /// The prizes.
    pub prizes: Vec<Prize<'s>>,
    /// How many entries an author may hand in.
    pub max_entries_per_author: Option<u32>,
    /// `forbidden`, `required` or `allowed`.
    pub prior_publication: Option<&'static str>,
    /// When an entry must have been published: first and last day.
    pub publication_window: Option<Span>,
    /// Published entries.
    pub entries_total: Count,
    /// Some entries: the awarded ones once the results are known, else the first by title.
    pub entries: Vec<EntryCard<'s>>,
    /// Articles about it.
    pub articles: Vec<ArticleCard<'s>>,
    /// Published entries by `genre` and `locality`, and once the results are known by `round` and `award`.
    pub numbers: Vec<Breakdown<'s>>,
    /// Other contests of the same organizer, the latest first.
    pub others: Vec<ContestCard<'s>>,
    /// `extra` of the record, empty if there is none.
    pub extra: Value,
}

/// A date in the course of a contest.
#[derive(Debug, Clone, Serialize)]
pub struct Step<'s> {
    /// `opens`, `closes`, `round` or `results`; of a programme `issued`, `begins` or `ends`.
    pub kind: &'static str,
    /// Name of the round.
    pub name: Option<&'s str>,
    /// The language of the name, if it differs from that of the page.
    pub lang: Option<Language>,
    /// When.
    pub date: Moment,
    /// Its last day, for a round.
    pub until: Option<Moment>,
    /// `past`, `current` or `ahead`: at most one is current.
    pub state: &'static str,
}

/// Two days.
#[derive(Debug, Clone, Serialize)]
pub struct Span {
    /// First day.
    pub from: Moment,
    /// Last day.
    pub to: Moment,
}

/// What may be handed in.
#[derive(Debug, Clone, Serialize)]
pub struct Genre<'s> {
    /// Its name.
    pub name: &'s str,
    /// The language of the name, if it differs from that of the page.
    pub lang: Option<Language>,
    /// Longest text: `1.500`.
    pub max_words: Option<String>,
    /// Longest film or sound, in minutes.
    pub max_minutes: Option<u32>,
    /// Published entries.
    pub entries: Count,
}

/// A round of judging.
#[derive(Debug, Clone, Serialize)]
pub struct Round<'s> {
    /// Its name.
    pub name: &'s str,
    /// The language of the name, if it differs from that of the page.
    pub lang: Option<Language>,
    /// First day.
    pub from: Option<Moment>,
    /// Last day.
    pub to: Option<Moment>,
}

/// A prize.
#[derive(Debug, Clone, Serialize)]
pub struct Prize<'s> {
    /// Its name.
    pub name: &'s str,
    /// The language of the name, if it differs from that of the page.
    pub lang: Option<Language>,
    /// For this genre alone.
    pub genre: Option<&'s str>,
    /// The language of that genre's name, if it differs from that of the page.
    pub genre_lang: Option<Language>,
    /// `individual` or `collective`.
    pub scope: &'static str,
    /// How often it is given.
    pub quota: u32,
    /// With its unit: `10.000.000 đồng`.
    pub amount: Option<String>,
}

/// `rules`: the rules of a contest.
#[derive(Debug, Clone, Serialize)]
pub struct Rules<'s> {
    /// The contest.
    pub contest: ContestHead<'s>,
    /// Their title, where one is written.
    pub title: Option<&'s str>,
    /// When they were changed.
    pub updated: Option<Moment>,
    /// The text.
    pub body: String,
    /// The headings, if there are at least three; else empty.
    pub toc: Vec<TocItem<'s>>,
}

/// `entries`: the entries of a contest: all, or those of a genre, from a locality, or of a round.
#[derive(Debug, Clone, Serialize)]
pub struct Entries<'s> {
    /// The contest.
    pub contest: ContestHead<'s>,
    /// The title of the list.
    pub title: String,
    /// The property its entries have in common; none for the list of all.
    pub name: Option<Link<'s>>,
    /// Whether it is the list of all entries.
    pub whole: bool,
    /// How many there are on all pages of the list.
    pub total: Count,
    /// How many of each genre.
    pub genres: Vec<Facet<'s>>,
    /// How many from each locality.
    pub localities: Vec<Facet<'s>>,
    /// How many by the furthest round; empty before the results.
    pub rounds: Vec<Facet<'s>>,
    /// The entries of this page.
    pub entries: Vec<EntryCard<'s>>,
    /// When entries become public; none once they are.
    pub public_from: Option<Moment>,
    /// The pages of the list; none if there is only one.
    pub pagination: Option<Pagination>,
}

/// `entry`: the page of an entry.
#[derive(Debug, Clone, Serialize)]
pub struct Entry<'s> {
    /// The contest.
    pub contest: ContestHead<'s>,
    /// Its title.
    pub title: &'s str,
    /// Name of its genre.
    pub genre: &'s str,
    /// Its authors as the consent allows; empty if no names may be shown.
    pub authors: Vec<EntryAuthor<'s>>,
    /// For which organization.
    pub organization: Option<Link<'s>>,
    /// From where.
    pub locality: Option<Link<'s>>,
    /// Name of the furthest round, once the results are known.
    pub round: Option<&'s str>,
    /// Its prize, once the results are known.
    pub award: Option<Prize<'s>>,
    /// When it was handed in, once the results are known.
    pub submitted: Option<Moment>,
    /// Where it was published.
    pub published_in: Option<PublishedIn<'s>>,
    /// One paragraph.
    pub summary: Option<&'s str>,
    /// The text; empty if nothing is written.
    pub body: String,
    /// The headings, if there are at least three; else empty.
    pub toc: Vec<TocItem<'s>>,
    /// Its media.
    pub media: Vec<Medium<'s>>,
    /// Models it is about.
    pub models: Vec<ModelCard<'s>>,
    /// Articles about it.
    pub articles: Vec<ArticleCard<'s>>,
    /// The entry before it.
    pub previous: Option<Link<'s>>,
    /// The entry after it.
    pub next: Option<Link<'s>>,
    /// `extra` of the record, empty if there is none.
    pub extra: Value,
}

/// An author of an entry.
#[derive(Debug, Clone, Serialize)]
pub struct EntryAuthor<'s> {
    /// Full name or pen name.
    pub name: &'s str,
    /// Where they work.
    pub organization: Option<&'s str>,
    /// Whether they lead a group.
    pub lead: bool,
}

/// Where an entry was published.
#[derive(Debug, Clone, Serialize)]
pub struct PublishedIn<'s> {
    /// The paper or station.
    pub name: &'s str,
    /// When.
    pub date: Moment,
    /// Its page.
    pub href: Option<&'s str>,
}

/// A picture, film, sound or document of an entry.
#[derive(Debug, Clone, Serialize)]
pub struct Medium<'s> {
    /// `image`, `video`, `audio` or `pdf`.
    pub kind: &'static str,
    /// Its address.
    pub href: String,
    /// Whether it is a file of this site; only such files can be played in the page.
    pub local: bool,
    /// The picture, for an image of this site.
    pub image: Option<Image<'s>>,
    /// Caption.
    pub caption: Option<&'s str>,
    /// How long it is, in minutes: `4,5`.
    pub minutes: Option<String>,
    /// Size of a file of this site: `34 MB`.
    pub size: Option<String>,
}

/// `results`: the results of a contest, or their date.
#[derive(Debug, Clone, Serialize)]
pub struct Results<'s> {
    /// The contest.
    pub contest: ContestHead<'s>,
    /// Whether they are known.
    pub known: bool,
    /// When they are, or were, made known.
    pub date: Option<Moment>,
    /// Whether some winners are not named, because they did not consent.
    pub unnamed: bool,
    /// The prizes with who got them; empty before.
    pub prizes: Vec<PrizeGroup<'s>>,
    /// The same as tables: the published entries with their awards.
    pub data: Vec<DataFiles>,
}

/// A prize and who got it.
#[derive(Debug, Clone, Serialize)]
pub struct PrizeGroup<'s> {
    /// The prize.
    pub prize: Prize<'s>,
    /// How often it was given to a published entry.
    pub given: Count,
    /// The entries that got it, by title.
    pub entries: Vec<EntryCard<'s>>,
}
