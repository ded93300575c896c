//! The register of ids: of all records with their publication statuses, and of the terms of taxonomies.
//!
//! In: the catalog and the clock. The steps: the ids of terms; the status of each record, which depends on the terms
//! that the record requires; the order of published records, which numbers them.

use std::cmp::Reverse;

use crate::content::catalog::{Catalog, Listed};
use crate::content::kind::{Kind, RecordKind};
use crate::content::record::Record;
use crate::content::records::AnyRecord;
use crate::diagnostic::{Diagnostic, Path, Place};
use crate::site::ids::{Ids, Lookup, report_doubled};
use crate::site::numbers::{
    ArticleNo, AuthorNo, CategoryNo, ContestNo, DocumentNo, EntryNo, FieldNo, LocalityNo, ModelNo,
    OrganizationNo, PageNo, ProgrammeNo, RecordNo, TopicNo,
};
use crate::site::publication::Skipped;
use crate::site::publication::{Clock, PublicationStatus};
use crate::source::Sources;
use bantin_text::collate::Order;

/// All ids that references can name.
#[derive(Debug)]
pub struct Register<'c> {
    pub articles: Ids<'c, ArticleNo>,
    pub models: Ids<'c, ModelNo>,
    pub contests: Ids<'c, ContestNo>,
    /// `contest/entry`; positions count the entries of all contests, contest by contest.
    pub entries: Ids<'c, EntryNo>,
    pub programmes: Ids<'c, ProgrammeNo>,
    pub documents: Ids<'c, DocumentNo>,
    pub pages: Ids<'c, PageNo>,
    pub topics: Ids<'c, TopicNo>,
    pub authors: Ids<'c, AuthorNo>,
    pub categories: Ids<'c, CategoryNo>,
    pub fields: Ids<'c, FieldNo>,
    pub localities: Ids<'c, LocalityNo>,
    pub organizations: Ids<'c, OrganizationNo>,
    /// Numbers are positions in the catalog.
    pub series: Ids<'c, usize>,
}

impl<'c> Register<'c> {
    /// `categories` are the ids of the flattened category tree.
    pub(super) fn new(
        catalog: &'c Catalog,
        sources: &Sources,
        clock: &Clock<'_>,
        categories: impl Iterator<Item = (&'c str, Place)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let taxonomies = &catalog.taxonomies;
        let mut building = Building { catalog, sources, clock, order: Order::new(), diagnostics };
        let categories = building.unique(Kind::Category, categories);
        let fields = building.unique(Kind::Field, terms(&taxonomies.fields, |field| &field.id.0));
        let localities = building.unique(Kind::Locality, terms(&taxonomies.localities, |unit| &unit.id.0));
        let organizations =
            building.unique(Kind::Organization, terms(&taxonomies.organizations, |one| &one.id.0));
        let start = |source| Place::start_of(source);
        let series = catalog.series.iter().map(|series| (series.id.as_str(), start(series.source)));
        let series = building.unique(Kind::Series, series);
        let articles = building.articles(&categories);
        let models = building.models(&fields, &localities);
        let contests = building.contests(&organizations);
        let entries = building.entries(&contests);
        let (programmes, documents, pages) = (building.programmes(), building.documents(), building.pages());
        let topics = building.listed(RecordKind::Topic, &catalog.topics);
        let authors = building.listed(RecordKind::Author, &catalog.authors);
        Self {
            articles,
            models,
            contests,
            entries,
            programmes,
            documents,
            pages,
            topics,
            authors,
            categories,
            fields,
            localities,
            organizations,
            series,
        }
    }

    /// Looks up the id of a record.
    pub fn look_up(&self, kind: RecordKind, id: &str) -> Lookup<RecordNo> {
        match kind {
            RecordKind::Article => self.articles.look_up(id).map(RecordNo::Article),
            RecordKind::Model => self.models.look_up(id).map(RecordNo::Model),
            RecordKind::Contest => self.contests.look_up(id).map(RecordNo::Contest),
            RecordKind::Rules => self.contests.look_up(id).map(RecordNo::Rules),
            RecordKind::Entry => self.entries.look_up(id).map(RecordNo::Entry),
            RecordKind::Programme => self.programmes.look_up(id).map(RecordNo::Programme),
            RecordKind::Document => self.documents.look_up(id).map(RecordNo::Document),
            RecordKind::Page => self.pages.look_up(id).map(RecordNo::Page),
            RecordKind::Topic => self.topics.look_up(id).map(RecordNo::Topic),
            RecordKind::Author => self.authors.look_up(id).map(RecordNo::Author),
        }
    }

    /// The status of a record; for rules, that of their contest.
    pub(super) fn status(&self, record: &AnyRecord<'_>) -> PublicationStatus {
        let statuses = match record.kind() {
            RecordKind::Article => self.articles.statuses(),
            RecordKind::Model => self.models.statuses(),
            RecordKind::Contest | RecordKind::Rules => self.contests.statuses(),
            RecordKind::Entry => self.entries.statuses(),
            RecordKind::Programme => self.programmes.statuses(),
            RecordKind::Document => self.documents.statuses(),
            RecordKind::Page => self.pages.statuses(),
            RecordKind::Topic => self.topics.statuses(),
            RecordKind::Author => self.authors.statuses(),
        };
        statuses[record.position]
    }

    /// Whether mistakes of its own keep a record from being published.
    pub(crate) fn is_broken(&self, record: &AnyRecord<'_>) -> bool {
        self.status(record) == PublicationStatus::Broken
    }

    /// Unpublished records, sorted by reason, kind and id.
    pub(super) fn skipped(&self, catalog: &Catalog) -> Vec<Skipped> {
        let skipped = |record: AnyRecord<'_>| match self.status(&record) {
            PublicationStatus::Skipped(reason) => {
                Some(Skipped { reason, kind: record.kind().as_str().into(), id: record.name().into_owned() })
            }
            _ => None,
        };
        let mut all: Vec<_> = catalog.records().filter_map(skipped).collect();
        all.sort();
        all
    }
}

