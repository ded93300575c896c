//! Two readers, one text: what `serde_yaml` lets pass and the reader of places does not.
//!
//! In: a text that the reader of places stopped in, and where. Out: the same text, changed character by character so
//! that every other place stays the same, with what it stopped at taken away. Editors wrap texts in quotes and lists
//! in brackets without indentation, put a tab behind a colon, and a comment right behind a bracket.

use saphyr_parser::ScanError;

/// The text as the reader of places is given it at first.
pub(super) fn prepared(text: &str) -> String {
    // A byte-order mark is known at the beginning alone; texts from the web have it between words.
    text.replace('\u{feff}', "\u{2060}").replace('\t', " ")
}

/// The text without what the reader stopped at; nothing where that is another matter.
pub(super) fn mended(text: &str, error: &ScanError) -> Option<String> {
    let at = text.char_indices().nth(error.marker().index()).map_or(text.len(), |(at, _)| at);
    let blank = match error.info() {
        "invalid indentation in quoted scalar" => {
            let quote = text[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let inside = at + quote.len_utf8();
            inside..inside + text[inside..].find(quote)?
        }
        "invalid indentation in flow construct" | "invalid indentation" => text[..at].trim_end().len()..at,
        "comments must be separated from other tokens by whitespace" => {
            let comment = at + text[at..].find('#')?;
            comment..comment + text[comment..].find(['\r', '\n']).unwrap_or(text.len() - comment)
        }
        _ => return None,
    };
    let is_comment = text[blank.clone()].starts_with('#');
    let blanked = |c: char| if is_comment || c.is_whitespace() { ' ' } else { c };
    let mended: String = text[blank.clone()].chars().map(blanked).collect();
    (mended != text[blank.clone()]).then(|| format!("{}{mended}{}", &text[..blank.start], &text[blank.end..]))
}
