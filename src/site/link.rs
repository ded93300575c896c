//! From the catalog to the linked site: names are looked up, what may be published is chosen and put in order, and
//! every reference is followed both ways.
//!
//! Steps: the taxonomies; the ids of all records; the fate of each record; the order of those that are published;
//! their references; the back references; related articles. References are checked in every record, published or
//! not, so that a draft is sound on the day it is published.

use jiff::Timestamp;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::cmp::Reverse;

use crate::content::catalog::Catalog;
use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, Place, words};
use crate::image::assets::Assets;
use crate::site::articles::articles;
use crate::site::back::link_back;
use crate::site::contest_checks::contest_checks;
use crate::site::contests::{contests, entries};
use crate::site::models::models;
use crate::site::names::Names;
use crate::site::others::{check_menus, logo, pages, programmes, redirects};
use crate::site::places::Places;
use crate::site::publication::{Clock, Fate};
use crate::site::related::relate;
use crate::site::tags::TagBook;
use crate::site::types::{
    ArticleNo, ContestNo, EntryNo, ModelNo, OrganizationNo, PageNo, ProgrammeNo, Publication, Site, Skipped,
};
use crate::site::views::views;
use crate::source::Sources;
use bantin_text::collate::Order;
use bantin_text::near::NearNames;

/// Links everything. `None` when there is no organization at all; what is wrong stands in `found`.
pub fn link<'c>(
    catalog: &'c Catalog,
    sources: &'c Sources,
    assets: &Assets,
    now: Timestamp,
    publication: Publication,
    found: &mut Vec<Diagnostic>,
) -> Option<Site<'c>> {
    let config = &catalog.config;
    let clock = Clock { now, zone: &config.time_zone, publication };
    let places = Places::new(catalog, sources, &clock, found);
    let at = |key| crate::diagnostic::Place::Yaml {
        source: config.source,
        path: crate::diagnostic::Path::top().key(key),
        part: crate::diagnostic::Part::Value,
    };
    // Where no publisher can be found, any organization does for what is left of this run.
    let anyone = (!places.organizations.is_empty()).then_some(0);
    let publisher = match config.organization.as_str() {
        "" => anyone,
        id => places.organization_names.find(id, at("organization"), found).or(anyone),
    };
    let records = Records::new(catalog, sources, &clock, &places, found);
    let mut linker = Linker { catalog, sources, assets, clock, places, records, found };
    let articles = articles(&mut linker);
    let models = models(&mut linker);
    contest_checks(&mut linker);
    let contests = contests(&mut linker);
    let entries = entries(&mut linker);
    let programmes = programmes(&mut linker);
    let pages = pages(&mut linker);
    let redirects = redirects(&mut linker);
    check_menus(&mut linker);
    let logo = logo(&mut linker);
    let views = views(catalog, linker.found);
    let tags = TagBook::new(&articles.list, &models.list, linker.found);
    let Linker { places, records, .. } = linker;
    let mut tombstones = articles.tombstones;
    tombstones.extend(entries.tombstones);
    let mut site = Site {
        config,
        catalog,
        sources,
        now,
        publisher: OrganizationNo(publisher?),
        logo,
        views,
        articles: articles.list,
        models: models.list,
        contests,
        entries: entries.list,
        programmes,
        pages,
        categories: places.categories,
        tags: Vec::new(),
        fields: places.fields,
        localities: places.localities,
        organizations: places.organizations,
        tombstones,
        redirects,
        skipped: records.skipped,
    };
    tags.enter(&mut site);
    link_back(&mut site);
    relate(&mut site);
    Some(site)
}

/// What the linking of each kind of record needs.
pub(super) struct Linker<'l, 'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) sources: &'c Sources,
    pub(super) assets: &'l Assets,
    pub(super) clock: Clock<'c>,
    pub(super) places: Places<'c>,
    pub(super) records: Records<'c>,
    pub(super) found: &'l mut Vec<Diagnostic>,
}

/// The ids of all records, and the numbers of those that are published. The lists named `…_no` have the order of
/// the catalog's lists; entries stand in one list, contest after contest.
pub(super) struct Records<'c> {
    pub(super) articles: Listing<'c, ArticleNo>,
    pub(super) models: Listing<'c, ModelNo>,
    pub(super) contests: Listing<'c, ContestNo>,
    pub(super) entries: Listing<'c, EntryNo>,
    pub(super) programmes: Listing<'c, ProgrammeNo>,
    pub(super) pages: Listing<'c, PageNo>,
    /// The position of each entry among those of all contests, by the position of its contest and its id.
    entry_positions: FxHashMap<(usize, &'c str), usize>,
    /// `contest/entry` of every entry, made when one is misspelt.
    pub(super) near_entries: OnceCell<NearNames>,
    skipped: Vec<Skipped>,
}

