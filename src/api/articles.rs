//! Published articles.

use crate::api::table::{Cell, Table, columns, list};
use crate::api::{address, day};
use crate::site::{ArticleNo, Site};

/// All articles; a translation is a row of its own that names its original.
pub(super) fn table(site: &Site<'_>) -> Table {
    Table {
        columns: columns! {
            id: "Id of the article.",
            title: "Headline.",
            subtitle: "Second title.",
            kicker: "What stands above the headline.",
            genre: "news, feature, reportage, interview, photo, video, infographic, longform or notice.",
            language: "Language of the article: vi or en.",
            translation_of: "Id of the article that this one translates.",
            date: [Date] "Day of publication.",
            updated: [Date] "Day of the last change.",
            category: "Id of the category.",
            category_name: "Name of the category.",
            summary: "One paragraph.",
            topic: "Id of the dossier it belongs to.",
            authors: [List] "Names of the authors.",
            author_ids: [List] "Ids of those authors that have a page.",
            source_name: "Where it was published first.",
            source_url: [Url] "Its page there.",
            locality: "Id of the locality it is about.",
            organization: "Id of the organization it is about.",
            models: [List] "Ids of the models it is about.",
            contest: "Id of the contest it is about.",
            programmes: [List] "Ids of the programmes it is about.",
            documents: [List] "Ids of the documents it is about.",
            tags: [List] "Keywords.",
            url: [Url] "Its page.",
        },
        rows: site.article_numbers().map(|no| row(site, no)).collect(),
    }
}

fn row(site: &Site<'_>, no: ArticleNo) -> Vec<Cell> {
    let article = site.article(no);
    let fields = &article.record.fields;
    let category = site.category(article.category).fields;
    let source = fields.source.as_ref();
    let authors = article.bylines.iter().filter_map(|byline| byline.author);
    vec![
        (&article.record.id.0).into(),
        (&fields.title).into(),
        fields.subtitle.as_ref().into(),
        fields.kicker.as_ref().into(),
        fields.genre.as_str().into(),
        article.language.code().into(),
        fields.translation_of.as_ref().into(),
        day(site, &fields.date),
        article.updated.as_ref().map(|when| day(site, when)).into(),
        (&category.id.0).into(),
        (&category.name).into(),
        fields.summary.as_ref().into(),
        article.topic.map(|no| &site.topic(no).record.fields.id.0).into(),
        list(article.bylines.iter().map(|byline| byline.name)),
        list(authors.map(|no| &site.author(no).record.fields.id.0)),
        source.map(|source| &source.name).into(),
        source.and_then(|source| source.url.as_ref()).map(|url| &url.0).into(),
        article.locality.map(|no| site.locality(no).id).into(),
        article.organization.map(|no| site.organization(no).id).into(),
        list(article.models.iter().map(|no| &site.model(*no).record.id.0)),
        article.contest.map(|no| &site.contest(no).record.id.0).into(),
        list(article.programmes.iter().map(|no| &site.programme(*no).record.id.0)),
        list(article.documents.iter().map(|no| &site.document(*no).record.id.0)),
        list(article.tags.iter().map(|no| &site.tag(*no).name)),
        address(site, &article.path).into(),
    ]
}
