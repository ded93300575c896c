use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{PdfText, read};

/// A file with one page, whose objects from 4 on are given; 5 is a font with codes of two bytes.
fn page(content: &str, more: &str) -> Vec<u8> {
    let map = "1 begincodespacerange <0000> <ffff> endcodespacerange\n\
               3 beginbfchar <0001> <1EA1> <0002> <0111> <0003> <00660069> endbfchar\n\
               1 beginbfrange <0010> <0029> <0061> endbfrange";
    format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 8 0 R>>/XObject<</X 9 0 R>>>>>>endobj\n\
         4 0 obj<</Length {}>>\nstream\n{content}\nendstream endobj\n\
         5 0 obj<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>endobj\n\
         6 0 obj<</Length {}>>\nstream\n{map}\nendstream endobj\n\
         7 0 obj<</Type/Font/Subtype/CIDFontType2/DW 500/W[1[400 600] 3 5 700]>>endobj\n\
         8 0 obj<</Type/Font/Subtype/TrueType/FirstChar 32/Widths[250]/Encoding<</Differences[65/uni1EA5/comma 200/a]>>>>endobj\n\
         {more}\ntrailer<</Root 1 0 R>>\n",
        content.len(),
        map.len()
    )
    .into_bytes()
}

fn text(content: &str) -> String {
    match read(page(content, "")) {
        PdfText::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn letters_come_from_the_map_of_the_font() {
    assert_eq!(text("BT /F 10 Tf <000200010003> Tj ET"), "đạfi\n");
    assert_eq!(text("BT /G 10 Tf (x A\\310B y) Tj ET"), "x ấa, y\n");
}

#[test]
fn gaps_and_steps_down_part_words_and_paragraphs() {
    // `đ` is 6 wide: the next one stands at 106, or after a space at 110.
    assert_eq!(text("BT /F 10 Tf 1 0 0 1 100 700 Tm <0002> Tj 1 0 0 1 106.5 700 Tm <0001> Tj ET"), "đạ\n");
    assert_eq!(text("BT /F 10 Tf 1 0 0 1 100 700 Tm <0002> Tj 1 0 0 1 110 700 Tm <0001> Tj ET"), "đ ạ\n");
    assert_eq!(text("BT /F 10 Tf [<0002> -50 <0001>] TJ [<0002> -300 <0001>] TJ ET"), "đạđ ạ\n");
    assert_eq!(text("BT /F 10 Tf 12 TL <0002> Tj T* <0001> Tj ET"), "đ ạ\n", "a line of the same paragraph");
    assert_eq!(text("BT /F 10 Tf 30 TL <0002> Tj T* <0001> Tj ET"), "đ\nạ\n", "another paragraph");
}

#[test]
fn words_whose_letters_are_of_several_fonts_stay_whole() {
    let file =
        include_bytes!("../../content/articles/2024/bo-tai-lieu-theo-doi-mo-hinh/tom-tat-de-an-13.pdf");
    let PdfText::Text(text) = read(file.to_vec()) else { panic!("it has text") };
    assert!(text.contains("Mỗi xã, phường, thị trấn từ 10 mô hình hằng năm"), "{text}");
    assert!(text.starts_with("Tài liệu mẫu do Ban biên tập mẫu soạn để minh họa; "), "{text}");
}

#[test]
fn pages_without_letters_are_scanned() {
    assert_eq!(
        read(page(
            "q 100 0 0 100 0 0 cm /X Do Q",
            "9 0 obj<</Subtype/Image/Width 1/Height 1/Length 1>>\nstream\nx\nendstream endobj"
        )),
        PdfText::Scanned
    );
    assert_eq!(read(page("", "")), PdfText::Scanned);
}

#[test]
fn forms_are_drawn_and_end_where_they_draw_themselves() {
    let form = |content: &str| {
        let length = content.len();
        format!(
            "9 0 obj<</Subtype/Form/Resources<</Font<</F 5 0 R>>/XObject<</X 9 0 R>>>>/Length {length}>>\nstream\n{content}\nendstream endobj"
        )
    };
    let once = read(page("/X Do", &form("BT /F 10 Tf <0002> Tj ET")));
    assert_eq!(once, PdfText::Text("đ\n".to_owned()));
    let endless = read(page("/X Do", &form("BT /F 10 Tf <0002> Tj ET /X Do /X Do /X Do")));
    assert!(endless.text().is_some_and(|text| text.len() < 10_000));
}

#[test]
fn a_file_that_unpacks_too_far_is_not_read() {
    let packed = |size: usize| {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&vec![b' '; size]).expect("packed");
        let stream = encoder.finish().expect("packed");
        let mut file = page("BT /F 10 Tf <0002> Tj ET", "");
        file.extend(format!("10 0 obj<</Filter/FlateDecode/Length {}>>\nstream\n", stream.len()).bytes());
        file.extend(stream);
        file.extend(b"\nendstream endobj\n");
        file
    };
    assert!(read(packed(1 << 20)).text().is_some());
    assert_eq!(read(packed(17 << 20)), PdfText::Unread);
    let twice = "10 0 obj<</Filter[/FlateDecode/FlateDecode]/Length 30000>>\nstream\n".to_owned()
        + &"x".repeat(30_000)
        + "\nendstream endobj";
    assert_eq!(read(page("", &twice)), PdfText::Unread);
}

#[test]
fn broken_files_do_no_harm() {
    let whole = page("BT /F 10 Tf 12 TL [<0002> -300 <0001>] TJ T* (x) ' ET /X Do", "");
    for cut in 0..whole.len() {
        let _ = read(whole[..cut].to_vec());
        let mut changed = whole.clone();
        changed[cut] ^= 0x15;
        let _ = read(changed);
    }
    for hostile in [
        &b""[..],
        b"%PDF-1.7",
        b"%PDF-1.7 trailer<</Root 1 0 R>>",
        b"stream\n",
        b"1 0 obj<</Filter/FlateDecode",
    ] {
        assert_ne!(read(hostile.to_vec()).text(), Some("x"), "there is no text");
    }
}
