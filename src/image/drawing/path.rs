//! Outlines of shapes, from the numbers and letters of their attributes.

use tiny_skia::{Path, PathBuilder, Rect};

type Point = (f32, f32);

/// How far the handles of a cubic curve stand from the ends of a quarter of a circle, in radii.
const HANDLE: f32 = 0.552_285;

/// Numbers one after the other, as in `d` and `points`.
pub(super) struct Numbers<'t>(&'t str);

impl<'t> Numbers<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut numbers = Self(text);
        numbers.skip();
        numbers
    }

    /// All of them; `None` if anything else stands there.
    pub(super) fn all(mut self) -> Option<Vec<f32>> {
        let mut numbers = Vec::new();
        while !self.0.is_empty() {
            numbers.push(self.number()?);
        }
        Some(numbers)
    }

    /// All of them as points.
    pub(super) fn pairs(mut self) -> Option<Vec<Point>> {
        let mut points = Vec::new();
        while !self.0.is_empty() {
            points.push(self.point((0.0, 0.0))?);
        }
        Some(points)
    }

    fn skip(&mut self) {
        self.0 = self.0.trim_start_matches(|letter: char| letter == ',' || letter.is_ascii_whitespace());
    }

    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        self.skip();
        taken
    }

    /// The letter of a command, if one comes next.
    fn letter(&mut self) -> Option<char> {
        let letter = self.0.chars().next().filter(char::is_ascii_alphabetic)?;
        self.take(1);
        Some(letter)
    }

    /// `1.5.5-2e3` are three numbers.
    fn number(&mut self) -> Option<f32> {
        let bytes = self.0.as_bytes();
        let (mut length, mut has_point, mut has_exponent) = (0, false, false);
        while let Some(byte) = bytes.get(length) {
            let before = length.checked_sub(1).and_then(|at| bytes.get(at));
            match byte {
                b'0'..=b'9' => {}
                b'+' | b'-' if before.is_none_or(|before| matches!(before, b'e' | b'E')) => {}
                b'.' if !has_point && !has_exponent => has_point = true,
                b'e' | b'E' if !has_exponent && before.is_some() => has_exponent = true,
                _ => break,
            }
            length += 1;
        }
        let number: f32 = self.take(length).parse().ok()?;
        (number.is_finite() && number.abs() < 1e6).then_some(number)
    }

    /// One digit: flags of an arc may stand without a space between them.
    fn flag(&mut self) -> Option<bool> {
        let flag = match self.0.as_bytes().first()? {
            b'0' => false,
            b'1' => true,
            _ => return None,
        };
        self.take(1);
        Some(flag)
    }

    fn point(&mut self, base: Point) -> Option<Point> {
        Some((base.0 + self.number()?, base.1 + self.number()?))
    }
}

/// Lines between points.
pub(super) fn points(points: &[Point], is_closed: bool) -> Option<Path> {
    let ((x, y), rest) = points.split_first()?;
    let mut path = PathBuilder::new();
    path.move_to(*x, *y);
    rest.iter().for_each(|(x, y)| path.line_to(*x, *y));
    if is_closed {
        path.close();
    }
    path.finish()
}

/// A rectangle with round corners.
pub(super) fn rounded((x, y): Point, (width, height): Point, (rx, ry): Point) -> Option<Path> {
    if rx <= 0.0 || ry <= 0.0 {
        return Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect);
    }
    let (right, bottom) = (x + width, y + height);
    let (kx, ky) = (rx * (1.0 - HANDLE), ry * (1.0 - HANDLE));
    let mut path = PathBuilder::new();
    path.move_to(x + rx, y);
    path.line_to(right - rx, y);
    path.cubic_to(right - kx, y, right, y + ky, right, y + ry);
    path.line_to(right, bottom - ry);
    path.cubic_to(right, bottom - ky, right - kx, bottom, right - rx, bottom);
    path.line_to(x + rx, bottom);
    path.cubic_to(x + kx, bottom, x, bottom - ky, x, bottom - ry);
    path.line_to(x, y + ry);
    path.cubic_to(x, y + ky, x + kx, y, x + rx, y);
    path.close();
    path.finish()
}

