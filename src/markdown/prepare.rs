//! Prepares a text for the Markdown parser without moving a single byte.
//!
//! In: the Markdown, and what may be named as an address. Out: the text in which stand-ins hide what the parser would
//! take otherwise than editors mean it, and the problems found on the way. Steps: colons that begin no definition are
//! hidden; spaces in the addresses of files that are there are hidden; [`restore`] puts the signs back into the events.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use crate::diagnostic::{Code, localized};
use crate::markdown::{Problem, features};
use crate::yaml::controls;

/// Stands for a colon at the beginning of a line.
const COLON: char = '\u{1}';
/// Stands for a space in an address. The parser ends an address at every control character but this one.
const SPACE: char = '\u{7f}';
/// Stands for a control character that is dropped; has one byte, as those have.
const DROPPED: char = '\u{6}';

/// Stands for [`WORD_BREAK`] in a line that has more: the parser takes that one for a space, and loses track of tables.
const BREAK: char = '\u{2}';

/// In bytes, with a title: whatever is longer in parentheses is no address of a file.
const LONGEST_ADDRESS: usize = 1024;

/// A line break that word processors make inside a paragraph, and that no editor shows.
pub(super) const WORD_BREAK: char = '\u{b}';

/// An address with a space in it, as it stands between parentheses.
struct Spaced {
    range: Range<usize>,
    is_picture: bool,
}

/// The text for the parser, and what was found. `is_there` tells whether an address names a file or record; its second
/// argument whether it is that of a picture.
pub(super) fn prepare(
    text: &str,
    is_there: impl Fn(&str, bool) -> bool,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let controls = controls(text);
    let colons = colons(text);
    let breaks = word_breaks(text);
    let spaced = if text.contains("](") { spaced_addresses(text) } else { Vec::new() };
    problems.extend(controls.first().map(|first| control_problem(text, *first)));
    problems.extend(spaced.iter().map(|address| spaced_problem(text, address)));
    let taken: Vec<_> = spaced
        .into_iter()
        .filter(|address| is_there(&text[address.range.clone()], address.is_picture))
        .collect();
    if controls.is_empty() && colons.is_empty() && breaks.is_empty() && taken.is_empty() {
        return None;
    }
    let mut prepared = text.to_owned();
    let mut put = |at: usize, sign: char| prepared.replace_range(at..=at, sign.encode_utf8(&mut [0; 4]));
    controls.into_iter().for_each(|at| put(at, DROPPED));
    colons.into_iter().for_each(|at| put(at, COLON));
    breaks.into_iter().for_each(|at| put(at, BREAK));
    for Spaced { range, .. } in taken {
        text[range.clone()].match_indices(' ').for_each(|(at, _)| put(range.start + at, SPACE));
    }
    Some(prepared)
}

/// Puts the signs back for which stand-ins were written.
pub(super) fn restore(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) => Event::Text(back(text)),
        Event::Code(code) => Event::Code(back(code)),
        Event::Html(html) => Event::Html(same_length(html)),
        Event::InlineHtml(html) => Event::InlineHtml(same_length(html)),
        Event::FootnoteReference(label) => Event::FootnoteReference(back(label)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: back(dest_url), title: back(title), id: back(id) })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: back(dest_url), title: back(title), id: back(id) })
        }
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(back(info))))
        }
        Event::Start(Tag::FootnoteDefinition(label)) => Event::Start(Tag::FootnoteDefinition(back(label))),
        event => event,
    }
}

fn back(text: CowStr<'_>) -> CowStr<'_> {
    if !text.contains([COLON, SPACE, DROPPED, BREAK]) {
        return text;
    }
    text.chars().filter(|sign| *sign != DROPPED).map(sign_of).collect::<String>().into()
}

/// The same for raw HTML, of which the bytes have to stay those of the Markdown; what is dropped goes when it is written.
fn same_length(html: CowStr<'_>) -> CowStr<'_> {
    if html.contains([COLON, SPACE, BREAK]) {
        html.chars().map(sign_of).collect::<String>().into()
    } else {
        html
    }
}

fn sign_of(sign: char) -> char {
    match sign {
        COLON => ':',
        SPACE => ' ',
        BREAK => WORD_BREAK,
        sign => sign,
    }
}

/// Control characters of one byte. Those of two (U+0080 to U+009F) are dropped where text is written.
fn controls(text: &str) -> Vec<usize> {
    let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b) || byte == 0x7f;
    text.bytes().enumerate().filter(|(_, byte)| is_control(*byte)).map(|(at, _)| at).collect()
}

/// Breaks in lines that have more than them; a line of breaks alone is an empty one.
fn word_breaks(text: &str) -> Vec<usize> {
    let has_more = |line: &&str| line.contains(WORD_BREAK) && !line.trim().is_empty();
    let start = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    let lines = text.split('\n').filter(has_more);
    lines.flat_map(|line| line.match_indices(WORD_BREAK).map(move |(at, _)| start(line) + at)).collect()
}

fn control_problem(text: &str, at: usize) -> Problem {
    let (message, help) = controls::told(char::from(text.as_bytes()[at]));
    Problem::warning(Code::ControlCharacter, at..at + 1, message).help(help)
}

/// Colons that begin a line and no definition: one is followed by a space and text, and stands outside code.
fn colons(text: &str) -> Vec<usize> {
    let (mut hidden, mut kept) = (Vec::new(), Vec::new());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        let at = start + line.len() - rest.len();
        start += line.len();
        let Some(after) = rest.strip_prefix(':') else { continue };
        let is_table = rest.contains('-')
            && rest.trim_end().chars().all(|sign| matches!(sign, ':' | '-' | '|' | ' ' | '\t'));
        if after.starts_with([' ', '\t']) && !after.trim().is_empty() {
            kept.push(at);
        } else if !is_table {
            hidden.push(at);
        }
    }
    if !kept.is_empty() && text.contains('`') {
        let code = code_without_definitions(text);
        hidden.extend(kept.into_iter().filter(|at| code.iter().any(|range| range.contains(at))));
    }
    hidden
}

