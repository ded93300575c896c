//! Series of numbers that published charts show have pages: drawing, table, source and files.

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

const RANKS: &str = "title: Thứ hạng mẫu
unit: hạng trên 63 tỉnh
source: Báo cáo mẫu
columns: [Năm, Hạng]
rows:
  - [2015, 48]
  - [2019, null]
  - [2022, 14]
";

/// The last one is named by a future article alone.
fn site() -> SiteTest {
    let article = |date: &str, data: &str| {
        format!(
            "---\ntitle: Bài {data}\ndate: {date}\ncategory: kinh-te\n---\n\n{{{{ chart(data=\"{data}\", kind=\"bar\", x=\"Năm\", y=[\"Hạng\"], title=\"Hạng\") }}}}\n"
        )
    };
    SiteTest::fixture("small")
        .file("content/data/hang.yaml", RANKS)
        .file("content/data/bang.csv", "Chỉ tiêu,Số\nNhận được,213\n=A1,40\n")
        .file("content/data/kin.yaml", RANKS.replace("mẫu", "chưa công bố"))
        .file("content/data/views.csv", "path,views\ntin-tuc/bai-mot/,12\n")
        .file("content/articles/hang.md", article("2025-05-01", "hang"))
        .file(
            "content/articles/bang.md",
            article("2025-05-02", "bang").replace("Năm", "Chỉ tiêu").replace("[\"Hạng\"]", "[\"Số\"]"),
        )
        .file("content/articles/kin.md", article("2030-05-01", "kin"))
}

#[test]
fn a_series_has_a_page_with_drawing_table_source_and_files() {
    let files = site().build().output();
    let all = pages(&files);
    let page = &all["so-lieu/hang/index.html"];
    assert_eq!(texts(page, "h1"), ["Thứ hạng mẫu"]);
    assert_eq!(texts(page, "main thead th"), ["Năm", "Hạng"]);
    assert_eq!(texts(page, "main tbody tr"), ["201548", "2019–", "202214"]);
    assert_eq!(texts(page, "main .soft").last().map(String::as_str), Some("Nguồn: Báo cáo mẫu"));
    assert_eq!(values(page, "main .drawing svg", "role"), ["img"]);
    let english = &all["en/so-lieu/hang/index.html"];
    assert_eq!(values(english, "h1", "lang"), ["vi"]);
    assert_eq!(values(page, "a[download]", "href"), ["/tin/api/series/hang.csv"]);
    assert!(String::from_utf8_lossy(&files["so-lieu/hang/index.html"]).contains("\"@type\":\"Dataset\""));
    assert_eq!(
        String::from_utf8_lossy(&files["api/series/bang.csv"]),
        "\u{feff}Chỉ tiêu,Số\r\nNhận được,213\r\n'=A1,40\r\n"
    );
    let json: serde_json::Value = serde_json::from_slice(&files["api/series/hang.json"]).expect("JSON");
    assert_eq!(json["rows"][1], serde_json::json!([2019, null]));
    assert_eq!(json["unit"], "hạng trên 63 tỉnh");
}

#[test]
fn the_list_of_series_holds_what_published_charts_show_and_nothing_else() {
    let files = site().build().output();
    let all = pages(&files);
    assert_eq!(texts(&all["so-lieu/index.html"], "main h2"), ["bang", "Thứ hạng mẫu"]);
    for (path, bytes) in &files {
        assert!(!path.contains("kin") || path.contains("kinh-te"), "{path}");
        assert!(!String::from_utf8_lossy(bytes).contains("chưa công bố"), "{path}");
    }
    assert!(!files.contains_key("so-lieu/views/index.html"));
    let later = site().with(|options| options.now = "2031-01-01T00:00:00Z".parse().expect("a time"));
    assert!(later.build().output().contains_key("so-lieu/kin/index.html"));
}

#[test]
fn a_chart_of_ranks_says_which_end_is_better_and_leads_to_its_series() {
    let files = site().build().output();
    let all = pages(&files);
    let page = &all["tin-tuc/hang/index.html"];
    let said = texts(page, ".chart-figure > .soft");
    assert!(
        said.contains(&"Hạng càng nhỏ càng tốt; trên biểu đồ, hạng tốt hơn nằm cao hơn.".to_owned()),
        "{said:?}"
    );
    assert!(values(page, ".chart-figure a", "href").contains(&"/tin/so-lieu/hang/".to_owned()));
    assert!(texts(&all["so-lieu/bang/index.html"], ".soft").iter().all(|text| !text.contains("Hạng")));
}

#[test]
fn an_entry_tells_when_it_was_handed_in_once_the_results_are_known() {
    for (now, told) in [("2025-08-01T00:00:00Z", false), ("2026-01-01T00:00:00Z", true)] {
        let site = SiteTest::fixture("small").with(|options| options.now = now.parse().expect("a time"));
        let files = site.build().output();
        let page = &pages(&files)["cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/index.html"];
        let facts = texts(page, "dl.facts > div");
        assert_eq!(facts.contains(&"Ngày gửi bài05/05/2025".to_owned()), told, "{facts:?}");
    }
}

#[test]
fn a_contest_names_who_may_not_take_part_but_no_judge() {
    let contest = include_str!("../fixtures/small/content/contests/thi-viet/contest.yaml");
    let contest = format!("{contest}excluded: [Ban Tổ chức, Người Giữ Sổ, \"Bà Giám Khảo Mẫu (BGK)\"]\n");
    let files =
        SiteTest::fixture("small").file("content/contests/thi-viet/contest.yaml", contest).build().output();
    let page = &pages(&files)["cuoc-thi/thi-viet/index.html"];
    let told = texts(page, "[aria-labelledby=part_] li");
    assert!(told.contains(&"Không được dự thi: Ban Tổ chức, Người Giữ Sổ".to_owned()), "{told:?}");
}

#[test]
fn a_standing_page_tells_its_date() {
    let page = "---\ntitle: Giới thiệu\ndate: 2025-02-03\n---\n\nTrang.\n";
    let files = SiteTest::fixture("small").file("content/pages/gioi-thieu.md", page).build().output();
    assert_eq!(texts(&pages(&files)["gioi-thieu/index.html"], ".byline"), ["Đăng: thứ Hai, 03/02/2025"]);
}

#[test]
fn the_search_page_filters_by_organization() {
    let files = SiteTest::fixture("small").build().output();
    let facets = values(&pages(&files)["tim-kiem/index.html"], "[data-facet]", "data-facet");
    assert!(facets.contains(&"organization".to_owned()), "{facets:?}");
}
