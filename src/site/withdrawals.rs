//! What was taken back, and what caches between the site and its readers must forget.
//!
//! In comes the linked [`Site`], whose tombstones say so; out goes a list with the addresses of each page, of the
//! pictures and files that stood beside it, and of the feeds and the sitemap that named it. Lists on pages change
//! with every build and are not kept long.

use jiff::Zoned;
use pulldown_cmark::{Event, Parser, Tag};

use crate::content::article::ArticleFields;
use crate::content::entry::EntryFields;
use crate::content::record::Record;
use crate::image::assets::{Assets, folder_of};
use crate::site::permalink;
use crate::site::types::{Site, Tombstone, TombstoneKind};

/// Something that was taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawal {
    /// An article or an entry.
    pub kind: TombstoneKind,
    /// Its id; for an entry `contest/entry`.
    pub id: String,
    /// Since when.
    pub since: Option<Zoned>,
    /// Whole addresses to forget: the page first, then its files, then feeds and the sitemap.
    pub urls: Vec<String>,
}

/// Everything that was taken back, in the order of the tombstones.
#[must_use]
pub fn withdrawals(site: &Site<'_>, assets: &Assets) -> Vec<Withdrawal> {
    site.tombstones.iter().filter_map(|tombstone| withdrawal(site, assets, tombstone)).collect()
}

fn withdrawal(site: &Site<'_>, assets: &Assets, tombstone: &Tombstone<'_>) -> Option<Withdrawal> {
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
            let feeds: Vec<_> =
                prefixes.map(|prefix| permalink::feed(&permalink::contest(prefix, contest))).collect();
            (format!("{contest}/{}", record.id.0), &record.origin, &record.body, entry_files(record), feeds)
        }
    };
    let folder = folder_of(&site.sources.get(origin.source).path);
    let mut paths = vec![tombstone.path.clone()];
    for file in files.into_iter().map(str::to_owned).chain(named_in(body.text(site.sources, origin))) {
        // Static files are published by themselves; only what stood beside the page goes with it.
        let path = assets.file(folder, &tombstone.path, &file).map(|found| found.path);
        paths.extend(path.ok().filter(|path| path.starts_with(&tombstone.path)));
    }
    paths.extend(feeds);
    paths.push("sitemap.xml".to_owned());
    let mut urls: Vec<String> = Vec::with_capacity(paths.len());
    for path in paths {
        let url = format!("{}{path}", site.config.base.absolute());
        if !urls.contains(&url) {
            urls.push(url);
        }
    }
    Some(Withdrawal { kind: tombstone.kind, id, since: tombstone.date.clone(), urls })
}

fn article_files(record: &Record<ArticleFields>) -> Vec<&str> {
    let fields = &record.fields;
    let image = fields.image.iter().map(|image| image.file.as_str());
    image.chain(fields.attachments.iter().map(|attachment| attachment.file.as_str())).collect()
}

fn entry_files(record: &Record<EntryFields>) -> Vec<&str> {
    record.fields.media.iter().filter_map(|medium| medium.file.as_deref()).collect()
}

/// The feeds of home and of the categories from the article's own upwards.
fn article_feeds(site: &Site<'_>, prefix: &str, category: &str) -> Vec<String> {
    let mut feeds = vec![permalink::feed(&permalink::home(prefix))];
    let mut at = site.categories.iter().position(|one| one.fields.id.0 == category);
    while let Some(number) = at {
        let one = &site.categories[number];
        feeds.push(permalink::feed(&format!("{prefix}{}", one.path)));
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
