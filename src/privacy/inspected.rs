//! A sink that inspects all files before it passes them on to another sink.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::Diagnostic;
use crate::output::{SameFile, Sink};
use crate::pdf::{PdfText, PdfTexts};
use crate::privacy::{Finding, Gate, has_tags, reads, tags};
use crate::progress::{PartName, Progress, in_part};

pub struct Inspected<'s, 'c> {
    gate: &'s Gate<'c>,
    pdf: &'s PdfTexts,
    sink: &'s dyn Sink,
    progress: &'s dyn Progress,
    findings: Mutex<Vec<Finding>>,
    /// Those of the last output, sorted.
    before: &'s [Finding],
}

impl<'s, 'c> Inspected<'s, 'c> {
    pub fn new(
        gate: &'s Gate<'c>,
        pdf: &'s PdfTexts,
        sink: &'s dyn Sink,
        progress: &'s dyn Progress,
    ) -> Self {
        Self { gate, pdf, sink, progress, findings: Mutex::default(), before: &[] }
    }

    /// The same, where the last output had these findings, sorted; those in files that are kept are taken over.
    #[must_use]
    pub fn after(self, before: &'s [Finding]) -> Self {
        Self { before, ..self }
    }

    /// The findings of all files, sorted.
    pub fn into_findings(self) -> Vec<Finding> {
        let mut findings = self.findings.into_inner().unwrap_or_else(PoisonError::into_inner);
        findings.sort();
        findings
    }

    /// `unpacked` is the text of a file that the bytes do not show.
    fn inspect(&self, path: &str, bytes: &[u8], unpacked: Option<&str>) {
        let inspect = || self.gate.inspect_with(path, bytes, unpacked);
        let findings = in_part(self.progress, PartName::Gate, inspect);
        if !findings.is_empty() {
            self.findings.lock().unwrap_or_else(PoisonError::into_inner).extend(findings);
        }
    }
}

impl Sink for Inspected<'_, '_> {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.inspect(path, bytes, None);
        in_part(self.progress, PartName::Disk, || self.sink.write(path, bytes))
    }

    fn copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic> {
        // A file that cannot be read is reported by the other sink.
        let bytes = if reads(path) { std::fs::read(from).unwrap_or_default() } else { Vec::new() };
        let tags = has_tags(path).then(|| tags::texts(from)).flatten();
        let unpacked = tags.as_deref().or_else(|| self.pdf.of(from).and_then(PdfText::text));
        self.inspect(path, &bytes, unpacked);
        in_part(self.progress, PartName::Disk, || self.sink.copy(path, from))
    }

    /// A file that is renamed is written anew if it held something, which may have been in its name.
    fn keep(&self, file: SameFile<'_>) -> bool {
        let first = self.before.partition_point(|one| one.path.as_str() < file.before);
        let found = self.before[first..].iter().take_while(|one| one.path == file.before);
        let is_renamed = file.path != file.before;
        if is_renamed && found.clone().next().is_some() {
            return false;
        }
        let is_kept = in_part(self.progress, PartName::Disk, || self.sink.keep(file));
        if is_kept {
            let in_name = if is_renamed { self.gate.inspect_name(file.path) } else { Vec::new() };
            let found = found.cloned().chain(in_name);
            self.findings.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        }
        is_kept
    }
}
