use std::borrow::Cow;

use super::*;

fn summary() -> Summary {
    let skipped = |reason, kind, id: &str| Skipped { reason, kind: Cow::Borrowed(kind), id: id.to_owned() };
    Summary {
        pages: vec![("article".into(), 1402), ("model".into(), 27)],
        files: 3001,
        bytes: 4_512_000,
        skipped: vec![
            skipped(SkipReason::Future, "article", "tet"),
            skipped(SkipReason::Draft, "article", "nhap"),
            skipped(SkipReason::Future, "model", "cho"),
        ],
        allowed: Vec::new(),
        policy: None,
        unread: Vec::new(),
    }
}

fn told(language: Language, names: bool) -> Told<'static> {
    Told { output: Some(Path::new("public")), elapsed: Duration::from_millis(1234), names, language }
}

#[test]
fn a_summary_counts_pages_and_what_is_not_published() {
    assert_eq!(
        told(Language::Vi, false).text(&summary()),
        "Đã dựng 1.429 trang vào public (3.001 tệp, 4,5 MB) trong 1,23 giây\n\
         \x20 tin, bài  1.402\n\
         \x20 mô hình      27\n\
         Không đăng 3 bản ghi:\n\
         \x20 bản nháp            1\n\
         \x20 chưa đến ngày đăng  2\n"
    );
}

#[test]
fn each_record_is_named_when_asked_for() {
    assert_eq!(
        told(Language::En, true).text(&summary()),
        "Built 1,429 pages into public (3,001 files, 4.5 MB) in 1.23 s\n\
         \x20 article  1,402\n\
         \x20 model       27\n\
         Not published, 3:\n\
         \x20 draft (1)\n\
         \x20   article nhap\n\
         \x20 date ahead (2)\n\
         \x20   article tet\n\
         \x20   model cho\n"
    );
}

#[test]
fn what_the_privacy_gate_let_pass_is_told_with_its_reason() {
    let summary = Summary { allowed: vec![("0216 3852 999".into(), "Số công khai".into())], ..summary() };
    let text = told(Language::Vi, false).text(&summary);
    assert!(text.ends_with("Cho phép đăng theo `site.yaml`: 0216 3852 999 (Số công khai)\n"), "{text}");
}

#[test]
fn a_policy_that_the_web_server_must_send_is_told() {
    let policy = Some("default-src 'self'; script-src 'self' https://dem.example.vn".to_owned());
    let text = told(Language::Vi, false).text(&Summary { policy, ..summary() });
    let line = "Máy chủ web phải gửi kèm Content-Security-Policy: default-src 'self'; script-src 'self' https://dem.example.vn\n";
    assert!(text.ends_with(line), "{text}");
}

#[test]
fn what_waits_for_an_approval_is_named_in_any_case() {
    let waiting = Skipped { reason: SkipReason::NotApproved, kind: "article".into(), id: "cho".to_owned() };
    let text = told(Language::Vi, false).text(&Summary { skipped: vec![waiting], ..summary() });
    assert!(text.contains("  chưa được duyệt (thiếu `approved`) (1)\n    tin, bài cho\n"), "{text}");
}

#[test]
fn pdf_files_without_text_are_named() {
    let unread = |why, path: &str| Unread { why, path: path.to_owned() };
    let unread = vec![
        unread(WhyUnread::Locked, "content/documents/b.pdf"),
        unread(WhyUnread::Scanned, "content/documents/a.pdf"),
    ];
    let text = told(Language::Vi, false).text(&Summary { unread, ..summary() });
    assert!(
        text.ends_with(
            "PDF bản quét, không có lớp chữ nên tìm kiếm không thấy nội dung, 1:\n  content/documents/a.pdf\n\
             PDF có mật khẩu, tìm kiếm không thấy nội dung, 1:\n  content/documents/b.pdf\n"
        ),
        "{text}"
    );
}

#[test]
fn every_kind_of_page_is_named_in_the_reader_s_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/portal/templates");
    let files = std::fs::read_dir(folder).expect("the templates").map(|entry| entry.expect("a file").path());
    let kinds = files.filter(|path| path.is_file()).map(|path| path.file_stem().expect("a name").to_owned());
    let kinds: Vec<String> =
        kinds.map(|kind| kind.into_string().expect("text")).filter(|kind| kind != "base").collect();
    assert!(kinds.iter().any(|kind| kind == "series"), "{kinds:?}");
    let unnamed: Vec<&String> =
        kinds.iter().filter(|kind| told(Language::Vi, false).kind(kind) == *kind).collect();
    assert_eq!(unnamed, Vec::<&String>::new());
}
