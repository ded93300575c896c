//! The statistics page.

use std::borrow::Cow;

use crate::markdown::{Chart as Drawing, ChartKind, Label};
use crate::pages::ModelsOf;
use crate::render::context::{Breakdown, ContestNumbers, Link, Share, Statistics};
use crate::render::contexts::{Contexts, Head};
use crate::site::units::{self, ByUnits};
use crate::site::{ContestNo, LocalityNo, permalink, statistics};
use crate::theme::{Message, Property};
use crate::value::Id;
use bantin_text::language::Language;
use bantin_text::number;

/// A chart with more bars would be unreadable.
const BARS: usize = 15;

/// The tables of open data linked from the page.
const DATA: &[&str] = &[
    "statistics",
    "articles",
    "categories",
    "documents",
    "models",
    "localities",
    "organizations",
    "contests",
    "entries",
    "programmes",
    "targets",
    "target-members",
    "series",
];

/// A value of a property, and how many records have it.
struct Row<'r> {
    label: Cow<'r, str>,
    href: Option<String>,
    lang: Option<Language>,
    count: usize,
}

impl<'r> Row<'r> {
    fn leading(link: Link<'r>, count: usize) -> Self {
        Self { label: link.label, href: Some(link.href), lang: link.lang, count }
    }

    fn plain(label: impl Into<Cow<'r, str>>, lang: Option<Language>, count: usize) -> Self {
        Self { label: label.into(), href: None, lang, count }
    }
}

impl<'r> Contexts<'r> {
    pub(in crate::render) fn statistics(&self) -> (Head<'r>, Statistics<'r>) {
        let counts = statistics::models(self.site, self.site.model_numbers());
        let articles = self.edition.articles.len();
        let contests = self.site.contest_numbers();
        let contests = contests.filter(|no| !self.site.contest(*no).entries.is_empty());
        let now = units::models_now(self.site, self.site.model_numbers());
        let context = Statistics {
            models: self.count(counts.total),
            breakdowns: self.model_breakdowns(&counts, &now),
            contests: contests.map(|no| self.contest_numbers(no)).collect(),
            articles: self.count(articles),
            article_breakdowns: self.article_breakdowns(),
            data: self.data_files(DATA),
        };
        (self.overview_head(Message::TitleStatistics, permalink::statistics), context)
    }

