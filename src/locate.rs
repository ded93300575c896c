//! Resolves the places of diagnostics: from spans and YAML paths to files, lines and columns.
//!
//! In: the source texts and the diagnostics. Out: the [`Report`]. The YAML of a text is indexed at most once, and
//! only if a diagnostic refers to a path in it.

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Located, Part, Path, Place, Report};
use crate::source::{Lines, Position, SourceId, Sources};
use crate::yaml::{Spans, front_matter};

/// In bytes. Longer source lines are not shown: they would not help to explain the diagnostic.
const LONGEST_SHOWN: usize = 8000;

/// The report of all diagnostics, sorted by place.
pub fn locate(sources: &Sources, diagnostics: Vec<Diagnostic>) -> Report {
    let mut by_source: BTreeMap<Option<SourceId>, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let source = match &diagnostic.place {
            Place::File { .. } => None,
            Place::Span(span) => Some(span.source),
            Place::Yaml { source, .. } | Place::Scalar { source, .. } => Some(*source),
        };
        by_source.entry(source).or_default().push(diagnostic);
    }
    let groups: Vec<_> = by_source.into_iter().collect();
    let located = groups.into_par_iter().flat_map_iter(|(source, group)| match source {
        None => group.into_iter().map(without_text).collect::<Vec<_>>(),
        Some(source) => in_text(sources, source, group),
    });
    Report::new(located.collect())
}

fn without_text(diagnostic: Diagnostic) -> Located {
    let (file, start) = match &diagnostic.place {
        Place::File { path, line, column } => (path.clone(), Position { line: *line, column: *column }),
        _ => (String::new(), Position { line: 1, column: 1 }),
    };
    located(diagnostic, file, start, start, None)
}

fn in_text(sources: &Sources, id: SourceId, group: Vec<Diagnostic>) -> Vec<Located> {
    let source = sources.get(id);
    let lines = Lines::new(&source.text);
    let yaml = yaml_range(&source.path, &source.text);
    let mut spans = None;
    let mut all = Vec::with_capacity(group.len());
    for diagnostic in group {
        let range = match &diagnostic.place {
            Place::Span(span) => span.start..span.end,
            place => {
                let spans = spans.get_or_insert_with(|| Spans::new(&source.text[yaml.clone()]));
                match yaml_place(spans, place) {
                    Some(within) => yaml.start + within.start..yaml.start + within.end,
                    // No part of the path exists: report the record as a whole, at its first line.
                    None if yaml.start > 0 => 0..0,
                    None => key_or_value(spans, &Path::top(), Part::Value).unwrap_or(0..0),
                }
            }
        };
        let start = lines.position(range.start);
        let line_end = Position { line: start.line, column: lines.end_column(start.line) };
        let end = lines.position(range.end.max(range.start)).min(line_end).max(start);
        let line = Some(lines.line(start.line)).filter(|line| line.len() <= LONGEST_SHOWN);
        all.push(located(diagnostic, source.path.clone(), start, end, line.map(str::to_owned)));
    }
    all
}

/// The bytes of a place given by a path; `None` if no part of the path exists.
fn yaml_place(spans: &Spans<'_>, place: &Place) -> Option<Range<usize>> {
    match place {
        Place::Yaml { path, part, .. } => key_or_value(spans, path, *part),
        Place::Scalar { path, range, .. } => match spans.get(path) {
            Some((found, steps)) if steps == path.0.len() => {
                Some(spans.in_block(&found, range).unwrap_or_else(|| found.value.clone()))
            }
            _ => key_or_value(spans, path, Part::Value),
        },
        Place::File { .. } | Place::Span(_) => None,
    }
}

fn key_or_value(spans: &Spans<'_>, path: &Path, part: Part) -> Option<Range<usize>> {
    let (found, steps) = spans.get(path)?;
    let whole = steps == path.0.len();
    match &found.key {
        _ if !whole && steps == 0 => None,
        Some(key) if !whole || part == Part::Key => Some(key.clone()),
        _ => Some(found.value.clone()),
    }
}

/// The YAML of a text: the front matter of Markdown, else the whole text.
fn yaml_range(path: &str, text: &str) -> Range<usize> {
    match front_matter::split(text) {
        Ok(split) if path.ends_with(".md") => split.yaml,
        _ => 0..text.len(),
    }
}

fn located(d: Diagnostic, file: String, start: Position, end: Position, line: Option<String>) -> Located {
    Located { severity: d.severity, code: d.code, message: d.message, help: d.help, file, start, end, line }
}
