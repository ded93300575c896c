//! Auxiliary files of the output: feeds, sitemaps, OpenSearch descriptions, web app manifests, open data, redirects.

use bantin_text::language::Language;
use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::file_list::RESERVED;
use crate::pages::Pages;
use crate::pages::edition::Edition;
use crate::site::{CategoryNo, ContestNo, SeriesNo, Site, TopicNo, permalink};
use crate::sitemap::{self, SitemapFile, news};
use crate::{redirect, robots};

/// A file of the output that is not a page and does not depend on texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuxiliaryFile {
    /// The path relative to the section.
    pub path: String,
    pub kind: FileKind,
}

/// The kind of an auxiliary file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Robots,
    /// A sitemap, or a sitemap index.
    Sitemap(SitemapFile),
    /// The news sitemap: the articles of the last two days, none if there are none.
    NewsSitemap,
    /// The OpenSearch description of an edition.
    OpenSearch(Language),
    /// The web app manifest of an edition.
    Manifest(Language),
    /// A feed, by its index in [`Pages::feeds()`].
    Feed(usize, FeedFormat),
    Data(DataTable, DataFormat),
    /// The numbers of a series.
    Series(SeriesNo, DataFormat),
    /// The description of all tables.
    DataIndex,
    /// A page that redirects from an old address, by its index in the site's redirects.
    Redirect(usize),
}

/// The feed of a page, published in both formats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The path of the page.
    pub page: String,
    pub language: Language,
    pub of: FeedOf,
}

/// What a feed contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedOf {
    /// All articles.
    News,
    Models,
    /// The articles of a category.
    Category(CategoryNo),
    /// The articles about a contest, and its entries.
    Contest(ContestNo),
    Documents,
    /// The articles of a dossier, by date.
    Topic(TopicNo),
}

/// The format of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFormat {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// The format of a table of open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataFormat {
    Csv,
    Json,
}

impl DataFormat {
    /// The file name extension.
    pub fn as_str(self) -> &'static str {
        match self {
            DataFormat::Csv => "csv",
            DataFormat::Json => "json",
        }
    }
}

/// A table of open data; see `docs/open-data.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataTable {
    Articles,
    Categories,
    /// Dossiers.
    Topics,
    /// Authors with a page.
    Authors,
    Documents,
    Models,
    Localities,
    Organizations,
    Contests,
    /// Published entries.
    Entries,
    Programmes,
    /// Targets of programmes, by year.
    Targets,
    /// The units bound by a target, and whether they reached it.
    TargetMembers,
    /// Series of numbers, each with files of its own.
    Series,
    /// Counts of models and entries.
    Statistics,
}

impl DataTable {
    /// All tables, in the order of the description.
    pub const ALL: [Self; 15] = [
        Self::Articles,
        Self::Categories,
        Self::Topics,
        Self::Authors,
        Self::Documents,
        Self::Models,
        Self::Localities,
        Self::Organizations,
        Self::Contests,
        Self::Entries,
        Self::Programmes,
        Self::Targets,
        Self::TargetMembers,
        Self::Series,
        Self::Statistics,
    ];

    /// The media type of a file of a table.
    pub fn media_type(format: DataFormat) -> &'static str {
        match format {
            DataFormat::Csv => "text/csv",
            DataFormat::Json => "application/json",
        }
    }

    /// The name of its files: `models` in `api/models.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Categories => "categories",
            Self::Topics => "topics",
            Self::Authors => "authors",
            Self::Documents => "documents",
            Self::Models => "models",
            Self::Localities => "localities",
            Self::Organizations => "organizations",
            Self::Contests => "contests",
            Self::Entries => "entries",
            Self::Programmes => "programmes",
            Self::Targets => "targets",
            Self::TargetMembers => "target-members",
            Self::Series => "series",
            Self::Statistics => "statistics",
        }
    }
}

