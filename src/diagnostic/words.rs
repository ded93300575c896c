//! A message in both languages of the program.

use bantin_text::language::Language;

/// The same sentence in Vietnamese and English, without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    pub vi: String,
    pub en: String,
}

impl Words {
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

/// `words!("khóa lạ `{key}`", "unknown key `{key}`")`: both texts take the same captured arguments.
macro_rules! words {
    ($vi:literal, $en:literal $(, $($argument:tt)*)?) => {
        $crate::diagnostic::Words {
            vi: format!($vi $(, $($argument)*)?),
            en: format!($en $(, $($argument)*)?),
        }
    };
}
pub(crate) use words;
