//! The form for people: severity, message, file, the source line with a caret, and help.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Located, Report, Severity};
use crate::source::Position;
use crate::text::language::Language;

/// Longest piece of a source line that is shown, in characters; a body is often one line of a thousand.
const SHOWN: usize = 100;

/// The whole report; each diagnostic is followed by an empty line.
pub fn render(report: &Report, language: Language, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    report.entries().iter().map(|entry| one(entry, language, &renderer) + "\n\n").collect()
}

fn one(entry: &Located, language: Language, renderer: &Renderer) -> String {
    let level = match (entry.severity, language) {
        (Severity::Error, Language::Vi) => Level::ERROR.with_name("lỗi"),
        (Severity::Error, Language::En) => Level::ERROR,
        (Severity::Warning, Language::Vi) => Level::WARNING.with_name("cảnh báo"),
        (Severity::Warning, Language::En) => Level::WARNING,
    };
    let title = level.primary_title(entry.message.get(language)).id(entry.code.as_str());
    let place = format!("{}:{}:{}", entry.file, entry.start.line, entry.start.column);
    let excerpt = entry.line.as_deref().map(|line| excerpt(line, entry.start, entry.end));
    let mut group = title.element(Origin::path(place));
    if let Some((line, range)) = &excerpt {
        let snippet = Snippet::source(line.as_str()).line_start(entry.start.line);
        group = group.element(snippet.annotation(AnnotationKind::Primary.span(range.clone())));
    }
    if let Some(help) = &entry.help {
        let level = match language {
            Language::Vi => Level::HELP.with_name("cách sửa"),
            Language::En => Level::HELP,
        };
        group = group.element(level.message(help.get(language)));
    }
    renderer.render(&[group])
}

/// The piece of a long line around a place, and the bytes of the place in it.
fn excerpt(line: &str, start: Position, end: Position) -> (String, std::ops::Range<usize>) {
    let characters: Vec<char> = line.chars().map(|c| if c == '\t' { ' ' } else { c }).collect();
    let (from, to) = (start.column - 1, end.column.saturating_sub(1).max(start.column));
    let first = if characters.len() > SHOWN { from.saturating_sub(SHOWN / 3) } else { 0 };
    let last = characters.len().min(first + SHOWN);
    let (from, to) = (from.clamp(first, last), to.clamp(first, last));
    let bytes = |range: std::ops::Range<usize>| characters[range].iter().map(|c| c.len_utf8()).sum::<usize>();
    let lead = if first > 0 { "…" } else { "" };
    let tail = if last < characters.len() { "…" } else { "" };
    let shown: String = characters[first..last].iter().collect();
    let at = lead.len() + bytes(first..from);
    (format!("{lead}{shown}{tail}"), at..at + bytes(from..to))
}

#[cfg(test)]
mod tests;
