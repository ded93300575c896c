//! Decodes the escapes of JSON and scripts: `\u0041`.

use memchr::memchr;

use crate::privacy::normalized_text::NormalizedText;

/// Appends the text of JSON or a script, with the escapes of strings decoded.
pub(super) fn json(mut text: &[u8], to: &mut NormalizedText) {
    while let Some(at) = memchr(b'\\', text) {
        to.push(&text[..at]);
        let escape = text.get(at + 1).copied();
        let code = text.get(at + 2..at + 6).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let len = match (escape, code) {
            (Some(b'u'), Some(letter)) => {
                to.push(letter.encode_utf8(&mut [0; 4]).as_bytes());
                6
            }
            (Some(b'n' | b't' | b'r'), _) => {
                to.gap();
                2
            }
            _ => 2,
        };
        text = &text[(at + len).min(text.len())..];
    }
    to.push(text);
}
