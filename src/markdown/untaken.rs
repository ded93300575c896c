//! Markdown that did not take: signs that their author meant as markup, and that readers would see as they stand.
//!
//! In: the text and its events. Out: warnings with the mend. The page stays as the specification says. Steps: the
//! lines of each paragraph are collected; their beginnings are looked at for headings, lists and tables, their insides
//! for emphasis that does not close.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, localized};
use crate::markdown::Problem;
use crate::markdown::write::Located;

/// Bullets of word processors.
const BULLETS: [char; 12] = ['•', '·', '●', '○', '◦', '▪', '■', '□', '‣', '➢', '\u{f0b7}', '✓'];
/// A longer text is cut in a help.
const SHOWN: usize = 60;

/// All that did not take in a text.
pub(super) fn untaken(text: &str, events: &[Located<'_>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut lines: Vec<Line<'_>> = Vec::new();
    let (mut begins, mut skipped, mut columns) = (false, 0_usize, 0);
    for (event, range) in events {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => problems.extend(excess(text, range, columns)),
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } | Tag::Heading { .. }) => {
                skipped += 1
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image | TagEnd::Heading(_)) => {
                skipped = skipped.saturating_sub(1);
            }
            Event::Text(part) if skipped == 0 && part.len() == range.len() => {
                emphasis(text, part, range, &mut problems);
                if begins && !text[..range.start].ends_with('\\') {
                    lines.push(Line { at: range.start, text: part });
                }
            }
            _ => {}
        }
        begins = match event {
            Event::Start(Tag::Paragraph | Tag::Item) | Event::SoftBreak | Event::HardBreak => true,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => begins,
            _ => false,
        };
        if ends_lines(event) {
            paragraph(text, &std::mem::take(&mut lines), &mut problems);
        }
    }
    problems
}

/// Whether what follows is another paragraph.
fn ends_lines(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::End(TagEnd::Paragraph | TagEnd::Item)
            | Event::Start(Tag::Item | Tag::List(_) | Tag::Paragraph)
    )
}

/// The beginning of a line of a paragraph, up to the first markup.
struct Line<'t> {
    at: usize,
    text: &'t str,
}

impl Line<'_> {
    fn range(&self, len: usize) -> Range<usize> {
        self.at..self.at + len
    }
}

