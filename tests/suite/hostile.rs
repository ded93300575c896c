//! Malformed and hostile files: each gives a report within a time limit, and never a panic.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use bantin::diagnostic::{Report, json, text};
use bantin::workspace::build::Outcome;
use bantin_text::language::Language;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::site::SiteTest;

/// Enough for a busy machine and an unoptimised build; quadratic behaviour would take minutes.
const SOON: Duration = Duration::from_secs(40);

/// Checks the small site with these files, and prints the report in every format.
fn check(files: &[(&str, &[u8])]) -> Outcome {
    let site =
        files.iter().fold(SiteTest::fixture("small"), |site, (path, content)| site.file(path, content));
    #[expect(clippy::disallowed_methods, reason = "the test measures time, the program does not")]
    let start = Instant::now();
    let outcome = site.check();
    let printed = text::render(&outcome.report, Language::Vi, false).len()
        + json::render(&outcome.report, Language::En).len();
    let taken = start.elapsed();
    assert!(taken < SOON, "{} took {taken:?} and {printed} bytes of words", files[0].0);
    outcome
}

/// The number of diagnostics by code.
fn counts(report: &Report) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for entry in report.entries() {
        *counts.entry(entry.code.as_str()).or_insert(0) += 1;
    }
    counts
}

/// Checks with one file; returns the codes reported, with their number.
fn codes(path: &str, content: impl AsRef<[u8]>) -> Vec<(&'static str, usize)> {
    counts(&check(&[(path, content.as_ref())]).report).into_iter().collect()
}

fn article(fields: &str) -> String {
    format!("---\ntitle: Thêm\ndate: 2025-05-01\ncategory: kinh-te\n{fields}\n---\n")
}

const MODEL: &str =
    "name: Một, field: kinh-te, level: base, locality: xa-moi, registered: 2024, status: ended";

#[test]
fn bytes_that_are_no_text_are_told_by_their_offset() {
    for (path, bytes, line, column, offset) in [
        ("content/articles/them.md", &b"---\ntitle: \xc4\x90\xff\n---\n"[..], 2, 9, 13),
        ("content/articles/them.md", b"\xef\xbb\xbf---\ntitle: a\xe1\xba\n", 2, 9, 15),
        ("content/articles/them.md", b"\xff\xfe-\0-\0-\0", 1, 1, 0),
        ("content/models/khac.yaml", b"- id: mot\r\n  name: B\xe0 Ng\xf4\r\n", 2, 10, 20),
        ("content/data/so.csv", b"a,b\n1,\xa0\n", 2, 3, 6),
        ("content/contests/thi-viet/rules.md", b"\x80", 1, 1, 0),
    ] {
        let outcome = check(&[(path, bytes)]);
        let [entry] = outcome.report.entries() else { panic!("{:?}", outcome.report) };
        assert_eq!((entry.code.as_str(), entry.file.as_str()), ("invalid-utf8", path));
        assert_eq!((entry.start.line, entry.start.column), (line, column), "{path}");
        assert!(entry.message.en.contains(&format!("byte {offset} ")), "{}", entry.message.en);
    }
}

#[test]
fn records_in_files_that_are_no_text_are_not_missed_a_second_time() {
    let mut models = fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/content/models/mo-hinh.yaml"),
    )
    .expect("the fixture is there");
    models.extend(b"# \xff\n");
    assert_eq!(codes("content/models/mo-hinh.yaml", models), [("invalid-utf8", 1)]);
}

#[test]
fn files_of_no_byte_are_empty() {
    assert_eq!(codes("content/articles/them.md", ""), [("empty-file", 1)]);
    assert_eq!(codes("content/models/khac.yaml", ""), [("empty-file", 1)]);
    assert_eq!(codes("content/site.yaml", ""), [("empty-file", 1)]);
    assert_eq!(codes("content/data/so.csv", ""), [("empty-file", 1)]);
    assert_eq!(codes("content/articles/them.md", "\u{feff}"), [("empty-file", 1)]);
    assert_eq!(codes("content/taxonomies/synonyms.yaml", ""), []);
    assert_eq!(codes("content/contests/thi-viet/rules.md", ""), []);
}

