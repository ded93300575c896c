//! What counts as a private value: text as typed, birthdays, short values, and judges who are not named in any
//! published record.

use std::io::Write as _;

use bantin::diagnostic::Severity;

use crate::privacy::{ENTRY, inspect, inspect_as, page, site, told};
use crate::site::SiteTest;

#[test]
fn a_judge_is_private_unless_a_published_record_names_them() {
    let text = page("Giám khảo Khổng Thị Lệ Quyên");
    assert_eq!(told("a.html", text.as_bytes()), ["scores.judge"]);
    let rules = "cuoc-thi/thi-viet/the-le/index.html";
    let named = || {
        site()
            .file("content/contests/thi-viet/rules.md", "# Thể lệ\n\nGiám khảo: bà Khổng Thị Lệ **Quyên**.\n")
    };
    assert_eq!(inspect_as(&named(), &[("a.html", text.as_bytes()), (rules, text.as_bytes())]), []);
    assert_eq!(inspect_as(&named(), &[("a.html", text.as_bytes())]).len(), 1, "the rules are not published");
}

#[test]
fn a_value_in_a_packed_file_of_the_search_is_found() {
    let mut slot = vec![40, 0];
    let mut packed = flate2::write::ZlibEncoder::new(&mut slot, flate2::Compression::best());
    packed.write_all("[3,\"Giám khảo Khổng Thị Lệ Quyên\"]".as_bytes()).expect("memory takes it");
    packed.finish().expect("memory takes it");
    slot.resize(128, 0);
    assert_eq!(told("search/0123456789abcdef/t/0.bin", &slot), ["scores.judge"]);
}

#[test]
fn a_judge_in_a_comment_a_draft_or_among_other_words_is_not_known() {
    let text = page("Cảm ơn cô Khổng Thị Lệ Quyên");
    let contest = include_str!("../fixtures/small/content/contests/thi-viet/contest.yaml");
    let article = |more: &str, text: &str| {
        format!("---\ntitle: Thêm\ndate: 2025-05-01\ncategory: kinh-te\n{more}---\n\n{text}\n")
    };
    let path = "content/articles/them.md";
    let name = "Khổng Thị Lệ Quyên";
    let (own, entry) = ("tin-tuc/them/index.html", "cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html");
    for (site, files, known) in [
        (
            site().file("content/contests/thi-viet/contest.yaml", format!("{contest}excluded: [{name}]\n")),
            ["cuoc-thi/thi-viet/index.html", entry],
            false,
        ),
        (
            site().file("content/contests/thi-viet/contest.yaml", format!("# {name}\n{contest}")),
            ["cuoc-thi/thi-viet/index.html", entry],
            false,
        ),
        (site().file(path, article("draft: true\n", name)), ["tin-tuc/khac/index.html", entry], false),
        (site().file(path, article("", "Không Thị Lệ Quyên")), [own, entry], false),
        (site().file(path, article("", "nhàkhổng thị lệ quyên")), [own, entry], false),
        (site().file(path, article("", &format!("<!-- {name} -->"))), [own, entry], false),
        (site().file(path, article(&format!("authors: [{{name: {name}}}]\n"), "Bài.")), [own, entry], true),
        (site().file(path, article("", "Bà KHỔNG THỊ LỆ QUYÊN chấm.")), [own, entry], true),
    ] {
        let found = inspect_as(&site, &files.map(|file| (file, text.as_bytes())));
        assert_eq!(found.is_empty(), known, "{found:?}");
    }
}

/// A site whose only private value is a birthday, with an article of 2025-03-01.
fn born(day: &str) -> SiteTest {
    let article = "---\ntitle: Thêm\ndate: 2025-03-01\ncategory: kinh-te\n---\n\nBài.\n";
    let model = format!(
        "id: nguoi\nname: Người tốt\nkind: individual\nfield: kinh-te\nlevel: base\nlocality: xa-moi\nregistered: 2025\nstatus: registered\nprivate: {{birth_date: {day}}}\n"
    );
    site().file("content/articles/them.md", article).file("content/models/nguoi.yaml", model)
}

#[test]
fn a_birthday_may_fall_on_a_day_that_pages_show() {
    let text = "<time datetime=\"2025-03-01\">01/03/2025</time> 1990-05-02 08:30";
    let files = [("tin-tuc/them/index.html", text.as_bytes()), ("index.html", text.as_bytes())];
    assert_eq!(inspect_as(&born("2025-03-01"), &files), []);
    assert_eq!(inspect_as(&born("1990-05-02"), &files).len(), 1);
    let written = born("2025-03-01").file(
        "content/articles/them.md",
        "---\ntitle: Thêm\ndate: 2025-03-01\ncategory: kinh-te\n---\n\nEm sinh ngày 1/3/2025.\n",
    );
    assert_eq!(inspect_as(&written, &files).len(), 1, "somebody wrote it");
    let draft = born("2025-03-01").file(
        "content/articles/them.md",
        "---\ntitle: Thêm\ndate: 2025-03-01\ncategory: kinh-te\ndraft: true\n---\n\nBài.\n",
    );
    assert_eq!(inspect_as(&draft, &files[1..]).len(), 1, "a draft shows no date");
}

