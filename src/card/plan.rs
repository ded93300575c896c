//! Decides which pages have a share card, and what is on it.
//!
//! In: the [`Site`]. Out: if `site.yaml` sets `images: {share_cards: true}`, a card for the home page, for every
//! contest and for the page of every published article, model and entry. Other pages use the card of the home page. A
//! card is stored in the folder of its page; its name contains a hash of its content, because social networks cache
//! pictures by URL.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::card::{Card, Palette};
use crate::diagnostic::Diagnostic;
use crate::image::cache::Cache;
use crate::site::{Article, Entry, LocalityNo, Model, Site, permalink};
use bantin_text::date::known;
use bantin_text::language::Language;

/// The share cards of a site.
#[derive(Debug, Default)]
pub struct Cards {
    /// By the path of the page: the path of the card, and its content.
    cards: BTreeMap<String, (String, Card)>,
}

impl Cards {
    /// Plans all cards. `palette` is made legible first.
    pub fn new(site: &Site<'_>, palette: Palette) -> Self {
        if !site.config.images.share_cards {
            return Self::default();
        }
        let articles = site.articles.iter().map(|article| (article.path.clone(), of_article(site, article)));
        let models = site.models.iter().map(|model| (model.path.clone(), of_model(site, model)));
        let entries = site.entries.iter().map(|entry| (entry.path.clone(), of_entry(site, entry)));
        let sections = site.config.languages.iter().flat_map(|language| of_section(site, *language));
        let palette = palette.legible();
        let placed = |(page, card): (String, Card)| {
            let card = Card { palette, ..card };
            let path = format!("{page}card-{}.png", &card.key().to_hex()[..8]);
            (page, (path, card))
        };
        Self { cards: articles.chain(models).chain(entries).chain(sections).map(placed).collect() }
    }

    /// The path of a page's card. `page` is relative to the section, without a leading slash.
    pub fn path(&self, page: &str) -> Option<&str> {
        self.cards.get(page).map(|(path, _)| path.as_str())
    }

    /// The paths of all cards.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.cards.values().map(|(path, _)| path.as_str())
    }

    /// Whether this path of the output is a card.
    pub fn contains(&self, path: &str) -> bool {
        self.at(path).is_some()
    }

    /// The bytes of one card, from the cache or painted now.
    pub fn bytes(&self, cache: &Cache, path: &str) -> Option<Vec<u8>> {
        let card = self.at(path)?;
        cache.get_or(card.key(), || Ok::<_, std::convert::Infallible>(card.png())).ok()
    }

    /// Looks a card up by its path; it is in the folder of its page.
    fn at(&self, path: &str) -> Option<&Card> {
        let page = path.rfind('/').map_or("", |slash| &path[..=slash]);
        self.cards.get(page).filter(|(own, _)| own == path).map(|(_, card)| card)
    }

    pub fn len(&self) -> usize {
        self.cards.len()
    }

    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// Passes all cards to `write`, from the cache or painted now. `done` is called after each.
    pub fn make(
        &self,
        cache: &Cache,
        write: impl Fn(&str, &[u8]) -> Result<(), Diagnostic> + Sync,
        done: impl Fn() + Sync,
    ) -> Vec<Diagnostic> {
        let one = |(path, card): &(String, Card)| {
            let png = cache.get_or(card.key(), || Ok::<_, Diagnostic>(card.png()))?;
            done();
            write(path, &png)
        };
        let cards: Vec<_> = self.cards.values().collect();
        cards.into_par_iter().filter_map(|card| one(card).err()).collect()
    }
}

fn of_article(site: &Site<'_>, article: &Article<'_>) -> Card {
    let category = site.category(article.category).fields;
    let kicker = article.language.name(&category.name, category.name_en.as_deref());
    let precision = article.record.fields.date.precision;
    let date = known(article.date.date(), precision, article.language);
    let line = joined([article.locality.map(|no| place(site, no, article.language)), Some(date)]);
    card(site, kicker, &article.record.fields.title, line)
}

fn of_model(site: &Site<'_>, model: &Model<'_>) -> Card {
    let field = site.field(model.field).fields;
    let kicker = model.language.name(&field.name, field.name_en.as_deref());
    let year = model.record.fields.registered.0.to_string();
    card(
        site,
        kicker,
        &model.record.fields.name,
        joined([Some(place(site, model.locality, model.language)), Some(year)]),
    )
}

fn of_entry(site: &Site<'_>, entry: &Entry<'_>) -> Card {
    let contest = &site.contest(entry.contest).record.fields.title;
    let line = joined([
        entry.locality.map(|no| place(site, no, site.config.language)),
        Some(entry.genre.name.clone()),
    ]);
    card(site, contest, &entry.record.fields.title, line)
}

/// The cards of the home page and the contests in one language.
fn of_section(site: &Site<'_>, language: Language) -> Vec<(String, Card)> {
    let prefix = permalink::prefix(language, site.config.language);
    let publisher = site.organization(site.publisher).fields;
    let publisher = language.name(&publisher.name, publisher.name_en.as_deref());
    // The subtitle exists in the main language only.
    let subtitle = site.config.subtitle.clone().filter(|_| language == site.config.language);
    let home = Card {
        kicker: publisher.to_owned(),
        title: site.config.title.clone(),
        line: subtitle.unwrap_or_default(),
        ..Card::default()
    };
    let contests = site.contests.iter().map(|contest| {
        let path = permalink::contest(prefix, &contest.record.id.0);
        (path, card(site, publisher, &contest.record.fields.title, String::new()))
    });
    std::iter::once((permalink::home(prefix), home)).chain(contests).collect()
}

fn card(site: &Site<'_>, kicker: &str, title: &str, line: String) -> Card {
    let (site, kicker, title) = (site.config.title.clone(), kicker.to_owned(), title.to_owned());
    Card { site, kicker, title, line, ..Card::default() }
}

fn place(site: &Site<'_>, no: LocalityNo, language: Language) -> String {
    let locality = site.locality(no);
    language.name(&locality.label, locality.fields.name_en.as_deref()).to_owned()
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
