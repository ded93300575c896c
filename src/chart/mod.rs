//! Charts, drawn when the site is built: no script, no style, readable without colours and on a narrow screen.
//!
//! In comes a [`Chart`] of the text; out go an SVG ([`draw`]) and the numbers behind it as a table ([`table()`]).
//! Colours come from the theme: it sets `color` for `.chart` and for `.series-1` to `.series-6`, and everything is
//! drawn in `currentColor`. Series also differ by the shape of their points, their dashes or the pattern of their
//! bars. Labels that are years or numbers run from left to right: the numbers find a [`scale`]; words and scale find a
//! [`frame`]; [`axes`] and [`marks`] are drawn into it. Where labels are words, bars lie below them ([`lying`]), for
//! nothing is cut off. [`looks`] tell series apart, [`legend`] names them; [`words`] says the same in a sentence.

mod axes;
mod frame;
mod labels;
mod legend;
mod looks;
mod lying;
mod marks;
mod numbers;
mod scale;
mod svg;
mod table;
mod words;

use crate::chart::frame::Frame;
use crate::chart::lying::Lying;
use crate::chart::svg::{Svg, WIDTH};
use crate::markdown::{Chart, ChartKind};
use bantin_text::language::Language;

pub use table::table;

/// The chart as an SVG with a title and a description. `id` is unique in the page and begins the ids inside.
#[must_use]
pub fn draw(chart: &Chart, language: Language, id: &str) -> String {
    let frame = Frame::new(chart, language);
    let form = Form::of(chart, &frame);
    let description = words::describe(chart, form, language);
    let begin = |height| Svg::new((WIDTH, height), id, &chart.title, &description);
    if form == Form::Lying {
        let lying = Lying::new(chart, language);
        let mut svg = begin(lying.height);
        looks::patterns(&mut svg, chart.lines.len(), id);
        lying.legend.draw(&mut svg, false, id);
        lying.draw(&mut svg, chart, language, id);
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
        Form::Upright | Form::Lying => marks::bars(&mut svg, chart, &frame, language, id),
    }
    svg.finish()
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Points joined by lines.
    Line,
    /// Bars that stand side by side.
    Upright,
    /// Bars that lie below their labels.
    Lying,
}

impl Form {
    /// Words need the whole width. Points are joined where their labels fit below them, or count something, as
    /// "Quý 1/2024" does, so that a reader knows those between.
    fn of(chart: &Chart, frame: &Frame) -> Self {
        let any = |is_word: fn(&str) -> bool| chart.labels.iter().any(|label| is_word(&label.text));
        match chart.kind {
            ChartKind::Bar if any(|text| text.contains(char::is_alphabetic)) => Self::Lying,
            ChartKind::Bar => Self::Upright,
            ChartKind::Line => {
                let are_words = any(|text| !text.contains(|c: char| c.is_ascii_digit()));
                let is_short = frame.labels.len() < chart.labels.len();
                if are_words && is_short { Self::Lying } else { Self::Line }
            }
        }
    }
}

#[cfg(test)]
mod tests;
