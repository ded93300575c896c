//! The legend: the names of the series, each next to a sample of its look.

use crate::chart::looks::{DASHES, LOOKS, bar_fill, class, point};
use crate::chart::svg::{Anchor, LINE, Svg, WIDTH, number, text_width, wrapped};
use crate::markdown::Chart;

/// Width of the sample, up to the name.
const SAMPLE: f64 = 30.0;

/// Layout of the legend above the chart; empty if there is only one series.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Legend {
    /// For each series the left and top position, and the lines of its name.
    places: Vec<(f64, f64, Vec<String>)>,
    pub(super) height: f64,
}

impl Legend {
    pub(super) fn new(chart: &Chart) -> Self {
        if chart.lines.len() < 2 {
            return Self { places: Vec::new(), height: 0.0 };
        }
        let (mut x, mut y, mut row) = (0.0, 0.0, LINE);
        let mut places = Vec::new();
        for (name, _) in &chart.lines {
            let lines = wrapped(name, WIDTH - SAMPLE);
            let width = SAMPLE + lines.iter().map(|line| text_width(line)).fold(0.0, f64::max);
            if x > 0.0 && x + width > WIDTH {
                (x, y, row) = (0.0, y + row, LINE);
            }
            row = row.max(LINE * lines.len() as f64);
            places.push((x, y, lines));
            x += width + 14.0;
        }
        Self { places, height: y + row + 4.0 }
    }

    /// Draws the samples, as lines or as bars, and the names.
    pub(super) fn draw(&self, svg: &mut Svg, as_lines: bool, id: &str) {
        if self.places.is_empty() {
            return;
        }
        svg.push("<g class=\"legend\">\n");
        for (series, (x, y, name)) in self.places.iter().enumerate() {
            let class = class(series);
            svg.push(&format!("<g class=\"{class}\">"));
            if as_lines {
                let (from, to, middle) = (number(*x), number(x + 24.0), number(y + 10.0));
                let dash = DASHES[series % LOOKS];
                svg.push(&format!(
                    "<path d=\"M{from} {middle}H{to}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"{dash}/>"
                ));
                svg.push(&point(series, (x + 12.0, y + 10.0)));
            } else {
                let (left, top, fill) = (number(x + 0.5), number(y + 3.0), bar_fill(series, id));
                svg.push(&format!(
                    "<rect x=\"{left}\" y=\"{top}\" width=\"23\" height=\"14\" fill=\"{fill}\" stroke=\"currentColor\"/>"
                ));
            }
            svg.push("</g>\n");
            svg.lines((x + SAMPLE, *y), Anchor::Start, None, name);
        }
        svg.push("</g>\n");
    }
}
