//! The embedded fonts: shapes text into positioned glyphs, and provides glyph outlines.
//!
//! Two weights of Noto Sans (SIL Open Font License, `font/LICENSE`), from Debian's `fonts-noto-core`, subset to the
//! characters of Vietnamese and western European languages with fonttools:
//!
//! ```text
//! pyftsubset NotoSans-Bold.ttf --no-hinting --layout-features=kern,mark,mkmk,ccmp,liga,locl --unicodes=U+0020-007E,
//!   U+00A0-00FF,U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0304,U+0306,U+0309,
//!   U+030A,U+031B,U+0323,U+1EA0-1EF9,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A,
//!   U+20AB,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265,U+0152-0153,U+0160-0161,U+017D-017E,
//!   U+2044
//! ```
//!
//! Characters missing from the fonts (other scripts, emoji) are skipped.

use std::sync::LazyLock;

use harfrust::{Buffer, Direction, Font, Script, ShapeOptions, ShapePlan, ShaperFont};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{Path, PathBuilder};

static BOLD: LazyLock<Face> = LazyLock::new(|| Face::new(include_bytes!("font/NotoSans-Bold.ttf")));
static REGULAR: LazyLock<Face> = LazyLock::new(|| Face::new(include_bytes!("font/NotoSans-Regular.ttf")));

/// One weight of the font, loaded.
pub(super) struct Face {
    font: Font,
    plan: ShapePlan,
    /// By glyph id, in font units, y axis upwards.
    outlines: Vec<Option<Path>>,
    units: f32,
}

/// A glyph with its position relative to the start of its line, in font units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) number: usize,
    pub(super) x: i32,
    pub(super) y: i32,
}

/// A shaped line of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Run {
    pub(super) glyphs: Vec<Glyph>,
    /// In font units.
    pub(super) width: i32,
}

impl Face {
    pub(super) fn bold() -> &'static Self {
        &BOLD
    }

    pub(super) fn regular() -> &'static Self {
        &REGULAR
    }

    fn new(bytes: &'static [u8]) -> Self {
        let font = Font::new(bytes, 0).expect("the font in the program is whole");
        let plan = ShapePlan::new(&font, Direction::LeftToRight, Some(Script::LATIN), None, &[]);
        let drawn = FontRef::new(bytes).expect("the font in the program is whole");
        let metrics = drawn.metrics(Size::unscaled(), LocationRef::default());
        let count = metrics.glyph_count;
        let outlines = (0..count).map(|number| outline(&drawn, number)).collect();
        Self { font, plan, outlines, units: f32::from(metrics.units_per_em) }
    }

    /// Shapes text on one line.
    pub(super) fn shape(&self, text: &str) -> Run {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(Some(Script::LATIN));
        let font = ShaperFont::new(&self.font);
        let mut run = Run::default();
        if harfrust::shape(&font, &mut buffer, ShapeOptions::new().plan(Some(&self.plan))).is_err() {
            return run;
        }
        for (glyph, place) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            if glyph.glyph_id != 0 {
                let number = glyph.glyph_id as usize;
                run.glyphs.push(Glyph { number, x: run.width + place.x_offset, y: place.y_offset });
                run.width += place.x_advance;
            }
        }
        run
    }

    /// The width of a text at a font size, in pixels.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        self.pixels(self.shape(text).width, size)
    }

    /// Converts font units to pixels.
    pub(super) fn pixels(&self, units: i32, size: f32) -> f32 {
        units as f32 * size / self.units
    }

    /// The outline of a glyph; `None` for glyphs without one, such as a space.
    pub(super) fn outline(&self, glyph: Glyph) -> Option<&Path> {
        self.outlines.get(glyph.number)?.as_ref()
    }
}

fn outline(font: &FontRef<'_>, number: u32) -> Option<Path> {
    let mut pen = Pen(PathBuilder::new());
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    font.outline_glyphs().get(GlyphId::new(number))?.draw(settings, &mut pen).ok()?;
    pen.0.finish()
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
