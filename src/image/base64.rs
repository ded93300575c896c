//! Base64 (RFC 4648), used by `data:` URLs in SVG. Decodes everything that browsers decode, so that no picture that they
//! show is skipped.

use std::sync::LazyLock;

use data_encoding::{BASE64_NOPAD, Encoding};

use crate::html::decode_bytes;

/// Ignores non-zero trailing bits, as browsers do.
static FORGIVING: LazyLock<Encoding> = LazyLock::new(|| {
    let mut form = BASE64_NOPAD.specification();
    form.check_trailing_bits = false;
    form.encoding().unwrap_or(BASE64_NOPAD)
});

/// Decodes Base64 in either alphabet, up to the first `=`. Decodes character references, and skips white space and a
/// single trailing digit. `None` for any other character.
pub fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let text = decode_bytes(text);
    let digits = text.iter().take_while(|byte| **byte != b'=').filter(|byte| !byte.is_ascii_whitespace());
    let digits: Vec<u8> = digits
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => *other,
        })
        .collect();
    let whole = digits.len() - usize::from(digits.len() % 4 == 1);
    FORGIVING.decode(&digits[..whole]).ok()
}

#[cfg(test)]
mod tests {
    use data_encoding::BASE64;
    use proptest::prelude::*;

    use super::decode;

    #[test]
    fn line_ends_are_passed_over_and_other_signs_refused() {
        assert_eq!(decode(b"TGFu\n IEFu&#10;aA==").as_deref(), Some(b"Lan Anh".as_slice()));
        assert_eq!((decode(b"TGF*"), decode(b"TG&")), (None, None));
    }

    #[test]
    fn what_a_browser_reads_is_read() {
        for text in
            ["TGFuIEFuaA", "TGFuIEFuaA=", "TGFuIEFuaA===", " T G\tF\r\nu\u{c}IEFuaB ", "TGFuIEFuaA==%3D"]
        {
            assert_eq!(decode(text.as_bytes()).as_deref(), Some(b"Lan Anh".as_slice()), "{text}");
        }
        assert_eq!(decode(b"-_+/").as_deref(), decode(b"+/+/").as_deref());
        assert_eq!(decode(b"TGFuT").as_deref(), Some(b"Lan".as_slice()), "one digit alone is dropped");
        assert_eq!(decode(b"").as_deref(), Some(b"".as_slice()));
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(decode(BASE64.encode(&bytes).as_bytes()), Some(bytes));
        }

        #[test]
        fn any_digits_give_bytes(text in "[A-Za-z0-9+/ \n_-]{0,40}") {
            let digits = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
            prop_assert_eq!(decode(text.as_bytes()).map(|bytes| bytes.len()), Some(digits * 3 / 4));
        }
    }
}
