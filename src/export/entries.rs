//! All entries that were received, with their state and the contacts of their authors: the organizers' own list.

use crate::content::catalog::{Catalog, ContestFiles};
use crate::content::entry::EntryStatus;
use crate::content::kind::Kind;
use crate::export::list::{Cell, List, columns};
use crate::export::results::{authors, letterhead, name};
use crate::yaml::{Node, write};

/// Keys of `private` that have a column of their own.
const CONTACTS: [(&str, &str, u16); 4] = [
    ("phone", "Số điện thoại", 14),
    ("email", "Thư điện tử", 22),
    ("id_number", "CCCD", 15),
    ("address", "Địa chỉ", 24),
];

fn state(status: EntryStatus) -> &'static str {
    match status {
        EntryStatus::Received => "Đã nhận",
        EntryStatus::Accepted => "Hợp lệ",
        EntryStatus::Rejected => "Không hợp lệ",
        EntryStatus::Withdrawn => "Đã rút",
    }
}

/// The list; contacts only if they are asked for.
#[must_use]
pub fn list(catalog: &Catalog, files: &ContestFiles, with_private: bool) -> List {
    let mut heads = vec![
        ("STT", 6),
        ("Mã", 20),
        ("Tên tác phẩm", 36),
        ("Thể loại", 16),
        ("Tác giả", 28),
        ("Xã/phường", 20),
        ("Ngày nhận", 12),
        ("Trạng thái", 14),
        ("Vòng", 16),
        ("Giải", 16),
    ];
    if with_private {
        heads.extend(CONTACTS.map(|(_, name, width)| (name, width)));
    }
    let mut rows = Vec::new();
    for entry in &files.entries {
        let fields = &entry.fields;
        let mut row = vec![
            Cell::Number((rows.len() + 1) as f64),
            Cell::Text(entry.id.0.clone()),
            Cell::Text(fields.title.clone()),
            Cell::of(name(catalog, Some(files), Kind::Genre, Some(&fields.genre))),
            Cell::Text(authors(fields)),
            Cell::of(name(catalog, None, Kind::Locality, fields.locality.as_ref())),
            Cell::Text(fields.submitted.date().strftime("%d/%m/%Y").to_string()),
            Cell::Text(state(fields.status).to_owned()),
            Cell::of(name(catalog, Some(files), Kind::Round, fields.round.as_ref())),
            Cell::of(name(catalog, Some(files), Kind::Prize, fields.award.as_ref())),
        ];
        if with_private {
            let private = |key: &str| match fields.private.as_ref().and_then(|private| private.get(key)) {
                Some(Node::Text(text)) => Some(text.clone()),
                Some(Node::Plain(_, typed)) => Some(typed.to_string()),
                Some(other) => Some(write::inline(other)),
                None => None,
            };
            row.extend(CONTACTS.map(|(key, _, _)| Cell::of(private(key))));
        }
        rows.push(row);
    }
    List {
        name: "Bài dự thi".to_owned(),
        letterhead: letterhead(catalog),
        title: vec!["DANH SÁCH BÀI DỰ THI ĐÃ NHẬN".to_owned(), files.contest.fields.title.clone()],
        columns: columns(&heads),
        rows,
        signature: Vec::new(),
        is_internal: true,
    }
}
