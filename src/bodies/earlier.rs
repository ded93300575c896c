//! Texts that an earlier run read.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::bodies::source::BodySource;
use crate::bodies::{Bodies, BodyReader, Read};
use crate::site::{RecordNo, Site};
use crate::source::{SourceId, Sources};

/// The texts of an earlier run, by where they were written.
pub struct Earlier<'e> {
    site: &'e Site<'e>,
    bodies: &'e Bodies,
    records: FxHashMap<(SourceId, Option<usize>), RecordNo>,
}

impl<'e> Earlier<'e> {
    /// Puts the texts in order. `None` if settings differ on which every text depends.
    #[must_use]
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
        is_alike.then(|| Self { site, bodies, records: bodies.of.keys().copied().map(place).collect() })
    }

    /// What the texts of a record were read into, if reading them now would give the same.
    pub(super) fn same(&self, reader: &BodyReader<'_, '_>, parts: &[BodySource<'_>]) -> Option<Arc<Read>> {
        let part = parts.first()?;
        let no = *self.records.get(&(part.origin.source, part.origin.index))?;
        let (before, sources): (_, &Sources) = (self.site.record(no), reader.site.sources);
        let is_same = sources.shares(part.origin.source, self.site.sources)
            && before.path == part.page
            && before.language == part.language;
        let read = self.bodies.of.get(&no).filter(|_| is_same)?;
        // All texts of a record stand in one file and on one page, so any of them asks the same.
        let resolver = reader.resolver(part);
        read.answers.iter().all(|answer| answer.holds(&resolver)).then(|| Arc::clone(read))
    }
}
