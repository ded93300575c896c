//! Progress of programmes, and units before and after mergers: compared with numbers added up by hand.

use std::path::PathBuf;

use bantin::site::{ModelNo, Site, units};
use bantin::targets::{Standing, Who, standings};

use crate::pages::{pages, texts, values};
use crate::site::{SiteTest, with_site};

const PLACES: &str = "
- {id: tinh, name: Tỉnh Cũ, level: province, until: 2025-06-30, successors: [{id: tinh-moi}]}
- {id: tinh-moi, name: Tỉnh Mới, level: province, since: 2025-07-01}
- {id: tinh-khac, name: Tỉnh Khác, level: province}
- {id: xa-a, name: Xã A, level: commune, parent: tinh, until: 2025-06-30, successors: [{id: xa-moi}]}
- {id: xa-b, name: Xã B, level: commune, parent: tinh, until: 2025-06-30, successors: [{id: xa-moi, whole: false}, {id: xa-khac, whole: false}]}
- {id: xa-moi, name: Xã Mới, level: commune, parent: tinh-moi, since: 2025-07-01}
- {id: xa-khac, name: Xã Khác, level: commune, parent: tinh-moi, since: 2025-07-01}
- {id: xa-xa, name: Xã Xa, level: commune, parent: tinh-khac}
";

const MODELS: &str = "
- {id: m1, name: M1, field: kinh-te, level: commune, locality: xa-a, organization: hoi-phu-nu, registered: 2023, status: recognized}
- {id: m2, name: M2, field: kinh-te, level: base, locality: xa-a, registered: 2023, period: {from: 2023, to: 2024}, status: ended}
- {id: m3, name: M3, field: kinh-te, level: base, locality: xa-a, registered: 2024, status: ended}
- {id: m4, name: M4, field: kinh-te, level: base, locality: xa-b, registered: 2024, status: exemplary}
- {id: m5, name: M5, field: kinh-te, level: base, locality: xa-b, registered: 2023, period: {from: 2025}, status: registered}
- {id: m6, name: M6, field: kinh-te, level: base, locality: xa-xa, registered: 2023, status: registered}
- {id: m7, name: M7, field: kinh-te, level: base, locality: xa-moi, registered: 2025, status: registered}
- {id: m1-en, name: M1, field: kinh-te, level: commune, locality: xa-a, registered: 2023, status: recognized, language: en, translation_of: m1}
";

/// A programme with five targets, in a province that ended in mid-2025.
pub(crate) fn site() -> SiteTest {
    let programme = "
title: Đề án
issuer: ban-bien-tap
period: {from: 2023, to: 2025}
targets:
  - {id: xa, name: Mỗi xã, scope: locality, level: commune, measure: models_active, per: year, at_least: 2}
  - {id: dang-ky, name: Đăng ký, scope: locality, level: commune, measure: models_registered, at_least: 3}
  - {id: co-quan, name: Cơ quan, scope: organization, measure: models_active, at_least: 1}
  - {id: tinh, name: Toàn tỉnh, scope: province, level: base, measure: models_registered, per: year, at_least: 2}
  - id: hai-long
    name: Hài lòng
    scope: locality
    measure: manual
    per: year
    at_least: 90
    unit: \"%\"
    values:
      - {year: 2023, locality: xa-a, value: 89.9}
      - {year: 2024, locality: xa-a, value: 90}
      - {year: 2024, locality: xa-b, value: 88}
";
    let organizations = "
- {id: ban-bien-tap, name: Ban Biên tập mẫu, kind: government, locality: tinh}
- {id: hoi-phu-nu, name: Hội Phụ nữ, kind: union, locality: xa-a}
- {id: ban-khac, name: Ban khác, kind: government, locality: xa-xa}
- {id: ban-moi, name: Ban mới, kind: government, locality: xa-a, since: 2025-02-01}
";
    SiteTest::fixture("small")
        .file("content/taxonomies/localities.yaml", PLACES)
        .file("content/taxonomies/organizations.yaml", organizations)
        .file("content/models/mo-hinh.yaml", MODELS)
        .file("content/programmes/de-an.yaml", programme)
        .file("content/articles/bai-mot.md", "---\ntitle: Một\ndate: 2025-03-01\ncategory: dan-van\n---\n")
        .file("content/contests/thi-viet/entries/bai-du-thi.md", "---\ntitle: Bài\ngenre: bai-viet\nauthors: [{name: Lan}]\nsubmitted: 2025-05-05\nconsent: {given: true}\nstatus: accepted\n---\n")
        .file("content/articles/bai-hai.md", "---\ntitle: Hai\ndate: 2025-04-02\ncategory: kinh-te\n---\n")
}

