//! Decodes the escapes of JSON and scripts: `\u0041`.

use memchr::memchr;

use crate::privacy::normalized_text::NormalizedText;

/// Appends the text of JSON or a script, with the escapes of strings decoded.
pub(super) fn json(mut text: &[u8], to: &mut NormalizedText) {
    while let Some(at) = memchr(b'\\', text) {
        to.push(&text[..at]);
        let escape = &text[at..];
        let len = match (letter(escape), escape.get(1)) {
            (Some((letter, len)), _) => {
                to.push(letter.encode_utf8(&mut [0; 4]).as_bytes());
                len
            }
            (None, Some(b'n' | b't' | b'r')) => {
                to.gap();
                2
            }
            _ => 2,
        };
        text = &text[(at + len).min(text.len())..];
    }
    to.push(text);
}

/// The letter that an escape `\uXXXX` writes, and the length of the escape. Letters beyond U+FFFF are two of them, a
/// surrogate pair.
fn letter(escape: &[u8]) -> Option<(char, usize)> {
    let first = unit(escape)?;
    let second = escape.get(6..).and_then(unit);
    let is_pair = |second: &u16| (0xd800..0xdc00).contains(&first) && (0xdc00..0xe000).contains(second);
    let second = second.filter(is_pair);
    let decoded = char::decode_utf16([first].into_iter().chain(second)).next()?.ok()?;
    Some((decoded, if second.is_some() { 12 } else { 6 }))
}

fn unit(escape: &[u8]) -> Option<u16> {
    let digits =
        escape.strip_prefix(b"\\u")?.get(..4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn escapes_of_one_and_of_two_units_are_decoded() {
        assert_eq!(letter(br"\u0111x"), Some(('đ', 6)));
        assert_eq!(letter(br"\ud835\udfd8x"), Some(('𝟘', 12)));
        for broken in [r"\ud835", r"\ud835\u0041", r"\udfd8", r"\u+123", r"\n"] {
            assert_eq!(letter(broken.as_bytes()), None, "{broken}");
        }
    }
}