/// The records of one kind.
pub(super) struct Listing<'c, No> {
    pub(super) names: Names<'c>,
    /// What becomes of each, in the order of the catalog.
    pub(super) fates: Vec<Fate>,
    /// The number of each that is published, in the order of the catalog.
    pub(super) numbers: Vec<Option<No>>,
    /// The positions in the catalog of those that are published, in the order of the site.
    pub(super) order: Vec<usize>,
}

impl<'c, No: Copy> Listing<'c, No> {
    fn new(
        names: Names<'c>,
        fates: Vec<Fate>,
        sort: impl FnOnce(&mut Vec<usize>),
        number: fn(usize) -> No,
    ) -> Self {
        let mut order: Vec<usize> = (0..fates.len()).filter(|at| fates[*at] == Fate::Published).collect();
        sort(&mut order);
        let mut numbers = vec![None; fates.len()];
        for (no, at) in order.iter().enumerate() {
            numbers[*at] = Some(number(no));
        }
        Self { names, fates, numbers, order }
    }
}

impl<'c> Records<'c> {
    fn new(
        catalog: &'c Catalog,
        sources: &Sources,
        clock: &Clock<'_>,
        places: &Places<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let series = catalog.series.iter().map(|series| (series.id.as_str(), Place::start_of(series.source)));
        Names::new(words!("dãy số liệu", "series"), series, sources, found);
        let vietnamese = Order::new();
        let zone = clock.zone;
        let articles = Listing::new(
            Names::new(words!("bài viết", "article"), ids(&catalog.articles), sources, found)
                .without(&catalog.lost.articles),
            catalog
                .articles
                .iter()
                .map(|article| places.article(clock, &article.id.0, &article.fields))
                .collect(),
            |order| {
                order.sort_by_cached_key(|at| {
                    let article = &catalog.articles[*at];
                    (Reverse(article.fields.date.at(zone).timestamp()), article.id.clone())
                });
            },
            ArticleNo,
        );
        let models = Listing::new(
            Names::new(words!("mô hình", "model"), ids(&catalog.models), sources, found)
                .without(&catalog.lost.models),
            catalog.models.iter().map(|model| places.model(clock, &model.fields)).collect(),
            |order| {
                order.sort_by(|a, b| {
                    let (a, b) = (&catalog.models[*a], &catalog.models[*b]);
                    let newest = b.fields.registered.cmp(&a.fields.registered);
                    let name = || vietnamese.compare(&a.fields.name, &b.fields.name);
                    newest.then_with(name).then_with(|| a.id.cmp(&b.id))
                });
            },
            ModelNo,
        );
        let contests = Listing::new(
            Names::new(
                words!("cuộc thi", "contest"),
                catalog.contests.iter().map(|files| id_of(&files.contest)),
                sources,
                found,
            )
            .without(&catalog.lost.contests),
            catalog.contests.iter().map(|files| places.contest(&files.contest.fields)).collect(),
            |order| {
                order.sort_by_cached_key(|at| {
                    let contest = &catalog.contests[*at].contest;
                    (Reverse(contest.fields.opens.at(zone).timestamp()), contest.id.clone())
                });
            },
            ContestNo,
        );
        let entries = entry_listing(catalog, sources, clock, &contests, &vietnamese, found);
        let programmes = Listing::new(
            Names::new(words!("chương trình", "programme"), ids(&catalog.programmes), sources, found),
            vec![Fate::Published; catalog.programmes.len()],
            |order| {
                order.sort_by_key(|at| {
                    let programme = &catalog.programmes[*at];
                    (Reverse(programme.fields.period.from), programme.id.clone())
                });
            },
            ProgrammeNo,
        );
        let pages = Listing::new(
            Names::new(words!("trang", "page"), ids(&catalog.pages), sources, found)
                .without(&catalog.lost.pages),
            catalog.pages.iter().map(|page| clock.page(&page.fields)).collect(),
            |order| order.sort_by_key(|at| catalog.pages[*at].id.clone()),
            PageNo,
        );
        let mut entry_positions = FxHashMap::default();
        for (at, (contest, entry)) in all_entries(catalog).enumerate() {
            entry_positions.entry((contest, entry.id.0.as_str())).or_insert(at);
        }
        let mut records = Self {
            articles,
            models,
            contests,
            entries,
            programmes,
            pages,
            entry_positions,
            near_entries: OnceCell::new(),
            skipped: Vec::new(),
        };
        records.skipped = records.skipped_of(catalog);
        records
    }

    /// What is not published, sorted by reason, kind and id.
    fn skipped_of(&self, catalog: &Catalog) -> Vec<Skipped> {
        let mut skipped = Vec::new();
        let mut of = |kind: &'static str, fates: &[Fate], id: &dyn Fn(usize) -> String| {
            for (at, fate) in fates.iter().enumerate() {
                if let Fate::Skipped(reason) = fate {
                    skipped.push(Skipped { reason: *reason, kind, id: id(at) });
                }
            }
        };
        of("article", &self.articles.fates, &|at| catalog.articles[at].id.0.clone());
        of("model", &self.models.fates, &|at| catalog.models[at].id.0.clone());
        of("page", &self.pages.fates, &|at| catalog.pages[at].id.0.clone());
        let entries: Vec<_> = all_entries(catalog).collect();
        of("entry", &self.entries.fates, &|at| {
            let (contest, entry) = entries[at];
            format!("{}/{}", catalog.contests[contest].contest.id.0, entry.id.0)
        });
        skipped.sort();
        skipped
    }
}

