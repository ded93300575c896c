//! Charts: finds the columns of a series and reads their cells as numbers.

use crate::content::data::{Cell, Series, SeriesFields};
use crate::diagnostic::{Code, Place, localized};
use crate::markdown::reading::Reading;
use crate::markdown::shortcode::arguments::Arguments;
use crate::markdown::shortcode::call::{Call, Spanned};
use crate::markdown::{Chart, ChartKind, Label, Problem};
use bantin_text::language::Language;
use bantin_text::number::{decimal, number_meant};
use bantin_text::suggest::nearest;

/// `chart(data="…", kind="line|bar", x="…", y=["…"], title="…")`; `title` defaults to that of the series.
pub(super) fn chart(call: &Call, reading: &mut Reading<'_>) -> Option<Chart> {
    let arguments = Arguments::new(call, &["data", "kind", "x", "y", "title"], reading);
    let data = arguments.text("data", reading);
    let kind = arguments.text("kind", reading).and_then(|kind| chart_kind(&kind, reading));
    let x = arguments.text("x", reading);
    let y = arguments.list("y", reading);
    let title = arguments.optional_text("title", reading);
    let data = data?;
    let resolver = reading.resolver;
    let whole = match resolver.series(&data.value) {
        Ok(series) => series,
        Err(failure) => {
            failure.into_iter().for_each(|failure| reading.fail(data.range.clone(), failure));
            return None;
        }
    };
    let series = &whole.fields;
    if title.is_none() && series.title.is_none() {
        arguments.text("title", reading);
    }
    let (x, y) = (x?, y?);
    let labels = column(series, &x, reading).map(|at| labels(series, at, reading.language));
    let lines: Vec<_> = y.iter().map(|name| values(whole, name, reading)).collect();
    let rank = y.iter().all(|name| series.is_rank(&name.value));
    Some(Chart {
        kind: kind?,
        title: title.map(|title| title.value).or_else(|| series.title.clone())?.into(),
        x: x.value,
        labels: labels?,
        lines: lines.into_iter().collect::<Option<_>>()?,
        unit: series.unit.clone().map(Label::from),
        source: series.source.clone(),
        rank,
        data: Some(whole.id.clone()),
    })
}

fn chart_kind(kind: &Spanned<String>, reading: &mut Reading<'_>) -> Option<ChartKind> {
    match kind.value.as_str() {
        "line" => Some(ChartKind::Line),
        "bar" => Some(ChartKind::Bar),
        other => {
            let message =
                localized!("không có loại biểu đồ `{other}`", "there is no kind of chart `{other}`");
            let help = localized!(
                "`line` là biểu đồ đường, `bar` là biểu đồ cột",
                "`line` joins points by lines, `bar` draws bars"
            );
            let range = kind.range.clone();
            reading.problems.push(Problem::error(Code::ShortcodeArgument, range, message).help(help));
            None
        }
    }
}

fn column(series: &SeriesFields, name: &Spanned<String>, reading: &mut Reading<'_>) -> Option<usize> {
    let found = series.columns.iter().position(|column| *column == name.value);
    if found.is_none() {
        let wanted = &name.value;
        let message =
            localized!("bảng số liệu không có cột `{wanted}`", "the series has no column `{wanted}`");
        let help = match nearest(wanted, series.columns.iter().map(String::as_str)) {
            Some(near) => localized!("có phải ý bạn là `{near}`?", "did you mean `{near}`?"),
            None => {
                let all = series.columns.join("`, `");
                localized!("các cột: `{all}`", "the columns are `{all}`")
            }
        };
        reading.problems.push(Problem::error(Code::UnknownColumn, name.range.clone(), message).help(help));
    }
    found
}

/// Labels of the horizontal axis. Whole numbers have no thousands separators, since most are years.
pub(crate) fn labels(series: &SeriesFields, column: usize, language: Language) -> Vec<Label> {
    let label = |cell: &Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Cell::Number(number) => {
            let digits = number.to_string().split_once('.').map_or(0, |(_, digits)| digits.len());
            decimal(*number, language, digits.min(6))
        }
    };
    series.rows.iter().map(|row| Label::from(row.get(column).map_or_else(String::new, label))).collect()
}

/// The values of one column, with its name. Every cell that is no number is told where it stands.
fn values(
    series: &Series,
    name: &Spanned<String>,
    reading: &mut Reading<'_>,
) -> Option<(String, Vec<Option<f64>>)> {
    let at = column(&series.fields, name, reading)?;
    let before = reading.problems.len();
    let mut numbers = Vec::with_capacity(series.fields.rows.len());
    for (index, row) in series.fields.rows.iter().enumerate() {
        numbers.push(match row.get(at) {
            Some(Cell::Number(number)) => Some(*number),
            None | Some(Cell::Empty) => None,
            Some(Cell::Text(text)) => {
                let place = reading.resolver.cell(series, index, at);
                reading.problems.push(not_a_number(text, name, place));
                None
            }
        });
    }
    (reading.problems.len() == before).then(|| (name.value.clone(), numbers))
}

fn not_a_number(text: &str, column: &Spanned<String>, place: Place) -> Problem {
    let name = &column.value;
    let message = localized!(
        "`{text}` không phải một số, mà biểu đồ cần số ở cột `{name}`",
        "`{text}` is no number, and a chart needs one in the column `{name}`"
    );
    let help = match number_meant(text) {
        Some(number) => localized!("viết `{number}`", "write `{number}`"),
        None => localized!(
            "chỉ viết con số, với dấu chấm thập phân (`12.5`); chưa có số thì để trống ô",
            "write the number alone, with a decimal point (`12.5`); leave the cell empty where it is not known"
        ),
    };
    let problem = Problem::error(Code::NotANumber, column.range.clone(), message).help(help);
    Problem { elsewhere: Some(place), ..problem }
}
