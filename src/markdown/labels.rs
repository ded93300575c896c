//! LocalizedText that the rendered text needs besides its own, in its language.

use bantin_text::language::Language;

/// Heading of the list of footnotes.
pub(super) fn notes(language: Language) -> &'static str {
    match language {
        Language::Vi => "Chú thích",
        Language::En => "Notes",
    }
}

/// Label of the link from a footnote back to its reference.
pub(super) fn back_to(language: Language, mark: &str) -> String {
    match language {
        Language::Vi => format!("Trở lại chỗ ghi chú thích {mark}"),
        Language::En => format!("Back to the mark of note {mark}"),
    }
}

/// Label of a footnote reference.
pub(super) fn note(language: Language, number: usize) -> String {
    match language {
        Language::Vi => format!("Chú thích {number}"),
        Language::En => format!("Note {number}"),
    }
}

/// Label of a table that can be scrolled.
pub(super) fn table(language: Language, number: usize) -> String {
    match language {
        Language::Vi => format!("Bảng {number}"),
        Language::En => format!("Table {number}"),
    }
}

/// Text of a task's checkbox for screen readers.
pub(super) fn task(language: Language, done: bool) -> &'static str {
    match (language, done) {
        (Language::Vi, true) => "Đã xong:",
        (Language::Vi, false) => "Chưa xong:",
        (Language::En, true) => "Done:",
        (Language::En, false) => "Not done:",
    }
}

/// Alternative text of a gallery picture that has none.
pub(super) fn picture_of(language: Language, number: usize, count: usize) -> String {
    match language {
        Language::Vi => format!("Ảnh {number} trong {count} của bộ ảnh"),
        Language::En => format!("Picture {number} of {count} in the gallery"),
    }
}
