//! Rows that belong into a list of a record that is there: scores of an entry, old addresses of the settings.
//!
//! In: rows, the records that are there. Out: for each record the elements that its list gets, each with its cell. An
//! element that is there already (the same round and judge, the same old address) is changed, others are added.

use std::collections::BTreeMap;

use crate::config::BaseUrl;
use crate::content::entry_code::{entry_code, plain_code};
use crate::diagnostic::Code;
use crate::diagnostic::localized;
use crate::import::columns::KeyPath;
use crate::import::existing::{Existing, at, is_same};
use crate::import::kinds::{REDIRECTS, SCORES};
use crate::import::rows::RowRecord;
use crate::import::table::plain;
use crate::import::wrong::Wrong;
use crate::yaml::Node;

/// The list of a kind of rows: its key in the record, and the keys by which its elements are the same.
pub(super) struct Inside {
    pub(super) list: &'static str,
    pub(super) identity: &'static [&'static str],
    /// The keys of an element.
    keys: &'static [&'static str],
    /// Whether nobody outside may read it.
    pub(super) is_private: bool,
}

/// The list that the rows of a kind go to; `None` for kinds whose rows are records.
pub(super) fn inside(kind: &str) -> Option<Inside> {
    if kind == SCORES.kind {
        let keys = &["round", "judge", "value"];
        Some(Inside { list: "scores", identity: &["round", "judge"], keys, is_private: true })
    } else if kind == REDIRECTS.kind {
        let keys = &["from", "to"];
        Some(Inside { list: "redirects", identity: &["from"], keys, is_private: false })
    } else {
        None
    }
}

/// An element of a list, with the row that it comes from.
pub(super) struct Element {
    pub(super) node: Node,
    pub(super) row: RowRecord,
}

impl Inside {
    /// What a row says, as an element.
    pub(super) fn element(&self, row: RowRecord) -> Element {
        let value = |key: &str| {
            let path = [key.to_owned()];
            let usual = || row.usual.iter().find(|(one, _)| one[..] == path).map(|(_, node)| node);
            at(&row.fields, &path).or_else(usual).cloned()
        };
        let pairs = self.keys.iter().filter_map(|key| Some(((*key).to_owned(), value(key)?)));
        Element { node: Node::Mapping(pairs.collect()), row }
    }

    /// The name of an element among those of its list.
    pub(super) fn name(&self, element: &Node) -> String {
        let texts = self.identity.iter().map(|key| match element.get(key) {
            Some(Node::Text(text)) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            _ => String::new(),
        });
        texts.collect::<Vec<_>>().join("\u{0}")
    }

    /// The list with the new elements; the index of each there, and whether it says something new.
    pub(super) fn merged(&self, record: &Existing, elements: &[Element]) -> (Vec<Node>, Vec<(usize, bool)>) {
        let mut list = match record.fields.get(self.list) {
            Some(Node::List(nodes)) => nodes.clone(),
            _ => Vec::new(),
        };
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (index, node) in list.iter().enumerate() {
            known.entry(self.name(node)).or_insert(index);
        }
        let places = elements.iter().map(|Element { node, .. }| match known.get(&self.name(node)) {
            Some(index) => {
                let is_new = !is_same(&list[*index], node);
                if is_new {
                    list[*index] = node.clone();
                }
                (*index, is_new)
            }
            None => {
                known.insert(self.name(node), list.len());
                list.push(node.clone());
                (list.len() - 1, true)
            }
        });
        let places = places.collect();
        (list, places)
    }
}

/// Entries by their codes and ids.
pub(super) struct Codes {
    by_code: BTreeMap<String, Vec<usize>>,
}

impl Codes {
    pub(super) fn new(contest: &str, known: &[Existing]) -> Self {
        let mut by_code: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, entry) in known.iter().enumerate() {
            by_code.entry(plain_code(&entry_code(contest, &entry.id))).or_default().push(at);
        }
        Self { by_code }
    }

    /// The entry of a row, by its code or id. A title that is not that of the entry shows that rows were shifted.
    pub(super) fn find(&self, row: &RowRecord, known: &[Existing]) -> Result<usize, (KeyPath, Wrong)> {
        let path = |key: &str| vec![key.to_owned()];
        let text = |key: &str| match row.fields.get(key) {
            Some(Node::Text(text)) => text.trim(),
            _ => "",
        };
        let code = text("code");
        let found = self.by_code.get(&plain_code(code)).map_or(&[][..], Vec::as_slice);
        let at = match found {
            [one] => *one,
            _ => known.iter().position(|entry| entry.id == code).ok_or_else(|| {
                let message =
                    localized!("không có bài dự thi nào mang mã `{code}`", "no entry has the code `{code}`");
                let help = localized!(
                    "dùng đúng mã trên phiếu của `bantin export scores`, hoặc id của bài",
                    "use the code of the sheet by `bantin export scores`, or the id of the entry"
                );
                let wrong = Wrong { code: Code::UnknownReference, message, help: Some(help) };
                (path("code"), wrong)
            })?,
        };
        let (title, own) = (text("title"), known[at].fields.get("title"));
        match own {
            Some(Node::Text(own)) if !title.is_empty() && plain(own) != plain(title) => {
                let message = localized!(
                    "mã `{code}` là của bài “{own}”, không phải “{title}”",
                    "the code `{code}` is that of “{own}”, not of “{title}”"
                );
                let help = localized!(
                    "có lẽ một cột đã bị sắp xếp lại riêng; lấy lại phiếu gốc",
                    "a column may have been sorted alone; take the original sheet again"
                );
                Err((path("title"), Wrong { code: Code::CellValue, message, help: Some(help) }))
            }
            _ => Ok(at),
        }
    }
}

/// An old address as the settings write it: without the host, and without the folder of the section.
pub(super) fn below_section(address: &str, base: &BaseUrl) -> String {
    let address = address.trim();
    let bare =
        address.split_once("://").map_or(address, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    let below = bare.strip_prefix(base.path.as_str()).unwrap_or(bare);
    format!("/{}", below.trim_start_matches('/'))
}

/// A new address: on the section itself without the host, elsewhere as it is.
pub(super) fn target(address: &str, base: &BaseUrl) -> String {
    let address = address.trim();
    match address.strip_prefix(base.absolute().as_str()) {
        Some(below) => format!("/{below}"),
        None if address.contains("://") => address.to_owned(),
        None => below_section(address, base),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_the_host_and_the_folder_of_the_section() {
        let base = BaseUrl::parse("https://tinh.example.vn/dan-van/").expect("an address");
        for (address, from, to) in [
            ("http://cu.example.vn/tin/1.html", "/tin/1.html", "http://cu.example.vn/tin/1.html"),
            ("https://tinh.example.vn/dan-van/tin/1/", "/tin/1/", "/tin/1/"),
            ("/dan-van/tin/1/", "/tin/1/", "/tin/1/"),
            (" tin/1.html ", "/tin/1.html", "/tin/1.html"),
            ("https://cu.example.vn", "/", "https://cu.example.vn"),
        ] {
            assert_eq!((below_section(address, &base), target(address, &base)), (from.into(), to.into()));
        }
    }
}
