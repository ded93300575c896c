//! Which pages there are, and where they stand.
//!
//! In comes the site; out go the pages of all editions, sorted by path. Articles, models and standing pages stand
//! in the edition of their own language; entries, programmes and rules, which have none, in that of the main
//! language; everything else in each edition.

use crate::content::model::{Level, Status};
use crate::diagnostic::{Code, Diagnostic, Place, words};
use crate::render::edition::{Edition, total};
use crate::render::entries;
use crate::render::paging::pages;
use crate::site::{
    ArticleNo, CategoryNo, ContestNo, EntryNo, FieldNo, LocalityNo, ModelNo, OrganizationNo, PageNo,
    ProgrammeNo, Site, TagNo, permalink,
};
use bantin_text::language::Language;

/// A page that will be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPage {
    /// Where it stands below the section: `tin-tuc/bai-a/`, `404.html`.
    pub path: String,
    /// The edition it belongs to.
    pub language: Language,
    /// What it shows.
    pub shows: Shows,
}

/// What a page shows. Numbers of pages of a list count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shows {
    /// The first page of the edition.
    Home,
    /// A list of articles.
    News(NewsOf, usize),
    /// An article.
    Article(ArticleNo),
    /// All tags.
    Tags,
    /// What carries a tag.
    Tag(TagNo, usize),
    /// A list of models.
    Models(ModelsOf, usize),
    /// A model.
    Model(ModelNo),
    /// All contests.
    Contests,
    /// A contest.
    Contest(ContestNo),
    /// The rules of a contest.
    Rules(ContestNo),
    /// The entries of a contest.
    Entries(ContestNo, EntriesOf, usize),
    /// An entry.
    Entry(EntryNo),
    /// The results of a contest.
    Results(ContestNo),
    /// All programmes.
    Programmes,
    /// A programme.
    Programme(ProgrammeNo),
    /// All localities.
    Localities,
    /// A locality.
    Locality(LocalityNo, usize),
    /// All organizations.
    Organizations,
    /// An organization.
    Organization(OrganizationNo, usize),
    /// The statistics.
    Statistics,
    /// The search form and lists of everything.
    Search,
    /// A standing page.
    Standing(PageNo),
    /// The page for addresses that lead nowhere.
    NotFound,
    /// What stands in the place of something taken back: its number among the site's tombstones.
    Withdrawn(usize),
}

/// Which articles a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NewsOf {
    /// All.
    All,
    /// Those of a category and the categories below it.
    Category(CategoryNo),
    /// Those of a year.
    Year(i16),
}

/// Which models a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModelsOf {
    /// All.
    All,
    /// Those of a field.
    Field(FieldNo),
    /// Those registered in a year.
    Year(i16),
    /// Those of a level.
    Level(Level),
    /// Those of a status.
    Status(Status),
}

/// Which entries of a contest a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntriesOf {
    /// All.
    All,
    /// Those of a genre, by its place in the contest.
    Genre(usize),
    /// Those from a locality.
    Locality(LocalityNo),
    /// Those whose furthest round it is, by its place in the contest; none before the results.
    Round(usize),
}

impl Shows {
    /// The name of the page's type: that of its template, and the one pages are counted by.
    pub fn kind(self) -> &'static str {
        match self {
            Shows::Home => "home",
            Shows::News(..) => "news",
            Shows::Article(_) => "article",
            Shows::Tags => "tags",
            Shows::Tag(..) => "tag",
            Shows::Models(..) => "models",
            Shows::Model(_) => "model",
            Shows::Contests => "contests",
            Shows::Contest(_) => "contest",
            Shows::Rules(_) => "rules",
            Shows::Entries(..) => "entries",
            Shows::Entry(_) => "entry",
            Shows::Results(_) => "results",
            Shows::Programmes => "programmes",
            Shows::Programme(_) => "programme",
            Shows::Localities => "localities",
            Shows::Locality(..) => "locality",
            Shows::Organizations => "organizations",
            Shows::Organization(..) => "organization",
            Shows::Statistics => "statistics",
            Shows::Search => "search",
            Shows::Standing(_) => "page",
            Shows::NotFound => "404",
            Shows::Withdrawn(_) => "withdrawn",
        }
    }

    /// Whether search engines may index it.
    pub fn is_indexed(self) -> bool {
        !matches!(self, Shows::NotFound | Shows::Withdrawn(_))
    }

    /// Whether it is a page of its own or the first page of a list.
    pub(super) fn is_first_page(self) -> bool {
        match self {
            Shows::News(_, page) | Shows::Tag(_, page) | Shows::Models(_, page) => page == 1,
            Shows::Entries(_, _, page) | Shows::Locality(_, page) | Shows::Organization(_, page) => page == 1,
            _ => true,
        }
    }

    /// The record whose page it is.
    fn record(self, site: &Site<'_>) -> Option<Place> {
        Some(match self {
            Shows::Article(no) => site.article(no).record.origin.place(),
            Shows::Model(no) => site.model(no).record.origin.place(),
            Shows::Contest(no) => site.contest(no).record.origin.place(),
            Shows::Entry(no) => site.entry(no).record.origin.place(),
            Shows::Programme(no) => site.programme(no).record.origin.place(),
            Shows::Standing(no) => site.page(no).record.origin.place(),
            _ => return None,
        })
    }
}

