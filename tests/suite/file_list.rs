//! `files.json`, `build.json` and `verify`: the list is what stands in the folder, and every difference is found.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};

use bantin::file_list::{BUILD, BuildInfo, FileList, LIST, Sha256};
use bantin::verify::{Difference, Fault, list_of_folder, verify_folder};

use crate::site::SiteTest;

fn list(output: &BTreeMap<String, Vec<u8>>) -> FileList {
    FileList::parse(&output[LIST]).expect("a list")
}

#[test]
fn the_list_names_every_other_file_with_its_size_and_hash() {
    let output = SiteTest::fixture("small").build().output();
    let list = list(&output);
    assert_eq!(list.site, "https://portal.example.vn/tin/");
    let there: Vec<_> = output.keys().filter(|path| *path != LIST).collect();
    assert_eq!(list.files.keys().collect::<Vec<_>>(), there);
    for (path, sum) in &list.files {
        assert_eq!((sum.size, sum.sha256), (output[path].len() as u64, Sha256::of(&output[path])), "{path}");
    }
}

#[test]
fn the_list_tells_how_a_host_should_answer() {
    let withdrawn = "---\ntitle: Gỡ\ndate: 2025-01-01\ncategory: kinh-te\nwithdrawn: {date: 2025-02-01, reason: Nhầm.}\n---\n";
    let list = list(&SiteTest::fixture("small").file("content/articles/go.md", withdrawn).build().output());
    let status = |path: &str| list.files[path].status;
    assert_eq!(status("index.html"), 200);
    assert_eq!(status("404.html"), 404);
    assert_eq!(status("cu/trang.html"), 301);
    assert_eq!(status("tin-tuc/go/index.html"), 410);
}

#[test]
fn the_description_sums_the_list_up() {
    let site = SiteTest::fixture("small").build();
    let output = site.output();
    let info = BuildInfo::parse(&output[BUILD]).expect("a description");
    let mut list = list(&output);
    assert_eq!(info.digest, list.digest());
    list.files.remove(BUILD);
    assert_eq!((info.files, info.bytes), (list.files.len(), list.bytes()));
    assert_eq!(info.site, list.site);
    assert!(info.built_at.ends_with("+07:00"), "{}", info.built_at);
    let checked = site.check().summary.expect("a summary");
    assert_eq!(checked.files, info.files + 2, "a check counts what a build writes");
}

#[test]
fn nothing_else_may_stand_at_the_path_of_a_list() {
    let site = SiteTest::fixture("small").file("content/static/files.json", "{}");
    assert_eq!(site.check().report.errors(), 1);
}

#[test]
fn every_difference_of_a_folder_is_found() {
    let site = SiteTest::fixture("small").build();
    let folder = site.root().join("public");
    let list = list_of_folder(&folder).expect("a list");
    assert_eq!(verify_folder(&folder, &list, &|| {}).differences, []);
    // Two bytes of the same length, so that only the hash tells.
    let robots = fs::read_to_string(folder.join("robots.txt")).expect("read");
    fs::remove_file(folder.join("robots.txt")).expect("removed");
    fs::write(folder.join("robots.txt"), robots.replace('*', "x")).expect("written");
    fs::remove_file(folder.join("sitemap.xml")).expect("removed");
    fs::write(folder.join("tin-tuc/them.html"), "").expect("written");
    let expected = [
        ("robots.txt", Fault::Changed),
        ("sitemap.xml", Fault::Missing),
        ("tin-tuc/them.html", Fault::Unlisted),
    ];
    let expected = expected.map(|(path, fault)| Difference { path: path.to_owned(), fault });
    assert_eq!(verify_folder(&folder, &list, &|| {}).differences, expected);
    let said = verify(&site, &[]);
    assert_eq!(said.status.code(), Some(1));
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        said.contains("robots.txt") && said.contains("sitemap.xml") && said.contains("them.html"),
        "{said}"
    );
}

#[test]
fn verify_tells_a_sound_folder_from_one_without_a_list_and_one_with_a_damaged_list() {
    let site = SiteTest::fixture("small").build();
    assert_eq!(verify(&site, &[]).status.code(), Some(0));
    let folder = site.root().join("public");
    fs::remove_file(folder.join(LIST)).expect("removed");
    let said = verify(&site, &["--format", "json"]);
    assert_eq!(said.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&said.stdout).contains("has no"), "{said:?}");
    fs::write(folder.join(LIST), "{\"version\":1").expect("written");
    let said = verify(&site, &["--format", "json"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("damaged"), "{said:?}");
}

fn verify(site: &SiteTest, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
    program.args(["--lang", "en", "--root"]).arg(site.root()).arg("verify").args(arguments);
    program.output().expect("the program starts")
}

#[test]
fn an_old_address_leads_to_its_page_in_one_step() {
    let settings = include_str!("../fixtures/small/content/site.yaml");
    let chain = "  - {from: /cu/mot.html, to: /cu/hai}\n  - {from: /cu/hai/, to: \"/cu/trang.html#muc\"}\n";
    let output =
        SiteTest::fixture("small").file("content/site.yaml", format!("{settings}{chain}")).build().output();
    let target = |path: &str| {
        String::from_utf8_lossy(&output[path])
            .split("url=")
            .nth(1)
            .map(|rest| rest.split('"').next().map(str::to_owned))
    };
    assert!(target("cu/trang.html").is_some());
    assert_eq!(target("cu/mot.html"), target("cu/trang.html"));
    assert_eq!(target("cu/hai/index.html"), target("cu/trang.html"));
}
