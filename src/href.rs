//! URLs of paths relative to the section.

use std::borrow::Cow;
use std::fmt::Write;

use crate::config::BaseUrl;

/// Characters allowed in a path without percent-encoding (RFC 3986, 3.3), besides letters and digits.
const PLAIN: &[u8] = b"-._~!$&'()*+,;=:@/";

/// The URL as a path on the host: `/dan-van-kheo/tin-tuc/x/`.
pub fn of(base: &BaseUrl, path: &str) -> String {
    format!("{}{}", base.path, encoded(path))
}

/// The absolute URL: `https://tinh.gov.vn/dan-van-kheo/tin-tuc/x/`.
pub fn absolute(base: &BaseUrl, path: &str) -> String {
    format!("{}{}{}", base.origin, base.path, encoded(path))
}

fn encoded(path: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || PLAIN.contains(&byte);
    if path.bytes().all(is_plain) {
        return Cow::Borrowed(path);
    }
    let mut encoded = String::with_capacity(path.len() * 3 / 2);
    for byte in path.bytes() {
        if is_plain(byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    Cow::Owned(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_carry_the_base_and_are_encoded() {
        let base = BaseUrl { origin: "https://a.vn".into(), path: "/b/".into() };
        assert_eq!(of(&base, "tin-tuc/x/"), "/b/tin-tuc/x/");
        assert_eq!(of(&base, ""), "/b/");
        assert_eq!(absolute(&base, "Ảnh 1.png"), "https://a.vn/b/%E1%BA%A2nh%201.png");
    }
}