/// The path of an attribute `d` (SVG 2, 9.3): `None` if it is wrong, an empty one if it draws nothing.
#[expect(clippy::option_option, reason = "a path that draws nothing is no mistake")]
pub(super) fn path(data: &str) -> Option<Option<Path>> {
    let mut numbers = Numbers::new(data);
    let mut path = PathBuilder::new();
    let (mut at, mut start) = ((0.0, 0.0), (0.0, 0.0));
    // The handle before `at`, of the last curve of that degree.
    let (mut cubic, mut quadratic) = (None, None);
    let mut command = None;
    while !numbers.0.is_empty() {
        command = numbers.letter().or(command);
        let letter = command?;
        let base = if letter.is_ascii_lowercase() { at } else { (0.0, 0.0) };
        let mirrored = |handle: Option<Point>| handle.map_or(at, |(x, y)| (2.0 * at.0 - x, 2.0 * at.1 - y));
        let (mut next_cubic, mut next_quadratic) = (None, None);
        match letter.to_ascii_uppercase() {
            'M' => {
                at = numbers.point(base)?;
                start = at;
                path.move_to(at.0, at.1);
                // Further pairs are lines.
                command = Some(if letter == 'm' { 'l' } else { 'L' });
            }
            'L' => {
                at = numbers.point(base)?;
                path.line_to(at.0, at.1);
            }
            'H' => {
                at.0 = base.0 + numbers.number()?;
                path.line_to(at.0, at.1);
            }
            'V' => {
                at.1 = base.1 + numbers.number()?;
                path.line_to(at.0, at.1);
            }
            'C' | 'S' => {
                let is_full = letter.eq_ignore_ascii_case(&'c');
                let first = if is_full { numbers.point(base)? } else { mirrored(cubic) };
                let second = numbers.point(base)?;
                at = numbers.point(base)?;
                path.cubic_to(first.0, first.1, second.0, second.1, at.0, at.1);
                next_cubic = Some(second);
            }
            'Q' | 'T' => {
                let is_full = letter.eq_ignore_ascii_case(&'q');
                let handle = if is_full { numbers.point(base)? } else { mirrored(quadratic) };
                at = numbers.point(base)?;
                path.quad_to(handle.0, handle.1, at.0, at.1);
                next_quadratic = Some(handle);
            }
            'A' => {
                let radii = numbers.point((0.0, 0.0))?;
                let turn = numbers.number()?;
                let (is_large, is_clockwise) = (numbers.flag()?, numbers.flag()?);
                let to = numbers.point(base)?;
                arc(&mut path, at, to, radii, turn, is_large, is_clockwise);
                at = to;
            }
            'Z' => {
                path.close();
                at = start;
                command = None;
            }
            _ => return None,
        }
        (cubic, quadratic) = (next_cubic, next_quadratic);
    }
    Some(path.finish())
}

/// An arc of an ellipse as cubic curves of at most a quarter each (SVG 2, B.2.4).
fn arc(
    path: &mut PathBuilder,
    from: Point,
    to: Point,
    (rx, ry): Point,
    turn: f32,
    is_large: bool,
    is_clockwise: bool,
) {
    let (mut rx, mut ry) = (rx.abs(), ry.abs());
    if rx <= 0.0 || ry <= 0.0 || from == to {
        path.line_to(to.0, to.1);
        return;
    }
    let (sin, cos) = turn.to_radians().sin_cos();
    let (dx, dy) = ((from.0 - to.0) / 2.0, (from.1 - to.1) / 2.0);
    let (x, y) = (cos * dx + sin * dy, cos * dy - sin * dx);
    // Radii that are too small to reach are enlarged.
    let reach = (x / rx).powi(2) + (y / ry).powi(2);
    if reach > 1.0 {
        rx *= reach.sqrt();
        ry *= reach.sqrt();
    }
    let (a, b) = ((rx * y).powi(2), (ry * x).powi(2));
    let away = (((rx * ry).powi(2) - a - b).max(0.0) / (a + b)).sqrt();
    let away = if is_large == is_clockwise { -away } else { away };
    let (cx, cy) = (away * rx * y / ry, -away * ry * x / rx);
    let angle = |x: f32, y: f32| (y / ry).atan2(x / rx);
    let first = angle(x - cx, y - cy);
    let mut sweep = angle(-x - cx, -y - cy) - first;
    let full = 2.0 * std::f32::consts::PI;
    if is_clockwise && sweep < 0.0 {
        sweep += full;
    } else if !is_clockwise && sweep > 0.0 {
        sweep -= full;
    }
    let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
    let place = |x: f32, y: f32| {
        let (x, y) = (cx + rx * x, cy + ry * y);
        (middle.0 + cos * x - sin * y, middle.1 + sin * x + cos * y)
    };
    let parts = (sweep.abs() / std::f32::consts::FRAC_PI_2).ceil().max(1.0);
    let step = sweep / parts;
    let handle = 4.0 / 3.0 * (step / 4.0).tan();
    for part in 0..parts as u32 {
        let (sin_a, cos_a) = (first + step * part as f32).sin_cos();
        let (sin_b, cos_b) = (first + step * (part + 1) as f32).sin_cos();
        let one = place(cos_a - handle * sin_a, sin_a + handle * cos_a);
        let two = place(cos_b + handle * sin_b, sin_b - handle * cos_b);
        let end = place(cos_b, sin_b);
        path.cubic_to(one.0, one.1, two.0, two.1, end.0, end.1);
    }
}
