//! Diagnostics: values with a place, a code, and a message in two languages.
//!
//! Stages make a [`Diagnostic`] with a [`Place`] that is cheap to make (a span, or a path of keys in a YAML text). The
//! workspace resolves all of them into a [`Report`] at the end (see `crate::locate`), which one renderer per format
//! prints: [`text`] for people, [`json`] for editors and scripts, [`github`] for annotations in a pull request.

mod code;
pub mod github;
pub mod json;
mod localized;
mod place;
mod report;
pub mod text;

pub use code::Code;
pub use localized::LocalizedText;
pub(crate) use localized::localized;
pub use place::{Part, Path, Place, Step};
pub use report::{Located, Report};

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The site is built, except with `--strict`.
    Warning,
}

impl Severity {
    /// The word in machine-readable formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub code: Code,
    /// Where the editor has to act.
    pub place: Place,
    pub message: LocalizedText,
    /// How to fix it.
    pub help: Option<LocalizedText>,
}

impl Diagnostic {
    pub fn error(code: Code, place: impl Into<Place>, message: LocalizedText) -> Self {
        Self { severity: Severity::Error, code, place: place.into(), message, help: None }
    }

    pub fn warning(code: Code, place: impl Into<Place>, message: LocalizedText) -> Self {
        Self { severity: Severity::Warning, code, place: place.into(), message, help: None }
    }

    /// Adds a help text.
    #[must_use]
    pub fn help(mut self, help: LocalizedText) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds the help "did you mean `near`?", if there is a near name.
    #[must_use]
    pub fn did_you_mean(mut self, near: Option<&str>) -> Self {
        if let Some(near) = near {
            self.help = Some(localized!("có phải ý bạn là `{near}`?", "did you mean `{near}`?"));
        }
        self
    }
}
