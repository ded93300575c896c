//! Paths in the form that addresses want, and back (RFC 3986, 2.1).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Bytes that are encoded in a path: all that RFC 3986, 3.3 does not allow. `&` and `'` are encoded too, so that a path
/// needs no escaping in an attribute.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// Bytes that are encoded in a whole URL: delimiters of its parts and what is encoded already are kept.
const ADDRESS: &AsciiSet =
    &PATH.remove(b'%').remove(b'?').remove(b'#').remove(b'&').remove(b'\'').remove(b'[').remove(b']');

/// Encodes a path for `href` and `src`.
pub fn encode_path(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, PATH).into()
}

/// An address that a person wrote, with everything encoded that may not stand in one; `%xx` stays as it is.
pub fn encode_address(address: &str) -> String {
    utf8_percent_encode(address, ADDRESS).to_string()
}

/// The text with every `%xx` read; as it is where that is no text.
pub fn decode(address: &str) -> String {
    percent_decode_str(address).decode_utf8().map_or_else(|_| address.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_path_is_encoded_and_an_address_keeps_its_parts() {
        assert_eq!(encode_path("anh/Bìa 1.png"), "anh/B%C3%ACa%201.png");
        assert_eq!(encode_path("50%?#.pdf"), "50%25%3F%23.pdf");
        assert_eq!(encode_address("https://a.vn/đề?x=1&y=%20#z"), "https://a.vn/%C4%91%E1%BB%81?x=1&y=%20#z");
    }

    #[test]
    fn what_is_no_text_stays_encoded() {
        assert_eq!(decode("a%20b%C3%AC"), "a bì");
        assert_eq!(decode("%FF 50% %+1"), "%FF 50% %+1");
    }

    proptest! {
        #[test]
        fn an_encoded_path_reads_back(path in ".{0,20}") {
            prop_assert_eq!(decode(&encode_path(&path)), path);
        }
    }
}