/// `2023 xa-a=2+ xa-b=0- ?1`: the members of each year with their values, and the undecided.
fn shown(site: &Site<'_>, standing: &Standing<'_>) -> Vec<String> {
    let year = |year: &bantin::targets::YearStanding| {
        let members = year.members.iter().map(|member| {
            let name = match member.who {
                Who::Locality(no) => site.locality(no).fields.id.0.as_str(),
                Who::Organization(no) => site.organization(no).fields.id.0.as_str(),
                Who::Province => "tinh",
            };
            let value = member.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
            format!("{name}={value}{}", if member.reached { "+" } else { "-" })
        });
        let members: Vec<_> = members.collect();
        format!("{} {} ?{}", year.year, members.join(" "), year.undecided)
    };
    standing.years.iter().map(year).collect()
}

fn standing(now: &str, target: &str) -> Vec<String> {
    with_site(site().root(), now, |site| {
        let all = standings(site, &site.programmes[0]);
        shown(site, all.iter().find(|standing| standing.target.id.0 == target).expect("the target"))
    })
}

#[test]
fn each_commune_is_counted_in_each_year_by_the_units_of_its_first_day() {
    // xa-a: m1 and m2 in 2023; m3 as well in 2024; m1 alone in 2025. xa-b: m4 from 2024, m5 from 2025. m7 belongs to
    // a unit that did not exist on 1 January 2025. Xã Xa lies in another province.
    assert_eq!(
        standing("2026-01-01T00:00:00Z", "xa"),
        ["2023 xa-a=2+ xa-b=0- ?0", "2024 xa-a=3+ xa-b=1- ?0", "2025 xa-a=1- xa-b=2+ ?1"]
    );
    assert_eq!(standing("2024-03-01T00:00:00Z", "xa").len(), 2, "years ahead are not looked at");
    assert_eq!(standing("2022-03-01T00:00:00Z", "xa").len(), 0);
}

#[test]
fn a_target_of_the_whole_period_adds_its_years_up() {
    // Registered from 2023 to 2025: m1, m2, m3 in xa-a; m4, m5 in xa-b.
    assert_eq!(standing("2026-01-01T00:00:00Z", "dang-ky"), ["2025 xa-a=3+ xa-b=2- ?1"]);
}

#[test]
fn organizations_that_existed_on_the_first_day_are_bound() {
    assert_eq!(standing("2026-01-01T00:00:00Z", "co-quan"), ["2025 ban-bien-tap=0- hoi-phu-nu=1+ ?0"]);
}

#[test]
fn the_province_as_a_whole_counts_models_of_the_level() {
    // Models of level base: m2, m5, m6 in 2023; m3, m4 in 2024; m7 in 2025.
    assert_eq!(
        standing("2026-01-01T00:00:00Z", "tinh"),
        ["2023 tinh=3+ ?0", "2024 tinh=2+ ?0", "2025 tinh=1- ?0"]
    );
}

#[test]
fn what_nobody_measured_is_neither_reached_nor_short() {
    assert_eq!(
        standing("2026-01-01T00:00:00Z", "hai-long"),
        ["2023 xa-a=89.9- xa-b=?- ?0", "2024 xa-a=90+ xa-b=88- ?0", "2025 xa-a=?- xa-b=?- ?0"]
    );
    with_site(site().root(), "2026-01-01T00:00:00Z", |site| {
        let all = standings(site, &site.programmes[0]);
        let first = &all[4].years[0];
        assert_eq!((first.reached(), first.short().count(), first.unmeasured().count()), (0, 1, 1));
    });
}

