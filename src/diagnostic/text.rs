//! Human-readable form: severity, message, file, the source line with a caret, and help.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Located, Report, Severity};
use crate::source::Position;
use bantin_text::language::Language;

/// Width of the excerpt of a long source line, in columns; a body is often one line of a thousand.
const SHOWN: usize = 100;

/// The whole report; a blank line follows each diagnostic.
pub fn render(report: &Report, language: Language, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(SHOWN);
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
    let line =
        entry.line.as_deref().map(|line| (line.replace('\t', " "), bytes(line, entry.start, entry.end)));
    let mut group = match &line {
        Some((line, range)) => {
            let snippet = Snippet::source(line.as_str()).line_start(entry.start.line).path(&entry.file);
            title.element(snippet.annotation(AnnotationKind::Primary.span(range.clone())))
        }
        None => {
            let place = format!("{}:{}:{}", entry.file, entry.start.line, entry.start.column);
            title.element(Origin::path(place))
        }
    };
    if let Some(help) = &entry.help {
        let level = match language {
            Language::Vi => Level::HELP.with_name("cách sửa"),
            Language::En => Level::HELP,
        };
        group = group.element(level.message(help.get(language)));
    }
    renderer.render(&[group])
}

/// The byte range of a line between two columns; at least one character, if there is one.
fn bytes(line: &str, start: Position, end: Position) -> std::ops::Range<usize> {
    let offset = |column: usize| line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
    offset(start.column)..offset(end.column.max(start.column + 1))
}

#[cfg(test)]
mod tests;
