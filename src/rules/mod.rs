//! Rules between records beyond their references: the rules of each contest, localities at the time of a record, and
//! facts that have not happened yet.
//!
//! Input: the [`Catalog`] and the clock. Output: diagnostics, each at the key that the organizer must change, with the
//! rule, the limit and the value found. No limit is built in: all come from `contest.yaml` and the taxonomies. A
//! dangling reference is reported by `crate::site` and ignored here.
//!
//! A breach is an error once `results_at` has passed or if the entry has an award, and a warning before. Drafts and
//! entries that were rejected or withdrawn are not checked, except for an award.

mod ahead;
mod awards;
mod history;
mod length;
mod limits;
mod people;
mod person;
mod rounds;

use jiff::tz::TimeZone;

use crate::clock::Now;
use crate::content::catalog::{Catalog, ContestFiles};
use crate::content::contest::ContestFields;
use crate::content::entry::{EntryFields, EntryStatus};
use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, Severity};
use crate::source::Sources;
use crate::value::When;

/// Checks every contest, and every record against the history of its locality.
pub fn check(catalog: &Catalog, sources: &Sources, now: &Now, diagnostics: &mut Vec<Diagnostic>) {
    let zone = &catalog.config.time_zone;
    for files in catalog.contests.iter().filter(|files| !files.contest.is_broken) {
        let mut rules = Rules::new(files, sources, zone, now, diagnostics);
        rounds::check(&mut rules);
        for entry in participants(files) {
            limits::check(&mut rules, entry);
            people::check(&mut rules, entry);
        }
        people::count(&mut rules);
        awards::check(&mut rules);
    }
    history::check(catalog, zone, diagnostics);
    ahead::check(catalog, zone, now, diagnostics);
}

/// The contest that is checked, and the diagnostics so far.
struct Rules<'r> {
    files: &'r ContestFiles,
    sources: &'r Sources,
    zone: &'r TimeZone,
    /// `results_at` has passed.
    known: bool,
    diagnostics: &'r mut Vec<Diagnostic>,
}

impl<'r> Rules<'r> {
    fn new(
        files: &'r ContestFiles,
        sources: &'r Sources,
        zone: &'r TimeZone,
        now: &Now,
        diagnostics: &'r mut Vec<Diagnostic>,
    ) -> Self {
        let results = files.contest.fields.results_at;
        let known = results.is_some_and(|at| at.certain(zone) <= *now);
        Self { files, sources, zone, known, diagnostics }
    }

    fn contest(&self) -> &'r ContestFields {
        &self.files.contest.fields
    }

    /// Reports a breach by an entry: an error if the results are out or it has an award, else a warning.
    fn breach(
        &mut self,
        entry: &EntryFields,
        code: Code,
        place: Place,
        message: LocalizedText,
        help: LocalizedText,
    ) {
        let settled = self.known || entry.award.is_some();
        let severity = if settled { Severity::Error } else { Severity::Warning };
        self.diagnostics.push(Diagnostic { severity, code, place, message, help: Some(help) });
    }

    /// The index of a round in the contest's list of rounds.
    fn round(&self, id: &str) -> Option<usize> {
        self.contest().rounds.iter().position(|round| round.id.0 == id)
    }

    /// The name of a genre, as readers know it.
    fn genre_name(&self, id: &'r str) -> &'r str {
        self.contest().genres.iter().find(|genre| genre.id.0 == id).map_or(id, |genre| &genre.name)
    }

    /// The name of a round, as readers know it.
    fn round_name(&self, id: &'r str) -> &'r str {
        self.contest().rounds.iter().find(|round| round.id.0 == id).map_or(id, |round| &round.name)
    }

    /// A date in the form used in YAML.
    fn shown(&self, when: When) -> String {
        when.written(self.zone)
    }

    /// Both dates in the form used in YAML, with seconds if they would look the same otherwise.
    fn shown_apart(&self, one: When, other: When) -> (String, String) {
        let shown = (self.shown(one), self.shown(other));
        if shown.0 != shown.1 {
            return shown;
        }
        let exactly = |when: When| when.at(self.zone).strftime("%Y-%m-%d %H:%M:%S").to_string();
        (exactly(one), exactly(other))
    }
}

/// Whether the rules apply to an entry.
fn takes_part(entry: &EntryFields) -> bool {
    !entry.draft && matches!(entry.status, EntryStatus::Received | EntryStatus::Accepted)
}

/// The entries to which the rules apply, in file order.
fn participants(files: &ContestFiles) -> impl Iterator<Item = &Record<EntryFields>> {
    files.entries.iter().filter(|entry| !entry.is_broken && takes_part(&entry.fields))
}
