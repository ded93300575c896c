//! A message in both languages of the program.

use bantin_text::language::Language;
use serde::{Deserialize, Serialize};

/// The same sentence in Vietnamese and English, without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LocalizedText {
    pub vi: String,
    pub en: String,
}

impl LocalizedText {
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

/// `localized!("khóa lạ `{key}`", "unknown key `{key}`")`: both texts take the same captured arguments.
macro_rules! localized {
    ($vi:literal, $en:literal $(, $($argument:tt)*)?) => {
        $crate::diagnostic::LocalizedText {
            vi: format!($vi $(, $($argument)*)?),
            en: format!($en $(, $($argument)*)?),
        }
    };
}
pub(crate) use localized;