#[cfg(unix)]
#[test]
fn links_are_told_and_not_followed() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("mat.md"), article("")).expect("a file");
    let site = SiteTest::fixture("small");
    let content = site.root().join("content");
    symlink(outside.path().join("mat.md"), content.join("articles/mat.md")).expect("a link");
    symlink(outside.path(), content.join("articles/ngoai")).expect("a link to a folder");
    symlink("../articles", content.join("articles/vong")).expect("a link back");
    symlink("khong-co.md", content.join("pages/dut.md")).expect("a link to nothing");
    let site = site.file("content/articles/them.md", article("related: [mat]"));
    let outcome = site.check();
    let told: Vec<_> = outcome.report.entries().iter().map(|e| (e.code.as_str(), e.file.as_str())).collect();
    let expected = ["articles/mat.md", "articles/ngoai", "articles/vong", "pages/dut.md"];
    assert_eq!(
        told,
        expected
            .map(|path| ("symbolic-link", format!("content/{path}")))
            .each_ref()
            .map(|(c, p)| (*c, p.as_str()))
    );
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let site = SiteTest::fixture("small").file("content/articles/kin/them.md", article(""));
    let locked = site.root().join("content/articles/bai-hai.md");
    let folder = site.root().join("content/articles/kin");
    let lock =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    lock(&locked, 0o000);
    lock(&folder, 0o000);
    let everything_is_open = fs::read(&locked).is_ok();
    let outcome = site.check();
    lock(&folder, 0o755);
    if everything_is_open {
        // Root can read everything, so the test cannot run; it says so.
        eprintln!("SKIPPED: this user may read files without permission");
        return;
    }
    let told: Vec<_> = outcome.report.entries().iter().map(|e| (e.code.as_str(), e.file.as_str())).collect();
    assert_eq!(
        told,
        [("unreadable-file", "content/articles/bai-hai.md"), ("unreadable-file", "content/articles/kin")]
    );
}

#[cfg(unix)]
#[test]
fn folders_and_pipes_in_the_place_of_files_are_not_waited_for() {
    let site = SiteTest::fixture("small");
    let content = site.root().join("content");
    fs::create_dir_all(content.join("articles/thu-muc.md")).expect("a folder");
    fs::create_dir_all(content.join("contests/thi-anh/contest.yaml")).expect("a folder");
    let pipe = content.join("articles/ong.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success());
    let outcome = site.check();
    let told = if made { BTreeMap::from([("symbolic-link", 1)]) } else { BTreeMap::new() };
    assert_eq!(counts(&outcome.report), told, "a pipe is told: {made}");
    fs::remove_file(content.join("site.yaml")).expect("the settings");
    fs::create_dir_all(content.join("site.yaml")).expect("a folder");
    assert_eq!(counts(&site.check().report), BTreeMap::from([("missing-site", 1)]));
}

#[test]
fn two_hundred_levels_are_too_many() {
    let block: String = (0..200).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    for deep in [
        format!("extra: {}{}", "[".repeat(200), "]".repeat(200)),
        format!("extra: {}1{}", "{a: ".repeat(200), "}".repeat(200)),
        format!("extra:\n  {}x", "- ".repeat(200)),
        block,
        format!("extra: {}", "[".repeat(1_000_000)),
        format!("extra: {}", "{a: [".repeat(200_000)),
        format!("extra: {}", "[".repeat(4000)),
    ] {
        assert_eq!(codes("content/articles/them.md", article(&deep)), [("yaml-limit", 1)], "{}", &deep[..30]);
    }
}

#[test]
fn copies_without_end_are_refused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(250_000));
    let wide = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(10_000), "*a, ".repeat(250_000));
    for copies in [bomb, long, wide] {
        assert_eq!(codes("content/models/khac.yaml", &copies), [("yaml-limit", 1)], "{}", &copies[..30]);
    }
}

#[test]
fn a_megabyte_of_aliases_is_read() {
    let aliases = "*a, ".repeat(250_000);
    let found = codes("content/articles/them.md", article(&format!("subtitle: &a x\nrelated: [{aliases}]")));
    assert_eq!(found, [("unknown-reference", 250_000)]);
}

#[test]
fn five_megabytes_on_one_line_are_read() {
    let words = "Đặng Thị Ngọc ".repeat(250_000);
    for value in
        [format!("summary: {words}"), format!("summary: \"{words}\""), format!("summary: |\n  {words}")]
    {
        assert_eq!(
            codes("content/articles/them.md", article(&format!("tilte: x\n{value}"))),
            [("unknown-key", 1)]
        );
    }
    assert_eq!(
        codes("content/articles/them.md", article(&format!("summary: \"{words}"))),
        [("yaml-syntax", 1)]
    );
    assert_eq!(
        codes("content/articles/them.md", article(&format!("summary: {words}: x"))),
        [("yaml-syntax", 1)]
    );
    assert_eq!(
        codes("content/articles/them.md", article(&format!("locality: {words}"))),
        [("unknown-reference", 1)]
    );
    assert_eq!(
        codes("content/articles/them.md", article(&format!("updated: {words}"))),
        [("invalid-date", 1)]
    );
}

