//! Counts of models and entries by their properties.

use std::collections::BTreeMap;

use crate::content::model::{Level, Status};
use crate::site::units::unit_of_then;
use crate::site::{ContestNo, Entry, FieldNo, LocalityNo, ModelNo, Site, Stage};
use crate::value::Id;

/// Counts of models. Each lists the values that occur, in the order of the taxonomy or value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ModelCounts {
    pub total: usize,
    pub by_field: Vec<(FieldNo, usize)>,
    /// By the units at the time of registration: as written in the records, except for records that name a part of a
    /// unit that was split later.
    pub by_locality: Vec<(LocalityNo, usize)>,
    pub by_level: Vec<(Level, usize)>,
    pub by_status: Vec<(Status, usize)>,
    /// By year of registration, ascending.
    pub by_year: Vec<(i16, usize)>,
}

/// Counts by an optional property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally<K> {
    /// The values that occur, in the order of the taxonomy or the contest.
    pub counts: Vec<(K, usize)>,
    /// The number of items without the property.
    pub not_stated: usize,
}

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Self { counts: Vec::new(), not_stated: 0 }
    }
}

impl<K> Tally<K> {
    /// The total.
    pub fn total(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum::<usize>() + self.not_stated
    }
}

/// Counts of the entries of a contest; strings are ids within the contest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntryCounts {
    /// All published ones.
    pub total: usize,
    /// By genre, in the order of the contest.
    pub by_genre: Tally<String>,
    /// By the units at that time, as for models.
    pub by_locality: Tally<LocalityNo>,
    /// By the furthest round, in the order of the contest; empty before the results.
    pub by_round: Tally<String>,
    /// By prize, in the order of the contest; empty before the results.
    pub by_award: Tally<String>,
}

fn tally<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<(K, usize)> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

/// Counts models. Translations are not counted.
pub fn models(site: &Site<'_>, of: impl Iterator<Item = ModelNo>) -> ModelCounts {
    let of: Vec<_> =
        of.map(|no| site.model(no)).filter(|m| m.record.fields.translation_of.is_none()).collect();
    ModelCounts {
        total: of.len(),
        by_field: tally(of.iter().map(|model| model.field)),
        by_locality: tally(
            of.iter().map(|model| unit_of_then(site, model.locality, model.record.fields.registered.0)),
        ),
        by_level: tally(of.iter().map(|model| model.record.fields.level)),
        by_status: tally(of.iter().map(|model| model.record.fields.status)),
        by_year: tally(of.iter().map(|model| model.record.fields.registered.0)),
    }
}

/// Counts the published entries of a contest.
pub fn entries(site: &Site<'_>, contest: ContestNo) -> EntryCounts {
    let contest = site.contest(contest);
    let fields = &contest.record.fields;
    let of = || contest.entries.iter().map(|no| site.entry(*no));
    let by = |ids: &[&Id], value: &dyn Fn(&Entry<'_>) -> Option<usize>| {
        let counted = optional_tally(of().map(value));
        let id = |(at, count): (usize, usize)| (ids[at].0.clone(), count);
        Tally { counts: counted.counts.into_iter().map(id).collect(), not_stated: counted.not_stated }
    };
    let genres: Vec<_> = fields.genres.iter().map(|genre| &genre.id).collect();
    let rounds: Vec<_> = fields.rounds.iter().map(|round| &round.id).collect();
    let prizes: Vec<_> = fields.prizes.iter().map(|prize| &prize.id).collect();
    let at = |ids: &[&Id], id: &Id| ids.iter().position(|other| *other == id);
    let known = contest.stage == Stage::Results;
    let once_known = |tally: Tally<String>| if known { tally } else { Tally::default() };
    EntryCounts {
        total: contest.entries.len(),
        by_genre: by(&genres, &|entry| at(&genres, &entry.genre.id)),
        by_locality: optional_tally(of().map(|entry| {
            let year = site.day(&entry.record.fields.submitted).year();
            Some(unit_of_then(site, entry.locality?, year))
        })),
        by_round: once_known(by(&rounds, &|entry| at(&rounds, &entry.round?.id))),
        by_award: once_known(by(&prizes, &|entry| at(&prizes, &entry.award?.id))),
    }
}

fn optional_tally<K: Ord>(keys: impl Iterator<Item = Option<K>>) -> Tally<K> {
    let mut not_stated = 0;
    let stated = keys.filter_map(|key| {
        not_stated += usize::from(key.is_none());
        key
    });
    let counts = tally(stated);
    Tally { counts, not_stated }
}
