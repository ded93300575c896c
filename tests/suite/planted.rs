//! Private values in unlikely places: in documents attached to records, and names behind a pen name, over whole
//! outputs.

use std::io::{Cursor, Write};

use bantin::diagnostic::Severity;

use crate::site::SiteTest;

/// An entry with a private number, next to a document.
fn entry(name: &str, more: &str) -> String {
    format!(
        "---
title: Chuyện vườn rau
genre: bai-viet
authors: [{{name: Lường Thị Nguyệt Hạ, pen_name: Lúa, lead: true}}, {{name: Khoàng Văn Sính, pen_name: Ngô Đồng}}]
organization: hoi-phu-nu
locality: xa-moi
submitted: 2025-05-05
models: [vuon-rau]
round: chung-khao
award: nhat
published_in: {{name: Báo Mẫu, date: 2025-05-20}}
consent: {{given: true, name: {name}}}
status: accepted
{more}private: {{phone: \"0900 000 111\"}}
---

Chuyện của bản.
"
    )
}

fn site(name: &str, more: &str) -> SiteTest {
    SiteTest::fixture("small").file("content/contests/thi-viet/entries/bai-du-thi.md", entry(name, more))
}

/// A ZIP file with one compressed part.
fn zip(name: &str, part: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("it is begun");
    zip.write_all(part.as_bytes()).expect("it is packed");
    zip.finish().expect("it is packed").into_inner()
}

fn packed_pdf(content: &str) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(content.as_bytes()).expect("it is packed");
    let stream = packer.finish().expect("it is packed");
    [b"%PDF-1.4\n1 0 obj <</Filter /FlateDecode>>\nstream\n", stream.as_slice(), b"\nendstream\nendobj\n"]
        .concat()
}

#[test]
fn a_private_value_in_a_document_stops_the_build() {
    let word = "<w:p><w:r><w:t>ĐT: 0900</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>.000 111</w:t></w:r></w:p>";
    let sheet = "<sst><si><t>0900 000 111</t></si></sst>";
    for (file, bytes) in [
        ("van-ban.docx", zip("word/document.xml", word)),
        ("bang.xlsx", zip("xl/sharedStrings.xml", sheet)),
        ("so.xlsx", zip("xl/worksheets/sheet1.xml", "<row><c><v>900000111</v></c></row>")),
        ("tom-tat.pdf", b"%PDF-1.4\n1 0 obj <</Author (0900.000.111)>> endobj\n".to_vec()),
        ("tho.pdf", b"%PDF-1.4\n3 0 obj <</Length 48>>\nstream\nBT [(0900) -250 (000) 20 (111)] TJ ET\nendstream endobj\n".to_vec()),
        ("trang.pdf", packed_pdf("BT /F1 12 Tf [(0900 0) 12 (00 111)] TJ ET")),
    ] {
        let article = format!(
            "---\ntitle: Văn bản\ndate: 2025-05-01\ncategory: kinh-te\nattachments: [{{title: Văn bản, file: {file}}}]\n---\n\nBài.\n"
        );
        let site = site("full", "").file("content/articles/van-ban.md", article);
        std::fs::write(site.root().join("content/articles").join(file), bytes).expect("it is written");
        let outcome = site.rebuild_badly();
        let told: Vec<_> = outcome.report.entries().iter().map(|e| (e.severity, e.code.as_str())).collect();
        assert_eq!(told, [(Severity::Error, "private-value")], "{file}");
    }
}

#[test]
fn documents_without_private_values_are_published_as_they_are() {
    let word = zip("word/document.xml", "<w:p><w:t>Điện thoại cơ quan: 0216 3852 123</w:t></w:p>");
    let article = "---\ntitle: Văn bản\ndate: 2025-05-01\ncategory: kinh-te\nattachments: [{title: Văn bản, file: a.docx}]\n---\n\nBài.\n";
    let site = site("full", "")
        .file("content/articles/van-ban.md", article)
        .file("content/articles/a.docx", &word)
        .build();
    assert_eq!(site.output()["tin-tuc/van-ban/a.docx"], word);
}

#[test]
fn a_name_behind_a_pen_name_stands_in_no_file_of_the_output() {
    let caption = "media: [{kind: image, file: anh.png, alt: Vườn rau, caption: Ảnh của tác giả}]\n";
    let picture = include_bytes!("../fixtures/small/content/articles/anh-bai.png");
    for (name, shown) in [("pen", true), ("none", false)] {
        let site = site(name, caption).file("content/contests/thi-viet/entries/anh.png", picture).file(
            "content/site.yaml",
            {
                let settings = include_str!("../fixtures/small/content/site.yaml");
                format!("{settings}\nimages: {{widths: [16], share_cards: true}}\n")
            },
        );
        let output = site.build().output();
        let page = String::from_utf8_lossy(&output["cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html"]);
        assert_eq!(page.contains("Lúa"), shown, "{name}");
        assert!(page.contains("Giải Nhất"), "the results are known");
        for (path, bytes) in &output {
            let text = String::from_utf8_lossy(bytes);
            for hidden in [
                "Lường Thị Nguyệt Hạ",
                "luong thi nguyet ha",
                "Nguyệt Hạ",
                "Khoàng Văn Sính",
                "khoang van sinh",
            ] {
                assert!(!text.contains(hidden), "{name}: `{hidden}` stands in {path}");
            }
            assert!(shown || !text.contains("Ngô Đồng"), "{name}: the pen name stands in {path}");
        }
    }
    let output = site("full", "").build().output();
    let named = |path: &str| String::from_utf8_lossy(&output[path]).contains("Lường Thị Nguyệt Hạ");
    assert!(named("cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html") && named("api/entries.csv"));
}

#[test]
fn a_damaged_picture_below_static_is_not_published_with_what_it_carries() {
    let broken = b"\xFF\xD8\xFF\xE1\x7F\xFFExif\0\0 Lan 2025";
    let site = SiteTest::fixture("small").file("content/static/anh/hong.jpg", broken);
    let outcome = site.rebuild_badly();
    let told: Vec<_> = outcome.report.entries().iter().map(|e| (e.code.as_str(), e.file.as_str())).collect();
    assert_eq!(told, [("damaged-image", "content/static/anh/hong.jpg")]);
    assert!(outcome.summary.is_none());
}

#[test]
fn a_budget_of_twelve_digits_is_no_personal_number() {
    let model = "- {id: lon, name: Mô hình lớn, field: kinh-te, level: commune, locality: xa-moi, registered: 2023, status: recognized, budget: {amount: 123456789012}}\n";
    SiteTest::fixture("small").file("content/models/lon.yaml", model).build();
}
