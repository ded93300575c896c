//! Structured data of list pages: the section, the list, the tables of open data.

use crate::pages::ListedUnit;
use crate::pages::lists::{Mixed, total};
use crate::pages::{PageKind, documents_of, entries_of};
use crate::render::context::{Link, Page};
use crate::render::contexts::Contexts;
use crate::render::paging;
use crate::site::{ArticleNo, ContestNo, DocumentNo, EntryNo, ModelNo, SeriesNo, Stage, permalink};
use crate::structured_data::{
    DataDownload, Dataset, EntryPoint, ItemList, ListItem, SearchAction, Thing, WebSite,
};
use crate::theme::{Message, Property};

impl<'r> Contexts<'r> {
    /// The structured data of a page that lists records.
    pub(super) fn lists(&self, kind: PageKind, page: &Page<'_>) -> Vec<Thing> {
        let site = self.site;
        let edition = self.edition;
        let links = match kind {
            PageKind::Home => {
                let links = self.home_top().articles().map(|no| self.article_link(no)).collect();
                return vec![self.web_site(page), self.item_list(page, 1, None, links)];
            }
            PageKind::News(of, number) => {
                let articles = edition.news_of(of);
                return self.collection(page, number, articles, |no: &ArticleNo| self.article_link(*no));
            }
            PageKind::Models(of, number) => {
                return self
                    .collection(page, number, edition.models_of(of), |no: &ModelNo| self.model_link(*no));
            }
            PageKind::Entries(no, of, number) => {
                let entries = entries_of(site, no, of);
                return self.collection(page, number, &entries, |no: &EntryNo| self.entry_link(*no));
            }
            PageKind::Tag(no, number) => {
                let list = self.mixed_list(page, number, edition.tag(no));
                return std::iter::once(Thing::CollectionPage(self.web_page(page))).chain(list).collect();
            }
            PageKind::Tags => {
                let tags = site.tag_numbers().filter(|no| edition.tagged(*no) > 0);
                tags.map(|no| self.tag(no)).collect()
            }
            PageKind::Contests => site.contest_numbers().map(|no| self.contest(no)).collect(),
            PageKind::Results(no) => self.awarded_links(no),
            PageKind::Programmes => site.programme_numbers().map(|no| self.programme_link(no)).collect(),
            PageKind::Topic(no, number) => {
                return self
                    .collection(page, number, edition.topic(no), |no: &ArticleNo| self.article_link(*no));
            }
            PageKind::Author(no, number) => {
                return self
                    .collection(page, number, edition.author(no), |no: &ArticleNo| self.article_link(*no));
            }
            PageKind::Documents(of, number) => {
                let documents = documents_of(site, of);
                return self.collection(page, number, &documents, |no: &DocumentNo| self.document_link(*no));
            }
            PageKind::Localities => {
                let all = site.locality_numbers();
                all.filter(|no| site.locality(*no).parent.is_none()).map(|no| self.locality(no)).collect()
            }
            PageKind::AllSeries => site.shown_series.iter().map(|no| self.series_link(*no)).collect(),
            PageKind::Organizations => site.organization_numbers().map(|no| self.organization(no)).collect(),
            _ => return vec![Thing::WebPage(self.web_page(page))],
        };
        vec![Thing::CollectionPage(self.web_page(page)), self.item_list(page, 1, None, links)]
    }

