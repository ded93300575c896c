//! Prints the diagnostics of a run, and derives the exit status.

use std::io::IsTerminal;

use bantin::diagnostic::{Code, Report, Severity, github, json, text};
use bantin_text::language::Language;

use crate::cli::args::Format;
use crate::cli::{Status, eprint, print as print_out, say};

/// Prints the report: text to standard error, machine formats to standard output.
pub(crate) fn print(report: &Report, format: Format, language: Language) {
    print_entries(report, format, language);
    print_count(report, format, language);
}

/// Prints the diagnostics without the last line.
pub(crate) fn print_entries(report: &Report, format: Format, language: Language) {
    match format {
        Format::Json => print_out(&json::render(report, language)),
        Format::Github => print_out(&github::render(report, language)),
        Format::Text => eprint(&text::render(report, language, colour())),
    }
}

/// Prints the last line, which only people need.
pub(crate) fn print_count(report: &Report, format: Format, language: Language) {
    if format == Format::Text {
        eprint(&counted(report, language));
    }
}

/// Errors of the environment have another exit status than errors of the content.
pub(crate) fn status(report: &Report) -> Status {
    let errors = report.entries().iter().filter(|entry| entry.severity == Severity::Error);
    let environment =
        |code: Code| matches!(code, Code::Output | Code::MissingSite | Code::FileList | Code::Target);
    errors.fold(Status::Done, |status, entry| match status {
        Status::Usage => Status::Usage,
        Status::Interrupted => Status::Interrupted,
        _ if environment(entry.code) => Status::Usage,
        _ => Status::Content,
    })
}

/// The last line: `2 errors, 1 warning`. Empty if there are none.
pub(crate) fn counted(report: &Report, language: Language) -> String {
    let (errors, warnings) = (report.errors(), report.warnings());
    let errors_counted = count(errors, ["lỗi", "error", "errors"], language);
    let warnings_counted = count(warnings, ["cảnh báo", "warning", "warnings"], language);
    match (errors, warnings) {
        (0, 0) => String::new(),
        (_, 0) => errors_counted + "\n",
        (0, _) => warnings_counted + "\n",
        _ => format!("{errors_counted}, {warnings_counted}\n"),
    }
}

/// A number with its noun: Vietnamese, English singular, English plural.
fn count(number: usize, [vietnamese, one, many]: [&str; 3], language: Language) -> String {
    let english = if number == 1 { one } else { many };
    say!(language, "{number} {vietnamese}", "{number} {english}")
}

/// Colours are used on a terminal that supports them, unless `NO_COLOR` is set (<https://no-color.org>).
fn colour() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let plain = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    std::io::stderr().is_terminal() && !unwanted && !plain
}

#[cfg(test)]
mod tests {
    use bantin::diagnostic::{LocalizedText, Located};
    use bantin::source::Position;

    use super::*;

    fn report(entries: &[(Severity, Code)]) -> Report {
        let start = Position { line: 1, column: 1 };
        let located = |(index, (severity, code)): (usize, &(Severity, Code))| Located {
            severity: *severity,
            code: *code,
            message: LocalizedText { vi: String::new(), en: String::new() },
            help: None,
            file: format!("content/{index}.md"),
            start,
            end: start,
            line: None,
        };
        Report::new(entries.iter().enumerate().map(located).collect())
    }

    #[test]
    fn the_status_tells_content_from_environment() {
        use Severity::{Error, Warning};
        assert_eq!(status(&report(&[])), Status::Done);
        assert_eq!(status(&report(&[(Warning, Code::SimilarTags)])), Status::Done);
        assert_eq!(
            status(&report(&[(Warning, Code::SimilarTags), (Error, Code::UnknownKey)])),
            Status::Content
        );
        assert_eq!(status(&report(&[(Error, Code::Output), (Error, Code::UnknownKey)])), Status::Usage);
        assert_eq!(status(&report(&[(Error, Code::MissingSite)])), Status::Usage);
    }

    #[test]
    fn errors_and_warnings_are_counted_in_both_languages() {
        use Severity::{Error, Warning};
        let one = report(&[(Error, Code::UnknownKey)]);
        let mixed =
            report(&[(Error, Code::UnknownKey), (Warning, Code::SimilarTags), (Warning, Code::SimilarTags)]);
        assert_eq!(counted(&one, Language::En), "1 error\n");
        assert_eq!(counted(&mixed, Language::En), "1 error, 2 warnings\n");
        assert_eq!(counted(&mixed, Language::Vi), "1 lỗi, 2 cảnh báo\n");
        assert_eq!(counted(&report(&[]), Language::Vi), "");
    }
}