/// The terms of a taxonomy with the places of their ids.
fn terms<T>(listed: &Listed<T>, id: fn(&T) -> &str) -> impl Iterator<Item = (&str, Place)> {
    listed
        .entries
        .iter()
        .map(move |(index, term)| (id(term), place_of(listed, *index, |path| path.key("id"))))
}

/// The place of a value of one element of a taxonomy file.
pub(super) fn place_of<T>(listed: &Listed<T>, index: usize, way: impl FnOnce(Path) -> Path) -> Place {
    match listed.source {
        Some(source) => Place::value(source, way(Path::top().index(index))),
        None => Place::file("content/taxonomies"),
    }
}

/// The id of a record, and where a duplicate is reported.
fn id_of<F>(record: &Record<F>) -> (&str, Place) {
    (&record.id.0, record.origin.key("id"))
}

/// The context in which the ids of each kind are collected.
struct Building<'b, 'c> {
    catalog: &'c Catalog,
    sources: &'b Sources,
    clock: &'b Clock<'b>,
    /// The collation of names.
    order: Order,
    diagnostics: &'b mut Vec<Diagnostic>,
}

impl<'c> Building<'_, 'c> {
    fn unique<No: Copy + From<usize>>(
        &mut self,
        kind: impl Into<Kind>,
        ids: impl Iterator<Item = (&'c str, Place)>,
    ) -> Ids<'c, No> {
        Ids::unique(kind, ids, &self.catalog.lost, self.sources, self.diagnostics)
    }

    /// Newest first, then by id.
    fn articles(&mut self, categories: &Ids<'c, CategoryNo>) -> Ids<'c, ArticleNo> {
        let (articles, clock) = (&self.catalog.articles, self.clock);
        let ids = self.unique(RecordKind::Article, articles.iter().map(id_of));
        let statuses = articles.iter().map(|record| {
            let is_filed = categories.position(&record.fields.category).is_some();
            clock.article(&record.id.0, &record.fields).or_broken(is_filed && !record.is_broken)
        });
        ids.with_statuses(statuses.collect(), |order| {
            order.sort_by_cached_key(|at| {
                let article = &articles[*at];
                (Reverse(article.fields.date.at(clock.zone).timestamp()), article.id.clone())
            });
        })
    }

    /// Newest registration first, then by name.
    fn models(&mut self, fields: &Ids<'c, FieldNo>, localities: &Ids<'c, LocalityNo>) -> Ids<'c, ModelNo> {
        let (models, clock) = (&self.catalog.models, self.clock);
        let ids = self.unique(RecordKind::Model, models.iter().map(id_of));
        let statuses = models.iter().map(|record| {
            let is_placed = fields.position(&record.fields.field).is_some()
                && localities.position(&record.fields.locality).is_some();
            clock.model(&record.id.0, &record.fields).or_broken(is_placed && !record.is_broken)
        });
        ids.with_statuses(statuses.collect(), |order| {
            order.sort_by(|a, b| {
                let (a, b) = (&models[*a], &models[*b]);
                let newest = b.fields.registered.cmp(&a.fields.registered);
                let name = || self.order.compare(&a.fields.name, &b.fields.name);
                newest.then_with(name).then_with(|| a.id.cmp(&b.id))
            });
        })
    }

    /// Latest first, then by id.
    fn contests(&mut self, organizations: &Ids<'c, OrganizationNo>) -> Ids<'c, ContestNo> {
        let (contests, clock) = (&self.catalog.contests, self.clock);
        let ids = self.unique(RecordKind::Contest, contests.iter().map(|files| id_of(&files.contest)));
        let statuses = contests.iter().map(|files| {
            let is_run = organizations.position(&files.contest.fields.organizer).is_some();
            PublicationStatus::Published.or_broken(is_run && !files.contest.is_broken)
        });
        ids.with_statuses(statuses.collect(), |order| {
            order.sort_by_cached_key(|at| {
                let contest = &contests[*at].contest;
                (Reverse(contest.fields.opens.at(clock.zone).timestamp()), contest.id.clone())
            });
        })
    }

    /// By contest, then by title. Ids are unique within each contest.
    fn entries(&mut self, contests: &Ids<'c, ContestNo>) -> Ids<'c, EntryNo> {
        let (catalog, clock, order) = (self.catalog, self.clock, &self.order);
        for files in &catalog.contests {
            let ids = files.entries.iter().map(id_of);
            report_doubled(RecordKind::Entry, ids, self.sources, self.diagnostics);
        }
        let all: Vec<_> = catalog.entries().collect();
        let names = all.iter().map(|(contest, entry)| catalog.entry_name(*contest, entry));
        let ids = Ids::new(RecordKind::Entry, names, &catalog.lost);
        let statuses = all.iter().map(|(at, entry)| {
            let contest = &catalog.contests[*at].contest.fields;
            let is_sound = contests.number(*at).is_some()
                && contest.genres.iter().any(|genre| genre.id.0 == entry.fields.genre);
            let name = catalog.entry_name(*at, entry);
            clock.entry(&name, &entry.fields, clock.stage(contest)).or_broken(is_sound && !entry.is_broken)
        });
        ids.with_statuses(statuses.collect(), |published| {
            published.sort_by(|a, b| {
                let ((contest_a, a), (contest_b, b)) = (all[*a], all[*b]);
                let title = || order.compare(&a.fields.title, &b.fields.title);
                let by_contest = contests.number(contest_a).cmp(&contests.number(contest_b));
                by_contest.then_with(title).then_with(|| a.id.cmp(&b.id))
            });
        })
    }

    /// Latest first, then by id.
    fn programmes(&mut self) -> Ids<'c, ProgrammeNo> {
        let programmes = &self.catalog.programmes;
        let ids = self.unique(RecordKind::Programme, programmes.iter().map(id_of));
        let statuses = programmes.iter().map(|one| PublicationStatus::Published.or_broken(!one.is_broken));
        ids.with_statuses(statuses.collect(), |order| {
            order.sort_by_key(|at| (Reverse(programmes[*at].fields.period.from), programmes[*at].id.clone()));
        })
    }

    /// Newest first, then by id.
    fn documents(&mut self) -> Ids<'c, DocumentNo> {
        let (documents, clock) = (&self.catalog.documents, self.clock);
        let ids = self.unique(RecordKind::Document, documents.iter().map(id_of));
        let statuses =
            documents.iter().map(|one| clock.document(&one.id.0, &one.fields).or_broken(!one.is_broken));
        ids.with_statuses(statuses.collect(), |order| {
            order.sort_by_cached_key(|at| {
                let document = &documents[*at];
                (Reverse(document.fields.issued.at(clock.zone).timestamp()), document.id.clone())
            });
        })
    }

    /// Topics or authors, in the order of their file.
    fn listed<F, No: Copy + From<usize>>(&mut self, kind: RecordKind, list: &'c [Record<F>]) -> Ids<'c, No> {
        let ids = self.unique(kind, list.iter().map(id_of));
        let statuses = list.iter().map(|one| PublicationStatus::Published.or_broken(!one.is_broken));
        ids.with_statuses(statuses.collect(), |_| {})
    }

    fn pages(&mut self) -> Ids<'c, PageNo> {
        let (pages, clock) = (&self.catalog.pages, self.clock);
        let ids = self.unique(RecordKind::Page, pages.iter().map(id_of));
        ids.with_statuses(
            pages
                .iter()
                .map(|page| clock.page(&page.id.0, &page.fields).or_broken(!page.is_broken))
                .collect(),
            |order| {
                order.sort_by_key(|at| pages[*at].id.clone());
            },
        )
    }
}
