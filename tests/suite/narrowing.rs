//! Lists that are narrowed step by step: where one value is asked for, by its own list, where two are, by the search.

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

const MODELS: &str = "\
- {id: vuon-rau, name: Vườn rau, field: kinh-te, level: commune, locality: xa-cu, registered: 2023, status: recognized}
- {id: hai, name: Hai, field: kinh-te, level: base, locality: xa-moi, registered: 2024, status: recognized}
- {id: ba, name: Ba, field: van-hoa, level: base, locality: xa-moi, registered: 2024, status: registered}
- {id: one, language: en, name: One, field: kinh-te, level: base, locality: xa-moi, registered: 2024, status: recognized}
";

/// Label with count, and address, of each value by which a page narrows its list.
fn facets(path: &str) -> Vec<(String, String)> {
    let files = SiteTest::fixture("small")
        .file("content/models/mo-hinh.yaml", MODELS)
        .file(
            "content/articles/bai-mot.md",
            "---\ntitle: Một\ndate: 2025-03-01\ncategory: dan-van\nlocality: xa-moi\n---\nA",
        )
        .file(
            "content/articles/bai-ba.md",
            "---\ntitle: Ba\ndate: 2024-03-01\ncategory: chinh-tri\ngenre: interview\n---\nB",
        )
        .build()
        .output();
    let page = &pages(&files)[path];
    texts(page, ".facets a").into_iter().zip(values(page, ".facets a", "href")).collect()
}

fn all(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(text, href)| ((*text).to_owned(), format!("/tin/{href}"))).collect()
}

#[test]
fn all_models_are_narrowed_by_the_lists_of_single_values() {
    assert_eq!(
        facets("mo-hinh/index.html"),
        all(&[
            ("Kinh tế 3", "mo-hinh/linh-vuc/kinh-te/"),
            ("Văn hóa – xã hội 1", "mo-hinh/linh-vuc/van-hoa/"),
            ("Cấp xã 1", "mo-hinh/cap/xa/"),
            ("Cơ sở 3", "mo-hinh/cap/co-so/"),
            ("Đã đăng ký 1", "mo-hinh/tinh-trang/dang-ky/"),
            ("Đã công nhận 3", "mo-hinh/tinh-trang/cong-nhan/"),
            ("2024 3", "mo-hinh/nam/2024/"),
            ("2023 1", "mo-hinh/nam/2023/"),
            ("Xã Mới 2", "tim-kiem/?kind=model&locality=xa-moi"),
            ("Xã Cũ 1", "tim-kiem/?kind=model&locality=xa-cu"),
        ])
    );
}

#[test]
fn models_of_a_field_are_narrowed_further_by_the_search() {
    assert_eq!(
        facets("mo-hinh/linh-vuc/kinh-te/index.html"),
        all(&[
            ("Kinh tế 3", "mo-hinh/linh-vuc/kinh-te/"),
            ("Văn hóa – xã hội 1", "mo-hinh/linh-vuc/van-hoa/"),
            ("Cấp xã 1", "tim-kiem/?kind=model&field=kinh-te&level=commune"),
            ("Cơ sở 1", "tim-kiem/?kind=model&field=kinh-te&level=base"),
            ("Đã công nhận 2", "tim-kiem/?kind=model&field=kinh-te&status=recognized"),
            ("2024 1", "tim-kiem/?kind=model&field=kinh-te&year=2024"),
            ("2023 1", "tim-kiem/?kind=model&field=kinh-te&year=2023"),
            ("Xã Mới 1", "tim-kiem/?kind=model&field=kinh-te&locality=xa-moi"),
            ("Xã Cũ 1", "tim-kiem/?kind=model&field=kinh-te&locality=xa-cu"),
        ])
    );
}

#[test]
fn news_of_a_category_are_narrowed_by_those_below_it_and_by_the_search() {
    assert_eq!(
        facets("chuyen-muc/chinh-tri/index.html"),
        all(&[
            ("Dân vận 1", "chuyen-muc/chinh-tri/dan-van/"),
            ("Tin 1", "tim-kiem/?kind=article&category=chinh-tri&genre=news"),
            ("Phỏng vấn 1", "tim-kiem/?kind=article&category=chinh-tri&genre=interview"),
            ("2025 1", "tim-kiem/?kind=article&category=chinh-tri&year=2025"),
            ("2024 1", "tim-kiem/?kind=article&category=chinh-tri&year=2024"),
            ("Tỉnh Mẫu 1", "tim-kiem/?kind=article&category=chinh-tri&locality=tinh"),
            ("Xã Mới 1", "tim-kiem/?kind=article&category=chinh-tri&locality=xa-moi"),
        ])
    );
}

#[test]
fn a_count_tells_what_the_search_finds_in_the_language_of_the_page() {
    let of_2024 = |path: &str| {
        let found = facets(path).into_iter().find(|(_, href)| href.ends_with("year=2024"));
        found.expect("the year is offered").0
    };
    assert_eq!(of_2024("mo-hinh/linh-vuc/kinh-te/index.html"), "2024 1", "one of two is in Vietnamese");
    assert_eq!(of_2024("en/mo-hinh/linh-vuc/kinh-te/index.html"), "2024 1", "one of two is in English");
    let other = facets("en/mo-hinh/linh-vuc/kinh-te/index.html");
    assert!(
        other.iter().any(|(text, href)| text == "2023 1" && href.ends_with("field=kinh-te&year=2023")),
        "{other:?}"
    );
}
