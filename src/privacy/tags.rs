//! The texts beside sound and picture in films and recordings: titles, names, comments, places.
//!
//! In: a file on disk, which may be large. Out: its texts; only the parts that hold tags are read (ID3 of MP3, boxes of
//! MP4 and M4A, comments of Ogg and FLAC, lists of WAV, tags of WebM).

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use crate::privacy::{metadata, raw};
use crate::source::utf16_units;

/// The most bytes of tags that are read.
const TAGS: u64 = 16 << 20;
/// The most bytes of one box of texts; larger ones are pictures.
const BOX: usize = 64 << 10;
/// So much of the start and the end of a file is looked at where tags may stand anywhere in it.
const EDGE: u64 = 256 << 10;

/// The endings of films and recordings.
pub(super) const ENDINGS: [&str; 12] =
    ["mp3", "mp4", "m4a", "m4v", "mov", "ogg", "oga", "opus", "wav", "flac", "webm", "mkv"];

/// The texts of a film or recording; `None` if it cannot be read.
pub(super) fn texts(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let size = file.metadata().ok()?.len();
    let mut head = Vec::new();
    file.by_ref().take(12).read_to_end(&mut head).ok()?;
    let tags = match head.as_slice() {
        [_, _, _, _, b'f', b't', b'y', b'p', ..] | [_, _, _, _, b'm', b'o', b'o', b'v', ..] => {
            boxes(&mut file, size)
        }
        [b'I', b'D', b'3', _, _, _, size @ ..] => {
            let len = size.iter().take(4).fold(0, |len, byte| len << 7 | u64::from(byte & 0x7F));
            let mut tags = frames(&part(&mut file, 10, len));
            tags.extend(edges(&mut file, size_of(path), 4096));
            tags
        }
        _ => edges(&mut file, size, EDGE),
    };
    let texts: Vec<String> = tags.iter().map(|text| String::from_utf8_lossy(text).into_owned()).collect();
    Some(texts.join("\n\u{0}\n"))
}

fn size_of(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |data| data.len())
}

/// Some bytes of a file, as many as there are.
fn part(file: &mut File, from: u64, len: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if file.seek(SeekFrom::Start(from)).is_ok() {
        let _ = file.take(len.min(TAGS)).read_to_end(&mut bytes);
    }
    bytes
}

/// The runs of letters at the start and at the end of a file.
fn edges(file: &mut File, size: u64, edge: u64) -> Vec<Vec<u8>> {
    let mut texts = raw::runs(&part(file, 0, edge));
    if size > edge {
        texts.extend(raw::runs(&part(file, size.saturating_sub(edge).max(edge), edge)));
    }
    texts
}

/// The frames of an ID3 tag, without its head. Pictures are asked for what they tell.
fn frames(mut tag: &[u8]) -> Vec<Vec<u8>> {
    let mut texts = Vec::new();
    while let Some((head, rest)) = tag.split_at_checked(10).filter(|(head, _)| head[0].is_ascii_uppercase()) {
        let len = u32::from_be_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let safe = head[4..8].iter().fold(0, |len, byte| len << 7 | usize::from(byte & 0x7F));
        // Version 4 writes lengths in seven bits a byte, version 3 in eight: the one after which a frame begins.
        let fits = |len: usize| rest.get(len).is_none_or(|next| *next == 0 || next.is_ascii_uppercase());
        let len = if len <= rest.len() && fits(len) { len } else { safe.min(rest.len()) };
        let (frame, after) = rest.split_at(len);
        if head.starts_with(b"APIC") {
            texts.extend(picture(frame));
        } else {
            texts.extend(either(frame));
        }
        tag = after;
    }
    texts
}

/// A text of one byte or two bytes a letter.
fn either(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut texts = vec![raw::text(bytes).into_owned()];
    if bytes.contains(&0) {
        for from in [0, 1] {
            texts.push(utf16_units(&bytes[from..], false).into_bytes());
            texts.push(utf16_units(&bytes[from..], true).into_bytes());
        }
    }
    texts
}

fn picture(frame: &[u8]) -> Vec<Vec<u8>> {
    let starts = [&b"\xFF\xD8\xFF"[..], b"\x89PNG\r\n\x1a\n"];
    let at = starts.iter().filter_map(|start| memchr::memmem::find(frame, start)).min();
    at.map_or_else(Vec::new, |at| metadata::of(&frame[at..]).texts)
}

