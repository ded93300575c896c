//! Withdrawals: every file that named a withdrawn record is listed for purging from caches.

use bantin::workspace::withdrawals::Withdrawal;
use jiff::Timestamp;

use crate::pages::{pages, texts};
use crate::site::SiteTest;

/// The files of an output by path.
type Output = std::collections::BTreeMap<String, Vec<u8>>;

fn at(now: &str) -> impl FnOnce(&mut bantin::workspace::Options) {
    let now: Timestamp = now.parse().expect("a timestamp");
    move |options| options.now = now
}

/// Files of the output `before` that are not the same `after`, and that the list does not tell caches to forget. All
/// files of the search have other names in every build.
fn left_over(before: &Output, after: &Output, base: &str, withdrawal: &Withdrawal) -> Vec<String> {
    let changed = before.iter().filter(|(path, bytes)| after.get(*path) != Some(*bytes));
    let changed: Vec<&String> =
        changed.map(|(path, _)| path).filter(|path| !path.starts_with("search/")).collect();
    assert!(changed.len() > 5, "the record showed on many pages: {changed:?}");
    let is_covered = |path: &str| {
        let url = format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path));
        withdrawal.urls.contains(&url) || withdrawal.prefixes.iter().any(|prefix| url.starts_with(prefix))
    };
    changed.into_iter().filter(|path| !is_covered(path)).cloned().collect()
}

/// Builds the site an instant before an hour, and at it.
fn around(site: SiteTest, before: &str, hour: &str) -> (SiteTest, Output, Output) {
    let site = site.with(at(before));
    assert!(site.rebuild_badly().summary.is_some());
    let old = site.output();
    let site = site.with(at(hour));
    assert!(site.rebuild_badly().summary.is_some());
    let new = site.output();
    (site, old, new)
}

#[test]
fn a_withdrawn_model_or_page_leaves_a_notice_and_nothing_of_itself() {
    let site = SiteTest::fixture("small")
        .file(
            "content/models/go.yaml",
            "name: Tổ đổi công\nfield: kinh-te\nlevel: commune\nlocality: xa-moi\nregistered: 2025\nstatus: registered\nsummary: Đổi công mùa gặt\nwithdrawn: {date: 2025-09-01, reason: Số liệu sai}\n",
        )
        .file(
            "content/pages/cu.md",
            "---\ntitle: Trang lưu chuyển\nwithdrawn: {date: 2025-09, reason: Không còn đúng}\n---\n\nNội dung lưu chuyển.\n",
        )
        .build();
    let files = site.output();
    let pages = crate::pages::pages(&files);
    let notice = |path: &str| crate::pages::texts(&pages[path], ".notice").join(" ");
    assert!(
        notice("mo-hinh/go/index.html").contains("từ 01/09/2025. Lý do: Số liệu sai"),
        "{}",
        notice("mo-hinh/go/index.html")
    );
    assert!(
        notice("cu/index.html").contains("từ tháng 9/2025. Lý do: Không còn đúng"),
        "{}",
        notice("cu/index.html")
    );
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for gone in ["Tổ đổi công", "Đổi công mùa gặt", "lưu chuyển"] {
            assert!(!text.contains(gone), "{path}: {gone}");
        }
    }
}

#[test]
fn a_model_and_a_page_tell_what_was_corrected() {
    let site = SiteTest::fixture("small").file(
        "content/pages/sua.md",
        "---\ntitle: Trang sửa\ncorrections: [{date: 2025-09-01, text: Sửa số điện thoại}]\n---\n\nNội dung.\n",
    );
    let corrected = "registered: 2024\ncorrections: [{date: 2025-09-02, text: Sửa số hộ}]";
    let files = site
        .file("content/models/sua.yaml", format!("name: Tổ sửa\nfield: kinh-te\nlevel: commune\nlocality: xa-moi\nstatus: registered\n{corrected}\n"))
        .build()
        .output();
    let pages = crate::pages::pages(&files);
    let told = |path: &str| crate::pages::texts(&pages[path], ".notice li").join(" ");
    assert!(told("sua/index.html").contains("Sửa số điện thoại"));
    assert!(told("mo-hinh/sua/index.html").contains("Sửa số hộ"));
}

#[test]
fn every_file_that_named_a_withdrawn_entry_is_on_the_list() {
    let (site, before, after) =
        around(SiteTest::repository(), "2025-11-03T00:59:59Z", "2025-11-03T01:00:00Z");
    let list = site.withdrawn();
    let withdrawal = list.iter().find(|one| one.id.contains("chuyen-xe")).expect("the entry was taken back");
    let base = "https://portal.example.vn/dan-van-kheo/";
    assert_eq!(left_over(&before, &after, base, withdrawal), Vec::<String>::new());
}

#[test]
fn texts_that_show_a_withdrawn_entry_are_on_the_list() {
    let entry = |id: &str, title: &str, more: &str| {
        format!(
            "- {{id: {id}, title: {title}, genre: bai-viet, authors: [{{name: Lan}}], submitted: 2025-05-05, organization: hoi-phu-nu, locality: xa-cu, models: [vuon-rau], consent: {{given: true{more}}}, status: accepted}}\n"
        )
    };
    // The entry between them was withdrawn too, and earlier: the list names the next one.
    let entries = entry("xich-lo", "Xích lô 1", ", withdrawn: 2025-08-01 08:00")
        + &entry("xich-lo-2", "Xích lô 2", ", withdrawn: 2025-07-15")
        + &entry("yen", "Yên lặng", "");
    let shown = "---\ntitle: Trang\n---\n{{ entry(id=\"thi-viet/xich-lo\") }}\n";
    let site = SiteTest::fixture("small")
        .file("content/contests/thi-viet/entries/them.yaml", entries)
        .file("content/pages/trang-neu.md", shown)
        .file(
            "content/articles/neu-lai.md",
            shown.replace("---\ntitle: Trang", "---\ntitle: Nêu lại\ndate: 2025-07-04\ncategory: kinh-te"),
        );
    let (site, before, after) = around(site, "2025-08-01T00:59:59Z", "2025-08-01T01:00:00Z");
    let list = site.withdrawn();
    let withdrawal = list.iter().find(|one| one.id == "thi-viet/xich-lo").expect("it was taken back");
    let left = left_over(&before, &after, "https://portal.example.vn/tin/", withdrawal);
    assert_eq!(left, Vec::<String>::new());
    let behind = "https://portal.example.vn/tin/cuoc-thi/thi-viet/bai-du-thi/yen/".to_owned();
    assert!(withdrawal.urls.contains(&behind));
}

