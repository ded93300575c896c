//! Where a page stands and what its head says.

use crate::image::Picture;
use crate::markdown::Prose;
use crate::render::context::{Alternate, Edition as SwitchItem, Feed, Link, Moment, Page, Pagination};
use crate::render::edition::Edition;
use crate::render::entries;
use crate::render::fill::Fill;
use crate::render::fill::article::language_name;
use crate::render::fill::cards::excerpt;
use crate::render::plan::{ModelsOf, NewsOf, PlannedPage, Shows};
use crate::site::permalink;
use bantin_text::language::Language;
use crate::theme::Argument;

/// What a page says of itself.
pub(in crate::render) struct Head<'r> {
    /// Its title, without the number of the page.
    pub(super) title: String,
    pub(super) description: Option<String>,
    /// The overview page it belongs to, where that is none of the breadcrumbs.
    pub(super) overview: Option<Link<'r>>,
    /// The way down to the page, without home and with the page itself.
    pub(super) crumbs: Vec<Link<'r>>,
    pub(super) has_code: bool,
    pub(super) image: Option<&'r Picture>,
    pub(super) feeds: Vec<Feed>,
    pub(super) published: Option<Moment>,
    pub(super) modified: Option<Moment>,
    /// Number of the page of a list, the page before and the page after.
    pub(super) paging: (usize, Option<String>, Option<String>),
}

impl<'r> Head<'r> {
    pub(super) fn new(title: String) -> Self {
        Self {
            title,
            description: None,
            overview: None,
            crumbs: Vec::new(),
            has_code: false,
            image: None,
            feeds: Vec::new(),
            published: None,
            modified: None,
            paging: (1, None, None),
        }
    }

    /// The same for a page with these texts.
    pub(super) fn with_texts(mut self, html: &[&str]) -> Self {
        self.has_code = html.iter().any(|html| html.contains("<pre"));
        self
    }

    /// The same for a page of a list.
    pub(super) fn paged(mut self, pagination: Option<&Pagination>) -> Self {
        if let Some(pages) = pagination {
            self.paging = (pages.current, pages.previous.clone(), pages.next.clone());
        }
        self
    }
}

impl<'r> Fill<'r> {
    /// `page` of a planned page.
    pub(in crate::render) fn page(&self, planned: &PlannedPage, head: Head<'r>) -> Page<'r> {
        let site = self.site;
        let (number, previous, next) = head.paging;
        let title = self.numbered(head.title, number);
        let is_home = planned.shows == Shows::Home;
        let full_title = if is_home {
            title.clone()
        } else {
            let given = [("title", Argument::Text(&title)), ("site", Argument::Text(&site.config.title))];
            self.text("title-full", &given)
        };
        let trail = head.overview.iter().chain(&head.crumbs).map(|link| link.href.clone()).collect();
        let mut breadcrumbs = Vec::with_capacity(head.crumbs.len() + 1);
        if !is_home {
            breadcrumbs.push(self.overview("title-home", permalink::home));
            breadcrumbs.extend(head.crumbs);
        }
        let (alternates, editions) = self.other_editions(planned);
        let image = self.preview(&planned.path, &title, head.image);
        let credits = self.credits(planned.shows);
        let description = head.description.or_else(|| self.of_a_list(planned.shows, &title));
        let mut page = Page {
            kind: planned.shows.kind(),
            title,
            full_title,
            description,
            language: self.language(),
            href: self.href(&planned.path),
            url: self.url(&planned.path),
            alternates,
            editions,
            noindex: !planned.shows.is_indexed(),
            has_code: head.has_code,
            image,
            feeds: head.feeds,
            breadcrumbs,
            trail,
            menu_href: None,
            previous,
            next,
            published: head.published,
            modified: head.modified,
            creators: credits.creators,
            contributors: credits.contributors,
            source: credits.source,
            subjects: credits.subjects,
            data: None,
        };
        page.data = self.structured(planned.shows, &page);
        // Not before: it is no picture of what the page tells of.
        if page.image.is_none() && !matches!(planned.shows, Shows::NotFound | Shows::Withdrawn(_)) {
            page.image = self.section_preview();
        }
        page
    }

    /// What search engines show below the title of a list, which has no text of its own.
    fn of_a_list(&self, shows: Shows, title: &str) -> Option<String> {
        let key = match shows {
            Shows::News(..) => "description-news",
            Shows::Models(..) => "description-models",
            Shows::Tags => "description-tags",
            Shows::Tag(..) => "description-tag",
            Shows::Contests => "description-contests",
            Shows::Entries(..) => "description-entries",
            Shows::Results(_) => "description-results",
            Shows::Programmes => "description-programmes",
            Shows::Localities => "description-localities",
            Shows::Locality(..) => "description-locality",
            Shows::Organizations => "description-organizations",
            Shows::Organization(..) => "description-organization",
            Shows::Statistics => "description-statistics",
            Shows::Search => "description-search",
            _ => return None,
        };
        let site = Argument::Text(&self.site.config.title);
        Some(self.text(key, &[("title", Argument::Text(title)), ("site", site)]))
    }

    fn numbered(&self, title: String, number: usize) -> String {
        if number < 2 {
            return title;
        }
        let given = [("title", Argument::Text(&title)), ("page", Argument::Text(&number.to_string()))];
        self.text("title-numbered", &given)
    }

    /// An overview page of the edition.
    pub(super) fn overview(&self, title: &str, path: impl Fn(&str) -> String) -> Link<'r> {
        Link { label: self.text(title, &[]).into(), href: self.href(&path(self.edition.prefix)), lang: None }
    }

