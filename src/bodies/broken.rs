//! Markdown records whose fields could not be read: their texts are checked all the same, so that one run tells the
//! mistakes of both.

use std::collections::BTreeSet;

use crate::content::record::{Body, Origin, Record};
use crate::site::Site;
use crate::source::SourceId;
use crate::value::Id;
use crate::yaml::front_matter;

/// The Markdown records that are in no list of the catalog, in the order of their paths.
pub(super) fn broken(site: &Site<'_>) -> Vec<Record<()>> {
    let read = read(site);
    let unread = site.sources.ids().filter(|id| !read.contains(id));
    unread.filter_map(|id| record(site, id)).collect()
}

/// The texts of all records that could be read.
fn read(site: &Site<'_>) -> BTreeSet<SourceId> {
    fn of<F>(records: &[Record<F>]) -> impl Iterator<Item = SourceId> {
        records.iter().map(|record| record.origin.source)
    }
    let catalog = site.catalog;
    let contests = catalog.contests.iter();
    let of_contests = contests.flat_map(|files| of(&files.entries).chain(of(files.rules.as_slice())));
    of(&catalog.articles)
        .chain(of(&catalog.models))
        .chain(of(&catalog.programmes))
        .chain(of(&catalog.pages))
        .chain(of_contests)
        .collect()
}

fn record(site: &Site<'_>, source: SourceId) -> Option<Record<()>> {
    let text = site.sources.get(source);
    let folder = text.path.strip_prefix("content/")?.split('/').next()?;
    let holds_records = ["articles", "models", "contests", "programmes", "pages"].contains(&folder);
    if !holds_records || !text.path.ends_with(".md") {
        return None;
    }
    let body = Body::Markdown(front_matter::split(&text.text).ok()?.body);
    let origin = Origin { source, index: None, markdown: true };
    Some(Record { id: Id(String::new()), origin, fields: (), body })
}
