//! Explains why a YAML text cannot be read, in plain words and at the place where an editor has to act.
//!
//! In: the text, and where and why reading stopped. Out: a [`Refusal`]. The parser often notices a mistake only on a
//! later line, so the lines around are searched for the most frequent mistakes: a colon or comma in an unquoted text, a
//! quote that is not closed, a missing space after a colon, uneven indentation.

use std::ops::Range;

use granit_parser::ErrorKind;

use crate::diagnostic::{Code, LocalizedText, localized};
use crate::yaml::stop::{Stop, Why};

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub code: Code,
    /// The bytes to mark.
    pub place: Range<usize>,
    pub message: LocalizedText,
    pub help: Option<LocalizedText>,
}

impl Refusal {
    /// Explains where and why the reading stopped.
    pub(super) fn new(yaml: &str, stop: &Stop) -> Self {
        let case =
            Case { yaml, at: stop.at, open: innermost_bracket(yaml, stop), line: line_around(yaml, stop.at) };
        match &stop.why {
            Why::TooDeep => case.too_deep(),
            Why::TooManyCopies => case.limit(localized!(
                "YAML nhân bản quá nhiều qua dấu `*`",
                "the YAML copies too much through `*`"
            )),
            Why::Syntax(ErrorKind::RecursionLimitExceeded) => case.too_deep(),
            why => case.tab().or_else(|| case.conflict()).unwrap_or_else(|| case.mistake(why)),
        }
    }

    fn syntax(place: Range<usize>, message: LocalizedText, help: LocalizedText) -> Self {
        Self { code: Code::YamlSyntax, place, message, help: Some(help) }
    }
}

