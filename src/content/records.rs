//! Iterates over all records of a catalog, for code that treats all kinds alike.
//!
//! A new kind of record is added here, in [`RecordKind`] and in the [`Catalog`].

use std::borrow::Cow;

use crate::content::article::ArticleFields;
use crate::content::catalog::{Catalog, ContestFiles, RulesFields};
use crate::content::contest::ContestFields;
use crate::content::document::DocumentFields;
use crate::content::entry::EntryFields;
use crate::content::kind::RecordKind;
use crate::content::model::ModelFields;
use crate::content::page::PageFields;
use crate::content::programme::ProgrammeFields;
use crate::content::record::{Body, Origin, Record};
use crate::content::topic::{AuthorFields, TopicFields};
use crate::yaml::describe::Described;
use bantin_text::language::Language;

/// A record of any kind.
#[derive(Debug, Clone, Copy)]
pub struct AnyRecord<'c> {
    /// For an entry, unique only within its contest; for rules, the name of their folder.
    pub id: &'c str,
    /// The id of the contest that an entry or rules belong to.
    pub contest: Option<&'c str>,
    /// The index among the records of its kind, in the order of the catalog.
    pub position: usize,
    pub origin: &'c Origin,
    pub body: &'c Body,
    /// Whether stand-ins take the place of required values.
    pub is_broken: bool,
    pub fields: AnyFields<'c>,
}

/// The fields of a record of any kind.
#[derive(Debug, Clone, Copy)]
pub enum AnyFields<'c> {
    Article(&'c ArticleFields),
    Model(&'c ModelFields),
    Contest(&'c ContestFields),
    Rules(&'c RulesFields),
    Entry(&'c EntryFields),
    Programme(&'c ProgrammeFields),
    Document(&'c DocumentFields),
    Page(&'c PageFields),
    Topic(&'c TopicFields),
    Author(&'c AuthorFields),
}

impl Catalog {
    /// All records, published or not: articles, models, programmes, documents, pages, topics, authors, then each contest with its entries and rules.
    pub fn records<'c>(&'c self) -> impl Iterator<Item = AnyRecord<'c>> {
        let mut before = 0;
        let of_contest = move |(at, files): (usize, &'c ContestFiles)| {
            let ContestFiles { contest, entries, rules, .. } = files;
            let first = before;
            before += entries.len();
            let entries = entries.iter().zip(first..);
            std::iter::once(one(at, None, contest, AnyFields::Contest))
                .chain(entries.map(move |(entry, at)| one(at, Some(contest), entry, AnyFields::Entry)))
                .chain(rules.iter().map(move |rules| one(at, Some(contest), rules, AnyFields::Rules)))
        };
        all(&self.articles, AnyFields::Article)
            .chain(all(&self.models, AnyFields::Model))
            .chain(all(&self.programmes, AnyFields::Programme))
            .chain(all(&self.documents, AnyFields::Document))
            .chain(all(&self.pages, AnyFields::Page))
            .chain(all(&self.topics, AnyFields::Topic))
            .chain(all(&self.authors, AnyFields::Author))
            .chain(self.contests.iter().enumerate().flat_map(of_contest))
    }

    /// The entries of all contests, each with the position of its contest.
    pub fn entries(&self) -> impl Iterator<Item = (usize, &Record<EntryFields>)> {
        let contests = self.contests.iter().enumerate();
        contests.flat_map(|(at, files)| files.entries.iter().map(move |entry| (at, entry)))
    }

    /// The name of an entry of the contest at a position: `contest/entry`.
    pub fn entry_name(&self, contest: usize, entry: &Record<EntryFields>) -> String {
        format!("{}/{}", self.contests[contest].contest.id.0, entry.id.0)
    }
}

fn all<'c, F>(
    records: &'c [Record<F>],
    fields: fn(&'c F) -> AnyFields<'c>,
) -> impl Iterator<Item = AnyRecord<'c>> {
    records.iter().enumerate().map(move |(position, record)| one(position, None, record, fields))
}

fn one<'c, F>(
    position: usize,
    contest: Option<&'c Record<ContestFields>>,
    record: &'c Record<F>,
    fields: fn(&'c F) -> AnyFields<'c>,
) -> AnyRecord<'c> {
    let Record { id, origin, body, is_broken, .. } = record;
    let contest = contest.map(|contest| contest.id.0.as_str());
    AnyRecord {
        id: &id.0,
        contest,
        position,
        origin,
        body,
        is_broken: *is_broken,
        fields: fields(&record.fields),
    }
}

impl<'c> AnyRecord<'c> {
    pub fn kind(&self) -> RecordKind {
        match self.fields {
            AnyFields::Article(_) => RecordKind::Article,
            AnyFields::Model(_) => RecordKind::Model,
            AnyFields::Contest(_) => RecordKind::Contest,
            AnyFields::Rules(_) => RecordKind::Rules,
            AnyFields::Entry(_) => RecordKind::Entry,
            AnyFields::Programme(_) => RecordKind::Programme,
            AnyFields::Document(_) => RecordKind::Document,
            AnyFields::Page(_) => RecordKind::Page,
            AnyFields::Topic(_) => RecordKind::Topic,
            AnyFields::Author(_) => RecordKind::Author,
        }
    }

    /// The id used in references: for an entry `contest/entry`, for rules the id of their contest.
    pub fn name(&self) -> Cow<'c, str> {
        match (self.kind(), self.contest) {
            (RecordKind::Entry, Some(contest)) => Cow::Owned(format!("{contest}/{}", self.id)),
            (_, Some(contest)) => Cow::Borrowed(contest),
            (_, None) => Cow::Borrowed(self.id),
        }
    }

    /// Its keys with their values, as described by their declaration.
    pub fn described(&self) -> &'c dyn Described {
        match self.fields {
            AnyFields::Article(fields) => fields,
            AnyFields::Model(fields) => fields,
            AnyFields::Contest(fields) => fields,
            AnyFields::Rules(fields) => fields,
            AnyFields::Entry(fields) => fields,
            AnyFields::Programme(fields) => fields,
            AnyFields::Document(fields) => fields,
            AnyFields::Page(fields) => fields,
            AnyFields::Topic(fields) => fields,
            AnyFields::Author(fields) => fields,
        }
    }

    /// Old paths that redirect to its page.
    pub fn aliases(&self) -> &'c [String] {
        match self.fields {
            AnyFields::Article(fields) => &fields.aliases,
            AnyFields::Model(fields) => &fields.aliases,
            AnyFields::Entry(fields) => &fields.aliases,
            AnyFields::Document(fields) => &fields.aliases,
            AnyFields::Page(fields) => &fields.aliases,
            AnyFields::Contest(_)
            | AnyFields::Rules(_)
            | AnyFields::Programme(_)
            | AnyFields::Topic(_)
            | AnyFields::Author(_) => &[],
        }
    }

    /// The language declared in the record.
    pub fn language(&self) -> Option<Language> {
        match self.fields {
            AnyFields::Article(fields) => fields.language,
            AnyFields::Model(fields) => fields.language,
            AnyFields::Document(fields) => fields.language,
            AnyFields::Page(fields) => fields.language,
            _ => None,
        }
    }
}