#[test]
fn models_of_a_split_unit_count_once_and_for_no_unit_of_now() {
    let counts = |now: &str| {
        with_site(site().root(), now, |site| {
            let all = (0..site.models.len()).map(ModelNo);
            let counted = units::models_now(site, all);
            let named = |list: &[(bantin::site::LocalityNo, usize)]| {
                let one = |(no, count): &(bantin::site::LocalityNo, usize)| {
                    format!("{}={count}", site.locality(*no).fields.id.0)
                };
                list.iter().map(one).collect::<Vec<_>>().join(" ")
            };
            assert_eq!(counted.total(), 7, "nothing is counted twice");
            (named(&counted.units), named(&counted.undecided))
        })
    };
    assert_eq!(counts("2026-01-01T00:00:00Z"), ("xa-moi=4 xa-xa=1".into(), "xa-b=2".into()));
    assert_eq!(counts("2025-06-30T10:00:00Z"), ("xa-a=3 xa-b=2 xa-moi=1 xa-xa=1".into(), String::new()));
}

#[test]
fn the_dashboard_of_the_sample_content() {
    // Counted by hand from the files of `content/models/`.
    let by_hand = [
        ("xa-mau-thuong", [3.0, 3.0, 3.0]),
        ("xa-mau-trung", [4.0, 4.0, 3.0]),
        ("xa-mau-ha", [3.0, 4.0, 4.0]),
        ("xa-mau-dong", [4.0, 4.0, 4.0]),
        ("xa-mau-tay", [1.0, 3.0, 2.0]),
        ("xa-mau-bac", [5.0, 4.0, 4.0]),
        ("xa-mau-nam", [1.0, 2.0, 3.0]),
        ("thi-tran-mau", [3.0, 3.0, 3.0]),
    ];
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    with_site(&root, "2026-11-01T00:00:00Z", |site| {
        let all = standings(site, &site.programmes[0]);
        let standing = |id: &str| all.iter().find(|one| one.target.id.0 == id).expect("the target");
        for (commune, values) in by_hand {
            let value = |year: &bantin::targets::YearStanding| {
                let is_it =
                    |who| matches!(who, Who::Locality(no) if site.locality(no).fields.id.0 == commune);
                year.members.iter().find(|member| is_it(member.who)).and_then(|member| member.value)
            };
            let found: Vec<_> = standing("commune-models").years.iter().map(value).collect();
            assert_eq!(found, values.map(Some), "{commune}");
        }
        let reached = |id: &str| {
            standing(id)
                .years
                .iter()
                .map(|year| (year.year, year.reached(), year.members.len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(reached("commune-models"), [(2023, 0, 25), (2024, 0, 25), (2025, 0, 25)]);
        assert_eq!(reached("dissemination"), [(2025, 5, 8)]);
        assert_eq!(reached("satisfaction"), [(2023, 2, 8), (2024, 5, 8), (2025, 7, 8)]);
    });
}

#[test]
fn the_page_of_a_programme_says_who_falls_short_and_by_how_much() {
    let output = SiteTest::repository()
        .with(|options| options.now = "2026-11-01T00:00:00Z".parse().expect("a time"))
        .build()
        .output();
    let pages = pages(&output);
    let page = &pages["chuong-trinh/de-an-13-da-tu/index.html"];
    let overview = texts(page, "[aria-labelledby=targets_] > .scroll tbody tr td:nth-child(2)");
    assert_eq!(overview, ["5/8", "0/25", "34/44", "7/8"]);
    let summaries = texts(page, "#target_4 .fold > summary");
    assert_eq!(
        summaries,
        [
            "Năm 2025: 1 nơi chưa đạt",
            "Năm 2025: 7 nơi đã đạt",
            "Năm 2024: 3 nơi chưa đạt",
            "Năm 2024: 5 nơi đã đạt",
            "Năm 2023: 5 nơi chưa đạt",
            "Năm 2023: 1 nơi chưa có số liệu",
            "Năm 2023: 2 nơi đã đạt",
        ]
    );
    assert_eq!(
        texts(page, "#target_1 .fold:first-of-type li"),
        ["Xã Mẫu Hạ 96%", "Xã Mẫu Tây 92%", "Xã Mẫu Nam 88%"]
    );
    let short = texts(page, "#target_2 .fold:first-of-type li");
    assert_eq!(short.len(), 25);
    assert!(short.contains(&"Xã Mẫu Bắc 4".to_owned()), "{short:?}");
    assert_eq!(
        texts(page, "#target_2 .chart title").first().map(String::as_str),
        Some("Mô hình xây dựng, duy trì hiệu quả ở mỗi xã, phường, thị trấn, trải đều các lĩnh vực")
    );
    let data = values(page, ".open-data a", "href");
    let files = data.iter().filter_map(|href| href.strip_prefix("/dan-van-kheo/"));
    assert_eq!(files.filter(|file| output.contains_key(*file)).count(), 4, "{data:?}");
}

#[test]
fn models_of_a_split_unit_are_shown_as_undecided() {
    let now = "2026-01-01T00:00:00Z".parse().expect("a time");
    let output = site().with(|options| options.now = now).build().output();
    let pages = pages(&output);
    let programme = texts(&pages["chuong-trinh/de-an/index.html"], "#target_1 .soft");
    assert_eq!(
        programme,
        ["2025: 1 mô hình ở nơi đã chia tách, hoặc đến đầu năm chưa thành lập; không tính cho nơi nào."]
    );
    let statistics = &pages["thong-ke/index.html"];
    let rows = |by: &str| {
        let table = format!("[aria-label='Số mô hình: {by}'] tr");
        let names = texts(statistics, &format!("{table} th[scope=row]"));
        let counts = texts(statistics, &format!("{table} td:nth-child(2)"));
        names.into_iter().zip(counts).map(|(name, count)| format!("{name} = {count}")).collect::<Vec<_>>()
    };
    assert_eq!(
        rows("Theo đơn vị hành chính hiện nay"),
        ["Xã Mới = 4", "Xã Xa = 1", "Xã B (chưa rõ nay thuộc đâu) = 2", "Tổng cộng = 7"]
    );
    assert_eq!(rows("Theo địa bàn"), ["Xã A = 3", "Xã B = 2", "Xã Mới = 1", "Xã Xa = 1", "Tổng cộng = 7"]);
}

#[test]
fn a_programme_leads_to_the_list_of_all_its_models() {
    let models: String = (1..=14)
        .map(|number| format!("- {{id: n{number}, name: Mô hình {number}, field: kinh-te, level: base, locality: xa-moi, registered: 2025, status: registered, programmes: [de-an]}}\n"))
        .collect();
    let site =
        |models: &str| SiteTest::fixture("small").file("content/models/nhieu.yaml", models).build().output();
    let output = site(&models);
    let pages_of = pages(&output);
    let page = &pages_of["chuong-trinh/de-an/index.html"];
    assert_eq!(texts(page, ".card-link").len(), 12);
    assert_eq!(values(page, ".block-head .more", "href"), ["/tin/chuong-trinh/de-an/mo-hinh/"]);
    let list = &pages_of["chuong-trinh/de-an/mo-hinh/index.html"];
    assert_eq!(texts(list, "h1"), ["Mô hình của Đề án mẫu"]);
    assert!(texts(list, ".page-head .soft")[0].starts_with("14 "));
    let few: String = models.lines().take(12).map(|line| format!("{line}\n")).collect();
    let output = site(&few);
    assert!(!output.contains_key("chuong-trinh/de-an/mo-hinh/index.html"));
}