    /// Links to the awarded entries, once the results are out.
    fn awarded_links(&self, no: ContestNo) -> Vec<Link<'r>> {
        let contest = self.site.contest(no);
        let known = contest.stage == Stage::Results;
        let prizes = contest.record.fields.prizes.iter().filter(|_| known);
        prizes.flat_map(|prize| self.awarded(no, prize)).map(|no| self.entry_link(no)).collect()
    }

    /// A page of a list and its items.
    fn collection<No>(
        &self,
        page: &Page<'_>,
        number: usize,
        all: &[No],
        link: impl Fn(&No) -> Link<'r>,
    ) -> Vec<Thing> {
        let shown = paging::on_page(all, number, self.site.config.page_size).iter().map(link).collect();
        vec![Thing::CollectionPage(self.web_page(page)), self.item_list(page, number, Some(all.len()), shown)]
    }

    fn mixed_list(&self, page: &Page<'_>, number: usize, all: &Mixed) -> Option<Thing> {
        self.groups_list(page, number, &[((), all)])
    }

    pub(super) fn unit_list<No: ListedUnit>(&self, no: No, number: usize, page: &Page<'_>) -> Option<Thing> {
        self.groups_list(page, number, &No::lists(self.edition).groups(no))
    }

    /// Models, articles and entries of each group in sequence. Returns `None` if there are none on the page.
    fn groups_list<G: Copy>(&self, page: &Page<'_>, number: usize, groups: &[(G, &Mixed)]) -> Option<Thing> {
        let mut links = Vec::new();
        let parts = paging::groups_on_page(groups, number, self.site.config.page_size);
        for (_, (models, articles, entries)) in parts {
            links.extend(models.iter().map(|no| self.model_link(*no)));
            links.extend(articles.iter().map(|no| self.article_link(*no)));
            links.extend(entries.iter().map(|no| self.entry_link(*no)));
        }
        (!links.is_empty()).then(|| self.item_list(page, number, Some(total(groups)), links))
    }

    /// `total` is the number of items on all pages.
    fn item_list(&self, page: &Page<'_>, number: usize, total: Option<usize>, links: Vec<Link<'r>>) -> Thing {
        let before = (number - 1) * self.site.config.page_size;
        let number_of_items = total.unwrap_or(links.len());
        let item = |(at, link): (usize, Link<'r>)| ListItem {
            position: before + at + 1,
            url: Some(self.whole(&link.href)),
            name: link.label.into_owned(),
            item: None,
        };
        let item_list_element = links.into_iter().enumerate().map(item).collect();
        Thing::ItemList(ItemList { name: page.title.clone(), number_of_items, item_list_element })
    }

    fn web_site(&self, page: &Page<'_>) -> Thing {
        let search = self.url(&permalink::search(self.edition.prefix));
        Thing::WebSite(WebSite {
            id: format!("{}#site", page.url),
            name: self.site.config.title.clone(),
            alternate_name: self.site.config.subtitle.clone(),
            url: page.url.clone(),
            in_language: page.language.code(),
            publisher: self.publisher(),
            potential_action: SearchAction {
                target: EntryPoint { url_template: format!("{search}?q={{search_term_string}}") },
                query_input: "required name=search_term_string",
            },
        })
    }

    /// The downloads of a table of open data.
    fn downloads(&self, name: &str) -> [DataDownload; 2] {
        [("csv", "text/csv"), ("json", "application/json")].map(|(format, encoding_format)| DataDownload {
            encoding_format,
            content_url: self.url(&permalink::data(name, format)),
        })
    }

    pub(super) fn dataset(&self, page: &Page<'_>) -> Thing {
        let years = || self.edition.model_years.iter().map(|(year, _)| *year);
        let span = years().min().zip(years().max());
        let measured =
            [Property::Field, Property::Level, Property::Status, Property::Year, Property::Locality];
        Thing::Dataset(Box::new(Dataset {
            id: format!("{}#data", page.url),
            name: page.full_title.clone(),
            description: self.text(Message::DatasetDescription),
            url: page.url.clone(),
            in_language: page.language.code(),
            creator: self.publisher(),
            publisher: self.publisher(),
            temporal_coverage: span.map(|(from, to)| format!("{from}/{to}")),
            distribution: ["statistics", "models"]
                .into_iter()
                .flat_map(|name| self.downloads(name))
                .collect(),
            variable_measured: measured.map(|by| self.text(Message::By(by))).into(),
            is_accessible_for_free: true,
        }))
    }

    /// A series with its files.
    pub(super) fn series_dataset(&self, no: SeriesNo, page: &Page<'_>) -> Thing {
        let series = self.site.series_at(no);
        let files = [("csv", "text/csv"), ("json", "application/json")];
        let download = |(format, encoding_format)| DataDownload {
            encoding_format,
            content_url: self.url(&permalink::series_data(&series.id, format)),
        };
        let numbers = series.number_columns().into_iter();
        Thing::Dataset(Box::new(Dataset {
            id: format!("{}#data", page.url),
            name: series.title().to_owned(),
            description: page.description.clone().unwrap_or_default(),
            url: page.url.clone(),
            in_language: self.site.config.language.code(),
            creator: self.publisher(),
            publisher: self.publisher(),
            temporal_coverage: None,
            distribution: files.map(download).into(),
            variable_measured: numbers.map(|at| series.fields.columns[at].clone()).collect(),
            is_accessible_for_free: true,
        }))
    }
}