/// The texts in the boxes of an MP4 file, wherever they stand.
fn boxes(file: &mut File, size: u64) -> Vec<Vec<u8>> {
    let (mut texts, mut at) = (Vec::new(), 0);
    while at + 8 <= size {
        let head = part(file, at, 16);
        let Some((kind, len, start)) = box_head(&head, size - at) else { break };
        if matches!(&kind, b"moov" | b"udta" | b"meta" | b"uuid" | b"free" | b"skip" | b"moof") {
            inside(&part(file, at + start, len - start), &kind, 0, &mut texts);
        }
        at += len;
    }
    texts
}

/// The kind of a box, its length, and where its content begins.
fn box_head(bytes: &[u8], room: u64) -> Option<([u8; 4], u64, u64)> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (len, start) = match u32::from_be_bytes(*length) {
        0 => (room, 8),
        1 => (u64::from_be_bytes(*rest.first_chunk::<8>()?), 16),
        len => (u64::from(len), 8),
    };
    (len >= start && len <= room).then_some((*kind, len, start))
}

/// The texts in a box; boxes that hold other boxes are opened.
fn inside(content: &[u8], kind: &[u8; 4], depth: usize, texts: &mut Vec<Vec<u8>>) {
    let is_holder = matches!(
        kind,
        b"moov" | b"udta" | b"ilst" | b"trak" | b"mdia" | b"minf" | b"meta" | b"moof" | b"traf" | b"----"
    ) || kind[0] == 0xA9;
    if !is_holder || depth > 8 {
        if content.len() <= BOX && !matches!(kind, b"stbl" | b"covr") {
            texts.extend(if content.len() < 4096 { either(content) } else { raw::runs(content) });
        } else if kind == b"covr" {
            texts.extend(picture(content));
        }
        return;
    }
    // `meta` has four bytes before its boxes, except in files of QuickTime.
    let skip = if kind == b"meta" && content.get(4..8) != Some(b"hdlr") { 4 } else { 0 };
    let mut rest = content.get(skip..).unwrap_or(&[]);
    while let Some((kind, len, start)) = box_head(rest, rest.len() as u64) {
        let (Ok(len), Ok(start)) = (usize::try_from(len), usize::try_from(start)) else { return };
        inside(&rest[start..len], &kind, depth + 1, texts);
        rest = &rest[len..];
    }
    if !rest.is_empty() && rest.len() <= BOX {
        texts.extend(either(rest));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let len = u32::try_from(content.len() + 8).expect("a short box");
        [&len.to_be_bytes()[..], kind, content].concat()
    }

    fn told(name: &str, bytes: &[u8]) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("it is written");
        texts(&path).expect("it is read")
    }

    #[test]
    fn tags_of_recordings_are_read() {
        let frame = |id: &[u8], text: &[u8]| {
            let len = u32::try_from(text.len()).expect("short");
            [id, &len.to_be_bytes(), &[0, 0], text].concat()
        };
        let wide: Vec<u8> =
            [1, 0xFF, 0xFE].into_iter().chain("Lường Hạ".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let tag = [
            frame(b"TIT2", b"\x03B\xC3\xA0i"),
            frame(b"TPE1", &wide),
            frame(b"COMM", b"\0viegoi 0900 000 111"),
        ]
        .concat();
        let len = u8::try_from(tag.len()).expect("short");
        let mp3 = [&b"ID3\x03\0\0\0\0"[..], &[len >> 7, len & 0x7F], &tag, &[0xFF, 0xFB, 0x90, 0]].concat();
        let text = told("a.mp3", &mp3);
        assert!(text.contains("Bài") && text.contains("Lường Hạ") && text.contains("0900 000 111"), "{text}");
        let ogg =
            [&b"OggS\0\x02\0\0\0\0\x01\x03vorbis\x05\0\0\0"[..], b"ARTIST=Khong Thi Le Quyen\0\0"].concat();
        assert!(told("a.ogg", &ogg).contains("ARTIST=Khong Thi Le Quyen"));
    }

    #[test]
    fn boxes_of_films_are_read() {
        let data = boxed(b"data", &[&[0, 0, 0, 1, 0, 0, 0, 0][..], "Lường Hạ".as_bytes()].concat());
        let meta =
            [&[0; 4][..], &boxed(b"hdlr", b"\0\0\0\0mdir"), &boxed(b"ilst", &boxed(b"\xA9ART", &data))]
                .concat();
        let moov = boxed(b"moov", &boxed(b"udta", &boxed(b"meta", &meta)));
        let film = [boxed(b"ftyp", b"mp42"), boxed(b"mdat", &vec![7; 100_000]), moov].concat();
        assert!(told("a.mp4", &film).contains("Lường Hạ"));
        for cut in (0..film.len()).step_by(997) {
            let _ = told("a.mp4", &film[..cut]);
        }
    }
}
