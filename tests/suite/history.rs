//! Localities and organizations before they exist, while they exist, and after they ended, by the clock.

use bantin::targets::{Who, standings};

use crate::pages::{pages, texts};
use crate::site::{SiteTest, with_site};

/// A becomes B, B becomes C; S is split between C and T.
const PLACES: &str = "
- {id: tinh, name: Tỉnh Mẫu, level: province}
- {id: xa-a, name: Xã A, level: commune, parent: tinh, until: 2024-06-30, successors: [{id: xa-b}]}
- {id: xa-b, name: Xã B, level: commune, parent: tinh, since: 2024-07-01, until: 2025-06-30, successors: [{id: xa-c}]}
- {id: xa-c, name: Xã C, level: commune, parent: tinh, since: 2025-07-01}
- {id: xa-s, name: Xã S, level: commune, parent: tinh, until: 2025-06-30, successors: [{id: xa-c, whole: false}, {id: xa-t, whole: false}]}
- {id: xa-t, name: Xã T, level: commune, parent: tinh, since: 2025-07-01}
- {id: xa-moi, name: Xã Mới, level: commune, parent: tinh}
";

const ORGANIZATIONS: &str = "
- {id: ban-bien-tap, name: Ban Biên tập mẫu, kind: government, locality: tinh}
- {id: hoi-phu-nu, name: Hội Phụ nữ, kind: union, locality: xa-moi}
- {id: ban-cu, name: Ban Cũ, kind: party, locality: tinh, until: 2025-02-28, successors: [ban-moi]}
- {id: ban-moi, name: Ban Mới, kind: party, locality: tinh, since: 2025-03-01}
";

/// The last one was registered before the unit that it names existed: it belongs to the part of S that became T.
const MODELS: &str = "
- {id: vuon-rau, name: MA, field: kinh-te, level: base, locality: xa-a, organization: ban-cu, registered: 2023, status: registered}
- {id: ms, name: MS, field: kinh-te, level: base, locality: xa-s, organization: ban-cu, registered: 2023, status: registered}
- {id: mc, name: MC, field: kinh-te, level: base, locality: xa-c, organization: ban-moi, registered: 2025, status: registered}
- {id: mt, name: MT, field: kinh-te, level: base, locality: xa-t, registered: 2023, status: registered}
";

const PROGRAMME: &str = "
title: Đề án
issuer: ban-bien-tap
period: {from: 2024, to: 2026}
targets:
  - {id: xa, name: Mỗi xã, scope: locality, level: commune, measure: models_active, per: year, at_least: 1}
  - {id: ban, name: Mỗi ban, scope: organization, measure: models_active, per: year, at_least: 2}
";

fn site(now: &str) -> SiteTest {
    let entry = |id: &str, locality: &str| {
        format!(
            "- {{id: {id}, title: Bài {id}, genre: bai-viet, authors: [{{name: Lan}}], submitted: 2025-05-05, locality: {locality}, consent: {{given: true}}, status: accepted}}\n"
        )
    };
    let now = now.parse().expect("a timestamp");
    SiteTest::fixture("small")
        .file("content/taxonomies/localities.yaml", PLACES)
        .file("content/taxonomies/organizations.yaml", ORGANIZATIONS)
        .file("content/models/mo-hinh.yaml", MODELS)
        .file("content/programmes/de-an.yaml", PROGRAMME)
        .file("content/contests/thi-viet/entries/khac.yaml", entry("be", "xa-b") + &entry("es", "xa-s"))
        .with(|options| options.now = now)
}

/// The life of a place as stated on its page, and the headings of levels 2 and 3.
fn told(now: &str, path: &str) -> (String, Vec<String>, Vec<String>) {
    let site = site(now);
    assert!(site.rebuild_badly().summary.is_some());
    let output = site.output();
    let pages = pages(&output);
    let page = &pages[format!("{path}/index.html").as_str()];
    let facts: Vec<_> =
        texts(page, "dl.facts > div").into_iter().filter(|fact| !fact.starts_with("Trực thuộc")).collect();
    (texts(page, "main > .notice").join(" "), facts, texts(page, "main h2, main h3"))
}

#[test]
fn a_unit_is_told_by_the_clock_before_during_and_after_its_life() {
    let (notice, facts, heads) = told("2024-01-01T00:00:00Z", "dia-ban/xa-c");
    assert_eq!(notice, "Đơn vị hành chính này chưa thành lập. Thành lập từ ngày 01/07/2025.");
    assert!(facts.contains(&"Sẽ thành lập từXã B, Xã S (một phần)".to_owned()), "{facts:?}");
    assert!(!heads.iter().any(|head| head.starts_with("Trước khi")), "{heads:?}");

    let (notice, facts, _) = told("2024-01-01T00:00:00Z", "dia-ban/xa-a");
    assert_eq!(notice, "");
    assert!(facts.contains(&"Sẽ thuộcXã B".to_owned()), "{facts:?}");

    let (notice, facts, _) = told("2025-01-01T00:00:00Z", "dia-ban/xa-a");
    assert_eq!(notice, "Đơn vị hành chính này đã sắp xếp. Xem: Xã B.");
    assert!(facts.contains(&"Nay thuộcXã B".to_owned()), "{facts:?}");
}

