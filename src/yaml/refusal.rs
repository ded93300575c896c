//! Why a YAML text cannot be read, in plain words and at the place where an editor has to act.
//!
//! In: the text and the reader's own words (`did not find expected key at line 3 column 2, while parsing …`). Out: a
//! [`Refusal`]. The reader notices a mistake where it can go no further, which is often the line below; so the lines
//! around its place are looked at for what people do most: a colon or comma in a text without quotes, a quote that is
//! not closed, a space missing after a colon, uneven indentation. Words for all else are the reader's.

use std::ops::Range;

use crate::diagnostic::{Code, Words, words};

/// Why a text is no YAML tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What kind of mistake it is.
    pub code: Code,
    /// The bytes of the text to look at.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: Words,
    /// How to mend it.
    pub help: Option<Words>,
}

impl Refusal {
    /// Explains what the reader says of a text; `line` and `column` are where it stopped, from 1.
    pub(super) fn new(yaml: &str, said: &str, stopped: Option<(usize, usize)>) -> Self {
        let said = Said::new(said);
        let at = said.problem.1.or(stopped).map_or(0, |mark| offset(yaml, mark));
        let begun = said.context.1.map(|mark| offset(yaml, mark));
        let case = Case {
            yaml,
            problem: said.problem.0,
            about: said.context.0,
            at,
            begun,
            line: line_around(yaml, at),
        };
        case.limit()
            .or_else(|| case.tab())
            .or_else(|| case.conflict())
            .or_else(|| case.known())
            .unwrap_or_else(|| case.unknown(said.whole))
    }

    /// More brackets than any text has are open at `at`.
    pub(super) fn too_deep(yaml: &str, at: usize) -> Self {
        let case = Case { yaml, problem: "recursion limit", about: "", at, begun: None, line: at..at + 1 };
        case.limit().unwrap_or_else(|| case.unknown(""))
    }

    fn syntax(place: Range<usize>, message: Words, help: Words) -> Self {
        Self { code: Code::YamlSyntax, place, message, help: Some(help) }
    }
}

