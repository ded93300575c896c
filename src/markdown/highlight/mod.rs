//! Syntax highlighting: classes in the HTML, and one style sheet for them ([`css`]).

pub mod contrast;
mod css;

use std::sync::OnceLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

pub use css::highlight_css;

/// Prefix of all classes.
const PREFIX: &str = "hl-";

/// Longer blocks, in bytes, are not highlighted: they are data, and would take seconds.
const LONGEST: usize = 64 * 1024;

/// Loading the grammars takes tens of milliseconds, so it happens at the first code block.
static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();

/// The code as spans with classes. Returns `None` for an unknown language and for long blocks.
pub(super) fn highlight(code: &str, language: &str) -> Option<String> {
    if language.is_empty() || code.len() > LONGEST || matches!(language, "text" | "txt" | "plain") {
        return None;
    }
    let grammars = GRAMMARS.get_or_init(SyntaxSet::load_defaults_newlines);
    let grammar = grammars.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: PREFIX };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(grammar, grammars, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_language_gets_classes() {
        let html = highlight("let x = \"<b>\";\n", "rust").expect("it is known");
        assert!(html.starts_with("<span class=\"hl-source hl-rust\">"), "{html}");
        assert!(
            html.contains("hl-string") && html.contains("&lt;b&gt;") && html.ends_with("</span>"),
            "{html}"
        );
    }

    #[test]
    fn an_unknown_language_gets_none() {
        for language in ["", "klingon", "text"] {
            assert_eq!(highlight("x", language), None, "{language}");
        }
    }
}
