//! The names of the series, each beside a sample of how it looks.

use crate::chart::LOOKS;
use crate::chart::class;
use crate::chart::frame::Frame;
use crate::chart::marks::{DASHES, bar_fill, point};
use crate::chart::svg::{Anchor, Svg, number};
use crate::markdown::{Chart, ChartKind};
use crate::text::html::escape;

/// What fills the bars of the second to the sixth series, on a square of eight units.
const PATTERNS: [&str; LOOKS - 1] = [
    "<path d=\"M-2 2l4-4M0 8l8-8M6 10l4-4\" stroke=\"currentColor\" stroke-width=\"2\"/>",
    "<circle cx=\"4\" cy=\"4\" r=\"2\"/>",
    "<path d=\"M0 4h8\" stroke=\"currentColor\" stroke-width=\"3\"/>",
    "<path d=\"M0 0l8 8M8 0l-8 8\" stroke=\"currentColor\" stroke-width=\"1.5\"/>",
    "<path d=\"M4 0v8\" stroke=\"currentColor\" stroke-width=\"3\"/>",
];

/// Defines the patterns that the bars of so many series need.
pub(super) fn patterns(svg: &mut Svg, series: usize, id: &str) {
    let needed = series.min(LOOKS).saturating_sub(1);
    if needed == 0 {
        return;
    }
    svg.push("<defs>\n");
    for (number, pattern) in PATTERNS.iter().enumerate().take(needed) {
        let (id, class) = (escape(id), class(number + 1));
        svg.push(&format!(
            "<pattern id=\"{id}-p{}\" class=\"{class}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" \
             fill=\"currentColor\">{pattern}</pattern>\n",
            number + 2
        ));
    }
    svg.push("</defs>\n");
}

/// Draws the legend; one series alone needs none.
pub(super) fn legend(svg: &mut Svg, chart: &Chart, frame: &Frame, id: &str) {
    if frame.legend.is_empty() {
        return;
    }
    svg.push("<g class=\"legend\">\n");
    for (series, ((name, _), (x, y))) in chart.lines.iter().zip(&frame.legend).enumerate() {
        let class = class(series);
        svg.push(&format!("<g class=\"{class}\">"));
        match chart.kind {
            ChartKind::Line => {
                let (from, to, middle) = (number(*x), number(x + 24.0), number(y + 10.0));
                let dash = DASHES[series % LOOKS];
                svg.push(&format!(
                    "<path d=\"M{from} {middle}H{to}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"{dash}/>"
                ));
                svg.push(&point(series, (x + 12.0, y + 10.0)));
            }
            ChartKind::Bar => {
                let (left, top, fill) = (number(*x), number(y + 3.0), bar_fill(series, id));
                svg.push(&format!(
                    "<rect x=\"{left}\" y=\"{top}\" width=\"24\" height=\"14\" fill=\"{fill}\" stroke=\"currentColor\"/>"
                ));
            }
        }
        svg.push("</g>\n");
        svg.text((x + 30.0, y + 15.0), Anchor::Start, false, name);
    }
    svg.push("</g>\n");
}
