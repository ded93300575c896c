//! Documents of Word, Excel and PowerPoint (and OpenDocument): ZIP files whose parts are XML and pictures.
//!
//! In come the bytes of the file; out go its parts, unpacked, with their names. Only what is needed to find them is
//! read of the ZIP (APPNOTE 6.3: the end of the central directory, its entries, the header before each part). What
//! cannot be read is left out; a part is unpacked up to a limit, for a small file may claim to be a huge one.

use std::io::Read;

/// A part is read up to here, and all parts of a document together.
const PART: u64 = 32 << 20;
const ALL: usize = 128 << 20;

/// The parts of a document: name and bytes.
pub(super) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut parts = Vec::new();
    let mut total = 0;
    let mut at = directory(bytes).unwrap_or(bytes.len());
    while let Some((entry, next)) = Entry::read(bytes, at) {
        at = next;
        if let Some(part) = entry.unpacked(bytes).filter(|part| total + part.len() <= ALL) {
            total += part.len();
            parts.push((entry.name, part));
        }
    }
    parts
}

/// Where the central directory begins.
fn directory(bytes: &[u8]) -> Option<usize> {
    // The end record is followed by a comment of at most 65535 bytes.
    let from = bytes.len().saturating_sub(65_557);
    let end = from + memchr::memmem::rfind(&bytes[from..], b"PK\x05\x06")?;
    Some(number(bytes, end + 16, 4)? as usize)
}

/// An entry of the central directory.
struct Entry {
    name: String,
    method: u64,
    packed: usize,
    header: usize,
}

impl Entry {
    /// The entry at a place, and where the next one begins.
    fn read(bytes: &[u8], at: usize) -> Option<(Self, usize)> {
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let size = |offset: usize, len: usize| Some(number(bytes, at + offset, len)? as usize);
        let name = size(28, 2)?;
        let next = at + 46 + name + size(30, 2)? + size(32, 2)?;
        let name = String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name)?).into_owned();
        let entry =
            Self { name, method: number(bytes, at + 10, 2)?, packed: size(20, 4)?, header: size(42, 4)? };
        Some((entry, next))
    }

    fn unpacked(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let size = |offset: usize| Some(number(bytes, self.header.checked_add(offset)?, 2)? as usize);
        let start = self.header.checked_add(30)? + size(26)? + size(28)?;
        let packed = bytes.get(start..start.checked_add(self.packed)?)?;
        match self.method {
            0 => Some(packed.to_vec()),
            8 => {
                let mut part = Vec::new();
                // A part that breaks off is read as far as it goes.
                let _ = flate2::read::DeflateDecoder::new(packed).take(PART).read_to_end(&mut part);
                Some(part)
            }
            _ => None,
        }
    }
}

/// A number of some bytes, the lowest first.
fn number(bytes: &[u8], at: usize, len: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(len)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::parts;

    /// A ZIP with one part that is not packed.
    fn zip(name: &str, part: &[u8]) -> Vec<u8> {
        let sizes = [(part.len() as u32).to_le_bytes(), (part.len() as u32).to_le_bytes()].concat();
        let name_len = (name.len() as u16).to_le_bytes();
        let mut zip = [b"PK\x03\x04", &[0; 14][..], &sizes, &name_len, &[0; 2]].concat();
        zip.extend([name.as_bytes(), part].concat());
        let directory = zip.len() as u32;
        zip.extend([b"PK\x01\x02", &[0; 16][..], &sizes, &name_len, &[0; 16]].concat());
        zip.extend(name.as_bytes());
        zip.extend([b"PK\x05\x06", &[0; 12][..], &directory.to_le_bytes(), &[0; 2]].concat());
        zip
    }

    #[test]
    fn parts_are_found_and_damage_is_nothing() {
        let whole = zip("word/document.xml", b"<w:t>0900</w:t>");
        assert_eq!(parts(&whole), [("word/document.xml".to_owned(), b"<w:t>0900</w:t>".to_vec())]);
        for cut in 0..whole.len() {
            let _ = parts(&whole[..cut]);
        }
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] = 0xFF;
            let _ = parts(&broken);
        }
    }
}
