//! Axes: lines across at round numbers, their words at the left, and the labels below.

use crate::chart::frame::{Frame, LINE, WIDTH, shortened};
use crate::chart::svg::{Anchor, LETTER, Svg};
use crate::markdown::Chart;

/// Draws the axes, the unit above and the name of the horizontal axis below.
pub(super) fn axes(svg: &mut Svg, chart: &Chart, frame: &Frame) {
    svg.push("<g class=\"grid\" stroke=\"currentColor\" stroke-opacity=\"0.25\">\n");
    let right = frame.left + frame.width;
    for tick in &frame.scale.ticks {
        let y = frame.y(*tick);
        svg.line((frame.left, y), (right, y));
    }
    svg.push("</g>\n<g class=\"axis\">\n");
    for (tick, words) in frame.scale.ticks.iter().zip(&frame.ticks) {
        let at = (frame.left - 6.0, frame.y(*tick) + LETTER / 3.0);
        svg.text(at, Anchor::End, false, words);
    }
    if !frame.unit.is_empty() {
        svg.text((0.0, frame.top - LETTER), Anchor::Start, false, &frame.unit);
    }
    for (number, label) in chart.labels.iter().enumerate().step_by(frame.labels.every.max(1)) {
        let x = frame.x(number);
        let label = shortened(label);
        if frame.labels.slanted {
            svg.text((x + LETTER / 3.0, frame.bottom + LETTER), Anchor::End, true, &label);
        } else {
            svg.text((x, frame.bottom + LETTER + 4.0), Anchor::Middle, false, &label);
        }
    }
    svg.text((frame.left + frame.width / 2.0, frame.height - LINE / 3.0), Anchor::Middle, false, &chart.x);
    svg.push("</g>\n");
    svg.push("<g class=\"base\" stroke=\"currentColor\">\n");
    let zero = frame.y(0.0);
    svg.line((frame.left, zero), (right.min(WIDTH), zero));
    svg.push("</g>\n");
}
