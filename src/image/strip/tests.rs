//! Pictures lose their metadata and nothing else.

use std::borrow::Cow;

use data_encoding::BASE64;
use proptest::prelude::*;

use super::{Damaged, RasterFormat, has_place, part, strip, svg};

fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xFF, marker];
    bytes.extend(u16::try_from(payload.len() + 2).expect("it is short").to_be_bytes());
    bytes.extend(payload);
    bytes
}

/// EXIF with an orientation, an artist and a GPS position.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x03".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend([0x01, 0x3B, 0, 2, 0, 0, 0, 4, b'L', b'a', b'n', 0]);
    exif.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 50]);
    exif.extend([0, 0, 0, 0]);
    exif
}

/// A colour profile whose only tag is a text.
fn profile(text: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 128];
    bytes[36..40].copy_from_slice(b"acsp");
    bytes.extend([0, 0, 0, 1]);
    bytes.extend(b"cprt");
    bytes.extend(144_u32.to_be_bytes());
    bytes.extend(u32::try_from(8 + text.len()).expect("it is short").to_be_bytes());
    bytes.extend(b"text\0\0\0\0");
    bytes.extend(text);
    bytes
}

fn packed_profile(name: &[u8], text: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let begin = [name, &[0, 0]].concat();
    let mut encoder = flate2::write::ZlibEncoder::new(begin, flate2::Compression::default());
    encoder.write_all(&profile(text)).expect("it is packed");
    encoder.finish().expect("it is packed")
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|some| some == part)
}

