//! Which signs a text holds: most checks look for signs that most texts do not have, and need not read those.
//!
//! In: pieces of prose. Out: a set of [`Seen`], from one pass over the bytes.

/// A set of signs, or of pairs of them, in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Seen(u16);

impl Seen {
    pub(super) const DIGIT: Self = Self(1);
    /// `/`, `-`
    pub(super) const DASH: Self = Self(1 << 1);
    /// `"`
    pub(super) const QUOTE: Self = Self(1 << 2);
    /// `&`
    pub(super) const AMPERSAND: Self = Self(1 << 3);
    /// U+0080 to U+00BF: a no-break space, `«`, `»`.
    pub(super) const LATIN: Self = Self(1 << 4);
    /// U+2000 to U+2FFF: narrow spaces, `“`, `”`.
    pub(super) const GENERAL: Self = Self(1 << 5);
    /// Two spaces.
    pub(super) const SPACES: Self = Self(1 << 6);
    /// A space before a sign of punctuation.
    pub(super) const SPACE_BEFORE: Self = Self(1 << 7);
    /// Two of the signs `,` `.` `;` `:`.
    pub(super) const DOUBLED: Self = Self(1 << 8);
    /// `C.`
    pub(super) const C_POINT: Self = Self(1 << 9);

    const SPACE: Self = Self(1 << 10);
    const SIGN: Self = Self(1 << 11);
    const LOUD: Self = Self(1 << 12);
    const POINT: Self = Self(1 << 13);
    const C: Self = Self(1 << 14);

    /// The signs of a piece of prose.
    pub(super) fn of(piece: &str) -> Self {
        let (mut seen, mut before) = (Self::default(), Self::default());
        for byte in piece.bytes() {
            let here = CLASSES[usize::from(byte)];
            seen = seen.and(here);
            // Most letters are of no class.
            if before.0 != 0 && here.0 != 0 {
                seen = seen.and(pair(before, here));
            }
            before = here;
        }
        seen
    }

    /// Both sets.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any sign of the other set is in this one.
    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

fn pair(before: Seen, here: Seen) -> Seen {
    let pairs = [
        (Seen::SPACE, Seen::SPACE, Seen::SPACES),
        (Seen::SPACE, Seen::SIGN.and(Seen::LOUD), Seen::SPACE_BEFORE),
        (Seen::SIGN, Seen::SIGN, Seen::DOUBLED),
        (Seen::C, Seen::POINT, Seen::C_POINT),
    ];
    let found = pairs.into_iter().filter(|(first, second, _)| before.has(*first) && here.has(*second));
    found.fold(Seen::default(), |all, (.., pair)| all.and(pair))
}

/// What each byte is.
const CLASSES: [Seen; 256] = {
    let mut classes = [Seen(0); 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' => Seen::DIGIT,
            b'/' | b'-' => Seen::DASH,
            b'"' => Seen::QUOTE,
            b'&' => Seen::AMPERSAND,
            0xc2 => Seen::LATIN,
            0xe2 => Seen::GENERAL,
            b' ' => Seen::SPACE,
            b',' | b';' | b':' => Seen::SIGN,
            b'.' => Seen::SIGN.and(Seen::POINT),
            b'!' | b'?' => Seen::LOUD,
            b'C' => Seen::C,
            _ => Seen(0),
        };
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn signs_and_pairs_of_signs_are_seen() {
        for (text, sign) in [
            ("năm 2025", Seen::DIGIT),
            ("đ/c", Seen::DASH),
            ("a-b", Seen::DASH),
            ("\"a", Seen::QUOTE),
            ("a&nbsp;b", Seen::AMPERSAND),
            ("a\u{a0}b", Seen::LATIN),
            ("«a»", Seen::LATIN),
            ("“a”", Seen::GENERAL),
            ("a\u{202f}b", Seen::GENERAL),
            ("a  b", Seen::SPACES),
            ("a ,b", Seen::SPACE_BEFORE),
            ("a !", Seen::SPACE_BEFORE),
            ("a..b", Seen::DOUBLED),
            ("a,;b", Seen::DOUBLED),
            ("ĐC.", Seen::C_POINT),
        ] {
            assert!(Seen::of(text).has(sign), "{text}");
        }
        let all = Seen::of("Ở xã Mẫu, bà con đã làm. Cùng nhau: được! Đ C");
        let signs = [Seen::DIGIT, Seen::DASH, Seen::QUOTE, Seen::AMPERSAND, Seen::LATIN, Seen::GENERAL];
        let pairs = [Seen::SPACES, Seen::SPACE_BEFORE, Seen::DOUBLED, Seen::C_POINT];
        assert!(signs.into_iter().chain(pairs).all(|sign| !all.has(sign)));
    }
}
