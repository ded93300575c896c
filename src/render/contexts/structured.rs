//! Structured data of record pages; see [`crate::structured_data`].
//!
//! Names and awards come from the linked site, which holds only what is public at the build's `now`.

use jiff::Zoned;

use crate::content::model::Period;
use crate::content::taxonomy::OrganizationKind;
use crate::image::Picture;
use crate::pages::PageKind;
use crate::render::context::Page;
use crate::render::contexts::Contexts;
use crate::site::{
    ArticleNo, ContestNo, DocumentNo, EntryNo, LocalityNo, ModelNo, OrganizationNo, ProgrammeNo, UnitNo,
    permalink,
};
use crate::structured_data::{
    self, BreadcrumbList, ContactPoint, CreativeWork, Event, ImageObject, ListItem, NewsArticle,
    Organization, Person, Place, Reference, Thing, VirtualLocation, WebPage,
};
use crate::theme::Message;
use crate::value::When;
use bantin_text::language::Language;

/// Fragment that distinguishes the address of a thing from that of its page.
const THING: &str = "#thing";

impl Contexts<'_> {
    /// The JSON-LD of a page: its subject, breadcrumbs and publisher. Returns `None` for pages with `noindex`.
    pub(super) fn structured(&self, kind: PageKind, page: &Page<'_>) -> Option<String> {
        if page.noindex {
            return None;
        }
        let mut things = match kind {
            PageKind::Article(no) => vec![self.news_article(no, page)],
            PageKind::Model(no) => vec![self.model_work(no, page)],
            PageKind::Entry(no) => vec![self.entry_work(no, page)],
            PageKind::Programme(no) => vec![self.programme_work(no, page)],
            PageKind::Document(no) => vec![self.document_work(no, page)],
            PageKind::Contest(no) => vec![self.event(no, page)],
            PageKind::Locality(no, number) => {
                std::iter::once(self.area(no)).chain(self.unit_list(no, number, page)).collect()
            }
            PageKind::Organization(no, number) => {
                std::iter::once(self.organization_thing(no)).chain(self.unit_list(no, number, page)).collect()
            }
            PageKind::Statistics => vec![self.dataset(page)],
            PageKind::Series(no) => vec![self.series_dataset(no, page)],
            PageKind::Rules(_) | PageKind::Standing(_) => vec![Thing::WebPage(self.web_page(page))],
            list => self.lists(list, page),
        };
        things.extend(self.breadcrumbs(page));
        if !things.iter().any(|thing| self.is_publisher(thing)) {
            things.push(self.organization_thing(self.site.publisher));
        }
        Some(structured_data::text(&things))
    }

    fn is_publisher(&self, thing: &Thing) -> bool {
        let publisher = self.publisher().id;
        matches!(thing, Thing::GovernmentOrganization(one) | Thing::Organization(one) if one.id == publisher)
    }

    /// The absolute URL of an absolute path.
    pub(super) fn whole(&self, href: &str) -> String {
        format!("{}{href}", self.site.config.base.origin)
    }

    fn breadcrumbs(&self, page: &Page<'_>) -> Option<Thing> {
        let steps = page.breadcrumbs.iter().enumerate().map(|(at, link)| ListItem {
            position: at + 1,
            name: link.label.to_string(),
            url: None,
            item: Some(self.whole(&link.href)),
        });
        let list = BreadcrumbList { item_list_element: steps.collect() };
        (!page.breadcrumbs.is_empty()).then_some(Thing::BreadcrumbList(list))
    }

    pub(super) fn web_page(&self, page: &Page<'_>) -> WebPage {
        WebPage {
            name: page.title.clone(),
            description: page.description.clone(),
            url: page.url.clone(),
            in_language: page.language.code(),
            date_modified: page.modified.as_ref().map(|moment| moment.iso.clone()),
            publisher: self.publisher(),
        }
    }

    pub(super) fn publisher(&self) -> Reference {
        self.unit_id(self.site.publisher)
    }

    /// The same in all editions.
    fn unit_id<No: UnitNo>(&self, no: No) -> Reference {
        let path = No::path("", self.site.unit(no).id);
        Reference { id: format!("{}{THING}", self.url(&path)) }
    }

    pub(super) fn organization_thing(&self, no: OrganizationNo) -> Thing {
        let organization = self.site.organization(no);
        let fields = organization.fields;
        let link = self.organization(no);
        let thing = Organization {
            id: self.unit_id(no).id,
            name: link.label.into_owned(),
            alternate_name: fields.short.clone(),
            url: self.whole(&link.href),
            same_as: fields.url.as_ref().map(|url| url.0.clone()),
            founding_date: self.maybe_when(fields.since.as_ref()).map(|moment| moment.iso),
            dissolution_date: self.maybe_when(fields.until.as_ref()).map(|moment| moment.iso),
            parent_organization: organization.parent.map(|no| self.unit_id(no)),
            location: organization.own.locality.map(|no| Box::new(self.area(no))),
            address: fields.address.clone(),
            telephone: fields.phone.as_ref().map(|phone| phone.0.clone()),
            fax_number: fields.fax.as_ref().map(|fax| fax.0.clone()),
            email: fields.email.as_ref().map(|email| email.0.clone()),
            employee: fields.head.as_ref().map(|head| Box::new(person(&head.name, head.title.as_deref()))),
            contact_point: fields.contact.as_ref().map(|contact| ContactPoint {
                name: contact.name.clone(),
                contact_type: contact.title.clone(),
                telephone: contact.phone.as_ref().map(|phone| phone.0.clone()),
                email: contact.email.as_ref().map(|email| email.0.clone()),
            }),
        };
        match fields.kind {
            _ if no == self.site.publisher => Thing::GovernmentOrganization(thing),
            OrganizationKind::Union | OrganizationKind::Enterprise | OrganizationKind::Other => {
                Thing::Organization(thing)
            }
            _ => Thing::GovernmentOrganization(thing),
        }
    }

    fn area(&self, no: LocalityNo) -> Thing {
        let locality = self.site.locality(no);
        let link = self.locality(no);
        Thing::AdministrativeArea(Place {
            id: self.unit_id(no).id,
            name: link.label.into_owned(),
            url: self.whole(&link.href),
            identifier: locality.fields.code.clone(),
            contained_in_place: locality.parent.map(|no| self.unit_id(no)),
        })
    }

    fn news_article(&self, no: ArticleNo, page: &Page<'_>) -> Thing {
        let article = self.site.article(no);
        let fields = &article.record.fields;
        let modified = article.updated.unwrap_or(fields.date);
        let mut author: Vec<_> =
            article.bylines.iter().map(|byline| person(byline.name, byline.role)).collect();
        if author.is_empty() {
            author.push(self.organization_thing(self.site.publisher));
        }
        Thing::NewsArticle(Box::new(NewsArticle {
            id: format!("{}{THING}", page.url),
            headline: fields.title.clone(),
            alternative_headline: fields.subtitle.clone(),
            description: page.description.clone(),
            url: page.url.clone(),
            main_entity_of_page: page.url.clone(),
            in_language: page.language.code(),
            date_published: fields.date.precision.stamp(&article.date),
            date_modified: modified.precision.stamp(&modified.at(&self.site.config.time_zone)),
            dateline: fields.dateline.clone(),
            author,
            contributor: fields
                .credits
                .iter()
                .map(|credit| person(&credit.name, Some(&credit.role)))
                .collect(),
            publisher: self.publisher(),
            image: self.pictures_of(article.image.as_ref(), page),
            genre: self.text(Message::Genre(fields.genre)),
            article_section: self.category(article.category).label.into_owned(),
            keywords: article.tags.iter().map(|no| self.site.tag(*no).name.clone()).collect(),
            is_based_on: fields
                .source
                .as_ref()
                .and_then(|source| source.url.as_ref())
                .map(|url| url.0.clone()),
            correction: article.corrections.iter().map(|one| one.text.clone()).collect(),
            content_location: article.locality.map(|no| self.area(no)),
            is_accessible_for_free: true,
        }))
    }

    /// The picture of a page for search engines, and its share card.
    fn pictures_of(&self, picture: Option<&Picture>, page: &Page<'_>) -> Vec<ImageObject> {
        let own = picture.and_then(|picture| {
            let raster = self.raster(picture)?;
            Some(ImageObject {
                url: self.url(&raster.path),
                width: raster.width,
                height: raster.height,
                caption: picture.caption.clone(),
                credit_text: picture.credit.clone(),
            })
        });
        let card = page.image.as_ref().map(|card| ImageObject {
            url: card.url.clone(),
            width: card.width,
            height: card.height,
            caption: None,
            credit_text: None,
        });
        let is_other = |card: &ImageObject| own.as_ref().is_none_or(|own| own.url != card.url);
        own.clone().into_iter().chain(card.filter(is_other)).collect()
    }

    fn work(&self, language: Language, page: &Page<'_>) -> CreativeWork {
        CreativeWork {
            id: format!("{}{THING}", page.url),
            name: page.title.clone(),
            description: page.description.clone(),
            url: page.url.clone(),
            in_language: language.code(),
            publisher: self.publisher(),
            ..CreativeWork::default()
        }
    }

    fn model_work(&self, no: ModelNo, page: &Page<'_>) -> Thing {
        let model = self.site.model(no);
        let fields = &model.record.fields;
        Thing::CreativeWork(Box::new(CreativeWork {
            genre: Some(self.field(model.field).label.into_owned()),
            provider: model.organization.map(|no| self.organization_thing(no)),
            date_created: Some(fields.registered.0.to_string()),
            temporal_coverage: fields.period.as_ref().map(years),
            spatial_coverage: Some(self.area(model.locality)),
            keywords: model.tags.iter().map(|no| self.site.tag(*no).name.clone()).collect(),
            image: self.pictures_of(model.images.first(), page),
            ..self.work(model.language, page)
        }))
    }

    /// Authors as consent allows; the award only if it is public.
    fn entry_work(&self, no: EntryNo, page: &Page<'_>) -> Thing {
        let entry = self.site.entry(no);
        Thing::CreativeWork(Box::new(CreativeWork {
            genre: Some(entry.genre.name.clone()),
            author: entry.authors.iter().map(|author| person(&author.name, None)).collect(),
            spatial_coverage: entry.locality.map(|no| self.area(no)),
            award: entry.award.map(|prize| prize.name.clone()),
            is_part_of: Some(self.event_id(entry.contest)),
            image: self.pictures_of(None, page),
            ..self.work(self.site.config.language, page)
        }))
    }

    fn programme_work(&self, no: ProgrammeNo, page: &Page<'_>) -> Thing {
        let programme = self.site.programme(no);
        let fields = &programme.record.fields;
        Thing::CreativeWork(Box::new(CreativeWork {
            identifier: fields.number.clone(),
            provider: programme.issuer.map(|no| self.organization_thing(no)),
            date_created: self.maybe_when(fields.issued.as_ref()).map(|moment| moment.iso),
            temporal_coverage: Some(years(&fields.period)),
            ..self.work(self.site.config.language, page)
        }))
    }

    /// A document: who issued it and when it is valid.
    fn document_work(&self, no: DocumentNo, page: &Page<'_>) -> Thing {
        let document = self.site.document(no);
        let fields = &document.record.fields;
        let day = |when: Option<&When>| self.maybe_when(when).map(|moment| moment.iso);
        let from = day(fields.effective.as_ref().or(Some(&fields.issued))).unwrap_or_default();
        let to = day(fields.expires.as_ref()).unwrap_or_else(|| "..".to_owned());
        Thing::CreativeWork(Box::new(CreativeWork {
            identifier: fields.number.clone(),
            genre: Some(self.text(Message::DocumentKind(fields.kind))),
            provider: document.issuer.map(|no| self.organization_thing(no)),
            date_created: day(Some(&fields.issued)),
            temporal_coverage: Some(format!("{from}/{to}")),
            keywords: fields.tags.clone(),
            ..self.work(document.language, page)
        }))
    }

    fn event_id(&self, no: ContestNo) -> Reference {
        let path = permalink::contest("", &self.site.contest(no).record.id.0);
        Reference { id: format!("{}{THING}", self.url(&path)) }
    }

    fn event(&self, no: ContestNo, page: &Page<'_>) -> Thing {
        let contest = self.site.contest(no);
        let zone = &self.site.config.time_zone;
        let organizers = std::iter::once(&contest.organizer).chain(&contest.co_organizers);
        Thing::Event(Box::new(Event {
            id: self.event_id(no).id,
            name: contest.record.fields.title.clone(),
            description: page.description.clone(),
            url: page.url.clone(),
            in_language: self.site.config.language.code(),
            start_date: moment(&contest.opens),
            end_date: moment(&contest.record.fields.closes.end(zone).to_zoned(zone.clone())),
            event_status: "https://schema.org/EventScheduled",
            event_attendance_mode: "https://schema.org/OnlineEventAttendanceMode",
            location: VirtualLocation { url: page.url.clone() },
            organizer: organizers.map(|no| self.organization_thing(*no)).collect(),
            image: self.pictures_of(contest.image.as_ref(), page),
        }))
    }
}

fn person(name: &str, role: Option<&str>) -> Thing {
    Thing::Person(Person { name: name.to_owned(), job_title: role.map(str::to_owned) })
}

/// RFC 3339 with the offset of the zone.
fn moment(moment: &Zoned) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// A period of years in ISO 8601; `..` if it is open-ended.
fn years(period: &Period) -> String {
    let to = period.to.map_or_else(|| "..".to_owned(), |to| to.0.to_string());
    format!("{}/{to}", period.from.0)
}
