//! Charts, rendered as SVG at build time: without scripts or styles, readable without colours and on narrow screens.
//!
//! In: a [`Chart`] of a text. Out: an SVG ([`draw`]) and its data as a table ([`table()`]). Colours come from the
//! theme: it sets `color` for `.chart` and for `.series-1` to `.series-6`, and everything is drawn in `currentColor`.
//! Series also differ in point shapes, dashes or bar patterns.
//!
//! 1. Charts whose labels are years or numbers run from left to right: the values determine a [`scale`], labels and
//!    scale a [`frame`], into which [`axes`] and [`marks`] are drawn. If labels are words, the bars are horizontal,
//!    below their labels ([`horizontal_bars`]), so that no label is cut.
//! 2. [`looks`] distinguishes the series, [`legend`] names them.
//! 3. [`words`] describes the chart in a sentence for screen readers.

mod axes;
mod frame;
mod horizontal_bars;
mod labels;
mod legend;
mod looks;
mod marks;
mod numbers;
mod scale;
mod svg;
mod table;
mod words;

use std::borrow::Cow;

use crate::chart::frame::Frame;
use crate::chart::horizontal_bars::HorizontalBars;
use crate::chart::svg::{Svg, WIDTH};
use crate::markdown::{Chart, ChartKind};
use bantin_text::language::Language;

pub use table::table;

/// The chart as an SVG with a title and a description. `id` is unique in the page; ids inside the SVG start with it.
pub fn draw(chart: &Chart, language: Language, id: &str) -> String {
    let chart = &as_drawn(chart);
    let frame = Frame::new(chart, language);
    let form = Form::of(chart, &frame);
    let description = words::describe(chart, form, language);
    let begin = |height| Svg::new((WIDTH, height), id, &chart.title, &description);
    if form == Form::HorizontalBars {
        let horizontal_bars = HorizontalBars::new(chart, language);
        let mut svg = begin(horizontal_bars.height);
        looks::patterns(&mut svg, chart.lines.len(), id);
        horizontal_bars.legend.draw(&mut svg, false, id);
        horizontal_bars.draw(&mut svg, chart, language, id);
        return svg.finish();
    }
    let mut svg = begin(frame.height);
    if form == Form::Upright {
        looks::patterns(&mut svg, chart.lines.len(), id);
    }
    frame.legend.draw(&mut svg, form == Form::Line, id);
    axes::axes(&mut svg, chart, &frame);
    match form {
        Form::Line => marks::lines(&mut svg, chart, &frame, language),
        Form::Upright | Form::HorizontalBars => marks::bars(&mut svg, chart, &frame, language, id),
    }
    svg.finish()
}

/// The direction in which the better of two ranks lies in the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// The better rank stands higher.
    Higher,
    /// Bars are as long as the rank, so the shorter one is better.
    Shorter,
}

/// What a chart of ranks has to say about its direction.
pub fn better(chart: &Chart, language: Language) -> Option<Better> {
    let chart = &as_drawn(chart);
    let form = Form::of(chart, &Frame::new(chart, language));
    chart.rank.then_some(if form == Form::HorizontalBars { Better::Shorter } else { Better::Higher })
}

/// Ranks over years are always points joined by lines: a bar begins at nothing, and a rank does not.
fn as_drawn(chart: &Chart) -> Cow<'_, Chart> {
    let are_words = chart.labels.iter().any(|label| label.text.contains(char::is_alphabetic));
    if chart.rank && chart.kind == ChartKind::Bar && !are_words {
        return Cow::Owned(Chart { kind: ChartKind::Line, ..chart.clone() });
    }
    Cow::Borrowed(chart)
}

/// The form in which a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Points joined by lines.
    Line,
    /// Vertical bars, side by side.
    Upright,
    /// Horizontal bars below their labels.
    HorizontalBars,
}

impl Form {
    /// Bars with labels that are words are horizontal, because words need the full width. A line chart stays one if
    /// all labels fit below it, or if they contain numbers, as "Quý 1/2024" does, so that a reader can infer the
    /// omitted ones.
    fn of(chart: &Chart, frame: &Frame) -> Self {
        let any = |is_word: fn(&str) -> bool| chart.labels.iter().any(|label| is_word(&label.text));
        match chart.kind {
            ChartKind::Bar if any(|text| text.contains(char::is_alphabetic)) => Self::HorizontalBars,
            ChartKind::Bar => Self::Upright,
            ChartKind::Line => {
                let are_words = any(|text| !text.contains(|c: char| c.is_ascii_digit()));
                let is_short = frame.labels.len() < chart.labels.len();
                if are_words && is_short { Self::HorizontalBars } else { Self::Line }
            }
        }
    }
}

#[cfg(test)]
mod tests;
