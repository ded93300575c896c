//! Panics, which are bugs of the program: a short message instead of a backtrace.

use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Mutex;

use bantin_text::language::Language;

use crate::cli::{eprint, say};

/// Message of the first panic that was not yet reported.
static FIRST: Mutex<Option<String>> = Mutex::new(None);

/// Installs a hook that records panics of all threads for [`caught`], instead of printing a backtrace.
pub(crate) fn keep() {
    panic::set_hook(Box::new(|info| {
        if let Ok(mut first) = FIRST.lock() {
            first.get_or_insert_with(|| described(info));
        }
    }));
}

/// Runs `work`. If it panics, prints a short message and returns `None`.
pub(crate) fn caught<T>(language: Language, work: impl FnOnce() -> T) -> Option<T> {
    let done = panic::catch_unwind(AssertUnwindSafe(work)).ok();
    if done.is_none() {
        let fault = FIRST.lock().ok().and_then(|mut first| first.take()).unwrap_or_default();
        eprint(&message(&fault, language));
    }
    done
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
