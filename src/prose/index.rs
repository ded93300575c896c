//! What links can name: ids of every kind, files of records, pages, series. Collected once a run.

use std::collections::BTreeMap;
use std::ops::Bound;

use rustc_hash::FxHashMap;

use crate::content::data::Series;
use crate::content::record::Record;
use crate::prose::pages::Pages;
use crate::site::{ArticleNo, ContestNo, EntryNo, ModelNo, PageNo, ProgrammeNo, RecordNo, Site, permalink};
use crate::source::{SourceId, Sources};
use crate::text::near::nearest;

/// Ids of one kind in the order of the catalog: those without a number are not published.
#[derive(Debug)]
pub(super) struct Ids<No> {
    numbers: FxHashMap<String, Option<No>>,
    order: Vec<String>,
}

impl<No: Copy> Ids<No> {
    fn new(all: impl Iterator<Item = String>, published: impl Iterator<Item = (String, No)>) -> Self {
        let mut ids = Self { numbers: FxHashMap::default(), order: Vec::new() };
        for id in all {
            if ids.numbers.insert(id.clone(), None).is_none() {
                ids.order.push(id);
            }
        }
        ids.numbers.extend(published.map(|(id, no)| (id, Some(no))));
        ids
    }

    /// Nothing where no record has the id; nothing inside where it is not published.
    pub(super) fn get(&self, id: &str) -> Option<Option<No>> {
        self.numbers.get(id).copied()
    }

    /// All ids.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }
}

/// What a record's file leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfFile {
    /// The one record in it.
    Published(RecordNo),
    /// The one record in it is not published.
    Unpublished,
    /// It holds several records.
    Several,
}

/// Everything that links can name.
#[derive(Debug)]
pub(super) struct Index<'s> {
    pub(super) articles: Ids<ArticleNo>,
    pub(super) models: Ids<ModelNo>,
    pub(super) contests: Ids<ContestNo>,
    pub(super) entries: Ids<EntryNo>,
    pub(super) programmes: Ids<ProgrammeNo>,
    pub(super) pages: Ids<PageNo>,
    pub(super) series: FxHashMap<&'s str, &'s Series>,
    pub(super) paths: Pages,
    files: BTreeMap<&'s str, OfFile>,
}

impl<'s> Index<'s> {
    /// Collects everything.
    pub(super) fn new(site: &'s Site<'_>) -> Self {
        let catalog = site.catalog;
        let named = |contest: &str, entry: &str| format!("{contest}/{entry}");
        let all_entries = catalog
            .contests
            .iter()
            .flat_map(|files| files.entries.iter().map(move |entry| named(&files.contest.id.0, &entry.id.0)));
        let entries = site.entries.iter().enumerate().map(|(no, entry)| {
            (named(&site.contest(entry.contest).record.id.0, &entry.record.id.0), EntryNo(no))
        });
        Self {
            articles: Ids::new(
                ids(&catalog.articles),
                numbered(&site.articles, |a| &a.record.id.0, ArticleNo),
            ),
            models: Ids::new(ids(&catalog.models), numbered(&site.models, |m| &m.record.id.0, ModelNo)),
            contests: Ids::new(
                catalog.contests.iter().map(|files| files.contest.id.0.clone()),
                numbered(&site.contests, |contest| &contest.record.id.0, ContestNo),
            ),
            entries: Ids::new(all_entries, entries),
            programmes: Ids::new(
                ids(&catalog.programmes),
                numbered(&site.programmes, |p| &p.record.id.0, ProgrammeNo),
            ),
            pages: Ids::new(ids(&catalog.pages), numbered(&site.pages, |page| &page.record.id.0, PageNo)),
            series: catalog.series.iter().map(|series| (series.id.as_str(), series)).collect(),
            paths: Pages::new(site),
            files: files(site),
        }
    }

    /// What a file leads to, by its path from the root of the site.
    pub(super) fn file(&self, path: &str) -> Option<OfFile> {
        self.files.get(path).copied()
    }

    /// The name of a record's file near to a path, in the same folder.
    pub(super) fn near_file(&self, path: &str) -> Option<&'s str> {
        let (folder, name) = path.rsplit_once('/')?;
        let from = (Bound::Included(folder), Bound::Unbounded);
        let beside = self.files.range::<str, _>(from).map(|(path, _)| *path);
        let beside = beside.take_while(|path| path.starts_with(folder));
        let names: Vec<&'s str> = beside.filter_map(|path| path.get(folder.len() + 1..)).collect();
        nearest(name, names.into_iter().filter(|name| !name.contains('/')))
    }

    /// All series' ids.
    pub(super) fn series_ids<'a>(&self, site: &'a Site<'_>) -> impl Iterator<Item = &'a str> {
        site.catalog.series.iter().map(|series| series.id.as_str())
    }
}