    /// The summary, else the beginning of the text.
    pub(super) fn described(&self, summary: Option<&str>, prose: &Prose) -> Option<String> {
        let text = summary.map_or_else(|| excerpt(&prose.plain), str::to_owned);
        (!text.is_empty()).then_some(text)
    }

    /// The same page in all languages, itself included; empty where there is but one.
    pub(in crate::render) fn alternates(&self, planned: &PlannedPage) -> Vec<Alternate> {
        self.other_editions(planned).0
    }

    /// The same page in all languages, and the language switch.
    fn other_editions(&self, planned: &PlannedPage) -> (Vec<Alternate>, Vec<SwitchItem>) {
        if self.editions.len() < 2 {
            return (Vec::new(), Vec::new());
        }
        let mut alternates = Vec::new();
        let mut switch = Vec::new();
        for edition in self.editions {
            let current = edition.language == self.language();
            let same =
                if current { Some(planned.path.clone()) } else { self.counterpart(planned.shows, edition) };
            if let Some(path) = same.as_ref().filter(|_| planned.shows.is_first_page()) {
                alternates.push(Alternate { language: edition.language, url: self.url(path) });
            }
            let path = same.unwrap_or_else(|| self.next_best(planned.shows, edition));
            let name = language_name(edition.language);
            switch.push(SwitchItem { language: edition.language, name, href: self.href(&path), current });
        }
        if alternates.len() < 2 {
            alternates.clear();
        }
        (alternates, switch)
    }

    /// The path of the same page in another edition; of its first page for a list.
    fn counterpart(&self, shows: Shows, edition: &Edition) -> Option<String> {
        let site = self.site;
        let prefix = edition.prefix;
        let translated = |language: Language| language == edition.language;
        Some(match shows {
            Shows::Home => permalink::home(prefix),
            Shows::News(NewsOf::All, _) => permalink::news(prefix),
            Shows::News(NewsOf::Category(no), _) => format!("{prefix}{}", site.category(no).path),
            Shows::News(NewsOf::Year(year), _) if !edition.articles_of(year).is_empty() => {
                permalink::year(&permalink::news(prefix), year)
            }
            Shows::Article(no) => {
                let others = &site.article(no).translations;
                others
                    .iter()
                    .map(|no| site.article(*no))
                    .find(|other| translated(other.language))?
                    .path
                    .clone()
            }
            Shows::Tags => permalink::tags(prefix),
            Shows::Tag(no, _) if edition.tag(no).len() > 0 => permalink::tag(prefix, &site.tag(no).slug),
            Shows::Models(ModelsOf::All, _) => permalink::models(prefix),
            Shows::Models(ModelsOf::Field(no), _) => permalink::field(prefix, &site.field(no).fields.id.0),
            Shows::Models(of @ ModelsOf::Year(year), _) if !edition.models_of(of).is_empty() => {
                permalink::year(&permalink::models(prefix), year)
            }
            Shows::Models(of @ ModelsOf::Level(level), _) if !edition.models_of(of).is_empty() => {
                permalink::level(prefix, level.as_str())
            }
            Shows::Models(of @ ModelsOf::Status(status), _) if !edition.models_of(of).is_empty() => {
                permalink::status(prefix, status.as_str())
            }
            Shows::Model(no) => {
                let others = &site.model(no).translations;
                others.iter().map(|no| site.model(*no)).find(|other| translated(other.language))?.path.clone()
            }
            Shows::Contests => permalink::contests(prefix),
            Shows::Contest(no) => permalink::contest(prefix, &site.contest(no).record.id.0),
            Shows::Entries(no, of, _) => entries::path(site, no, of, prefix),
            Shows::Results(no) => permalink::results(prefix, &site.contest(no).record.id.0),
            Shows::Programmes => permalink::programmes(prefix),
            Shows::Localities => permalink::localities(prefix),
            Shows::Locality(no, _) => permalink::locality(prefix, &site.locality(no).fields.id.0),
            Shows::Organizations => permalink::organizations(prefix),
            Shows::Organization(no, _) => permalink::organization(prefix, &site.organization(no).fields.id.0),
            Shows::Statistics => permalink::statistics(prefix),
            Shows::Search => permalink::search(prefix),
            Shows::Standing(no) => {
                let others = &site.page(no).translations;
                others.iter().map(|no| site.page(*no)).find(|other| translated(other.language))?.path.clone()
            }
            _ => return None,
        })
    }

    /// Where the language switch leads when the page is not in that language: what it belongs to, else home.
    fn next_best(&self, shows: Shows, edition: &Edition) -> String {
        let site = self.site;
        let prefix = edition.prefix;
        match shows {
            Shows::Article(_) | Shows::News(..) => permalink::news(prefix),
            Shows::Model(_) | Shows::Models(..) => permalink::models(prefix),
            Shows::Tag(..) => permalink::tags(prefix),
            Shows::Rules(no) => permalink::contest(prefix, &site.contest(no).record.id.0),
            Shows::Entry(no) => permalink::entries(prefix, &site.contest(site.entry(no).contest).record.id.0),
            Shows::Programme(_) => permalink::programmes(prefix),
            _ => permalink::home(prefix),
        }
    }
}
