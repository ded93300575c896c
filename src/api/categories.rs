//! Categories of articles, as a tree.

use crate::api::address;
use crate::api::table::{Cell, Table, columns, list};
use crate::site::{CategoryNo, Site};

pub(super) fn table(site: &Site<'_>) -> Table {
    Table {
        columns: columns! {
            id: "Id of the category.",
            name: "Name.",
            name_en: "English name.",
            parent: "Id of the category above it.",
            path: [List] "Ids of the categories above it, the topmost first, and its own.",
            description: "One sentence.",
            articles: [Whole] "Articles in it and in all categories below it, in all languages.",
            url: [Url] "Its page.",
        },
        rows: site.category_numbers().map(|no| row(site, no)).collect(),
    }
}

fn row(site: &Site<'_>, no: CategoryNo) -> Vec<Cell> {
    let category = site.category(no);
    let id = |no: CategoryNo| site.category(no).fields.id.0.as_str();
    let mut path: Vec<&str> =
        std::iter::successors(Some(no), |no| site.category(*no).parent).map(id).collect();
    path.reverse();
    vec![
        id(no).into(),
        (&category.fields.name).into(),
        category.fields.name_en.as_ref().into(),
        category.parent.map(id).into(),
        list(path),
        category.fields.description.as_ref().into(),
        category.articles.len().into(),
        address(site, &category.path).into(),
    ]
}
