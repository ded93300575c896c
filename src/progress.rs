//! Progress reporting for long runs.

/// The stages of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageName {
    Load,
    /// Parsing records.
    Parse,
    Link,
    /// Reading Markdown; steps are bodies.
    Write,
    /// Rendering; steps are pages.
    Render,
    /// Making pictures; steps are pictures with variants, and share cards.
    Pictures,
    /// Replacing the old output.
    Commit,
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
}

/// Ignores all progress.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: StageName, _: usize) {}
    fn advance(&self, _: usize) {}
}
