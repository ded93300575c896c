//! What is not public yet leaves no trace: whole outputs are compared, byte for byte.

use std::collections::BTreeMap;

use crate::site::SiteTest;

type Output = BTreeMap<String, Vec<u8>>;

/// A contest that closed on 30 June 2025 and publishes its results on 1 September.
const CONTEST: &str = "title: Cuộc thi viết mẫu
organizer: ban-bien-tap
opens: 2025-01-01
closes: 2025-06-30
results_at: 2025-09-01 08:00
genres:
  - {id: bai-viet, name: Bài viết, max_words: 1000}
  - {id: phong-su, name: Phóng sự, max_minutes: 10}
rounds:
  - {id: so-khao, name: Sơ khảo}
  - {id: chung-khao, name: Chung khảo}
prizes:
  - {id: nhat, name: Giải Nhất, quota: 1, round: chung-khao, amount: 5000000}
  - {id: nhi, name: Giải Nhì, quota: 2, amount: 3000000}
  - {id: tap-the, name: Giải tập thể, scope: collective, quota: 1}
";

/// The result of an entry.
#[derive(Clone, Copy)]
enum Success {
    Nothing,
    Award(&'static str),
}

fn entry(number: u32, success: Success) -> String {
    let success = match success {
        Success::Nothing => String::new(),
        Success::Award(award) => format!(
            "round: chung-khao\naward: {award}\nscores: [{{round: chung-khao, judge: Giám Khảo {award}, value: 9.{number}}}, {{round: so-khao, judge: Người Chấm, value: 7}}]\n"
        ),
    };
    format!(
        "---\ntitle: Bài số {number}\ngenre: bai-viet\nauthors: [{{name: Tác Giả {number}}}]\norganization: hoi-phu-nu\nlocality: xa-moi\nsubmitted: 2025-05-0{number}\nmodels: [vuon-rau]\nconsent: {{given: true}}\nstatus: accepted\n{success}---\n\nChuyện thứ {number} của bản.\n"
    )
}

/// A small site with three entries, built at `now`.
fn contest(now: &str, successes: [Success; 3]) -> SiteTest {
    let at = now.parse().expect("a timestamp");
    let article = "---\ntitle: Cuộc thi đã nhận bài\ndate: 2025-05-10\ncategory: dan-van\ncontest: thi-viet\n---\n\nTin.\n";
    let site = SiteTest::fixture("small")
        .with(|options| options.now = at)
        .file("content/articles/tin-cuoc-thi.md", article)
        .file("content/contests/thi-viet/contest.yaml", CONTEST);
    std::fs::remove_file(site.root().join("content/contests/thi-viet/entries/bai-du-thi.md"))
        .expect("it was there");
    successes.into_iter().zip(1..).fold(site, |site, (success, number)| {
        site.file(&format!("content/contests/thi-viet/entries/bai-{number}.md"), entry(number, success))
    })
}

fn assert_same(one: &Output, other: &Output) {
    let differing: Vec<_> =
        one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).collect();
    if let Some(path) = differing.first() {
        let text = |output: &Output| {
            output.get(*path).map_or("(not there)".into(), |b| String::from_utf8_lossy(b).into_owned())
        };
        let (one, other) = (text(one), text(other));
        let at = one.bytes().zip(other.bytes()).position(|(a, b)| a != b).unwrap_or(0);
        let near = |text: &str| {
            text.get(text.floor_char_boundary(at.saturating_sub(120))..text.floor_char_boundary(at + 120))
                .unwrap_or("")
                .to_owned()
        };
        panic!("{} files differ: {differing:?}\n--- {}\n+++ {}", differing.len(), near(&one), near(&other));
    }
}

const JUDGING: &str = "2025-08-31T23:59:59Z";
const KNOWN: &str = "2025-09-01T01:00:00Z";

#[test]
fn before_the_results_awards_rounds_and_scores_change_no_byte() {
    use Success::{Award, Nothing};
    let nothing = contest(JUDGING, [Nothing, Nothing, Nothing]).build().output();
    let known = contest(JUDGING, [Award("nhat"), Award("nhi"), Award("tap-the")]).build().output();
    assert!(
        nothing.contains_key("cuoc-thi/thi-viet/bai-du-thi/bai-1/index.html"),
        "the entries are published"
    );
    assert_same(&nothing, &known);
}

