//! Links the catalog into the site: ids are looked up, published records are selected and sorted, and references are
//! resolved in both directions.
//!
//! Steps: the category tree; the register of ids, with the status of each record; the taxonomies; the records with
//! their references; the back references; related articles. References are checked in every record, published or not,
//! so that a draft is sound on the day it is published.

use crate::clock::Now;
use crate::content::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Path, Place};
use crate::image::assets::Assets;
use crate::site::articles::articles;
use crate::site::back::{Lists, link_back};
use crate::site::categories::categories;
use crate::site::contest_checks::contest_checks;
use crate::site::contests::{contests, entries};
use crate::site::documents::documents;
use crate::site::headlines::Headlines;
use crate::site::link_units::{localities, organizations};
use crate::site::linker::Linker;
use crate::site::menus::{check_menus, logo};
use crate::site::models::models;
use crate::site::numbers::OrganizationNo;
use crate::site::programmes::programmes;
use crate::site::publication::{Clock, Publication};
use crate::site::redirects::redirects;
use crate::site::register::Register;
use crate::site::series::shown;
use crate::site::standing::pages;
use crate::site::tags::TagBook;
use crate::site::topics::{authors, topics};
use crate::site::types::{Field, Site};
use crate::site::views::views;
use crate::source::Sources;

/// Links everything; `earlier` is the site before the latest changes. Returns `None` if there is no organization at all.
pub fn link<'c>(
    catalog: &'c Catalog,
    sources: &'c Sources,
    assets: &Assets,
    now: &Now,
    publication: Publication,
    earlier: Option<&Site<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Site<'c>> {
    let (config, taxonomies) = (&catalog.config, &catalog.taxonomies);
    let clock = Clock { now: now.clone(), zone: &config.time_zone, publication, approvals: config.approvals };
    let (categories, places) = categories(&taxonomies.categories);
    let category_ids = categories.iter().map(|category| category.fields.id.0.as_str()).zip(places);
    let ids = Register::new(catalog, sources, &clock, category_ids, diagnostics);
    let fields = taxonomies.fields.entries.iter();
    let fields = fields.map(|(_, fields)| Field { fields, models: Vec::new() }).collect();
    let localities = localities(catalog, &ids, &clock, diagnostics);
    let organizations = organizations(catalog, &ids, &clock, diagnostics);
    // If the publisher is missing, which was reported, any organization is used for the rest of the run.
    let anyone = (!organizations.is_empty()).then_some(OrganizationNo(0));
    let place = Place::value(config.source, Path::top().key("organization"));
    let publisher = match config.organization.as_str() {
        "" => anyone,
        id => ids.organizations.resolve(id, place, diagnostics).or(anyone),
    };
    let mut linker = Linker { catalog, sources, assets, clock: &clock, ids: &ids, diagnostics };
    let articles = articles(&mut linker, &categories);
    let models = models(&mut linker);
    contest_checks(&mut linker);
    let contests = contests(&mut linker);
    let entries = entries(&mut linker);
    let programmes = programmes(&mut linker);
    let documents = documents(&mut linker);
    let pages = pages(&mut linker);
    let topics = topics(&mut linker);
    let authors = authors(&mut linker);
    let redirects = redirects(&mut linker);
    check_menus(&mut linker);
    let logo = logo(&mut linker);
    let views = views(catalog, diagnostics);
    let tags = TagBook::new(&articles.list, &models.list, &documents.list, diagnostics);
    let mut tombstones = articles.tombstones;
    tombstones.extend(models.tombstones);
    tombstones.extend(entries.tombstones);
    tombstones.extend(documents.tombstones);
    tombstones.extend(pages.tombstones);
    let mut lists = Lists {
        articles: articles.list,
        models: models.list,
        contests,
        entries: entries.list,
        programmes,
        documents: documents.list,
        topics,
        authors,
        categories,
        fields,
        localities,
        organizations,
    };
    let tags = tags.apply(&mut lists);
    link_back(&mut lists);
    let related = earlier.and_then(|site| site.related.shared(&site.articles, &lists.articles));
    let headlines = Headlines::new(&titles(&lists), earlier.map(|site| &site.headlines));
    let mut site = Site {
        config,
        catalog,
        sources,
        now: now.clone(),
        publisher: publisher?,
        logo,
        views,
        articles: lists.articles,
        models: lists.models,
        contests: lists.contests,
        entries: lists.entries,
        programmes: lists.programmes,
        documents: lists.documents,
        topics: lists.topics,
        authors: lists.authors,
        pages: pages.list,
        categories: lists.categories,
        tags,
        fields: lists.fields,
        localities: lists.localities,
        organizations: lists.organizations,
        shown_series: Vec::new(),
        tombstones,
        redirects,
        skipped: ids.skipped(catalog),
        ids,
        related: related.unwrap_or_default(),
        headlines,
    };
    site.shown_series = shown(&site);
    Some(site)
}

/// The titles of published records that are printed as headlines.
fn titles<'l>(lists: &'l Lists<'_>) -> Vec<&'l str> {
    let articles = lists.articles.iter().map(|one| &*one.record.fields.title);
    let models = lists.models.iter().map(|one| &*one.record.fields.name);
    let entries = lists.entries.iter().map(|one| &*one.record.fields.title);
    let documents = lists.documents.iter().map(|one| &*one.record.fields.title);
    articles.chain(models).chain(entries).chain(documents).collect()
}
