//! Dossiers, and authors with a page of their own.

use crate::api::table::{Cell, Table, columns, list};
use crate::api::{address, day};
use crate::site::{ArticleNo, AuthorNo, Site, TopicNo};

pub(super) fn topics(site: &Site<'_>) -> Table {
    Table {
        columns: columns! {
            id: "Id of the dossier.",
            name: "Name.",
            name_en: "English name.",
            summary: "One paragraph.",
            since: [Date] "Its first day.",
            until: [Date] "Its last day.",
            articles: [List] "Ids of its articles, in its order.",
            url: [Url] "Its page.",
        },
        rows: site.topic_numbers().map(|no| topic(site, no)).collect(),
    }
}

fn topic(site: &Site<'_>, no: TopicNo) -> Vec<Cell> {
    let topic = site.topic(no);
    let fields = &topic.record.fields;
    vec![
        (&fields.id.0).into(),
        (&fields.name).into(),
        fields.name_en.as_ref().into(),
        fields.summary.as_ref().into(),
        fields.since.as_ref().map(|when| day(site, when)).into(),
        fields.until.as_ref().map(|when| day(site, when)).into(),
        articles(site, &topic.articles),
        address(site, &topic.path).into(),
    ]
}

pub(super) fn authors(site: &Site<'_>) -> Table {
    Table {
        columns: columns! {
            id: "Id of the author.",
            name: "Name.",
            pen_names: [List] "Pen names.",
            role: "What they are.",
            organization: "Id of the organization where they work.",
            bio: "A few sentences.",
            links: [List] "Their pages elsewhere.",
            articles: [List] "Ids of their articles, newest first.",
            url: [Url] "Their page.",
        },
        rows: site.author_numbers().map(|no| author(site, no)).collect(),
    }
}

fn author(site: &Site<'_>, no: AuthorNo) -> Vec<Cell> {
    let author = site.author(no);
    let fields = &author.record.fields;
    vec![
        (&fields.id.0).into(),
        (&fields.name).into(),
        list(&fields.pen_names),
        fields.role.as_ref().into(),
        author.organization.map(|no| site.organization(no).id).into(),
        fields.bio.as_ref().into(),
        list(fields.links.iter().map(|link| &link.0)),
        articles(site, &author.articles),
        address(site, &author.path).into(),
    ]
}

fn articles(site: &Site<'_>, of: &[ArticleNo]) -> Cell {
    list(of.iter().map(|no| &site.article(*no).record.id.0))
}
