//! Position of a page in the site, and the data of its `<head>`.

use crate::image::Picture;
use crate::markdown::RenderedBody;
use crate::pages::{self, PageKind};
use crate::render::context::{Alternate, Edition as SwitchItem, Feed, Link, Moment, Page, Pagination};
use crate::render::contexts::cards::excerpt;
use crate::render::contexts::{Contexts, language_name};
use crate::site::permalink;
use crate::theme::Message;

/// The data of a page that depends on its kind.
#[derive(Default)]
pub(in crate::render) struct Head<'r> {
    /// Without the page number.
    pub(super) title: String,
    pub(super) description: Option<String>,
    /// The overview page to which it belongs, if that is not among the breadcrumbs.
    pub(super) overview: Option<Link<'r>>,
    /// Breadcrumbs, without home but with the page itself.
    pub(super) crumbs: Vec<Link<'r>>,
    pub(super) has_code: bool,
    pub(super) image: Option<&'r Picture>,
    pub(super) feeds: Vec<Feed>,
    pub(super) published: Option<Moment>,
    pub(super) modified: Option<Moment>,
    /// Number of the page of a list, the previous and the next page.
    pub(super) paging: (usize, Option<String>, Option<String>),
}

impl<'r> Head<'r> {
    pub(super) fn new(title: String) -> Self {
        Self { title, paging: (1, None, None), ..Self::default() }
    }

    /// Looks in the HTML of the page's texts for code.
    pub(super) fn with_texts(mut self, html: &[&str]) -> Self {
        self.has_code = html.iter().any(|html| html.contains("<pre"));
        self
    }

    /// Sets the links between pages of a list.
    pub(super) fn paged(mut self, pagination: Option<&Pagination>) -> Self {
        if let Some(pages) = pagination {
            self.paging = (pages.current, pages.previous.clone(), pages.next.clone());
        }
        self
    }
}

impl<'r> Contexts<'r> {
    /// The value `page` of templates.
    pub(in crate::render) fn page(&self, planned: &pages::Page, head: Head<'r>) -> Page<'r> {
        let site = self.site;
        let (number, previous, next) = head.paging;
        let title = self.numbered(head.title, number);
        let is_home = planned.kind == PageKind::Home;
        let full_title = if is_home {
            title.clone()
        } else {
            self.text(Message::TitleFull { title: &title, site: &site.config.title })
        };
        let trail = head.overview.iter().chain(&head.crumbs).map(|link| link.href.clone()).collect();
        let mut breadcrumbs = Vec::with_capacity(head.crumbs.len() + 1);
        if !is_home {
            breadcrumbs.push(self.overview(Message::TitleHome, permalink::home));
            breadcrumbs.extend(head.crumbs);
        }
        let (alternates, editions) = self.other_editions(planned);
        let image = self.preview(&planned.path, &title, head.image);
        let credits = self.credits(planned.kind);
        let description = head.description.or_else(|| self.of_a_list(planned.kind, &title));
        let mut page = Page {
            kind: planned.kind.name(),
            title,
            full_title,
            description,
            language: self.language(),
            href: self.href(&planned.path),
            url: self.url(&planned.path),
            alternates,
            editions,
            noindex: !planned.kind.is_indexed(),
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
        page.data = self.structured(planned.kind, &page);
        // Set after the structured data: it is not a picture of the page's subject.
        if page.image.is_none() && !matches!(planned.kind, PageKind::NotFound | PageKind::Withdrawn(_)) {
            page.image = self.section_preview();
        }
        page
    }

    /// The description of a list, which has no text of its own, for search engines.
    fn of_a_list(&self, kind: PageKind, title: &str) -> Option<String> {
        let site = &self.site.config.title;
        let message = match kind {
            PageKind::News(..) => Message::DescriptionNews { title, site },
            PageKind::Models(..) => Message::DescriptionModels { title, site },
            PageKind::Tags => Message::DescriptionTags { title, site },
            PageKind::Tag(..) => Message::DescriptionTag { title, site },
            PageKind::Contests => Message::DescriptionContests { title, site },
            PageKind::Entries(..) => Message::DescriptionEntries { title, site },
            PageKind::Results(_) => Message::DescriptionResults { title, site },
            PageKind::Programmes => Message::DescriptionProgrammes { title, site },
            PageKind::Documents(..) => Message::DescriptionDocuments { title, site },
            PageKind::Topic(..) => Message::DescriptionTopic { title, site },
            PageKind::Author(..) => Message::DescriptionAuthor { title, site },
            PageKind::Localities => Message::DescriptionLocalities { title, site },
            PageKind::Locality(..) => Message::DescriptionLocality { title, site },
            PageKind::Organizations => Message::DescriptionOrganizations { title, site },
            PageKind::Organization(..) => Message::DescriptionOrganization { title, site },
            PageKind::Statistics => Message::DescriptionStatistics { title, site },
            PageKind::AllSeries => Message::DescriptionAllSeries { title, site },
            PageKind::Series(_) => Message::DescriptionSeries { title, site },
            PageKind::Search => Message::DescriptionSearch { title, site },
            _ => return None,
        };
        Some(self.text(message))
    }

    fn numbered(&self, title: String, number: usize) -> String {
        if number < 2 {
            return title;
        }
        self.text(Message::TitleNumbered { title: &title, page: &number.to_string() })
    }

    /// Link to an overview page of the edition.
    pub(super) fn overview(&self, title: Message<'_>, path: impl Fn(&str) -> String) -> Link<'r> {
        Link { label: self.text(title).into(), href: self.href(&path(self.edition.prefix)), lang: None }
    }

    /// The summary, else the beginning of the body.
    pub(super) fn described(&self, summary: Option<&str>, rendered: &RenderedBody) -> Option<String> {
        let text = summary.map_or_else(|| excerpt(&rendered.plain), str::to_owned);
        (!text.is_empty()).then_some(text)
    }

    /// The page in all languages, including its own; empty if the site has one language.
    pub(in crate::render) fn alternates(&self, planned: &pages::Page) -> Vec<Alternate> {
        self.other_editions(planned).0
    }

    /// The page in all languages, and the language switch.
    fn other_editions(&self, planned: &pages::Page) -> (Vec<Alternate>, Vec<SwitchItem>) {
        if self.pages.editions().len() < 2 {
            return (Vec::new(), Vec::new());
        }
        let mut alternates = Vec::new();
        let mut switch = Vec::new();
        for edition in self.pages.editions() {
            let current = edition.language == self.language();
            let same = match current {
                true => Some(planned.path.clone()),
                false => self.pages.counterpart(self.site, planned.kind, edition),
            };
            if let Some(path) = same.as_ref().filter(|_| planned.kind.number() == 1) {
                alternates.push(Alternate { language: edition.language, url: self.url(path) });
            }
            // If the page does not exist in that edition, the switch leads to its overview page.
            let overview = || planned.kind.overview(self.site).path(self.site, edition.prefix);
            let path = same.unwrap_or_else(overview);
            let name = language_name(edition.language);
            switch.push(SwitchItem { language: edition.language, name, href: self.href(&path), current });
        }
        if alternates.len() < 2 {
            alternates.clear();
        }
        (alternates, switch)
    }
}