#[test]
fn a_chain_of_changes_names_the_unit_of_now_and_the_steps() {
    let site = site("2026-03-01T00:00:00Z").build();
    let output = site.output();
    let pages = pages(&output);
    let first = &pages["dia-ban/xa-a/index.html"];
    assert_eq!(texts(first, "main > .notice"), ["Đơn vị hành chính này đã sắp xếp. Xem: Xã C."]);
    assert_eq!(
        texts(first, "main > details ol li"),
        ["Xã A → Xã B (đến hết ngày 30/06/2024)", "Xã B → Xã C (đến hết ngày 30/06/2025)"]
    );
    let tree = texts(&pages["dia-ban/index.html"], ".tree .tree > li");
    assert!(tree[0].starts_with("Xã A đã sắp xếp") && tree[2].starts_with("Xã C 2 mô hình"), "{tree:?}");
}

#[test]
fn a_successor_lists_what_belonged_to_those_before_it_and_tells_what_is_undecided() {
    let (_, _, heads) = told("2026-03-01T00:00:00Z", "dia-ban/xa-c");
    assert_eq!(
        heads,
        [
            "Mô hình, điển hình",
            "MC",
            "Trước khi sáp nhập, đổi tên: Xã A",
            "MA",
            "Trước khi sáp nhập, đổi tên: Xã B",
            "Bài be",
            "Đơn vị cũ đã chia tách"
        ]
    );
    let (_, _, heads) = told("2026-03-01T00:00:00Z", "dia-ban/xa-t");
    assert_eq!(
        heads,
        ["Mô hình, điển hình", "MT", "Đơn vị cũ đã chia tách"],
        "the record that names its part is there"
    );
    let (_, _, heads) = told("2026-03-01T00:00:00Z", "don-vi/ban-moi");
    assert_eq!(heads, ["Mô hình, điển hình", "MC", "Trước khi sáp nhập, đổi tên: Ban Cũ", "MA", "MS"]);
    let (_, _, heads) = told("2024-08-01T00:00:00Z", "dia-ban/xa-b");
    assert_eq!(heads, ["Trước khi sáp nhập, đổi tên: Xã A", "MA"]);
}

#[test]
fn what_a_successor_took_over_is_cut_into_pages_with_its_own() {
    let settings = include_str!("../fixtures/small/content/site.yaml").to_owned() + "page_size: 2\n";
    let output = site("2026-03-01T00:00:00Z").file("content/site.yaml", settings).build().output();
    let pages = pages(&output);
    let second = &pages["dia-ban/xa-c/trang/2/index.html"];
    assert_eq!(texts(second, "main h2, main h3"), ["Trước khi sáp nhập, đổi tên: Xã B", "Bài be"]);
    assert!(!pages.contains_key("dia-ban/xa-c/trang/3/index.html"));
}

#[test]
fn statistics_count_by_the_units_of_then_and_of_now() {
    let output = site("2026-03-01T00:00:00Z").build().output();
    let pages = pages(&output);
    let rows = |what: &str, by: &str| {
        let table = format!("[aria-label='{what}: {by}'] tr");
        let page = &pages["thong-ke/index.html"];
        let names = texts(page, &format!("{table} th[scope=row]"));
        let counts = texts(page, &format!("{table} td:nth-child(2)"));
        names.into_iter().zip(counts).map(|(name, count)| format!("{name} = {count}")).collect::<Vec<_>>()
    };
    let now = "Theo đơn vị hành chính hiện nay";
    assert_eq!(rows("Số mô hình", "Theo địa bàn"), ["Xã A = 1", "Xã C = 1", "Xã S = 2", "Tổng cộng = 4"]);
    assert_eq!(
        rows("Số mô hình", now),
        ["Xã C = 2", "Xã T = 1", "Xã S (chưa rõ nay thuộc đâu) = 1", "Tổng cộng = 4"]
    );
    let entries = rows("Số bài dự thi", now);
    assert!(entries.contains(&"Xã C = 1".to_owned()), "{entries:?}");
    assert!(entries.contains(&"Xã S (chưa rõ nay thuộc đâu) = 1".to_owned()), "{entries:?}");
}

#[test]
fn targets_follow_units_and_organizations_through_their_changes() {
    let site = site("2026-03-01T00:00:00Z");
    with_site(site.root(), "2026-03-01T00:00:00Z", |site| {
        let all = standings(site, &site.programmes[0]);
        let shown = |target: usize| -> Vec<String> {
            let year = |year: &bantin::targets::YearStanding| {
                let some = year.members.iter().filter(|member| member.value != Some(0.0));
                let name = |who| match who {
                    Who::Locality(no) => site.locality(no).fields.id.0.as_str(),
                    Who::Organization(no) => site.organization(no).fields.id.0.as_str(),
                    Who::Province => "tinh",
                };
                let some =
                    some.map(|member| format!("{}={}", name(member.who), member.value.unwrap_or(-1.0)));
                format!("{} {} ?{}", year.year, some.collect::<Vec<_>>().join(" "), year.undecided)
            };
            all[target].years.iter().map(year).collect()
        };
        // MT names T, which is a part of S: while S existed it counts there. The unit of MC did not exist on New Year's
        // Day.
        assert_eq!(shown(0), ["2024 xa-a=1 xa-s=2 ?0", "2025 xa-b=1 xa-s=2 ?1", "2026 xa-c=2 xa-t=1 ?1"]);
        assert_eq!(shown(1), ["2024 ban-cu=2 ?0", "2025 ban-cu=2 ?1", "2026 ban-moi=3 ?0"]);
    });
}