#[test]
fn a_birthday_is_found_in_every_spelling() {
    for day in ["1990-05-02", "2/5/1990", "02.05.1990", "2-5-1990"] {
        let site = born(day);
        for text in [
            "02/05/1990",
            "2/5/1990",
            "2-5-1990",
            "02.05.1990",
            "1990-05-02",
            "ngày 2 tháng 5 năm 1990",
            "ngày 02 tháng 05 năm 1990",
            "19900502",
        ] {
            assert_eq!(inspect_as(&site, &[("a.html", page(text).as_bytes())]).len(), 1, "{day} {text}");
        }
        for text in
            ["2.519.90", "251.990 đồng", "22/5/1990", "02/05/19901", "12 tháng 5 năm 1990", "2/5", "5/2/1990"]
        {
            assert_eq!(inspect_as(&site, &[("a.html", page(text).as_bytes())]), [], "{day} {text}");
        }
    }
}

/// A site whose only private value is `value`, written as given.
fn holding(value: &str) -> SiteTest {
    let entry = ENTRY.split("private:").next().expect("what stands before").replace("scores", "# scores");
    site().file(
        "content/contests/thi-viet/entries/bai-du-thi.md",
        format!("{entry}private:\n  value: {value}\n---\n"),
    )
}

#[test]
fn a_value_that_yaml_reads_as_a_number_is_searched_for_as_it_was_typed() {
    for (typed, text) in [
        ("19031234567890123456", "STK 19031234567890123456"),
        ("9903123456789012345", "STK 9903 1234 5678 9012 345"),
        ("0912.345670", "ĐT 0912345670"),
        ("+84912345678", "0912 345 678"),
        ("12E4", "Nhà số 12E4 ngõ 3"),
        ("15e10", "Mã 15e10 nhé"),
        ("0x1F4A9B", "mã 0x1F4A9B"),
        ("1234567.50", "số 1234567.50"),
        ("-12345678", "số 12345678"),
        ("001_099_012_345", "số 001099012345"),
        ("Số 12, Lý Thường Kiệt", "ở số 12 Lý Thường Kiệt"),
        ("[{a: 0912.345670}]", "0912.345.670"),
        ("True", "anh True kể"),
        ("Null", "anh Null kể"),
        ("0900333444/0911555666", "gọi 0911.555.666"),
        ("09003334440 / 0911555666", "gọi 0911.555.666"),
        ("\"000000\"", "mã 000000 nhé"),
        ("\"0000\"", "mã 0000"),
    ] {
        let errors = inspect_as(&holding(typed), &[("a.html", page(text).as_bytes())]);
        let is_told =
            errors.iter().any(|entry| entry.code.as_str() == "private-value" && entry.start.line == 10);
        assert!(is_told, "{typed}: {errors:?}");
    }
    for (typed, text) in [
        ("12E4", "120.000 đồng"),
        ("true", "true, True"),
        ("~", "null"),
        ("\"000000\"", "1.000.000.000, 0,000000, 1000000"),
        ("\"0000\"", "lúc 00:00, 10 0000"),
    ] {
        assert_eq!(inspect_as(&holding(typed), &[("a.html", page(text).as_bytes())]), [], "{typed}");
    }
    let code = "<style>a { color: #000000 }</style><script>a = true</script><p fill=\"#000000\">";
    for typed in ["True", "\"true\"", "\"000000\""] {
        assert_eq!(
            inspect_as(&holding(typed), &[("a.html", code.as_bytes()), ("a.json", b"{\"a\": true}")]),
            []
        );
    }
}

#[test]
fn a_value_that_is_too_short_to_be_searched_for_is_a_warning() {
    for typed in ["Q", "\"000\"", "7"] {
        let found = inspect_as(&holding(typed), &[]);
        let told: Vec<_> = found.iter().map(|e| (e.severity, e.code.as_str(), e.start.line)).collect();
        assert_eq!(told, [(Severity::Warning, "private-value", 10)], "{typed}");
    }
    for typed in ["\"\"", "\"-\"", "~", "false", "Q7"] {
        assert_eq!(inspect_as(&holding(typed), &[]), [], "{typed}");
    }
}

#[test]
fn two_short_values_that_differ_in_accents_are_both_searched_for() {
    let site = holding("[Lan, Lần]");
    for text in ["chị Lan", "một lần"] {
        assert_eq!(inspect_as(&site, &[("a.html", page(text).as_bytes())]).len(), 1, "{text}");
    }
}

#[test]
fn links_that_call_are_read() {
    for link in
        ["https://zalo.me/0988111222", "https://wa.me/84988111222", "tel:+84988111222", "sms:0988111222"]
    {
        let text = format!("<p><a href=\"{link}\">Zalo</a></p>");
        let found = inspect("a.html", text.as_bytes());
        assert_eq!(found.iter().map(|e| e.code.as_str()).collect::<Vec<_>>(), ["personal-data"], "{link}");
    }
    assert_eq!(inspect("a.html", b"<a href=\"https://a.vn/0988111222/\">a</a>"), []);
}
