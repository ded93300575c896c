//! What a run found wrong: values with a place, a code, and words in two languages.
//!
//! Stages make a [`Diagnostic`] with a [`Place`] that is cheap to name (a span, or a path of keys in a YAML text).
//! The workspace turns all of them into a [`Report`] at the end (see `crate::locate`), and a renderer a format prints
//! that: [`text`] for people, [`json`] for editors and scripts, [`github`] for annotations of a pull request.

mod code;
pub mod github;
pub mod json;
mod place;
mod report;
pub mod text;
mod words;

pub use code::Code;
pub use place::{Part, Path, Place, Step};
pub use report::{Located, Report};
pub use words::Words;
pub(crate) use words::words;

/// Whether the site can be built all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The site is built; `--strict` makes an error of it.
    Warning,
}

impl Severity {
    /// The word in machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it stops the build.
    pub severity: Severity,
    /// What kind of thing it is, for machines and for the list of explanations.
    pub code: Code,
    /// Where the editor has to act.
    pub place: Place,
    /// What is wrong.
    pub message: Words,
    /// How to mend it.
    pub help: Option<Words>,
}

impl Diagnostic {
    /// An error: nothing is written.
    pub fn error(code: Code, place: impl Into<Place>, message: Words) -> Self {
        Self { severity: Severity::Error, code, place: place.into(), message, help: None }
    }

    /// A warning: the site is built all the same.
    pub fn warning(code: Code, place: impl Into<Place>, message: Words) -> Self {
        Self { severity: Severity::Warning, code, place: place.into(), message, help: None }
    }

    /// The same with a way to mend it.
    #[must_use]
    pub fn help(mut self, help: Words) -> Self {
        self.help = Some(help);
        self
    }

    /// The same with "did you mean `near`?" as its help, where there is a near name.
    #[must_use]
    pub fn did_you_mean(mut self, near: Option<&str>) -> Self {
        if let Some(near) = near {
            self.help = Some(words!("có phải ý bạn là `{near}`?", "did you mean `{near}`?"));
        }
        self
    }
}