fn code_without_definitions(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, features() - Options::ENABLE_DEFINITION_LIST).into_offset_iter();
    events.filter(|(event, _)| matches!(event, Event::Code(_))).map(|(_, range)| range).collect()
}

/// Addresses between `](` and `)` that have a space and are surely meant as addresses: they have a scheme, or end like
/// the name of a file. One in `<…>` needs no care.
fn spaced_addresses(text: &str) -> Vec<Spaced> {
    let mut found: Vec<Spaced> = Vec::new();
    for (at, _) in text.match_indices("](") {
        let start = at + 2;
        let near = &text[start..text.floor_char_boundary(start + LONGEST_ADDRESS)];
        let line = near.split('\n').next().unwrap_or("");
        let Some(end) = closing(line) else { continue };
        let inside = &line[..end];
        let address = without_title(inside).trim();
        let is_address = !address.starts_with('<') && address.contains(' ') && looks_like_address(address);
        if is_address {
            let first = start + inside.len() - inside.trim_start().len();
            let is_picture = text[..at].rfind('[').is_some_and(|open| text[..open].ends_with('!'));
            found.push(Spaced { range: first..first + address.len(), is_picture });
        }
    }
    if !found.is_empty() {
        let code = opaque(text);
        found.retain(|one| !code.iter().any(|range| range.contains(&one.range.start)));
    }
    found
}

/// Code and raw HTML.
fn opaque(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, features()).into_offset_iter();
    let is_opaque = |event: &Event<'_>| {
        matches!(
            event,
            Event::Code(_) | Event::InlineHtml(_) | Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
        )
    };
    events.filter(|(event, _)| is_opaque(event)).map(|(_, range)| range).collect()
}

/// The parenthesis that closes the one before the text.
fn closing(line: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut quoted_until = 0;
    for (at, sign) in line.char_indices() {
        match sign {
            _ if at < quoted_until => {}
            // A title in quotes may hold parentheses.
            '"' | '\'' if line[..at].ends_with(' ') => {
                quoted_until = line[at + 1..].find(sign).map_or(0, |end| at + 1 + end + 1);
            }
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            _ => {}
        }
    }
    None
}

/// What stands before a title in quotes or parentheses.
fn without_title(inside: &str) -> &str {
    let trimmed = inside.trim_end();
    if trimmed.ends_with(')')
        && let Some(at) = trimmed.rfind(" (")
        && looks_like_address(trimmed[..at].trim())
    {
        return &trimmed[..at];
    }
    let quote = trimmed.chars().next_back().filter(|sign| matches!(sign, '"' | '\''));
    let title = quote.and_then(|quote| trimmed.find(&format!(" {quote}")));
    title.map_or(trimmed, |at| &trimmed[..at])
}

fn looks_like_address(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or("").trim_end();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    address.starts_with("http://")
        || address.starts_with("https://")
        || (2..=5).contains(&ending.len()) && ending.chars().all(|sign| sign.is_ascii_alphanumeric())
}

fn spaced_problem(text: &str, Spaced { range, .. }: &Spaced) -> Problem {
    let address = &text[range.clone()];
    let message = localized!("địa chỉ `{address}` có dấu cách", "the address `{address}` has a space in it");
    let help = localized!("viết `(<{address}>)`", "write `(<{address}>)`");
    Problem::warning(Code::SpaceInAddress, range.clone(), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(text: &str) -> String {
        prepare(text, |_, _| true, &mut Vec::new()).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn a_colon_begins_a_definition_only_before_a_space_and_text() {
        for text in ["Cảm ơn\n:)", "Giờ\n:8 giờ", "x\n\n:::info", "a `b\n: c` d", "a\n: ", "> a\n> :b"]
        {
            assert!(prepared(text).contains(COLON), "{text}");
        }
        for text in ["Một\n: hai", "Một\n\n:\thai", "a\n:-:\n", "| a | b |\n:--|--:\n", "`a`\n: b"] {
            assert_eq!(prepared(text), text);
        }
    }

    #[test]
    fn stand_ins_have_the_length_of_what_they_stand_for() {
        let text = "Đ\u{1}\u{7f}\n:) [x](Quyết định 1.pdf \"Tựa\") ![](ảnh họp.png)\u{b}";
        let hidden = prepared(text);
        assert_eq!(hidden.len(), text.len());
        assert_eq!(hidden.matches(SPACE).count(), 3);
        assert_eq!(&*back(hidden.into()), text.replace(['\u{1}', '\u{7f}'], ""));
    }

    #[test]
    fn an_address_with_spaces_may_have_a_title_of_every_form() {
        for title in ["\"Tựa 1) một\"", "'Tựa 1) một'", "(Tựa một)", "'Tựa \"một\"'"] {
            let text = format!("![](ảnh họp.png {title})");
            assert_eq!(prepared(&text), text.replacen("ảnh họp", &format!("ảnh{SPACE}họp"), 1), "{title}");
        }
    }

    #[test]
    fn what_is_no_address_keeps_its_spaces() {
        for text in ["[1](xem phụ lục)", "[x](a.png \"Một hai.png\")", "[x](<a b.png>)", "`[x](a b.png)`"]
        {
            assert_eq!(prepared(text), text);
        }
    }
}
