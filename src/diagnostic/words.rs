//! One message in the two languages of the program.

use bantin_text::language::Language;

/// The same sentence in Vietnamese and in English; no full stop at the end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The sentence in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

/// `words!("khóa lạ `{key}`", "unknown key `{key}`")`: both take the same captured arguments.
macro_rules! words {
    ($vi:literal, $en:literal $(, $($argument:tt)*)?) => {
        $crate::diagnostic::Words {
            vi: format!($vi $(, $($argument)*)?),
            en: format!($en $(, $($argument)*)?),
        }
    };
}
pub(crate) use words;
