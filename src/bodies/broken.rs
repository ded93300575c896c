//! Markdown records whose fields could not be read. Their bodies are still checked, so that one run reports the
//! mistakes of both.

use std::collections::BTreeSet;

use crate::content::record::{Body, Origin, Record};
use crate::site::Site;
use crate::source::SourceId;
use crate::value::Id;
use crate::yaml::front_matter;

/// These records, in the order of their paths; the catalog does not contain them.
pub(super) fn broken(site: &Site<'_>) -> Vec<Record<()>> {
    let read: BTreeSet<_> = site.catalog.records().map(|record| record.origin.source).collect();
    let unread = site.sources.ids().filter(|id| !read.contains(id));
    unread.filter_map(|id| record(site, id)).collect()
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
