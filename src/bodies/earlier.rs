//! Texts rendered by an earlier run.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::bodies::source::BodySource;
use crate::bodies::{Bodies, BodyReader, Read};
use crate::site::{RecordNo, Site};
use crate::source::{SourceId, Sources};

/// The texts of an earlier run, by the place of their records.
pub struct Earlier<'e> {
    site: &'e Site<'e>,
    bodies: &'e Bodies,
    records: FxHashMap<(SourceId, Option<usize>), RecordNo>,
}

impl<'e> Earlier<'e> {
    /// Returns `None` if a setting has changed on which all texts depend.
    pub fn new(site: &'e Site<'e>, bodies: &'e Bodies, now: &Site<'_>) -> Option<Self> {
        let (before, config) = (site.config, now.config);
        let is_alike = before.base == config.base
            && before.raw_html == config.raw_html
            && before.language == config.language
            && before.languages == config.languages;
        let place = |no: RecordNo| {
            let origin = site.record(no).origin;
            ((origin.source, origin.index), no)
        };
        is_alike.then(|| Self { site, bodies, records: bodies.all.of.keys().copied().map(place).collect() })
    }

    /// The rendered texts of a record, if rendering them now would give the same result.
    pub(super) fn same(&self, reader: &BodyReader<'_, '_>, parts: &[BodySource<'_>]) -> Option<Arc<Read>> {
        let part = parts.first()?;
        let no = *self.records.get(&(part.origin.source, part.origin.index))?;
        let (before, sources): (_, &Sources) = (self.site.record(no), reader.site.sources);
        let is_same = sources.shares(part.origin.source, self.site.sources)
            && before.path == part.page
            && before.language == part.language;
        let read = self.bodies.all.of.get(&no).filter(|_| is_same)?;
        // All texts of a record have the same file and page, so their resolvers give the same answers.
        let resolver = reader.resolver(part);
        read.answers.iter().all(|answer| answer.holds(&resolver)).then(|| Arc::clone(read))
    }
}
