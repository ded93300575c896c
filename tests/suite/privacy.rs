//! Private values never reach the output: planted ones are found wherever they occur, and harmless pages pass.

use bantin::diagnostic::{Located, Severity};
use bantin::locate::locate;
use bantin::pages::Pages;
use bantin::privacy::Gate;
use data_encoding::BASE64;

use crate::site::{NOW, SiteTest, with_site};

/// An entry with one private value of every kind.
pub(crate) const ENTRY: &str = "---
title: Chuyện vườn rau
genre: bai-viet
authors: [{name: Lường Thị Nguyệt Hạ, pen_name: Lúa}]
submitted: 2025-05-05
scores: [{round: chung-khao, judge: Khổng Thị Lệ Quyên, value: 9.5}]
consent: {given: true, name: pen}
status: accepted
private:
  phone: \"0900 000 111\"
  id_number: \"010090000777\"
  address: Tổ 12, phố Nguyễn Thái Học
  nickname: Lan
  hamlet: Yên An
  bank: {name: Ngân hàng Mẫu, accounts: [19001234567, 50505]}
  e_mail: ha.luong@example.vn
---
";

/// Runs the privacy gate on these files of the output.
pub(crate) fn inspect_as(site: &SiteTest, files: &[(&str, &[u8])]) -> Vec<Located> {
    with_site(site.root(), NOW, |site| {
        let mut found = Vec::new();
        let pages = Pages::new(site, &mut found);
        assert!(found.is_empty(), "{found:?}");
        let gate = Gate::new(site, &pages, &None::<bool>);
        let findings = files.iter().flat_map(|(path, bytes)| gate.inspect(path, bytes)).collect();
        locate(site.sources, gate.report(findings)).entries().to_vec()
    })
}

pub(crate) fn site() -> SiteTest {
    SiteTest::fixture("small").file("content/contests/thi-viet/entries/bai-du-thi.md", ENTRY)
}

pub(crate) fn inspect(path: &str, bytes: &[u8]) -> Vec<Located> {
    inspect_as(&site(), &[(path, bytes)])
}

/// The keys of the private values that are reported as errors.
pub(crate) fn told(path: &str, bytes: &[u8]) -> Vec<String> {
    let errors = inspect(path, bytes).into_iter().filter(|entry| entry.severity == Severity::Error);
    let key = |entry: Located| entry.message.en.split('`').nth(1).expect("a key").to_owned();
    errors.map(key).collect()
}

pub(crate) fn page(text: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"vi\"><head><title>Tin</title></head><body><p>{text}</p></body></html>"
    )
}

#[test]
fn a_private_number_is_found_in_every_spelling() {
    for spelling in [
        "0900000111",
        "0900 000 111",
        "0900.000.111",
        "0900-000-111",
        "+84 900 000 111",
        "84900000111",
        "(0900) 000.111",
        "0900&nbsp;000&nbsp;111",
        "0900\u{a0}000\u{2009}111",
        "0900 <b>000</b> 111",
        "09<span class=\"x\">00</span>000111",
        "0900<br>000 111",
        "&#48;900000111",
        "0900\n000\n111",
        "0900\u{200b}000111",
    ] {
        assert_eq!(told("tin-tuc/a/index.html", page(spelling).as_bytes()), ["private.phone"], "{spelling}");
    }
}

#[test]
fn a_private_text_is_found_under_any_case_and_accent() {
    for text in [
        "Tổ 12, phố Nguyễn Thái Học",
        "tổ 12, phố nguyễn  thái học",
        "TO 12, PHO NGUYEN THAI HOC",
        "to-12,-pho-nguyen-thai-hoc",
    ] {
        assert_eq!(told("tin-tuc/a/index.html", page(text).as_bytes()), ["private.address"], "{text}");
    }
    assert_eq!(told("x.html", page("liên hệ Ha.Luong@example.vn").as_bytes()), ["private.e_mail"]);
    assert_eq!(told("x.html", page("số 19001234567").as_bytes()), ["private.bank.accounts"]);
    assert_eq!(told("x.html", page("50.505 đồng").as_bytes()), ["private.bank.accounts"]);
}

