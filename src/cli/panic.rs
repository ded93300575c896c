//! A fault of the program itself: a short message instead of a trace, and the exit status of a failed run.

use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Mutex;

use bantin::text::language::Language;

use crate::cli::{Status, eprint, say};

/// Runs `work`; what panics in it, on whatever thread, is told in a few lines.
pub(crate) fn caught(language: Language, work: impl FnOnce() -> Status) -> Status {
    static FIRST: Mutex<Option<String>> = Mutex::new(None);
    panic::set_hook(Box::new(|info| {
        if let Ok(mut first) = FIRST.lock() {
            first.get_or_insert_with(|| described(info));
        }
    }));
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let fault = FIRST.lock().ok().and_then(|mut first| first.take()).unwrap_or_default();
        eprint(&message(&fault, language));
        Status::Usage
    })
}

fn described(info: &PanicHookInfo<'_>) -> String {
    let place =
        info.location().map_or_else(String::new, |place| format!(" ({}:{})", place.file(), place.line()));
    format!("{}{place}", info.payload_as_str().unwrap_or("panic"))
}

fn message(fault: &str, language: Language) -> String {
    let version = env!("CARGO_PKG_VERSION");
    say!(
        language,
        "lỗi bên trong chương trình: {fault}\n\
         Trang cũ vẫn nguyên vẹn. Xin gửi dòng trên cho người làm ra bantin {version}.\n",
        "internal error: {fault}\n\
         The old site is untouched. Please send the line above to the makers of bantin {version}.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_with_its_place_and_ends_the_run() {
        let text = message("index out of bounds (src/a.rs:7)", Language::Vi);
        assert!(text.starts_with("lỗi bên trong chương trình: index out of bounds (src/a.rs:7)\n"));
        assert!(!text.contains("  "), "{text}");
    }
}
