//! SVG: removes `metadata` elements, comments, instructions to programs and attributes with file names of the author's computer; embedded
//! pictures (`data:image/jpeg;base64,…`) are stripped like separate files.

use std::borrow::Cow;

use data_encoding::BASE64;
use memchr::{memchr, memmem};

use super::Damaged;
use crate::html::{PartKind, Scanner};
use crate::image::base64;

const CODED: &[u8] = b";base64,";
/// Attributes in which drawing programs store file names of the author's computer.
const OWN_FILES: [&[u8]; 3] = [b"sodipodi:docname", b"inkscape:export-filename", b"sodipodi:absref"];

/// The drawing without metadata.
pub(super) fn strip(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Damaged> {
    let kept = kept(bytes).ok_or(Damaged)?;
    Ok(if kept == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(kept) })
}

/// Returns `None` if a comment, CDATA section, tag or metadata element is not closed, or an embedded picture is
/// damaged.
fn kept(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return None;
    }
    let mut kept = Vec::with_capacity(bytes.len());
    let mut scanner = Scanner::with_sections(bytes);
    while let Some(part) = scanner.part() {
        match part.kind {
            PartKind::Comment => {}
            PartKind::Declaration if is_instruction(&bytes[part.inside.clone()]) => {}
            PartKind::Open if is_metadata(&bytes[part.inside.clone()]) => {
                let open = scanner.range().end;
                scanner.skip_to(open + rest_of_element(bytes, &bytes[part.inside], open)?);
            }
            PartKind::Open => tag(bytes, part.inside.start - 1, &mut scanner, &mut kept)?,
            _ => pictures(&bytes[scanner.range()], &mut kept)?,
        }
        if !scanner.is_closed() {
            return None;
        }
    }
    Some(kept)
}

/// Whether a declaration is an instruction to a program, other than the one that begins an XML file.
fn is_instruction(inside: &[u8]) -> bool {
    inside.starts_with(b"?") && !inside.starts_with(b"?xml ")
}

fn is_metadata(name: &[u8]) -> bool {
    name.rsplit(|byte| *byte == b':').next() == Some(b"metadata")
}

/// The length of the rest of an element whose opening tag ends at `open`.
fn rest_of_element(bytes: &[u8], name: &[u8], open: usize) -> Option<usize> {
    if bytes[..open].ends_with(b"/>") {
        return Some(0);
    }
    let rest = &bytes[open..];
    let close = memmem::find(rest, &[b"</", name].concat())?;
    Some(close + memchr(b'>', &rest[close..])? + 1)
}

/// Appends the opening tag at `from` without names of the author's files.
fn tag(bytes: &[u8], mut from: usize, scanner: &mut Scanner<'_>, kept: &mut Vec<u8>) -> Option<()> {
    while let Some(attribute) = scanner.attribute() {
        if OWN_FILES.contains(&&bytes[attribute.name]) {
            let space = usize::from(bytes[attribute.range.start - 1].is_ascii_whitespace());
            pictures(&bytes[from..attribute.range.start - space], kept)?;
            from = attribute.range.end;
        }
    }
    pictures(&bytes[from..scanner.range().end], kept)
}

/// Appends a part of the text, with embedded pictures stripped.
fn pictures(mut part: &[u8], kept: &mut Vec<u8>) -> Option<()> {
    while let Some(at) = memmem::find(part, CODED) {
        let (before, coded) = part.split_at(at + CODED.len());
        let is_end = |byte: &u8| matches!(byte, b'"' | b'\'' | b')' | b'<');
        let (coded, after) = coded.split_at(coded.iter().position(is_end).unwrap_or(coded.len()));
        kept.extend(before);
        let bytes = base64::decode(coded).unwrap_or_default();
        let stripped = match super::RasterFormat::of(&bytes) {
            Some(kind) => super::strip(&bytes, kind).ok()?,
            None if bytes.trim_ascii_start().starts_with(b"<") => strip(&bytes).ok()?,
            None => Cow::Borrowed(bytes.as_slice()),
        };
        match stripped {
            Cow::Borrowed(_) => kept.extend(coded),
            Cow::Owned(bytes) => kept.extend(BASE64.encode(&bytes).bytes()),
        }
        part = after;
    }
    kept.extend(part);
    Some(())
}
