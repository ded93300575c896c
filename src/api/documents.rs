//! Published documents.

use crate::api::table::{Cell, Table, columns, list};
use crate::api::{address, day};
use crate::site::{Document, DocumentNo, Site};

pub(super) fn table(site: &Site<'_>) -> Table {
    Table {
        columns: columns! {
            id: "Id of the document.",
            number: "Its number.",
            title: "What it is about.",
            language: "Language of the document: vi or en.",
            kind: "decree, circular, decision, directive, plan, scheme, guideline, report, notice, letter or other.",
            issuer: "Id of the organization that issued it.",
            issuer_name: "Its name.",
            signer: "Who signed it.",
            issued: [Date] "Its date.",
            effective: [Date] "First day in force, if later than its date.",
            expires: [Date] "Last day in force.",
            force: "ahead, in-force or ended, on the day of the build.",
            field: "Id of the field.",
            pages: [Whole] "How many pages it has.",
            summary: "One paragraph.",
            amends: [List] "Ids of the documents it changes.",
            replaces: [List] "Ids of the documents whose place it takes.",
            programmes: [List] "Ids of the programmes it belongs to.",
            tags: [List] "Keywords.",
            file: [Url] "The document itself.",
            url: [Url] "Its page.",
        },
        rows: site.documents.iter().map(|document| row(site, document)).collect(),
    }
}

fn row(site: &Site<'_>, document: &Document<'_>) -> Vec<Cell> {
    let fields = &document.record.fields;
    let issuer = document.issuer.map(|no| site.organization(no));
    let ids = |of: &[DocumentNo]| list(of.iter().map(|no| &site.document(*no).record.id.0));
    vec![
        (&document.record.id.0).into(),
        fields.number.as_ref().into(),
        (&fields.title).into(),
        document.language.code().into(),
        fields.kind.as_str().into(),
        issuer.map(|issuer| issuer.id).into(),
        issuer.map(|issuer| issuer.name).or(fields.issuer_name.as_deref()).into(),
        fields.signer.as_ref().into(),
        day(site, &fields.issued),
        fields.effective.as_ref().map(|when| day(site, when)).into(),
        fields.expires.as_ref().map(|when| day(site, when)).into(),
        document.force.as_str().into(),
        document.field.map(|no| &site.field(no).fields.id.0).into(),
        fields.pages.into(),
        fields.summary.as_ref().into(),
        ids(&document.amends),
        ids(&document.replaces),
        list(document.programmes.iter().map(|no| &site.programme(*no).record.id.0)),
        list(&fields.tags),
        document.file.as_ref().map(|file| address(site, &file.path)).into(),
        address(site, &document.path).into(),
    ]
}
