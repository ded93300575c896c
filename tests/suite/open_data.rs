//! Statistics add up, and open data is equal to what readers see.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bantin::api::{self, Cell, ColumnType, Table};
use bantin::content::contest::ContestFields;
use bantin::content::entry::EntryFields;
use bantin::content::model::ModelFields;
use bantin::content::taxonomy::{LocalityFields, OrganizationFields};
use bantin::pages::DataTable;
use bantin::site::Site;
use bantin::yaml::describe::{MappingInfo, ValueType};

use crate::site::{NOW, SiteTest, with_site};

fn table(site: &Site<'_>, name: &str) -> Table {
    let of = DataTable::ALL.into_iter().find(|of| of.as_str() == name).expect("a table");
    api::table(site, of)
}

/// The total of each property in the statistics: subject, contest and property → sum.
fn sums(root: &Path, now: &str) -> BTreeMap<[String; 3], u64> {
    with_site(root, now, |site| {
        let mut sums = BTreeMap::new();
        for row in table(site, "statistics").rows {
            let text = |cell: &Cell| if let Cell::Text(text) = cell { text.clone() } else { String::new() };
            let Cell::Whole(count) = row[6] else { panic!("a count: {row:?}") };
            *sums.entry([text(&row[0]), text(&row[1]), text(&row[2])]).or_insert(0) += count;
        }
        sums
    })
}

/// Adds entries, one of which has no place, round or prize.
fn with_entries(site: SiteTest) -> SiteTest {
    let contest = "title: Cuộc thi mẫu
organizer: ban-bien-tap
opens: 2025-01-01
closes: 2025-06-30
results_at: 2025-09-01
genres: [{id: bai-viet, name: Bài viết}, {id: phong-su, name: Phóng sự}]
rounds: [{id: so-khao, name: Sơ khảo}, {id: chung-khao, name: Chung khảo}]
prizes: [{id: nhat, name: Giải Nhất, quota: 1}]
";
    let rest = "submitted: 2025-05-05, consent: {given: true}, status: accepted";
    let entries = format!(
        "- {{id: mot, title: Một, genre: bai-viet, authors: [{{name: Lan}}], locality: xa-a, round: chung-khao, award: nhat, {rest}}}
- {{id: hai, title: Hai, genre: phong-su, authors: [{{name: Cúc}}], locality: xa-b, round: so-khao, {rest}}}
- {{id: ba, title: Ba, genre: bai-viet, authors: [{{name: Mai}}], {rest}}}
"
    );
    std::fs::remove_file(site.root().join("content/contests/thi-viet/entries/bai-du-thi.md"))
        .expect("it was there");
    site.file("content/contests/thi-viet/contest.yaml", contest)
        .file("content/contests/thi-viet/entries/tat-ca.yaml", entries)
}

#[test]
fn sums_by_every_property_equal_the_total() {
    let made = with_entries(crate::targets::site());
    let repository = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    for (root, now) in [(made.root(), NOW), (made.root(), "2025-06-30T00:00:00Z"), (&repository, NOW)] {
        let sums = sums(root, now);
        let totals: Vec<_> = sums.iter().filter(|([_, _, by], _)| by == "total").collect();
        assert_eq!(totals.len(), 2, "models and one contest");
        for ([of, contest, by], sum) in &sums {
            let total = sums[&[of.clone(), contest.clone(), "total".to_owned()]];
            assert_eq!(*sum, total, "{of} {contest} by {by}");
        }
        for by in ["field", "level", "status", "year", "locality", "unit"] {
            assert!(sums.contains_key(&["models".to_owned(), String::new(), by.to_owned()]), "{by}");
        }
    }
    let known = sums(made.root(), NOW);
    for by in ["genre", "locality", "unit", "round", "award"] {
        assert_eq!(known[&["entries".to_owned(), "thi-viet".to_owned(), by.to_owned()]], 3, "{by}");
    }
}

