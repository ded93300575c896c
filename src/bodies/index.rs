//! What links can name: ids of every kind, files of records, series. Collected once a run.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::content::data::Series;
use crate::content::load::stem;
use crate::content::lost::{Lost, LostRecords};
use crate::content::record::Record;
use crate::diagnostic::{Words, words};
use crate::site::{ArticleNo, ContestNo, EntryNo, ModelNo, PageNo, ProgrammeNo, Site};
use crate::source::Sources;
use bantin_text::near::NearNames;

/// What is known of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State<No> {
    /// It has a page.
    Published(No),
    /// It is not published now.
    Unpublished,
    /// Mistakes of its own keep it from being published.
    Broken,
}

/// Ids of one kind in the order of the catalog.
#[derive(Debug)]
pub(super) struct Ids<'s, No> {
    /// What they are ids of.
    pub(super) kind: Words,
    states: FxHashMap<String, State<No>>,
    order: Vec<String>,
    near: OnceLock<NearNames>,
    lost: &'s Lost,
}

impl<'s, No: Copy> Ids<'s, No> {
    /// All ids, each with whether something is known that keeps it from being published, and the published ones.
    fn new(
        kind: Words,
        all: impl Iterator<Item = (String, bool)>,
        published: impl Iterator<Item = (String, No)>,
        lost: &'s Lost,
    ) -> Self {
        let mut ids =
            Self { kind, states: FxHashMap::default(), order: Vec::new(), near: OnceLock::new(), lost };
        for (id, is_kept) in all {
            let state = if is_kept { State::Unpublished } else { State::Broken };
            if ids.states.insert(id.clone(), state).is_none() {
                ids.order.push(id);
            }
        }
        ids.states.extend(published.map(|(id, no)| (id, State::Published(no))));
        ids
    }

    /// Nothing where no record has the id.
    pub(super) fn get(&self, id: &str) -> Option<State<No>> {
        self.states.get(id).copied().or_else(|| self.lost.covers(id).then_some(State::Broken))
    }

    /// The id nearest to one that is not there.
    pub(super) fn near(&self, id: &str) -> Option<&str> {
        self.near.get_or_init(|| NearNames::new(self.order.iter().map(String::as_str))).nearest(id)
    }
}

/// What a record's file leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OfFile {
    /// The one record in it: its kind as in `article:ID`, or `rules`, and its id.
    One(&'static str, String),
    /// It holds several records.
    Several,
    /// It could not be read.
    Lost,
}

/// Everything that links can name.
#[derive(Debug)]
pub(super) struct Index<'s> {
    pub(super) articles: Ids<'s, ArticleNo>,
    pub(super) models: Ids<'s, ModelNo>,
    pub(super) contests: Ids<'s, ContestNo>,
    pub(super) entries: Ids<'s, EntryNo>,
    pub(super) programmes: Ids<'s, ProgrammeNo>,
    pub(super) pages: Ids<'s, PageNo>,
    pub(super) series: FxHashMap<&'s str, &'s Series>,
    files: BTreeMap<&'s str, OfFile>,
    /// The names of the records' files in each folder.
    folders: FxHashMap<&'s str, (Vec<&'s str>, OnceLock<NearNames>)>,
    lost: &'s LostRecords,
}

impl<'s> Index<'s> {
    /// Collects everything.
    pub(super) fn new(site: &'s Site<'_>) -> Self {
        let (catalog, lost) = (site.catalog, &site.catalog.lost);
        let files = files(site);
        let mut folders: FxHashMap<&str, (Vec<&str>, OnceLock<NearNames>)> = FxHashMap::default();
        for (folder, name) in files.keys().filter_map(|path| path.rsplit_once('/')) {
            folders.entry(folder).or_default().0.push(name);
        }
        let skipped: FxHashSet<_> = site.skipped.iter().map(|one| (one.kind, one.id.as_str())).collect();
        let known = |kind, id: String, withdrawn: bool| {
            let is_kept = withdrawn || skipped.contains(&(kind, id.as_str()));
            (id, is_kept)
        };
        let articles = catalog.articles.iter();
        let articles = articles.map(|r| known("article", r.id.0.clone(), r.fields.withdrawn.is_some()));
        let models = catalog.models.iter().map(|r| known("model", r.id.0.clone(), false));
        let contests =
            catalog.contests.iter().map(|files| known("contest", files.contest.id.0.clone(), false));
        let entries =
            catalog.contests.iter().flat_map(|files| files.entries.iter().map(move |entry| (files, entry)));
        let entries = entries.map(|(files, entry)| {
            let withdrawn = entry.fields.consent.withdrawn.is_some();
            known("entry", entry_name(&files.contest.id.0, &entry.id.0), withdrawn)
        });
        let programmes = catalog.programmes.iter().map(|r| known("programme", r.id.0.clone(), false));
        let pages = catalog.pages.iter().map(|r| known("page", r.id.0.clone(), false));
        let published = site.entries.iter().enumerate().map(|(no, entry)| {
            (entry_name(&site.contest(entry.contest).record.id.0, &entry.record.id.0), EntryNo(no))
        });
        Self {
            articles: Ids::new(
                words!("bài viết", "article"),
                articles,
                numbered(&site.articles, |a| &a.record.id.0, ArticleNo),
                &lost.articles,
            ),
            models: Ids::new(
                words!("mô hình", "model"),
                models,
                numbered(&site.models, |m| &m.record.id.0, ModelNo),
                &lost.models,
            ),
            contests: Ids::new(
                words!("cuộc thi", "contest"),
                contests,
                numbered(&site.contests, |c| &c.record.id.0, ContestNo),
                &lost.contests,
            ),
            entries: Ids::new(words!("bài dự thi", "entry"), entries, published, &lost.entries),
            programmes: Ids::new(
                words!("chương trình", "programme"),
                programmes,
                numbered(&site.programmes, |p| &p.record.id.0, ProgrammeNo),
                &lost.programmes,
            ),
            pages: Ids::new(
                words!("trang", "page"),
                pages,
                numbered(&site.pages, |p| &p.record.id.0, PageNo),
                &lost.pages,
            ),
            series: catalog.series.iter().map(|series| (series.id.as_str(), series)).collect(),
            files,
            folders,
            lost,
        }
    }

