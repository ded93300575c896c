//! Where everything stands. Lengths are in units of the drawing, which is 420 wide: on a screen of 320 pixels its
//! letters are still ten pixels high.

use crate::chart::numbers::Magnitude;
use crate::chart::scale::Scale;
use crate::chart::svg::{LETTER, text_width};
use crate::markdown::{Chart, ChartKind};
use crate::text::language::Language;
use crate::text::number::decimal;

/// Width of the drawing.
pub(super) const WIDTH: f64 = 420.0;

/// Room at the right.
const RIGHT: f64 = 12.0;

/// Height of the part in which values are drawn.
const PLOT_HEIGHT: f64 = 200.0;

/// Height of a line of text.
pub(super) const LINE: f64 = 20.0;

/// As many letters of a label are shown.
const LONGEST_LABEL: usize = 16;

/// More labels than this are thinned out.
const MOST_LABELS: usize = 12;

/// The places of a chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    /// Height of the drawing.
    pub(super) height: f64,
    /// Left, top, width and height of the part in which values are drawn.
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) bottom: f64,
    pub(super) scale: Scale,
    pub(super) magnitude: Magnitude,
    /// The words at the ticks.
    pub(super) ticks: Vec<String>,
    /// The unit above the axis; may be empty.
    pub(super) unit: String,
    /// How labels stand below the axis.
    pub(super) labels: Labels,
    /// For each series, where it stands in the legend; empty where there is one series alone.
    pub(super) legend: Vec<(f64, f64)>,
    /// How many labels there are, at least 1.
    slots: usize,
}

/// How labels stand below the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Labels {
    /// Only each n-th is shown.
    pub(super) every: usize,
    /// They are turned by an eighth, because they are too wide to stand side by side.
    pub(super) slanted: bool,
}

impl Frame {
    pub(super) fn new(chart: &Chart, language: Language) -> Self {
        let values = chart.lines.iter().flat_map(|(_, values)| values.iter().copied().flatten());
        let scale = Scale::new(values.filter(|value| value.is_finite()), chart.kind == ChartKind::Bar);
        let largest = scale.ticks.iter().fold(0.0_f64, |largest, tick| largest.max(tick.abs()));
        let magnitude = Magnitude::of(largest);
        let step_digits = scale.digits + if magnitude.divisor > 1.0 { 1 } else { 0 };
        let ticks: Vec<String> =
            scale.ticks.iter().map(|t| decimal(t / magnitude.divisor, language, step_digits)).collect();
        let ticks_width =
            ticks.iter().map(|tick| text_width(tick)).fold(0.0, f64::max).min(WIDTH / 3.0) + 8.0;
        let unit = magnitude.unit(chart.unit.as_deref(), language);
        let labels = Labels::new(&chart.labels, WIDTH - ticks_width - RIGHT);
        let left = ticks_width.max(labels.overhang(&chart.labels));
        let width = WIDTH - left - RIGHT;
        let (legend, legend_height) = legend(chart);
        let top = legend_height + if unit.is_empty() { LETTER } else { LINE + 8.0 };
        let bottom = top + PLOT_HEIGHT;
        let height = bottom + labels.height(&chart.labels) + LINE + 4.0;
        let slots = chart.labels.len().max(1);
        Self { height, left, top, width, bottom, scale, magnitude, ticks, unit, labels, legend, slots }
    }

    /// How wide the place of one label is.
    pub(super) fn slot(&self) -> f64 {
        self.width / self.slots as f64
    }

    /// The middle of the place of a label.
    pub(super) fn x(&self, label: usize) -> f64 {
        self.left + self.slot() * (label as f64 + 0.5)
    }

    /// The height of a value.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.bottom - self.scale.part(value) * (self.bottom - self.top)
    }
}

impl Labels {
    fn new(labels: &[String], width: f64) -> Self {
        let widest = labels.iter().map(|label| text_width(&shortened(label))).fold(0.0, f64::max);
        let slot = width / labels.len().max(1) as f64;
        let enough = |every: usize, needed: f64| slot * every as f64 >= needed;
        if labels.len() <= MOST_LABELS && enough(1, widest + 6.0) {
            return Self { every: 1, slanted: false };
        }
        let flat = (1..=labels.len()).find(|every| enough(*every, widest + 10.0)).unwrap_or(1);
        // Numbers and years can be left out between others; words cannot, as long as there are few.
        let can_skip = labels.iter().all(|label| label.chars().any(|c| c.is_ascii_digit())) && flat <= 3;
        if can_skip && labels.len() > MOST_LABELS {
            return Self { every: flat, slanted: false };
        }
        let every = (1..=labels.len()).find(|every| enough(*every, LETTER * 1.5)).unwrap_or(1);
        Self { every, slanted: true }
    }

    /// How far the first one reaches to the left of its place, where they are turned.
    fn overhang(self, labels: &[String]) -> f64 {
        match labels.first() {
            Some(first) if self.slanted => {
                let reach = text_width(&shortened(first)) * std::f64::consts::FRAC_1_SQRT_2;
                // Half a place less, and that place is a part of what is left: solved for the left edge.
                let count = labels.len() as f64 * 2.0;
                ((reach - (WIDTH - RIGHT) / count) / (1.0 - 1.0 / count)).max(0.0)
            }
            _ => 0.0,
        }
    }

    /// How much room they take below the axis.
    fn height(self, labels: &[String]) -> f64 {
        if !self.slanted {
            return LINE;
        }
        let widest = labels.iter().map(|label| text_width(&shortened(label))).fold(0.0, f64::max);
        widest * std::f64::consts::FRAC_1_SQRT_2 + LETTER
    }
}

/// The beginning of a label that is too long.
pub(super) fn shortened(label: &str) -> String {
    if label.chars().count() <= LONGEST_LABEL {
        return label.to_owned();
    }
    let beginning: String = label.chars().take(LONGEST_LABEL - 1).collect();
    format!("{}…", beginning.trim_end())
}

/// The places of the series in the legend, line by line, and its height.
fn legend(chart: &Chart) -> (Vec<(f64, f64)>, f64) {
    if chart.lines.len() < 2 {
        return (Vec::new(), 0.0);
    }
    let (mut x, mut y) = (0.0, 0.0);
    let mut places = Vec::new();
    for (name, _) in &chart.lines {
        let width = text_width(name) + 44.0;
        if x > 0.0 && x + width > WIDTH {
            (x, y) = (0.0, y + LINE);
        }
        places.push((x, y));
        x += width;
    }
    (places, y + LINE + 4.0)
}
