//! What editors type that does not take, and addresses with spaces.

use super::*;

/// The codes that a text is warned of, with what is pointed at.
fn warned(text: &str) -> Vec<(&'static str, String)> {
    let (_, problems) = reading(text);
    problems.into_iter().map(|problem| (problem.code.as_str(), text[problem.range].to_owned())).collect()
}

fn only(code: &'static str, place: &str) -> Vec<(&'static str, String)> {
    vec![(code, place.to_owned())]
}

#[test]
fn markdown_that_did_not_take_is_told() {
    assert_eq!(warned("##Mục lớn"), only("raw-heading", "##"));
    assert_eq!(warned("#Mục lớn"), only("raw-heading", "#"));
    for (list, sign) in [
        ("•\tÝ một\n•\tÝ hai", "•"),
        ("–\tÝ một", "–"),
        ("a) Một\nb) Hai", "a)"),
        ("Gồm:\n2) Một\n3) Hai", "2)"),
        ("1.Mục một", "1."),
        ("· Ý", "·"),
    ] {
        assert_eq!(warned(list), only("raw-list", sign), "{list}");
    }
    assert_eq!(warned("**Thời gian: **8 giờ"), only("raw-emphasis", "**"));
    assert_eq!(warned("**Thời gian:**8 giờ"), only("raw-emphasis", "**"));
    assert_eq!(warned("x **chữ đậm"), only("raw-emphasis", "**"));
    assert_eq!(warned("|Xã|Số|\n|Một|2|"), only("raw-table", "|"));
    let film = "https://www.youtube.com/watch?v=abc";
    assert_eq!(warned(film), only("bare-video", film));
}

#[test]
fn what_is_meant_as_it_stands_is_not_told() {
    for text in [
        "#DanVanKheo",
        "#DanVanKheo và #ChuyenDoiSo",
        "\\##Mục",
        "– Tôi chỉ mang đến cái hũ - bà nói",
        "a) Về công tác dân vận.",
        "1.000 đồng",
        "2 * 3 * 4 và 5**2",
        "\\**x",
        "Họ tên: ________",
        "`**x` và `##y`",
        "    •\tmã",
        "|x| là giá trị tuyệt đối",
        "1. Một\n2. Hai",
        "1) Một\n2) Hai",
        "* Một\n* Hai",
        "Phim https://youtu.be/abc hay",
    ] {
        assert_eq!(warned(text), vec![], "{text}");
    }
}

#[test]
fn a_file_with_spaces_in_its_name_is_taken_and_told() {
    let (rendered, found) = reading("[x](a b.pdf) ![y](no ảnh.png)");
    assert_eq!(shown(&rendered), "<p><a href=\"/dvk/tin-tuc/a/a-b.pdf\">x</a> ![y](no ảnh.png)</p>\n");
    let told: Vec<_> =
        found.iter().map(|one| (one.code, one.help.as_ref().map(|help| help.en.as_str()))).collect();
    assert_eq!(
        told,
        [
            (Code::SpaceInAddress, Some("write `(<a b.pdf>)`")),
            (Code::SpaceInAddress, Some("write `(<no ảnh.png>)`"))
        ]
    );
}

#[test]
fn spaces_in_an_address_elsewhere_are_encoded() {
    let expected =
        "<p><a href=\"https://a.vn/Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf\" rel=\"noopener\">x</a></p>\n";
    assert_eq!(html("[x](<https://a.vn/Quyết định.pdf>)"), expected);
}

#[test]
fn pictures_of_other_hosts_are_shown_where_the_site_says_so() {
    let options = Options { external_images: ExternalImages::Allow, ..OPTIONS };
    let text = "![x](https://a.vn/b.png) <img src=\"https://a.vn/c.png\" alt=\"y\">";
    let (rendered, found) = read(text, options, &Fake::new());
    let img = |name: &str, alt: &str| {
        format!("<img src=\"https://a.vn/{name}\" alt=\"{alt}\" loading=\"lazy\" decoding=\"async\">")
    };
    assert_eq!(shown(&rendered), format!("<p>{} {}</p>\n", img("b.png", "x"), img("c.png", "y")));
    assert_eq!(found, []);
    assert_eq!(read("![x](data:image/png,x)", options, &Fake::new()).1[0].code, Code::UnsafeUrl);
}

/// A piece of Markdown, with words that occur once.
fn pieces() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    const MARKS: &[&str] = &[
        "**",
        "*",
        "_",
        "`x`",
        "~~y~~",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        "## ",
        "##",
        "- ",
        "1. ",
        "2) ",
        "1.",
        "> ",
        "| ",
        "|",
        "\n|---|\n",
        "\n: ",
        ": ",
        ":",
        "<b>",
        "</b>",
        "<br>",
        "•\t",
        "a) ",
        " {#x}",
        "\u{b}",
        "\u{3}",
        "(",
        ")",
        "!",
        "\\",
        "    ",
        "\t",
        " ",
        " ",
        "https://a.vn/",
        "@a.vn",
        "[^1]",
        "# ",
        "---\n",
        "<i id=\"z\">",
        "&amp;",
        "\u{1}",
    ];
    let piece = prop_oneof![Just(None), proptest::sample::select(MARKS).prop_map(Some)];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| {
        let mut text = String::new();
        for (number, piece) in pieces.into_iter().enumerate() {
            match piece {
                Some(mark) => text.push_str(mark),
                None => text.push_str(&format!("từ{number}đ")),
            }
        }
        text
    })
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2000))]

    #[test]
    fn no_word_of_a_body_is_lost_without_a_word(text in pieces()) {
        let (rendered, problems) = reading(&text);
        let page = crate::url::decode(&shown(&rendered));
        let read = crate::html::strip_tags(&page);
        for (at, _) in text.match_indices("từ") {
            let word = &text[at..at + text[at..].find('đ').expect("each word ends so") + 'đ'.len_utf8()];
            let is_told = problems.iter().any(|problem| problem.range.contains(&at));
            proptest::prop_assert!(is_told || page.contains(word) || read.contains(word), "{word} of {text:?} is not in {page:?}");
        }
    }
}
