//! Charts, drawn when the site is built: no script, no style, readable without colours and on a narrow screen.
//!
//! In comes a [`Chart`] of the text; out go an SVG ([`draw`]) and the numbers behind it as a table ([`table()`]).
//! Colours come from the theme: it sets `color` for `.chart` and for `.series-1` to `.series-6`, and everything is
//! drawn in `currentColor`. Series also differ by the shape of their points, their dashes or the pattern of their
//! bars. The steps: the numbers find a [`scale`]; words and scale find a [`frame`]; [`axes`], [`marks`] and
//! [`legend`] are drawn into it; [`words`] says the same in a sentence.

mod axes;
mod frame;
mod legend;
mod marks;
mod numbers;
mod scale;
mod svg;
mod table;
mod words;

use crate::chart::frame::Frame;
use crate::chart::svg::Svg;
use crate::markdown::{Chart, ChartKind};
use crate::text::language::Language;

pub use table::table;

/// Looks that follow each other; a seventh series looks like the first.
const LOOKS: usize = 6;

/// The chart as an SVG with a title and a description. `id` is unique in the page and begins the ids inside.
#[must_use]
pub fn draw(chart: &Chart, language: Language, id: &str) -> String {
    let frame = Frame::new(chart, language);
    let description = words::describe(chart, language);
    let mut svg = Svg::new((frame::WIDTH, frame.height), id, &chart.title, &description);
    if chart.kind == ChartKind::Bar {
        legend::patterns(&mut svg, chart.lines.len(), id);
    }
    legend::legend(&mut svg, chart, &frame, id);
    axes::axes(&mut svg, chart, &frame);
    match chart.kind {
        ChartKind::Line => marks::lines(&mut svg, chart, &frame, language),
        ChartKind::Bar => marks::bars(&mut svg, chart, &frame, language, id),
    }
    svg.finish()
}

/// The class of a series, from 0.
fn class(series: usize) -> String {
    format!("series-{}", series % LOOKS + 1)
}

#[cfg(test)]
mod tests;
