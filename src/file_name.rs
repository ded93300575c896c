//! Names that cannot be those of files on every system, or that a server does not give out.
//!
//! In: one part of a path. Out: why no file can have that name, if so.

use crate::diagnostic::{LocalizedText, localized};

/// In bytes: the limit of all common file systems.
const LONGEST: usize = 255;

/// In bytes: what is left of [`LONGEST`] for a name that the program makes, before a number, a hash, a width and endings.
const LONGEST_MADE: usize = 180;

/// Why no file can have a name.
pub fn fault(name: &str) -> Option<LocalizedText> {
    if name.len() > LONGEST {
        return Some(localized!("tên dài quá {LONGEST} byte", "the name is longer than {LONGEST} bytes"));
    }
    if name.starts_with('.') && name != ".well-known" {
        return Some(localized!("tên bắt đầu bằng dấu chấm", "the name begins with a full stop"));
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        return Some(localized!(
            "tên bắt đầu hoặc kết thúc bằng dấu cách, hay kết thúc bằng dấu chấm",
            "the name begins or ends with a space, or ends with a full stop"
        ));
    }
    if let Some(sign) =
        name.chars().find(|sign| matches!(sign, '*' | '<' | '>' | '"' | '|' | ':' | '\\' | '?' | '#'))
    {
        return Some(localized!(
            "tên có dấu `{sign}`, mà tên tệp không được có",
            "the name has a `{sign}`, which names of files must not have"
        ));
    }
    if let Some(sign) = name.chars().find(|sign| is_invisible(*sign)) {
        let number = u32::from(sign);
        return Some(localized!(
            "tên có ký tự không nhìn thấy được U+{number:04X}",
            "the name has an invisible character U+{number:04X}"
        ));
    }
    is_device(name).then(|| {
        localized!("`{name}` là tên dành riêng của Windows", "`{name}` is the name of a device on Windows")
    })
}

/// A slug that is to name a file or folder: at most so long as leaves room for what follows, cut behind a word.
pub fn fitting(slug: &str) -> &str {
    if slug.len() <= LONGEST_MADE {
        return slug;
    }
    let cut = &slug[..LONGEST_MADE];
    cut.rfind('-').map_or(cut, |end| &cut[..end])
}

/// Every name of a device on Windows, without an ending.
pub fn devices() -> impl Iterator<Item = String> {
    let ports =
        ["com", "lpt"].into_iter().flat_map(|port| (0..10).map(move |number| format!("{port}{number}")));
    ["aux", "con", "nul", "prn"].into_iter().map(str::to_owned).chain(ports)
}

/// Whether Windows takes a name for that of a device: `con`, `NUL.txt`, `com1`.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim().to_ascii_lowercase();
    devices().any(|device| device == stem)
}

/// Control characters, and those that turn the direction of a text or take no room.
fn is_invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_does_not_take_are_told() {
        let long = "a".repeat(256);
        for name in [
            ".git",
            "a.",
            "a ",
            " a",
            "a*",
            "a<b",
            "con",
            "NUL.txt",
            "com1",
            "a\u{202e}b",
            "a\u{7}",
            "a:b",
            "a\\b",
            &long,
        ] {
            assert!(fault(name).is_some(), "{name:?}");
        }
        for name in ["a", "Ảnh 1.png", ".well-known", "console", "com", "com10", "a.b.c", "lpt"] {
            assert_eq!(fault(name), None, "{name}");
        }
    }
}