/// The reader's words, taken apart: what it met and what it was about, each with its line and column.
struct Said<'s> {
    whole: &'s str,
    problem: (&'s str, Option<(usize, usize)>),
    context: (&'s str, Option<(usize, usize)>),
}

impl<'s> Said<'s> {
    fn new(whole: &'s str) -> Self {
        let (problem, context) = whole.split_once(", while ").unwrap_or((whole, ""));
        Self { whole, problem: with_mark(problem), context: with_mark(context) }
    }
}

/// `… at line 3 column 2` → `…` and (3, 2).
fn with_mark(words: &str) -> (&str, Option<(usize, usize)>) {
    let mark = || {
        let (words, mark) = words.rsplit_once(" at line ")?;
        let (line, column) = mark.split_once(" column ")?;
        Some((words, (line.parse().ok()?, column.parse().ok()?)))
    };
    mark().map_or((words, None), |(words, mark)| (words, Some(mark)))
}

/// The byte offset of a line and column.
fn offset(yaml: &str, (line, column): (usize, usize)) -> usize {
    let (mut lines_left, mut columns_left) = (line.saturating_sub(1), column.saturating_sub(1));
    for (at, c) in yaml.char_indices() {
        let breaks = c == '\n' || (c == '\r' && !yaml[at + 1..].starts_with('\n'));
        if lines_left > 0 {
            lines_left -= usize::from(breaks);
        } else if columns_left == 0 || breaks || c == '\r' {
            return at;
        } else {
            columns_left -= 1;
        }
    }
    yaml.len()
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

struct Case<'y> {
    yaml: &'y str,
    problem: &'y str,
    /// What the reader was reading.
    about: &'y str,
    /// Where it stopped.
    at: usize,
    /// Where what it was reading began.
    begun: Option<usize>,
    /// The line where it stopped.
    line: Range<usize>,
}

impl Case<'_> {
    fn limit(&self) -> Option<Refusal> {
        let deep = self.problem.contains("recursion limit");
        if !deep && !self.problem.contains("repetition limit") {
            return None;
        }
        let message = if deep {
            words!(
                "YAML lồng nhau quá sâu (hơn 128 bậc)",
                "the YAML is nested too deeply (more than 128 levels)"
            )
        } else {
            words!("YAML nhân bản quá nhiều qua dấu `*`", "the YAML copies too much through `*`")
        };
        Some(Refusal { code: Code::YamlLimit, place: self.line.clone(), message, help: None })
    }

    /// The first tab that indents a line.
    fn tab(&self) -> Option<Refusal> {
        let mut start = 0;
        for line in self.yaml.split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            if let Some(tab) = line[..indent].find('\t').filter(|_| !line.trim().is_empty()) {
                return Some(Refusal {
                    code: Code::YamlTab,
                    place: start + tab..start + tab + 1,
                    message: words!(
                        "có dấu tab ở đầu dòng; YAML chỉ nhận dấu cách",
                        "a tab indents this line; YAML takes spaces alone"
                    ),
                    help: Some(words!("thay dấu tab bằng hai dấu cách", "replace the tab by two spaces")),
                });
            }
            start += line.len();
        }
        None
    }

    /// What Git leaves where two people changed the same lines.
    fn conflict(&self) -> Option<Refusal> {
        let mut start = 0;
        for line in self.yaml.split_inclusive('\n') {
            if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
                let message = words!(
                    "hai người đã sửa cùng một chỗ (dấu của Git)",
                    "two people changed the same lines (a mark of Git)"
                );
                let help = words!(
                    "giữ lại một bản, bỏ các dòng `<<<<<<<`, `=======`, `>>>>>>>`",
                    "keep one version and remove the lines `<<<<<<<`, `=======`, `>>>>>>>`"
                );
                return Some(Refusal::syntax(trimmed(self.yaml, start..start + line.len()), message, help));
            }
            start += line.len();
        }
        None
    }

    fn known(&self) -> Option<Refusal> {
        let says = |words: &str| self.problem.contains(words);
        if says("mapping values are not allowed") {
            Some(self.colon())
        } else if says("could not find expected ':'") {
            Some(self.no_key(self.begun.unwrap_or(self.at)))
        } else if says("unexpected end of stream") {
            self.begun.map(open_quote)
        } else if says("expected ',' or") {
            Some(self.open_bracket())
        } else if says("did not find expected key") || says("expected '-' indicator") {
            Some(self.out_of_line())
        } else if self.about.ends_with("an alias")
            || self.about.ends_with("an anchor")
            || self.about.ends_with("a tag")
            || says("cannot start any token")
            || says("unknown anchor")
            || says("tags (`!name`)")
            || says("expected node content")
            || says("expected comment or line break")
        {
            Some(self.special_character())
        } else if says("block sequence entries") {
            let message = words!(
                "danh sách (`- `) phải bắt đầu ở một dòng riêng",
                "a list (`- `) begins on a line of its own"
            );
            let help = words!(
                "xuống dòng trước dấu `-`; nếu là chữ, đặt trong dấu nháy",
                "break the line before the `-`; if it is a text, put it in quotes"
            );
            Some(Refusal::syntax(self.at..self.line.end.max(self.at), message, help))
        } else if says("unknown escape character") {
            let message = words!(
                "sau dấu `\\` trong dấu nháy kép là ký tự lạ",
                "an unknown character follows `\\` in double quotes"
            );
            let help =
                words!("viết `\\\\`, hoặc dùng dấu nháy đơn '…'", "write `\\\\`, or use single quotes '…'");
            let end = self.yaml[self.at..].chars().take(2).map(char::len_utf8).sum::<usize>();
            Some(Refusal::syntax(self.at..self.at + end, message, help))
        } else if says("more than one document") {
            Some(self.second_document())
        } else if says("a key must be a text") {
            let message = words!("khóa phải là chữ", "a key must be a text");
            let mut lines = self.yaml.match_indices('\n').map(|(end, _)| line_around(self.yaml, end + 1));
            let key = lines.find(|line| {
                line.start > self.line.start && self.yaml[line.clone()].starts_with(['[', '{', '?'])
            });
            Some(Refusal::syntax(
                key.unwrap_or(self.line.clone()),
                message,
                words!("viết `khóa: giá trị`", "write `key: value`"),
            ))
        } else if says("control characters") {
            Some(self.control_character())
        } else {
            None
        }
    }

    fn unknown(&self, said: &str) -> Refusal {
        Refusal::syntax(
            self.line.clone(),
            words!("không đọc được YAML: {said}", "the YAML cannot be read: {said}"),
            words!(
                "xem dòng này và dòng ngay trước: thiếu dấu nháy, dấu ngoặc, dấu cách sau `:`, hay lùi đầu dòng không đều?",
                "look at this line and the one before: a quote, a bracket, a space after `:`, or uneven indentation?"
            ),
        )
    }

    /// A second `: ` on a line; or a first one where the line above has its value already, or is no `key: value`.
    fn colon(&self) -> Refusal {
        let line = &self.yaml[self.line.clone()];
        let colon = line.find(": ").map(|at| self.line.start + at);
        if let Some(first) = colon.filter(|first| *first < self.at) {
            let value = trimmed(self.yaml, first + 1..self.line.end);
            let better = quoted(&self.yaml[value.clone()]);
            return Refusal::syntax(
                value,
                words!("chữ có dấu `:` phải đặt trong dấu nháy", "a text with a `:` must stand in quotes"),
                words!("viết {better}", "write {better}"),
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

    /// A line that is no `key: value`.
    fn no_key(&self, at: usize) -> Refusal {
        let line = line_around(self.yaml, at);
        let text = &self.yaml[line.clone()];
        let glued = text
            .char_indices()
            .find(|(at, c)| *c == '：' || (*c == ':' && !text[at + 1..].starts_with([' ', '/'])));
        match glued.filter(|(at, _)| !text[..*at].contains([' ', '"', '\''])) {
            Some((colon, c)) => Refusal::syntax(
                line.start + colon..line.start + colon + c.len_utf8(),
                words!("thiếu dấu cách sau dấu `:`", "a space is missing after the `:`"),
                words!(
                    "viết `{}: {}`",
                    "write `{}: {}`",
                    &text[..colon],
                    short(text[colon + c.len_utf8()..].trim())
                ),
            ),
            None => Refusal::syntax(
                line,
                words!("dòng này không phải `khóa: giá trị`", "this line is no `key: value`"),
                words!(
                    "nếu là phần tiếp của dòng trên, lùi vào thêm hai dấu cách; chữ nhiều dòng thì viết sau `khóa: |`",
                    "if it goes on from the line above, indent it by two spaces more; a text of several lines follows `key: |`"
                ),
            ),
        }
    }

    /// Where a text in quotes began that ends just before the place, lines below: at a quote that opens the next one.
    fn quote_left_open(&self) -> Option<usize> {
        let before = self.yaml[..self.at].trim_end();
        let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
        let inside = &before[..before.len() - 1];
        let open = inside.rfind(quote)?;
        inside[open..].contains('\n').then_some(open)
    }

    fn open_bracket(&self) -> Refusal {
        let open = self.begun.filter(|open| line_around(self.yaml, *open) != self.line);
        match open {
            Some(open) => Refusal::syntax(
                open..open + 1,
                words!("dấu ngoặc mở ở đây không được đóng", "the bracket that opens here is never closed"),
                words!("thêm `]` hoặc `}}` ở cuối", "add `]` or `}}` at the end"),
            ),
            None => Refusal::syntax(
                self.at..self.at,
                words!(
                    "thiếu dấu phẩy hoặc dấu đóng ngoặc trước chỗ này",
                    "a comma or a closing bracket is missing before this"
                ),
                words!(
                    "ngăn các mục bằng dấu phẩy; chữ có dấu phẩy, ngoặc hay nháy thì đặt trong dấu nháy",
                    "put commas between elements; a text with a comma, bracket or quote goes in quotes"
                ),
            ),
        }
    }

    /// Something that does not belong to the mapping or list around it: after a quote, a bracket, or by indentation.
    fn out_of_line(&self) -> Refusal {
        if self.at == self.line.start {
            return self.uneven(self.line.clone());
        }
        if let Some(open) = self.quote_left_open() {
            return open_quote(open);
        }
        let rest = trimmed(self.yaml, self.at..self.line.end);
        if self.yaml[rest.clone()].starts_with([']', '}']) {
            let message =
                words!("dấu đóng ngoặc này không có dấu mở", "this bracket closes what was never opened");
            return Refusal::syntax(rest.start..rest.start + 1, message, words!("bỏ dấu này", "remove it"));
        }
        Refusal::syntax(
            rest,
            words!(
                "sau dấu nháy hoặc dấu ngoặc đóng không được có chữ nữa",
                "nothing may follow a closing quote or bracket"
            ),
            words!(
                "đặt cả câu trong một cặp dấu nháy; dấu nháy kép bên trong viết `\\\"`, hoặc dùng “…”",
                "put the whole text in one pair of quotes; write a double quote inside as `\\\"`, or use “…”"
            ),
        )
    }

    fn uneven(&self, line: Range<usize>) -> Refusal {
        if self.yaml[line.clone()].starts_with(':') {
            let message = words!("thiếu tên khóa trước dấu `:`", "the key before the `:` is missing");
            return Refusal::syntax(line, message, words!("viết `khóa: giá trị`", "write `key: value`"));
        }
        Refusal::syntax(
            line,
            words!(
                "dòng này lùi vào không khớp với các dòng trên",
                "this line is indented unlike those above"
            ),
            words!(
                "các khóa của một nhóm, hay các dấu `-` của một danh sách, bắt đầu ở cùng một cột",
                "the keys of a mapping, or the `-` of a list, begin at the same column"
            ),
        )
    }

    /// `@`, `` ` ``, `%`, `*`, `!`, `|x` and the like at the beginning of a text.
    fn special_character(&self) -> Refusal {
        let from = self
            .begun
            .filter(|begun| *begun < self.at && self.about.starts_with("scanning a"))
            .unwrap_or(self.at);
        let text = trimmed(self.yaml, from..self.line.end.max(from));
        let first: String = self.yaml[text.clone()].chars().take(1).collect();
        let whole = quoted(&self.yaml[text.clone()]);
        Refusal::syntax(
            text,
            words!(
                "chữ bắt đầu bằng “{first}” phải đặt trong dấu nháy",
                "a text that begins with “{first}” must stand in quotes"
            ),
            words!("viết {whole}", "write {whole}"),
        )
    }

    fn second_document(&self) -> Refusal {
        let mut start = 0;
        let mut fences = Vec::new();
        for line in self.yaml.split_inclusive('\n') {
            if start > 0 && line.starts_with("---") {
                fences.push(trimmed(self.yaml, start..start + line.len()));
            }
            start += line.len();
        }
        let place = fences
            .first()
            .cloned()
            .unwrap_or_else(|| trimmed(self.yaml, 0..self.yaml.find('\n').unwrap_or(self.yaml.len())));
        Refusal::syntax(
            place,
            words!("một tệp YAML chỉ chứa một văn bản", "a YAML file holds one document alone"),
            words!(
                "bỏ dòng `---`; nhiều bản ghi thì viết thành danh sách, mỗi bản ghi một `- `",
                "remove the line `---`; several records are a list, with a `- ` each"
            ),
        )
    }

    fn control_character(&self) -> Refusal {
        let control = |c: char| {
            (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}'))
                || matches!(c, '\u{fffe}' | '\u{ffff}')
        };
        let found = self.yaml.char_indices().find(|(_, c)| control(*c));
        let (at, number) = found.map_or((self.at, 0), |(at, c)| (at, u32::from(c)));
        let length = found.map_or(0, |(_, c)| c.len_utf8());
        Refusal::syntax(
            at..at + length,
            words!(
                "có ký tự điều khiển U+{number:04X}, không nhìn thấy được",
                "an invisible control character U+{number:04X} stands here"
            ),
            words!(
                "xóa ký tự này: đặt con trỏ ngay sau nó rồi xóa lùi",
                "delete it: put the cursor behind it and press backspace"
            ),
        )
    }

    /// The nearest line above that says something.
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

fn open_quote(at: usize) -> Refusal {
    Refusal::syntax(
        at..at + 1,
        words!("dấu nháy mở ở đây không được đóng", "the quote that opens here is never closed"),
        words!("thêm dấu nháy cùng loại ở cuối chữ", "add the same quote at the end of the text"),
    )
}

/// A text in double quotes, as it may be copied into the file; a long one is cut.
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