#[test]
fn what_an_entry_does_not_state_has_a_row_of_its_own() {
    let site = with_entries(crate::targets::site());
    with_site(site.root(), NOW, |site| {
        let rows = table(site, "statistics").rows;
        let unstated = rows.iter().filter(|row| row[3] == Cell::Nothing && row[2] != Cell::from("total"));
        let unstated: Vec<_> = unstated.map(|row| (row[2].clone(), row[6].clone())).collect();
        let row = |by: &str, count: u64| (Cell::from(by), Cell::Whole(count));
        assert_eq!(unstated, [row("locality", 1), row("unit", 1), row("round", 1), row("award", 2)]);
    });
}

#[test]
fn every_column_is_told_in_the_docs() {
    let told = include_str!("../../docs/open-data.md");
    with_site(SiteTest::fixture("small").root(), NOW, |site| {
        let mut expected = Vec::new();
        for of in DataTable::ALL {
            let (name, table) = (of.as_str(), api::table(site, of));
            let part = told.split("## `").find(|part| part.starts_with(&format!("{name}`")));
            let part = part.unwrap_or_else(|| panic!("{name} is not told"));
            let rows = part.lines().filter(|line| line.starts_with("| `")).collect::<Vec<_>>();
            let columns = table.columns.iter().map(|column| format!("| `{}` | {} |", column.name, column.is));
            expected.push((name, rows.iter().map(|row| (*row).to_owned()).eq(columns)));
        }
        assert!(expected.iter().all(|(_, told)| *told), "{expected:?}");
    });
}

#[test]
fn rows_have_a_cell_for_each_column_and_both_forms_hold_them() {
    let output = with_entries(crate::targets::site()).build().output();
    let index: serde_json::Value = serde_json::from_slice(&output["api/index.json"]).expect("JSON");
    for table in index["tables"].as_array().expect("a list") {
        let name = table["name"].as_str().expect("a name");
        let json: Vec<serde_json::Map<String, serde_json::Value>> =
            serde_json::from_slice(&output[&format!("api/{name}.json")]).expect("a list of objects");
        let csv = output[&format!("api/{name}.csv")]
            .strip_prefix("\u{feff}".as_bytes())
            .expect("the mark")
            .to_vec();
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        let columns: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(
            (rows.len(), json.len()),
            (json.len(), table["rows"].as_u64().expect("a number") as usize)
        );
        for (row, object) in rows.iter().zip(&json) {
            assert_eq!(object.len(), columns.len(), "{name}");
            for (column, cell) in columns.iter().zip(row) {
                let same = match &object[column] {
                    serde_json::Value::Null => cell.is_empty(),
                    serde_json::Value::String(text) => cell == text,
                    serde_json::Value::Array(texts) => {
                        cell == texts.iter().filter_map(|one| one.as_str()).collect::<Vec<_>>().join("; ")
                    }
                    serde_json::Value::Number(number) => cell.parse::<f64>().ok() == number.as_f64(),
                    serde_json::Value::Bool(yes) => cell == if *yes { "true" } else { "false" },
                    serde_json::Value::Object(_) => false,
                };
                assert!(same, "{name}.{column}: {cell:?} and {:?}", object[column]);
            }
        }
    }
}