/// The innermost bracket that is open where reading stopped. The parser looks ahead of the events it reports, so
/// brackets and quotes between the last event and the place are searched for here.
fn innermost_bracket(yaml: &str, stop: &Stop) -> Option<usize> {
    let mut open = stop.open.clone();
    let mut quote = None;
    let mut begins = true;
    for (at, letter) in yaml.get(stop.told..stop.at)?.char_indices() {
        match letter {
            _ if quote.is_some() => quote = quote.filter(|quote| *quote != letter),
            '"' | '\'' if begins => quote = Some(letter),
            '[' | '{' if begins || !open.is_empty() => open.push(stop.told + at),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
        begins = letter.is_whitespace() || matches!(letter, '[' | '{' | ',' | ':');
    }
    open.pop()
}

/// The bytes of the line around an offset, without indentation and line end.
fn line_around(yaml: &str, at: usize) -> Range<usize> {
    let start = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = yaml[at..].find('\n').map_or(yaml.len(), |length| at + length);
    trimmed(yaml, start..end)
}

fn trimmed(yaml: &str, range: Range<usize>) -> Range<usize> {
    let text = &yaml[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    start..(start + text.trim().len())
}

/// No-break spaces, which look like spaces.
const NO_BREAK: [char; 3] = ['\u{a0}', '\u{202f}', '\u{2007}'];

struct Case<'y> {
    yaml: &'y str,
    /// Where the parser stopped.
    at: usize,
    /// The innermost bracket that is open there.
    open: Option<usize>,
    /// The line of that place.
    line: Range<usize>,
}

impl Case<'_> {
    fn limit(&self, message: LocalizedText) -> Refusal {
        Refusal { code: Code::YamlLimit, place: self.line.clone(), message, help: None }
    }

    fn too_deep(&self) -> Refusal {
        self.limit(localized!(
            "YAML lồng nhau quá sâu (hơn 128 bậc)",
            "the YAML is nested too deeply (more than 128 levels)"
        ))
    }

    /// The first tab used as indentation.
    fn tab(&self) -> Option<Refusal> {
        let mut start = 0;
        for line in self.yaml.split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            if let Some(tab) = line[..indent].find('\t').filter(|_| !line.trim().is_empty()) {
                return Some(Refusal {
                    code: Code::YamlTab,
                    place: start + tab..start + tab + 1,
                    message: localized!(
                        "có dấu tab ở đầu dòng; YAML chỉ nhận dấu cách",
                        "a tab indents this line; YAML takes spaces alone"
                    ),
                    help: Some(localized!("thay dấu tab bằng hai dấu cách", "replace the tab by two spaces")),
                });
            }
            start += line.len();
        }
        None
    }

    /// Conflict markers of Git.
    fn conflict(&self) -> Option<Refusal> {
        let mut start = 0;
        for line in self.yaml.split_inclusive('\n') {
            if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
                let message = localized!(
                    "hai người đã sửa cùng một chỗ (dấu của Git)",
                    "two people changed the same lines (a mark of Git)"
                );
                let help = localized!(
                    "giữ lại một bản, bỏ các dòng `<<<<<<<`, `=======`, `>>>>>>>`",
                    "keep one version and remove the lines `<<<<<<<`, `=======`, `>>>>>>>`"
                );
                return Some(Refusal::syntax(trimmed(self.yaml, start..start + line.len()), message, help));
            }
            start += line.len();
        }
        None
    }

    fn mistake(&self, why: &Why) -> Refusal {
        match why {
            Why::Syntax(kind) => self.syntax(kind),
            Why::Tag => self.special_character(),
            Why::KeyIsNoText => Refusal::syntax(
                self.line.clone(),
                localized!("khóa phải là chữ", "a key must be a text"),
                localized!("viết `khóa: giá trị`", "write `key: value`"),
            ),
            Why::NoKey => self.uneven(self.at..self.line.end.max(self.at)),
            Why::SecondDocument => self.second_document(),
            Why::TooDeep | Why::TooManyCopies => self.too_deep(),
        }
    }

    fn syntax(&self, kind: &ErrorKind) -> Refusal {
        use ErrorKind as E;
        match kind {
            E::MappingValueNotAllowed | E::InvalidMappingValueWhitespace => self.colon(),
            E::SimpleKeyExpected if self.yaml[self.at..].starts_with(['&', '*']) => self.special_character(),
            E::SimpleKeyExpected | E::InvalidSimpleKey | E::CommentInterceptedScalar => self.no_key(self.at),
            E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => open_quote(self.at),
            E::UnclosedFlowCollection { .. } | E::MismatchedFlowCollectionEnd { .. } => open_bracket(self.at),
            E::ExpectedFlowSequenceSeparator
            | E::ExpectedFlowMappingSeparator
            | E::InvalidColonPlacement
            | E::FlowMappingValueAdjacentCollection
            | E::UnexpectedEofFlowSequence
            | E::UnexpectedEofFlowMapping
            | E::UnexpectedEofImplicitFlowMapping => self.bracket(),
            E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry => self.out_of_line(),
            E::MisplacedFlowCollectionEnd if self.begins_a_value() => self.special_character(),
            E::MisplacedFlowCollectionEnd => self.out_of_line(),
            E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar
                if self.open.is_some() && self.quote_left_open().is_none() =>
            {
                self.bracket()
            }
            E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => self.out_of_line(),
            E::InvalidIndentation
            | E::InvalidBlockScalarIndent
            | E::InvalidQuotedScalarIndent
            | E::InvalidFlowScalarIndent => self.uneven(self.line.clone()),
            E::BlockSequenceEntryNotAllowed => self.list_behind_its_key(),
            E::CommentNotSeparated => Refusal::syntax(
                self.at..self.line.end.max(self.at),
                localized!("thiếu dấu cách trước dấu `#`", "a space is missing before the `#`"),
                localized!("viết ` # ghi chú`", "write ` # comment`"),
            ),
            E::BlockEntryInFlowCollection if self.open_above().is_some() => self.bracket(),
            E::UnknownQuotedScalarEscape
            | E::InvalidQuotedScalarHexEscape
            | E::InvalidLowSurrogateHexEscape
            | E::InvalidLowSurrogate
            | E::MissingLowSurrogate
            | E::UnpairedLowSurrogate
            | E::InvalidUnicodeEscape => self.escape(),
            E::ExpectedDocumentStart | E::InvalidDocumentEnd => self.second_document(),
            // The remaining case: a text that begins with a reserved character: `@`, `` ` ``, `%`, `*`, `&`, `!`, `|`,
            // `?`.
            _ if !self.yaml[self.at..self.line.end.max(self.at)].is_empty() => self.special_character(),
            _ => self.unknown(),
        }
    }

    /// Whether only the key or the hyphen of a value stands before the place on its line.
    fn begins_a_value(&self) -> bool {
        let before = self.yaml[..self.at].trim_end_matches(' ');
        before.is_empty() || before.ends_with([':', '-'])
    }

    fn list_behind_its_key(&self) -> Refusal {
        let message = localized!(
            "danh sách (`- `) phải bắt đầu ở một dòng riêng",
            "a list (`- `) begins on a line of its own"
        );
        let help = localized!(
            "xuống dòng trước dấu `-`; nếu là chữ, đặt trong dấu nháy",
            "break the line before the `-`; if it is a text, put it in quotes"
        );
        Refusal::syntax(self.at..self.line.end.max(self.at), message, help)
    }

    /// The first invalid escape in the double-quoted text that begins at the place.
    fn escape(&self) -> Refusal {
        let text = &self.yaml[self.at..];
        let mut letters = text.char_indices();
        let mut found = 0;
        while let Some((at, letter)) = letters.next() {
            if letter == '\\'
                && !letters.next().is_some_and(|(after, escape)| is_escape(escape, &text[after + 1..]))
            {
                found = at;
                break;
            }
        }
        let message = localized!(
            "sau dấu `\\` trong dấu nháy kép là ký tự lạ",
            "an unknown character follows `\\` in double quotes"
        );
        let help =
            localized!("viết `\\\\`, hoặc dùng dấu nháy đơn '…'", "write `\\\\`, or use single quotes '…'");
        let start = self.at + found;
        let end = start + self.yaml[start..].chars().take(2).map(char::len_utf8).sum::<usize>();
        Refusal::syntax(start..end, message, help)
    }

    fn unknown(&self) -> Refusal {
        Refusal::syntax(
            self.line.clone(),
            localized!("không đọc được YAML từ chỗ này", "the YAML cannot be read from here on"),
            localized!(
                "xem dòng này và dòng ngay trước: thiếu dấu nháy, dấu ngoặc, dấu cách sau `:`, hay lùi đầu dòng không đều?",
                "look at this line and the one before: a quote, a bracket, a space after `:`, or uneven indentation?"
            ),
        )
    }

    /// A second `: ` on a line; or the first one if the line above already has a value or is not `key: value`.
    fn colon(&self) -> Refusal {
        let line = &self.yaml[self.line.clone()];
        let colon = line.find(": ").map(|at| self.line.start + at);
        if let Some(first) = colon.filter(|first| *first < self.at) {
            let value = trimmed(self.yaml, first + 1..self.line.end);
            let better = quoted(&self.yaml[value.clone()]);
            return Refusal::syntax(
                value,
                localized!(
                    "chữ có dấu `:` phải đặt trong dấu nháy",
                    "a text with a `:` must stand in quotes"
                ),
                localized!("viết {better}", "write {better}"),
            );
        }
        let above = self.line_above();
        match &self.yaml[above.clone()] {
            text if text.contains(": ") || text.ends_with(':') || text.starts_with('-') => {
                self.uneven(self.line.clone())
            }
            _ => self.no_key(above.start),
        }
    }

    /// A line that is not `key: value`.
    fn no_key(&self, at: usize) -> Refusal {
        let line = line_around(self.yaml, at);
        let text = &self.yaml[line.clone()];
        let glued = text
            .char_indices()
            .find(|(at, c)| *c == '：' || (*c == ':' && !text[at + 1..].starts_with([' ', '/'])));
        match glued.filter(|(at, _)| !text[..*at].contains([' ', '"', '\''])) {
            Some((colon, c)) if text[colon + c.len_utf8()..].starts_with(NO_BREAK) => {
                let place = line.start + colon + c.len_utf8();
                let space = self.yaml[place..].chars().next().map_or(0, char::len_utf8);
                Refusal::syntax(
                    place..place + space,
                    localized!(
                        "sau dấu `:` là dấu cách không ngắt, trông như dấu cách thường nhưng YAML không nhận",
                        "a no-break space follows the `:`; it looks like a space, and YAML takes it for a letter"
                    ),
                    localized!(
                        "xóa dấu cách ấy rồi gõ lại bằng phím cách: `{}: {}`",
                        "delete it and press the space bar: `{}: {}`",
                        &text[..colon],
                        short(text[colon + c.len_utf8()..].trim())
                    ),
                )
            }
            Some((colon, c)) => Refusal::syntax(
                line.start + colon..line.start + colon + c.len_utf8(),
                match c {
                    ':' => localized!("thiếu dấu cách sau dấu `:`", "a space is missing after the `:`"),
                    _ => localized!(
                        "dấu hai chấm ở đây là dấu toàn khổ `{c}` của bộ gõ tiếng Trung, YAML không nhận",
                        "the colon is the full-width `{c}`, which YAML takes for a letter"
                    ),
                },
                localized!(
                    "viết `{}: {}`",
                    "write `{}: {}`",
                    &text[..colon],
                    short(text[colon + c.len_utf8()..].trim())
                ),
            ),
            None if text.starts_with('-') => Refusal::syntax(
                line,
                localized!("thiếu dấu cách sau dấu gạch `-`", "a space is missing behind the hyphen"),
                localized!("viết `- {}`", "write `- {}`", short(text.trim_start_matches('-').trim())),
            ),
            None => Refusal::syntax(
                line,
                localized!("dòng này không phải `khóa: giá trị`", "this line is no `key: value`"),
                localized!(
                    "nếu là phần tiếp của dòng trên, lùi vào thêm hai dấu cách; chữ nhiều dòng thì viết sau `khóa: |`",
                    "if it goes on from the line above, indent it by two spaces more; a text of several lines follows `key: |`"
                ),
            ),
        }
    }

    /// Where a quoted text began on an earlier line that ends just before the place: it was closed by the quote that
    /// opens the next text.
    fn quote_left_open(&self) -> Option<usize> {
        let before = self.yaml[..self.at].trim_end();
        let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
        let inside = &before[..before.len() - 1];
        let open = inside.rfind(quote)?;
        inside[open..].contains('\n').then_some(open)
    }

    /// The innermost open bracket, if it is on an earlier line.
    fn open_above(&self) -> Option<usize> {
        self.open.filter(|open| line_around(self.yaml, *open) != self.line)
    }

    fn bracket(&self) -> Refusal {
        match self.open_above() {
            Some(open) => open_bracket(open),
            None => Refusal::syntax(
                self.at..self.at,
                localized!(
                    "thiếu dấu phẩy hoặc dấu đóng ngoặc trước chỗ này",
                    "a comma or a closing bracket is missing before this"
                ),
                localized!(
                    "ngăn các mục bằng dấu phẩy; chữ có dấu phẩy, ngoặc hay nháy thì đặt trong dấu nháy",
                    "put commas between elements; a text with a comma, bracket or quote goes in quotes"
                ),
            ),
        }
    }

    /// Something that does not belong to the mapping or list around it: text after a quote or bracket, or wrong
    /// indentation.
    fn out_of_line(&self) -> Refusal {
        if matches!(self.yaml[self.line.start.min(self.at)..self.at].trim_end(), "" | "-") {
            return self.uneven(self.line.clone());
        }
        if let Some(open) = self.quote_left_open() {
            return open_quote(open);
        }
        let rest = trimmed(self.yaml, self.at..self.line.end.max(self.at));
        if self.yaml[rest.clone()].starts_with([']', '}']) {
            let message =
                localized!("dấu đóng ngoặc này không có dấu mở", "this bracket closes what was never opened");
            return Refusal::syntax(
                rest.start..rest.start + 1,
                message,
                localized!("bỏ dấu này", "remove it"),
            );
        }
        Refusal::syntax(
            rest,
            localized!(
                "sau dấu nháy hoặc dấu ngoặc đóng không được có chữ nữa",
                "nothing may follow a closing quote or bracket"
            ),
            localized!(
                "đặt cả câu trong một cặp dấu nháy; dấu nháy kép bên trong viết `\\\"`, hoặc dùng “…”",
                "put the whole text in one pair of quotes; write a double quote inside as `\\\"`, or use “…”"
            ),
        )
    }

    fn uneven(&self, line: Range<usize>) -> Refusal {
        if self.yaml[line.clone()].starts_with(':') {
            let message = localized!("thiếu tên khóa trước dấu `:`", "the key before the `:` is missing");
            return Refusal::syntax(line, message, localized!("viết `khóa: giá trị`", "write `key: value`"));
        }
        Refusal::syntax(
            line,
            localized!(
                "dòng này lùi vào không khớp với các dòng trên",
                "this line is indented unlike those above"
            ),
            localized!(
                "các khóa của một nhóm, hay các dấu `-` của một danh sách, bắt đầu ở cùng một cột",
                "the keys of a mapping, or the `-` of a list, begin at the same column"
            ),
        )
    }

    /// `@`, `` ` ``, `%`, `*`, `!`, `|x` and the like at the beginning of a text.
    fn special_character(&self) -> Refusal {
        let text = trimmed(self.yaml, self.at..self.line.end.max(self.at));
        let first: String = self.yaml[text.clone()].chars().take(1).collect();
        let whole = quoted(&self.yaml[text.clone()]);
        Refusal::syntax(
            text,
            localized!(
                "chữ bắt đầu bằng “{first}” phải đặt trong dấu nháy",
                "a text that begins with “{first}” must stand in quotes"
            ),
            localized!("viết {whole}", "write {whole}"),
        )
    }

    fn second_document(&self) -> Refusal {
        Refusal::syntax(
            self.line.clone(),
            localized!("một tệp YAML chỉ chứa một văn bản", "a YAML file holds one document alone"),
            localized!(
                "bỏ dòng `---`; nhiều bản ghi thì viết thành danh sách, mỗi bản ghi một `- `",
                "remove the line `---`; several records are a list, with a `- ` each"
            ),
        )
    }

    /// The nearest line above that is neither empty nor a comment.
    fn line_above(&self) -> Range<usize> {
        let mut end = self.yaml[..self.line.start].rfind('\n').unwrap_or(0);
        loop {
            let line = line_around(self.yaml, end);
            if !line.is_empty() || end == 0 {
                return line;
            }
            end = self.yaml[..end].rfind('\n').unwrap_or(0);
        }
    }
}

