use std::time::Instant;

use super::*;

fn card(title: &str) -> Card {
    Card {
        site: "Dân vận khéo".into(),
        kicker: "Chính trị – Xây dựng hệ thống chính trị".into(),
        title: title.into(),
        line: "Xã Lâm Giang, huyện Văn Yên · 25/08/2023".into(),
        palette: Palette::default(),
    }
}

const LONG: &str = "Ấm lòng Ặc Ể Ỗ Ự: “Dân vận khéo” ở những bản vùng cao ĐỒNG BẰNG ẤP ẲNG NGHIÊNG NGẢ, nơi cả bản cùng làm đường, trồng hoa và giữ gìn vệ sinh môi trường qua nhiều mùa mưa lũ liên tiếp kể từ năm 2019 đến nay, không một hộ nào đứng ngoài cuộc";

#[test]
fn the_same_words_give_the_same_bytes_on_every_machine() {
    let png = card("Ấ Ặ Ể Ỗ Ự – mái ấm vùng cao").png();
    let pixels = image::load_from_memory(&png).expect("a picture").into_rgb8();
    assert_eq!(
        blake3::hash(&pixels).to_hex()[..16],
        *"df8f55f5b8ec64b9",
        "look at the card before you change this"
    );
}

#[test]
fn a_card_is_a_png_of_1200_by_630() {
    let png = card(LONG).png();
    let image = image::load_from_memory(&png).expect("a picture");
    assert_eq!((image.width(), image.height()), (WIDTH, HEIGHT));
    assert!(png.len() < 60_000, "{} bytes", png.len());
}

#[test]
fn empty_words_and_other_scripts_are_no_harm() {
    assert!(!Card::default().png().is_empty());
    assert_eq!(card("漢字 🎉").png(), card("").png(), "what the font does not have is left out");
}

#[test]
fn every_word_counts_for_the_key() {
    let base = card("a");
    let moved = Card { site: "Dân vận khéoC".into(), kicker: base.kicker[1..].into(), ..base.clone() };
    assert_ne!(base.key(), moved.key());
    assert_ne!(base.key(), card("b").key());
}

#[test]
fn a_card_has_the_colours_of_the_site_and_can_be_read() {
    let dark = Palette { ground: [0x5A, 0x10, 0x10], ..Palette::default() };
    let painted = Card { palette: dark.legible(), ..card("a") };
    let pixels = image::load_from_memory(&painted.png()).expect("a picture").into_rgb8();
    assert_eq!(pixels.get_pixel(1000, 20).0, [0x5A, 0x10, 0x10]);
    assert_ne!(painted.key(), card("a").key());
    let light = Palette { ground: [0xFF, 0xE0, 0x80], ..Palette::default() }.legible();
    assert_eq!((light.title, light.soft, light.accent), ([0; 3], [0; 3], [0; 3]));
    assert_eq!(Palette::default().legible(), Palette::default());
}

#[test]
fn nothing_is_clipped_at_any_size() {
    for size in 20_u8..=80 {
        for face in [Face::regular(), Face::bold()] {
            let paint = |at: f32| {
                let mut canvas = Canvas::new(700, 400);
                canvas.line(face, "Ấ Ặ Ể Ỗ Ự Ẵ Ỵ g", f32::from(size), (10.0, at), Ink::Title);
                canvas.rows()
            };
            let (rows, height) = (paint(200.0), f32::from(size));
            let top = 200.0 - *rows.first().expect("painted") as f32;
            let bottom = *rows.last().expect("painted") as f32 - 199.0;
            assert!(
                top > height * 0.9 && top < height * 1.06 + 2.0,
                "the marks of {size} pixels end at {top}"
            );
            assert!(
                bottom > height * 0.2 && bottom < height * 0.35,
                "the dots of {size} pixels end at {bottom}"
            );
        }
    }
}

/// Writes cards for visual inspection and measures the time for each: `cargo test --release --lib card::tests::shows
/// -- --ignored --nocapture`.
#[test]
#[ignore = "writes pictures for people to look at"]
#[expect(clippy::disallowed_methods, reason = "a measurement")]
fn shows() {
    let folder = std::env::temp_dir().join("bantin-cards");
    std::fs::create_dir_all(&folder).expect("a folder");
    let titles = [
        "Dân vận khéo",
        "Ấ Ặ Ể Ỗ Ự – mái ấm vùng cao",
        "Vườn rau sạch của Hội Phụ nữ xã: mỗi tuần một buổi, mỗi nhà một luống",
        "Ban Chỉ đạo tổng kết ba năm phong trào thi đua “Dân vận khéo” và phát động cuộc thi viết giai đoạn mới trên toàn tỉnh",
        LONG,
        "https://portal.example.vn/dan-van-kheo/tin-tuc/mot-dia-chi-rat-dai-khong-co-khoang-trang-nao-ca-de-xem-the-nao",
    ];
    for (number, title) in titles.iter().enumerate() {
        let begin = Instant::now();
        for _ in 0..20 {
            std::hint::black_box(card(title).png());
        }
        let png = card(title).png();
        println!("{number}: {:?} a card, {} bytes", begin.elapsed() / 20, png.len());
        std::fs::write(folder.join(format!("{number}.png")), png).expect("written");
    }
}
