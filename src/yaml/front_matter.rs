//! Finds the front matter of a Markdown record: YAML between two lines `---`, the first of which is the first of the
//! file.

use std::ops::Range;

/// The two parts of a Markdown record, as byte ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The YAML, without the lines `---`.
    pub yaml: Range<usize>,
    /// What follows the second line `---`.
    pub body: Range<usize>,
}

/// Why a text has no front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The first line is not `---`.
    Opening,
    /// No later line is `---`.
    Closing,
}

/// Splits a Markdown record. Spaces after the hyphens are allowed; further `---` belong to the body.
pub fn split(text: &str) -> Result<Split, Missing> {
    let first = first_line_end(text);
    if !is_fence(&text[..first]) {
        return Err(Missing::Opening);
    }
    let mut at = first;
    while at < text.len() {
        let end = at + first_line_end(&text[at..]);
        if is_fence(&text[at..end]) {
            return Ok(Split { yaml: first..at, body: end..text.len() });
        }
        at = end;
    }
    Err(Missing::Closing)
}

fn is_fence(line: &str) -> bool {
    line.trim_end_matches([' ', '\t', '\r', '\n']) == "---"
}

fn first_line_end(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_and_body_are_told_apart() {
        let text = "---\ntitle: A\n---\nThân bài\n";
        let split = split(text).expect("it has front matter");
        assert_eq!((&text[split.yaml], &text[split.body]), ("title: A\n", "Thân bài\n"));
    }

    #[test]
    fn windows_line_ends_and_a_body_with_rules_are_fine() {
        let text = "---\r\ntitle: A\r\n---\r\nx\r\n\r\n---\r\n";
        let split = split(text).expect("it has front matter");
        assert_eq!(&text[split.body], "x\r\n\r\n---\r\n");
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(split("title: A\n"), Err(Missing::Opening));
        assert_eq!(split("---\ntitle: A\n"), Err(Missing::Closing));
        assert_eq!(split(""), Err(Missing::Opening));
    }

    proptest! {
        #[test]
        fn any_text_splits_into_parts_that_make_it_up_again(text in "(---\r?\n)?([a-zđ:ấ\r\n -]{0,40}(---)?\n?){0,5}") {
            if let Ok(split) = split(&text) {
                prop_assert!(text[..split.yaml.start].starts_with("---"));
                prop_assert!(text[split.yaml.end..split.body.start].trim_end() == "---");
                prop_assert_eq!(split.body.end, text.len());
                prop_assert!(!text[split.yaml].lines().any(|line| line.trim_end() == "---"));
            }
        }

        #[test]
        fn fields_and_body_come_back_as_they_were_written(yaml in "([a-z]{1,5}: [a-zđấ ]{0,9}\n){0,4}", body in "[^\r]{0,60}") {
            let text = format!("---\n{yaml}---\n{body}");
            let split = split(&text).expect("it has front matter");
            prop_assert_eq!(&text[split.yaml], yaml.as_str());
            prop_assert_eq!(&text[split.body], body.as_str());
        }
    }
}
