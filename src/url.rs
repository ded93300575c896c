//! Paths in the form that addresses want, and back (RFC 3986, 2.1).

/// Characters that stand for themselves in a path: unreserved ones, those with a meaning in a path alone, and `/`.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~/!$()*+,;=:@".contains(&byte)
}

/// A path as it stands in an `href`: everything but letters, digits and a few signs becomes `%xx`.
#[must_use]
pub fn encode_path(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        push_byte(&mut encoded, byte, is_plain(byte));
    }
    encoded
}

/// An address that a person wrote, with everything encoded that may not stand in one; `%xx` stays as it is.
#[must_use]
pub fn encode_address(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for byte in address.bytes() {
        push_byte(&mut encoded, byte, is_plain(byte) || b"%?#&'[]".contains(&byte));
    }
    encoded
}

fn push_byte(encoded: &mut String, byte: u8, stays: bool) {
    if stays {
        encoded.push(char::from(byte));
    } else {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        encoded.push('%');
        encoded.push(char::from(HEX[usize::from(byte >> 4)]));
        encoded.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

/// The text with every `%xx` read; as it is where that is no text.
#[must_use]
pub fn decode(address: &str) -> String {
    if !address.contains('%') {
        return address.to_owned();
    }
    let bytes = address.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = bytes.get(at + 1..at + 3).and_then(|digits| str::from_utf8(digits).ok());
        let is_hex = digits.is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(value) if *byte == b'%' && is_hex => {
                decoded.push(value);
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| address.to_owned())
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
