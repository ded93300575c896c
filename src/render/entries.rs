//! The lists of a contest's entries: all, and those of a genre, from a locality, and of a round.

use std::collections::BTreeMap;

use crate::render::plan::EntriesOf;
use crate::site::{ContestNo, Entry, EntryNo, Site, permalink};

/// Some of the entries of a contest, in their order.
#[derive(Debug)]
pub(super) struct List {
    pub(super) of: EntriesOf,
    pub(super) entries: Vec<EntryNo>,
}

/// All lists of a contest, the one of all entries first; the others where they hold something.
pub(super) fn lists(site: &Site<'_>, contest: ContestNo) -> Vec<List> {
    let all = &site.contest(contest).entries;
    let mut parts: BTreeMap<EntriesOf, Vec<EntryNo>> = BTreeMap::new();
    for no in all {
        for of in parts_of(site, contest, site.entry(*no)) {
            parts.entry(of).or_default().push(*no);
        }
    }
    let whole = List { of: EntriesOf::All, entries: all.clone() };
    std::iter::once(whole).chain(parts.into_iter().map(|(of, entries)| List { of, entries })).collect()
}

/// The entries of one list.
pub(super) fn of(site: &Site<'_>, contest: ContestNo, of: EntriesOf) -> Vec<EntryNo> {
    let all = site.contest(contest).entries.iter().copied();
    all.filter(|no| of == EntriesOf::All || parts_of(site, contest, site.entry(*no)).any(|part| part == of))
        .collect()
}

/// The lists that an entry belongs to.
fn parts_of(site: &Site<'_>, contest: ContestNo, entry: &Entry<'_>) -> impl Iterator<Item = EntriesOf> {
    let fields = &site.contest(contest).record.fields;
    let genre = fields.genres.iter().position(|genre| genre.id == entry.genre.id).map(EntriesOf::Genre);
    let round = entry.round.and_then(|reached| fields.rounds.iter().position(|round| round.id == reached.id));
    [genre, entry.locality.map(EntriesOf::Locality), round.map(EntriesOf::Round)].into_iter().flatten()
}

/// Where a list stands.
pub(super) fn path(site: &Site<'_>, contest: ContestNo, of: EntriesOf, prefix: &str) -> String {
    let record = site.contest(contest).record;
    let all = permalink::entries(prefix, &record.id.0);
    match of {
        EntriesOf::All => all,
        EntriesOf::Genre(at) => permalink::part(&all, "the-loai", &record.fields.genres[at].id.0),
        EntriesOf::Locality(no) => permalink::part(&all, "dia-ban", &site.locality(no).fields.id.0),
        EntriesOf::Round(at) => permalink::part(&all, "vong", &record.fields.rounds[at].id.0),
    }
}
