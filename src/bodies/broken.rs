//! Records that mistakes keep from being published: their texts are checked all the same, so that one run tells the
//! mistakes of both.

use std::collections::BTreeSet;

use crate::content::record::{Body, Origin, Record};
use crate::site::Site;
use crate::source::SourceId;
use crate::value::Id;
use crate::yaml::front_matter;

/// The records that are broken, and the Markdown files that are in no list of the catalog.
pub(super) fn broken(site: &Site<'_>) -> Vec<Record<()>> {
    let known = site.catalog.records().filter(|record| site.ids.is_broken(record)).map(|record| Record {
        id: Id(String::new()),
        origin: record.origin.clone(),
        fields: (),
        body: record.body.clone(),
        is_broken: true,
    });
    let read: BTreeSet<_> = site.catalog.records().map(|record| record.origin.source).collect();
    let unread = site.sources.ids().filter(|id| !read.contains(id));
    known.chain(unread.filter_map(|id| record(site, id))).collect()
}

fn record(site: &Site<'_>, source: SourceId) -> Option<Record<()>> {
    let text = site.sources.get(source);
    let folder = text.path.strip_prefix("content/")?.split('/').next()?;
    let holds_records =
        ["articles", "models", "contests", "programmes", "documents", "pages"].contains(&folder);
    if !holds_records || !text.path.ends_with(".md") {
        return None;
    }
    let body = Body::Markdown(front_matter::split(&text.text).ok()?.body);
    let origin = Origin { source, index: None, markdown: true };
    Some(Record { id: Id(String::new()), origin, fields: (), body, is_broken: true })
}
