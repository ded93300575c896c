//! How far a run has come, for whoever shows it.

/// The stages of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageName {
    /// Reading files.
    Load,
    /// Reading records.
    Parse,
    /// Linking records.
    Link,
    /// Reading Markdown; its steps are bodies.
    Write,
    /// Rendering pages; its steps are pages.
    Render,
    /// Making pictures; its steps are pictures and share cards.
    Pictures,
    /// Replacing the old output.
    Commit,
}

/// Hears how far a run has come. Called from many threads.
pub trait Progress: Sync {
    /// A stage begins; `steps` is 0 where it has no countable steps.
    fn begin(&self, stage: StageName, steps: usize);
    /// Some steps of the stage are done.
    fn advance(&self, steps: usize);
    /// Whether the rest is not wanted any more: pages that are left are not rendered, and what comes of the run is
    /// worth nothing.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Hears nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: StageName, _: usize) {}
    fn advance(&self, _: usize) {}
}