/// All entries of all contests with the position of their contest, in the order of the catalog.
pub(super) fn all_entries(
    catalog: &Catalog,
) -> impl Iterator<Item = (usize, &Record<crate::content::entry::EntryFields>)> {
    catalog
        .contests
        .iter()
        .enumerate()
        .flat_map(|(at, files)| files.entries.iter().map(move |entry| (at, entry)))
}

/// Entries are named within their contest: each contest has names of its own, and the listing the whole names.
fn entry_listing<'c>(
    catalog: &'c Catalog,
    sources: &Sources,
    clock: &Clock<'_>,
    contests: &Listing<'c, ContestNo>,
    vietnamese: &Order,
    found: &mut Vec<Diagnostic>,
) -> Listing<'c, EntryNo> {
    for files in &catalog.contests {
        Names::new(words!("bài dự thi", "entry"), ids(&files.entries), sources, found);
    }
    let all: Vec<_> = all_entries(catalog).collect();
    let fates = all.iter().map(|(at, entry)| {
        let record = &catalog.contests[*at].contest;
        let (contest, id) = (&record.fields, format!("{}/{}", record.id.0, entry.id.0));
        let sound = contests.numbers[*at].is_some()
            && contest.genres.iter().any(|genre| genre.id.0 == entry.fields.genre);
        clock.entry(&id, &entry.fields, clock.stage(contest)).or_broken(sound)
    });
    let fates = fates.collect();
    let no_names = Names::new(words!("bài dự thi", "entry"), std::iter::empty(), sources, found);
    Listing::new(
        no_names,
        fates,
        |order| {
            order.sort_by(|a, b| {
                let ((contest_a, a), (contest_b, b)) = (all[*a], all[*b]);
                let number = |contest: usize| contests.numbers[contest];
                let title = || vietnamese.compare(&a.fields.title, &b.fields.title);
                number(contest_a).cmp(&number(contest_b)).then_with(title).then_with(|| a.id.cmp(&b.id))
            });
        },
        EntryNo,
    )
}

fn ids<F>(records: &[Record<F>]) -> impl Iterator<Item = (&str, crate::diagnostic::Place)> {
    records.iter().map(id_of)
}

/// A record's id, and where a second record of that id is reported.
fn id_of<F>(record: &Record<F>) -> (&str, crate::diagnostic::Place) {
    (&record.id.0, record.origin.key("id"))
}

impl<'c> Linker<'_, 'c> {
    /// The folder of a record's file, from the root of the site.
    pub(super) fn folder<F>(&self, record: &Record<F>) -> &'c str {
        let path = &self.sources.get(record.origin.source).path;
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The language of a record; one that the site does not list is reported.
    pub(super) fn language<F>(
        &mut self,
        record: &Record<F>,
        written: Option<bantin_text::language::Language>,
    ) -> bantin_text::language::Language {
        let config = &self.catalog.config;
        let language = written.unwrap_or(config.language);
        if !config.languages.contains(&language) {
            let code = language.code();
            let message = words!(
                "`site.yaml` không có ngôn ngữ `{code}`",
                "`site.yaml` does not list the language `{code}`"
            );
            let help = words!(
                "thêm `{code}` vào khóa `languages` của `site.yaml`",
                "add `{code}` to `languages` in `site.yaml`"
            );
            let place = record.origin.key("language");
            self.found.push(Diagnostic::error(Code::UnlistedLanguage, place, message).help(help));
        }
        language
    }

    /// Reports a file that cannot be used.
    pub(super) fn not_usable(
        &mut self,
        failure: &crate::image::assets::NotUsable,
        place: crate::diagnostic::Place,
    ) {
        let code = failure.code(Code::MissingAsset);
        self.found.push(Diagnostic::error(code, place, failure.message()).help(failure.help()));
    }

    /// Whether `contest/entry` may stand where nothing could be read.
    pub(super) fn entry_is_lost(&self, name: &str) -> bool {
        let Some((contest, id)) = name.split_once('/') else { return false };
        let folder =
            self.records.contests.names.get(contest).map(|at| self.catalog.contests[at].folder.as_str());
        self.catalog.lost.covers_entry(contest, folder.unwrap_or(contest), id)
    }

    /// `contest/entry` to its contest, record and, where it is published, its number.
    pub(super) fn entry_by_name(&self, name: &str) -> Option<(usize, Option<EntryNo>)> {
        let (contest, id) = name.split_once('/')?;
        let contest = self.records.contests.names.get(contest)?;
        let at = *self.records.entry_positions.get(&(contest, id))?;
        Some((at, self.records.entries.numbers[at]))
    }
}
