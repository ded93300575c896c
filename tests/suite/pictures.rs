//! Pictures of a whole site: widths, share cards, and diagnostics.

use std::collections::BTreeMap;
use std::io::Cursor;

use bantin::diagnostic::Code;
use image::{DynamicImage, ImageFormat, RgbImage};

use crate::pages::{dead_links, pages, values};
use crate::site::SiteTest;

const SITE: &str = include_str!("../fixtures/small/content/site.yaml");

const ARTICLE: &str = "---\ntitle: Ấm Ặc Ể Ỗ Ự\ndate: 2025-01-01\ncategory: kinh-te\nimage: {file: anh.png, alt: Một bức ảnh}\n---\nChữ.\n\n![Ảnh trong bài](trong-bai.jpg \"Lời\")\n\nChữ.\n";

/// A picture as detailed as a photograph, so that a smaller one has fewer bytes.
fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let grain = |x: u32, y: u32| ((x * 7919 + y * 104_729).wrapping_mul(2_654_435_761) >> 24) as u8;
    let image = RgbImage::from_fn(width, height, |x, y| image::Rgb([grain(x, y), grain(y, x), 90]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image).write_to(&mut bytes, format).expect("packed");
    bytes.into_inner()
}

fn with_pictures(images: &str) -> SiteTest {
    SiteTest::fixture("small")
        .file("content/site.yaml", format!("{SITE}images: {images}\n"))
        .file("content/articles/anh/index.md", ARTICLE)
        .file("content/articles/anh/anh.png", picture(300, 200, ImageFormat::Png))
        .file("content/articles/anh/trong-bai.jpg", picture(100, 50, ImageFormat::Jpeg))
}

fn named<'o>(output: &'o BTreeMap<String, Vec<u8>>, part: &str) -> Vec<&'o str> {
    output.keys().map(String::as_str).filter(|path| path.contains(part)).collect()
}

#[test]
fn pictures_come_in_several_widths_and_every_address_leads_to_a_file() {
    let output = with_pictures("{widths: [60, 120]}").build().output();
    assert_eq!(dead_links(&output, "/tin/", "https://portal.example.vn"), Default::default());
    assert_eq!(named(&output, "tin-tuc/anh/anh-").len(), 4, "two widths in two formats");
    assert_eq!(
        named(&output, "tin-tuc/anh/trong-bai").len(),
        4,
        "WebP at 60 and 100, JPEG at 60, the original"
    );
    assert!(named(&output, "/card-").is_empty(), "cards are off by default");
    let (_, page) =
        pages(&output).into_iter().find(|(path, _)| *path == "tin-tuc/anh/index.html").expect("the page");
    assert_eq!(values(&page, ".figure-main img", "fetchpriority"), ["high"]);
    assert_eq!(values(&page, ".figure-main img", "width"), ["300"]);
    assert!(values(&page, ".figure-main img", "loading").is_empty());
    let sources = values(&page, "main picture > source[type='image/webp']", "srcset");
    assert!(sources.len() >= 2, "{sources:?}");
    assert!(sources[0].contains("-60w-") && sources[0].contains(" 60w, ") && sources[0].ends_with(" 120w"));
    let in_text = values(&page, "picture > img[alt='Ảnh trong bài']", "srcset");
    assert!(in_text[0].contains(" 60w, ") && in_text[0].ends_with("trong-bai.jpg 100w"), "{in_text:?}");
    assert_eq!(values(&page, "img[alt='Ảnh trong bài']", "loading"), ["lazy"]);
    for path in values(&page, "[srcset]", "srcset").iter().flat_map(|set| set.split(", ")) {
        let path = path.split(' ').next().and_then(|path| path.strip_prefix("/tin/")).expect("an address");
        assert!(output.contains_key(path), "{path}");
    }
}

#[test]
fn share_cards_stand_beside_their_pages_when_they_are_asked_for() {
    let output = with_pictures("{share_cards: true}").build().output();
    let cards = named(&output, "/card-");
    let records = |folder: &str| cards.iter().filter(|card| card.starts_with(folder)).count();
    assert!(records("tin-tuc/anh/") == 1 && records("mo-hinh/vuon-rau/") == 1);
    assert_eq!(records("cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/"), 1);
    let (_, page) =
        pages(&output).into_iter().find(|(path, _)| *path == "tin-tuc/anh/index.html").expect("the page");
    let shown = values(&page, "meta[property='og:image']", "content");
    let path = shown[0].strip_prefix("https://portal.example.vn/tin/").expect("an address");
    let card = image::load_from_memory(&output[path]).expect("a picture");
    assert_eq!((card.width(), card.height()), (1200, 630));
}

#[test]
fn pages_without_a_card_show_that_of_the_section() {
    let shown = |output: &BTreeMap<String, Vec<u8>>, path: &str| {
        let (_, page) = pages(output).into_iter().find(|(other, _)| *other == path).expect("the page");
        values(&page, "meta[property='og:image']", "content").into_iter().next()
    };
    let output = with_pictures("{share_cards: true}").build().output();
    for (path, folder) in [
        ("index.html", "card-"),
        ("mo-hinh/index.html", "card-"),
        ("en/thong-ke/index.html", "en/card-"),
        ("cuoc-thi/thi-viet/index.html", "cuoc-thi/thi-viet/card-"),
    ] {
        let address = shown(&output, path).expect("a picture");
        let card = address.strip_prefix("https://portal.example.vn/tin/").expect("an address");
        assert!(card.starts_with(folder) && output.contains_key(card), "{path}: {card}");
    }
    assert_eq!(shown(&output, "404.html"), None);
    assert_eq!(
        shown(&SiteTest::fixture("small").build().output(), "mo-hinh/index.html"),
        None,
        "nothing is invented"
    );
}

