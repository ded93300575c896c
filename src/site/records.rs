//! Iterates over all records of a site that have a page, for code that treats all kinds alike.

use std::borrow::Cow;

use crate::content::kind::RecordKind;
use crate::content::record::{Body, Origin, Record};
use crate::image::{AttachedFile, Picture};
use crate::site::numbers::{
    ArticleNo, AuthorNo, ContestNo, DocumentNo, EntryNo, ModelNo, PageNo, ProgrammeNo, RecordNo, TopicNo,
};
use crate::site::permalink;
use crate::site::types::{ShownMedium, Site};
use bantin_text::language::Language;

/// The page of a record, and the source of its text.
#[derive(Debug, Clone)]
pub struct RecordPage<'s> {
    /// Relative to the section.
    pub path: Cow<'s, str>,
    /// Contests, entries and programmes are written in the main language.
    pub language: Language,
    pub origin: &'s Origin,
    pub body: &'s Body,
}

impl RecordNo {
    pub fn kind(self) -> RecordKind {
        match self {
            RecordNo::Article(_) => RecordKind::Article,
            RecordNo::Model(_) => RecordKind::Model,
            RecordNo::Contest(_) => RecordKind::Contest,
            RecordNo::Rules(_) => RecordKind::Rules,
            RecordNo::Entry(_) => RecordKind::Entry,
            RecordNo::Programme(_) => RecordKind::Programme,
            RecordNo::Document(_) => RecordKind::Document,
            RecordNo::Page(_) => RecordKind::Page,
            RecordNo::Topic(_) => RecordKind::Topic,
            RecordNo::Author(_) => RecordKind::Author,
        }
    }
}

impl Site<'_> {
    /// All records with a page, in the order of [`RecordNo`].
    pub fn records(&self) -> impl Iterator<Item = RecordNo> {
        fn all<No: From<usize>>(count: usize, record: fn(No) -> RecordNo) -> impl Iterator<Item = RecordNo> {
            (0..count).map(move |no| record(No::from(no)))
        }
        let has_rules =
            |no: &RecordNo| matches!(no, RecordNo::Rules(no) if self.contest(*no).rules.is_some());
        all::<ArticleNo>(self.articles.len(), RecordNo::Article)
            .chain(all::<ModelNo>(self.models.len(), RecordNo::Model))
            .chain(all::<EntryNo>(self.entries.len(), RecordNo::Entry))
            .chain(all::<ProgrammeNo>(self.programmes.len(), RecordNo::Programme))
            .chain(all::<DocumentNo>(self.documents.len(), RecordNo::Document))
            .chain(all::<PageNo>(self.pages.len(), RecordNo::Page))
            .chain(all::<TopicNo>(self.topics.len(), RecordNo::Topic))
            .chain(all::<AuthorNo>(self.authors.len(), RecordNo::Author))
            .chain(all::<ContestNo>(self.contests.len(), RecordNo::Contest))
            .chain(all::<ContestNo>(self.contests.len(), RecordNo::Rules).filter(has_rules))
    }

    /// The page of a record. The rules of a contest without any have an empty text.
    pub fn record(&self, no: RecordNo) -> RecordPage<'_> {
        let main = self.config.language;
        match no {
            RecordNo::Article(no) => {
                let one = self.article(no);
                page(one.record, &one.path, one.language)
            }
            RecordNo::Model(no) => {
                let one = self.model(no);
                page(one.record, &one.path, one.language)
            }
            RecordNo::Contest(no) => page(self.contest(no).record, &self.contest(no).path, main),
            RecordNo::Rules(no) => {
                let contest = self.contest(no);
                let path = permalink::rules("", &contest.record.id.0);
                match contest.rules {
                    Some(rules) => page(rules, path, main),
                    None => page(contest.record, path, main),
                }
            }
            RecordNo::Entry(no) => page(self.entry(no).record, &self.entry(no).path, main),
            RecordNo::Programme(no) => page(self.programme(no).record, &self.programme(no).path, main),
            RecordNo::Document(no) => {
                let one = self.document(no);
                page(one.record, &one.path, one.language)
            }
            RecordNo::Topic(no) => page(self.topic(no).record, &self.topic(no).path, main),
            RecordNo::Author(no) => page(self.author(no).record, &self.author(no).path, main),
            RecordNo::Page(no) => {
                let one = self.page(no);
                page(one.record, &one.path, one.language)
            }
        }
    }

    /// The pictures that the fields of a record name.
    pub fn pictures_of(&self, no: RecordNo) -> Vec<&Picture> {
        match no {
            RecordNo::Article(no) => self.article(no).image.iter().collect(),
            RecordNo::Model(no) => self.model(no).images.iter().collect(),
            RecordNo::Entry(no) => self.entry(no).media.iter().filter_map(ShownMedium::picture).collect(),
            RecordNo::Page(no) => self.page(no).image.iter().collect(),
            RecordNo::Topic(no) => self.topic(no).image.iter().collect(),
            RecordNo::Author(no) => self.author(no).image.iter().collect(),
            RecordNo::Contest(no) => self.contest(no).image.iter().collect(),
            RecordNo::Programme(_) | RecordNo::Document(_) | RecordNo::Rules(_) => Vec::new(),
        }
    }

    /// The other files that the fields of a record name.
    pub fn files_of(&self, no: RecordNo) -> Vec<&AttachedFile> {
        match no {
            RecordNo::Article(no) => {
                let article = self.article(no);
                let sound = article
                    .audio
                    .iter()
                    .flat_map(|audio| std::iter::once(&audio.file).chain(&audio.transcript));
                article.attachments.iter().chain(sound).collect()
            }
            RecordNo::Entry(no) => self.entry(no).media.iter().filter_map(ShownMedium::file).collect(),
            RecordNo::Document(no) => self.document(no).file.iter().collect(),
            RecordNo::Model(_)
            | RecordNo::Programme(_)
            | RecordNo::Page(_)
            | RecordNo::Topic(_)
            | RecordNo::Author(_)
            | RecordNo::Contest(_)
            | RecordNo::Rules(_) => Vec::new(),
        }
    }
}

fn page<'s, F>(record: &'s Record<F>, path: impl Into<Cow<'s, str>>, language: Language) -> RecordPage<'s> {
    RecordPage { path: path.into(), language, origin: &record.origin, body: &record.body }
}
