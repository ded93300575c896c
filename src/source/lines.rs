//! Converts between byte offsets and the lines and columns shown by editors.

use serde::{Deserialize, Serialize};

/// A place in a text as people count: from 1, with columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    pub line: usize,
    /// In characters.
    pub column: usize,
}

/// The line starts of one text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// The number of characters that begin before each byte offset that is a multiple of [`STEP`]. Without it,
    /// finding columns in one very long line would take quadratic time.
    counted: Vec<usize>,
}

const STEP: usize = 256;

impl<'t> Lines<'t> {
    /// Finds the lines of `text`. A line ends with `\n`, `\r\n` or a lone `\r`.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(at + 1);
            }
        }
        let mut counted = vec![0];
        for chunk in bytes.chunks(STEP) {
            counted.push(counted.last().unwrap_or(&0) + characters(chunk));
        }
        Self { text, starts, counted }
    }

    /// The position of a byte offset. An offset beyond the end is moved to the end, one inside a character to its
    /// start.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        Position { line, column: self.before(offset) - self.before(start) + 1 }
    }

    /// The byte offset of the start of a line (from 1); the end of the text if there is no such line.
    pub fn start(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }

    /// The byte offset of a line and column, both from 1; at most the end of that line.
    pub fn offset(&self, position: Position) -> usize {
        let start = self.start(position.line);
        let end = start + self.line(position.line).len();
        self.character(self.before(start) + position.column.saturating_sub(1)).min(end)
    }

    /// The byte offset of the n-th character of the text, from 0; the end of the text if there are fewer characters.
    pub fn character(&self, number: usize) -> usize {
        let step = self.counted.partition_point(|count| *count <= number).saturating_sub(1);
        let bytes = self.text.as_bytes().iter().enumerate().skip(step * STEP);
        let mut characters = bytes.filter(|(_, byte)| begins(**byte)).skip(number - self.counted[step]);
        characters.next().map_or(self.text.len(), |(at, _)| at)
    }

    /// The column after the last character of a line.
    pub fn end_column(&self, line: usize) -> usize {
        let start = self.start(line);
        self.before(start + self.line(line).len()) - self.before(start) + 1
    }

    /// The number of characters that begin before a byte offset.
    fn before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        self.counted[step] + characters(&self.text.as_bytes()[step * STEP..offset])
    }

    /// The text of a line (from 1) without its line ending.
    pub fn line(&self, line: usize) -> &'t str {
        let (start, end) = (self.start(line), self.start(line + 1));
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }
}

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| begins(**byte)).count()
}

/// Whether a byte of UTF-8 is the first byte of a character.
fn begins(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let lines = Lines::new("tên: Đặng Thị Ngọc\nlĩnh vực: x");
        assert_eq!(lines.position("tên: Đặng".len()), Position { line: 1, column: 10 });
        assert_eq!(lines.position("tên: Đặng Thị Ngọc\nlĩnh vực: ".len()), Position { line: 2, column: 11 });
    }

    #[test]
    fn every_kind_of_line_end_ends_one_line() {
        let lines = Lines::new("a\r\nb\rc\nd");
        assert_eq!((1..=4).map(|n| lines.line(n)).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }

    #[test]
    fn an_offset_inside_a_character_or_past_the_end_is_moved_back() {
        let lines = Lines::new("đ");
        assert_eq!(lines.position(1).column, 1);
        assert_eq!(lines.position(99), Position { line: 1, column: 2 });
    }

    #[test]
    fn a_position_and_its_offset_are_inverse() {
        let lines = Lines::new("Ấ Ặ\nỂ Ỗ Ự\n");
        for offset in [0, 3, 4, 8, 11] {
            assert_eq!(lines.offset(lines.position(offset)), offset);
        }
    }

    proptest::proptest! {
        #[test]
        fn columns_are_those_that_one_would_count(text in "([a-z]|đ|Ấ|\u{1f600}|\n|\r){0,600}", offset in 0_usize..2000) {
            let lines = Lines::new(&text);
            let offset = text.floor_char_boundary(offset);
            let position = lines.position(offset);
            let start = lines.start(position.line);
            proptest::prop_assert_eq!(position.column, text[start..offset].chars().count() + 1);
            proptest::prop_assert_eq!(lines.end_column(position.line), lines.line(position.line).chars().count() + 1);
            let back = lines.offset(position);
            proptest::prop_assert!(back == offset || back == start + lines.line(position.line).len());
        }
    }
}
