//! Search documents of pages that are no records: those of localities, organizations and categories, found by their
//! names.

use std::borrow::Cow;

use bantin_search::{DocumentKind, Facets, SearchDocument};
use bantin_text::language::Language;

use crate::content::data::{Cell, Series};
use crate::content::taxonomy::OrganizationFields;
use crate::pages::{ModelsOf, NewsOf, Page, PageKind};
use crate::site::{Site, Unit, UnitNo};

/// The document of the first page of a list; `None` for other pages.
pub(super) fn document<'s>(site: &'s Site<'_>, page: &'s Page) -> Option<SearchDocument<'s>> {
    if page.kind.number() != 1 {
        return None;
    }
    Some(match page.kind {
        PageKind::Locality(no, _) => unit(site, page, no, DocumentKind::Locality, Vec::new()),
        PageKind::Organization(no, _) => {
            let organization = site.organization(no);
            let locality = organization.own.locality.map(|no| site.locality(no).label.as_str());
            let names = organization.fields.short.as_deref().into_iter().chain(locality);
            let names = names.map(Cow::Borrowed).collect();
            let text = Cow::Owned(contacts(organization.fields));
            SearchDocument { text, ..unit(site, page, no, DocumentKind::Organization, names) }
        }
        PageKind::News(NewsOf::Category(no), _) => {
            let fields = site.category(no).fields;
            let name = page.language.name(&fields.name, fields.name_en.as_deref());
            let description = match page.language {
                Language::Vi => fields.description.as_deref(),
                Language::En => fields.description_en.as_deref(),
            };
            list(page, DocumentKind::Category, name, Vec::new(), description.unwrap_or_default())
        }
        PageKind::Topic(no, _) => {
            let fields = &site.topic(no).record.fields;
            let name = page.language.name(&fields.name, fields.name_en.as_deref());
            list(page, DocumentKind::Topic, name, Vec::new(), fields.summary.as_deref().unwrap_or_default())
        }
        PageKind::Author(no, _) => {
            let fields = &site.author(no).record.fields;
            let names = fields.pen_names.iter().chain(&fields.role).map(|name| Cow::Borrowed(name.as_str()));
            let bio = fields.bio.as_deref().unwrap_or_default();
            list(page, DocumentKind::Page, &fields.name, names.collect(), bio)
        }
        PageKind::Models(ModelsOf::Field(no), _) => {
            let fields = site.field(no).fields;
            let name = page.language.name(&fields.name, fields.name_en.as_deref());
            list(page, DocumentKind::Category, name, Vec::new(), "")
        }
        PageKind::Series(no) => series(page, site.series_at(no)),
        _ => return None,
    })
}

/// A series is found by its title, its columns and what its rows are about.
fn series<'s>(page: &'s Page, series: &'s Series) -> SearchDocument<'s> {
    let fields = &series.fields;
    let words = fields.rows.iter().flatten().filter_map(|cell| match cell {
        Cell::Text(text) => Some(text.as_str()),
        Cell::Empty | Cell::Number(_) => None,
    });
    let text = fields.columns.iter().map(String::as_str).chain(fields.source.as_deref()).chain(words);
    let text = Cow::Owned(text.collect::<Vec<_>>().join(". "));
    let summary = fields.unit.as_deref().unwrap_or_default();
    SearchDocument { text, ..list(page, DocumentKind::Series, series.title(), Vec::new(), summary) }
}

/// Who leads an organization, who answers questions, and where.
fn contacts(fields: &OrganizationFields) -> String {
    let officers = [&fields.head, &fields.contact].into_iter().flatten();
    let officers = officers.flat_map(|one| std::iter::once(&one.name).chain(&one.title));
    officers.chain(&fields.address).map(String::as_str).collect::<Vec<_>>().join(". ")
}

/// The page of a locality or an organization.
fn unit<'s, No: UnitNo>(
    site: &'s Site<'_>,
    page: &'s Page,
    no: No,
    kind: DocumentKind,
    names: Vec<Cow<'s, str>>,
) -> SearchDocument<'s> {
    // Not the names of the units above it: who asks for one of those does not mean all that belongs to it.
    let unit: &Unit<'_, No> = site.unit(no);
    let name = page.language.name(&unit.label, unit.name_en);
    list(page, kind, name, names, "")
}

fn list<'s>(
    page: &'s Page,
    kind: DocumentKind,
    title: &'s str,
    names: Vec<Cow<'s, str>>,
    summary: &'s str,
) -> SearchDocument<'s> {
    SearchDocument {
        url: Cow::Borrowed(&page.path),
        title: Cow::Borrowed(title),
        kind,
        language: page.language,
        date: String::new(),
        moment: 0,
        facets: Facets::new(),
        names,
        summary: Cow::Borrowed(summary),
        text: Cow::Borrowed(""),
    }
}
