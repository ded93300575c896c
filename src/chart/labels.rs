//! The labels below a chart: their positions, and which of them are shown.

use crate::chart::svg::{inside, text_width, wrapped};
use crate::markdown::{ChartKind, Label};
use bantin_text::language::Language;

/// Maximum number of lines of a label.
const MOST_LINES: usize = 3;

/// Minimum distance between two labels.
const GAP: f64 = 5.0;

/// Longest range of years in which bar charts leave gaps for missing years; beyond it bars would be too thin.
const MOST_YEARS_OF_BARS: i32 = 40;

/// The slots of labels from left to right: years at their true distances, other labels side by side.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Places {
    /// The position of each label, in slots.
    at: Vec<f64>,
    slots: f64,
}

/// A label with its position and line breaks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    /// The horizontal centre.
    pub(super) x: f64,
    /// 0, or 1 for years too close to the previous one.
    pub(super) row: usize,
    pub(super) lines: Vec<String>,
    pub(super) lang: Option<Language>,
}

impl Places {
    pub(super) fn new(labels: &[Label], kind: ChartKind) -> Self {
        if let Some(years) = years(labels) {
            let first = years.iter().copied().min().unwrap_or(0);
            let span = years.iter().copied().max().unwrap_or(0) - first + 1;
            let rises = years.windows(2).all(|pair| pair[0] < pair[1]);
            if rises && (kind == ChartKind::Line || span <= MOST_YEARS_OF_BARS) {
                let at = years.iter().map(|year| f64::from(year - first)).collect();
                return Self { at, slots: f64::from(span) };
            }
        }
        let at = (0..labels.len()).map(|number| number as f64).collect();
        Self { at, slots: labels.len().max(1) as f64 }
    }

    /// The number of slots, at least 1.
    pub(super) fn slots(&self) -> f64 {
        self.slots
    }

    /// The position of a label, in slots.
    pub(super) fn of(&self, label: usize) -> f64 {
        self.at.get(label).copied().unwrap_or(0.0)
    }

    /// The labels that fit between `left` and `left + width` without overlapping.
    pub(super) fn place(&self, labels: &[Label], (left, width): (f64, f64)) -> Vec<Placed> {
        let slot = width / self.slots;
        let x = |number: usize| left + slot * (self.of(number) + 0.5);
        if self.slots > labels.len() as f64 {
            return years_in_two_rows(labels, x);
        }
        let every = |every: usize| {
            let room = if every >= labels.len() { width } else { slot * every as f64 - GAP };
            let numbers = (0..labels.len()).step_by(every);
            let placed: Vec<Placed> =
                numbers.map(|number| Placed::new(&labels[number], x(number), 0, room)).collect();
            let whole = |label: &Label| label.text.split_whitespace().all(|word| text_width(word) <= room);
            let fits = labels.iter().step_by(every).all(whole)
                && placed.iter().all(|one| one.lines.len() <= MOST_LINES)
                && placed.windows(2).all(|pair| pair[0].right() + GAP <= pair[1].left() + 1e-6);
            (fits || every >= labels.len()).then_some(placed)
        };
        (1..=labels.len()).find_map(every).unwrap_or_default()
    }
}

/// Labels of years at uneven distances: each that fits on the first or the second line.
fn years_in_two_rows(labels: &[Label], x: impl Fn(usize) -> f64) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    let mut ends = [f64::NEG_INFINITY; 2];
    for (number, label) in labels.iter().enumerate() {
        let one = Placed::new(label, x(number), 0, f64::INFINITY);
        if let Some(row) = (0..2).find(|row| ends[*row] + GAP <= one.left()) {
            ends[row] = one.right();
            placed.push(Placed { row, ..one });
        }
    }
    placed
}

impl Placed {
    fn new(label: &Label, x: f64, row: usize, room: f64) -> Self {
        let lines = wrapped(&label.text, room);
        Self { x: inside(x, &lines), row, lines, lang: label.lang }
    }

    fn half(&self) -> f64 {
        self.lines.iter().map(|line| text_width(line)).fold(0.0, f64::max) / 2.0
    }

    pub(super) fn left(&self) -> f64 {
        self.x - self.half()
    }

    pub(super) fn right(&self) -> f64 {
        self.x + self.half()
    }
}

/// The labels as years; `None` unless all of them are years.
fn years(labels: &[Label]) -> Option<Vec<i32>> {
    let year = |label: &Label| {
        let digits = label.text.len() == 4 && label.text.bytes().all(|digit| digit.is_ascii_digit());
        digits.then(|| label.text.parse().ok()).flatten().filter(|year| (1000..3000).contains(year))
    };
    labels.iter().map(year).collect()
}
