//! Counts of the register and of the contests: the numbers of the statistics page.

use crate::api::table::{Cell, Table, columns};
use crate::site::statistics::{self, Tally};
use crate::site::units::{self, ByUnits};
use crate::site::{ContestNo, LocalityNo, Site};

/// All counts. The rows of one property add up to its total.
pub(super) fn table(site: &Site<'_>) -> Table {
    let mut counts = Counts { site, rows: Vec::new() };
    counts.models();
    for no in site.contest_numbers() {
        counts.entries(no);
    }
    Table {
        columns: columns! {
            of: "What is counted: models or entries.",
            contest: "Id of the contest, for entries.",
            by: "total, field, level, status, year, locality (of then), unit (of today), genre, round or award.",
            value: "Id of the value; empty for a total and where none is stated.",
            name: "Its name, where it has one.",
            undecided: [Boolean] "For units: these belong to a unit that was split or ended, and it is not known what they belong to now.",
            count: [Whole] "How many.",
        },
        rows: counts.rows,
    }
}

/// Index of the column `undecided`.
const UNDECIDED: usize = 5;

struct Counts<'s> {
    site: &'s Site<'s>,
    rows: Vec<Vec<Cell>>,
}

impl Counts<'_> {
    fn add(&mut self, contest: Option<ContestNo>, by: &str, value: Cell, name: Cell, count: usize) {
        let of = if contest.is_some() { "entries" } else { "models" };
        let contest = contest.map(|no| &self.site.contest(no).record.id.0);
        self.rows.push(vec![of.into(), contest.into(), by.into(), value, name, false.into(), count.into()]);
    }

    fn locality(&self, no: LocalityNo) -> (Cell, Cell) {
        let locality = self.site.locality(no);
        ((&locality.fields.id.0).into(), (&locality.label).into())
    }

    fn models(&mut self) {
        let site = self.site;
        let all = || site.model_numbers();
        let counts = statistics::models(site, all());
        self.add(None, "total", Cell::Nothing, Cell::Nothing, counts.total);
        for (no, count) in counts.by_field {
            let fields = site.field(no).fields;
            self.add(None, "field", (&fields.id.0).into(), (&fields.name).into(), count);
        }
        for (level, count) in counts.by_level {
            self.add(None, "level", level.as_str().into(), Cell::Nothing, count);
        }
        for (status, count) in counts.by_status {
            self.add(None, "status", status.as_str().into(), Cell::Nothing, count);
        }
        for (year, count) in counts.by_year {
            self.add(None, "year", year.to_string().into(), Cell::Nothing, count);
        }
        for (no, count) in counts.by_locality {
            let (id, name) = self.locality(no);
            self.add(None, "locality", id, name, count);
        }
        self.units(None, &units::models_now(site, all()));
    }

    fn units(&mut self, contest: Option<ContestNo>, now: &ByUnits) {
        let known = now.units.iter().map(|unit| (unit, false));
        for ((no, count), undecided) in known.chain(now.undecided.iter().map(|unit| (unit, true))) {
            let (id, name) = self.locality(*no);
            self.add(contest, "unit", id, name, *count);
            if let Some(cell) = self.rows.last_mut().and_then(|row| row.get_mut(UNDECIDED)) {
                *cell = undecided.into();
            }
        }
    }

    fn entries(&mut self, no: ContestNo) {
        let counts = statistics::entries(self.site, no);
        let fields = &self.site.contest(no).record.fields;
        self.add(Some(no), "total", Cell::Nothing, Cell::Nothing, counts.total);
        let genres = fields.genres.iter().map(|genre| (&genre.id.0, &genre.name));
        let rounds = fields.rounds.iter().map(|round| (&round.id.0, &round.name));
        let prizes = fields.prizes.iter().map(|prize| (&prize.id.0, &prize.name));
        self.tally(no, "genre", &counts.by_genre, &genres.collect::<Vec<_>>());
        for (locality, count) in &counts.by_locality.counts {
            let (id, name) = self.locality(*locality);
            self.add(Some(no), "locality", id, name, *count);
        }
        self.not_stated(no, "locality", counts.by_locality.not_stated);
        self.units(Some(no), &units::entries_now(self.site, &self.site.contest(no).entries));
        self.not_stated(no, "unit", counts.by_locality.not_stated);
        self.tally(no, "round", &counts.by_round, &rounds.collect::<Vec<_>>());
        self.tally(no, "award", &counts.by_award, &prizes.collect::<Vec<_>>());
    }

    fn tally(&mut self, contest: ContestNo, by: &str, tally: &Tally<String>, names: &[(&String, &String)]) {
        for (id, count) in &tally.counts {
            let name = names.iter().find(|(other, _)| *other == id).map(|(_, name)| *name);
            self.add(Some(contest), by, id.into(), name.into(), *count);
        }
        self.not_stated(contest, by, tally.not_stated);
    }

    fn not_stated(&mut self, contest: ContestNo, by: &str, count: usize) {
        if count > 0 {
            self.add(Some(contest), by, Cell::Nothing, Cell::Nothing, count);
        }
    }
}