#[test]
fn before_the_results_it_does_not_show_who_wins() {
    use Success::Award;
    let one = contest(JUDGING, [Award("nhat"), Award("nhi"), Award("tap-the")]).build().output();
    let other = contest(JUDGING, [Award("tap-the"), Award("nhat"), Award("nhi")]).build().output();
    assert_same(&one, &other);
}

#[test]
fn after_the_results_it_does() {
    use Success::Award;
    let one = contest(KNOWN, [Award("nhat"), Award("nhi"), Award("tap-the")]).build().output();
    let other = contest(KNOWN, [Award("tap-the"), Award("nhat"), Award("nhi")]).build().output();
    assert_ne!(one, other);
    let page = |output: &Output| {
        String::from_utf8_lossy(&output["cuoc-thi/thi-viet/bai-du-thi/bai-1/index.html"]).into_owned()
    };
    assert!(page(&one).contains("Giải Nhất") && !page(&other).contains("Giải Nhất"));
    for output in [&one, &other] {
        for (path, bytes) in output {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !text.contains("Giám Khảo") && !text.contains("Người Chấm"),
                "no judge is named in {path}"
            );
        }
    }
}

#[test]
fn while_the_contest_is_open_its_entries_are_not_there() {
    let with =
        contest("2025-06-30T16:59:59Z", [Success::Award("nhat"), Success::Nothing, Success::Award("nhi")]);
    let without = contest("2025-06-30T16:59:59Z", [Success::Nothing; 3]);
    std::fs::remove_dir_all(without.root().join("content/contests/thi-viet/entries")).expect("it was there");
    assert_same(&with.build().output(), &without.build().output());
}

/// A record with everything that could leave a trace: a picture of its own, a picture with a similar name to another
/// one, and a tag, topic, author, locality and organization that no other record names.
fn traces(head: &str) -> SiteTest {
    let article = format!(
        "---\ntitle: Chưa ai biết\n{head}\ncategory: kinh-te\ntags: [Thẻ bí mật, Một cửa]\ntopic: Chuyên đề kín\nauthors: [{{name: Người Viết Ẩn}}]\nlocality: xa-an\norganization: don-vi-an\nmodels: [vuon-rau]\ncontest: thi-viet\nentries: [thi-viet/bai-du-thi]\nfeatured: true\nimage: {{file: Anh-Bai.png, alt: Ảnh}}\nattachments: [{{title: Văn bản, file: kin.pdf}}]\n---\n\n![Hình](kin.png)\n\n{{{{ chart(data=\"chi-so\", kind=\"line\", x=\"Năm\", y=[\"Điểm\"], title=\"Biểu đồ\") }}}}\n"
    );
    let picture = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/small/content/articles/anh-bai.png"
    ))
    .expect("it is there");
    around()
        .file("content/articles/chua-ai-biet.md", article)
        .file("content/articles/Anh-Bai.png", &picture)
        .file("content/articles/kin.png", &picture)
        .file("content/articles/kin.pdf", "%PDF-1.4")
}

/// The small site, with a published picture and the places that the hidden article names.
fn around() -> SiteTest {
    SiteTest::fixture("small")
        .file("content/articles/co-anh.md", "---\ntitle: Có ảnh\ndate: 2025-05-01\ncategory: kinh-te\nimage: {file: anh-bai.png, alt: Ảnh}\n---\n\nBài.\n")
        .file("content/taxonomies/localities.yaml", "- {id: tinh, name: Tỉnh Mẫu, level: province}\n- {id: xa-cu, name: Xã Cũ, level: commune, parent: tinh, until: 2025-06-30, successors: [{id: xa-moi, whole: true}]}\n- {id: xa-moi, name: Xã Mới, level: commune, parent: tinh}\n- {id: xa-an, name: Xã Ẩn, level: commune, parent: tinh}\n")
        .file("content/taxonomies/organizations.yaml", "- {id: ban-bien-tap, name: Ban Biên tập mẫu, kind: government}\n- {id: hoi-phu-nu, name: Hội Phụ nữ xã Mới (mẫu), short: HPN, kind: union, locality: xa-moi}\n- {id: don-vi-an, name: Đơn vị ẩn, kind: other}\n")
}

