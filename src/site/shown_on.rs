//! Where a record shows: the pages, lists and feeds that name or count it, in every language of the site.
//!
//! In comes a linked [`Site`] in which the record is published; out go its [`Addresses`] below the section. A list is
//! told with all its pages, since what leaves one of them moves what stands on those behind it.

use crate::content::record::{Origin, Record};
use crate::site::heritage::{organization_fortune, unit_fortune};
use crate::site::permalink;
use crate::site::types::{
    Article, ArticleNo, CategoryNo, ContestNo, EntryNo, LocalityNo, ModelNo, OrganizationNo, Site,
};

/// Addresses below the section, each once, in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// Pages and files.
    pub(super) paths: Vec<String>,
    /// Beginnings of the addresses of lists and of their pages.
    pub(super) prefixes: Vec<String>,
}

impl Addresses {
    pub(super) fn add(&mut self, path: String) {
        if !self.paths.contains(&path) {
            self.paths.push(path);
        }
    }

    pub(super) fn below(&mut self, prefix: String) {
        if !self.prefixes.contains(&prefix) {
            self.prefixes.push(prefix);
        }
    }

    /// A list and the pages that follow its first one.
    fn list(&mut self, path: String) {
        self.below(format!("{path}trang/"));
        self.add(path);
    }

    /// The feed of a page in both its forms.
    fn feeds(&mut self, page: &str) {
        self.add(permalink::feed(page));
        self.add(permalink::json_feed(page));
    }
}

/// Where an article shows besides its own page.
pub(super) fn article(site: &Site<'_>, no: ArticleNo, to: &mut Addresses) {
    let article = site.article(no);
    for prefix in prefixes(site) {
        overviews(prefix, to);
        to.add(permalink::tags(prefix));
        let news = permalink::news(prefix);
        to.list(permalink::year(&news, article.date.year()));
        to.list(news);
        article.tags.iter().for_each(|tag| to.list(permalink::tag(prefix, &site.tag(*tag).slug)));
        article.locality.iter().for_each(|one| locality(site, *one, prefix, to));
        article.organization.iter().for_each(|one| organization(site, *one, prefix, to));
        article.contest.iter().for_each(|one| contest(site, *one, prefix, to));
    }
    article_feeds(site, article, to);
    article.models.iter().for_each(|model| models(site, *model, to));
    article.entries.iter().for_each(|entry| to.add(site.entry(*entry).path.clone()));
    article.translations.iter().for_each(|other| to.add(site.article(*other).path.clone()));
    let taken_back = |no: ArticleNo| site.article(no).record.fields.withdrawn.is_some();
    let path = |no: ArticleNo| site.article(no).path.clone();
    neighbours(article.newer, |no| site.article(no).newer, taken_back, path, to);
    neighbours(article.older, |no| site.article(no).older, taken_back, path, to);
    let naming = site.articles.iter().filter(|other| other.related.contains(&no));
    naming.for_each(|other| to.add(other.path.clone()));
    let id = &article.record.id.0;
    texts(site, &[format!("article:{id}"), file_name(site, &article.record.origin)], to);
}

/// Where an entry shows besides its own page.
pub(super) fn entry(site: &Site<'_>, no: EntryNo, to: &mut Addresses) {
    let entry = site.entry(no);
    let of = site.contest(entry.contest);
    let id = &of.record.id.0;
    for prefix in prefixes(site) {
        overviews(prefix, to);
        to.add(permalink::contests(prefix));
        contest(site, entry.contest, prefix, to);
        to.add(permalink::results(prefix, id));
        let all = permalink::entries(prefix, id);
        to.list(permalink::part(&all, "the-loai", &entry.genre.id.0));
        if let Some(one) = entry.locality {
            to.list(permalink::part(&all, "dia-ban", &site.locality(one).fields.id.0));
            locality(site, one, prefix, to);
        }
        entry.round.iter().for_each(|round| to.list(permalink::part(&all, "vong", &round.id.0)));
        to.list(all);
        entry.organization.iter().for_each(|one| organization(site, *one, prefix, to));
        // The pages of its organizers, and those of their other contests, count the entries of each.
        for organizer in std::iter::once(&of.organizer).chain(&of.co_organizers) {
            organization(site, *organizer, prefix, to);
        }
        let others = site.contests.iter().filter(|other| other.organizer == of.organizer);
        others.for_each(|other| to.add(permalink::contest(prefix, &other.record.id.0)));
    }
    entry.models.iter().for_each(|model| models(site, *model, to));
    entry.articles.iter().for_each(|article| to.add(site.article(*article).path.clone()));
    let taken_back = |no: EntryNo| site.entry(no).record.fields.consent.withdrawn.is_some();
    let path = |no: EntryNo| site.entry(no).path.clone();
    neighbours(entry.previous, |no| site.entry(no).previous, taken_back, path, to);
    neighbours(entry.next, |no| site.entry(no).next, taken_back, path, to);
    let name = format!("{id}/{}", entry.record.id.0);
    texts(site, &[name, file_name(site, &entry.record.origin)], to);
    for table in ["entries", "contests", "statistics"] {
        ["csv", "json"].iter().for_each(|format| to.add(permalink::data(table, format)));
    }
    to.add(permalink::data("index", "json"));
}

