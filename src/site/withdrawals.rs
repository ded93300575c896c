//! What was taken back, and what caches between the site and its readers must forget.
//!
//! In comes the linked [`Site`], whose tombstones say so; out goes a list with the addresses of each page, of the
//! pictures and files that stood beside it, and of everything that named or counted it. To know the latter the site is
//! linked again as it was: an instant before the day of the withdrawal, and as it would be now without it, for the
//! decision may have been written down later than it is dated, with builds in between.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::{Span, Timestamp, Zoned};
use pulldown_cmark::{Event, Parser, Tag};

use crate::content::article::ArticleFields;
use crate::content::entry::EntryFields;
use crate::content::record::Record;
use crate::image::AttachedFile;
use crate::image::assets::{Assets, folder_of};
use crate::image::measure::is_picture;
use crate::image::variants::Plan;
use crate::site::link::link;
use crate::site::permalink;
use crate::site::shown_on::{self, Addresses};
use crate::site::types::{ArticleNo, EntryNo, Publication, Site, Tombstone, TombstoneKind};

/// The folder of the search.
const SEARCH: &str = "search/";

/// Something that was taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawal {
    /// An article or an entry.
    pub kind: TombstoneKind,
    /// Its id; for an entry `contest/entry`.
    pub id: String,
    /// Since when.
    pub since: Option<Zoned>,
    /// Whole addresses to forget: the page first, then its files, then what named or counted it: pages, feeds, open
    /// data and the sitemap.
    pub urls: Vec<String>,
    /// Beginnings of addresses to forget: the folder of the page, where its share card stands, the search, whose files
    /// have other names in every build, and the further pages of lists.
    pub prefixes: Vec<String>,
}

/// Everything that was taken back, in the order of the tombstones. `root` is the folder of the site, `publication` as
/// the site was linked with.
#[must_use]
pub fn withdrawals(
    site: &Site<'_>,
    assets: &Assets,
    root: &Path,
    publication: Publication,
) -> Vec<Withdrawal> {
    let restored = Publication { withdrawn: true, ..publication };
    let linked = |now| link(site.catalog, site.sources, assets, now, restored, &mut Vec::new());
    let now = if site.tombstones.is_empty() { None } else { linked(site.now) };
    let mut before: BTreeMap<Timestamp, Option<Site<'_>>> = BTreeMap::new();
    let one = |tombstone: &Tombstone<'_>| {
        let instant = tombstone.date.as_ref().map(|date| date.timestamp() - Span::new().nanoseconds(1));
        let then = instant.and_then(|then| before.entry(then).or_insert_with(|| linked(then)).as_ref());
        withdrawal(site, assets, root, tombstone, &[then, now.as_ref()])
    };
    site.tombstones.iter().filter_map(one).collect()
}

fn withdrawal(
    site: &Site<'_>,
    assets: &Assets,
    root: &Path,
    tombstone: &Tombstone<'_>,
    published: &[Option<&Site<'_>>],
) -> Option<Withdrawal> {
    let mut addresses = Addresses::default();
    addresses.add(tombstone.path.clone());
    addresses.below(tombstone.path.clone());
    addresses.below(SEARCH.to_owned());
    let (id, origin, body, files) = match tombstone.kind {
        TombstoneKind::Article => {
            let prefix = permalink::prefix(tombstone.language, site.config.language);
            let is_it =
                |record: &&Record<ArticleFields>| permalink::article(prefix, &record.id.0) == tombstone.path;
            let record = site.catalog.articles.iter().find(is_it)?;
            (record.id.0.clone(), &record.origin, &record.body, article_files(record))
        }
        TombstoneKind::Entry => {
            let entries =
                site.catalog.contests.iter().flat_map(|files| files.entries.iter().map(move |e| (files, e)));
            let path = |contest: &str, id: &str| permalink::entry("", contest, id);
            let (contest, record) = entries
                .map(|(files, entry)| (&files.contest.id.0, entry))
                .find(|(contest, entry)| path(contest, &entry.id.0) == tombstone.path)?;
            (format!("{contest}/{}", record.id.0), &record.origin, &record.body, entry_files(record))
        }
    };
    let folder = folder_of(&site.sources.get(origin.source).path);
    for file in files.into_iter().map(str::to_owned).chain(named_in(body.text(site.sources, origin))) {
        // Static files are published by themselves; only what stood beside the page goes with it.
        let Ok(found) = assets.file(folder, &tombstone.path, &file) else { continue };
        if found.path.starts_with(&tombstone.path) {
            addresses.add(found.path.clone());
            widths(site, root, &found).into_iter().for_each(|path| addresses.add(path));
        }
    }
    for site in published.iter().flatten() {
        shown(site, tombstone, &mut addresses);
    }
    addresses.add("sitemap.xml".to_owned());
    addresses.add("sitemap-news.xml".to_owned());
    addresses.below("sitemap-".to_owned());
    let base = site.config.base.absolute();
    let whole = |paths: Vec<String>| paths.into_iter().map(|path| format!("{base}{path}")).collect();
    let Addresses { paths, prefixes } = addresses;
    let since = tombstone.date.clone();
    Some(Withdrawal { kind: tombstone.kind, id, since, urls: whole(paths), prefixes: whole(prefixes) })
}

/// Where it showed in a site in which it was published; nowhere where it was not.
fn shown(site: &Site<'_>, tombstone: &Tombstone<'_>, to: &mut Addresses) {
    match tombstone.kind {
        TombstoneKind::Article => {
            let at = site.articles.iter().position(|article| article.path == tombstone.path);
            at.into_iter().for_each(|at| shown_on::article(site, ArticleNo(at), to));
        }
        TombstoneKind::Entry => {
            let at = site.entries.iter().position(|entry| entry.path == tombstone.path);
            at.into_iter().for_each(|at| shown_on::entry(site, EntryNo(at), to));
        }
    }
}

/// The picture in its other widths and formats.
fn widths(site: &Site<'_>, root: &Path, file: &AttachedFile) -> Vec<String> {
    if !is_picture(&file.path) {
        return Vec::new();
    }
    let plan = Plan::new(root, [(file.source.as_str(), file.path.as_str())], &site.config.images);
    let Some(set) = plan.set(&file.path) else { return Vec::new() };
    let better = set.sources.iter().flat_map(|source| &source.srcset);
    better.chain(&set.srcset).map(|candidate| candidate.path.clone()).collect()
}

fn article_files(record: &Record<ArticleFields>) -> Vec<&str> {
    let fields = &record.fields;
    let image = fields.image.iter().map(|image| image.file.as_str());
    image.chain(fields.attachments.iter().map(|attachment| attachment.file.as_str())).collect()
}

fn entry_files(record: &Record<EntryFields>) -> Vec<&str> {
    record.fields.media.iter().filter_map(|medium| medium.file.as_deref()).collect()
}

/// The pictures and files that a text names.
fn named_in(markdown: &str) -> Vec<String> {
    let named = Parser::new(markdown).filter_map(|event| match event {
        Event::Start(Tag::Image { dest_url, .. } | Tag::Link { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    });
    named.filter(|name| !name.is_empty() && !name.contains([':', '#'])).collect()
}