fn paragraph(text: &str, lines: &[Line<'_>], problems: &mut Vec<Problem>) {
    lines.iter().for_each(|line| heading(line, lines.len(), problems));
    let lists: Vec<_> = lines.iter().filter_map(|line| Some((line, marker(line.text)?))).collect();
    // One `a)` alone is a clause, and one `–` a dialogue; several run together into one paragraph.
    if let Some((line, found)) = lists.iter().find(|(_, found)| found.alone || lists.len() > 1) {
        problems.push(list(line, found));
    }
    if let Some(line) = lines.iter().find(|line| is_row(whole_line(text, line.at))) {
        problems.push(table(line, whole_line(text, line.at)));
    }
    if let [line] = lines
        && is_video(line.text.trim())
        && line.text.len() == whole_line(text, line.at).trim_end().len()
    {
        problems.push(video(line));
    }
}

fn whole_line(text: &str, at: usize) -> &str {
    text[at..].split(['\n', '\r']).next().unwrap_or("")
}

/// `##Mục`; a single `#` before one word is a hashtag.
fn heading(line: &Line<'_>, lines: usize, problems: &mut Vec<Problem>) {
    let rest = line.text.trim_start_matches('#');
    let signs = line.text.len() - rest.len();
    let is_heading = match signs {
        2..=6 => rest.starts_with(char::is_alphanumeric),
        1 => lines == 1 && rest.starts_with(char::is_alphabetic) && rest.contains(' ') && !rest.contains('#'),
        _ => false,
    };
    if is_heading {
        let (hashes, shown) = (&line.text[..signs], short(rest));
        let message = localized!(
            "thiếu dấu cách sau `{hashes}`, nên đây không thành đề mục",
            "a space is missing after `{hashes}`, so this is no heading"
        );
        let help = localized!("viết `{hashes} {shown}`", "write `{hashes} {shown}`");
        problems.push(Problem::warning(Code::RawHeading, line.range(signs), message).help(help));
    }
}

/// What a line begins with that was meant as the sign of a list.
struct Marker {
    len: usize,
    /// What Markdown writes.
    better: String,
    /// Whether it is surely meant on a single line, too.
    alone: bool,
}

fn marker(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    let len = first.len_utf8();
    let rest = &line[len..];
    let is_gap = |rest: &str| rest.starts_with([' ', '\t', '\u{a0}']);
    if BULLETS.contains(&first) && rest.trim_start().starts_with(char::is_alphanumeric) {
        return Some(Marker { len, better: "-".to_owned(), alone: true });
    }
    if matches!(first, '–' | '—' | '+' | '-') && rest.starts_with('\t') {
        return Some(Marker { len, better: "-".to_owned(), alone: true });
    }
    if (first.is_ascii_lowercase() || first == 'đ') && rest.starts_with([')', '.']) && is_gap(&rest[1..]) {
        return Some(Marker { len: len + 1, better: "-".to_owned(), alone: false });
    }
    let digits = line.len() - line.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let after =
        line.get(digits..).filter(|rest| (1..=3).contains(&digits) && rest.starts_with(['.', ')']))?;
    let number = &line[..digits];
    let better = format!("{number}.");
    if after[1..].starts_with(|sign: char| sign.is_alphabetic() && sign.is_uppercase()) {
        return Some(Marker { len: digits + 1, better, alone: true });
    }
    is_gap(&after[1..]).then_some(Marker { len: digits + 1, better, alone: false })
}

fn list(line: &Line<'_>, marker: &Marker) -> Problem {
    let Marker { len, better, .. } = marker;
    let (typed, shown) = (&line.text[..*len], short(line.text[*len..].trim()));
    let message = localized!(
        "`{typed}` ở đầu dòng không thành danh sách: các dòng sẽ dính liền nhau trên trang",
        "`{typed}` at the beginning of a line makes no list: the lines run together on the page"
    );
    let help = localized!(
        "để trống một dòng trước danh sách, rồi viết mỗi ý một dòng: `{better} {shown}`",
        "leave a line empty before the list, and write each item on a line: `{better} {shown}`"
    );
    Problem::warning(Code::RawList, line.range(*len), message).help(help)
}

/// Whether a line is a row of a table: `|Xã|Số|`.
fn is_row(line: &str) -> bool {
    line.starts_with('|') && line.trim_end().ends_with('|') && line.matches('|').count() >= 2
}

fn table(line: &Line<'_>, row: &str) -> Problem {
    let cells = row.trim().trim_matches('|').split('|').count();
    let rule = format!("|{}", "---|".repeat(cells));
    let message = localized!(
        "dòng này không thành bảng: thiếu dòng kẻ ngay dưới dòng tên cột",
        "this is no table: the rule below the row of headings is missing"
    );
    let help = localized!(
        "để trống một dòng trước bảng, và dưới dòng tên cột viết `{rule}`",
        "leave a line empty before the table, and write `{rule}` below the headings"
    );
    Problem::warning(Code::RawTable, line.range(1), message).help(help)
}

/// Cells of a row beyond the last column, which the page leaves out.
fn excess(text: &str, row: &Range<usize>, columns: usize) -> Option<Problem> {
    let line = &text[row.clone()];
    let inside = line.trim_end();
    let first = inside.len() - inside.trim_start().trim_start_matches('|').len();
    let (mut cells, mut escaped) = (0, false);
    let end = inside[first..].char_indices().find_map(|(at, sign)| {
        cells += usize::from(sign == '|' && !escaped);
        escaped = sign == '\\' && !escaped;
        (cells == columns).then_some(first + at)
    })?;
    let rest = inside[end..].trim_start_matches('|');
    if rest.trim_matches(['|', ' ']).is_empty() {
        return None;
    }
    let start = row.start + inside.len() - rest.len();
    let message = localized!(
        "dòng này có nhiều ô hơn {columns} cột của bảng, nên trang bỏ phần này",
        "the row has more cells than the {columns} columns of the table, and the page leaves this out"
    );
    let help = localized!(
        "thêm tên cột ở dòng đầu bảng, hoặc viết dấu `|` trong ô là `\\|`",
        "add a heading to the first row, or write a `|` inside a cell as `\\|`"
    );
    Some(Problem::warning(Code::RawTable, start..start + rest.len(), message).help(help))
}

/// Whether a text is nothing but the address of a film.
fn is_video(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    let rest = rest.trim_start_matches("www.").trim_start_matches("m.");
    let films = ["youtube.com/watch?", "youtube.com/shorts/", "youtu.be/", "youtube.com/live/"];
    films.iter().any(|film| rest.starts_with(film)) && !text.contains(char::is_whitespace)
}

fn video(line: &Line<'_>) -> Problem {
    let address = line.text.trim();
    let message = localized!(
        "địa chỉ phim đứng một mình chỉ thành liên kết, không thành khung xem phim",
        "the address of a film alone becomes a link, not a player"
    );
    let help = localized!(
        "viết `{{{{ video(url=\"{address}\", title=\"Tên phim\") }}}}` trên một dòng riêng",
        "write `{{{{ video(url=\"{address}\", title=\"Title of the film\") }}}}` on a line of its own"
    );
    Problem::warning(Code::BareVideo, line.range(line.text.len()), message).help(help)
}

/// `**Thời gian: **8 giờ`: signs of emphasis that stay as they are.
fn emphasis(text: &str, part: &str, range: &Range<usize>, problems: &mut Vec<Problem>) {
    if text[..range.start].ends_with('\\') {
        return;
    }
    let Some((at, sign)) =
        ["**", "__", "~~", "*"].into_iter().find_map(|sign| Some((glued(part, sign)?, sign)))
    else {
        return;
    };
    let after = &part[at + sign.len()..];
    let help = match after.split_once(sign) {
        Some((inside, rest)) if !inside.trim().is_empty() && !rest.starts_with(sign) => {
            let gap = if rest.is_empty() || rest.starts_with([' ', ',', '.', ';', ':', '!', '?', ')']) {
                ""
            } else {
                " "
            };
            let better = format!("{sign}{}{sign}{gap}{}", inside.trim(), first_words(rest));
            localized!("viết `{better}`", "write `{better}`")
        }
        _ => localized!(
            "thêm `{sign}` ngay sau chữ cuối cùng; muốn hiện chính dấu này thì viết `\\` trước nó",
            "add `{sign}` right after the last word; to show the sign itself write `\\` before it"
        ),
    };
    let message =
        localized!("`{sign}` ở đây không thành chữ đậm hay nghiêng", "`{sign}` makes no emphasis here");
    let place = range.start + at..range.start + at + sign.len();
    problems.push(Problem::warning(Code::RawEmphasis, place, message).help(help));
}

/// Where a sign of emphasis stands that is glued to a word behind it. A single `*` counts only where a second follows.
fn glued(part: &str, sign: &str) -> Option<usize> {
    part.match_indices(sign).map(|(at, _)| at).find(|at| {
        let (before, after) = (&part[..*at], &part[at + sign.len()..]);
        let opens = after.starts_with(char::is_alphabetic)
            && before.chars().next_back().is_none_or(|letter| !letter.is_alphanumeric() && letter != '_');
        opens && (sign.len() > 1 || after.contains('*'))
    })
}

/// The beginning of what follows, as far as it shows how to write.
fn first_words(rest: &str) -> String {
    let words: Vec<&str> = rest.split_whitespace().take(3).collect();
    let gap = if rest.starts_with(' ') && !words.is_empty() { " " } else { "" };
    format!("{gap}{}", words.join(" "))
}

fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.trim_end().to_owned(),
    }
}