#[test]
fn every_kind_of_text_file_is_searched() {
    let hidden = "<!-- phone: 0900 000 111 -->";
    for (path, text) in [
        ("a/index.html", hidden.to_owned()),
        ("a/index.html", "<img src=\"x.png\" alt=\"gọi 0900 000 111\">".to_owned()),
        ("a/index.html", "<a href=\"tel:+84900000111\">gọi</a>".to_owned()),
        ("a/index.html", "<a href='https://zalo.me/0900000111'>gọi</a>".to_owned()),
        ("a/index.html", "<a href = tel:0900000111>gọi</a>".to_owned()),
        ("a/index.html", "<p>3 <0900 000 111</p>".to_owned()),
        ("a/index.html", "<p>3</0900 000 111></p>".to_owned()),
        ("a/index.html", "<script>x = \"0900\\u0020000 111\"</script>".to_owned()),
        ("anh-0900000111.png", String::new()),
        ("hinh.svg", "<svg><title>Gọi 0900.000.111</title></svg>".to_owned()),
        ("hinh.svg", "<svg><text><tspan>0900</tspan> <tspan>000</tspan><tspan>111</tspan></text></svg>".to_owned()),
        ("hinh.svg", "<svg><desc>0900 000&#160;111</desc></svg>".to_owned()),
        ("feed.xml", "<feed><content type=\"html\">&lt;p&gt;0900 &lt;b&gt;000&lt;/b&gt; 111&lt;/p&gt;</content></feed>".to_owned()),
        ("feed.xml", "<rss><![CDATA[<p>0900 <i>000</i> 111</p>]]></rss>".to_owned()),
        ("api/a.json", "{\"a\": \"0900\\n000 111\"}".to_owned()),
        ("search/a.idx", "0900 000 111".to_owned()),
        ("a.txt", "0900 000 111".to_owned()),
        ("a.css", "/* 0900 000 111 */".to_owned()),
    ] {
        assert_eq!(told(path, text.as_bytes()), ["private.phone"], "{path} {text}");
    }
}

