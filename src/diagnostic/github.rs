//! Workflow commands of GitHub Actions, shown as annotations in a pull request.
//!
//! Format: "Workflow commands for GitHub Actions", `::error file={},line={},endLine={},title={}::{message}`; in a
//! message `%`, CR and LF are percent-encoded, in a property `:` and `,` too.

use crate::diagnostic::{Located, Report};
use bantin_text::language::Language;

/// The report as workflow commands, one per line.
pub fn render(report: &Report, language: Language) -> String {
    report.entries().iter().map(|entry| command(entry, language) + "\n").collect()
}

fn command(entry: &Located, language: Language) -> String {
    let mut message = entry.message.get(language).to_owned();
    if let Some(help) = &entry.help {
        message.push('\n');
        message.push_str(help.get(language));
    }
    format!(
        "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}",
        entry.severity.as_str(),
        property(&entry.file),
        entry.start.line,
        entry.start.column,
        entry.end.line,
        entry.end.column,
        property(entry.code.as_str()),
        data(&message),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