fn ids<F>(records: &[Record<F>]) -> impl Iterator<Item = String> {
    records.iter().map(|record| record.id.0.clone())
}

fn numbered<T, No>(
    list: &[T],
    id: fn(&T) -> &str,
    number: fn(usize) -> No,
) -> impl Iterator<Item = (String, No)> {
    list.iter().enumerate().map(move |(no, one)| (id(one).to_owned(), number(no)))
}

/// Whether a text is in one of the folders of records.
fn is_record(path: &str) -> bool {
    let below = path.strip_prefix("content/").and_then(|path| path.split('/').next());
    below.is_some_and(|folder| ["articles", "models", "contests", "programmes", "pages"].contains(&folder))
}

/// The files of all records, those that could not be read among them; first as if nothing was published.
fn files<'s>(site: &'s Site<'_>) -> BTreeMap<&'s str, OfFile> {
    let (catalog, sources) = (site.catalog, site.sources);
    let mut files = BTreeMap::new();
    enter(&mut files, sources, &catalog.articles);
    enter(&mut files, sources, &catalog.models);
    enter(&mut files, sources, &catalog.programmes);
    enter(&mut files, sources, &catalog.pages);
    for contest in &catalog.contests {
        enter(&mut files, sources, std::slice::from_ref(&contest.contest));
        enter(&mut files, sources, contest.rules.as_slice());
        enter(&mut files, sources, &contest.entries);
    }
    let texts = sources.ids().map(|id| sources.get(id).path.as_str()).filter(|path| is_record(path));
    texts.for_each(|path| {
        files.entry(path).or_insert(OfFile::Unpublished);
    });
    for (record, source) in published(site) {
        files.entry(sources.get(source).path.as_str()).and_modify(|file| {
            if *file == OfFile::Unpublished {
                *file = OfFile::Published(record);
            }
        });
    }
    files
}

fn enter<'s, F>(files: &mut BTreeMap<&'s str, OfFile>, sources: &'s Sources, records: &[Record<F>]) {
    for record in records {
        let path = sources.get(record.origin.source).path.as_str();
        files.entry(path).and_modify(|file| *file = OfFile::Several).or_insert(OfFile::Unpublished);
    }
}

/// Every record with a page, and its file.
fn published(site: &Site<'_>) -> impl Iterator<Item = (RecordNo, SourceId)> {
    let articles = site.articles.iter().enumerate();
    let models = site.models.iter().enumerate();
    let contests = site.contests.iter().enumerate();
    let rules = site.contests.iter().enumerate();
    let entries = site.entries.iter().enumerate();
    let programmes = site.programmes.iter().enumerate();
    let pages = site.pages.iter().enumerate();
    articles
        .map(|(no, one)| (RecordNo::Article(ArticleNo(no)), one.record.origin.source))
        .chain(models.map(|(no, one)| (RecordNo::Model(ModelNo(no)), one.record.origin.source)))
        .chain(contests.map(|(no, one)| (RecordNo::Contest(ContestNo(no)), one.record.origin.source)))
        .chain(rules.filter_map(|(no, one)| Some((RecordNo::Rules(ContestNo(no)), one.rules?.origin.source))))
        .chain(entries.map(|(no, one)| (RecordNo::Entry(EntryNo(no)), one.record.origin.source)))
        .chain(programmes.map(|(no, one)| (RecordNo::Programme(ProgrammeNo(no)), one.record.origin.source)))
        .chain(pages.map(|(no, one)| (RecordNo::Page(PageNo(no)), one.record.origin.source)))
}

/// The page of a record.
pub(super) fn path_of(site: &Site<'_>, record: RecordNo) -> String {
    match record {
        RecordNo::Article(no) => site.article(no).path.clone(),
        RecordNo::Model(no) => site.model(no).path.clone(),
        RecordNo::Contest(no) => site.contest(no).path.clone(),
        RecordNo::Rules(no) => permalink::rules("", &site.contest(no).record.id.0),
        RecordNo::Entry(no) => site.entry(no).path.clone(),
        RecordNo::Programme(no) => site.programme(no).path.clone(),
        RecordNo::Page(no) => site.page(no).path.clone(),
    }
}

/// All records with a page.
pub(super) fn records<'s>(site: &'s Site<'_>) -> impl Iterator<Item = RecordNo> + 's {
    published(site).map(|(record, _)| record)
}
