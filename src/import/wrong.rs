//! Why something in a sheet cannot be taken.

use crate::diagnostic::{Code, LocalizedText};

/// Why a cell cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub code: Code,
    pub message: LocalizedText,
    pub help: Option<LocalizedText>,
}

impl Wrong {
    pub(super) fn new(message: LocalizedText) -> Self {
        Self { code: Code::CellValue, message, help: None }
    }

    pub(super) fn help(self, help: LocalizedText) -> Self {
        Self { help: Some(help), ..self }
    }
}
