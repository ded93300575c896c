//! Pages of localities and organizations count and list what belongs to all units below them, each record once.

use std::collections::BTreeSet;

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

/// Three levels until the middle of 2025, two since then. X takes over 1 and 2, Y takes over 4; 3 is split.
const PLACES: &str = "
- {id: tinh-cu, name: Tỉnh Cũ, level: province, until: 2025-06-30, successors: [{id: tinh}]}
- {id: tinh-hai, name: Tỉnh Hai, level: province, until: 2025-06-30, successors: [{id: tinh}]}
- {id: tinh, name: Tỉnh Mới, level: province, since: 2025-07-01}
- {id: huyen-a, name: Huyện A, level: district, parent: tinh-cu, until: 2025-06-30}
- {id: huyen-b, name: Huyện B, level: district, parent: tinh-cu, until: 2025-06-30}
- {id: xa-1, name: Xã 1, level: commune, parent: huyen-a, until: 2025-06-30, successors: [{id: xa-x}]}
- {id: xa-2, name: Xã 2, level: commune, parent: huyen-a, until: 2025-06-30, successors: [{id: xa-x}]}
- {id: xa-3, name: Xã 3, level: commune, parent: huyen-b, until: 2025-06-30, successors: [{id: xa-x, whole: false}, {id: xa-y, whole: false}]}
- {id: xa-4, name: Xã 4, level: commune, parent: huyen-b, until: 2025-06-30, successors: [{id: xa-y}]}
- {id: xa-x, name: Xã X, level: commune, parent: tinh, since: 2025-07-01}
- {id: xa-y, name: Xã Y, level: commune, parent: tinh, since: 2025-07-01}
- {id: xa-moi, name: Xã Mới, level: commune, parent: tinh}
";

/// Cell 1 became cell 2; cell 3 was divided between two committees of the bloc.
const ORGANIZATIONS: &str = "
- {id: ban-bien-tap, name: Ban Biên tập mẫu, kind: government}
- {id: hoi-phu-nu, name: Hội Phụ nữ, kind: union, locality: xa-moi}
- {id: khoi, name: Khối, kind: party}
- {id: dang-bo-1, name: Đảng bộ 1, kind: party, parent: khoi}
- {id: dang-bo-2, name: Đảng bộ 2, kind: party, parent: khoi}
- {id: chi-bo-1, name: Chi bộ 1, kind: party, parent: dang-bo-1, until: 2025-02-28, successors: [chi-bo-2]}
- {id: chi-bo-2, name: Chi bộ 2, kind: party, parent: dang-bo-1}
- {id: chi-bo-3, name: Chi bộ 3, kind: party, parent: dang-bo-1, until: 2025-02-28, successors: [chi-bo-4, chi-bo-5]}
- {id: chi-bo-4, name: Chi bộ 4, kind: party, parent: dang-bo-1, since: 2025-03-01}
- {id: chi-bo-5, name: Chi bộ 5, kind: party, parent: dang-bo-2, since: 2025-03-01}
";

/// `my` names the part of commune 3 to which it belongs now.
const MODELS: &[(&str, &str, &str, i16)] = &[
    ("vuon-rau", "xa-1", "chi-bo-1", 2023),
    ("m2", "xa-2", "chi-bo-2", 2023),
    ("m3", "xa-3", "chi-bo-3", 2023),
    ("m3b", "xa-3", "chi-bo-3", 2024),
    ("m4", "xa-4", "chi-bo-5", 2024),
    ("my", "xa-y", "chi-bo-5", 2023),
    ("mh", "huyen-a", "dang-bo-1", 2023),
    ("mt", "tinh-cu", "khoi", 2023),
    ("mz", "tinh-hai", "khoi", 2023),
    ("mn", "xa-x", "chi-bo-4", 2025),
];

const BEFORE: &str = "2025-01-01T00:00:00Z";
const AFTER: &str = "2026-03-01T00:00:00Z";

fn site(now: &str) -> SiteTest {
    let model = |(id, locality, organization, year): &(&str, &str, &str, i16)| {
        format!(
            "- {{id: {id}, name: Mô hình {id}, field: kinh-te, level: base, locality: {locality}, organization: {organization}, registered: {year}, status: recognized, budget: {{amount: 1500000}}}}\n"
        )
    };
    let models: String = MODELS.iter().map(model).collect();
    let settings = include_str!("../fixtures/small/content/site.yaml").to_owned() + "page_size: 3\n";
    let now = now.parse().expect("a timestamp");
    SiteTest::fixture("small")
        .file("content/site.yaml", settings)
        .file("content/taxonomies/localities.yaml", PLACES)
        .file("content/taxonomies/organizations.yaml", ORGANIZATIONS)
        .file("content/models/mo-hinh.yaml", models)
        .with(|options| options.now = now)
}

/// The lines of the table of a unit, the unit itself first, each with its own models and the sum, and the total last.
fn lines(files: &std::collections::BTreeMap<String, Vec<u8>>, path: &str) -> Vec<String> {
    let file = format!("{path}/index.html");
    let page = scraper::Html::parse_document(&String::from_utf8_lossy(&files[&file]));
    let cells = |row: &str| texts(&page, &format!("[aria-labelledby=units_] {row}"));
    let names = cells("tbody th");
    let (own, sum) = (cells("tbody td:nth-child(2)"), cells("tbody td:nth-child(3)"));
    let lines = names.iter().zip(own.iter().zip(&sum));
    let lines = lines.map(|(name, (own, sum))| format!("{name}: {own}, {sum}"));
    lines.chain(cells("tfoot td:nth-child(3)")).collect()
}

