//! Icons as pixels: some phones show no SVG on their home screens.
//!
//! In: an SVG. Out: a square PNG. It is made of what icons are made of: paths and plain shapes in plain colours, groups
//! and transformations. A drawing with anything else (text, gradients, style sheets, clips) is not drawn at all, since
//! half of an icon is worse than none.
//!
//! Coverage is quantised and blended in integers, so that the bytes are the same on every machine.

mod path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use tiny_skia::{FillRule, LineCap, LineJoin, Mask, Path, PathBuilder, Rect, Stroke, Transform};

use crate::image::drawing::path::{Numbers, path, points, rounded};

/// Number of shades between nothing and full coverage.
const STEPS: u32 = 15;

/// Deeper groups are drawn by no hand.
const DEEPEST: usize = 64;

type Rgb = [u8; 3];

/// Draws an SVG into the middle of a square, on `ground` or on nothing. `None` if it has what cannot be drawn.
pub fn square_png(svg: &str, side: u32, ground: Option<Rgb>) -> Option<Vec<u8>> {
    let mut canvas = Canvas::new(side, ground);
    let mut reader = Reader::from_str(svg);
    // The styles of the open elements, outermost first.
    let mut open: Vec<Style> = Vec::new();
    // How deep an element is open of which nothing is drawn.
    let mut unseen = 0_usize;
    let mut has_root = false;
    loop {
        let (tag, is_empty) = match reader.read_event().ok()? {
            Event::Eof => break,
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::End(_) if unseen > 0 => {
                unseen -= 1;
                continue;
            }
            Event::End(_) => {
                open.pop();
                continue;
            }
            _ => continue,
        };
        let name = tag.name().as_ref().to_owned();
        if unseen > 0 || matches!(&*name, "title" | "desc" | "metadata" | "defs") {
            unseen += usize::from(!is_empty);
            continue;
        }
        let style = match open.last() {
            None if has_root || name != "svg" => return None,
            None => Style::of_root(&tag, side)?,
            Some(parent) => parent.within(&tag, name == "g")?,
        };
        has_root = true;
        if !matches!(&*name, "svg" | "g") {
            canvas.draw(&shape(&name, &tag)?, &style)?;
        } else if name == "svg" && !open.is_empty() || open.len() > DEEPEST {
            return None;
        }
        if !is_empty {
            open.push(style);
        }
    }
    (has_root && open.is_empty() && unseen == 0).then(|| canvas.png())
}

/// The outline of a shape: `None` for an element that is none, an empty one for a shape without extent.
fn shape(name: &str, tag: &BytesStart<'_>) -> Option<Outline> {
    let number = |key: &str| length(&value(tag, key)?);
    let or_zero = |key: &str| number(key).unwrap_or(0.0);
    let path = match name {
        "path" => path(&value(tag, "d").unwrap_or_default())?,
        "rect" => {
            let (rx, ry) = (number("rx").or_else(|| number("ry")), number("ry").or_else(|| number("rx")));
            let (width, height) = (or_zero("width"), or_zero("height"));
            rounded(
                (or_zero("x"), or_zero("y")),
                (width, height),
                (rx.unwrap_or(0.0).min(width / 2.0), ry.unwrap_or(0.0).min(height / 2.0)),
            )
        }
        "circle" => PathBuilder::from_circle(or_zero("cx"), or_zero("cy"), or_zero("r")),
        "ellipse" => {
            let (rx, ry) = (or_zero("rx"), or_zero("ry"));
            Rect::from_xywh(or_zero("cx") - rx, or_zero("cy") - ry, rx * 2.0, ry * 2.0)
                .and_then(PathBuilder::from_oval)
        }
        "line" => points(&[(or_zero("x1"), or_zero("y1")), (or_zero("x2"), or_zero("y2"))], false),
        "polyline" | "polygon" => {
            points(&Numbers::new(&value(tag, "points").unwrap_or_default()).pairs()?, name == "polygon")
        }
        _ => return None,
    };
    Some(Outline(path))
}

/// The path of a shape, if it has any extent.
struct Outline(Option<Path>);

/// How a shape is drawn.
#[derive(Debug, Clone)]
struct Style {
    fill: Option<Rgb>,
    rule: FillRule,
    stroke: Option<Rgb>,
    pen: Stroke,
    /// Of the shape, of its inside, of its line: 0 to 1.
    opacity: [f32; 3],
    place: Transform,
}