fn jpeg(between: &[Vec<u8>], behind: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    bytes.extend(segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
    between.iter().for_each(|segment| bytes.extend(segment));
    bytes.extend(segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", profile(b"").as_slice()].concat()));
    bytes.extend(segment(0xDA, &[1, 1, 0, 0, 63, 0]));
    bytes.extend([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]);
    bytes.extend(segment(0xC4, &[0; 17]));
    bytes.extend(segment(0xDA, &[1, 1, 0, 0, 63, 0]));
    bytes.extend([0x78, 0xFF, 0xD9]);
    bytes.extend(behind);
    bytes
}

fn chunk(name: &[u8; 4], payload: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(payload.len()).expect("it is short").to_be_bytes().to_vec();
    bytes.extend(name);
    bytes.extend(payload);
    bytes.extend([1, 2, 3, 4]);
    bytes
}

fn png(between: &[Vec<u8>], behind: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(chunk(b"IHDR", &[0; 13]));
    bytes.extend(chunk(b"iCCP", &packed_profile(b"ICC", b"")));
    between.iter().for_each(|chunk| bytes.extend(chunk));
    bytes.extend(chunk(b"IDAT", b"pixels"));
    bytes.extend(chunk(b"IEND", b""));
    bytes.extend(behind);
    bytes
}

fn webp(flags: u8, behind: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut inside = b"WEBP".to_vec();
    let extended = [flags, 0, 0, 0, 1, 0, 0, 1, 0, 0];
    let all: [(&[u8; 4], &[u8]); 2] = [(b"VP8X", &extended), (b"VP8L", b"pixel")];
    for (name, payload) in all.iter().chain(behind) {
        inside.extend(*name);
        inside.extend(u32::try_from(payload.len()).expect("it is short").to_le_bytes());
        inside.extend(*payload);
        inside.extend(vec![0; payload.len() % 2]);
    }
    let mut bytes = b"RIFF".to_vec();
    bytes.extend(u32::try_from(inside.len()).expect("it is short").to_le_bytes());
    bytes.extend(inside);
    bytes
}

#[test]
fn a_jpeg_keeps_its_pixels_colours_and_orientation_alone() {
    let told = [
        segment(0xE1, &exif(6)),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
        segment(0xED, b"IPTC"),
        segment(0xFE, b"a comment"),
    ];
    let file = jpeg(&told, b"a film behind the end");
    let parts = part(&file, RasterFormat::Jpeg).expect("it is sound");
    assert_eq!(parts.dropped.len(), 5);
    assert!(has_place(parts.dropped[0]) && !has_place(parts.dropped[2]));
    let turned = parts.kept.windows(12).any(|field| field == [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
    assert!(turned, "browsers still turn it");
    for gone in ["Lan", "adobe.com", "IPTC", "a comment", "a film"] {
        assert!(!parts.kept.windows(gone.len()).any(|part| part == gone.as_bytes()), "{gone}");
    }
    assert!(crate::image::orientation::is_turned(&parts.kept));
    assert_eq!(strip(&parts.kept, RasterFormat::Jpeg).as_deref(), Ok(&*parts.kept), "once is enough");
}

#[test]
fn an_upright_jpeg_needs_no_exif() {
    let file = jpeg(&[segment(0xE1, &exif(1))], b"");
    assert_eq!(strip(&file, RasterFormat::Jpeg).as_deref(), Ok(&*jpeg(&[], b"")));
}

#[test]
fn a_png_keeps_what_its_pixels_mean() {
    let told = [
        chunk(b"tEXt", b"Author\0Lan"),
        chunk(b"tIME", &[0; 7]),
        chunk(b"eXIf", &exif(1)[6..]),
        chunk(b"caBX", b"x"),
    ];
    let file = png(&told, b"behind");
    let parts = part(&file, RasterFormat::Png).expect("it is sound");
    assert_eq!(*parts.kept, *png(&[], b""));
    assert_eq!(parts.dropped.len(), 5);
    assert!(has_place(parts.dropped[2]));
}

#[test]
fn a_webp_no_longer_announces_what_is_gone() {
    let file = webp(0b0010_1100, &[(b"EXIF", &exif(1)[6..]), (b"XMP ", b"<xmp/>")]);
    assert_eq!(strip(&file, RasterFormat::Webp).as_deref(), Ok(&*webp(0b0010_0000, &[])));
}

fn gif(between: &[u8], behind: &[u8]) -> Vec<u8> {
    let head = b"GIF89a\x02\0\x02\0\x80\0\0\xFF\0\0\0\0\xFF";
    let looped = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0";
    let pixels = b"\x21\xF9\x04\0\0\0\0\0\x2C\0\0\0\0\x02\0\x02\0\0\x02\x02\x4C\x01\0\x3B";
    [head, looped.as_slice(), between, pixels, behind].concat()
}

#[test]
fn a_gif_keeps_its_pictures_and_how_often_they_are_shown() {
    let told = b"\x21\xFE\x0AOwner: Lan\0\x21\xFF\x0BXMP DataXMP\x04<x/>\0";
    let file = gif(told, b"behind");
    let parts = part(&file, RasterFormat::Gif).expect("it is sound");
    assert_eq!(*parts.kept, *gif(b"", b""));
    assert_eq!(parts.dropped.len(), 3);
    assert!(matches!(strip(&parts.kept, RasterFormat::Gif), Ok(Cow::Borrowed(_))), "once is enough");
}

#[test]
fn headers_of_a_jpeg_and_its_profile_tell_no_names() {
    let profile = [b"ICC_PROFILE\0\x01\x01", profile(b"Lan").as_slice()].concat();
    let told = [
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01Lan"),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01Lan"),
        segment(0xE2, &profile),
        segment(0xF0, b"Lan"),
    ];
    let file =
        [&[0xFF, 0xD8][..], &told.concat(), &segment(0xDA, &[1]), &[0x12, 0xFF, 0xD9], b"Lan"].concat();
    let kept = strip(&file, RasterFormat::Jpeg).expect("it is sound");
    assert!(!has(&kept, b"Lan"));
    assert!(has(&kept, b"Adobe\0\x64\0\0\0\0\x01\xFF"), "the colour transform stays");
    assert_eq!(strip(&kept, RasterFormat::Jpeg).as_deref(), Ok(&*kept), "once is enough");
}

#[test]
fn a_png_keeps_its_profile_without_a_name_and_loses_its_suggested_palette() {
    let told = [
        chunk(b"iCCP", &packed_profile(b"May Lan", b"Lan")),
        chunk(b"sPLT", b"Lan\0\x08"),
        chunk(b"LaNx", b"Lan"),
    ];
    let kept = strip(&png(&told, b""), RasterFormat::Png).expect("it is sound").into_owned();
    assert!(!has(&kept, b"Lan") && !has(&kept, b"LaNx") && has(&kept, b"iCCPICC\0\0"));
    assert!(matches!(strip(&kept, RasterFormat::Png), Ok(Cow::Borrowed(_))), "once is enough");
}

#[test]
fn a_gif_loses_plain_text_and_what_stands_behind_a_loop() {
    let told =
        b"\x21\x01\x0C............\x03Lan\0\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\x03Lan\0\x21\x77\x03Lan\0";
    assert_eq!(strip(&gif(told, b""), RasterFormat::Gif).as_deref(), Ok(&*gif(b"", b"")));
}

#[test]
fn the_profile_of_a_webp_tells_no_names() {
    let file = webp(0b0010_0000, &[(b"ICCP", &profile(b"Lan!"))]);
    let kept = strip(&file, RasterFormat::Webp).expect("it is sound");
    assert!(!has(&kept, b"Lan") && has(&kept, b"acsp"));
}

#[test]
fn a_drawing_loses_instructions_to_programs() {
    let told = "<?xml version=\"1.0\"?><?lan Lan?><svg/>";
    assert_eq!(svg::strip(told.as_bytes()).as_deref(), Ok(b"<?xml version=\"1.0\"?><svg/>".as_slice()));
}

#[test]
fn a_drawing_loses_its_metadata_comments_and_file_names() {
    let told = "<?xml version=\"1.0\"?><!-- Lan -->\n<svg sodipodi:docname=\"/home/lan/a.svg\" viewBox=\"0 0 1 1\"><metadata id=\"m\"><dc:creator>Lan</dc:creator></metadata><metadata/><title>a &gt; b</title><style><![CDATA[ a > b {} ]]></style><rect/></svg>";
    let kept = "<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 1 1\"><title>a &gt; b</title><style><![CDATA[ a > b {} ]]></style><rect/></svg>";
    assert_eq!(svg::strip(told.as_bytes()).as_deref(), Ok(kept.as_bytes()));
    assert!(matches!(svg::strip(kept.as_bytes()), Ok(Cow::Borrowed(_))));
    let told = "<svg\n\tinkscape:export-filename = 'C:\\a > b.svg'\n\tid=\"x\"/>";
    assert_eq!(svg::strip(told.as_bytes()).as_deref(), Ok(b"<svg\n\n\tid=\"x\"/>".as_slice()));
    for broken in ["<svg", "<svg><!-- ", "<svg><metadata>", "\u{feff}<svg a=\"</svg>"] {
        assert_eq!(svg::strip(broken.as_bytes()), Err(Damaged), "{broken}");
    }
}

#[test]
fn a_picture_inside_a_drawing_loses_what_it_tells() {
    let drawing = |picture: &[u8]| {
        format!("<svg><image xlink:href=\"data:image/jpeg;base64,{}\"/></svg>", BASE64.encode(picture))
    };
    let told = drawing(&jpeg(&[segment(0xFE, b"Lan")], b""));
    assert_eq!(svg::strip(told.as_bytes()).as_deref(), Ok(drawing(&jpeg(&[], b"")).as_bytes()));
    let inner =
        format!("<svg><image href='data:image/svg+xml;base64,{}'/></svg>", BASE64.encode(told.as_bytes()));
    let stripped = svg::strip(inner.as_bytes()).expect("it is sound");
    assert!(stripped.len() < inner.len());
    assert_eq!(svg::strip(drawing(b"\xFF\xD8\xFF").as_bytes()), Err(Damaged));
}

#[test]
fn a_picture_with_nothing_to_tell_comes_back_byte_for_byte() {
    for (kind, file) in [
        (RasterFormat::Jpeg, jpeg(&[], b"")),
        (RasterFormat::Png, png(&[], b"")),
        (RasterFormat::Webp, webp(0, &[])),
        (RasterFormat::Gif, gif(b"", b"")),
    ] {
        assert_eq!(RasterFormat::of(&file), Some(kind));
        assert!(matches!(strip(&file, kind), Ok(Cow::Borrowed(_))), "{kind:?}");
    }
}

#[test]
fn a_picture_that_is_broken_off_is_damaged() {
    for (kind, file) in [
        (RasterFormat::Jpeg, jpeg(&[], b"")),
        (RasterFormat::Png, png(&[], b"")),
        (RasterFormat::Webp, webp(0, &[])),
    ] {
        // A JPEG truncated within its pixels is still shown, so only an earlier end counts as damage.
        let pixels = file.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap_or(file.len());
        for end in 0..pixels {
            assert_eq!(strip(&file[..end], kind), Err(Damaged), "{kind:?} {end}");
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_taken_apart_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0_usize..120, cut in 0_usize..200) {
        for (kind, file) in [(RasterFormat::Jpeg, jpeg(&[segment(0xE1, &exif(6))], b"x")), (RasterFormat::Png, png(&[chunk(b"tEXt", b"a")], b"x")), (RasterFormat::Webp, webp(8, &[(b"EXIF", b"a")])), (RasterFormat::Gif, gif(b"\x21\xFE\x01a\0", b"x"))] {
            let _ = (strip(&bytes, kind), svg::strip(&bytes));
            let mut file = file;
            let end = (at + bytes.len()).min(file.len());
            if at < end {
                file[at..end].copy_from_slice(&bytes[..end - at]);
            }
            file.truncate(cut);
            if let Ok(kept) = strip(&file, kind) {
                let again = strip(&kept, kind);
                prop_assert_eq!(again.as_deref(), Ok(&*kept));
            }
        }
    }
}
