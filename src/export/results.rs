//! The winners of a contest, as an annex to a decision.

use crate::content::catalog::{Catalog, ContestFiles};
use crate::content::entry::{EntryFields, EntryStatus};
use crate::export::list::{Cell, List, columns};

/// Authors of an entry as people write them.
pub(super) fn authors(entry: &EntryFields) -> String {
    let name = |author: &crate::content::entry::EntryAuthor| match author.lead && entry.authors.len() > 1 {
        true => format!("{} (trưởng nhóm)", author.name),
        false => author.name.clone(),
    };
    entry.authors.iter().map(name).collect::<Vec<_>>().join("; ")
}

/// The name of a term by its id; the id where it has none.
pub(super) fn name(
    catalog: &Catalog,
    contest: Option<&ContestFiles>,
    kind: crate::content::kind::Kind,
    id: Option<&String>,
) -> Option<String> {
    let id = id?;
    let terms = catalog.terms(kind, contest);
    let found = terms.into_iter().find(|term| term.id == *id).and_then(|term| term.names.into_iter().next());
    Some(found.unwrap_or_else(|| id.clone()))
}

/// The publisher of the site, as the head of a letter.
pub(super) fn letterhead(catalog: &Catalog) -> Vec<String> {
    let organization = catalog.settings.as_ref().map(|settings| &settings.organization);
    let name = name(catalog, None, crate::content::kind::Kind::Organization, organization);
    name.map(|name| name.to_uppercase()).into_iter().collect()
}

/// The winners in the order of the prizes; prizes that nobody got are left out.
#[must_use]
pub fn list(catalog: &Catalog, files: &ContestFiles) -> List {
    use crate::content::kind::Kind;
    let contest = &files.contest.fields;
    let mut rows = Vec::new();
    for prize in &contest.prizes {
        let won = files.entries.iter().filter(|entry| {
            entry.fields.award.as_ref() == Some(&prize.id.0) && entry.fields.status == EntryStatus::Accepted
        });
        for entry in won {
            let fields = &entry.fields;
            rows.push(vec![
                Cell::Number((rows.len() + 1) as f64),
                Cell::Text(prize.name.clone()),
                Cell::Text(fields.title.clone()),
                Cell::of(name(catalog, Some(files), Kind::Genre, Some(&fields.genre))),
                Cell::Text(authors(fields)),
                Cell::of(
                    name(catalog, None, Kind::Organization, fields.organization.as_ref())
                        .or_else(|| fields.authors.iter().find_map(|author| author.organization.clone()))
                        .or_else(|| name(catalog, None, Kind::Locality, fields.locality.as_ref())),
                ),
                prize.amount.map_or(Cell::Empty, |amount| Cell::Number(amount as f64)),
            ]);
        }
    }
    List {
        name: "Kết quả".to_owned(),
        letterhead: letterhead(catalog),
        title: vec![
            "DANH SÁCH TÁC GIẢ, TÁC PHẨM ĐẠT GIẢI".to_owned(),
            contest.title.clone(),
            "(Kèm theo Quyết định số …… ngày … tháng … năm ……)".to_owned(),
        ],
        columns: columns(&[
            ("STT", 6),
            ("Giải", 18),
            ("Tên tác phẩm", 36),
            ("Thể loại", 16),
            ("Tác giả", 28),
            ("Đơn vị, địa phương", 26),
            ("Tiền thưởng (đồng)", 16),
        ]),
        rows,
        signature: vec!["……, ngày … tháng … năm ……".to_owned(), "TM. BAN TỔ CHỨC".to_owned()],
        is_internal: false,
    }
}