impl Style {
    /// The root lays its `viewBox` into the middle of the square.
    fn of_root(tag: &BytesStart<'_>, side: u32) -> Option<Self> {
        let number = |key: &str| length(&value(tag, key)?);
        let given = value(tag, "viewBox").and_then(|list| Numbers::new(&list).all());
        let (x, y, width, height) = match given.as_deref() {
            Some([x, y, width, height]) => (*x, *y, *width, *height),
            Some(_) => return None,
            None => (0.0, 0.0, number("width")?, number("height")?),
        };
        if !(width > 0.0 && height > 0.0) {
            return None;
        }
        let side = side as f32;
        let scale = (side / width).min(side / height);
        let (left, top) =
            ((side - width * scale) / 2.0 - x * scale, (side - height * scale) / 2.0 - y * scale);
        let plain = Self {
            fill: Some([0; 3]),
            rule: FillRule::Winding,
            stroke: None,
            pen: Stroke::default(),
            opacity: [1.0; 3],
            place: Transform::from_row(scale, 0.0, 0.0, scale, left, top),
        };
        plain.within(tag, true)
    }

    /// The style of an element inside one of this style.
    fn within(&self, tag: &BytesStart<'_>, is_group: bool) -> Option<Self> {
        let mut style = self.clone();
        style.opacity[0] = 1.0;
        for attribute in tag.attributes() {
            let attribute = attribute.ok()?;
            let text = quick_xml::escape::unescape(&attribute.value).ok()?;
            match attribute.key.as_ref() {
                "style" => {
                    for one in text.split(';').filter(|one| !one.trim().is_empty()) {
                        let (key, text) = one.split_once(':')?;
                        style.set(key.trim(), text.trim())?;
                    }
                }
                "transform" => style.place = style.place.pre_concat(transform(&text)?),
                key => style.set(key, text.trim())?,
            }
        }
        // The parts of a group would show through each other.
        (!is_group || style.opacity[0] >= 1.0).then_some(style)
    }

    /// Takes over one property; `None` for one that cannot be followed.
    fn set(&mut self, key: &str, text: &str) -> Option<()> {
        match key {
            "fill" => self.fill = paint(text)?,
            "stroke" => self.stroke = paint(text)?,
            "stroke-width" => self.pen.width = length(text)?,
            "stroke-miterlimit" => self.pen.miter_limit = length(text)?,
            "opacity" => self.opacity[0] = length(text)?.clamp(0.0, 1.0),
            "fill-opacity" => self.opacity[1] = length(text)?.clamp(0.0, 1.0),
            "stroke-opacity" => self.opacity[2] = length(text)?.clamp(0.0, 1.0),
            "fill-rule" => {
                self.rule = if text == "evenodd" { FillRule::EvenOdd } else { FillRule::Winding };
            }
            "stroke-linejoin" => {
                self.pen.line_join = match text {
                    "miter" => LineJoin::Miter,
                    "round" => LineJoin::Round,
                    "bevel" => LineJoin::Bevel,
                    _ => return None,
                }
            }
            "stroke-linecap" => {
                self.pen.line_cap = match text {
                    "butt" => LineCap::Butt,
                    "round" => LineCap::Round,
                    "square" => LineCap::Square,
                    _ => return None,
                }
            }
            "stroke-dasharray"
            | "clip-path"
            | "mask"
            | "filter"
            | "marker"
            | "display"
            | "visibility"
            | "mix-blend-mode"
            | "preserveAspectRatio"
                if !matches!(
                    text,
                    "none" | "visible" | "inline" | "normal" | "xMidYMid meet" | "xMidYMid"
                ) =>
            {
                return None;
            }
            // What shows on a page with a style sheet of its own.
            "class" => return None,
            _ => {}
        }
        Some(())
    }
}

/// The value of an attribute.
fn value(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = tag.attributes().filter_map(Result::ok).find(|one| one.key.as_ref() == key)?;
    Some(quick_xml::escape::unescape(&found.value).ok()?.into_owned())
}

/// A length in user units or pixels.
fn length(text: &str) -> Option<f32> {
    let text = text.trim();
    let number: f32 = text.strip_suffix("px").unwrap_or(text).trim_end().parse().ok()?;
    (number.is_finite() && number.abs() < 1e6).then_some(number)
}

