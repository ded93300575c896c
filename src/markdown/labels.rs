//! The few words that a text needs besides its own, in its language.

use bantin_text::language::Language;

/// The name of the list of footnotes.
pub(super) fn notes(language: Language) -> &'static str {
    match language {
        Language::Vi => "Chú thích",
        Language::En => "Notes",
    }
}

/// The name of the link from a footnote back to its mark.
pub(super) fn back_to(language: Language, mark: &str) -> String {
    match language {
        Language::Vi => format!("Trở lại chỗ ghi chú thích {mark}"),
        Language::En => format!("Back to the mark of note {mark}"),
    }
}

/// The name of a footnote's mark.
pub(super) fn note(language: Language, number: usize) -> String {
    match language {
        Language::Vi => format!("Chú thích {number}"),
        Language::En => format!("Note {number}"),
    }
}

/// The name of a table that can be scrolled.
pub(super) fn table(language: Language, number: usize) -> String {
    match language {
        Language::Vi => format!("Bảng {number}"),
        Language::En => format!("Table {number}"),
    }
}

/// What the box of a task says.
pub(super) fn task(language: Language, done: bool) -> &'static str {
    match (language, done) {
        (Language::Vi, true) => "Đã xong:",
        (Language::Vi, false) => "Chưa xong:",
        (Language::En, true) => "Done:",
        (Language::En, false) => "Not done:",
    }
}

/// What stands for a picture of a gallery of which nothing is said.
pub(super) fn picture_of(language: Language, number: usize, count: usize) -> String {
    match language {
        Language::Vi => format!("Ảnh {number} trong {count} của bộ ảnh"),
        Language::En => format!("Picture {number} of {count} in the gallery"),
    }
}