    /// An entry by `contest/entry`; one of a contest that could not be read is no mistake.
    pub(super) fn entry(&self, id: &str) -> Option<State<EntryNo>> {
        let contest = id.split('/').next().unwrap_or("");
        let is_lost = || self.contests.get(contest) == Some(State::Broken);
        self.entries.get(id).or_else(|| is_lost().then_some(State::Broken))
    }

    /// What a file leads to, by its path from the root of the site.
    pub(super) fn file(&self, path: &str) -> Option<OfFile> {
        self.files.get(path).cloned().or_else(|| self.is_lost(path).then_some(OfFile::Lost))
    }

    /// Whether a file holds a record that could not be read.
    fn is_lost(&self, path: &str) -> bool {
        let (lost, stem) = (self.lost, stem(path));
        if !(path.ends_with(".md") || path.ends_with(".yaml")) {
            return false;
        }
        match path.split('/').collect::<Vec<_>>().as_slice() {
            ["content", "articles", ..] => lost.articles.covers(stem),
            ["content", "models", ..] => lost.models.covers(stem),
            ["content", "programmes", ..] => lost.programmes.covers(stem),
            ["content", "pages", ..] => lost.pages.covers(stem),
            ["content", "contests", folder, "contest.yaml"] => lost.contests.covers(folder),
            ["content", "contests", folder, "entries", ..] => lost.entries.covers(&entry_name(folder, stem)),
            _ => false,
        }
    }

    /// The name of a record's file near to a path, in the same folder.
    pub(super) fn near_file(&self, path: &str) -> Option<&str> {
        let (folder, name) = path.rsplit_once('/')?;
        let (names, near) = self.folders.get(folder)?;
        near.get_or_init(|| NearNames::new(names.iter().copied())).nearest(name)
    }
}

fn entry_name(contest: &str, entry: &str) -> String {
    format!("{contest}/{entry}")
}

fn numbered<T, No>(
    list: &[T],
    id: fn(&T) -> &str,
    number: fn(usize) -> No,
) -> impl Iterator<Item = (String, No)> {
    list.iter().enumerate().map(move |(no, one)| (id(one).to_owned(), number(no)))
}

/// The files of all records, published or not.
fn files<'s>(site: &'s Site<'_>) -> BTreeMap<&'s str, OfFile> {
    let catalog = site.catalog;
    let mut files = Files { sources: site.sources, by_path: BTreeMap::new() };
    files.enter(&catalog.articles, "article", |id| id.to_owned());
    files.enter(&catalog.models, "model", |id| id.to_owned());
    files.enter(&catalog.programmes, "programme", |id| id.to_owned());
    files.enter(&catalog.pages, "page", |id| id.to_owned());
    for one in &catalog.contests {
        let contest = &one.contest.id.0;
        files.enter(std::slice::from_ref(&one.contest), "contest", |id| id.to_owned());
        files.enter(one.rules.as_slice(), "rules", |_| contest.clone());
        files.enter(&one.entries, "entry", |id| entry_name(contest, id));
    }
    files.by_path
}

/// The files of records while they are entered.
struct Files<'s> {
    sources: &'s Sources,
    by_path: BTreeMap<&'s str, OfFile>,
}

impl Files<'_> {
    fn enter<F>(&mut self, records: &[Record<F>], kind: &'static str, name: impl Fn(&str) -> String) {
        for record in records {
            let path = self.sources.get(record.origin.source).path.as_str();
            let entry = self.by_path.entry(path).and_modify(|file| *file = OfFile::Several);
            entry.or_insert_with(|| OfFile::One(kind, name(&record.id.0)));
        }
    }
}
