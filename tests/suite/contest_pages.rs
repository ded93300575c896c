//! A contest from its announcement to the archive: what its pages say at each stage, which depends only on the clock.

use std::collections::BTreeMap;
use std::fs;

use scraper::Html;

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

const CONTEST: &str = "cuoc-thi/cuoc-thi-viet-2023-2025/";

fn sample(now: &str) -> BTreeMap<String, Vec<u8>> {
    let now = now.parse().expect("a timestamp");
    let site = SiteTest::repository().with(|options| options.now = now);
    // At an earlier time some articles link to unpublished ones, which is a warning.
    let outcome = site.rebuild_badly();
    assert!(outcome.summary.is_some(), "{:?}", outcome.report.entries());
    site.output()
}

/// The stage named on the contest's page, the current step of the timeline, and the number of entry pages.
fn stage(output: &BTreeMap<String, Vec<u8>>) -> (String, Vec<String>, usize) {
    let pages = pages(output);
    let page = &pages[format!("{CONTEST}index.html").as_str()];
    let is_entry = |page: &&Html| values(page, "body", "class") == ["is-entry"];
    let entries = pages.values().filter(is_entry).count();
    let current = texts(page, ".stages [aria-current=step]");
    (texts(page, "main > .notice").join(" "), current, entries)
}

#[test]
fn the_sample_contest_shows_all_three_stages() {
    let open = sample("2025-06-30T09:59:59Z");
    let (says, current, entries) = stage(&open);
    assert_eq!(says, "Đang nhận bài, hạn cuối: thứ Hai, 30/06/2025, 17:00");
    assert_eq!((current, entries), (vec!["Bắt đầu nhận bài 24/05/2023".to_owned()], 0));
    assert!(!open.keys().any(|path| path.starts_with(&format!("{CONTEST}bai-du-thi/the-loai/"))));

    let judging = sample("2025-06-30T10:00:01Z");
    let (says, current, entries) = stage(&judging);
    assert_eq!(
        says,
        "Đã hết hạn nhận bài; Ban Giám khảo đang chấm. Dự kiến công bố: thứ Tư, 15/10/2025, 09:00"
    );
    assert_eq!((current, entries), (vec!["Hạn cuối nhận bài 30/06/2025".to_owned()], 17));
    let later = stage(&sample("2025-10-15T01:59:59Z"));
    assert_eq!(later.1, ["Vòng chung khảo 25/08/2025 – 30/09/2025"], "the second round has begun");
    let pages_then = pages(&judging);
    let results = &pages_then[format!("{CONTEST}ket-qua/index.html").as_str()];
    assert!(texts(results, ".prize").is_empty());
    assert!(values(results, ".open-data a", "href").is_empty(), "nothing to take along yet");
    assert!(!judging.keys().any(|path| path.contains("/vong/")), "no round before the results");

    let known = sample("2025-10-15T02:00:00Z");
    let (says, current, entries) = stage(&known);
    assert_eq!(says, "Công bố: thứ Tư, 15/10/2025, 09:00. Xem kết quả");
    assert_eq!((current, entries), (vec!["Công bố kết quả 15/10/2025".to_owned()], 17));
    let pages_now = pages(&known);
    let results = &pages_now[format!("{CONTEST}ket-qua/index.html").as_str()];
    let heads = texts(results, ".prize .facts-line:first-of-type");
    assert!(heads[0].contains("15.000.000 đồng") && heads[0].contains("Đã trao 1/1 giải"), "{heads:?}");
    let files = values(results, ".open-data a", "href");
    assert!(files[0].ends_with("/api/entries.csv") && files[1].ends_with("/api/entries.json"), "{files:?}");
    assert!(known.keys().any(|path| path.starts_with(&format!("{CONTEST}bai-du-thi/vong/chung-khao/"))));
}

#[test]
fn lists_of_entries_by_genre_locality_and_round_hold_all_entries_once() {
    let output = sample("2026-11-01T00:00:00Z");
    let pages = pages(&output);
    let count = |part: &str| {
        let of = format!("{CONTEST}bai-du-thi/{part}");
        let lists = pages.iter().filter(|(path, _)| path.starts_with(&of));
        lists.map(|(_, page)| texts(page, "main .card-link").len()).sum::<usize>()
    };
    assert_eq!((count("index.html") + count("trang/"), count("the-loai/")), (16, 16));
    assert_eq!((count("dia-ban/"), count("vong/")), (16, 16));
    let page = &pages[format!("{CONTEST}bai-du-thi/vong/so-khao/index.html").as_str()];
    assert_eq!(texts(page, "h1"), ["Bài dự thi: Vòng sơ khảo"]);
    assert_eq!(values(page, ".facets [aria-current]", "href").len(), 1, "the list shown is marked");
}

