//! All addresses of the output, listed once: pages, feeds and auxiliary files, before any text is read.
//!
//! In: the linked [`Site`]. Out: [`Pages`], in which links in texts, menus, breadcrumbs, language switches, sitemaps,
//! the renderer and the summary of a build look up addresses. The steps:
//!
//! 1. [`edition`] makes the lists of each language;
//! 2. [`plan`] makes a [`Page`] for everything that has one;
//! 3. [`files`] lists the auxiliary files: feeds, sitemaps, open data, redirects.
//!
//! Copied files and generated pictures depend on the texts and are planned in `crate::files`.

mod documents;
pub(crate) mod edition;
mod entries;
mod files;
mod kind;
pub(crate) mod lists;
mod plan;
mod units;

pub use files::{AuxiliaryFile, DataFormat, DataTable, Feed, FeedFormat, FeedOf, FileKind};
pub use kind::{DocumentsOf, EntriesOf, ModelsOf, NewsOf, PageKind};

pub(crate) use documents::{document_lists, documents_of};
pub(crate) use entries::{entries_of, entry_lists};
pub(crate) use plan::{MODELS_OF_PROGRAMME, page_count};
pub(crate) use units::ListedUnit;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use bantin_text::language::Language;
use bantin_text::suggest::SuggestionIndex;

use crate::content::record::Origin;
use crate::diagnostic::Diagnostic;
use crate::file_list::RESERVED;
use crate::pages::edition::Edition;
use crate::site::{RecordNo, Site, permalink};

/// The folder of the search. Its files are named by hashes and not listed in [`Pages`].
pub const SEARCH_FOLDER: &str = "search/";

/// A page of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The path relative to the section: `tin-tuc/bai-a/`, `404.html`.
    pub path: String,
    /// The edition to which it belongs.
    pub language: Language,
    pub kind: PageKind,
}

/// All addresses of the output.
#[derive(Debug)]
pub struct Pages {
    /// The main language first.
    editions: Vec<Edition>,
    /// Sorted by path.
    pages: Vec<Page>,
    feeds: Vec<Feed>,
    /// Sorted by path.
    files: Vec<AuxiliaryFile>,
    near: OnceLock<SuggestionIndex>,
}

impl Pages {
    /// Plans all pages and files. Two pages at one path, and redirects at the path of a page, are reported.
    pub fn new(site: &Site<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let editions = Edition::all(site);
        let pages = plan::plan(site, &editions, diagnostics);
        let feeds = files::feeds(site, &editions);
        let mut planned = Self { editions, pages, feeds, files: Vec::new(), near: OnceLock::new() };
        planned.files = files::files(site, &planned, diagnostics);
        planned
    }

    /// The editions of the site, the main language first.
    pub(crate) fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The edition of a language; that of the main language if there is none.
    pub(crate) fn edition(&self, language: Language) -> &Edition {
        self.editions.iter().find(|edition| edition.language == language).unwrap_or(&self.editions[0])
    }

