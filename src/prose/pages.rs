//! The pages of the section, for links that name them by path: `/lien-he/`, `/mo-hinh/linh-vuc/kinh-te/`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::prose::index::{path_of, records};
use crate::site::{RecordNo, Site, permalink};
use bantin_text::near::NearNames;

/// Folders of machine files, of which no list is kept.
const MACHINES: [&str; 2] = ["api/", "search/"];

/// Machine files at the top.
const FILES: [&str; 2] = ["sitemap.xml", "robots.txt"];

/// All pages by path, and the record of those that have one.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pages: FxHashMap<String, Option<RecordNo>>,
    order: Vec<String>,
    near: OnceLock<NearNames>,
}

impl Pages {
    /// Collects the pages of every edition.
    pub(super) fn new(site: &Site<'_>) -> Self {
        let mut pages = Self::default();
        for record in records(site) {
            let path = path_of(site, record);
            pages.add(path, Some(record));
        }
        for language in &site.config.languages {
            pages.add_edition(site, permalink::prefix(*language, site.config.language));
        }
        site.tombstones.iter().for_each(|tombstone| pages.add(tombstone.path.clone(), None));
        site.redirects.iter().for_each(|redirect| pages.add(redirect.from.clone(), None));
        FILES.iter().for_each(|file| pages.add((*file).to_owned(), None));
        pages
    }

    /// Lists, and pages that every edition has.
    fn add_edition(&mut self, site: &Site<'_>, prefix: &str) {
        let lists = [
            permalink::home(prefix),
            permalink::news(prefix),
            permalink::tags(prefix),
            permalink::models(prefix),
            permalink::contests(prefix),
            permalink::programmes(prefix),
            permalink::localities(prefix),
            permalink::organizations(prefix),
            permalink::statistics(prefix),
            permalink::search(prefix),
            permalink::feed(&permalink::home(prefix)),
            permalink::feed(&permalink::models(prefix)),
        ];
        lists.into_iter().for_each(|path| self.add(path, None));
        for category in &site.categories {
            self.add(format!("{prefix}{}", category.path), None);
            self.add(permalink::feed(&format!("{prefix}{}", category.path)), None);
        }
        for contest in &site.contests {
            let id = &contest.record.id.0;
            self.add(permalink::contest(prefix, id), None);
            self.add(permalink::entries(prefix, id), None);
            self.add(permalink::results(prefix, id), None);
            self.add(permalink::feed(&permalink::contest(prefix, id)), None);
        }
        site.tags.iter().for_each(|tag| self.add(permalink::tag(prefix, &tag.slug), None));
        site.fields.iter().for_each(|field| self.add(permalink::field(prefix, &field.fields.id.0), None));
        site.localities.iter().for_each(|one| self.add(permalink::locality(prefix, &one.fields.id.0), None));
        site.organizations
            .iter()
            .for_each(|one| self.add(permalink::organization(prefix, &one.fields.id.0), None));
    }

    fn add(&mut self, path: String, record: Option<RecordNo>) {
        if !self.pages.contains_key(&path) {
            self.order.push(path.clone());
            self.pages.insert(path, record);
        }
    }

    /// The page of a path, with the slash at its end added where it is missing; nothing where there is none.
    pub(super) fn find(&self, path: &str) -> Option<(String, Option<RecordNo>)> {
        let whole = |path: String| self.pages.get(&path).map(|record| (path, *record));
        if let Some(found) = whole(path.to_owned()).or_else(|| whole(format!("{path}/"))) {
            return Some(found);
        }
        let is_machine = MACHINES.iter().any(|folder| path.starts_with(folder));
        let is_part = list_of(path).is_some_and(|list| self.pages.contains_key(list));
        (is_machine || is_part).then(|| (path.to_owned(), None))
    }

    /// The path nearest to one that is no page.
    pub(super) fn near(&self, path: &str) -> Option<&str> {
        self.near.get_or_init(|| NearNames::new(self.order.iter().map(String::as_str))).nearest(path)
    }
}

/// The list of which a path is a later page (`…/trang/2/`) or a year (`…/nam/2023/`).
fn list_of(path: &str) -> Option<&str> {
    let (before, number) = path.trim_end_matches('/').rsplit_once('/')?;
    let list = before.strip_suffix("trang").or_else(|| before.strip_suffix("nam"))?;
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    (is_number && (list.is_empty() || list.ends_with('/'))).then_some(list)
}