#[test]
fn the_archive_tells_running_contests_from_those_with_results() {
    let edition = |title: &str, year: u16| {
        format!(
            "title: {title}\norganizer: ban-bien-tap\nopens: {year}-01-01\ncloses: {year}-06-30\nresults_at: {year}-09-01\ngenres: [{{id: bai, name: Bài}}]\nrounds: [{{id: mot, name: Một}}]\nprizes: [{{id: nhat, name: Nhất, quota: 1}}]\n"
        )
    };
    let output = SiteTest::fixture("small")
        .file("content/contests/lan-1/contest.yaml", edition("Lần thứ nhất", 2023))
        .file("content/contests/lan-2/contest.yaml", edition("Lần thứ hai", 2024))
        .file("content/contests/lan-4/contest.yaml", edition("Lần thứ tư", 2026))
        .build()
        .output();
    let pages = pages(&output);
    let archive = &pages["cuoc-thi/index.html"];
    assert_eq!(texts(archive, "[aria-labelledby=running_] h3"), ["Lần thứ tư"]);
    assert_eq!(
        texts(archive, "[aria-labelledby=past_] h3"),
        ["Cuộc thi viết mẫu", "Lần thứ hai", "Lần thứ nhất"]
    );
    let second = &pages["cuoc-thi/lan-2/index.html"];
    assert_eq!(
        texts(second, "[aria-labelledby=others_] h3"),
        ["Lần thứ tư", "Cuộc thi viết mẫu", "Lần thứ nhất"]
    );
}

#[test]
fn a_model_tells_its_history_and_stands_in_the_lists_of_its_level_and_status() {
    let models = "- {id: a, name: Mô hình A, field: kinh-te, level: commune, locality: xa-moi, registered: 2021, period: {from: 2022, to: 2024}, status: recognized, recognition: {number: 12-QĐ/BDV, date: 2023-11-15, issuer: Ban Dân vận}}\n- {id: b, name: Mô hình B, field: kinh-te, level: base, locality: xa-moi, registered: 2022, status: exemplary, replicated_from: [a]}\n";
    let output = SiteTest::fixture("small")
        .file("content/models/mo-hinh.yaml", models)
        .file("content/articles/bai-mot.md", "---\ntitle: Một\ndate: 2025-03-01\ncategory: dan-van\nmodels: [a]\n---\n")
        .file("content/articles/bai-hai.md", "---\ntitle: Hai\ndate: 2025-04-02\ncategory: kinh-te\n---\n")
        .file("content/contests/thi-viet/entries/bai-du-thi.md", "---\ntitle: Bài thi\ngenre: bai-viet\nauthors: [{name: Lan}]\nsubmitted: 2025-05-05\nmodels: [a]\nconsent: {given: true}\nstatus: accepted\n---\n")
        .build()
        .output();
    let pages = pages(&output);
    let a = &pages["mo-hinh/a/index.html"];
    assert_eq!(
        texts(a, ".stages li"),
        [
            "Đăng ký 2021",
            "Bắt đầu thực hiện 2022",
            "Được công nhận 15/11/2023, 12-QĐ/BDV",
            "Dừng thực hiện 2024"
        ]
    );
    assert_eq!(texts(a, "[aria-labelledby=by_] h3"), ["Mô hình B"]);
    assert_eq!(texts(a, "[aria-labelledby=articles_] h3"), ["Một"]);
    assert_eq!(texts(a, "[aria-labelledby=entries_] h3"), ["Bài thi"]);
    let b = &pages["mo-hinh/b/index.html"];
    assert_eq!(texts(b, ".stages li"), ["Đăng ký 2022", "Tiêu biểu"]);
    assert_eq!(texts(b, "[aria-labelledby=from_] h3"), ["Mô hình A"]);
    for (list, model) in [
        ("cap/xa", "Mô hình A"),
        ("cap/co-so", "Mô hình B"),
        ("tinh-trang/cong-nhan", "Mô hình A"),
        ("tinh-trang/tieu-bieu", "Mô hình B"),
        ("nam/2021", "Mô hình A"),
    ] {
        assert_eq!(
            texts(&pages[format!("mo-hinh/{list}/index.html").as_str()], "main h2"),
            [model],
            "{list}"
        );
    }
}

