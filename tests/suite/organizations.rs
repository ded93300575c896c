//! Organizations: how they are reached, and the chart of what belongs to what.

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

/// All contacts are invented.
const ORGANIZATIONS: &str = "
- id: ban-bien-tap
  name: Ban Biên tập mẫu
  kind: government
  address: Số 1 đường Mẫu, tỉnh Mẫu
  phone: (0216) 3 000 000 (văn thư)
  fax: (0216) 3 000 001
  email: bandoc@example.vn
  head: {name: Nguyễn Văn Mẫu, title: Trưởng ban, phone: 0216 3 000 002, email: truongban@example.vn}
  contact: {name: Trần Thị Mẫu, title: Thư ký, phone: 0216 3 000 003}
- {id: hoi-phu-nu, name: Hội Phụ nữ, kind: union, locality: xa-moi}
- {id: phong, name: Phòng Bạn đọc, kind: government, parent: ban-bien-tap}
- {id: to, name: Tổ Thư từ, kind: other, parent: phong}
- {id: to-hai, name: Tổ Ảnh, kind: other, parent: phong}
";

fn site() -> SiteTest {
    SiteTest::fixture("small").file("content/taxonomies/organizations.yaml", ORGANIZATIONS)
}

#[test]
fn an_organization_tells_how_it_is_reached_and_the_privacy_gate_lets_it_pass() {
    // The build has no diagnostics: what stands in these fields is public.
    let files = site().build().output();
    let all = pages(&files);
    let page = &all["don-vi/ban-bien-tap/index.html"];
    let facts = texts(page, "dl.facts > div");
    for fact in [
        "Địa chỉSố 1 đường Mẫu, tỉnh Mẫu",
        "Điện thoại(0216) 3 000 000 (văn thư)",
        "Fax(0216) 3 000 001",
        "Thư điện tửbandoc@example.vn",
        "Người đứng đầuNguyễn Văn Mẫu, Trưởng ban · 0216 3 000 002 · truongban@example.vn",
        "Đầu mối liên hệTrần Thị Mẫu, Thư ký · 0216 3 000 003",
    ] {
        assert!(facts.contains(&fact.to_owned()), "{fact}: {facts:?}");
    }
    let links = values(page, "dl.facts a", "href");
    assert!(links.contains(&"tel:02163000000".to_owned()), "{links:?}");
    assert!(links.contains(&"mailto:truongban@example.vn".to_owned()), "{links:?}");
    let english = &all["en/don-vi/ban-bien-tap/index.html"];
    assert!(texts(english, "dl.facts dt").contains(&"Telephone".to_owned()));
}

#[test]
fn a_telephone_number_that_stands_in_no_field_of_an_organization_is_still_told() {
    let article = "---\ntitle: Bài có số\ndate: 2025-05-01\ncategory: chinh-tri\n---\n\nGọi 02163000000 hoặc 02163999999.\n";
    let report = site().file("content/articles/bai-co-so.md", article).rebuild_badly().report;
    let said = bantin::diagnostic::text::render(&report, bantin_text::language::Language::En, false);
    assert!(said.contains("`02163999999`") && !said.contains("`02163000000`"), "{said}");
}

#[test]
fn the_chart_of_an_organization_shows_the_way_up_and_all_below() {
    let files = site().build().output();
    let all = pages(&files);
    let page = &all["don-vi/phong/index.html"];
    let tree = "[aria-labelledby=chart_] > .tree";
    assert_eq!(texts(page, &format!("{tree} a")), ["Ban Biên tập mẫu", "Tổ Thư từ", "Tổ Ảnh"]);
    assert_eq!(texts(page, &format!("{tree} > li > .tree > li > .tree > li")), ["Tổ Thư từ", "Tổ Ảnh"]);
    assert_eq!(texts(page, &format!("{tree} strong")), ["Phòng Bạn đọc"]);
    assert!(!all["don-vi/hoi-phu-nu/index.html"].html().contains("chart_"));
    let overview = &all["don-vi/index.html"];
    assert_eq!(texts(overview, "main .block-head h2"), ["Cơ quan nhà nước", "Đoàn thể, hội"]);
    assert_eq!(values(overview, ".tree .tree .tree a", "href").len(), 2, "as a tree");
}

#[test]
fn json_ld_and_open_data_tell_the_contacts_and_the_tree() {
    let files = site().build().output();
    let page = String::from_utf8_lossy(&files["don-vi/ban-bien-tap/index.html"]).into_owned();
    for part in [
        "\"address\":\"Số 1 đường Mẫu, tỉnh Mẫu\"",
        "\"telephone\":\"(0216) 3 000 000 (văn thư)\"",
        "\"faxNumber\":\"(0216) 3 000 001\"",
        "\"jobTitle\":\"Trưởng ban\"",
        "\"contactType\":\"Thư ký\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let rows: Vec<serde_json::Value> =
        serde_json::from_slice(&files["api/organizations.json"]).expect("a list of objects");
    assert_eq!(rows[0]["head"], "Nguyễn Văn Mẫu");
    assert_eq!(rows[3]["path"], serde_json::json!(["ban-bien-tap", "phong", "to"]));
}

#[test]
fn an_organization_lists_contests_documents_and_programmes_of_those_below_it_once() {
    let contest = include_str!("../fixtures/small/content/contests/thi-viet/contest.yaml");
    let contest = contest.replacen("organizer: ban-bien-tap", "organizer: to\nco_organizers: [to-hai]", 1);
    assert!(contest.contains("to-hai"), "{contest}");
    let files = site()
        .file("content/contests/thi-viet/contest.yaml", contest)
        .file(
            "content/documents/ke-hoach.yaml",
            "title: Kế hoạch của tổ\nkind: plan\nissued: 2025-01-01\nissuer: to\n",
        )
        .file(
            "content/programmes/cua-phong.yaml",
            "title: Đề án của phòng\nissuer: phong\nperiod: {from: 2023, to: 2025}\n",
        )
        .build()
        .output();
    let all = pages(&files);
    for (page, count) in [("ban-bien-tap", 1), ("phong", 1), ("to", 1), ("to-hai", 1), ("hoi-phu-nu", 0)] {
        let contests =
            texts(&all[format!("don-vi/{page}/index.html").as_str()], "[aria-labelledby=contests_] li");
        assert_eq!(contests.len(), count, "{page}");
    }
    let of = |page: &str, kind: &str| {
        texts(&all[format!("don-vi/{page}/index.html").as_str()], &format!("[aria-labelledby={kind}_] h3"))
    };
    assert_eq!(of("ban-bien-tap", "documents"), ["Kế hoạch của tổ"]);
    assert_eq!(of("to-hai", "documents"), [""; 0]);
    assert_eq!(of("ban-bien-tap", "programmes"), ["Đề án của phòng", "Đề án mẫu"]);
    assert_eq!(of("to", "programmes"), [""; 0]);
}
