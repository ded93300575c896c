//! How an office is reached: telephone numbers, e-mail addresses, and who leads it or answers for it. All of this is
//! public.

use crate::diagnostic::{Code, LocalizedText, localized};
use crate::yaml::Node;
use crate::yaml::declare::fields;
use crate::yaml::decode::{Decode, Decoder};
use crate::yaml::describe::{Described, TextForm, ValueType, View};

fields! {
    /// Somebody in an office, with the contacts of the office.
    pub struct Officer {
        /// Name.
        required name: String,
        /// Position.
        optional title: String,
        /// Telephone number at work.
        optional phone: Phone,
        /// E-mail address at work.
        optional email: Email,
    }
}

/// A telephone number as people write it; a remark may follow in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone(pub String);

/// An e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(pub String);

impl Phone {
    /// At least three digits (113), no letters outside brackets.
    fn is_sound(text: &str) -> bool {
        let number = text.split(" (").next().unwrap_or(text).trim();
        let is_part = |letter: char| letter.is_ascii_digit() || "+-. ()/".contains(letter);
        number.chars().all(is_part) && number.bytes().filter(u8::is_ascii_digit).count() >= 3
    }

    /// A text that is a telephone number as a whole.
    pub fn read(text: &str) -> Option<Self> {
        Self::is_sound(text).then(|| Self(text.to_owned()))
    }

    /// The `tel:` address.
    pub fn href(&self) -> String {
        let number = self.0.split(" (").next().unwrap_or(&self.0);
        let number = number.split('/').next().unwrap_or(number);
        let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        format!("tel:{digits}")
    }
}

impl Email {
    fn is_sound(text: &str) -> bool {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
        let Some((name, host)) = text.split_once('@') else { return false };
        let labels = || host.split('.');
        let is_label = |label: &str| {
            !label.is_empty() && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        };
        !name.is_empty() && name.chars().all(is_part) && labels().count() > 1 && labels().all(is_label)
    }

    /// The `mailto:` address.
    pub fn href(&self) -> String {
        format!("mailto:{}", self.0)
    }
}

impl Described for Phone {
    fn value_type() -> ValueType {
        ValueType::Form(&TextForm {
            name: "phone",
            doc: "A telephone number; a remark may follow in brackets.",
            pattern: "^[-+. ()/0-9]*[0-9]",
            example: "(0216) 3 000 000",
        })
    }

    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }
}

impl Described for Email {
    fn value_type() -> ValueType {
        ValueType::Form(&TextForm {
            name: "email",
            doc: "An e-mail address.",
            pattern: "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+$",
            example: "vanphong@example.vn",
        })
    }

    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }
}

/// The text of a contact, if it is sound; else that is told.
fn sound(
    node: &Node,
    decoder: &mut Decoder<'_>,
    is_sound: fn(&str) -> bool,
    told: impl FnOnce(&str) -> (LocalizedText, LocalizedText),
) -> Option<String> {
    let text = String::decode(node, decoder)?;
    if is_sound(&text) {
        return Some(text);
    }
    let (message, help) = told(&text);
    decoder.report_with_help(Code::InvalidContact, message, help);
    None
}

impl Decode for Phone {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let told = |text: &str| {
            (
                localized!("`{text}` không phải số điện thoại", "`{text}` is no telephone number"),
                localized!(
                    "viết số, kèm mã vùng, ví dụ `(0216) 3 000 000`; lời ghi thêm để trong ngoặc ở cuối",
                    "write the number with its area code, like `(0216) 3 000 000`; a remark goes into brackets at the end"
                ),
            )
        };
        sound(node, decoder, Self::is_sound, told).map(Self)
    }

    fn stand_in() -> Option<Self> {
        Some(Self(String::new()))
    }
}

impl Decode for Email {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let told = |text: &str| {
            (
                localized!("`{text}` không phải địa chỉ thư điện tử", "`{text}` is no e-mail address"),
                localized!(
                    "viết một địa chỉ, ví dụ `vanphong@example.vn`",
                    "write one address, like `office@example.vn`"
                ),
            )
        };
        sound(node, decoder, Self::is_sound, told).map(Self)
    }

    fn stand_in() -> Option<Self> {
        Some(Self(String::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Email, Phone};

    #[test]
    fn telephone_numbers_are_taken_as_people_write_them() {
        for text in
            ["(0216) 3 000 000", "0216.3000.000", "+84 216 3000000", "113", "02163000000 (giờ hành chính)"]
        {
            assert!(Phone::is_sound(text), "{text}");
        }
        for text in ["", "đang cập nhật", "12", "0216 3000 00x"] {
            assert!(!Phone::is_sound(text), "{text}");
        }
        assert_eq!(Phone("(0216) 3 000 000 (văn thư 2)".to_owned()).href(), "tel:02163000000");
        assert_eq!(Phone("0216 3000 001/0216 3000 002".to_owned()).href(), "tel:02163000001");
    }

    #[test]
    fn addresses_that_no_letter_reaches_are_refused() {
        assert!(Email::is_sound("van-phong.ubnd@example.gov.vn"));
        for text in
            ["vanphong", "a@b", "a b@example.vn", "a@example.vn; b@example.vn", "a@.vn", "@example.vn"]
        {
            assert!(!Email::is_sound(text), "{text}");
        }
    }
}