#[test]
fn articles_of_tomorrow_and_drafts_leave_no_trace() {
    let without = around().build().output();
    assert_same(&traces("date: 2026-01-02").build().output(), &without);
    assert_same(&traces("date: 2025-05-05\ndraft: true").build().output(), &without);
    assert_same(&traces("date: 2025-05-05\nexpires: 2025-12-31").build().output(), &without);
    let seen = traces("date: 2025-05-05").build().output();
    assert!(seen.contains_key("tin-tuc/chua-ai-biet/index.html") && seen.len() > without.len());
}

#[test]
fn entries_that_are_not_published_leave_no_trace() {
    let hidden = |head: &str| {
        let picture = std::fs::read(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/small/content/articles/anh-bai.png"
        ))
        .expect("it is there");
        let entry = format!(
            "---\ntitle: Bài kín\ngenre: bai-viet\nauthors: [{{name: Người Thi Ẩn}}]\norganization: don-vi-an\nlocality: xa-an\nsubmitted: 2025-05-05\nmodels: [vuon-rau]\nmedia: [{{kind: image, file: kin.png, alt: Ảnh}}]\n{head}---\n\nBài.\n"
        );
        around()
            .file("content/contests/thi-viet/entries/bai-kin.md", entry)
            .file("content/contests/thi-viet/entries/kin.png", picture)
            .build()
            .output()
    };
    let without = around().build().output();
    for head in [
        "consent: {given: true}\nstatus: received\n",
        "consent: {given: true}\nstatus: rejected\n",
        "consent: {given: true}\nstatus: withdrawn\n",
        "consent: {given: false}\nstatus: accepted\n",
        "consent: {given: true}\nstatus: accepted\ndraft: true\n",
    ] {
        assert_same(&hidden(head), &without);
    }
    assert!(hidden("consent: {given: true}\nstatus: accepted\n").len() > without.len());
}

#[test]
fn what_was_withdrawn_leaves_its_address_alone() {
    let entry = "---\ntitle: Bài đã rút\ngenre: bai-viet\nauthors: [{name: Người Rút Bài}]\nsubmitted: 2025-05-05\nsummary: Tóm tắt đã rút.\nmedia: [{kind: image, file: rut.png, alt: Ảnh đã rút}]\nconsent: {given: true, withdrawn: 2025-10-01}\nstatus: accepted\n---\n\nNội dung đã rút.\n";
    let article = "---\ntitle: Tin đã gỡ\ndate: 2025-05-05\ncategory: kinh-te\nsummary: Tóm tắt đã gỡ.\nauthors: [{name: Người Gỡ Bài}]\nwithdrawn: {date: 2025-10-01, reason: Sai số liệu}\n---\n\nNội dung đã gỡ.\n";
    let picture = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/small/content/articles/anh-bai.png"
    ))
    .expect("it is there");
    let output = around()
        .file("content/contests/thi-viet/entries/bai-da-rut.md", entry)
        .file("content/contests/thi-viet/entries/rut.png", picture)
        .file("content/articles/tin-da-go.md", article)
        .build()
        .output();
    assert!(output.contains_key("cuoc-thi/thi-viet/bai-du-thi/bai-da-rut/index.html"));
    assert!(output.contains_key("tin-tuc/tin-da-go/index.html"));
    for (path, bytes) in &output {
        let text = String::from_utf8_lossy(bytes);
        for gone in [
            "Bài đã rút",
            "Người Rút",
            "Tóm tắt đã",
            "Nội dung đã",
            "Ảnh đã rút",
            "Tin đã gỡ",
            "Người Gỡ",
            "rut.png",
        ] {
            assert!(!text.contains(gone) && !path.contains("rut.png"), "`{gone}` stands in {path}");
        }
    }
}
