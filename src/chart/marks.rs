//! Draws the values as lines with points, or as vertical bars. Each has a tooltip with its value.

use crate::chart::frame::Frame;
use crate::chart::looks::{DASHES, LOOKS, bar_fill, class, point};
use crate::chart::numbers::value;
use crate::chart::svg::{Anchor, Svg, lang, number};
use crate::html::escape;
use crate::markdown::Chart;
use bantin_text::language::Language;

/// Draws lines, interrupted at missing values.
pub(super) fn lines(svg: &mut Svg, chart: &Chart, frame: &Frame, language: Language) {
    for (series, (name, values)) in chart.lines.iter().enumerate() {
        svg.push(&format!("<g class=\"{}\">\n", class(series)));
        let dash = DASHES[series % LOOKS];
        for stretch in stretches(values) {
            let points: Vec<String> = stretch
                .iter()
                .map(|(label, value)| format!("{},{}", number(frame.x(*label)), number(frame.y(*value))))
                .collect();
            svg.push(&format!(
                "<polyline points=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"{dash}/>\n",
                points.join(" ")
            ));
        }
        for (label, value) in known(values) {
            let at = (frame.x(label), frame.y(value));
            svg.push(&format!("<g>{}{}</g>\n", tip(chart, name, label, value, language), point(series, at)));
        }
        svg.push("</g>\n");
    }
}

/// Draws bars; the bars of one label are side by side.
pub(super) fn bars(svg: &mut Svg, chart: &Chart, frame: &Frame, language: Language, id: &str) {
    let count = chart.lines.len().max(1) as f64;
    let width = frame.slot() * 0.8 / count;
    let zero = frame.y(0.0);
    for (series, (name, values)) in chart.lines.iter().enumerate() {
        svg.push(&format!("<g class=\"{}\" fill=\"{}\">\n", class(series), bar_fill(series, id)));
        for (label, value) in known(values) {
            let left = frame.x(label) - frame.slot() * 0.4 + width * series as f64;
            let (top, bottom) = (frame.y(value).min(zero), frame.y(value).max(zero));
            svg.push(&format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" stroke=\"currentColor\">{}</rect>\n",
                number(left),
                number(top),
                number(width),
                number(bottom - top),
                tip(chart, name, label, value, language),
            ));
        }
        svg.push("</g>\n");
    }
    if frame.numbered {
        svg.push("<g class=\"axis\">\n");
        for (series, (_, values)) in chart.lines.iter().enumerate() {
            for (label, value) in known(values) {
                let x = frame.x(label) - frame.slot() * 0.4 + width * (series as f64 + 0.5);
                let words = frame.magnitude.number(value, language);
                svg.text((x, frame.y(value) - 4.0), Anchor::Middle, None, &words);
            }
        }
        svg.push("</g>\n");
    }
}

/// The tooltip of a value (`<title>`).
pub(super) fn tip(chart: &Chart, name: &str, label: usize, number: f64, language: Language) -> String {
    let label = chart.labels.get(label);
    let words = label.map_or("", |label| label.text.as_str());
    let unit = chart.unit.as_ref().map(|unit| format!(" {}", unit.text)).unwrap_or_default();
    let text = format!("{name}, {words}: {}{unit}", value(number, language));
    format!("<title{}>{}</title>", lang(label.and_then(|label| label.lang)), escape(&text))
}

/// The finite values with the indices of their labels.
pub(super) fn known(values: &[Option<f64>]) -> impl Iterator<Item = (usize, f64)> {
    values
        .iter()
        .enumerate()
        .filter_map(|(label, value)| Some((label, (*value).filter(|value| value.is_finite())?)))
}

/// Runs of two or more consecutive known values.
fn stretches(values: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let mut stretches: Vec<Vec<(usize, f64)>> = Vec::new();
    for (label, value) in known(values) {
        match stretches.last_mut() {
            Some(stretch) if stretch.last().is_some_and(|(before, _)| before + 1 == label) => {
                stretch.push((label, value))
            }
            _ => stretches.push(vec![(label, value)]),
        }
    }
    stretches.retain(|stretch| stretch.len() > 1);
    stretches
}