/// All pages, sorted by path. Two at one path are reported, and the second is left out.
pub(super) fn plan(site: &Site<'_>, editions: &[Edition], found: &mut Vec<Diagnostic>) -> Vec<PlannedPage> {
    let mut plan = Vec::new();
    for edition in editions {
        Planner { site, edition, plan: &mut plan }.edition();
    }
    for (number, tombstone) in site.tombstones.iter().enumerate() {
        let (path, language) = (tombstone.path.clone(), tombstone.language);
        plan.push(PlannedPage { path, language, shows: Shows::Withdrawn(number) });
    }
    plan.sort_by(|a, b| a.path.cmp(&b.path).then(a.shows.cmp(&b.shows)));
    plan.dedup_by(|second, first| {
        let doubled = second.path == first.path;
        // Of one kind they have the same id, which was reported where it stands.
        if doubled && first.shows.kind() != second.shows.kind() {
            found.push(collision(site, first, second));
        }
        doubled
    });
    plan
}

/// Reported at the record that can be renamed.
fn collision(site: &Site<'_>, first: &PlannedPage, second: &PlannedPage) -> Diagnostic {
    let path = &first.path;
    let (a, b) = (first.shows.kind(), second.shows.kind());
    let message = words!(
        "hai trang cùng một đường dẫn `/{path}` (`{a}` và `{b}`)",
        "two pages have the same path `/{path}` (`{a}` and `{b}`)"
    );
    let place = second.shows.record(site).or_else(|| first.shows.record(site));
    let place = place.unwrap_or_else(|| Place::start_of(site.config.source));
    let help = words!("đổi `id` của một trong hai", "change the `id` of one of the two");
    Diagnostic::error(Code::PathCollision, place, message).help(help)
}

struct Planner<'p, 's> {
    site: &'p Site<'s>,
    edition: &'p Edition,
    plan: &'p mut Vec<PlannedPage>,
}

impl Planner<'_, '_> {
    fn edition(&mut self) {
        let prefix = self.edition.prefix;
        self.add(permalink::home(prefix), Shows::Home);
        self.add(permalink::search(prefix), Shows::Search);
        self.add(permalink::statistics(prefix), Shows::Statistics);
        self.news();
        self.tags();
        self.models();
        self.contests();
        self.programmes();
        self.places();
        self.records();
        if self.edition.is_main(self.site.config) {
            self.add(permalink::NOT_FOUND.to_owned(), Shows::NotFound);
        }
    }

    fn add(&mut self, path: String, shows: Shows) {
        self.plan.push(PlannedPage { path, language: self.edition.language, shows });
    }

    /// All pages of a list of so many things.
    fn list(&mut self, path: &str, items: usize, shows: impl Fn(usize) -> Shows) {
        for number in 1..=pages(items, self.site.config.page_size) {
            self.add(permalink::paged(path, number), shows(number));
        }
    }

    fn news(&mut self) {
        let (edition, news) = (self.edition, permalink::news(self.edition.prefix));
        self.list(&news, edition.articles.len(), |page| Shows::News(NewsOf::All, page));
        for (year, articles) in &edition.article_years {
            let path = permalink::year(&news, *year);
            self.list(&path, articles.len(), |page| Shows::News(NewsOf::Year(*year), page));
        }
        for no in (0..self.site.categories.len()).map(CategoryNo) {
            let path = format!("{}{}", edition.prefix, self.site.category(no).path);
            self.list(&path, edition.category(no).len(), |page| Shows::News(NewsOf::Category(no), page));
        }
    }

