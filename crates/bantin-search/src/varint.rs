//! LEB128 integers: seven bits per byte, lowest first; the high bit is set if another byte follows.

/// Appends a number.
pub(crate) fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number from the beginning; `None` if there is none.
pub(crate) fn take(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{put, take};

    #[test]
    fn small_numbers_take_one_byte() {
        let mut bytes = Vec::new();
        [0, 127, 128, 300].into_iter().for_each(|number| put(&mut bytes, number));
        assert_eq!(bytes, [0, 127, 0x80, 1, 0xac, 2]);
    }

    #[test]
    fn numbers_come_back_and_half_ones_do_not() {
        let numbers = [0, 1, 127, 128, 16_384, u32::MAX - 1, u32::MAX];
        let mut bytes = Vec::new();
        numbers.into_iter().for_each(|number| put(&mut bytes, number));
        let mut rest = bytes.as_slice();
        assert_eq!(numbers.map(|_| take(&mut rest)), numbers.map(Some));
        assert_eq!(take(&mut rest), None);
        assert_eq!(take(&mut &[0x80][..]), None);
        assert_eq!(take(&mut &[0xff; 9][..]), None);
    }
}
