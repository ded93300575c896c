//! The colour that holds the place of a picture while it loads.
//!
//! Pages carry no inline style, so the colour is the name of a class, and the stylesheet has one for each of 64 colours:
//! four levels a channel, each written as one hexadecimal digit.

use std::fmt;

/// The digits of a channel, darkest first: 0x22, 0x66, 0xAA, 0xEE.
const DIGITS: [char; 4] = ['2', '6', 'a', 'e'];

/// One of 64 colours, as the index of the digit of red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone([u8; 3]);

impl Tone {
    /// The nearest to a colour.
    pub fn of(colour: [u8; 3]) -> Self {
        Self(colour.map(|level| (level / 0x44).min(3)))
    }
}

/// `26a`, as in `#26a`.
impl fmt::Display for Tone {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|level| write!(to, "{}", DIGITS[usize::from(*level)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_has_the_name_of_the_nearest() {
        for (colour, name) in [
            ([0, 0, 0], "222"),
            ([0x22, 0x66, 0xAA], "26a"),
            ([0x43, 0x44, 0x87], "266"),
            ([0x88, 0xCB, 0xCC], "aae"),
            ([255, 255, 255], "eee"),
        ] {
            assert_eq!(Tone::of(colour).to_string(), name);
        }
        for level in 0..=u8::MAX {
            let digit = Tone::of([level, 0, 0]).to_string().remove(0).to_digit(16).expect("a digit");
            assert!((i64::from(digit * 0x11) - i64::from(level)).abs() <= 0x22, "{level}: {digit}");
        }
    }
}
