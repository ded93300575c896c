//! Extracts the strings of PDF files outside their pages: document properties, notes, fields, XMP. The text of the pages
//! comes from [`crate::pdf`].
//!
//! In: the bytes. Out: texts. Streams are read as they are, or decompressed (Flate). A scanned page, and letters in fonts
//! without a character map, are *not* read, so a PDF is never proven free of private values; the documentation says so.

use std::io::Read;

use memchr::memmem;

/// The limit of a decompressed stream, and of all streams of a file together.
const STREAM: u64 = 16 << 20;
const ALL: usize = 64 << 20;

pub(super) fn texts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut texts = Vec::new();
    let mut room = ALL;
    let mut rest = bytes;
    while let Some((before, stream, after)) = next_stream(rest) {
        strings(before, &mut texts);
        let mut plain = Vec::new();
        if is_packed(before) {
            // A truncated stream is used as far as it goes; streams with other filters are skipped.
            let _ = flate2::read::ZlibDecoder::new(stream).take(STREAM).read_to_end(&mut plain);
        } else {
            plain.extend(&stream[..stream.len().min(STREAM as usize)]);
        }
        if plain.len() <= room {
            room -= plain.len();
            strings(&plain, &mut texts);
        }
        rest = after;
    }
    strings(rest, &mut texts);
    // XMP is usually not compressed, so that other programs can find it.
    let packets = memmem::find_iter(bytes, b"<?xpacket begin").map(|start| {
        let rest = &bytes[start..];
        &rest[..memmem::find(rest, b"<?xpacket end").unwrap_or(rest.len())]
    });
    texts.extend(packets.map(<[u8]>::to_vec));
    texts
}

/// The bytes before the next stream, its content, and the rest.
fn next_stream(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let begins =
        |at: &usize| matches!(bytes.get(at + 6), Some(b'\r' | b'\n')) && !bytes[..*at].ends_with(b"end");
    let at = memmem::find_iter(bytes, b"stream").find(begins)?;
    let body = &bytes[at + 6..];
    let body = body.strip_prefix(b"\r\n").unwrap_or(&body[1..]);
    let len = memmem::find(body, b"endstream").unwrap_or(body.len());
    Some((&bytes[..at], &body[..len], &body[len..]))
}

/// Whether a stream is compressed, or a picture, according to the dictionary before it.
fn is_packed(before: &[u8]) -> bool {
    let dictionary = &before[memmem::rfind(before, b" obj").unwrap_or(0)..];
    let has = |name: &[u8]| memmem::find(dictionary, name).is_some();
    has(b"/Filter") || has(b"/Image")
}

/// The strings of a part. Those of one text operator (`[(09) 20 (00)] TJ`) are joined.
fn strings(part: &[u8], texts: &mut Vec<Vec<u8>>) {
    let mut line: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(byte) = part.get(at) {
        at += 1;
        match byte {
            b'[' => line = Some(Vec::new()),
            b']' => texts.extend(line.take().filter(|line| !line.is_empty())),
            b'(' => {
                let (string, len) = literal(&part[at..]);
                at += len;
                let text = decoded(string);
                match &mut line {
                    Some(line) => line.extend(text),
                    None => texts.push(text),
                }
            }
            b'<' if part.get(at) != Some(&b'<') => {
                let digits = &part[at..];
                let Some(len) = memchr::memchr(b'>', &digits[..digits.len().min(8192)]) else { continue };
                if let Some(string) = hexadecimal(&digits[..len]) {
                    texts.push(decoded(string));
                    at += len + 1;
                }
            }
            _ => {}
        }
    }
}

/// A string in parentheses, and its length in the file (ISO 32000-1, 7.3.4.2).
fn literal(part: &[u8]) -> (Vec<u8>, usize) {
    let mut string = Vec::new();
    let (mut at, mut depth) = (0, 1);
    while let Some(byte) = part.get(at) {
        at += 1;
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => break,
            b')' => depth -= 1,
            b'\\' => {
                let octal = part[at..].iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
                if octal > 0 {
                    let digits = part[at..at + octal].iter();
                    string.push(
                        digits.fold(0_u8, |code, digit| code.wrapping_mul(8).wrapping_add(digit - b'0')),
                    );
                    at += octal;
                } else if let Some(escaped) = part.get(at) {
                    at += 1;
                    match escaped {
                        b'n' | b'r' | b't' | b'\r' | b'\n' => string.push(b' '),
                        other => string.push(*other),
                    }
                }
                continue;
            }
            _ => {}
        }
        string.push(*byte);
    }
    (string, at)
}

/// A hexadecimal string; `None` if it has other characters.
fn hexadecimal(digits: &[u8]) -> Option<Vec<u8>> {
    let digits: Vec<u8> = digits.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let nibble = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| Some(nibble(pair[0])? << 4 | nibble(*pair.get(1).unwrap_or(&b'0'))?);
    digits.chunks(2).map(pair).collect()
}

/// A string as UTF-8; it is UTF-16 if it begins with a byte order mark.
fn decoded(string: Vec<u8>) -> Vec<u8> {
    let Some(wide) = string.strip_prefix(&[0xFE, 0xFF]) else { return string };
    let units = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(' ')).collect::<String>().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::texts;

    fn read(pdf: &[u8]) -> Vec<String> {
        texts(pdf).iter().map(|text| String::from_utf8_lossy(text).into_owned()).collect()
    }

    #[test]
    fn strings_are_read_in_every_form() {
        assert_eq!(read(b"1 0 obj <</Author (Lan \\(Anh\\)\\n)>> endobj"), ["Lan (Anh) "]);
        assert_eq!(read(b"/Title (a \\050b\\051 (c))"), ["a (b) (c)"]);
        assert_eq!(read(b"/Author <FEFF004C1EA16E>"), ["L\u{1ea1}"]);
        assert_eq!(read(b"BT [(09) 20 (00) -3 (000111)] TJ ET"), ["0900000111"]);
    }

    #[test]
    fn pages_that_are_not_packed_are_read() {
        let page = |dictionary: &str| {
            format!(
                "3 0 obj<<{dictionary}>>\nstream\nBT [(0900) -250 (123) 20 (456)] TJ ET\nendstream endobj"
            )
        };
        assert_eq!(read(page("/Length 99").as_bytes()), ["0900123456"]);
        assert_eq!(read(page("/Length 99 /Filter /DCTDecode").as_bytes()), Vec::<String>::new());
        assert_eq!(read(page("/Subtype /Image").as_bytes()), Vec::<String>::new());
    }

    #[test]
    fn broken_files_do_no_harm() {
        for pdf in [&b"("[..], b"<", b"[(", b"stream", b"stream\nx", b"(\\", b"<FEFF0", b"\\777"] {
            let _ = texts(pdf);
        }
    }
}
