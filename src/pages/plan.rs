//! Decides which pages exist.
//!
//! Articles, models, documents and standing pages belong to the edition of their own language; entries, programmes and rules,
//! which have no language, to the edition of the main language; all other pages exist in every edition.

use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::pages::edition::Edition;
use crate::pages::kind::{ModelsOf, NewsOf, PageKind};
use crate::pages::lists::total;
use crate::pages::{ListedUnit, Page, document_lists, entry_lists};
use crate::site::{LocalityNo, OrganizationNo, RecordNo, Site, permalink};

/// Models on the page of a programme; if it has more, there is a list of all.
pub(crate) const MODELS_OF_PROGRAMME: usize = 12;

/// The number of pages of a list; at least one.
pub(crate) fn page_count(items: usize, size: usize) -> usize {
    items.div_ceil(size).max(1)
}

/// All pages, sorted by path. Two pages at one path are reported, and the second one is left out.
pub(super) fn plan(site: &Site<'_>, editions: &[Edition], diagnostics: &mut Vec<Diagnostic>) -> Vec<Page> {
    let mut pages = Vec::new();
    for edition in editions {
        Planner { site, edition, pages: &mut pages }.edition();
    }
    for (number, tombstone) in site.tombstones.iter().enumerate() {
        let (path, language) = (tombstone.path.clone(), tombstone.language);
        pages.push(Page { path, language, kind: PageKind::Withdrawn(number) });
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path).then(a.kind.cmp(&b.kind)));
    pages.dedup_by(|second, first| {
        let doubled = second.path == first.path;
        // Two pages of the same kind at one path have the same id, which was reported already.
        if doubled && first.kind.name() != second.kind.name() {
            diagnostics.push(collision(site, first, second));
        }
        doubled
    });
    pages
}

/// Reported at a record, because its id can be changed.
fn collision(site: &Site<'_>, first: &Page, second: &Page) -> Diagnostic {
    let path = &first.path;
    let (a, b) = (first.kind.name(), second.kind.name());
    let message = localized!(
        "hai trang cùng một đường dẫn `/{path}` (`{a}` và `{b}`)",
        "two pages have the same path `/{path}` (`{a}` and `{b}`)"
    );
    let place = second.kind.place(site).or_else(|| first.kind.place(site));
    let place = place.unwrap_or_else(|| Place::start_of(site.config.source));
    let help = localized!("đổi `id` của một trong hai", "change the `id` of one of the two");
    Diagnostic::error(Code::PathCollision, place, message).help(help)
}

struct Planner<'p, 's> {
    site: &'p Site<'s>,
    edition: &'p Edition,
    pages: &'p mut Vec<Page>,
}

impl Planner<'_, '_> {
    fn edition(&mut self) {
        for kind in [
            PageKind::Home,
            PageKind::Search,
            PageKind::Statistics,
            PageKind::AllSeries,
            PageKind::Programmes,
            PageKind::Localities,
            PageKind::Organizations,
        ] {
            self.add(kind);
        }
        self.site.shown_series.iter().for_each(|no| self.add(PageKind::Series(*no)));
        self.news();
        self.tags();
        self.models();
        self.contests();
        self.documents();
        self.topics_and_authors();
        self.units::<LocalityNo>();
        self.units::<OrganizationNo>();
        self.records();
        if self.edition.is_main(self.site.config) {
            self.add(PageKind::NotFound);
        }
    }

    fn add(&mut self, kind: PageKind) {
        let path = kind.path(self.site, self.edition.prefix);
        self.pages.push(Page { path, language: self.edition.language, kind });
    }

    /// All pages of a paginated list.
    fn list(&mut self, items: usize, kind: impl Fn(usize) -> PageKind) {
        let path = kind(1).path(self.site, self.edition.prefix);
        for number in 1..=page_count(items, self.site.config.page_size) {
            let (path, language) = (permalink::paged(&path, number), self.edition.language);
            self.pages.push(Page { path, language, kind: kind(number) });
        }
    }

    fn news(&mut self) {
        let edition = self.edition;
        self.list(edition.articles.len(), |page| PageKind::News(NewsOf::All, page));
        for (year, articles) in &edition.article_years {
            self.list(articles.len(), |page| PageKind::News(NewsOf::Year(*year), page));
        }
        for (genre, articles) in &edition.article_genres {
            self.list(articles.len(), |page| PageKind::News(NewsOf::Genre(*genre), page));
        }
        for no in self.site.category_numbers() {
            self.list(edition.category(no).len(), |page| PageKind::News(NewsOf::Category(no), page));
        }
    }

    fn tags(&mut self) {
        let edition = self.edition;
        self.add(PageKind::Tags);
        for no in self.site.tag_numbers().filter(|no| edition.tagged(*no) > 0) {
            self.list(edition.tag(no).len(), |page| PageKind::Tag(no, page));
        }
    }

    fn models(&mut self) {
        let edition = self.edition;
        let years = edition.model_years.iter().map(|(year, _)| ModelsOf::Year(*year));
        let fields = self.site.field_numbers().map(ModelsOf::Field);
        let levels = edition.model_levels.iter().map(|(level, _)| ModelsOf::Level(*level));
        let statuses = edition.model_statuses.iter().map(|(status, _)| ModelsOf::Status(*status));
        for of in std::iter::once(ModelsOf::All).chain(years).chain(fields).chain(levels).chain(statuses) {
            self.list(edition.models_of(of).len(), |page| PageKind::Models(of, page));
        }
        if edition.is_main(self.site.config) {
            for of in self.site.programme_numbers().map(ModelsOf::Programme) {
                let count = edition.models_of(of).len();
                if count > MODELS_OF_PROGRAMME {
                    self.list(count, |page| PageKind::Models(of, page));
                }
            }
        }
    }

    fn contests(&mut self) {
        let site = self.site;
        self.add(PageKind::Contests);
        for no in site.contest_numbers() {
            self.add(PageKind::Contest(no));
            for (of, items) in entry_lists(site, no) {
                self.list(items, |page| PageKind::Entries(no, of, page));
            }
            self.add(PageKind::Results(no));
        }
    }

    fn documents(&mut self) {
        for (of, items) in document_lists(self.site) {
            self.list(items, |page| PageKind::Documents(of, page));
        }
    }

    fn topics_and_authors(&mut self) {
        let (site, edition) = (self.site, self.edition);
        for no in site.topic_numbers() {
            self.list(edition.topic(no).len(), |page| PageKind::Topic(no, page));
        }
        for no in site.author_numbers() {
            self.list(edition.author(no).len(), |page| PageKind::Author(no, page));
        }
    }

    /// The pages of the units of a kind.
    fn units<No: ListedUnit>(&mut self) {
        for no in (0..No::all(self.site).len()).map(No::from) {
            self.list(total(&No::lists(self.edition).groups(no)), |page| no.page(page));
        }
    }

    /// The pages of records, which have their own paths.
    fn records(&mut self) {
        let (site, language) = (self.site, self.edition.language);
        for record in site.records().filter(|record| site.record(*record).language == language) {
            // These stand in every edition.
            if !matches!(record, RecordNo::Contest(_) | RecordNo::Topic(_) | RecordNo::Author(_)) {
                self.add(PageKind::of_record(record));
            }
        }
    }
}
