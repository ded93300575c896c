//! What was taken back, and what caches between the site and its readers must forget.
//!
//! In comes the linked [`Site`], whose tombstones say so; out goes a list with the addresses of each page, of the
//! pictures and files that stood beside it, and of the feeds and the sitemap that named it. Lists on pages change
//! with every build and are not kept long.

use std::path::Path;

use jiff::Zoned;
use pulldown_cmark::{Event, Parser, Tag};

use crate::content::article::ArticleFields;
use crate::content::entry::EntryFields;
use crate::content::record::Record;
use crate::image::AttachedFile;
use crate::image::assets::{Assets, folder_of};
use crate::image::measure::is_picture;
use crate::image::variants::Plan;
use crate::site::permalink;
use crate::site::types::{Site, Tombstone, TombstoneKind};

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
    /// Whole addresses to forget: the page first, then its files, then feeds, open data and the sitemap.
    pub urls: Vec<String>,
    /// Beginnings of addresses to forget: the folder of the page, where its share card stands, and the search, whose
    /// files have other names in every build.
    pub prefixes: Vec<String>,
}

/// Everything that was taken back, in the order of the tombstones. `root` is the folder of the site.
#[must_use]
pub fn withdrawals(site: &Site<'_>, assets: &Assets, root: &Path) -> Vec<Withdrawal> {
    site.tombstones.iter().filter_map(|tombstone| withdrawal(site, assets, root, tombstone)).collect()
}

fn withdrawal(
    site: &Site<'_>,
    assets: &Assets,
    root: &Path,
    tombstone: &Tombstone<'_>,
) -> Option<Withdrawal> {
    let (id, origin, body, files, feeds) = match tombstone.kind {
        TombstoneKind::Article => {
            let prefix = permalink::prefix(tombstone.language, site.config.language);
            let is_it =
                |record: &&Record<ArticleFields>| permalink::article(prefix, &record.id.0) == tombstone.path;
            let record = site.catalog.articles.iter().find(is_it)?;
            let feeds = article_feeds(site, prefix, &record.fields.category);
            (record.id.0.clone(), &record.origin, &record.body, article_files(record), feeds)
        }
        TombstoneKind::Entry => {
            let entries =
                site.catalog.contests.iter().flat_map(|files| files.entries.iter().map(move |e| (files, e)));
            let path = |contest: &str, id: &str| permalink::entry("", contest, id);
            let (contest, record) = entries
                .map(|(files, entry)| (&files.contest.id.0, entry))
                .find(|(contest, entry)| path(contest, &entry.id.0) == tombstone.path)?;
            let languages = site.config.languages.iter();
            let prefixes = languages.map(|language| permalink::prefix(*language, site.config.language));
            let feeds = prefixes.flat_map(|prefix| both_feeds(&permalink::contest(prefix, contest)));
            let data = ["entries", "contests", "statistics"].into_iter();
            let data = data.flat_map(|name| ["csv", "json"].map(|format| permalink::data(name, format)));
            let feeds: Vec<_> = feeds.chain(data).collect();
            (format!("{contest}/{}", record.id.0), &record.origin, &record.body, entry_files(record), feeds)
        }
    };
    let folder = folder_of(&site.sources.get(origin.source).path);
    let mut paths = vec![tombstone.path.clone()];
    for file in files.into_iter().map(str::to_owned).chain(named_in(body.text(site.sources, origin))) {
        // Static files are published by themselves; only what stood beside the page goes with it.
        let Ok(found) = assets.file(folder, &tombstone.path, &file) else { continue };
        if found.path.starts_with(&tombstone.path) {
            paths.push(found.path.clone());
            paths.extend(widths(site, root, &found));
        }
    }
    paths.extend(feeds);
    paths.extend(["sitemap.xml", "sitemap-news.xml"].map(str::to_owned));
    let mut urls: Vec<String> = Vec::with_capacity(paths.len());
    for path in paths {
        let url = format!("{}{path}", site.config.base.absolute());
        if !urls.contains(&url) {
            urls.push(url);
        }
    }
    let whole = |path: &str| format!("{}{path}", site.config.base.absolute());
    let prefixes = vec![whole(&tombstone.path), whole(SEARCH)];
    Some(Withdrawal { kind: tombstone.kind, id, since: tombstone.date.clone(), urls, prefixes })
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

/// The feed of a page in both its forms.
fn both_feeds(page: &str) -> [String; 2] {
    [permalink::feed(page), permalink::json_feed(page)]
}

/// The feeds of home and of the categories from the article's own upwards.
fn article_feeds(site: &Site<'_>, prefix: &str, category: &str) -> Vec<String> {
    let mut feeds = both_feeds(&permalink::home(prefix)).to_vec();
    let mut at = site.categories.iter().position(|one| one.fields.id.0 == category);
    while let Some(number) = at {
        let one = &site.categories[number];
        feeds.extend(both_feeds(&format!("{prefix}{}", one.path)));
        at = one.parent.map(|parent| parent.0);
    }
    feeds
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
