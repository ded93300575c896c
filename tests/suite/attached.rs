//! What stands in the files of a record is found with its page: PDF documents, transcripts and captions.

use std::collections::BTreeMap;

use bantin::diagnostic::Code;
use bantin::workspace::build::WhyUnread;

use crate::site::SiteTest;

const PDF: &[u8] =
    include_bytes!("../../content/articles/2024/bo-tai-lieu-theo-doi-mo-hinh/tom-tat-de-an-13.pdf");
/// A page without letters.
const SCAN: &str = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n";
const DOCUMENT: &str = "title: Đề án mẫu\nkind: scheme\nissued: 2025-01-01\nissuer: ban-bien-tap\nfile: de-an.pdf\ntags: [Vườn rau, đề án]\n";

fn article(keys: &str, body: &str) -> String {
    format!(
        "---\ntitle: Hội nghị\ndate: 2025-05-01\ncategory: kinh-te\nsummary: Tóm tắt\n{keys}---\n\n{body}\n"
    )
}

/// All texts of the search.
fn searched(output: &BTreeMap<String, Vec<u8>>) -> String {
    let files = output.iter().filter(|(path, _)| path.starts_with("search/"));
    let texts = files.flat_map(|(path, bytes)| match path.ends_with(".bin") {
        true => bantin_search::packed_texts(bytes),
        false => vec![bytes.clone()],
    });
    texts.map(|text| String::from_utf8_lossy(&text).into_owned()).collect()
}

#[test]
fn the_text_of_a_pdf_is_found_with_its_document_and_article() {
    let said = "Nguồn số liệu: Cổng Thông tin điện tử tỉnh Yên Bái";
    let of_document = SiteTest::fixture("small")
        .file("content/documents/de-an.yaml", DOCUMENT)
        .file("content/documents/de-an.pdf", PDF)
        .build();
    assert!(searched(&of_document.output()).contains(said));
    let attached = article("attachments: [{title: Đề án, file: de-an.pdf}]\n", "Chữ.");
    let of_article = SiteTest::fixture("small")
        .file("content/articles/hoi-nghi.md", attached)
        .file("content/articles/de-an.pdf", PDF)
        .build();
    assert!(searched(&of_article.output()).contains(said));
    let unpublished = SiteTest::fixture("small")
        .file("content/documents/de-an.yaml", format!("{DOCUMENT}draft: true\n"))
        .file("content/documents/de-an.pdf", PDF)
        .build();
    assert!(!searched(&unpublished.output()).contains(said));
}

#[test]
fn a_scanned_pdf_is_named_in_the_summary_and_no_error() {
    let outcome = SiteTest::fixture("small")
        .file("content/documents/de-an.yaml", DOCUMENT)
        .file("content/documents/de-an.pdf", SCAN)
        .check();
    let summary = outcome.summary.expect("it is sound");
    let unread: Vec<_> = summary.unread.iter().map(|file| (file.why, file.path.as_str())).collect();
    assert_eq!(unread, [(WhyUnread::Scanned, "content/documents/de-an.pdf")]);
}

#[test]
fn a_private_value_in_the_text_layer_of_a_pdf_is_an_error() {
    let model = "- {id: them, name: Thêm, field: kinh-te, level: base, locality: xa-moi, registered: 2025, status: registered, private: {ghi_chu: để người dùng tự ghi}}\n";
    let outcome = SiteTest::fixture("small")
        .file("content/models/them.yaml", model)
        .file("content/documents/de-an.yaml", DOCUMENT)
        .file("content/documents/de-an.pdf", PDF)
        .check();
    let codes: Vec<Code> = outcome.report.entries().iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::PrivateValue]);
}

#[test]
fn what_is_said_in_sound_and_film_is_found() {
    let captions = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Bà Lan>Nước về đến bể\n";
    let body = "{{ audio(file=\"loi.mp3\", title=\"Lời kể\", transcript=\"loi.txt\") }}";
    let with = |body: &str| {
        SiteTest::fixture("small")
            .file("content/articles/loi.mp3", "ID3 0123")
            .file("content/articles/phim.mp4", "0123ftypisom")
            .file("content/articles/loi.txt", "Chào bà con thôn Đồi Chè")
            .file("content/articles/phim.vi.vtt", captions)
            .file("content/articles/hoi-nghi.md", article("", body))
            .build()
            .output()
    };
    assert!(searched(&with(body)).contains("Chào bà con thôn Đồi Chè"));
    let film = searched(&with("{{ video(file=\"phim.mp4\", title=\"Phim\", captions=[\"phim.vi.vtt\"]) }}"));
    assert!(film.contains("Nước về đến bể") && !film.contains("Bà Lan>"));
}

#[test]
fn a_document_stands_on_the_pages_of_its_keywords() {
    let output = SiteTest::fixture("small")
        .file("content/documents/de-an.yaml", DOCUMENT)
        .file("content/documents/de-an.pdf", PDF)
        .build()
        .output();
    let pages = crate::pages::pages(&output);
    let tags = crate::pages::values(&pages["van-ban/de-an/index.html"], ".facts dd a", "href");
    assert!(tags.contains(&"/tin/the/de-an/".to_owned()), "{tags:?}");
    for tag in ["de-an", "vuon-rau"] {
        let page = &pages[format!("the/{tag}/index.html").as_str()];
        assert_eq!(crate::pages::texts(page, ".item h3 a"), ["Đề án mẫu"], "{tag}");
    }
    assert!(!pages.contains_key("en/the/de-an/index.html"), "no English document has it");
}