    /// All pages, sorted by path.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    pub fn feeds(&self) -> &[Feed] {
        &self.feeds
    }

    /// All auxiliary files, sorted by path.
    pub fn files(&self) -> &[AuxiliaryFile] {
        &self.files
    }

    /// The page at a path relative to the section.
    pub fn get(&self, path: &str) -> Option<&Page> {
        let at = self.pages.binary_search_by(|page| page.path.as_str().cmp(path)).ok()?;
        Some(&self.pages[at])
    }

    /// The page that is written to a file of the output, such as `tin-tuc/index.html`.
    pub fn page_of_file(&self, file: &str) -> Option<&Page> {
        let folder =
            file.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        match folder {
            Some(folder) => self.get(folder),
            None => self.get(file).filter(|page| permalink::file(&page.path) == file),
        }
    }

    /// The origin of the record of the page that is written to a file of the output.
    pub fn origin_of<'s>(&self, site: &'s Site<'_>, file: &str) -> Option<&'s Origin> {
        self.page_of_file(file)?.kind.origin(site)
    }

    /// The origin of the record whose page is written to a file of the output, or whose page's folder holds the file,
    /// such as a picture of an article; the innermost one.
    pub fn origin_above<'s>(&self, site: &'s Site<'_>, file: &str) -> Option<&'s Origin> {
        let folders = file.match_indices('/').rev().map(|(at, _)| &file[..=at]);
        folders.filter_map(|folder| self.get(folder)).find_map(|page| page.kind.origin(site))
    }

    /// The auxiliary file at a path of the output.
    pub fn file(&self, path: &str) -> Option<&AuxiliaryFile> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        Some(&self.files[at])
    }

    /// Files for which a host does not answer 200, with their HTTP statuses: 301 for old addresses, 404 and 410 for the
    /// pages that say so.
    pub fn statuses(&self) -> impl Iterator<Item = (String, u16)> {
        let redirects = self.files.iter().filter(|file| matches!(file.kind, FileKind::Redirect(_)));
        let pages = self.pages.iter().filter_map(|page| {
            let status = match page.kind {
                PageKind::Withdrawn(_) => 410,
                PageKind::NotFound => 404,
                _ => return None,
            };
            Some((permalink::file(&page.path), status))
        });
        redirects.map(|file| (file.path.clone(), 301)).chain(pages)
    }

    /// Resolves a path in a text to the path of a page, with or without its trailing slash, or of another file known
    /// before texts are read; also returns the record of the page.
    pub fn find(&self, path: &str) -> Option<(String, Option<RecordNo>)> {
        let folder = format!("{path}/");
        let page = self.get(path).or_else(|| self.get(&folder)).or_else(|| self.page_of_file(path));
        if let Some(page) = page {
            return Some((page.path.clone(), page.kind.record()));
        }
        let is_file = |path: &str| self.file(&permalink::file(path)).is_some();
        if is_file(path) || RESERVED.contains(&path) || path.starts_with(SEARCH_FOLDER) {
            return Some((path.to_owned(), None));
        }
        is_file(&folder).then_some((folder, None))
    }

    /// The existing path nearest to one that does not exist.
    pub fn nearest(&self, path: &str) -> Option<&str> {
        let names = || {
            let first_pages = self.pages.iter().filter(|page| page.kind.number() == 1).map(|page| &page.path);
            SuggestionIndex::new(
                first_pages.chain(self.files.iter().map(|file| &file.path)).map(String::as_str),
            )
        };
        self.near.get_or_init(names).nearest(path)
    }

    /// The path of the same page in another edition (for a list, its first page); `None` if it does not exist there.
    pub(crate) fn counterpart(&self, site: &Site<'_>, kind: PageKind, edition: &Edition) -> Option<String> {
        let kind = match kind {
            PageKind::Article(no) => {
                let mut others = site.article(no).translations.iter();
                PageKind::Article(*others.find(|no| site.article(**no).language == edition.language)?)
            }
            PageKind::Model(no) => {
                let mut others = site.model(no).translations.iter();
                PageKind::Model(*others.find(|no| site.model(**no).language == edition.language)?)
            }
            PageKind::Standing(no) => {
                let mut others = site.page(no).translations.iter();
                PageKind::Standing(*others.find(|no| site.page(**no).language == edition.language)?)
            }
            kind => kind,
        };
        let page = self.get(&kind.path(site, edition.prefix))?;
        (page.language == edition.language).then(|| page.path.clone())
    }

    /// The number of pages of each kind, sorted by name.
    pub fn counts(&self) -> Vec<(Cow<'static, str>, usize)> {
        let mut counts = BTreeMap::new();
        for page in &self.pages {
            *counts.entry(page.kind.name()).or_insert(0) += 1;
        }
        counts.into_iter().map(|(kind, count)| (kind.into(), count)).collect()
    }
}
