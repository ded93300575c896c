//! Unpacks ZIP files: archives, and documents of Word, Excel and PowerPoint (and OpenDocument).
//!
//! In: the bytes of the file. Out: its parts with their names, and whether these are all of it. Unreadable parts are
//! skipped. The unpacked size is limited, so that a small file cannot exhaust the memory ("zip bomb").

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The limit of a part, and of all parts of a document together.
const PART: u64 = 32 << 20;
pub(super) const ALL: usize = 128 << 20;

/// The parts of an archive.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    /// Name and content.
    pub(super) parts: Vec<(String, Vec<u8>)>,
    /// Whether nothing was damaged, encrypted or too large.
    pub(super) is_whole: bool,
}

/// Unpacks an archive; `room` is what may be unpacked, of this archive and those in it, and becomes less.
pub(super) fn unpack(bytes: &[u8], room: &mut usize) -> Unpacked {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Unpacked::default() };
    let mut unpacked = Unpacked { parts: Vec::new(), is_whole: true };
    let note = archive.comment().to_vec();
    if !note.is_empty() {
        unpacked.parts.push(("comment.txt".into(), note));
    }
    for number in 0..archive.len() {
        let Ok(file) = archive.by_index(number) else {
            unpacked.is_whole = false;
            continue;
        };
        let (name, size, mut part) =
            (String::from_utf8_lossy(file.name_raw()).into_owned(), file.size(), Vec::new());
        // A truncated part is used as far as it goes.
        let is_read = file.take(PART).read_to_end(&mut part).is_ok();
        unpacked.is_whole &= is_read && part.len() as u64 == size;
        if part.len() <= *room {
            *room -= part.len();
            unpacked.parts.push((name, part));
        } else {
            unpacked.is_whole = false;
        }
    }
    unpacked
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::CompressionMethod::{self, Deflated, Stored};
    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::{ALL, PART, unpack};

    fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
        unpack(bytes, &mut { ALL }).parts
    }

    fn is_whole(bytes: &[u8]) -> bool {
        unpack(bytes, &mut { ALL }).is_whole
    }

    fn zip(method: CompressionMethod, parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in parts {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            zip.write_all(part).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_found_and_damage_is_nothing() {
        let text = b"<w:t>0900</w:t>".as_slice();
        let packed = zip(Deflated, &[("word/document.xml", text), ("a.xml", b"")]);
        let found = [("word/document.xml".to_owned(), text.to_vec()), ("a.xml".to_owned(), Vec::new())];
        assert_eq!(parts(&packed), found);
        let whole = zip(Stored, &[("word/document.xml", text)]);
        assert_eq!(parts(&whole), found[..1]);
        for cut in 0..whole.len() {
            let _ = parts(&whole[..cut]);
        }
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] = 0xFF;
            let _ = parts(&broken);
        }
    }

    #[test]
    fn a_part_is_read_though_its_checksum_is_wrong_and_behind_other_bytes() {
        let text = b"<w:t>0900</w:t>";
        let mut changed = zip(Stored, &[("a.xml", text)]);
        let at = changed.windows(4).position(|bytes| bytes == b"0900").unwrap();
        changed[at] = b'1';
        assert_eq!(parts(&changed)[0].1, b"<w:t>1900</w:t>");
        assert!(!is_whole(&changed), "its checksum says that it is damaged");
        let behind = [b"#!/bin/sh\n", zip(Stored, &[("a.xml", text)]).as_slice()].concat();
        assert_eq!(parts(&behind)[0].1, text);
    }

    #[test]
    fn a_small_file_that_would_become_a_huge_one_is_read_up_to_the_limits() {
        let huge = vec![0; PART as usize + 1];
        let five = ["1.xml", "2.xml", "3.xml", "4.xml", "5.xml"].map(|name| (name, huge.as_slice()));
        let packed = zip(Deflated, &five);
        assert!(packed.len() < 1 << 20);
        let lens: Vec<_> = parts(&packed).into_iter().map(|(_, part)| part.len() as u64).collect();
        assert_eq!(lens, [PART; 4]);
        assert!(!is_whole(&packed) && is_whole(&zip(Deflated, &[("a.xml", b"x")])));
    }
}