/// The small site with an article that is in every kind of list, and is named by other records.
fn with_article(more: &str) -> SiteTest {
    let article = format!(
        "---\ntitle: Xích lô đêm\ndate: 2025-03-05\ncategory: dan-van\ntags: [Xe thồ]\nlocality: xa-moi\norganization: ban-bien-tap\ncontest: thi-viet\nentries: [thi-viet/bai-du-thi]\n{more}---\nThân bài.\n"
    );
    let naming = "---\ntitle: Nêu lại\ndate: 2025-03-04\ncategory: kinh-te\nrelated: [xich-lo]\n---\n[Xích lô đêm](article:xich-lo)\n";
    let page = "---\ntitle: Trang\n---\n[Xích lô đêm](../articles/xich-lo.md)\n";
    SiteTest::fixture("small")
        .file("content/articles/xich-lo.md", article)
        .file("content/articles/neu-lai.md", naming)
        .file("content/pages/trang-neu.md", page)
}

const TAKEN_BACK: &str = "withdrawn: {date: 2025-06-01 08:00, reason: Sai}\n";

#[test]
fn every_file_that_named_a_withdrawn_article_is_on_the_list() {
    let (site, before, after) =
        around(with_article(TAKEN_BACK), "2025-06-01T00:59:59Z", "2025-06-01T01:00:00Z");
    let list = site.withdrawn();
    assert_eq!(list.len(), 1);
    let left = left_over(&before, &after, "https://portal.example.vn/tin/", &list[0]);
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_withdrawal_ahead_changes_nothing_until_its_hour() {
    let before = with_article(TAKEN_BACK).with(at("2025-06-01T00:59:59Z"));
    let never = with_article("").with(at("2025-06-01T00:59:59Z"));
    assert!(before.rebuild_badly().summary.is_some() && never.rebuild_badly().summary.is_some());
    assert!(before.output() == never.output(), "no byte depends on what lies ahead");
    assert_eq!(before.withdrawn(), []);
    let after = before.with(at("2025-06-01T01:00:00Z"));
    assert!(after.rebuild_badly().summary.is_some());
    let output = after.output();
    assert_eq!(texts(&pages(&output)["tin-tuc/xich-lo/index.html"], "h1"), ["Bài viết đã được gỡ"]);
    let title = |(_, bytes): &(&String, &Vec<u8>)| String::from_utf8_lossy(bytes).contains("Thân bài");
    assert_eq!(output.iter().filter(title).map(|(path, _)| path).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn the_list_names_files_and_the_folder_of_the_page_first() {
    let article = "---\ntitle: Đã gỡ\ndate: 2025-03-01\ncategory: dan-van\nimage: {file: anh-bai.png, alt: x}\nwithdrawn: {date: 2025-06-01, reason: Sai}\n---\n\n![x](anh-bai.png) ![y](/anh/1.png) [z](bai-hai.md)\n";
    let site = SiteTest::fixture("small").file("content/articles/da-go.md", article);
    let list = site.withdrawn();
    let below = |path: &str| format!("https://portal.example.vn/tin/{path}");
    assert_eq!(list[0].urls[..2], [below("tin-tuc/da-go/"), below("tin-tuc/da-go/anh-bai.png")]);
    assert_eq!(list[0].prefixes[..2], [below("tin-tuc/da-go/"), below("search/")]);
    for path in ["feed.xml", "chuyen-muc/chinh-tri/dan-van/feed.json", "chuyen-muc/chinh-tri/", "sitemap.xml"]
    {
        assert!(list[0].urls.contains(&below(path)), "{path}");
    }
    assert!(!list[0].urls.iter().any(|url| url.ends_with("/anh/1.png")), "static files stay");
    assert_eq!(
        list[0].since.as_ref().map(ToString::to_string).as_deref(),
        Some("2025-06-01T00:00:00+07:00[Asia/Ho_Chi_Minh]")
    );
}

#[test]
fn pictures_of_galleries_and_of_raw_html_are_on_the_list() {
    let article = "---\ntitle: Đã gỡ\ndate: 2025-03-01\ncategory: dan-van\nwithdrawn: {date: 2025-06-01, reason: Sai}\n---\n\n{{ gallery(files=[\"mot.png\", \"hai.png\"]) }}\n\n<img src=\"ba.png\" alt=\"Ba\">\n";
    let picture = std::fs::read(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/small/content/articles/anh-bai.png"),
    )
    .expect("the picture is there");
    let mut site = SiteTest::fixture("small").file("content/articles/da-go.md", article);
    for name in ["mot", "hai", "ba"] {
        site = site.file(&format!("content/articles/{name}.png"), &picture);
    }
    let list = site.withdrawn();
    for name in ["mot.png", "hai.png", "ba.png"] {
        let url = format!("https://portal.example.vn/tin/tin-tuc/da-go/{name}");
        assert!(list[0].urls.contains(&url), "{url} of {:?}", list[0].urls);
    }
}