    fn tags(&mut self) {
        let edition = self.edition;
        self.add(permalink::tags(edition.prefix), Shows::Tags);
        for no in (0..self.site.tags.len()).map(TagNo).filter(|no| edition.tag(*no).len() > 0) {
            let path = permalink::tag(edition.prefix, &self.site.tag(no).slug);
            self.list(&path, edition.tag(no).len(), |page| Shows::Tag(no, page));
        }
    }

    fn models(&mut self) {
        let (edition, models) = (self.edition, permalink::models(self.edition.prefix));
        self.list(&models, edition.models.len(), |page| Shows::Models(ModelsOf::All, page));
        for (year, of) in &edition.model_years {
            let path = permalink::year(&models, *year);
            self.list(&path, of.len(), |page| Shows::Models(ModelsOf::Year(*year), page));
        }
        for no in (0..self.site.fields.len()).map(FieldNo) {
            let path = permalink::field(edition.prefix, &self.site.field(no).fields.id.0);
            self.list(&path, edition.field(no).len(), |page| Shows::Models(ModelsOf::Field(no), page));
        }
        for (level, of) in &edition.model_levels {
            let path = permalink::level(edition.prefix, level.as_str());
            self.list(&path, of.len(), |page| Shows::Models(ModelsOf::Level(*level), page));
        }
        for (status, of) in &edition.model_statuses {
            let path = permalink::status(edition.prefix, status.as_str());
            self.list(&path, of.len(), |page| Shows::Models(ModelsOf::Status(*status), page));
        }
    }

    fn contests(&mut self) {
        let (site, prefix) = (self.site, self.edition.prefix);
        self.add(permalink::contests(prefix), Shows::Contests);
        for no in (0..site.contests.len()).map(ContestNo) {
            let contest = site.contest(no);
            let id = &contest.record.id.0;
            self.add(permalink::contest(prefix, id), Shows::Contest(no));
            for list in entries::lists(site, no) {
                let path = entries::path(site, no, list.of, prefix);
                self.list(&path, list.entries.len(), |page| Shows::Entries(no, list.of, page));
            }
            self.add(permalink::results(prefix, id), Shows::Results(no));
            if self.edition.is_main(site.config) && contest.rules.is_some() {
                self.add(permalink::rules(prefix, id), Shows::Rules(no));
            }
        }
    }

    fn programmes(&mut self) {
        self.add(permalink::programmes(self.edition.prefix), Shows::Programmes);
    }

    fn places(&mut self) {
        let (site, edition) = (self.site, self.edition);
        self.add(permalink::localities(edition.prefix), Shows::Localities);
        for no in (0..site.localities.len()).map(LocalityNo) {
            let path = permalink::locality(edition.prefix, &site.locality(no).fields.id.0);
            let items = total(&edition.locality_groups(no));
            self.list(&path, items, |page| Shows::Locality(no, page));
        }
        self.add(permalink::organizations(edition.prefix), Shows::Organizations);
        for no in (0..site.organizations.len()).map(OrganizationNo) {
            let path = permalink::organization(edition.prefix, &site.organization(no).fields.id.0);
            let items = total(&edition.organization_groups(no));
            self.list(&path, items, |page| Shows::Organization(no, page));
        }
    }

    /// The pages of records, which know their paths.
    fn records(&mut self) {
        let (site, language) = (self.site, self.edition.language);
        for (number, article) in site.articles.iter().enumerate().filter(|(_, a)| a.language == language) {
            self.add(article.path.clone(), Shows::Article(ArticleNo(number)));
        }
        for (number, model) in site.models.iter().enumerate().filter(|(_, m)| m.language == language) {
            self.add(model.path.clone(), Shows::Model(ModelNo(number)));
        }
        for (number, page) in site.pages.iter().enumerate().filter(|(_, p)| p.language == language) {
            self.add(page.path.clone(), Shows::Standing(PageNo(number)));
        }
        if self.edition.is_main(site.config) {
            for (number, entry) in site.entries.iter().enumerate() {
                self.add(entry.path.clone(), Shows::Entry(EntryNo(number)));
            }
            for (number, programme) in site.programmes.iter().enumerate() {
                self.add(programme.path.clone(), Shows::Programme(ProgrammeNo(number)));
            }
        }
    }
}
