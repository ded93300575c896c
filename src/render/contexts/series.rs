//! Pages of series: drawing, table, source and files.

use crate::content::data::{Cell, Series as Numbers};
use crate::markdown::{Chart as Drawing, ChartKind, Label, chart_labels};
use crate::render::context::{AllSeries, Chart, Link, Series, SeriesCard, SeriesColumn};
use crate::render::contexts::{Contexts, Head};
use crate::site::{SeriesNo, permalink};
use crate::theme::Message;

/// A chart with more labels that are words would be longer than its table.
const WORDS: usize = 40;

impl<'r> Contexts<'r> {
    pub(in crate::render) fn all_series(&self) -> (Head<'r>, AllSeries<'r>) {
        let card = |no: &SeriesNo| {
            let fields = &self.site.series_at(*no).fields;
            SeriesCard {
                link: self.series_link(*no),
                unit: fields.unit.as_deref(),
                source: fields.source.as_deref(),
                lang: self.main_lang(),
                rows: self.count(fields.rows.len()),
            }
        };
        let series = self.site.shown_series.iter().map(card).collect();
        (self.overview_head(Message::TitleAllSeries, permalink::all_series), AllSeries { series })
    }

    pub(super) fn series_link(&self, no: SeriesNo) -> Link<'r> {
        let series = self.site.series_at(no);
        self.link((series.title(), self.main_lang()), &permalink::series(self.edition.prefix, &series.id))
    }

    /// The page of a series, if it has one.
    pub(super) fn series_href(&self, id: &str) -> Option<String> {
        let no = SeriesNo(self.site.ids.series.get(id)?);
        self.site.shown_series.contains(&no).then(|| self.series_link(no).href)
    }

    pub(in crate::render) fn series(&self, no: SeriesNo) -> (Head<'r>, Series<'r>) {
        let series = self.site.series_at(no);
        let fields = &series.fields;
        let numbers = series.number_columns();
        let file = |format| self.href(&permalink::series_data(&series.id, format));
        let column = |(at, name): (usize, &'r String)| SeriesColumn { name, number: numbers.contains(&at) };
        let context = Series {
            title: series.title(),
            lang: self.main_lang(),
            unit: fields.unit.as_deref(),
            source: fields.source.as_deref(),
            charts: self.series_charts(series, &numbers),
            columns: fields.columns.iter().enumerate().map(column).collect(),
            rows: self.series_rows(series),
            csv: file("csv"),
            json: file("json"),
        };
        let overview = self.overview(Message::TitleAllSeries, permalink::all_series);
        let head =
            Head { crumbs: vec![overview, self.series_link(no)], ..Head::new(series.title().to_owned()) };
        (head, context)
    }

    /// Whole numbers of the first column have no thousands separators, since most are years.
    fn series_rows(&self, series: &Numbers) -> Vec<Vec<String>> {
        let first = chart_labels(&series.fields, 0, self.language()).into_iter();
        let cell = |cell: &Cell| match cell {
            Cell::Empty => "–".to_owned(),
            Cell::Number(number) => self.measure(*number),
            Cell::Text(text) => text.clone(),
        };
        let row = |(first, row): (Label, &Vec<Cell>)| {
            std::iter::once(first.text).chain(row.iter().skip(1).map(cell)).collect()
        };
        first.zip(&series.fields.rows).map(row).collect()
    }

    /// Ranks are drawn apart from other numbers, because their better end is the other one.
    fn series_charts(&self, series: &Numbers, numbers: &[usize]) -> Vec<Chart> {
        let labels = chart_labels(&series.fields, 0, self.language());
        let are_words = labels.iter().any(|label| label.text.contains(char::is_alphabetic));
        if labels.is_empty() || (are_words && labels.len() > WORDS) {
            return Vec::new();
        }
        let is_rank = |at: &usize| series.fields.is_rank(&series.fields.columns[*at]);
        let (ranks, others): (Vec<usize>, Vec<usize>) = numbers.iter().copied().partition(is_rank);
        let groups = [(others, false), (ranks, true)].into_iter().filter(|(columns, _)| !columns.is_empty());
        let drawings = groups.map(|(columns, rank)| Drawing {
            kind: if are_words { ChartKind::Bar } else { ChartKind::Line },
            title: Label { text: series.title().to_owned(), lang: self.main_lang() },
            x: series.fields.columns[0].clone(),
            labels: labels.iter().map(|label| Label { lang: self.main_lang(), ..label.clone() }).collect(),
            lines: columns.into_iter().map(|at| values(series, at)).collect(),
            unit: series.fields.unit.clone().map(|text| Label { text, lang: self.main_lang() }),
            source: None,
            rank,
            data: None,
        });
        drawings.enumerate().map(|(at, drawing)| self.chart(&drawing, format!("series-{at}"))).collect()
    }
}

/// The values of a column, with its name.
fn values(series: &Numbers, column: usize) -> (String, Vec<Option<f64>>) {
    let number = |row: &Vec<Cell>| match row.get(column) {
        Some(Cell::Number(number)) => Some(*number),
        _ => None,
    };
    (series.fields.columns[column].clone(), series.fields.rows.iter().map(number).collect())
}
