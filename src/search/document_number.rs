//! The number of a document as people type it: `13-NQ/TU` as it stands, and "Nghị quyết 13" as it is spoken.

use std::borrow::Cow;

/// What the first letters behind the number stand for.
const KINDS: [(&str, &str); 23] = [
    ("BC", "Báo cáo"),
    ("CT", "Chỉ thị"),
    ("CTr", "Chương trình"),
    ("CTR", "Chương trình"),
    ("CV", "Công văn"),
    ("HD", "Hướng dẫn"),
    ("KH", "Kế hoạch"),
    ("KL", "Kết luận"),
    ("L", "Luật"),
    ("NĐ", "Nghị định"),
    ("NQ", "Nghị quyết"),
    ("NQLT", "Nghị quyết liên tịch"),
    ("PL", "Pháp lệnh"),
    ("QC", "Quy chế"),
    ("QCPH", "Quy chế phối hợp"),
    ("QĐ", "Quyết định"),
    ("QĐi", "Quy định"),
    ("QyĐ", "Quy định"),
    ("TB", "Thông báo"),
    ("TT", "Thông tư"),
    ("TTLT", "Thông tư liên tịch"),
    ("TTr", "Tờ trình"),
    ("ĐA", "Đề án"),
];

/// The number, and its spoken form if its letters are known ones.
pub(super) fn names(number: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let spoken = spoken(number).map(Cow::Owned);
    std::iter::once(Cow::Borrowed(number)).chain(spoken)
}

/// `13-NQ/TU`, `76/NQ-CP`, `1673/NQ-UBTVQH15`, `202/2025/QH15`: the kind and the number.
fn spoken(number: &str) -> Option<String> {
    let mut parts = number.split(['/', '-', '–', ' ']).filter(|part| !part.is_empty());
    let digits = parts.next().filter(|part| part.starts_with(|sign: char| sign.is_ascii_digit()))?;
    let kind = parts.find_map(|part| KINDS.iter().find(|(letters, _)| *letters == part))?.1;
    Some(format!("{kind} {digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_spoken() {
        for (number, words) in [
            ("13-NQ/TU", Some("Nghị quyết 13")),
            ("13-ĐA/TU", Some("Đề án 13")),
            ("76/NQ-CP", Some("Nghị quyết 76")),
            ("101-QĐ/TW", Some("Quyết định 101")),
            ("1673/NQ-UBTVQH15", Some("Nghị quyết 1673")),
            ("45/2024/NĐ-CP", Some("Nghị định 45")),
            ("202/2025/QH15", None),
            ("NQ/TU", None),
            ("", None),
        ] {
            assert_eq!(spoken(number).as_deref(), words, "{number}");
        }
    }
}