#[test]
fn words_that_run_together_are_no_private_value() {
    for text in [
        "chuyện an ninh",
        "Lạng Sơn, làng Lan",
        "Langbiang",
        "50.505.000 đồng",
        "150.505 người",
        "505051",
        "10900000111",
        "<td>0900</td><td>000</td><td>111</td>",
        "tổ 12, phố Nguyễn Thái",
        "y.halan-anh",
    ] {
        let text = text.replace("làng Lan", "làng Lanh").replace("y.halan-anh", "yhalananh");
        assert_eq!(told("a.html", page(&text).as_bytes()), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_short_value_is_a_whole_word_with_its_accents() {
    assert_eq!(told("a.html", page("Chị Lan kể").as_bytes()), ["private.nickname"]);
    assert_eq!(told("a.html", page("CHỊ LAN KỂ").as_bytes()), ["private.nickname"]);
    assert_eq!(
        told("a.html", page("một lần, la\u{300}n đường, lân, lắn").as_bytes()),
        Vec::<String>::new(),
        "another word"
    );
    assert_eq!(told("a.html", page("Chị Lan-h, Lang, L an, lanh").as_bytes()), ["private.nickname"]);
    assert_eq!(told("a.html", page("Lang, l an, alan, lan1").as_bytes()), Vec::<String>::new());
}

#[test]
fn a_finding_is_told_at_its_key_and_never_repeats_the_value() {
    let found = inspect("tin-tuc/a/index.html", page("0900 000 111 và 0900.000.111").as_bytes());
    let entry = found.iter().find(|entry| entry.severity == Severity::Error).expect("it is found");
    assert_eq!(
        (entry.file.as_str(), entry.start.line, entry.start.column),
        ("content/contests/thi-viet/entries/bai-du-thi.md", 10, 10)
    );
    assert_eq!(entry.code.as_str(), "private-value");
    assert!(entry.message.en.contains("tin-tuc/a/index.html"), "{}", entry.message.en);
    assert!(!entry.message.en.contains("0900"), "{}", entry.message.en);
}

#[test]
fn a_name_that_consent_hides_is_searched_for_on_its_own_page() {
    let text = page("Tôi là Lường Thị Nguyệt Hạ");
    let own = inspect("cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html", text.as_bytes());
    assert_eq!(
        own.iter().map(|entry| (entry.severity, entry.start.line)).collect::<Vec<_>>(),
        [(Severity::Warning, 4)]
    );
    assert_eq!(inspect("tin-tuc/a/index.html", text.as_bytes()), [], "an article may name her");
}

#[test]
fn what_looks_like_personal_data_is_a_warning_at_the_text_that_holds_it() {
    let article = "---\ntitle: Thêm\ndate: 2025-05-01\ncategory: kinh-te\n---\n\nMột đoạn.\n\nGọi chị Hoa: 0988 111 222, thư hoa@example.vn.\n";
    let site = site().file("content/articles/them.md", article);
    let text = page("Gọi chị Hoa: 0988 111 222, thư hoa@example.vn.");
    let found =
        inspect_as(&site, &[("tin-tuc/them/index.html", text.as_bytes()), ("feed.xml", text.as_bytes())]);
    let told: Vec<_> =
        found.iter().map(|e| (e.severity, e.code.as_str(), e.file.as_str(), e.start.line)).collect();
    let warning = (Severity::Warning, "personal-data", "content/articles/them.md", 9);
    assert_eq!(told, [warning, warning]);
}

#[test]
fn personal_data_is_told_at_the_record_of_the_page_though_others_have_its_id() {
    let call = "Gọi chị Hoa: 0988 111 222.";
    let (article, model) = ("content/articles/chung.md", "content/models/chung.md");
    let site = site()
        .file(article, format!("---\ntitle: Thêm\ndate: 2025-05-01\ncategory: kinh-te\n---\n\n{call}\n"))
        .file(
            model,
            format!(
                "---\nname: Tổ chung\nkind: collective\nfield: kinh-te\nlevel: base\nlocality: xa-moi\nregistered: 2025\nstatus: registered\n---\n\n{call}\n"
            ),
        )
        .file("content/contests/thi-viet/rules.md", format!("# Thể lệ\n\n{call}\n"))
        .file("content/contests/thi-viet/entries/bai-du-thi.md", format!("{ENTRY}\n{call}\n"));
    let text = page(call);
    for (file, record) in [
        ("tin-tuc/chung/index.html", article),
        ("tin-tuc/chung/tai-lieu/chung.html", article),
        ("mo-hinh/chung/index.html", model),
        ("cuoc-thi/thi-viet/the-le/index.html", "content/contests/thi-viet/rules.md"),
        (
            "cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html",
            "content/contests/thi-viet/entries/bai-du-thi.md",
        ),
        ("chung.html", article),
    ] {
        let found = inspect_as(&site, &[(file, text.as_bytes())]);
        let told: Vec<_> = found.iter().map(|one| (one.code.as_str(), one.file.as_str())).collect();
        assert_eq!(told, [("personal-data", record)], "{file}");
    }
}

#[test]
fn a_name_that_consent_hides_is_searched_for_in_the_files_of_its_page() {
    let told = |path: &str| inspect(path, page("Tôi là Lường Thị Nguyệt Hạ").as_bytes()).len();
    assert_eq!(told("cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/phu-luc/bai.html"), 1);
    assert_eq!(told("cuoc-thi/thi-viet/bai-du-thi/index.html"), 0);
    assert_eq!(told("tin-tuc/thi-viet/bai-du-thi/bai-du-thi/index.html"), 0, "no page of the entry");
}

#[test]
fn what_stands_in_a_public_field_may_be_shown() {
    let site = SiteTest::fixture("small").file(
        "content/site.yaml",
        "title: Tin\nbase_url: https://portal.example.vn/tin/\nlanguage: vi\norganization: ban-bien-tap\nhotline: 0216 3852 123\nemail: toa-soan@example.vn\n",
    );
    let text = page(
        "Đường dây nóng <a href=\"tel:+842163852123\">0216.3852.123</a>, toa-soan@example.vn; gọi 0911 222 333",
    );
    let found = inspect_as(&site, &[("index.html", text.as_bytes())]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message.en.contains("0911222333"));
}

/// A JPEG without pixels, with these segments.
fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    for (marker, payload) in segments {
        bytes.extend([0xFF, *marker]);
        bytes.extend(u16::try_from(payload.len() + 2).expect("it is short").to_be_bytes());
        bytes.extend(*payload);
    }
    bytes.extend([0xFF, 0xD9]);
    bytes
}

#[test]
fn photographs_are_searched_for_what_they_tell() {
    let wide: Vec<u8> = "Tổ 12, phố Nguyễn Thái Học".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0".to_vec();
    exif.extend(wide);
    for (segment, key) in [
        ((0xE1, b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0\0\0 0900 000 111\0".as_slice()), "private.phone"),
        ((0xE1, exif.as_slice()), "private.address"),
        (
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>0900.000.111</dc:creator>"),
            "private.phone",
        ),
        ((0xFE, b"0900-000-111"), "private.phone"),
    ] {
        assert_eq!(told("a/anh.jpg", &jpeg(&[segment])), [key]);
    }
}

#[test]
fn pictures_inside_drawings_are_searched() {
    let picture = BASE64.encode(&jpeg(&[(0xFE, b"0900-000-111")]));
    let drawing = format!("<svg><image href=\"data:image/jpeg;base64,{picture}\"/></svg>");
    assert_eq!(told("a.svg", drawing.as_bytes()), ["private.phone"]);
    let inner = BASE64.encode(drawing.as_bytes());
    let outer = format!("<svg><image href=\"data:image/svg+xml;base64,{inner}\"/></svg>");
    assert_eq!(told("a.svg", outer.as_bytes()), ["private.phone"]);
    assert_eq!(told("a.gif", b"GIF89a\x02\0\x02\0\0\0\0\x21\xFE\x0C0900 000 111\0\x3B"), ["private.phone"]);
}

#[test]
fn a_photograph_that_says_where_it_was_taken_is_a_warning() {
    let gps = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x20\0\0\0\0";
    let found = inspect("a/anh.jpg", &jpeg(&[(0xE1, gps)]));
    let told: Vec<_> = found.iter().map(|e| (e.severity, e.code.as_str(), e.file.as_str())).collect();
    assert_eq!(told, [(Severity::Warning, "personal-data", "a/anh.jpg")]);
}

#[test]
fn files_that_are_no_text_and_broken_ones_do_no_harm() {
    for bytes in [
        &b"\xFF\xD8\xFF\xE1"[..],
        b"\x89PNG\r\n\x1a\n\0",
        b"<",
        b"<!--",
        b"<a href=\"",
        b"&#",
        b"\\u12",
        b"%",
        b"\xC3",
    ] {
        for path in ["a.jpg", "a.html", "a.svg", "feed.xml", "a.json", "a", "a.pdf"] {
            assert_eq!(inspect(path, bytes), [], "{path} {bytes:?}");
        }
    }
}

/// A JPEG header with EXIF, of 2 × 2 pixels.
fn photograph(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let frame: &[u8] = &[8, 0, 2, 0, 2, 1, 1, 0x11, 0];
    let mut all = vec![(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0".as_slice())];
    all.extend(segments);
    all.push((0xC0, frame));
    jpeg(&all)
}

#[test]
fn a_build_with_a_private_value_in_it_leaves_the_old_site_as_it_was() {
    let site = site().build();
    let before = site.output();
    for (path, text) in [
        ("content/articles/lo.md", "---\ntitle: Lộ\ndate: 2025-05-01\ncategory: kinh-te\n---\n\n# phone: \"0900.000 111\"\n".to_owned()),
        ("content/static/hinh.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><title>0900 000 111</title></svg>".to_owned()),
        ("content/static/so-0900000111.txt", "x".to_owned()),
    ] {
        let file = site.root().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("the folder is made");
        std::fs::write(&file, text).expect("it is written");
        let outcome = site.rebuild_badly();
        let codes: Vec<_> = outcome.report.entries().iter().map(|e| (e.severity, e.code.as_str())).collect();
        assert!(codes.contains(&(Severity::Error, "private-value")), "{path}: {codes:?}");
        assert!(outcome.summary.is_none(), "{path}");
        assert_eq!(site.output(), before, "{path}");
        let checked = site.check();
        assert_eq!(checked.report, outcome.report, "check tells the same");
        std::fs::remove_file(&file).expect("it was there");
    }
    site.rebuild();
}

#[test]
fn published_photographs_lose_what_they_tell() {
    let exif: &[u8] = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x88\x25\0\x04\0\0\0\x01\0\0\0\x20\0\0\0\0 0900 000 111";
    let file = photograph(&[(0xE1, exif), (0xFE, b"Khong Thi Le Quyen")]);
    let article = "---\ntitle: Có ảnh\ndate: 2025-05-01\ncategory: kinh-te\nimage: {file: chup.jpg, alt: Ảnh}\n---\n\nBài.\n";
    let site = site()
        .file("content/articles/co-anh.md", article)
        .file("content/articles/chup.jpg", &file)
        .file("content/static/anh/chup.jpg", &file)
        .build();
    let output = site.output();
    for path in ["tin-tuc/co-anh/chup.jpg", "anh/chup.jpg"] {
        let bytes = &output[path];
        assert!(bytes.len() < file.len());
        assert!(!bytes.windows(4).any(|part| part == b"0900" || part == b"Quye"), "{path}");
        assert!(
            bytes.windows(12).any(|field| field == [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]),
            "{path} is still turned"
        );
    }
}

#[test]
fn a_private_number_is_not_the_end_of_a_larger_sum() {
    for text in ["2.900.000.111 đồng", "12 900 000 111 đồng"] {
        assert_eq!(told("x.html", page(text).as_bytes()), Vec::<String>::new(), "{text}");
    }
    for text in ["900.000.111", "+84 900.000.111", "số 0900.000.111"] {
        assert_eq!(told("x.html", page(text).as_bytes()), ["private.phone"], "{text}");
    }
}

#[test]
fn the_settings_let_pass_what_looks_like_personal_data() {
    let settings = std::fs::read_to_string(site().root().join("content/site.yaml")).expect("settings");
    let allow = "privacy: {allow: [{text: 0911 222 333, reason: Số của tổ dân phố}]}\n";
    let warned = |settings: String| {
        let site = site().file("content/site.yaml", settings);
        inspect_as(&site, &[("x.html", page("Gọi 0911.222.333").as_bytes())]).len()
    };
    assert_eq!((warned(settings.clone()), warned(format!("{}\n{allow}", settings.trim_end()))), (1, 0));
}

#[test]
fn personal_data_is_marked_where_it_stands_and_named_on_its_own_page() {
    let article = "---\ntitle: Thêm\ndate: 2025-05-01\ncategory: kinh-te\n---\n\nMột đoạn. Gọi (+84) 911 222 333, nhé.\n";
    let site = SiteTest::fixture("small").file("content/articles/them.md", article);
    let text = page("Gọi +84 911 222 333");
    let files: [(&str, &[u8]); 2] =
        [("api/a.html", text.as_bytes()), ("tin-tuc/them/index.html", text.as_bytes())];
    let found = inspect_as(&site, &files);
    let [one] = found.as_slice() else { panic!("one warning: {found:?}") };
    assert_eq!((one.start.line, one.start.column, one.end.column), (7, 15, 32));
    assert!(one.message.en.contains("tin-tuc/them/index.html"), "{}", one.message.en);
}

#[test]
fn a_private_number_is_found_however_its_digits_are_drawn() {
    for spelling in [
        "0900\u{200d}000\u{200d}111",
        "0900\u{feff}000\u{2063}111",
        "0\u{fe0f}\u{20e3}9\u{fe0f}\u{20e3}00000111",
        "٠٩٠٠ ٠٠٠ ١١١",
        "०९०० ००० १११",
        "⓪⑨⓪⓪⓪⓪⓪①①①",
        "⁰⁹⁰⁰⁰⁰⁰¹¹¹",
        "𝟎𝟗𝟎𝟎 𝟎𝟎𝟎 𝟏𝟏𝟏",
        "𝟶𝟿𝟶𝟶.𝟶𝟶𝟶.𝟷𝟷𝟷",
        "\u{202e}111 000 0090\u{202c}",
        "\u{202b}111 000 0900\u{202c}",
        "<bdo dir=\"rtl\">1110000090</bdo>",
        "0900,000,111",
        "0900/000/111",
        "0900_000_111",
        "0900|000|111",
        "0900:000:111",
        "0900+000+111",
        "0900'000'111",
        "0900’000’111",
        "0900 / 000 / 111",
        "0 9 0 0 0 0 0 1 1 1",
        "0900&nbsp000&nbsp111",
        "&#48&#57&#48&#48 000 111",
        "0900&ensp;000&Tab;111",
        "0900&period;000&sol;111",
    ] {
        assert_eq!(told("a.html", page(spelling).as_bytes()), ["private.phone"], "{spelling}");
    }
}

#[test]
fn numbers_in_lists_are_no_private_number() {
    for text in
        ["9, 0, 00, 0, 0, 111", "090, 0, 0, 0, 0, 111", "1.900.000.111 đồng", "<td>0900<td>000<td>111"]
    {
        assert_eq!(told("a.html", page(text).as_bytes()), Vec::<String>::new(), "{text}");
    }
    assert_eq!(told("a.csv", b"a,0900\n000,111"), Vec::<String>::new());
}

#[test]
fn a_private_address_is_found_without_its_punctuation() {
    for text in [
        "Tổ 12 phố Nguyễn Thái Học",
        "tổ 12; phố Nguyễn-Thái-Học",
        "Tổ 12 / phố “Nguyễn Thái Học”",
        "Ｔổ 𝟏𝟐, phố Nguyễn Thái Học",
    ] {
        assert_eq!(told("a.html", page(text).as_bytes()), ["private.address"], "{text}");
    }
}

#[test]
fn texts_in_other_encodings_are_searched() {
    let written = "Gọi 0900 000 111 nhé, cảm ơn bạn";
    let wide = |bytes: fn(u16) -> [u8; 2]| written.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let marked = [&[0xFF, 0xFE][..], &wide(u16::to_le_bytes)].concat();
    for bytes in [marked, wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
        assert_eq!(told("a.txt", &bytes), ["private.phone"]);
    }
}

#[test]
fn an_entity_that_a_drawing_declares_is_searched() {
    let drawing = "<!DOCTYPE svg [<!ENTITY a \"0900 000 111\">]><svg><?a 1?><text>&a;</text></svg>";
    assert_eq!(told("a.svg", drawing.as_bytes()), ["private.phone"]);
    assert_eq!(told("a.svg", b"<svg><?goi 0900 000 111?></svg>"), ["private.phone"]);
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(part).expect("it is written");
    }
    zip.finish().expect("it is written").into_inner()
}

#[test]
fn every_part_of_a_document_and_files_in_it_are_searched() {
    let text = "<w:t>0900 000 111</w:t>";
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let sheet = archive(&[("xl/sharedStrings.xml", text.as_bytes())]);
    let inner = archive(&[("word/embeddings/a.xlsx", &sheet)]);
    for file in [
        archive(&[("word/document.xml", &wide)]),
        archive(&[("word/vmlDrawing1.vml", text.as_bytes())]),
        archive(&[("customXml/item1.xml", b"<a b='0900 000 111'/>")]),
        archive(&[("docProps/note.txt", b"0900 000 111")]),
        archive(&[("word/embeddings/oleObject1.bin", b"\x01\x02goi 0900 000 111\x00")]),
        archive(&[("word/embeddings/a.xlsx", &sheet)]),
        archive(&[("a.docx", &inner)]),
        archive(&[("0900 000 111.jpg", b"")]),
    ] {
        assert_eq!(told("a.docx", &file), ["private.phone"]);
        assert_eq!(told("a.zip", &file), ["private.phone"]);
    }
    assert_eq!(told("a.doc", b"\xD0\xCF\x11\xE0\0\0goi 0900 000 111\0"), ["private.phone"]);
    assert_eq!(told("a.rtf", b"{\\rtf1 0900 {\\b 000} \\'31\\'31\\'31}"), ["private.phone"]);
}

#[test]
fn a_file_that_cannot_be_read_in_full_is_a_warning() {
    let sound = archive(&[("word/document.xml", b"<w:t>a</w:t>")]);
    assert_eq!(inspect("a.docx", &sound), []);
    for (path, bytes) in [
        ("a.docx", &sound[..sound.len() / 2]),
        ("a.docx", b"\xD0\xCF\x11\xE0 encrypted"),
        ("a.doc", b"\xD0\xCF\x11\xE0"),
        ("a.rar", b"Rar!"),
        ("a.7z", b"7z\xBC\xAF"),
    ] {
        let found = inspect(path, bytes);
        let codes: Vec<_> = found.iter().map(|one| (one.severity, one.code.as_str())).collect();
        assert_eq!(codes, [(Severity::Warning, "unsearched-file")], "{path}");
    }
}

/// An entry with one private value under a key.
fn with_private(key: &str, value: &str) -> SiteTest {
    let entry = ENTRY.split("private:").next().expect("what stands before").replace("scores", "# scores");
    SiteTest::fixture("small").file(
        "content/contests/thi-viet/entries/bai-du-thi.md",
        format!("{entry}private:\n  {key}: {value}\n---\n"),
    )
}

#[test]
fn words_that_everybody_uses_do_not_stop_a_site() {
    let severities = |key: &str, value: &str| -> Vec<Severity> {
        let text = page(&format!("Ông nói: {value}, rồi đi."));
        let found = inspect_as(&with_private(key, value), &[("a.html", text.as_bytes())]);
        found.into_iter().filter(|one| one.code.as_str() == "private-value").map(|one| one.severity).collect()
    };
    for (key, value) in [
        ("gioi", "nam"),
        ("ghi_chu", "Mới"),
        ("vao", "2025"),
        ("nghe", "giáo viên"),
        ("noi", "Xã Mới"),
        ("linh_vuc", "Kinh tế"),
    ] {
        assert_eq!(severities(key, value), [Severity::Warning], "{key}: {value}");
    }
    for (key, value) in [
        ("ho_ten", "Lan"),
        ("nickname", "lan"),
        ("dia_chi", "Xã Mới"),
        ("ghi_chu", "Lường Thị Hạ"),
        ("ghi_chu", "0900000111"),
        ("tai_khoan", "50505"),
        ("ghi_chu", "a@example.vn"),
    ] {
        assert_eq!(severities(key, value), [Severity::Error], "{key}: {value}");
    }
}

#[test]
fn what_an_office_declares_as_its_contact_is_public() {
    let text = page("Gọi 0900 000 111");
    let site = with_private("phone", "0900 000 111");
    let found = inspect_as(&site, &[("a.html", text.as_bytes())]);
    assert!(found.iter().any(|one| one.code.as_str() == "private-value"), "{found:?}");
    let settings = std::fs::read_to_string(site.root().join("content/site.yaml")).expect("settings");
    let site = site.file("content/site.yaml", format!("{settings}hotline: 0900.000.111\n"));
    assert_eq!(inspect_as(&site, &[("a.html", text.as_bytes())]), []);
}
