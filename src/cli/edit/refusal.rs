//! Why something cannot be done, in the language of the page.

use bantin::diagnostic::LocalizedText;
use bantin_text::language::Language;
use serde_json::{Value, json};

/// Why something cannot be done.
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) message: String,
    /// What the page needs to go on.
    pub(super) more: Value,
}

impl Refusal {
    pub(super) fn new(status: u16, why: &LocalizedText, language: Language) -> Self {
        Self { status, message: why.get(language).to_owned(), more: json!({}) }
    }

    pub(super) fn io(error: &std::io::Error, language: Language) -> Self {
        let why = LocalizedText {
            vi: format!("không đọc, ghi được tệp: {error}"),
            en: format!("a file cannot be read or written: {error}"),
        };
        Self::new(500, &why, language)
    }

    pub(super) fn place(language: Language) -> Self {
        let why = LocalizedText {
            vi: "chỉ mở và ghi được tệp trong `content/`".to_owned(),
            en: "only files in `content/` can be opened and written".to_owned(),
        };
        Self::new(403, &why, language)
    }

    pub(super) fn unknown(language: Language) -> Self {
        let why = LocalizedText {
            vi: "không có việc ấy".to_owned(),
            en: "there is no such thing to do".to_owned(),
        };
        Self::new(404, &why, language)
    }

    pub(super) fn no_site(language: Language) -> Self {
        let why = LocalizedText {
            vi: "`content/site.yaml` có lỗi nên chưa đọc được trang".to_owned(),
            en: "`content/site.yaml` is wrong, so the site cannot be read".to_owned(),
        };
        Self::new(422, &why, language)
    }
}
