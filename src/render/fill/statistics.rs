//! The statistics page.

use std::borrow::Cow;

use crate::markdown::{Chart as Drawing, ChartKind};
use crate::render::context::{Breakdown, ContestNumbers, Link, Share, Statistics};
use crate::render::fill::{Fill, Head};
use crate::site::{CategoryNo, ContestNo, ModelNo, permalink, statistics};
use crate::text::language::Language;
use crate::text::number;
use crate::value::Id;

/// A drawing with more bars could not be read.
const BARS: usize = 15;

/// A value of a property, and how many have it.
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

impl<'r> Fill<'r> {
    pub(in crate::render) fn statistics(&self) -> (Head<'r>, Statistics<'r>) {
        let counts = statistics::models(self.site, (0..self.site.models.len()).map(ModelNo));
        let articles = self.edition.articles.len();
        let contests = (0..self.site.contests.len()).map(ContestNo);
        let contests = contests.filter(|no| !self.site.contest(*no).entries.is_empty());
        let context = Statistics {
            models: self.count(counts.total),
            breakdowns: self.model_breakdowns(&counts),
            contests: contests.map(|no| self.contest_numbers(no)).collect(),
            articles: self.count(articles),
            article_breakdowns: self.article_breakdowns(),
        };
        (self.overview_head("title-statistics", permalink::statistics), context)
    }

    fn model_breakdowns(&self, counts: &statistics::ModelCounts) -> Vec<Breakdown<'r>> {
        let years = permalink::models(self.edition.prefix);
        let fields = counts.by_field.iter().map(|(no, count)| Row::leading(self.field(*no), *count));
        let localities =
            counts.by_locality.iter().map(|(no, count)| Row::leading(self.locality(*no), *count));
        let levels = counts.by_level.iter().map(|(level, count)| self.word("level", level.as_str(), *count));
        let statuses =
            counts.by_status.iter().map(|(status, count)| self.word("status", status.as_str(), *count));
        let registered = counts.by_year.iter().map(|(year, count)| match self.edition.models_of(*year) {
            [] => Row::plain(year.to_string(), None, *count),
            _ => Row::leading(self.year_link(&years, *year), *count),
        });
        self.breakdowns(
            "models",
            "models",
            [
                ("field", fields.collect()),
                ("level", levels.collect()),
                ("status", statuses.collect()),
                ("year", registered.collect()),
                ("locality", localities.collect()),
            ],
        )
    }

    fn article_breakdowns(&self) -> Vec<Breakdown<'r>> {
        let all = (0..self.site.categories.len()).map(CategoryNo);
        let top = all.filter(|no| self.site.category(*no).parent.is_none());
        let categories = top.map(|no| Row::leading(self.category(no), self.edition.category(no).len()));
        let news = permalink::news(self.edition.prefix);
        let years = self.edition.article_years.iter().rev();
        let years = years.map(|(year, of)| Row::leading(self.year_link(&news, *year), of.len()));
        self.breakdowns(
            "articles",
            "articles",
            [("category", categories.collect()), ("year", years.collect())],
        )
    }

    fn contest_numbers(&self, no: ContestNo) -> ContestNumbers<'r> {
        let fields = &self.site.contest(no).record.fields;
        let counts = statistics::entries(self.site, no);
        let name = |id: &str, names: Vec<(&'r Id, &'r String)>| {
            names.into_iter().find(|(other, _)| other.0 == id).map_or("", |(_, name)| name)
        };
        let rows = |counts: &[(String, usize)],
                    names: &dyn Fn() -> Vec<(&'r Id, &'r String)>|
         -> Vec<Row<'r>> {
            counts.iter().map(|(id, count)| Row::plain(name(id, names()), self.main_lang(), *count)).collect()
        };
        let genres = || fields.genres.iter().map(|genre| (&genre.id, &genre.name)).collect();
        let rounds = || fields.rounds.iter().map(|round| (&round.id, &round.name)).collect();
        let prizes = || fields.prizes.iter().map(|prize| (&prize.id, &prize.name)).collect();
        let rows = [
            ("genre", rows(&counts.by_genre, &genres)),
            ("round", rows(&counts.by_round, &rounds)),
            ("award", rows(&counts.by_award, &prizes)),
        ];
        ContestNumbers {
            contest: self.contest(no),
            entries: self.count(counts.total),
            breakdowns: self.breakdowns("entries", &format!("entries-{}", no.0), rows),
        }
    }

    /// The properties that have values; `of` is what is counted, `id` begins the ids of the drawings.
    fn breakdowns<const N: usize>(
        &self,
        of: &str,
        id: &str,
        properties: [(&'static str, Vec<Row<'r>>); N],
    ) -> Vec<Breakdown<'r>> {
        let some = properties.into_iter().filter(|(_, rows)| rows.iter().any(|row| row.count > 0));
        some.map(|(by, rows)| self.breakdown(of, id, by, rows)).collect()
    }

    fn breakdown(&self, of: &str, id: &str, by: &'static str, mut rows: Vec<Row<'r>>) -> Breakdown<'r> {
        rows.retain(|row| row.count > 0);
        let total: usize = rows.iter().map(|row| row.count).sum();
        let chart = (2..=BARS).contains(&rows.len()).then(|| {
            let unit = self.text(&format!("unit-{of}"), &[]);
            let drawing = Drawing {
                kind: ChartKind::Bar,
                title: self.text(&format!("by-{by}"), &[]),
                x: self.text(&format!("column-{by}"), &[]),
                labels: rows.iter().map(|row| row.label.to_string()).collect(),
                lines: vec![(unit, rows.iter().map(|row| Some(row.count as f64)).collect())],
                unit: None,
                source: None,
            };
            self.chart(&drawing, format!("{id}-{by}"))
        });
        let rows = rows.into_iter().map(|row| self.share(row, total)).collect();
        Breakdown { by, rows, chart }
    }

    fn share(&self, row: Row<'r>, total: usize) -> Share<'r> {
        let percent = number::decimal(row.count as f64 * 100.0 / total.max(1) as f64, self.language(), 1);
        Share {
            label: row.label,
            href: row.href,
            lang: row.lang,
            count: self.count(row.count),
            percent: format!("{percent}%"),
        }
    }

    /// A value that is a word of the files.
    fn word(&self, property: &str, word: &str, count: usize) -> Row<'r> {
        Row::plain(self.text(&format!("{property}-{word}"), &[]), None, count)
    }
}
