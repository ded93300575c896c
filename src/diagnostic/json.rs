//! JSON lines, one object per diagnostic, for editors and scripts.

use serde::Serialize;

use crate::diagnostic::{Located, Report};
use bantin_text::language::Language;

#[derive(Serialize)]
struct Line<'r> {
    severity: &'static str,
    code: &'static str,
    message: &'r str,
    file: &'r str,
    line: usize,
    column: usize,
    help: Option<&'r str>,
}

/// The report as JSON lines, each ended by a line feed.
pub fn render(report: &Report, language: Language) -> String {
    report.entries().iter().map(|entry| line(entry, language) + "\n").collect()
}

fn line(entry: &Located, language: Language) -> String {
    let line = Line {
        severity: entry.severity.as_str(),
        code: entry.code.as_str(),
        message: entry.message.get(language),
        file: &entry.file,
        line: entry.start.line,
        column: entry.start.column,
        help: entry.help.as_ref().map(|help| help.get(language)),
    };
    // Strings and numbers can always be serialised.
    serde_json::to_string(&line).unwrap_or_default()
}