#[test]
fn twenty_thousand_broken_records_are_all_told() {
    let lines: String = (0..20_000).map(|n| format!("- {{id: mo-hinh-{n}, nam: x, {MODEL}}}\n")).collect();
    assert_eq!(codes("content/models/khac.yaml", lines), [("unknown-key", 20_000)]);
    let one_line: String = (0..20_000).map(|n| format!("{{id: Mô hình {n}, {MODEL}}}, ")).collect();
    assert_eq!(codes("content/models/khac.yaml", format!("[{one_line}]")), [("invalid-id", 20_000)]);
}

#[test]
fn twenty_thousand_unknown_and_doubled_keys_are_all_told() {
    let unknown: String = (0..20_000).map(|n| format!("khoa-{n}: x\n")).collect();
    assert_eq!(codes("content/articles/them.md", article(&unknown)), [("unknown-key", 20_000)]);
    let doubled = "title: x\n".repeat(20_000);
    assert_eq!(codes("content/articles/them.md", article(&doubled)), [("doubled-key", 20_000)]);
    let same = format!("- {{id: mot, {MODEL}}}\n").repeat(20_000);
    assert_eq!(codes("content/models/khac.yaml", same), [("doubled-id", 19_999)]);
}

#[test]
fn wrong_references_among_as_many_names_are_all_told() {
    let models: String = (0..10_000)
        .map(|n| {
            format!("- {{id: mo-hinh-{n}, {MODEL}, organization: hoi-{n}, replicated_from: [mo-hin-{n}]}}\n")
        })
        .collect();
    assert_eq!(codes("content/models/khac.yaml", models), [("unknown-reference", 20_000)]);
}

#[test]
fn five_thousand_entries_are_found_by_name() {
    let entry =
        "title: x, genre: bai-viet, authors: [{name: A}], submitted: 2025-05-05, consent: {given: true}";
    let entries: String =
        (0..5000).map(|n| format!("- {{id: bai-{n}, {entry}, status: received}}\n")).collect();
    let good: String = (0..5000).map(|n| format!("thi-viet/bai-{n}, ")).collect();
    let bad: String = (0..5000).map(|n| format!("thi-viet/bia-{n}, ")).collect();
    let article = article(&format!("entries: [{good}{bad}]"));
    let outcome = check(&[
        ("content/contests/thi-viet/entries/khac.yaml", entries.as_bytes()),
        ("content/articles/them.md", article.as_bytes()),
    ]);
    assert_eq!(counts(&outcome.report), BTreeMap::from([("unknown-reference", 5000)]));
    assert!(outcome.report.entries().iter().all(|entry| entry.help.is_some()));
}

#[test]
fn circles_as_long_as_the_file_are_found() {
    let circle: String = (0..20_000)
        .map(|n| format!("- {{id: xa-{n}, name: x, level: commune, parent: xa-{}}}\n", (n + 1) % 20_000))
        .collect();
    let known = "- {id: xa-cu, name: x, level: commune}\n- {id: xa-moi, name: x, level: commune}\n";
    assert_eq!(codes("content/taxonomies/localities.yaml", format!("{known}{circle}")), [("cycle", 1)]);
}

#[test]
fn mistakes_deep_in_the_text_of_a_yaml_record_are_all_told() {
    let lines: String = (0..5000).map(|n| format!("  Đoạn [{n}](mat-{n}.md).\n\n")).collect();
    let model = format!("id: khac\n{}\nbody: |\n{lines}", MODEL.replace(", ", "\n"));
    let outcome = check(&[("content/models/khac.yaml", model.as_bytes())]);
    assert_eq!(counts(&outcome.report), BTreeMap::from([("dangling-link", 5000)]));
    let last = outcome.report.entries().last().expect("there are many");
    assert_eq!((last.start.line, last.start.column), (8 + 2 * 4999 + 1, 15));
}

#[test]
fn rows_of_any_length_are_all_told() {
    let rows = "1,2,3\n".repeat(50_000);
    assert_eq!(codes("content/data/so.csv", format!("a,b\n{rows}")), [("ragged-row", 50_000)]);
    assert_eq!(codes("content/data/so.csv", format!("a,b\n\"{rows}")), [("ragged-row", 1)]);
    assert_eq!(codes("content/data/so.csv", format!("a,b\n{}", "\"".repeat(1_000_000))).len(), 1);
}

/// Files in which an editor or a program can make a mistake.
const TARGETS: &[&str] = &[
    "content/articles/bai-mot.md",
    "content/models/mo-hinh.yaml",
    "content/contests/thi-viet/contest.yaml",
    "content/contests/thi-viet/entries/bai-du-thi.md",
    "content/programmes/de-an.yaml",
    "content/site.yaml",
    "content/taxonomies/localities.yaml",
    "content/taxonomies/categories.yaml",
    "content/data/chi-so.yaml",
    "content/data/so.csv",
];

