//! Texts that share wording are found, with the share and the passage.

use crate::commands::bantin;
use crate::site::SiteTest;

const STORY: &str = "Bà Mùi không chịu ba điều. Bà không chịu được gọi là người sáng lập. Bà không chịu chụp ảnh cầm hũ gạo. \
Và bà không chịu nhận giấy khen một mình. Hũ sành ấy nguyên là hũ muối dưa, nứt một đường ở miệng, bà vá bằng xi măng.";
const OTHER: &str = "Ngón trỏ của bà Chài chai đến mức màn hình không nhận. Bà ấn ba lần, điện thoại vẫn im. Cậu Tú trong tổ \
hướng dẫn đặt hai tay ra sau lưng. Đó là quy định của tổ: được chỉ, được đọc, được nhắc, không được bấm thay.";

fn entry(title: &str, day: u32, body: &str) -> String {
    format!(
        "---\ntitle: {title}\ngenre: bai-viet\nauthors: [{{name: {title}}}]\nsubmitted: 2025-05-{day:02}\nconsent: {{given: true}}\nstatus: accepted\n---\n\n{body}\n"
    )
}

fn site(files: &[(&str, String)]) -> SiteTest {
    let folder = "content/contests/thi-viet/entries";
    files.iter().fold(SiteTest::fixture("small"), |site, (name, text)| {
        site.file(&format!("{folder}/{name}.md"), text)
    })
}

fn pairs(site: &SiteTest, arguments: &[&str]) -> Vec<serde_json::Value> {
    let output = bantin(site)
        .args(["duplicates", "--format", "json"])
        .args(arguments)
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
}

#[test]
fn a_copy_is_found_under_another_case_and_without_accents() {
    let copy = STORY.to_uppercase().replace('Ũ', "U").replace("  ", " ");
    let site = site(&[
        ("mot", entry("Một", 1, STORY)),
        ("hai", entry("Hai", 2, &copy)),
        ("ba", entry("Ba", 3, OTHER)),
    ]);
    let found = pairs(&site, &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[0]["first"]["id"], &found[0]["second"]["id"]),
        (&"thi-viet/mot".into(), &"thi-viet/hai".into())
    );
    assert_eq!((found[0]["containment"].as_f64(), found[0]["jaccard"].as_f64()), (Some(1.0), Some(1.0)));
    assert_eq!(
        found[0]["passage"].as_str().map(|passage| passage.starts_with("Bà Mùi không chịu ba điều.")),
        Some(true)
    );
    assert_eq!(found[0]["first"]["file"], "content/contests/thi-viet/entries/mot.md");
}

#[test]
fn a_part_of_an_article_is_found_in_an_entry() {
    let passage = "Bà không chịu được gọi là người sáng lập. Bà không chịu chụp ảnh cầm hũ gạo. Và bà không chịu nhận giấy khen một mình.";
    let text = format!("{passage} Đoạn này thì tôi tự viết ra sau khi đã đi hết con đường của bản.");
    let article =
        format!("---\ntitle: Tin\ndate: 2025-04-01\ncategory: kinh-te\n---\n\n{OTHER}\n\n**{STORY}**\n");
    let site = site(&[("mot", entry("Một", 1, &text))]).file("content/articles/tin.md", article);
    let found = pairs(&site, &["--threshold", "0.5"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["second"]["kind"], "article");
    // Of the 42 syllables 26 are copied: 22 of 38 shingles.
    let share = found[0]["containment"].as_f64().expect("a number");
    assert!((share - 22.0 / 38.0).abs() < 1e-9, "{share}");
    assert_eq!(found[0]["passage_syllables"], 26);
    assert_eq!(found[0]["passage"], passage.trim_end_matches('.'));
    assert_eq!(pairs(&site, &["--threshold", "0.6"]), Vec::<serde_json::Value>::new());
}

#[test]
fn a_hundred_copies_are_a_chain() {
    let files: Vec<_> = (0..100)
        .map(|number| (format!("bai-{number:03}"), entry(&format!("Bài {number}"), 1, STORY)))
        .collect();
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    assert_eq!(pairs(&site(&files), &[]).len(), 99);
}

#[test]
fn a_check_warns_at_the_later_entry() {
    let site = site(&[("mot", entry("Một", 9, STORY)), ("hai", entry("Hai", 2, STORY))]);
    let outcome = site.check();
    let told: Vec<_> = outcome
        .report
        .entries()
        .iter()
        .map(|e| (e.severity.as_str(), e.code.as_str(), e.file.as_str(), e.start.line))
        .collect();
    assert_eq!(told, [("warning", "near-duplicate", "content/contests/thi-viet/entries/mot.md", 2)]);
}

#[test]
fn people_read_a_list_and_a_wrong_threshold_is_wrong_usage() {
    let site = site(&[("mot", entry("Một", 1, STORY)), ("hai", entry("Hai", 2, STORY))]);
    let output = bantin(&site).args(["duplicates", "--lang", "en"]).output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(text.starts_with("100%  entry thi-viet/mot") && text.contains("50 syllables"), "{text}");
    let output = bantin(&site).args(["duplicates", "--threshold", "1.5"]).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
}
