//! Figures, films and recordings in the flow of a text.

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

const CAPTIONS: &str = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nChào bà con\n";

fn built(body: &str, keys: &str) -> SiteTest {
    let front = format!("title: Hội nghị\ndate: 2025-05-01\ncategory: kinh-te\nsummary: Tóm tắt\n{keys}");
    SiteTest::fixture("small")
        .file("content/articles/hoi-nghi.md", format!("---\n{front}---\n\n{body}\n"))
        .file("content/articles/phim.mp4", "0123ftypisom")
        .file("content/articles/loi.mp3", "ID3 0123")
        .file("content/articles/loi.txt", "Chào bà con")
        .file("content/articles/phim-vi.vtt", CAPTIONS)
        .file("content/articles/phim-en.vtt", CAPTIONS)
        .build()
}

#[test]
fn a_figure_shows_its_pictures_with_caption_detail_and_credit() {
    let files = built(
        "{{ figure(files=[\"anh-bai.png\", \"anh-bai.png\"], alts=[\"Hội trường\", \"\"], caption=\"Toàn cảnh\", detail=\"đại biểu thảo luận\", credit=\"Tổ ảnh\") }}",
        "",
    )
    .output();
    let page = &pages(&files)["tin-tuc/hoi-nghi/index.html"];
    assert_eq!(values(page, ".figure-row img", "alt"), ["Hội trường", ""]);
    assert_eq!(
        texts(page, ".figure-row figcaption p"),
        ["Toàn cảnh", "Trong ảnh: đại biểu thảo luận", "Ảnh: Tổ ảnh"]
    );
}

#[test]
fn a_film_has_captions_transcript_and_poster() {
    let files = built(
        "{{ video(file=\"phim.mp4\", title=\"Họp thôn\", poster=\"anh-bai.png\", captions=[\"phim-en.vtt\", \"phim-vi.vtt\"], transcript=\"loi.txt\") }}",
        "",
    )
    .output();
    let page = &pages(&files)["tin-tuc/hoi-nghi/index.html"];
    assert_eq!(values(page, "video track", "srclang"), ["vi", "en"]);
    assert_eq!(values(page, "video track[default]", "src"), ["/tin/tin-tuc/hoi-nghi/phim-vi.vtt"]);
    assert_eq!(values(page, "video", "poster"), ["/tin/tin-tuc/hoi-nghi/anh-bai.png"]);
    assert_eq!(texts(page, ".video figcaption"), ["Họp thôn Bản chép lời (TXT, 13 B)"]);
    for name in ["phim.mp4", "phim-vi.vtt", "phim-en.vtt", "loi.txt", "anh-bai.png"] {
        assert!(files.contains_key(&format!("tin-tuc/hoi-nghi/{name}")), "{name}");
    }
}

#[test]
fn a_recording_stands_above_the_text_or_in_it() {
    let files = built(
        "{{ audio(file=\"loi.mp3\", title=\"Lời kể\", transcript=\"loi.txt\") }}",
        "audio: {file: loi.mp3}\n",
    )
    .output();
    let page = &pages(&files)["tin-tuc/hoi-nghi/index.html"];
    assert_eq!(values(page, "audio", "aria-label"), ["Nghe bài này", "Lời kể"]);
    assert_eq!(values(page, "audio", "src"), ["/tin/tin-tuc/hoi-nghi/loi.mp3"; 2]);
    assert!(files.contains_key("tin-tuc/hoi-nghi/loi.mp3") && files.contains_key("tin-tuc/hoi-nghi/loi.txt"));
}

#[test]
fn titles_of_pictures_have_every_form_of_commonmark() {
    let files = built(
        "![Một](anh-bai.png 'Chú thích \"một\"')\n\n![Hai](anh-bai.png (Chú thích hai))\n\n![Ba](anh-bai.png \"Hình 1) ba\")",
        "",
    )
    .output();
    let page = &pages(&files)["tin-tuc/hoi-nghi/index.html"];
    assert_eq!(texts(page, ".prose figcaption"), ["Chú thích \"một\"", "Chú thích hai", "Hình 1) ba"]);
}

#[test]
fn a_picture_says_what_must_stay_visible_where_it_is_cropped() {
    let files = built("Chữ.", "image: {file: anh-bai.png, alt: Hội trường, focus: [0.32, 1]}\n").output();
    let list = &pages(&files)["tin-tuc/index.html"];
    assert_eq!(values(list, ".card-picture img[class]", "class"), ["focus-x-3 focus-y-10"]);
}