/// Replaces a file by these bytes; the result must be a report or a valid site.
fn survives(bytes: &[u8], site: &SiteTest, target: &str) -> Result<(), TestCaseError> {
    let path = site.root().join(target);
    let before = fs::read(&path).ok();
    fs::write(&path, bytes).expect("the file is written");
    let outcome = site.check();
    match before {
        Some(before) => fs::write(&path, before).expect("the file is put back"),
        None => fs::remove_file(&path).expect("the file is taken away"),
    }
    prop_assert_eq!(outcome.summary.is_some(), outcome.report.errors() == 0);
    for entry in outcome.report.entries() {
        prop_assert!(entry.file.starts_with("content/"), "{:?}", entry);
        prop_assert!(
            entry.start.line >= 1 && entry.start.column >= 1 && entry.start <= entry.end,
            "{:?}",
            entry
        );
        if let Some(line) = &entry.line {
            prop_assert!(entry.end.column <= line.chars().count() + 1, "{:?}", entry);
        }
    }
    text::render(&outcome.report, Language::Vi, true);
    Ok(())
}

/// What a slip of the hand inserts, most often nothing.
const SLIPS: &[&str] = &[
    "", "", "\n", " ", "  ", ":", ": ", "\"", "'", "[", "]", "{", "}", ",", "-", "#", "\t", "\0", "đ", "é",
    "\r", "---", "null", "9e99", "*x", "!x",
];

fn runner(seed: u64) -> TestRunner {
    TestRunner::new(Config {
        cases: std::env::var("CASES").map_or(64, |n| n.parse().expect("n")),
        rng_seed: RngSeed::Fixed(seed + std::env::var("SEED").map_or(0, |n| n.parse::<u64>().expect("n"))),
        failure_persistence: None,
        ..Config::default()
    })
}

#[test]
fn any_bytes_give_a_report_or_a_sound_site() {
    let site = SiteTest::fixture("small");
    let bytes = proptest::collection::vec(any::<u8>(), 0..200);
    let pieces = proptest::sample::select(
        &[
            "---\n", "- ", "id: a\n", "title: ", "\u{feff}", "Đ", "[", "{", "\"", "\n", ": ", "\t", "&a ",
            "*a", "|\n ", "name",
        ][..],
    );
    let words = proptest::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat().into_bytes());
    let target = proptest::sample::select(TARGETS);
    runner(1)
        .run(&(prop_oneof![bytes, words], target), |(bytes, target)| survives(&bytes, &site, target))
        .expect("no panic, and a report where there is no site");
}

#[test]
fn slips_in_sound_files_give_a_report_or_a_sound_site() {
    let site = SiteTest::fixture("small");
    let slips = proptest::collection::vec((0.0..1.0_f64, 0..4_usize, proptest::sample::select(SLIPS)), 1..4);
    let target = proptest::sample::select(TARGETS);
    runner(2)
        .run(&(slips, target), |(slips, target)| {
            let mut text =
                fs::read_to_string(site.root().join(target)).unwrap_or_else(|_| "a,b\n1,2\n".to_owned());
            for (place, length, piece) in slips {
                let start = text.floor_char_boundary((place * text.len() as f64) as usize);
                let end = text.ceil_char_boundary((start + length).min(text.len()));
                text.replace_range(start..end, piece);
            }
            survives(text.as_bytes(), &site, target)
        })
        .expect("no panic, and a report where there is no site");
}

#[test]
fn what_is_larger_than_its_limit_is_told_and_cut() {
    let list = |name: &str, count: usize| {
        (0..count).map(|number| format!("{name} {number}")).collect::<Vec<_>>().join(", ")
    };
    let rows: String = (0..20_001).map(|number| format!("{number},{}\n", number % 7)).collect();
    let deep = format!("{}\n\n{}x", article(""), "<div>".repeat(40_000));
    let wide = format!("{}\n\n{}x", article(""), "<div>a</div>".repeat(2000));
    let long = format!("{}\n\n{}", article(""), "chữ ".repeat(3 << 20));
    for (path, content) in [
        ("content/articles/the.md", article(&format!("tags: [{}]", list("thẻ", 300_000)))),
        ("content/taxonomies/synonyms.yaml", format!("- [{}]\n", list("từ", 4000))),
        ("content/data/dai.csv", format!("Năm,Số\n{rows}")),
        ("content/articles/sau.md", deep),
        ("content/articles/dai.md", long),
    ] {
        let found = codes(path, content);
        assert!(found.contains(&("too-much", 1)), "{path}: {found:?}");
    }
    assert_eq!(codes("content/articles/rong.md", wide), []);
}
