//! Progress reporting for long runs.

use std::time::Duration;

use crate::diagnostic::Report;

/// The stages of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageName {
    Load,
    /// Parsing records, and reading the theme.
    Parse,
    /// Rules of contests, similar texts, style.
    Check,
    /// Linking records, and planning all addresses.
    Link,
    /// Reading Markdown; steps are bodies.
    Write,
    /// Compiling templates, and planning copies and pictures.
    Plan,
    /// Rendering; steps are pages.
    Render,
    /// Feeds, sitemaps, open data, redirects.
    Auxiliary,
    /// The index of the search.
    Search,
    /// Copying files.
    Copy,
    /// Finding the places of private data that was found.
    Report,
    /// Making pictures; steps are pictures with variants, and share cards.
    Pictures,
    /// Replacing the old output.
    Commit,
    /// Uploading an output; steps are files.
    Publish,
    /// Comparing an output with its list; steps are files.
    Verify,
    /// Asking whether pages elsewhere are still there; steps are links.
    Links,
}

/// What the stages from [`StageName::Render`] on have in common: their work is spread over threads, so only the sum of
/// its steps tells what each part costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartName {
    /// Making the bytes of a page.
    Page,
    /// Looking for private data in a file.
    Gate,
    /// Passing a file to the disk.
    Disk,
}

/// Receives the progress of a run, from many threads.
pub trait Progress: Sync {
    /// A stage begins; `steps` is 0 if its steps cannot be counted.
    fn begin(&self, stage: StageName, steps: usize);
    /// Some steps of the stage are done.
    fn advance(&self, steps: usize);
    /// Whether to cancel the run: remaining pages are not rendered, and the result must be discarded.
    fn is_cancelled(&self) -> bool {
        false
    }
    /// Whether the diagnostics of each stage are wanted when it ends.
    fn wants_found(&self) -> bool {
        false
    }
    /// The new diagnostics of a stage that has ended.
    fn found(&self, _: &Report) {}
    /// The processor time that the calling thread has used, where parts are measured.
    fn thread_time(&self) -> Option<Duration> {
        None
    }
    /// A step of a part took so much processor time.
    fn spent(&self, _: PartName, _: Duration) {}
}

/// Runs one step of a part, and reports what it took if that is measured.
pub fn in_part<T>(progress: &dyn Progress, part: PartName, step: impl FnOnce() -> T) -> T {
    let before = progress.thread_time();
    let result = step();
    if let (Some(before), Some(after)) = (before, progress.thread_time()) {
        progress.spent(part, after.saturating_sub(before));
    }
    result
}

/// Ignores all progress.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: StageName, _: usize) {}
    fn advance(&self, _: usize) {}
}