#[test]
fn only_what_is_published_stands_in_open_data() {
    let entry = |name: &str| {
        format!(
            "---
title: Chuyện vườn rau
genre: bai-viet
authors: [{{name: Lường Thị Nguyệt Hạ, pen_name: Lúa, organization: Trường Mẫu}}]
submitted: 2025-05-05
scores: [{{round: chung-khao, judge: Khổng Thị Lệ Quyên, value: 9.5}}]
consent: {{given: true, name: {name}}}
status: accepted
private: {{phone: \"0900 000 111\"}}
---
"
        )
    };
    for (name, authors) in [("full", "[\"Lường Thị Nguyệt Hạ\"]"), ("pen", "[\"Lúa\"]"), ("none", "[]")]
    {
        let site =
            SiteTest::fixture("small").file("content/contests/thi-viet/entries/bai-du-thi.md", entry(name));
        let output = site.build().output();
        let entries = String::from_utf8_lossy(&output["api/entries.json"]);
        assert!(entries.contains(&format!("\"authors\":{authors}")), "{name}: {entries}");
        for hidden in ["Quyên", "0900", "9.5", "Trường Mẫu"] {
            assert!(!entries.contains(hidden), "{name}: {hidden}");
        }
    }
    let open = SiteTest::fixture("small")
        .with(|options| options.now = "2025-02-01T00:00:00Z".parse().expect("a time"));
    std::fs::write(open.root().join("content/contests/thi-viet/entries/bai-du-thi.md"), entry("full"))
        .expect("written");
    assert_eq!(open.build().output()["api/entries.json"], b"[\n]\n", "before the contest closes");
}

#[test]
fn days_are_those_of_the_site_as_on_its_pages() {
    let contest = "title: Cuộc thi viết mẫu\norganizer: ban-bien-tap\nopens: 2025-01-01\ncloses: 2025-06-30T17:30:00Z\ngenres: [{id: bai-viet, name: Bài viết}]\nrounds: [{id: so-khao, name: Sơ khảo}]\nprizes: [{id: nhat, name: Giải Nhất, quota: 1}]\n";
    let entry = "---\ntitle: Chuyện\ngenre: bai-viet\nauthors: [{name: Lan}]\nsubmitted: 2025-05-05\npublished_in: {name: Báo, date: \"2025-05-31T18:00:00Z\"}\nconsent: {given: true}\nstatus: accepted\n---\n";
    let site = SiteTest::fixture("small")
        .file("content/contests/thi-viet/contest.yaml", contest)
        .file("content/contests/thi-viet/entries/bai-du-thi.md", entry);
    with_site(site.root(), NOW, |site| {
        let (contests, entries) = (table(site, "contests"), table(site, "entries"));
        let cell = |table: &Table, name: &str| {
            table.rows[0][table.columns.iter().position(|column| column.name == name).expect("a column")]
                .clone()
        };
        assert_eq!(cell(&contests, "closes"), Cell::from("2025-07-01"));
        assert_eq!(cell(&entries, "published_on"), Cell::from("2025-06-01"));
    });
}

/// The names of all keys of a mapping, and below it, that pages do not show.
fn hidden(info: &MappingInfo, is_hidden: bool, names: &mut BTreeSet<&'static str>) {
    for key in info.keys {
        let is_hidden = is_hidden || !key.visibility.is_shown();
        names.extend(is_hidden.then_some(key.name));
        let value = (key.value)();
        let element = if let ValueType::List(element) = value { *element } else { value };
        if let ValueType::Mapping(below) = element
            && !std::ptr::eq(below, info)
        {
            hidden(below, is_hidden, names);
        }
    }
}

#[test]
fn no_table_has_a_column_for_a_key_that_is_declared_private_or_unshown() {
    let site = with_entries(crate::targets::site());
    let declared = [
        ("models", ModelFields::INFO),
        ("contests", ContestFields::INFO),
        ("entries", EntryFields::INFO),
        ("localities", LocalityFields::INFO),
        ("organizations", OrganizationFields::INFO),
    ];
    with_site(site.root(), NOW, |site| {
        for (name, info) in declared {
            let mut names = BTreeSet::new();
            hidden(info, false, &mut names);
            let columns = table(site, name).columns.iter().map(|column| column.name);
            let told: Vec<_> = columns.filter(|column| names.contains(column)).collect();
            // The furthest round of an entry has the name of the round of a score.
            assert!(told.iter().all(|column| (name, *column) == ("entries", "round")), "{name}: {told:?}");
        }
        let mut of_entries = BTreeSet::new();
        hidden(EntryFields::INFO, false, &mut of_entries);
        assert!(
            ["private", "scores", "judge", "value", "postmarked"].iter().all(|key| of_entries.contains(key))
        );
    });
}

#[test]
fn every_cell_is_of_the_type_that_its_column_declares() {
    let site = with_entries(crate::targets::site()).file("content/data/bang.csv", "Xã,Số\nMẫu,1\n");
    let repository = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut seen = BTreeSet::new();
    for root in [site.root(), &repository] {
        with_site(root, NOW, |site| {
            for of in DataTable::ALL {
                let table = api::table(site, of);
                for row in &table.rows {
                    for (column, cell) in table.columns.iter().zip(row) {
                        let fits = match (column.of, cell) {
                            (_, Cell::Nothing)
                            | (ColumnType::Text, Cell::Text(_))
                            | (ColumnType::Whole | ColumnType::Year | ColumnType::Number, Cell::Whole(_))
                            | (ColumnType::Number, Cell::Number(_))
                            | (ColumnType::Boolean, Cell::Is(_))
                            | (ColumnType::List, Cell::List(_)) => true,
                            (ColumnType::Url, Cell::Text(text)) => text.starts_with("http"),
                            (ColumnType::Date, Cell::Text(text)) => {
                                bantin::value::When::parse(text).is_some()
                            }
                            _ => false,
                        };
                        assert!(fits, "{}.{}: {cell:?} is no {:?}", of.as_str(), column.name, column.of);
                        seen.insert((of.as_str(), column.name));
                    }
                }
            }
        });
    }
    assert!(seen.len() > 100, "tables with rows were looked at: {}", seen.len());
}

#[test]
fn the_catalog_describes_every_file_with_its_digest() {
    let files = SiteTest::fixture("small").build().output();
    let index: serde_json::Value = serde_json::from_slice(&files["api/index.json"]).expect("JSON");
    assert_eq!(index["@type"], "dcat:Catalog");
    assert_eq!(index["updated"], "2026-01-01");
    let mut described = BTreeSet::new();
    let all = ["tables", "series"].iter().flat_map(|list| index[list].as_array().expect("a list"));
    for one in all {
        assert!(!one["title"].as_str().expect("a title").is_empty());
        for file in one["distributions"].as_array().expect("a list") {
            let address = file["download"].as_str().expect("an address");
            let path =
                address.strip_prefix("https://portal.example.vn/tin/").expect("an address of the site");
            let bytes = &files[path];
            assert_eq!(file["bytes"].as_u64(), Some(bytes.len() as u64), "{path}");
            assert_eq!(file["sha256"].as_str().map(str::len), Some(64), "{path}");
            described.insert(path.to_owned());
        }
    }
    let there = files.keys().filter(|path| path.starts_with("api/") && *path != "api/index.json");
    assert_eq!(described, there.cloned().collect::<BTreeSet<_>>());
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let digest = bantin::api::sha256(b"");
    assert_eq!(digest, empty, "as every other tool computes it");
}

#[test]
fn drafts_and_future_articles_stand_in_no_table() {
    let article =
        |head: &str| format!("---\ntitle: Bài kín chưa đăng\ncategory: kinh-te\n{head}---\n\nBài.\n");
    let site = SiteTest::fixture("small")
        .file("content/articles/nhap.md", article("date: 2025-01-01\ndraft: true\n"))
        .file("content/articles/mai.md", article("date: 2030-01-01\n"))
        .file("content/articles/het.md", article("date: 2025-01-01\nexpires: 2025-02-01\n"));
    let files = site.build().output();
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&files["api/articles.json"]).expect("a list");
    assert_eq!(rows.len(), 2, "{rows:?}");
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("api/")) {
        assert!(!String::from_utf8_lossy(bytes).contains("Bài kín"), "{path}");
    }
}
