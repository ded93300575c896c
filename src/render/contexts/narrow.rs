//! What narrows a list further: values of other properties of its records.
//!
//! In: a list, and the values that its edition has. Out: facets. Where a value alone is asked for, its own list is linked;
//! where it comes on top of another one, no page shows both, and the search for both is linked. Counts are those that the
//! reader finds there.

use std::collections::BTreeMap;

use crate::pages::{ModelsOf, NewsOf};
use crate::render::context::{Facet, Link};
use crate::render::contexts::{Contexts, chain};
use crate::site::{ArticleNo, LocalityNo, ModelNo, permalink};
use bantin_text::language::Language;

/// Localities offered: those with the most records.
const PLACES: usize = 12;

/// A property and its value, as the search names them.
type Filter = (&'static str, String);

/// How many of some records are in the language of the page, and how many there are.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    own: usize,
    all: usize,
}

impl Tally {
    fn add(&mut self, is_own: bool) {
        self.own += usize::from(is_own);
        self.all += 1;
    }

    /// What the search shows: results in the language of the page, or where there are none, all.
    fn found(self) -> usize {
        if self.own > 0 { self.own } else { self.all }
    }
}

impl<'r> Contexts<'r> {
    /// A value by which a list of models can be narrowed. None if no model of the list has it.
    pub(super) fn models_facet(&self, list: ModelsOf, one: ModelsOf) -> Option<Facet<'r>> {
        let link = self.models_link(one);
        let Some(both) = combined(self.model_filter(list), self.model_filter(one)) else {
            let count = self.edition.models_of(one).len();
            return (count > 0).then(|| self.facet(link, count, one == list));
        };
        let some = self.edition.models_of(list).iter().filter(|no| self.model_has(**no, one));
        self.combination("model", link, &both, self.tally(some.map(|no| self.site.model(*no).language)))
    }

    /// The same of a list of articles.
    pub(super) fn news_facet(&self, list: NewsOf, one: NewsOf) -> Option<Facet<'r>> {
        let link = self.news_link(one);
        let Some(both) = combined(self.news_filter(list), self.news_filter(one)) else {
            let count = self.edition.news_of(one).len();
            return (count > 0).then(|| self.facet(link, count, one == list));
        };
        let some = self.edition.news_of(list).iter().filter(|no| self.article_has(**no, one));
        self.combination("article", link, &both, self.tally(some.map(|no| self.site.article(*no).language)))
    }

    /// The localities of a list of models.
    pub(super) fn models_places(&self, list: ModelsOf) -> Vec<Facet<'r>> {
        let models = self.edition.models_of(list).iter().map(|no| self.site.model(*no));
        let places = models.map(|model| (Some(model.locality), model.language));
        self.places("model", self.model_filter(list), places)
    }

    /// The localities of a list of articles.
    pub(super) fn news_places(&self, list: NewsOf) -> Vec<Facet<'r>> {
        let articles = self.edition.news_of(list).iter().map(|no| self.site.article(*no));
        let places = articles.map(|article| (article.locality, article.language));
        self.places("article", self.news_filter(list), places)
    }

    /// The localities with the most of some records, those of the localities below them included. One that all records
    /// have narrows nothing.
    fn places(
        &self,
        kind: &str,
        list: Option<Filter>,
        of: impl Iterator<Item = (Option<LocalityNo>, Language)>,
    ) -> Vec<Facet<'r>> {
        let mut tallies: BTreeMap<LocalityNo, Tally> = BTreeMap::new();
        let mut whole = 0;
        for (locality, language) in of {
            whole += 1;
            let up = locality.into_iter().flat_map(|no| chain(no, |no| self.site.locality(no).parent));
            up.for_each(|no| tallies.entry(no).or_default().add(language == self.language()));
        }
        let mut most: Vec<_> = tallies.into_iter().filter(|(_, tally)| tally.all < whole).collect();
        most.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.all));
        most.truncate(PLACES);
        let facet = |(no, tally): (LocalityNo, Tally)| {
            let mut filters: Vec<Filter> = list.iter().cloned().collect();
            filters.push(("locality", self.site.locality(no).id.to_owned()));
            self.combination(kind, self.locality(no), &filters, tally)
        };
        most.into_iter().filter_map(facet).collect()
    }

    /// A value that leads to the search for all filters.
    fn combination(&self, kind: &str, link: Link<'r>, all: &[Filter], tally: Tally) -> Option<Facet<'r>> {
        let mut href = format!("{}?kind={kind}", self.href(&permalink::search(self.edition.prefix)));
        for (name, value) in all {
            href += &format!("&{name}={value}");
        }
        (tally.all > 0).then(|| self.facet(Link { href, ..link }, tally.found(), false))
    }

    fn tally(&self, of: impl Iterator<Item = Language>) -> Tally {
        let mut tally = Tally::default();
        of.for_each(|language| tally.add(language == self.language()));
        tally
    }

    fn model_filter(&self, of: ModelsOf) -> Option<Filter> {
        Some(match of {
            ModelsOf::Field(no) => ("field", self.site.field(no).fields.id.0.clone()),
            ModelsOf::Year(year) => ("year", year.to_string()),
            ModelsOf::Level(level) => ("level", level.as_str().to_owned()),
            ModelsOf::Status(status) => ("status", status.as_str().to_owned()),
            ModelsOf::All | ModelsOf::Programme(_) => return None,
        })
    }

    fn model_has(&self, no: ModelNo, one: ModelsOf) -> bool {
        let model = self.site.model(no);
        let fields = &model.record.fields;
        match one {
            ModelsOf::Field(no) => model.field == no,
            ModelsOf::Year(year) => fields.registered.0 == year,
            ModelsOf::Level(level) => fields.level == level,
            ModelsOf::Status(status) => fields.status == status,
            ModelsOf::All | ModelsOf::Programme(_) => true,
        }
    }

    fn news_filter(&self, of: NewsOf) -> Option<Filter> {
        Some(match of {
            NewsOf::Category(no) => ("category", self.site.category(no).fields.id.0.clone()),
            NewsOf::Year(year) => ("year", year.to_string()),
            NewsOf::Genre(genre) => ("genre", genre.as_str().to_owned()),
            NewsOf::All => return None,
        })
    }

    fn article_has(&self, no: ArticleNo, one: NewsOf) -> bool {
        let article = self.site.article(no);
        match one {
            NewsOf::Category(no) => {
                chain(article.category, |no| self.site.category(no).parent).any(|above| above == no)
            }
            NewsOf::Year(year) => article.date.year() == year,
            NewsOf::Genre(genre) => article.record.fields.genre == genre,
            NewsOf::All => true,
        }
    }
}

/// The two filters of a list and of a value, if they are of different properties.
fn combined(list: Option<Filter>, one: Option<Filter>) -> Option<[Filter; 2]> {
    let (list, one) = (list?, one?);
    (list.0 != one.0).then_some([list, one])
}
