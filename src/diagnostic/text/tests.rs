use super::*;
use crate::diagnostic::{Code, LocalizedText};

fn report(line: &str, start: usize, end: usize) -> Report {
    Report::new(vec![Located {
        severity: Severity::Error,
        code: Code::UnknownKey,
        message: LocalizedText { vi: "khóa lạ `tilte`".into(), en: "unknown key `tilte`".into() },
        help: Some(LocalizedText {
            vi: "có phải ý bạn là `title`?".into(),
            en: "did you mean `title`?".into(),
        }),
        file: "content/articles/a.md".into(),
        start: Position { line: 2, column: start },
        end: Position { line: 2, column: end },
        line: Some(line.into()),
    }])
}

#[test]
fn the_caret_stands_under_the_place_by_display_width() {
    let shown = render(&report("Đặng Thị Ngọc: tilte", 16, 21), Language::En, false);
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines[0], "error[unknown-key]: unknown key `tilte`");
    assert!(lines[1].ends_with("--> content/articles/a.md:2:16"), "{shown}");
    let source = lines.iter().position(|l| l.contains("Đặng")).expect("the source line is shown");
    let column = |l: &str, what: &str| l.split(what).next().map(|before| before.chars().count());
    assert_eq!(column(lines[source], "tilte"), column(lines[source + 1], "^"), "{shown}");
    assert!(shown.contains("did you mean `title`?"));
}

#[test]
fn vietnamese_words_where_vietnamese_is_asked_for() {
    let shown = render(&report("tilte: x", 1, 6), Language::Vi, false);
    assert!(shown.starts_with("lỗi[unknown-key]: khóa lạ `tilte`"), "{shown}");
    assert!(shown.contains("cách sửa: có phải ý bạn là `title`?"), "{shown}");
}

#[test]
fn a_line_of_a_thousand_characters_is_shown_in_part() {
    let line = "ấ".repeat(1000);
    let shown = render(&report(&line, 500, 502), Language::Vi, false);
    assert!(shown.lines().all(|l| l.chars().count() < 140), "{shown}");
    assert!(shown.contains("^^"));
}
