//! Finds the lines that are shortcodes, and hides them from the Markdown parser.
//!
//! A shortcode is on a line of its own, outside code. It is replaced by an HTML comment of the same length: a comment
//! ends a paragraph as a shortcode does, and all byte offsets stay the same.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Code, localized};
use crate::markdown::shortcode::call::{Call, name, parse};
use crate::markdown::shortcode::check::{NAMES, unknown};
use crate::markdown::{Problem, parser};

/// Starts of HTML that must not be interrupted by a comment: other comments and elements with raw text.
const OPAQUE_HTML: [&str; 6] = ["<!", "<?", "<pre", "<script", "<style", "<textarea"];

/// The shortcodes of a text.
#[derive(Debug, Default)]
pub(in crate::markdown) struct Shortcodes {
    /// The text with comments in place of shortcodes; `None` if there are no shortcodes.
    pub(in crate::markdown) hidden: Option<String>,
    /// By the byte offset of `{{`; `None` for a shortcode that cannot be parsed.
    pub(in crate::markdown) calls: BTreeMap<usize, Option<Call>>,
    pub(in crate::markdown) problems: Vec<Problem>,
}

pub(in crate::markdown) fn find(text: &str) -> Shortcodes {
    let mut found = Shortcodes::default();
    let lines = candidates(text);
    if lines.is_empty() {
        return found;
    }
    let code = code(text);
    let mut hidden = text.to_owned();
    for line in lines {
        let before = code.partition_point(|range| range.start <= line.start);
        if before > 0 && code[before - 1].end > line.start {
            continue;
        }
        if !text[line.clone()].ends_with("}}") {
            found.problems.extend(unclosed(text, line));
            continue;
        }
        let filler = " ".repeat(line.len().saturating_sub("<!---->".len()));
        if line.len() >= "<!---->".len() {
            hidden.replace_range(line.clone(), &format!("<!--{filler}-->"));
        }
        found.calls.insert(line.start, read(text, line, &mut found.problems));
    }
    found.hidden = Some(hidden);
    found
}

fn read(text: &str, line: Range<usize>, problems: &mut Vec<Problem>) -> Option<Call> {
    match name(text, line.clone()) {
        Some(name) if !NAMES.contains(&name.value.as_str()) => {
            problems.push(unknown(&name));
            None
        }
        _ => parse(text, line).map_err(|problem| problems.push(problem)).ok(),
    }
}

/// Lines that begin with `{{`, without surrounding white space.
fn candidates(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive(['\n', '\r']) {
        let trimmed = line.trim();
        if trimmed.starts_with("{{") && trimmed.len() >= 4 {
            let first = start + line.len() - line.trim_start().len();
            lines.push(first..first + trimmed.len());
        }
        start += line.len();
    }
    lines
}

/// Ranges of code and of HTML with raw text, sorted and disjoint.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (event, range) in parser(text).into_offset_iter() {
        let opaque = match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => true,
            Event::Start(Tag::HtmlBlock) => {
                let start = text[range.clone()].trim_start().to_ascii_lowercase();
                OPAQUE_HTML.iter().any(|opening| start.starts_with(opening))
            }
            _ => false,
        };
        if opaque && ranges.last().is_none_or(|last| last.end <= range.start) {
            ranges.push(range);
        }
    }
    ranges
}

/// Reports a line that begins like a shortcode but does not end like one. Returns `None` for other text.
fn unclosed(text: &str, line: Range<usize>) -> Option<Problem> {
    let name = name(text, line.clone()).filter(|name| NAMES.contains(&name.value.as_str()))?;
    let after = text[name.range.end..line.end].trim_start();
    if !after.starts_with(['(', '}']) {
        return None;
    }
    let message = localized!(
        "mã ngắn phải đứng riêng trên một dòng, từ `{{{{` đến `}}}}`",
        "a shortcode stands alone on one line, from `{{{{` to `}}}}`"
    );
    let help = localized!(
        "đưa cả mã ngắn lên một dòng, phần chữ khác xuống dòng khác",
        "put the whole shortcode on one line, and other text on another"
    );
    Some(Problem::error(Code::ShortcodeArgument, line, message).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn starts(text: &str) -> Vec<usize> {
        find(text).calls.into_keys().collect()
    }

    #[test]
    fn a_shortcode_stands_on_a_line_of_its_own() {
        assert_eq!(starts("trước\n  {{ end }}  \r\nsau {{ end }}\n"), [11]);
        assert_eq!(starts("{{ end }} sau"), Vec::<usize>::new());
    }

    #[test]
    fn inside_code_it_is_text() {
        for text in [
            "```\n{{ end }}\n```",
            "    {{ end }}",
            "`a\n{{ end }}\nb`",
            "<pre>\n{{ end }}\n</pre>",
            "<!--\n{{ end }}\n-->",
            "- a\n\n      {{ end }}\n",
        ] {
            assert_eq!(starts(text), Vec::<usize>::new(), "{text}");
        }
    }

    #[test]
    fn the_reader_of_markdown_gets_a_comment_of_the_same_length() {
        let found = find("Đầu\n{{end}}\ncuối");
        assert_eq!(found.hidden.as_deref(), Some("Đầu\n<!---->\ncuối"));
    }

    #[test]
    fn one_that_is_broken_over_lines_or_followed_by_text_is_reported() {
        for text in ["{{ gallery(files=[\"a\",\n\"b\"]) }}", "{{ model(id=\"a\") }}."] {
            let found = find(text);
            assert_eq!(found.problems.len(), 1, "{text}");
            assert_eq!(found.problems[0].code, Code::ShortcodeArgument);
        }
        assert!(find("{{ title | safe }} là một biến").problems.is_empty());
    }

    #[test]
    fn an_unknown_one_is_reported_with_a_near_name() {
        let found = find("{{ galery(files=[]) }}");
        assert_eq!(found.problems[0].code, Code::UnknownShortcode);
        assert_eq!(found.problems[0].range, 3..9);
        assert!(found.problems[0].help.as_ref().is_some_and(|help| help.en.contains("`gallery`")));
    }

    proptest! {
        #[test]
        fn every_offset_stays_true(text in "(\\{\\{ ?[a-zé()\"=]{0,9} ?\\}\\}|[a-zé`<>! -]{0,9}|    |\n|\r\n){0,12}") {
            let found = find(&text);
            if let Some(hidden) = found.hidden {
                prop_assert_eq!(hidden.len(), text.len());
                prop_assert_eq!(hidden.matches('\n').count(), text.matches('\n').count());
            }
        }
    }
}
