//! Draws the axes of a frame: grid lines at round numbers with tick labels on the left, and labels below.

use crate::chart::frame::Frame;
use crate::chart::svg::{Anchor, LETTER, LINE, Svg, WIDTH, inside};
use crate::markdown::Chart;

/// Draws the axes, the unit above and the name of the horizontal axis below.
pub(super) fn axes(svg: &mut Svg, chart: &Chart, frame: &Frame) {
    let right = frame.left + frame.width;
    if !frame.numbered {
        svg.push("<g class=\"grid\" stroke=\"currentColor\" stroke-opacity=\"0.25\">\n");
        for tick in &frame.scale.ticks {
            let y = frame.y(*tick);
            svg.line((frame.left, y), (right, y));
        }
        svg.push("</g>\n");
    }
    svg.push("<g class=\"axis\">\n");
    for (tick, words) in frame.scale.ticks.iter().zip(&frame.ticks) {
        let at = (frame.left - 6.0, frame.y(*tick) + LETTER / 3.0);
        svg.text(at, Anchor::End, None, words);
    }
    let unit_lang = chart.unit.as_ref().and_then(|unit| unit.lang);
    svg.lines((0.0, frame.legend.height), Anchor::Start, unit_lang, &frame.unit);
    for label in &frame.labels {
        let at = (label.x, frame.bottom + 4.0 + LINE * label.row as f64);
        svg.lines(at, Anchor::Middle, label.lang, &label.lines);
    }
    let (name, top) = &frame.x_name;
    svg.lines((inside(frame.left + frame.width / 2.0, name), *top), Anchor::Middle, None, name);
    svg.push("</g>\n");
    svg.push("<g class=\"base\" stroke=\"currentColor\">\n");
    let zero = frame.base();
    svg.line((frame.left, zero), (right.min(WIDTH), zero));
    svg.push("</g>\n");
}
