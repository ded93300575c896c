//! Steps of the desk that make or move files: new, duplicate, another address.

use std::path::Path;

use jiff::civil::Date;

use crate::content::catalog::Catalog;
use crate::content::declarations::{self, Holding};
use crate::diagnostic::{LocalizedText, localized};
use crate::edit::record::{Changes, FileText, Location, declaration_of};
use crate::scaffold::record::{NewFile, Wanted, files};
use crate::yaml::{Node, Plain, parse};

/// Keys that a copy does not take along.
const LEFT: [&str; 6] = ["id", "aliases", "approved", "withdrawn", "corrections", "featured"];

/// A new record of a kind: its files, the first of which is the record's, and where it stands there.
pub fn new(
    (catalog, root, today): (&Catalog, &Path, Date),
    kind: &str,
    title: &str,
    contest: Option<&str>,
) -> Result<(Vec<NewFile>, Location), LocalizedText> {
    let kind = declarations::ALL
        .iter()
        .find(|one| one.kind == kind && one.kind != "site" && one.mapping().is_some())
        .ok_or_else(|| localized!("không có loại bản ghi ấy", "there is no such kind of record"))?;
    let wanted = Wanted { kind, title: Some(title), id: None, contest, today };
    let mut files = files(&wanted, catalog, root)?;
    let first = files.first_mut().ok_or_else(|| localized!("không tạo được", "nothing was made"))?;
    // The text field shows that nothing is written yet.
    first.text = first.text.replace("\nViết nội dung ở đây.\n", "\n");
    let index = match (kind.holds, parse(&first.text)) {
        (Holding::List, Ok(Node::List(nodes))) => nodes.len().checked_sub(1),
        _ => None,
    };
    let file = first.path.clone();
    Ok((files, Location { file, index }))
}

/// A copy of a record with a file of its own, as a draft with another title.
pub fn duplicate(
    catalog: (&Catalog, &Path, Date),
    from: &Location,
    text: &FileText,
    contest: Option<&str>,
) -> Result<(NewFile, Location), LocalizedText> {
    let kind = declaration_of(&from.file).filter(|_| from.index.is_none()).ok_or_else(|| {
        localized!(
            "chỉ nhân đôi được bản ghi có tệp riêng",
            "only a record with a file of its own can be duplicated"
        )
    })?;
    let fields = text.fields(from)?;
    let key = if fields.get("title").is_some() { "title" } else { "name" };
    let title = match fields.get(key) {
        Some(Node::Text(title)) => format!("{title} (bản sao)"),
        _ => "Bản sao".to_owned(),
    };
    let (files, location) = new(catalog, kind.kind, &title, contest)?;
    let mut changes = vec![(key.to_owned(), Some(Node::Text(title)))];
    changes.extend(LEFT.iter().filter(|key| fields.get(key).is_some()).map(|key| ((*key).to_owned(), None)));
    if kind.mapping().is_some_and(|info| info.keys.iter().any(|key| key.name == "draft")) {
        changes.push(("draft".to_owned(), Some(Plain::Bool(true).into())));
    }
    let copy = text.changed(from, &Changes { fields: changes, body: None })?;
    let path = files.first().map(|file| file.path.clone()).unwrap_or_default();
    Ok((NewFile { path, text: copy.text }, Location { index: None, ..location }))
}

/// The changes that give a record another address; its old one leads there, if it was ever published.
#[must_use]
pub fn readdressed(fields: &Node, id: &str, old_path: Option<&str>) -> Changes {
    let mut changes = vec![("id".to_owned(), Some(Node::Text(id.to_owned())))];
    if let Some(path) = old_path {
        let mut aliases = match fields.get("aliases") {
            Some(Node::List(known)) => known.clone(),
            _ => Vec::new(),
        };
        aliases.push(Node::Text(format!("/{}", path.trim_start_matches('/'))));
        changes.push(("aliases".to_owned(), Some(Node::List(aliases))));
    }
    Changes { fields: changes, body: None }
}
