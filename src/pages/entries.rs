//! The lists of a contest's entries: all entries, and those of a genre, from a locality, and of a round.

use std::collections::BTreeMap;

use crate::pages::kind::EntriesOf;
use crate::site::{ContestNo, Entry, EntryNo, Site};

/// The lists of a contest with their lengths: the list of all entries first, then the others that are not empty.
pub(crate) fn entry_lists(site: &Site<'_>, contest: ContestNo) -> Vec<(EntriesOf, usize)> {
    let all = &site.contest(contest).entries;
    let mut parts: BTreeMap<EntriesOf, usize> = BTreeMap::new();
    for no in all {
        for of in parts_of(site, contest, site.entry(*no)) {
            *parts.entry(of).or_default() += 1;
        }
    }
    std::iter::once((EntriesOf::All, all.len())).chain(parts).collect()
}

/// The entries of one list, in contest order.
pub(crate) fn entries_of(site: &Site<'_>, contest: ContestNo, of: EntriesOf) -> Vec<EntryNo> {
    let all = site.contest(contest).entries.iter().copied();
    all.filter(|no| of == EntriesOf::All || parts_of(site, contest, site.entry(*no)).any(|part| part == of))
        .collect()
}

/// The lists, except that of all entries, to which an entry belongs.
fn parts_of(site: &Site<'_>, contest: ContestNo, entry: &Entry<'_>) -> impl Iterator<Item = EntriesOf> {
    let fields = &site.contest(contest).record.fields;
    let genre = fields.genres.iter().position(|genre| genre.id == entry.genre.id).map(EntriesOf::Genre);
    let round = entry.round.and_then(|reached| fields.rounds.iter().position(|round| round.id == reached.id));
    [genre, entry.locality.map(EntriesOf::Locality), round.map(EntriesOf::Round)].into_iter().flatten()
}