/// A colour, or no paint; `None` for a gradient and for a name that is not known.
fn paint(text: &str) -> Option<Option<Rgb>> {
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().filter(|_| digits.is_ascii());
    match (text, text.strip_prefix('#')) {
        ("none" | "transparent", _) => Some(None),
        ("black" | "currentColor", _) => Some(Some([0; 3])),
        ("white", _) => Some(Some([0xFF; 3])),
        (_, Some(digits)) if digits.len() == 6 => {
            let [_, rgb @ ..] = hex(digits)?.to_be_bytes();
            Some(Some(rgb))
        }
        (_, Some(digits)) if digits.len() == 3 => {
            let [_, _, red, rest] = hex(digits)?.to_be_bytes();
            Some(Some([red, rest >> 4, rest & 15].map(|digit| digit * 0x11)))
        }
        _ => None,
    }
}

/// The value of `transform`: the functions one after the other.
fn transform(text: &str) -> Option<Transform> {
    let mut whole = Transform::identity();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('(')?;
        let (list, after) = after.split_once(')')?;
        rest = after.trim_start_matches(|letter: char| letter == ',' || letter.is_whitespace());
        let numbers = Numbers::new(list).all()?;
        let one = match (name.trim(), &numbers[..]) {
            ("translate", [x]) => Transform::from_translate(*x, 0.0),
            ("translate", [x, y]) => Transform::from_translate(*x, *y),
            ("scale", [both]) => Transform::from_scale(*both, *both),
            ("scale", [x, y]) => Transform::from_scale(*x, *y),
            ("rotate", [angle]) => Transform::from_rotate(*angle),
            ("rotate", [angle, x, y]) => Transform::from_rotate_at(*angle, *x, *y),
            ("matrix", [a, b, c, d, e, f]) => Transform::from_row(*a, *b, *c, *d, *e, *f),
            _ => return None,
        };
        whole = whole.pre_concat(one);
    }
    Some(whole)
}

/// Rows of red, green, blue and alpha.
struct Canvas {
    side: u32,
    pixels: Vec<u8>,
}

impl Canvas {
    fn new(side: u32, ground: Option<Rgb>) -> Self {
        let pixel = ground.map_or([0; 4], |[red, green, blue]| [red, green, blue, u8::MAX]);
        Self { side, pixels: pixel.repeat(side as usize * side as usize) }
    }

    fn draw(&mut self, outline: &Outline, style: &Style) -> Option<()> {
        let Some(path) = &outline.0 else { return Some(()) };
        let [shape, inside, line] = style.opacity;
        if let Some(ink) = style.fill {
            self.fill(path, style.rule, style.place, ink, shape * inside)?;
        }
        if let Some(ink) = style.stroke.filter(|_| style.pen.width > 0.0) {
            let (x, y) = style.place.get_scale();
            let line_of = path.stroke(&style.pen, x.max(y).max(f32::MIN_POSITIVE))?;
            self.fill(&line_of, FillRule::Winding, style.place, ink, shape * line)?;
        }
        Some(())
    }

    fn fill(&mut self, path: &Path, rule: FillRule, place: Transform, ink: Rgb, opacity: f32) -> Option<()> {
        let mut mask = Mask::new(self.side, self.side)?;
        mask.fill_path(path, rule, true, place);
        let part = (opacity * 255.0).round() as u32;
        for (pixel, cover) in self.pixels.chunks_exact_mut(4).zip(mask.data()) {
            let step = (u32::from(*cover) * STEPS + 127) / 255;
            if step > 0 {
                blend(pixel, ink, step * part / STEPS);
            }
        }
        Some(())
    }

    fn png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.side, self.side);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_filter(png::Filter::NoFilter);
        encoder.set_deflate_compression(png::DeflateCompression::Level(6));
        // Writing to a `Vec` cannot fail, and the number of pixels matches the header.
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&self.pixels));
        written.expect("memory takes the picture");
        bytes
    }
}

/// Lays ink over a pixel; `cover` is from 0 to 255.
fn blend(pixel: &mut [u8], ink: Rgb, cover: u32) {
    let left = u32::from(pixel[3]) * (255 - cover) / 255;
    let whole = cover + left;
    if whole == 0 {
        return;
    }
    for (level, ink) in pixel.iter_mut().zip(ink) {
        let mixed = (u32::from(ink) * cover + u32::from(*level) * left + whole / 2) / whole;
        *level = u8::try_from(mixed).unwrap_or(u8::MAX);
    }
    pixel[3] = u8::try_from(whole).unwrap_or(u8::MAX);
}

#[cfg(test)]
mod tests;