    /// Localities are counted twice: as named in the records, and by present units if mergers make a difference. Both
    /// add up to all models.
    fn model_breakdowns(&self, counts: &statistics::ModelCounts, now: &ByUnits) -> Vec<Breakdown<'r>> {
        let fields = counts.by_field.iter().map(|(no, count)| Row::leading(self.field(*no), *count));
        let localities =
            counts.by_locality.iter().map(|(no, count)| Row::leading(self.locality(*no), *count));
        let units = self.units(now, &counts.by_locality);
        let levels =
            counts.by_level.iter().map(|(level, count)| self.row_of(ModelsOf::Level(*level), *count));
        let statuses =
            counts.by_status.iter().map(|(status, count)| self.row_of(ModelsOf::Status(*status), *count));
        let registered =
            counts.by_year.iter().map(|(year, count)| self.row_of(ModelsOf::Year(*year), *count));
        self.breakdowns(
            Message::UnitModels,
            "models",
            [
                (Property::Field, fields.collect()),
                (Property::Level, levels.collect()),
                (Property::Status, statuses.collect()),
                (Property::Year, registered.collect()),
                (Property::Locality, localities.collect()),
                (Property::Unit, units),
            ],
        )
    }

    /// Counts by present units. Empty if they are equal to the counts by the units named in the records.
    fn units(&self, now: &ByUnits, then: &[(LocalityNo, usize)]) -> Vec<Row<'r>> {
        if now.undecided.is_empty() && now.units == then {
            return Vec::new();
        }
        let units = now.units.iter().map(|(no, count)| Row::leading(self.locality(*no), *count));
        units.chain(now.undecided.iter().map(|(no, count)| self.undecided(*no, *count))).collect()
    }

    fn article_breakdowns(&self) -> Vec<Breakdown<'r>> {
        let all = self.site.category_numbers();
        let top = all.filter(|no| self.site.category(*no).parent.is_none());
        let categories = top.map(|no| Row::leading(self.category(no), self.edition.category(no).len()));
        let news = permalink::news(self.edition.prefix);
        let years = self.edition.article_years.iter().rev();
        let years = years.map(|(year, of)| Row::leading(self.year_link(&news, *year), of.len()));
        self.breakdowns(
            Message::UnitArticles,
            "articles",
            [(Property::Category, categories.collect()), (Property::Year, years.collect())],
        )
    }

    /// The published entries of a contest by every property.
    pub(super) fn contest_numbers(&self, no: ContestNo) -> ContestNumbers<'r> {
        let fields = &self.site.contest(no).record.fields;
        let counts = statistics::entries(self.site, no);
        let rows = |tally: &statistics::Tally<String>,
                    names: Vec<(&'r Id, (&'r str, Option<Language>))>,
                    none: Message<'_>| {
            let name = |id: &str| {
                names.iter().find(|(other, _)| other.0 == id).map_or(("", None), |(_, name)| *name)
            };
            let row = |(id, count): &(String, usize)| {
                let (name, lang) = name(id);
                Row::plain(name, lang, *count)
            };
            tally.counts.iter().map(row).chain([self.not_stated(none, tally.not_stated)]).collect()
        };
        let localities = counts.by_locality.counts.iter();
        let localities = localities.map(|(no, count)| Row::leading(self.locality(*no), *count));
        let nowhere = || self.not_stated(Message::NotStated, counts.by_locality.not_stated);
        let now = units::entries_now(self.site, &self.site.contest(no).entries);
        let mut units = self.units(&now, &counts.by_locality.counts);
        if !units.is_empty() {
            units.push(nowhere());
        }
        let genres = fields.genres.iter().map(|one| (&one.id, self.named(&one.name, one.name_en.as_deref())));
        let rounds = fields.rounds.iter().map(|one| (&one.id, self.named(&one.name, one.name_en.as_deref())));
        let prizes = fields.prizes.iter().map(|one| (&one.id, self.named(&one.name, one.name_en.as_deref())));
        let rows = [
            (Property::Genre, rows(&counts.by_genre, genres.collect(), Message::NotStated)),
            (Property::Locality, localities.chain([nowhere()]).collect()),
            (Property::Unit, units),
            (Property::Round, rows(&counts.by_round, rounds.collect(), Message::NotStated)),
            (Property::Award, rows(&counts.by_award, prizes.collect(), Message::WithoutAward)),
        ];
        ContestNumbers {
            contest: self.contest(no),
            entries: self.count(counts.total),
            breakdowns: self.breakdowns(Message::UnitEntries, &format!("entries-{}", no.0), rows),
        }
    }

    /// The number of records without a value.
    fn not_stated(&self, message: Message<'_>, count: usize) -> Row<'r> {
        Row::plain(self.text(message), None, count)
    }

    /// Models of a unit that was split, or that ended without a successor.
    fn undecided(&self, no: LocalityNo, count: usize) -> Row<'r> {
        let unit = self.locality(no);
        let label = self.text(Message::UndecidedUnit { name: &unit.label });
        Row { label: label.into(), href: Some(unit.href), lang: None, count }
    }

    /// The properties that have values; `of` names what is counted, `id` the prefix of the ids of the charts.
    fn breakdowns<const N: usize>(
        &self,
        of: Message<'_>,
        id: &str,
        properties: [(Property, Vec<Row<'r>>); N],
    ) -> Vec<Breakdown<'r>> {
        let some = properties.into_iter().filter(|(_, rows)| rows.iter().any(|row| row.count > 0));
        some.map(|(by, rows)| self.breakdown(of, id, by, rows)).collect()
    }

    fn breakdown(&self, of: Message<'_>, id: &str, by: Property, mut rows: Vec<Row<'r>>) -> Breakdown<'r> {
        rows.retain(|row| row.count > 0);
        let total: usize = rows.iter().map(|row| row.count).sum();
        let chart = (rows.len() > 1).then(|| {
            let unit = self.text(of);
            let (title, drawn) = self.drawn_rows(by, &rows);
            let drawing = Drawing {
                kind: ChartKind::Bar,
                title: title.into(),
                x: self.text(Message::Column(by)),
                labels: drawn
                    .iter()
                    .map(|row| Label { text: row.label.to_string(), lang: row.lang })
                    .collect(),
                lines: vec![(unit, drawn.iter().map(|row| Some(row.count as f64)).collect())],
                unit: None,
                source: None,
                rank: false,
                data: None,
            };
            self.chart(&drawing, format!("{id}-{}", by.as_str()))
        });
        let rows = rows.into_iter().map(|row| self.share(row, total)).collect();
        Breakdown { by: by.as_str(), rows, total: self.count(total), whole: "100%".to_owned(), chart }
    }

    /// The rows of a chart, and its title: all rows if they are few, else the latest years or the largest values.
    fn drawn_rows<'a>(&self, by: Property, rows: &'a [Row<'r>]) -> (String, Vec<&'a Row<'r>>) {
        let title = self.text(Message::By(by));
        let mut drawn: Vec<_> = rows.iter().collect();
        if rows.len() <= BARS {
            return (title, drawn);
        }
        let (title, number) = (&title, &BARS.to_string());
        if by == Property::Year {
            drawn.drain(..rows.len() - BARS);
            return (self.text(Message::ChartLatest { title, number }), drawn);
        }
        drawn.sort_by_key(|row| std::cmp::Reverse(row.count));
        drawn.truncate(BARS);
        (self.text(Message::ChartLargest { title, number }), drawn)
    }

    fn share(&self, row: Row<'r>, total: usize) -> Share<'r> {
        Share {
            label: row.label,
            href: row.href,
            lang: row.lang,
            count: self.count(row.count),
            percent: number::percent(row.count, total, self.language()),
        }
    }

    /// The number of models in a list, linked if the edition has the list.
    fn row_of(&self, of: ModelsOf, count: usize) -> Row<'r> {
        let link = self.models_link(of);
        match self.edition.models_of(of) {
            [] => Row::plain(link.label, link.lang, count),
            _ => Row::leading(link, count),
        }
    }
}
