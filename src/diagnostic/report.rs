//! Diagnostics with resolved places, in the order of the files.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, LocalizedText, Severity};
use crate::source::Position;

/// A diagnostic with line and column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located {
    pub severity: Severity,
    pub code: Code,
    pub message: LocalizedText,
    pub help: Option<LocalizedText>,
    /// Relative to the root, with `/`.
    pub file: String,
    pub start: Position,
    /// On the same line as `start`.
    pub end: Position,
    /// The text of that line, if the file is text.
    pub line: Option<String>,
}

/// All diagnostics of a run, sorted by file, line and column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    entries: Vec<Located>,
}

impl Report {
    /// Sorts the entries and removes duplicates.
    pub fn new(mut entries: Vec<Located>) -> Self {
        entries.sort_by(|a, b| {
            let key = |e: &Located| (e.start, e.severity, e.code, e.end);
            a.file.cmp(&b.file).then_with(|| key(a).cmp(&key(b))).then_with(|| a.message.cmp(&b.message))
        });
        entries.dedup();
        Self { entries }
    }

    /// Sorted by file, line and column.
    pub fn entries(&self) -> &[Located] {
        &self.entries
    }

    pub fn errors(&self) -> usize {
        self.entries.iter().filter(|entry| entry.severity == Severity::Error).count()
    }

    pub fn warnings(&self) -> usize {
        self.entries.len() - self.errors()
    }
}
