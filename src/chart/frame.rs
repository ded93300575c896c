//! Layout of charts with labels from left to right (lines and vertical bars).

use crate::chart::labels::{Placed, Places};
use crate::chart::legend::Legend;
use crate::chart::numbers::Magnitude;
use crate::chart::scale::Scale;
use crate::chart::svg::{LETTER, LINE, SIDE, WIDTH, text_width, wrapped};
use crate::markdown::{Chart, ChartKind};
use bantin_text::language::Language;

/// Height of the plot area.
const PLOT_HEIGHT: f64 = 170.0;

/// The computed layout of a chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    /// Height of the drawing.
    pub(super) height: f64,
    /// The edges and width of the plot area.
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) bottom: f64,
    pub(super) scale: Scale,
    pub(super) magnitude: Magnitude,
    /// Tick labels; empty if values are written above the bars.
    pub(super) ticks: Vec<String>,
    /// The lines of the unit above the axis; may be empty.
    pub(super) unit: Vec<String>,
    pub(super) legend: Legend,
    /// The labels shown below the axis.
    pub(super) labels: Vec<Placed>,
    /// The lines of the name of the horizontal axis, and the upper edge of the first line.
    pub(super) x_name: (Vec<String>, f64),
    /// Whether each bar has its value above it.
    pub(super) numbered: bool,
    /// Whether the smallest value stands on top.
    rank: bool,
    places: Places,
}

impl Frame {
    pub(super) fn new(chart: &Chart, language: Language) -> Self {
        let places = Places::new(&chart.labels, chart.kind);
        let numbered = numbered(chart, &places, language);
        let scale = match numbered {
            true => Scale::tight(values(chart)),
            false if chart.rank => Scale::ranks(values(chart)),
            false => Scale::new(values(chart), chart.kind == ChartKind::Bar),
        };
        let largest = scale.ticks.iter().fold(0.0_f64, |largest, tick| largest.max(tick.abs()));
        let magnitude = Magnitude::of(largest);
        let digits = scale.digits + if magnitude.divisor > 1.0 { 1 } else { 0 };
        let tick = |tick: &f64| magnitude.tick(*tick, language, digits);
        let ticks: Vec<String> = if numbered { Vec::new() } else { scale.ticks.iter().map(tick).collect() };
        let widest = ticks.iter().map(|tick| text_width(tick) + 8.0).fold(0.0, f64::max);
        let left = widest.max(SIDE);
        let width = WIDTH - left - SIDE;
        let unit =
            wrapped(&magnitude.unit(chart.unit.as_ref().map(|unit| unit.text.as_str()), language), WIDTH);
        let legend = Legend::new(chart);
        let above = if numbered { LINE } else { LETTER };
        let top = legend.height + LINE * unit.len() as f64 + above;
        let bottom = top + PLOT_HEIGHT;
        let labels = places.place(&chart.labels, (left, width));
        let below = labels.iter().map(|label| label.row + label.lines.len()).max().unwrap_or(0);
        let x_name = (wrapped(&chart.x, WIDTH), bottom + 4.0 + LINE * below as f64);
        let height = x_name.1 + LINE * x_name.0.len() as f64 + 2.0;
        Self {
            height,
            left,
            top,
            width,
            bottom,
            scale,
            magnitude,
            ticks,
            unit,
            legend,
            labels,
            x_name,
            numbered,
            rank: chart.rank,
            places,
        }
    }

    /// The width available to one label.
    pub(super) fn slot(&self) -> f64 {
        self.width / self.places.slots()
    }

    /// The horizontal centre of a label.
    pub(super) fn x(&self, label: usize) -> f64 {
        self.left + self.slot() * (self.places.of(label) + 0.5)
    }

    /// The vertical position of a value.
    pub(super) fn y(&self, value: f64) -> f64 {
        let part = self.scale.part(value);
        let part = if self.rank { 1.0 - part } else { part };
        self.bottom - part * (self.bottom - self.top)
    }

    /// The vertical position of the base line.
    pub(super) fn base(&self) -> f64 {
        if self.rank { self.bottom } else { self.y(0.0) }
    }
}

/// Whether all values fit above their bars, so that no axis is needed.
fn numbered(chart: &Chart, places: &Places, language: Language) -> bool {
    let magnitude = Magnitude::of(values(chart).fold(0.0, f64::max));
    let bar = (WIDTH - 2.0 * SIDE) / places.slots() / chart.lines.len().max(1) as f64;
    let fits = |value: f64| value >= 0.0 && text_width(&magnitude.number(value, language)) <= bar;
    chart.kind == ChartKind::Bar && values(chart).all(fits)
}

/// All finite values.
pub(super) fn values(chart: &Chart) -> impl Iterator<Item = f64> + Clone + '_ {
    let values = chart.lines.iter().flat_map(|(_, values)| values.iter().copied().flatten());
    values.filter(|value| value.is_finite())
}
