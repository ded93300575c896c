//! The levels of headings in the page. The page's title is the only `h1`, so a text with a heading of the first level,
//! `#` or `<h1>`, has all its headings one level lower; and no heading skips a level, for screen readers.

/// The headings so far, of Markdown and of raw HTML.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// By how much every heading stands lower than it is written.
    shift: u8,
    /// Levels of the current heading and those above it, as written and shifted.
    written: Vec<u8>,
    /// Levels in the page of raw headings that are open.
    open: Vec<u8>,
}

impl Outline {
    /// For a text that has, or has not, a heading of the first level.
    pub(super) fn new(has_first_level: bool) -> Self {
        Self { shift: u8::from(has_first_level), ..Self::default() }
    }

    /// The level of the next heading in the page, 2 to 6: a heading that skips a level (`###` right below the title)
    /// moves up. Headings of equal level below the same heading stay equal.
    pub(super) fn level(&mut self, written: u8) -> u8 {
        let written = written + self.shift;
        while self.written.last().is_some_and(|above| *above >= written) {
            self.written.pop();
        }
        self.written.push(written);
        u8::try_from(self.written.len() + 1).unwrap_or(6).min(6)
    }

    /// The level of a raw heading that begins.
    pub(super) fn open(&mut self, written: u8) -> u8 {
        let level = self.level(written);
        self.open.push(level);
        level
    }

    /// The level of the raw heading that ends; of one that never began, as if it had.
    pub(super) fn close(&mut self, written: u8) -> u8 {
        self.open.pop().unwrap_or_else(|| (written + self.shift).clamp(2, 6))
    }
}

/// The level of an element `h1` to `h6`.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h' | b'H', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
