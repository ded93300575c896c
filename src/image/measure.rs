//! The width and height of a picture as displayed.
//!
//! In: a file, of which only the header is read. Out: its size in pixels. The EXIF orientation of a JPEG is applied,
//! as in browsers; the size of an SVG is given by `width` and `height`, or else by `viewBox`.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use imagesize::ImageType;
use quick_xml::events::{BytesStart, Event};

use crate::image::orientation::is_turned;

/// Number of bytes read: more than any header, including EXIF with a preview.
const HEAD: u64 = 512 * 1024;

/// Extensions of pictures that a page may show, in lower case.
const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "webp", "gif", "avif", "svg"];

/// Why the size of a picture is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unmeasured {
    #[error("the file cannot be read")]
    Unreadable,
    /// The header is truncated, or not that of a supported picture.
    #[error("the header is that of no picture, or broken off")]
    Damaged,
    /// An SVG without a size.
    #[error("the drawing has neither `width` and `height` nor `viewBox`")]
    NoSize,
}

/// Whether a file is a picture, by its extension.
pub fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// The width and height in pixels, both at least 1.
pub fn measure(path: &Path) -> Result<(u32, u32), Unmeasured> {
    let file = File::open(path).map_err(|_| Unmeasured::Unreadable)?;
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head).map_err(|_| Unmeasured::Unreadable)?;
    let is_drawing = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    if is_drawing { drawing(&head) } else { photograph(&head) }
}

/// The size of a raster picture, from its first bytes.
pub(super) fn photograph(head: &[u8]) -> Result<(u32, u32), Unmeasured> {
    let kind = imagesize::image_type(head).map_err(|_| Unmeasured::Damaged)?;
    let shown_by_browsers = matches!(
        kind,
        ImageType::Jpeg | ImageType::Png | ImageType::Webp | ImageType::Gif | ImageType::Heif(_)
    );
    if !shown_by_browsers {
        return Err(Unmeasured::Damaged);
    }
    let size = imagesize::blob_size(head).map_err(|_| Unmeasured::Damaged)?;
    let side = |pixels: usize| u32::try_from(pixels).ok().filter(|side| *side > 0).ok_or(Unmeasured::Damaged);
    let (width, height) = (side(size.width)?, side(size.height)?);
    Ok(if kind == ImageType::Jpeg && is_turned(head) { (height, width) } else { (width, height) })
}

fn drawing(head: &[u8]) -> Result<(u32, u32), Unmeasured> {
    let text = String::from_utf8_lossy(head);
    let mut reader = quick_xml::Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "svg" => {
                return drawing_size(&tag).ok_or(Unmeasured::NoSize);
            }
            Ok(Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) | Event::Text(_)) => {}
            _ => return Err(Unmeasured::Damaged),
        }
    }
}

/// The size given by `<svg …>`; a missing side is computed from the other side and the `viewBox`.
fn drawing_size(tag: &BytesStart<'_>) -> Option<(u32, u32)> {
    let value = |name: &str| {
        let attribute = tag.try_get_attribute(name).ok()??;
        Some(attribute.value.into_owned())
    };
    let view_box = value("viewBox").and_then(|text| {
        let numbers = text.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty());
        let numbers: Vec<f64> = numbers.map_while(|part| part.parse().ok()).collect();
        numbers
            .get(2)
            .copied()
            .zip(numbers.get(3).copied())
            .filter(|(width, height)| *width > 0.0 && *height > 0.0)
    });
    let width = value("width").as_deref().and_then(length);
    let height = value("height").as_deref().and_then(length);
    let (width, height) = match (width, height, view_box) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(size)) => size,
        _ => return None,
    };
    let side = |pixels: f64| {
        let rounded = pixels.round().max(1.0);
        (rounded <= 1e6).then_some(rounded as u32)
    };
    Some((side(width)?, side(height)?))
}

/// A length in CSS pixels (CSS Values 4, 6.2); `None` for percentages, which depend on the page.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let factor = match &text[digits.len()..] {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    digits
        .parse::<f64>()
        .ok()
        .map(|number| number * factor)
        .filter(|pixels| pixels.is_finite() && *pixels > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0]);
        bytes
    }

    #[test]
    fn the_ending_tells_a_picture() {
        assert!(is_picture("Ảnh 1.JPG") && is_picture("a.svg"));
        assert!(!is_picture("a.pdf") && !is_picture("jpg"));
    }

    #[test]
    fn a_photograph_has_the_size_of_its_header() {
        assert_eq!(photograph(&png(640, 480)), Ok((640, 480)));
        let webp = b"RIFF\x1a\0\0\0WEBPVP8 \x0e\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01\0\0";
        assert_eq!(photograph(webp), Ok((640, 480)));
        assert_eq!(photograph(&png(0, 480)), Err(Unmeasured::Damaged));
        assert_eq!(photograph(&png(640, 480)[..20]), Err(Unmeasured::Damaged));
        assert_eq!(photograph(b"<html>not a picture</html>"), Err(Unmeasured::Damaged));
        assert_eq!(photograph(b""), Err(Unmeasured::Damaged));
    }

    #[test]
    fn a_drawing_has_the_size_it_says_or_that_of_its_view_box() {
        for (tag, size) in [
            (r#"<svg width="64" height="32.4px"/>"#, Ok((64, 32))),
            (r#"<?xml version="1.0"?><!-- x --><svg viewBox="0 0 24 12"></svg>"#, Ok((24, 12))),
            (r#"<svg width="48" viewBox="0,0,24,12"/>"#, Ok((48, 24))),
            (r#"<svg width="100%" height="100%" viewBox="0 0 30 20"/>"#, Ok((30, 20))),
            (r#"<svg width="1in" height="1in"/>"#, Ok((96, 96))),
            ("<svg/>", Err(Unmeasured::NoSize)),
            (r#"<svg viewBox="0 0 0 0"/>"#, Err(Unmeasured::NoSize)),
            ("<html/>", Err(Unmeasured::Damaged)),
            ("", Err(Unmeasured::Damaged)),
        ] {
            assert_eq!(drawing(tag.as_bytes()), size, "{tag}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_cannot_be_read() {
        assert_eq!(measure(Path::new("/no/such/file.png")), Err(Unmeasured::Unreadable));
    }

    proptest! {
        #[test]
        fn any_bytes_are_measured_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..80), svg in ".{0,60}") {
            let _ = photograph(&bytes);
            let _ = drawing(format!("<svg {svg}").as_bytes());
        }
    }
}
