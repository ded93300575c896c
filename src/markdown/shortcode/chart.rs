//! Charts: finds the columns of a series and reads their cells as numbers.

use crate::content::data::{Cell, SeriesFields};
use crate::diagnostic::{Code, localized};
use crate::markdown::reading::Reading;
use crate::markdown::shortcode::arguments::Arguments;
use crate::markdown::shortcode::call::{Call, Spanned};
use crate::markdown::{Chart, ChartKind, Label, Problem};
use bantin_text::language::Language;
use bantin_text::number::decimal;
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
    let series = match resolver.series(&data.value) {
        Ok(series) => &series.fields,
        Err(failure) => {
            failure.into_iter().for_each(|failure| reading.fail(data.range.clone(), failure));
            return None;
        }
    };
    if title.is_none() && series.title.is_none() {
        arguments.text("title", reading);
    }
    let (x, y) = (x?, y?);
    let labels = column(series, &x, reading).map(|at| labels(series, at, reading.language));
    let lines: Vec<_> = y.iter().map(|name| values(series, name, &x.value, reading)).collect();
    Some(Chart {
        kind: kind?,
        title: title.map(|title| title.value).or_else(|| series.title.clone())?.into(),
        x: x.value,
        labels: labels?,
        lines: lines.into_iter().collect::<Option<_>>()?,
        unit: series.unit.clone().map(Label::from),
        source: series.source.clone(),
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
fn labels(series: &SeriesFields, column: usize, language: Language) -> Vec<Label> {
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

/// The values of one column, with its name.
fn values(
    series: &SeriesFields,
    name: &Spanned<String>,
    x: &str,
    reading: &mut Reading<'_>,
) -> Option<(String, Vec<Option<f64>>)> {
    let at = column(series, name, reading)?;
    let mut numbers = Vec::with_capacity(series.rows.len());
    for (index, row) in series.rows.iter().enumerate() {
        match row.get(at) {
            Some(Cell::Number(number)) => numbers.push(Some(*number)),
            None | Some(Cell::Empty) => numbers.push(None),
            Some(Cell::Text(text)) => {
                let (column, row) = (&name.value, index + 1);
                let message = localized!(
                    "cột `{column}`, dòng số liệu thứ {row}: `{text}` không phải một số",
                    "column `{column}`, data row {row}: `{text}` is no number"
                );
                let help = localized!(
                    "viết số không có dấu cách và với dấu chấm thập phân (`12.5`); chưa có số thì để trống. `x` là cột `{x}`",
                    "write numbers without spaces and with a decimal point (`12.5`), and leave unknown ones empty. `x` is the column `{x}`"
                );
                let range = name.range.clone();
                reading.problems.push(Problem::error(Code::NotANumber, range, message).help(help));
                return None;
            }
        }
    }
    Some((name.value.clone(), numbers))
}