#[test]
fn the_results_say_that_some_winners_are_not_named_and_nothing_more() {
    let contest = "title: Cuộc thi viết mẫu\norganizer: ban-bien-tap\nopens: 2025-01-01\ncloses: 2025-06-30\nresults_at: 2025-09-01\ngenres: [{id: bai-viet, name: Bài viết}]\nrounds: [{id: so-khao, name: Sơ khảo}]\nprizes: [{id: nhat, name: Giải Nhất, quota: 1}]\n";
    let entry = |given: bool| {
        format!(
            "---\ntitle: Chuyện kín\ngenre: bai-viet\nauthors: [{{name: Khổng Thị Lệ}}]\nsubmitted: 2025-05-05\naward: nhat\nconsent: {{given: {given}}}\nstatus: accepted\n---\n"
        )
    };
    let built = |given: bool, now: &str| {
        let now = now.parse().expect("a timestamp");
        let site = SiteTest::fixture("small")
            .file("content/contests/thi-viet/contest.yaml", contest)
            .file("content/contests/thi-viet/entries/bai-du-thi.md", entry(given))
            .file(
                "content/articles/bai-mot.md",
                "---\ntitle: Một\ndate: 2025-03-01\ncategory: dan-van\n---\n",
            )
            .with(|options| options.now = now);
        assert!(site.rebuild_badly().summary.is_some());
        site.output()
    };
    let results = |output: &BTreeMap<String, Vec<u8>>| {
        texts(&pages(output)["cuoc-thi/thi-viet/ket-qua/index.html"], "main > p.soft")
    };
    let unnamed = "Một số bài đạt giải không được nêu ở đây vì tác giả không đồng ý công bố.";
    let after = built(false, "2025-09-02T00:00:00Z");
    assert!(results(&after).contains(&unnamed.to_owned()), "{:?}", results(&after));
    assert!(!after.values().any(|bytes| String::from_utf8_lossy(bytes).contains("Chuyện kín")));
    assert!(!results(&built(true, "2025-09-02T00:00:00Z")).contains(&unnamed.to_owned()));
    assert!(!results(&built(false, "2025-08-31T00:00:00Z")).contains(&unnamed.to_owned()));
}

#[test]
fn genres_rounds_and_prizes_have_their_english_names_in_the_english_edition_else_their_language() {
    let english = |contest: &str| {
        let site = SiteTest::fixture("small")
            .with(|options| options.now = "2026-01-01T00:00:00Z".parse().expect("a timestamp"))
            .file("content/contests/thi-viet/contest.yaml", contest);
        let site = site.file(
            "content/site.yaml",
            "title: Tin\nbase_url: https://portal.example.vn/tin/\nlanguage: vi\nlanguages: [vi, en]\n\
             organization: ban-bien-tap\n",
        );
        site.build().output()
    };
    let written =
        fs::read_to_string(SiteTest::fixture("small").root().join("content/contests/thi-viet/contest.yaml"))
            .expect("the contest");
    let named = written
        .replace("name: Bài viết,", "name: Bài viết, name_en: Text,")
        .replace("name: Sơ khảo}", "name: Sơ khảo, name_en: First round, from: 2025-07-10}")
        .replace("name: Giải Nhất,", "name: Giải Nhất, name_en: First prize,");
    assert_eq!(named.matches("name_en").count(), 3, "{named}");
    let said = |files: &BTreeMap<String, Vec<u8>>, selector: &str| {
        let page = &pages(files)["en/cuoc-thi/thi-viet/index.html"];
        (texts(page, selector), values(page, selector, "lang"))
    };
    let files = english(&named);
    let (genres, languages) = said(&files, "#genres_ + ul strong");
    assert_eq!((genres, languages), (vec!["Text".to_owned(), "Phóng sự".to_owned()], vec!["vi".to_owned()]));
    assert_eq!(said(&files, "#prizes_ + ul strong"), (vec!["First prize".to_owned()], vec![]));
    assert_eq!(
        said(&files, ".stages li > span:first-child:not(.when)"),
        (vec!["First round".to_owned()], vec![])
    );
    let (prizes, languages) = said(&english(&written), "#prizes_ + ul strong");
    assert_eq!((prizes, languages), (vec!["Giải Nhất".to_owned()], vec!["vi".to_owned()]));
}