/// Whether a letter after `\\` makes an escape, together with what follows it (YAML 1.2.2, 5.7).
fn is_escape(letter: char, rest: &str) -> bool {
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        letter => return "0abt\tnvfre \"/\\N_LP\r\n".contains(letter),
    };
    let number = rest.get(..digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    number.is_some_and(|number| char::from_u32(number).is_some())
}

fn open_bracket(at: usize) -> Refusal {
    Refusal::syntax(
        at..at + 1,
        localized!("dấu ngoặc mở ở đây không được đóng", "the bracket that opens here is never closed"),
        localized!("thêm `]` hoặc `}}` ở cuối", "add `]` or `}}` at the end"),
    )
}

fn open_quote(at: usize) -> Refusal {
    Refusal::syntax(
        at..at + 1,
        localized!("dấu nháy mở ở đây không được đóng", "the quote that opens here is never closed"),
        localized!("thêm dấu nháy cùng loại ở cuối chữ", "add the same quote at the end of the text"),
    )
}

/// A double-quoted YAML form of a text for messages; long ones are truncated.
fn quoted(text: &str) -> String {
    let whole = |quote| text.len() > 1 && text.starts_with(quote) && text.ends_with(quote);
    let text = if whole('"') || whole('\'') { &text[1..text.len() - 1] } else { text };
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", short(&text))
}

fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
