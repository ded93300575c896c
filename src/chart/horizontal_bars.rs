//! Horizontal bars, for labels that are words: each label in full above its bars, each value next to its bar.

use crate::chart::frame::values;
use crate::chart::legend::Legend;
use crate::chart::looks::{bar_fill, class};
use crate::chart::marks::{known, tip};
use crate::chart::numbers::Magnitude;
use crate::chart::scale::Scale;
use crate::chart::svg::{Anchor, LETTER, LINE, SIDE, Svg, WIDTH, number, text_width, wrapped};
use crate::markdown::Chart;
use bantin_text::language::Language;

/// Height of a bar, and distance between two bars of the same label.
const BAR: f64 = 12.0;
const PITCH: f64 = 17.0;

/// Distance between the bars of a label and the next label.
const GAP: f64 = 6.0;

/// Distance between a bar and its value.
const BESIDE: f64 = 5.0;

/// Shown for a missing value.
const UNKNOWN: &str = "–";

/// The layout of a chart with horizontal bars.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HorizontalBars {
    pub(super) height: f64,
    pub(super) legend: Legend,
    /// Left edge and width of the plot area.
    left: f64,
    width: f64,
    scale: Scale,
    magnitude: Magnitude,
    /// The lines of the name of the labels and of the unit; both are on one line if they fit.
    name: Vec<String>,
    unit: Vec<String>,
    unit_top: f64,
    /// The lines of each label and their upper edge.
    labels: Vec<(Vec<String>, f64)>,
}

impl HorizontalBars {
    pub(super) fn new(chart: &Chart, language: Language) -> Self {
        let scale = Scale::tight(values(chart));
        let largest = values(chart).fold(0.0_f64, |largest, value| largest.max(value.abs()));
        let magnitude = Magnitude::of(largest);
        let room = |is_negative: bool| {
            let numbers = values(chart).filter(|value| (*value < 0.0) == is_negative);
            numbers.map(|value| text_width(&magnitude.number(value, language))).fold(0.0, f64::max)
        };
        let left = 1.0 + if values(chart).any(|value| value < 0.0) { room(true) + BESIDE } else { 0.0 };
        let width = WIDTH - SIDE - left - room(false).max(text_width(UNKNOWN)) - BESIDE;
        let legend = Legend::new(chart);
        let name = wrapped(&chart.x, WIDTH);
        let unit = magnitude.unit(chart.unit.as_ref().map(|unit| unit.text.as_str()), language);
        let unit = wrapped(&unit, WIDTH);
        let beside = match (name.as_slice(), unit.as_slice()) {
            ([name], [unit]) => text_width(name) + text_width(unit) + LETTER <= WIDTH,
            _ => false,
        };
        let below = if beside { 0.0 } else { LINE * name.len() as f64 };
        let unit_top = legend.height + below;
        let mut y = legend.height + (LINE * name.len() as f64).max(below + LINE * unit.len() as f64) + GAP;
        let bars = PITCH * chart.lines.len() as f64 + GAP;
        let mut labels = Vec::with_capacity(chart.labels.len());
        for label in &chart.labels {
            let lines = wrapped(&label.text, WIDTH);
            let height = LINE * lines.len() as f64;
            labels.push((lines, y));
            y += height + bars;
        }
        Self { height: y, legend, left, width, scale, magnitude, name, unit, unit_top, labels }
    }

    pub(super) fn draw(&self, svg: &mut Svg, chart: &Chart, language: Language, id: &str) {
        let unit_lang = chart.unit.as_ref().and_then(|unit| unit.lang);
        svg.push("<g class=\"names\">\n");
        svg.lines((0.0, self.legend.height), Anchor::Start, None, &self.name);
        svg.lines((WIDTH, self.unit_top), Anchor::End, unit_lang, &self.unit);
        svg.push("</g>\n<g class=\"axis\">\n");
        for (label, (lines, top)) in chart.labels.iter().zip(&self.labels) {
            svg.lines((0.0, *top), Anchor::Start, label.lang, lines);
        }
        for (series, (_, values)) in chart.lines.iter().enumerate() {
            for label in 0..chart.labels.len() {
                self.number(svg, label, series, values.get(label).copied().flatten(), language);
            }
        }
        svg.push("</g>\n");
        for (series, (name, values)) in chart.lines.iter().enumerate() {
            svg.push(&format!("<g class=\"{}\" fill=\"{}\">\n", class(series), bar_fill(series, id)));
            for (label, value) in known(values) {
                let (from, to) = (self.x(value.min(0.0)), self.x(value.max(0.0)));
                svg.push(&format!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{BAR}\" stroke=\"currentColor\">{}</rect>\n",
                    number(from),
                    number(self.top(label, series)),
                    number(to - from),
                    tip(chart, name, label, value, language),
                ));
            }
            svg.push("</g>\n");
        }
    }

    /// Draws the value of a bar beyond its end; a dash if it is missing.
    fn number(&self, svg: &mut Svg, label: usize, series: usize, value: Option<f64>, language: Language) {
        let value = value.filter(|value| value.is_finite());
        let words = value.map_or_else(|| UNKNOWN.to_owned(), |value| self.magnitude.number(value, language));
        let value = value.unwrap_or(0.0);
        let y = self.top(label, series) + BAR / 2.0 + LETTER / 3.0;
        if value < 0.0 {
            svg.text((self.x(value) - BESIDE, y), Anchor::End, None, &words);
        } else {
            svg.text((self.x(value) + BESIDE, y), Anchor::Start, None, &words);
        }
    }

    /// The upper edge of a bar.
    fn top(&self, label: usize, series: usize) -> f64 {
        let (lines, top) = self.labels.get(label).map_or((0, 0.0), |(lines, top)| (lines.len(), *top));
        top + LINE * lines as f64 + PITCH * series as f64 + (PITCH - BAR) / 2.0
    }

    /// The horizontal position of a value.
    fn x(&self, value: f64) -> f64 {
        self.left + self.scale.part(value) * self.width
    }
}
