//! SVG: removes `metadata` elements, comments and attributes with file names of the author's computer; embedded
//! pictures (`data:image/jpeg;base64,…`) are stripped like separate files.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use super::{Damaged, Kind};
use crate::image::base64;

const CODED: &[u8] = b";base64,";
/// Attributes in which drawing programs store file names of the author's computer.
const OWN_FILES: [&[u8]; 3] = [b" sodipodi:docname=", b" inkscape:export-filename=", b" sodipodi:absref="];

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
    let mut rest = bytes;
    while let Some(at) = memchr(b'<', rest) {
        pictures(&rest[..at], &mut kept)?;
        rest = &rest[at..];
        let len = if rest.starts_with(b"<!--") {
            memmem::find(rest, b"-->")? + 3
        } else if rest.starts_with(b"<![CDATA[") {
            let len = memmem::find(rest, b"]]>")? + 3;
            pictures(&rest[..len], &mut kept)?;
            len
        } else if is_metadata(name(rest)) {
            element_len(rest)?
        } else {
            let len = tag_len(rest)?;
            pictures(&without_own_files(&rest[..len]), &mut kept)?;
            len
        };
        rest = &rest[len..];
    }
    pictures(rest, &mut kept)?;
    Some(kept)
}

/// The name of the tag at the beginning of `bytes`.
fn name(bytes: &[u8]) -> &[u8] {
    let name = &bytes[1..];
    let end = name.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    &name[..end.unwrap_or(name.len())]
}

fn is_metadata(name: &[u8]) -> bool {
    name.rsplit(|byte| *byte == b':').next() == Some(b"metadata")
}

/// The length of the tag, up to the first `>` outside quotes.
fn tag_len(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (byte, quote) {
            (b'>', None) => return Some(at + 1),
            (b'"' | b'\'', None) => quote = Some(*byte),
            (byte, Some(open)) if *byte == open => quote = None,
            _ => {}
        }
    }
    None
}

/// The length of an element with its content.
fn element_len(bytes: &[u8]) -> Option<usize> {
    let open = tag_len(bytes)?;
    if bytes[..open].ends_with(b"/>") {
        return Some(open);
    }
    let close = [b"</", name(bytes)].concat();
    let at = open + memmem::find(&bytes[open..], &close)?;
    Some(at + memchr(b'>', &bytes[at..])? + 1)
}

fn without_own_files(tag: &[u8]) -> Cow<'_, [u8]> {
    let mut tag = Cow::Borrowed(tag);
    for attribute in OWN_FILES {
        let Some(at) = memmem::find(&tag, attribute) else { continue };
        let value = &tag[at + attribute.len()..];
        let end = value.first().and_then(|quote| memchr(*quote, &value[1..]));
        let Some(end) = end.map(|end| at + attribute.len() + end + 2) else { continue };
        tag = Cow::Owned([&tag[..at], &tag[end..]].concat());
    }
    tag
}

/// Appends a part of the text, with embedded pictures stripped.
fn pictures(mut part: &[u8], kept: &mut Vec<u8>) -> Option<()> {
    while let Some(at) = memmem::find(part, CODED) {
        let (before, coded) = part.split_at(at + CODED.len());
        let is_end = |byte: &u8| matches!(byte, b'"' | b'\'' | b')' | b'<');
        let (coded, after) = coded.split_at(coded.iter().position(is_end).unwrap_or(coded.len()));
        kept.extend(before);
        let bytes = base64::decode(coded).unwrap_or_default();
        let stripped = match Kind::of(&bytes) {
            Some(kind) => super::strip(&bytes, kind).ok()?,
            None if bytes.trim_ascii_start().starts_with(b"<") => strip(&bytes).ok()?,
            None => Cow::Borrowed(bytes.as_slice()),
        };
        match stripped {
            Cow::Borrowed(_) => kept.extend(coded),
            Cow::Owned(bytes) => kept.extend(base64::encode(&bytes).bytes()),
        }
        part = after;
    }
    kept.extend(part);
    Some(())
}
