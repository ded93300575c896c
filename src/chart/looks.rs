//! How series are distinguished, with and without colours: classes, dashes, point shapes, bar patterns.

use crate::chart::svg::{Svg, number};
use crate::html::escape;

/// Number of different looks; the seventh series looks like the first.
pub(super) const LOOKS: usize = 6;

/// The CSS class of a series (counted from 0).
pub(super) fn class(series: usize) -> String {
    format!("series-{}", series % LOOKS + 1)
}

/// Dash patterns, which distinguish lines without colours.
pub(super) const DASHES: [&str; LOOKS] = [
    "",
    " stroke-dasharray=\"7 4\"",
    " stroke-dasharray=\"2 3\"",
    " stroke-dasharray=\"9 3 2 3\"",
    " stroke-dasharray=\"4 4\"",
    " stroke-dasharray=\"12 4\"",
];

/// The fill of the bars of a series: solid, or a pattern.
pub(super) fn bar_fill(series: usize, id: &str) -> String {
    match series % LOOKS {
        0 => "currentColor".to_owned(),
        look => format!("url(#{}-p{})", escape(id), look + 1),
    }
}

/// The point shape of a series: circle, square, triangle, diamond, cross or ring.
pub(super) fn point(series: usize, (x, y): (f64, f64)) -> String {
    let (cx, cy) = (number(x), number(y));
    let (left, top) = (number(x - 4.0), number(y - 4.0));
    match series % LOOKS {
        0 => format!("<circle cx=\"{cx}\" cy=\"{cy}\" r=\"4\"/>"),
        1 => format!("<rect x=\"{left}\" y=\"{top}\" width=\"8\" height=\"8\"/>"),
        2 => format!("<path d=\"M{cx} {}l5 9h-10z\"/>", number(y - 5.0)),
        3 => format!("<path d=\"M{cx} {}l5 5-5 5-5-5z\"/>", number(y - 5.0)),
        4 => format!(
            "<path d=\"M{left} {top}l8 8m0-8l-8 8\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.5\"/>"
        ),
        _ => format!(
            "<circle cx=\"{cx}\" cy=\"{cy}\" r=\"4\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>"
        ),
    }
}

/// The fill patterns of the second to the sixth series, in a tile of 8 × 8 units.
const PATTERNS: [&str; LOOKS - 1] = [
    "<path d=\"M-2 2l4-4M0 8l8-8M6 10l4-4\" stroke=\"currentColor\" stroke-width=\"2\"/>",
    "<circle cx=\"4\" cy=\"4\" r=\"2\"/>",
    "<path d=\"M0 4h8\" stroke=\"currentColor\" stroke-width=\"3\"/>",
    "<path d=\"M0 0l8 8M8 0l-8 8\" stroke=\"currentColor\" stroke-width=\"1.5\"/>",
    "<path d=\"M4 0v8\" stroke=\"currentColor\" stroke-width=\"3\"/>",
];

/// Defines the patterns needed for this many series of bars.
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
