//! What the register and the contests add up to.

use std::collections::BTreeMap;

use crate::content::model::{Level, Status};
use crate::site::{ContestNo, EntryNo, FieldNo, LocalityNo, ModelNo, Site};

/// Models counted by every property. Each count lists those that occur, in the order of the taxonomy or value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ModelCounts {
    /// All of them.
    pub total: usize,
    /// By field.
    pub by_field: Vec<(FieldNo, usize)>,
    /// By locality, as written in the records.
    pub by_locality: Vec<(LocalityNo, usize)>,
    /// By level.
    pub by_level: Vec<(Level, usize)>,
    /// By status.
    pub by_status: Vec<(Status, usize)>,
    /// By year of registration, ascending.
    pub by_year: Vec<(i16, usize)>,
}

/// Entries counted by every property; the strings are ids within the contest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntryCounts {
    /// All published ones.
    pub total: usize,
    /// By genre, in the order of the contest.
    pub by_genre: Vec<(String, usize)>,
    /// By the furthest round; empty before the results.
    pub by_round: Vec<(String, usize)>,
    /// By prize; empty before the results.
    pub by_award: Vec<(String, usize)>,
}

fn tally<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<(K, usize)> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

/// Counts models. A translation is the same model again: only originals count.
pub fn models(site: &Site<'_>, of: impl Iterator<Item = ModelNo>) -> ModelCounts {
    let of: Vec<_> =
        of.map(|no| site.model(no)).filter(|m| m.record.fields.translation_of.is_none()).collect();
    ModelCounts {
        total: of.len(),
        by_field: tally(of.iter().map(|model| model.field)),
        by_locality: tally(of.iter().map(|model| model.locality)),
        by_level: tally(of.iter().map(|model| model.record.fields.level)),
        by_status: tally(of.iter().map(|model| model.record.fields.status)),
        by_year: tally(of.iter().map(|model| model.record.fields.registered.0)),
    }
}

/// Counts the published entries of a contest.
pub fn entries(site: &Site<'_>, contest: ContestNo) -> EntryCounts {
    let contest = site.contest(contest);
    let fields = &contest.record.fields;
    let count = |fits: &dyn Fn(EntryNo) -> bool| contest.entries.iter().filter(|no| fits(**no)).count();
    let nonzero = |(_, count): &(String, usize)| *count > 0;
    let genres = fields.genres.iter().map(|g| (g.id.0.clone(), count(&|no| site.entry(no).genre.id == g.id)));
    let rounds = fields
        .rounds
        .iter()
        .map(|r| (r.id.0.clone(), count(&|no| site.entry(no).round.is_some_and(|round| round.id == r.id))));
    let awards = fields
        .prizes
        .iter()
        .map(|p| (p.id.0.clone(), count(&|no| site.entry(no).award.is_some_and(|prize| prize.id == p.id))));
    EntryCounts {
        total: contest.entries.len(),
        by_genre: genres.filter(nonzero).collect(),
        by_round: rounds.filter(nonzero).collect(),
        by_award: awards.filter(nonzero).collect(),
    }
}
