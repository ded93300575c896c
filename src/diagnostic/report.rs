//! Diagnostics with their places looked up, in the order in which a reader goes through the files.

use crate::diagnostic::{Code, Severity, Words};
use crate::source::Position;

/// A diagnostic whose place is known in lines and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Whether it stops the build.
    pub severity: Severity,
    /// What kind of thing it is.
    pub code: Code,
    /// What is wrong.
    pub message: Words,
    /// How to mend it.
    pub help: Option<Words>,
    /// Relative to the root, with `/`.
    pub file: String,
    /// Where it starts.
    pub start: Position,
    /// Where it ends; on the same line as `start`.
    pub end: Position,
    /// The text of that line, where the file is a text.
    pub line: Option<String>,
}

/// All diagnostics of a run, sorted by file, line and column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    entries: Vec<Located>,
}

impl Report {
    /// Sorts the entries and drops repetitions.
    pub fn new(mut entries: Vec<Located>) -> Self {
        entries.sort_by(|a, b| {
            let key = |e: &Located| (e.start, e.severity, e.code, e.end);
            a.file.cmp(&b.file).then_with(|| key(a).cmp(&key(b))).then_with(|| a.message.cmp(&b.message))
        });
        entries.dedup();
        Self { entries }
    }

    /// The diagnostics in order.
    pub fn entries(&self) -> &[Located] {
        &self.entries
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.entries.iter().filter(|entry| entry.severity == Severity::Error).count()
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.entries.len() - self.errors()
    }
}
