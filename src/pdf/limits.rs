//! Bounds of time and memory: what a file may unpack to, and how much of it is read.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

/// Larger files are not read.
const FILE: usize = 100 << 20;
/// What one stream, and all streams of a file together, may unpack to. Texts of a thousand pages need a tenth.
const STREAM: usize = 16 << 20;
const ALL: usize = 64 << 20;
/// What one byte of a stream that is packed otherwise (LZW, run lengths) unpacks to at worst.
const WORST: usize = 1400;

/// What is read of a file: operators, letters.
pub(super) struct Budget {
    operators: usize,
    letters: usize,
    bytes: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { operators: 5_000_000, letters: 1_000_000, bytes: ALL }
    }

    pub(super) fn is_left(&self) -> bool {
        self.operators > 0 && self.letters > 0 && self.bytes > 0
    }

    /// Takes an operator, and tells whether there was one left.
    pub(super) fn operator(&mut self) -> bool {
        self.operators = self.operators.saturating_sub(1);
        self.is_left()
    }

    pub(super) fn letters(&mut self, count: usize) {
        self.letters = self.letters.saturating_sub(count);
    }

    pub(super) fn bytes(&mut self, count: usize) {
        self.bytes = self.bytes.saturating_sub(count);
    }
}

/// Whether a file, and everything packed in it, is small enough to be read. Pictures are never unpacked, and do not count.
pub(super) fn is_modest(bytes: &[u8]) -> bool {
    if bytes.len() > FILE {
        return false;
    }
    let mut room = ALL;
    let mut rest = bytes;
    while let Some((dictionary, stream, after)) = next_stream(rest) {
        let Some(left) = unpacked(dictionary, stream).and_then(|size| room.checked_sub(size)) else {
            return false;
        };
        (room, rest) = (left, after);
    }
    true
}

/// The size of an unpacked stream at most; `None` if it is too large.
fn unpacked(dictionary: &[u8], stream: &[u8]) -> Option<usize> {
    let has = |name: &[u8]| memmem::find(dictionary, name).is_some();
    if has(b"/Image") {
        return Some(0);
    }
    let count = |name: &[u8]| memmem::find_iter(dictionary, name).count();
    let is_text = has(b"/ASCII85Decode");
    // Those that write bytes as text, and the parameters of all, unpack nothing.
    let idle = count(b"DecodeParms") + count(b"/ASCII85Decode") + count(b"/ASCIIHexDecode");
    match count(b"Decode").saturating_sub(idle) {
        0 => Some(0),
        1 if has(b"/FlateDecode") && is_text => inflated(&base85(stream)),
        1 if has(b"/FlateDecode") => inflated(stream),
        // Each packing multiplies.
        number => {
            let worst = WORST.checked_pow(u32::try_from(number).ok()?)?;
            stream.len().checked_mul(worst).filter(|size| *size <= STREAM)
        }
    }
}

fn inflated(stream: &[u8]) -> Option<usize> {
    let most = STREAM as u64 + 1;
    let mut taken = ZlibDecoder::new(stream).take(most);
    // A stream that is cut off unpacks as far as it goes.
    let size = std::io::copy(&mut taken, &mut std::io::sink()).unwrap_or(most - taken.limit());
    usize::try_from(size).ok().filter(|size| *size <= STREAM)
}

/// Bytes that are written as text: five letters from `!` to `u` are four bytes, `z` is four zeros.
fn base85(text: &[u8]) -> Vec<u8> {
    let (mut bytes, mut word, mut count) = (Vec::with_capacity(text.len()), 0_u32, 0);
    for letter in text {
        match letter {
            b'z' if count == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                word = word.wrapping_mul(85).wrapping_add(u32::from(letter - b'!'));
                count += 1;
                if count == 5 {
                    bytes.extend(word.to_be_bytes());
                    (word, count) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if count > 1 {
        (count..5).for_each(|_| word = word.wrapping_mul(85).wrapping_add(84));
        bytes.extend(&word.to_be_bytes()[..count - 1]);
    }
    bytes
}

/// The dictionary before the next stream, its content, and the rest.
fn next_stream(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let begins =
        |at: &usize| matches!(bytes.get(at + 6), Some(b'\r' | b'\n')) && !bytes[..*at].ends_with(b"end");
    let at = memmem::find_iter(bytes, b"stream").find(begins)?;
    let before = &bytes[..at];
    let dictionary = &before[memmem::rfind(before, b" obj").unwrap_or(0)..];
    let body = &bytes[at + 6..];
    let body = body.strip_prefix(b"\r\n").unwrap_or(&body[1..]);
    let len = memmem::find(body, b"endstream").unwrap_or(body.len());
    Some((dictionary, &body[..len], &body[len..]))
}
