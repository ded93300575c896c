//! Byte offsets to the lines and columns that an editor's screen shows.

/// A place as people count it: both numbers start at 1, the column is in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where the lines of one text start.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of `text`; `\n`, `\r\n` and a lone `\r` end a line.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(at + 1);
            }
        }
        Self { text, starts }
    }

    /// The position of a byte offset. An offset beyond the end, or inside a character, is moved back.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The byte offset where a line (from 1) starts; the end of the text for a line that is not there.
    pub fn start(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }

    /// The byte offset of a line and column, both from 1; never beyond the end of that line.
    pub fn offset(&self, position: Position) -> usize {
        let start = self.start(position.line);
        let text = self.line(position.line);
        let within = text.char_indices().nth(position.column.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
        start + within
    }

    /// The text of a line (from 1), without its end.
    pub fn line(&self, line: usize) -> &'t str {
        let (start, end) = (self.start(line), self.start(line + 1));
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }
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
}