#[test]
fn cards_of_english_texts_name_places_in_english() {
    let card = |xa_moi: &str, id: &str| {
        let localities = format!(
            "- {{id: tinh, name: Tỉnh Mẫu, level: province}}\n\
             - {{id: xa-cu, name: Xã Cũ, level: commune, parent: tinh}}\n\
             - {{id: xa-moi, name: Xã Mới, {xa_moi}level: commune, parent: tinh}}\n"
        );
        let text = |language: &str| {
            format!(
                "---\ntitle: Tin\ndate: 2025-03-02\ncategory: dan-van\nlocality: xa-moi\nlanguage: {language}\n---\nText.\n"
            )
        };
        let site = with_pictures("{share_cards: true}")
            .file("content/taxonomies/localities.yaml", localities)
            .file("content/articles/english.md", text("en"))
            .file("content/articles/viet.md", text("vi"));
        let output = site.build().output();
        // The file name of a card contains a hash of its text.
        named(&output, &format!("tin-tuc/{id}/card-"))[0].to_owned()
    };
    assert_ne!(card("", "english"), card("name_en: New Commune, ", "english"));
    assert_eq!(card("", "viet"), card("name_en: New Commune, ", "viet"));
}

#[test]
fn cards_and_icon_have_the_colour_of_the_site() {
    let settings = format!("{SITE}images: {{share_cards: true}}\nlook: {{colors: {{brand: \"#5a1010\"}}}}\n");
    let output = SiteTest::fixture("small").file("content/site.yaml", settings).build().output();
    for card in named(&output, "/card-") {
        let picture = image::load_from_memory(&output[card]).expect("a picture").into_rgb8();
        assert_eq!(picture.get_pixel(1000, 20).0, [0x5A, 0x10, 0x10], "{card}");
    }
    let icon = named(&output, "theme/icon.")[0];
    let drawn = String::from_utf8_lossy(&output[icon]);
    assert!(drawn.contains("fill=\"#5a1010\"") && !drawn.contains("#0d4756"), "{drawn}");
    let (_, home) = pages(&output).into_iter().find(|(path, _)| *path == "index.html").expect("home");
    assert_eq!(values(&home, "link[rel=icon]", "href"), [format!("/tin/{icon}")]);
    assert!(values(&home, ".brand svg rect", "fill").is_empty(), "the sign stands on the masthead itself");
}

#[test]
fn the_cache_changes_nothing_in_the_output() {
    let site = with_pictures("{widths: [60, 120], share_cards: true}").build();
    let first = site.output();
    // Else nothing would be made at all.
    std::fs::remove_dir_all(site.root().join("public")).expect("the output is gone");
    site.rebuild();
    assert_eq!(site.output(), first);
    assert!(site.root().join(".bantin/cache/images").is_dir());
}

#[test]
fn damaged_and_huge_pictures_stop_the_build() {
    let png = picture(300, 200, ImageFormat::Png);
    let damaged =
        with_pictures("{widths: [60]}").file("content/articles/anh/anh.png", &png[..png.len() - 60]);
    let report = damaged.check().report;
    let told: Vec<_> = report.entries().iter().map(|d| (d.code, d.file.as_str())).collect();
    assert_eq!(told, [(Code::DamagedImage, "content/articles/anh/anh.png")]);
    let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    huge.extend([20_000_u32.to_be_bytes(), 20_000_u32.to_be_bytes()].concat());
    huge.extend([8, 2, 0, 0, 0]);
    let report = with_pictures("{widths: [60]}").file("content/articles/anh/anh.png", huge).check().report;
    let told: Vec<_> = report.entries().iter().map(|d| (d.code, d.file.as_str(), d.start.line)).collect();
    assert_eq!(told, [(Code::HugeImage, "content/articles/anh/index.md", 5)]);
}

#[test]
fn a_picture_holds_its_place_in_its_own_colour_without_an_inline_style() {
    let output = with_pictures("{widths: [60, 120]}").build().output();
    let article = pages(&output).remove("tin-tuc/anh/index.html").expect("the article");
    let tones: Vec<_> = values(&article, "main img", "class").into_iter().collect();
    assert!(tones.len() >= 2, "the picture and the one in the text: {tones:?}");
    assert_eq!(values(&article, "[style]", "style"), [""; 0]);
    let sheet = output.iter().find(|(path, _)| path.contains("theme/page.") && path.ends_with(".css"));
    let css = String::from_utf8_lossy(sheet.expect("the stylesheet").1);
    for tone in tones {
        let colour = tone.strip_prefix("tone-").unwrap_or_else(|| panic!("{tone}"));
        assert!(css.contains(&format!("img.{tone}{{background: #{colour}}}")), "{tone}");
    }
    // Every colour that a picture can have is there.
    for colour in
        (0..64).map(|at| [at / 16, at / 4 % 4, at % 4].map(|digit| ["2", "6", "a", "e"][digit]).concat())
    {
        assert!(css.contains(&format!("img.tone-{colour}{{background: #{colour}}}")), "{colour}");
    }
    let without = with_pictures("{widths: []}").build().output();
    let article = pages(&without).remove("tin-tuc/anh/index.html").expect("the article");
    assert_eq!(values(&article, "main img", "class"), [""; 0]);
}