/// The models on all pages of a unit.
fn listed(files: &std::collections::BTreeMap<String, Vec<u8>>, path: &str) -> Vec<String> {
    let all = pages(files);
    let numbered = |file: &str| {
        let rest = file.strip_prefix(path).and_then(|rest| rest.strip_suffix("index.html"));
        rest.is_some_and(|rest| rest == "/" || rest.starts_with("/trang/"))
    };
    let own = all.iter().filter(|(file, _)| numbered(file));
    let links = own.flat_map(|(_, page)| values(page, "main a.card-link", "href"));
    let ids = links.filter_map(|href| {
        let id = href.strip_prefix("/tin/mo-hinh/")?.strip_suffix('/')?;
        Some(id.to_owned())
    });
    let mut ids: Vec<String> = ids.collect();
    ids.sort();
    ids
}

#[test]
fn localities_count_all_units_below_them_at_every_level_before_a_reform() {
    let files = site(BEFORE);
    assert!(files.rebuild_badly().summary.is_some());
    let files = files.output();
    assert_eq!(
        lines(&files, "dia-ban/tinh-cu"),
        ["Tỉnh Cũ: 1, 1", "Huyện A: 1, 3", "Huyện B: 0, 4", "8"],
        "the model that names a part of commune 3 still belongs to the whole"
    );
    assert_eq!(lines(&files, "dia-ban/huyen-a"), ["Huyện A: 1, 1", "Xã 1: 1, 1", "Xã 2: 1, 1", "3"]);
    assert_eq!(lines(&files, "dia-ban/huyen-b"), ["Xã 3: 3, 3", "Xã 4: 1, 1", "4"]);
    assert_eq!(lines(&files, "en/dia-ban/huyen-b"), ["Xã 3: 3, 3", "Xã 4: 1, 1", "4"]);
    assert_eq!(listed(&files, "dia-ban/huyen-b"), ["m3", "m3b", "m4", "my"]);
    assert_eq!(listed(&files, "dia-ban/xa-y"), Vec::<String>::new());
}

#[test]
fn localities_count_what_was_merged_and_split_once_after_a_reform() {
    let files = site(AFTER);
    assert!(files.rebuild_badly().summary.is_some());
    let files = files.output();
    assert_eq!(
        lines(&files, "dia-ban/tinh"),
        [
            "Tỉnh Mới: 2, 2",
            "Huyện A đã sắp xếp: 1, 1",
            "Xã 3 đã sắp xếp: 2, 2",
            "Xã X: 3, 3",
            "Xã Y: 2, 2",
            "Xã Mới: 0, 0",
            "10"
        ]
    );
    assert_eq!(
        lines(&files, "dia-ban/tinh-cu"),
        ["Tỉnh Cũ: 1, 1", "Huyện A đã sắp xếp: 1, 3", "Huyện B đã sắp xếp: 0, 4", "8"],
        "a unit that has ended shows what belonged to it"
    );
    assert_eq!(listed(&files, "dia-ban/huyen-a"), ["m2", "mh", "vuon-rau"]);
    assert_eq!(listed(&files, "dia-ban/xa-x"), ["m2", "mn", "vuon-rau"]);
    assert_eq!(listed(&files, "dia-ban/xa-y"), ["m4", "my"]);
}

#[test]
fn organizations_count_all_units_below_them_before_and_after_a_change() {
    let before = site(BEFORE);
    assert!(before.rebuild_badly().summary.is_some());
    let before = before.output();
    assert_eq!(
        lines(&before, "don-vi/khoi"),
        ["Khối: 2, 2", "Đảng bộ 1: 1, 8", "Đảng bộ 2: 0, 0", "10"],
        "what names cell 5 still belongs to cell 3"
    );
    let after = site(AFTER);
    assert!(after.rebuild_badly().summary.is_some());
    let after = after.output();
    assert_eq!(
        lines(&after, "don-vi/khoi"),
        ["Khối: 2, 2", "Đảng bộ 1: 1, 4", "Đảng bộ 2: 0, 2", "Chi bộ 3 đã sắp xếp: 2, 2", "10"],
        "what was divided between two committees belongs to the bloc above both"
    );
    assert_eq!(
        lines(&after, "don-vi/dang-bo-1"),
        ["Đảng bộ 1: 1, 1", "Chi bộ 2: 2, 2", "Chi bộ 4: 1, 1", "4"]
    );
}

#[test]
fn the_pages_of_a_unit_list_every_record_below_it_once() {
    for now in [BEFORE, AFTER] {
        let site = site(now);
        assert!(site.rebuild_badly().summary.is_some());
        let files = site.output();
        let all: BTreeSet<_> = MODELS.iter().map(|(id, ..)| (*id).to_owned()).collect();
        let khoi = listed(&files, "don-vi/khoi");
        assert_eq!((khoi.len(), khoi.into_iter().collect::<BTreeSet<_>>()), (10, all), "{now}");
        let province = if now == AFTER { "dia-ban/tinh" } else { "dia-ban/tinh-cu" };
        let models = listed(&files, province);
        let distinct = models.iter().collect::<BTreeSet<_>>().len();
        assert_eq!((models.len(), distinct), if now == AFTER { (10, 10) } else { (8, 8) });
    }
}

#[test]
fn lists_show_the_budget_the_year_and_the_status_of_models() {
    let site = site(AFTER);
    assert!(site.rebuild_badly().summary.is_some());
    let files = site.output();
    let all = pages(&files);
    let shown = texts(&all["dia-ban/huyen-a/index.html"], "main .card .facts-line");
    assert_eq!(shown.len(), 3);
    for line in shown {
        assert!(line.contains("Đã công nhận") && line.contains("Đăng ký năm 2023"), "{line}");
        assert!(line.contains("Kinh phí: 1.500.000 đồng"), "{line}");
    }
}
