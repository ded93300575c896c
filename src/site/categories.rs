//! Flattens the category tree; each category stands before its children.

use crate::content::catalog::Listed;
use crate::content::taxonomy::CategoryFields;
use crate::diagnostic::{Path, Place};
use crate::site::numbers::CategoryNo;
use crate::site::permalink;
use crate::site::types::Category;
use crate::source::SourceId;

/// The flattened tree, with the place of each id.
pub(super) fn categories(listed: &Listed<CategoryFields>) -> (Vec<Category<'_>>, Vec<Place>) {
    let mut flat = Flat { list: Vec::new(), places: Vec::new(), source: listed.source };
    for (index, fields) in &listed.entries {
        flat.add(fields, Path::top().index(*index), None, &mut Vec::new());
    }
    (flat.list, flat.places)
}

struct Flat<'c> {
    list: Vec<Category<'c>>,
    places: Vec<Place>,
    source: Option<SourceId>,
}

impl<'c> Flat<'c> {
    fn add(
        &mut self,
        fields: &'c CategoryFields,
        path: Path,
        parent: Option<CategoryNo>,
        above: &mut Vec<&'c str>,
    ) -> CategoryNo {
        let no = CategoryNo(self.list.len());
        above.push(&fields.id.0);
        let page = permalink::category("", above);
        self.list.push(Category { fields, path: page, parent, children: Vec::new(), articles: Vec::new() });
        self.places.push(match self.source {
            Some(source) => Place::value(source, path.clone().key("id")),
            None => Place::file("content/taxonomies"),
        });
        for (index, child) in fields.children.iter().enumerate() {
            let child = self.add(child, path.clone().key("children").index(index), Some(no), above);
            self.list[no.0].children.push(child);
        }
        above.pop();
        no
    }
}