/// What stands before the paths of each edition.
fn prefixes<'s>(site: &'s Site<'_>) -> impl Iterator<Item = &'static str> + 's {
    site.config.languages.iter().map(|language| permalink::prefix(*language, site.config.language))
}

/// The pages that show or count something of everything.
fn overviews(prefix: &str, to: &mut Addresses) {
    to.add(permalink::home(prefix));
    to.feeds(&permalink::home(prefix));
    to.add(permalink::search(prefix));
    to.add(permalink::NOT_FOUND.to_owned());
    to.add(permalink::statistics(prefix));
}

/// The page of a contest and its feeds.
fn contest(site: &Site<'_>, no: ContestNo, prefix: &str, to: &mut Addresses) {
    let page = permalink::contest(prefix, &site.contest(no).record.id.0);
    to.feeds(&page);
    to.add(page);
}

/// The pages of a model in all its languages.
fn models(site: &Site<'_>, no: ModelNo, to: &mut Addresses) {
    let model = site.model(no);
    let all = std::iter::once(&no).chain(&model.translations);
    all.for_each(|no| to.add(site.model(*no).path.clone()));
}

/// The page of a unit, those of the units that took it over, and the trees that count what is in it.
fn locality(site: &Site<'_>, no: LocalityNo, prefix: &str, to: &mut Addresses) {
    to.add(permalink::localities(prefix));
    let mut above = site.locality(no).parent;
    while let Some(parent) = above {
        to.add(permalink::locality(prefix, &site.locality(parent).fields.id.0));
        above = site.locality(parent).parent;
    }
    to.list(permalink::locality(prefix, &site.locality(no).fields.id.0));
    for (heir, _) in unit_fortune(site, no).now {
        to.list(permalink::locality(prefix, &site.locality(heir).fields.id.0));
    }
}

fn organization(site: &Site<'_>, no: OrganizationNo, prefix: &str, to: &mut Addresses) {
    to.add(permalink::organizations(prefix));
    to.list(permalink::organization(prefix, &site.organization(no).fields.id.0));
    for (heir, _) in organization_fortune(site, no).now {
        to.list(permalink::organization(prefix, &site.organization(heir).fields.id.0));
    }
}

/// The lists and feeds of the categories from the article's own upwards.
fn article_feeds(site: &Site<'_>, article: &Article<'_>, to: &mut Addresses) {
    let up = |no: &CategoryNo| site.category(*no).parent;
    for no in std::iter::successors(Some(article.category), up) {
        for prefix in prefixes(site) {
            let page = format!("{prefix}{}", site.category(no).path);
            to.feeds(&page);
            to.list(page);
        }
    }
}

/// The neighbours on one side up to the first that was not taken back itself: those between may have gone first.
fn neighbours<No: Copy>(
    first: Option<No>,
    next: impl Fn(No) -> Option<No>,
    taken_back: impl Fn(No) -> bool,
    path: impl Fn(No) -> String,
    to: &mut Addresses,
) {
    let mut at = first;
    while let Some(no) = at {
        to.add(path(no));
        at = next(no).filter(|_| taken_back(no));
    }
}

/// The file of a record as a link to it ends: `bai-a.md`, `bai-b/index.md`.
fn file_name(site: &Site<'_>, origin: &Origin) -> String {
    let path = &site.sources.get(origin.source).path;
    let mut parts = path.rsplit('/');
    match (parts.next().unwrap_or(path), parts.next()) {
        (name, Some(folder)) if name.starts_with("index.") => format!("{folder}/{name}"),
        (name, _) => name.to_owned(),
    }
}

/// The pages of texts in which one of `names` stands, and the feeds that carry those of articles.
fn texts(site: &Site<'_>, names: &[String], to: &mut Addresses) {
    fn named<F>(site: &Site<'_>, record: &Record<F>, names: &[String]) -> bool {
        let text = record.body.text(site.sources, &record.origin);
        names.iter().any(|name| text.contains(name.as_str()))
    }
    for article in site.articles.iter().filter(|one| named(site, one.record, names)) {
        to.add(article.path.clone());
        article_feeds(site, article, to);
    }
    for model in &site.models {
        let fields = &model.record.fields;
        let mut parts = [&fields.objectives, &fields.activities].into_iter().flatten();
        let in_part = parts.any(|text| names.iter().any(|name| text.contains(name.as_str())));
        if in_part || named(site, model.record, names) {
            to.add(model.path.clone());
            prefixes(site).for_each(|prefix| to.feeds(&permalink::models(prefix)));
        }
    }
    for other in site.entries.iter().filter(|one| named(site, one.record, names)) {
        to.add(other.path.clone());
        prefixes(site).for_each(|prefix| contest(site, other.contest, prefix, to));
    }
    for of in &site.contests {
        if of.rules.is_some_and(|rules| named(site, rules, names)) {
            to.add(permalink::rules("", &of.record.id.0));
        }
    }
    let programmes = site.programmes.iter().filter(|one| named(site, one.record, names));
    programmes.for_each(|one| to.add(one.path.clone()));
    let pages = site.pages.iter().filter(|one| named(site, one.record, names));
    pages.for_each(|one| to.add(one.path.clone()));
}