pub(super) fn feeds(site: &Site<'_>, editions: &[Edition]) -> Vec<Feed> {
    let mut feeds = Vec::new();
    for edition in editions {
        let (prefix, language) = (edition.prefix, edition.language);
        let mut add = |page: String, of| feeds.push(Feed { page, language, of });
        add(permalink::home(prefix), FeedOf::News);
        add(permalink::models(prefix), FeedOf::Models);
        for (no, category) in site.categories.iter().enumerate() {
            add(format!("{prefix}{}", category.path), FeedOf::Category(CategoryNo(no)));
        }
        for (no, contest) in site.contests.iter().enumerate() {
            add(permalink::contest(prefix, &contest.record.id.0), FeedOf::Contest(ContestNo(no)));
        }
        add(permalink::documents(prefix), FeedOf::Documents);
        for no in site.topic_numbers() {
            add(permalink::topic(prefix, &site.topic(no).record.id.0), FeedOf::Topic(no));
        }
    }
    feeds
}

/// All auxiliary files, sorted by path. A redirect at the path of a page is reported and left out.
pub(super) fn files(site: &Site<'_>, pages: &Pages, diagnostics: &mut Vec<Diagnostic>) -> Vec<AuxiliaryFile> {
    let mut files = Vec::new();
    let mut add = |path: String, kind| files.push(AuxiliaryFile { path, kind });
    add(robots::PATH.to_owned(), FileKind::Robots);
    let indexed = pages.pages.iter().filter(|page| page.kind.is_indexed()).count();
    sitemap::files(indexed).into_iter().for_each(|(path, file)| add(path, FileKind::Sitemap(file)));
    add(news::PATH.to_owned(), FileKind::NewsSitemap);
    for edition in &pages.editions {
        add(permalink::opensearch(edition.prefix), FileKind::OpenSearch(edition.language));
        add(permalink::manifest(edition.prefix), FileKind::Manifest(edition.language));
    }
    for (number, feed) in pages.feeds.iter().enumerate() {
        add(permalink::feed(&feed.page), FileKind::Feed(number, FeedFormat::Atom));
        add(permalink::json_feed(&feed.page), FileKind::Feed(number, FeedFormat::Json));
    }
    add(permalink::data("index", DataFormat::Json.as_str()), FileKind::DataIndex);
    for no in &site.shown_series {
        for format in [DataFormat::Csv, DataFormat::Json] {
            let path = permalink::series_data(&site.series_at(*no).id, format.as_str());
            add(path, FileKind::Series(*no, format));
        }
    }
    for table in DataTable::ALL {
        for format in [DataFormat::Csv, DataFormat::Json] {
            add(permalink::data(table.as_str(), format.as_str()), FileKind::Data(table, format));
        }
    }
    let mut taken_paths: FxHashSet<String> = files.iter().map(|file| file.path.clone()).collect();
    taken_paths.extend(RESERVED.map(str::to_owned));
    for (number, old) in site.redirects.iter().enumerate() {
        let path = redirect::file(&old.from);
        let is_file = !taken_paths.insert(path.clone());
        match pages.page_of_file(&path) {
            Some(page) => diagnostics.push(taken(&old.from, &page.path, old.place.clone())),
            None if is_file => diagnostics.push(taken(&old.from, &path, old.place.clone())),
            None => files.push(AuxiliaryFile { path, kind: FileKind::Redirect(number) }),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// An alias or redirect in the place of a page or file.
fn taken(from: &str, path: &str, place: Place) -> Diagnostic {
    let message = localized!(
        "địa chỉ cũ `/{from}` trùng với trang hoặc tệp đang có `/{path}`",
        "the old path `/{from}` is that of the page or file `/{path}`"
    );
    let help = localized!(
        "bỏ địa chỉ cũ này: trang ở đó đã mở được",
        "remove this old path: what stands there can be opened already"
    );
    Diagnostic::error(Code::PathCollision, place, message).help(help)
}
