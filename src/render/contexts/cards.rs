//! Cards: records as items of lists.

use crate::content::article::ArticleGenre;
use crate::render::context::{ArticleCard, ContestCard, Count, EntryCard, ModelCard, ProgrammeCard};
use crate::render::contexts::{Contexts, period};
use crate::site::{ArticleNo, ContestNo, EntryNo, ModelNo, ProgrammeNo, RecordNo, ShownMedium, permalink};
use bantin_text::excerpt::plain_excerpt;

/// Length of an excerpt, in characters.
const EXCERPT: usize = 200;

/// Length of text that always contains an excerpt, in bytes: up to four per character, and some white space.
const EXCERPT_BYTES: usize = 1000;

/// The beginning of a text. Only that part of it is read, because lists show thousands of texts.
pub(super) fn excerpt(plain: &str) -> String {
    plain_excerpt(&plain[..plain.floor_char_boundary(EXCERPT_BYTES)], EXCERPT)
}

/// Maximum number of untranslated articles that an edition offers.
const UNTRANSLATED: usize = 6;

impl<'r> Contexts<'r> {
    pub(super) fn article_card(&self, no: ArticleNo) -> ArticleCard<'r> {
        let article = self.site.article(no);
        let fields = &article.record.fields;
        ArticleCard {
            title: &fields.title,
            href: self.href(&article.path),
            lang: self.lang(article.language),
            genre: (fields.genre != ArticleGenre::News).then(|| fields.genre.as_str()),
            category: self.category(article.category),
            topic: self.topic_name(no),
            summary: self.article_summary(no),
            date: self.moment(&article.date, fields.date.precision),
            image: article.image.as_ref().map(|picture| self.image(picture)),
            featured: fields.featured,
            views: self.views(&article.path),
        }
    }

    /// Number of views of a page, if known and not 0.
    pub(super) fn views(&self, path: &str) -> Option<Count> {
        let views = *self.site.views.get(path)?;
        (views > 0).then(|| self.count(usize::try_from(views).unwrap_or(usize::MAX)))
    }

    /// The summary, else the beginning of the body.
    pub(super) fn article_summary(&self, no: ArticleNo) -> String {
        match &self.site.article(no).record.fields.summary {
            Some(summary) => summary.clone(),
            None => excerpt(&self.bodies.body(RecordNo::Article(no)).plain),
        }
    }

    pub(super) fn article_cards(&self, of: &[ArticleNo]) -> Vec<ArticleCard<'r>> {
        of.iter().map(|no| self.article_card(*no)).collect()
    }

    /// Articles in the language of the edition, and articles of other languages that have no translation into it.
    pub(super) fn offered_article_cards(&self, of: &[ArticleNo]) -> Vec<ArticleCard<'r>> {
        let offered = of.iter().filter(|no| self.is_own(**no) || self.is_untranslated(**no));
        offered.map(|no| self.article_card(*no)).collect()
    }

    fn is_own(&self, no: ArticleNo) -> bool {
        self.site.article(no).language == self.language()
    }

    /// Whether an article is in another language and has no translation into that of the edition.
    fn is_untranslated(&self, no: ArticleNo) -> bool {
        !self.is_own(no) && !self.site.article(no).translations.iter().any(|other| self.is_own(*other))
    }

    /// The newest articles that the edition does not list because they have no translation.
    pub(super) fn untranslated_cards(&self) -> Vec<ArticleCard<'r>> {
        let all = self.site.article_numbers().filter(|no| self.is_untranslated(*no));
        all.take(UNTRANSLATED).map(|no| self.article_card(no)).collect()
    }

    /// The card of exactly this model; see [`Contexts::model_cards`] for references from other records.
    pub(super) fn model_card(&self, no: ModelNo) -> ModelCard<'r> {
        let model = self.site.model(no);
        let fields = &model.record.fields;
        ModelCard {
            name: &fields.name,
            href: self.href(&model.path),
            lang: self.lang(model.language),
            kind: fields.kind.as_str(),
            status: fields.status.as_str(),
            level: fields.level.as_str(),
            field: self.field(model.field),
            locality: self.locality(model.locality),
            organization: model.organization.map(|no| self.organization(no)),
            registered: fields.registered.0,
            budget: self.budget(fields.budget.as_ref()),
            summary: fields.summary.as_deref().unwrap_or(""),
            image: model.images.first().map(|picture| self.image(picture)),
        }
    }

    /// The cards of models, each replaced by its translation if there is one, without duplicates.
    pub(super) fn model_cards(&self, of: &[ModelNo]) -> Vec<ModelCard<'r>> {
        let mut shown: Vec<ModelNo> = Vec::with_capacity(of.len());
        for no in of.iter().map(|no| self.edition.model(self.site, *no)) {
            if !shown.contains(&no) {
                shown.push(no);
            }
        }
        shown.into_iter().map(|no| self.model_card(no)).collect()
    }

    pub(super) fn entry_card(&self, no: EntryNo) -> EntryCard<'r> {
        let entry = self.site.entry(no);
        let fields = &entry.record.fields;
        let picture = entry.media.iter().find_map(ShownMedium::picture);
        let summary = fields.summary.clone();
        let (genre, genre_lang) = self.named(&entry.genre.name, entry.genre.name_en.as_deref());
        let award = entry.award.map(|prize| self.named(&prize.name, prize.name_en.as_deref()));
        EntryCard {
            title: &fields.title,
            href: self.href(&entry.path),
            lang: self.main_lang(),
            contest: self.contest(entry.contest),
            genre,
            genre_lang,
            authors: entry.authors.iter().map(|author| author.name.as_str()).collect(),
            organization: entry.organization.map(|no| self.organization(no)),
            locality: entry.locality.map(|no| self.locality(no)),
            award: award.map(|(name, _)| name),
            award_lang: award.and_then(|(_, lang)| lang),
            summary: summary.unwrap_or_else(|| excerpt(&self.bodies.body(RecordNo::Entry(no)).plain)),
            image: picture.map(|picture| self.image(picture)),
        }
    }

    pub(super) fn entry_cards(&self, of: &[EntryNo]) -> Vec<EntryCard<'r>> {
        of.iter().map(|no| self.entry_card(*no)).collect()
    }

    pub(super) fn contest_card(&self, no: ContestNo) -> ContestCard<'r> {
        let contest = self.site.contest(no);
        let fields = &contest.record.fields;
        let day = |moment, when: &crate::value::When| self.moment(moment, when.precision);
        ContestCard {
            title: &fields.title,
            href: self.href(&permalink::contest(self.edition.prefix, &contest.record.id.0)),
            lang: self.main_lang(),
            stage: contest.stage.as_str(),
            opens: day(&contest.opens, &fields.opens),
            closes: day(&contest.closes, &fields.closes),
            results_at: self.maybe_when(fields.results_at.as_ref()),
            organizer: self.organization(contest.organizer),
            summary: fields.summary.as_deref().unwrap_or(""),
            image: contest.image.as_ref().map(|picture| self.image(picture)),
            entries: self.count(contest.entries.len()),
        }
    }

    pub(super) fn programme_card(&self, no: ProgrammeNo) -> ProgrammeCard<'r> {
        let programme = self.site.programme(no);
        let fields = &programme.record.fields;
        ProgrammeCard {
            title: &fields.title,
            href: self.href(&programme.path),
            lang: self.main_lang(),
            number: fields.number.as_deref(),
            issued: self.maybe_when(fields.issued.as_ref()),
            issuer: programme.issuer.map(|no| self.organization(no)),
            period: period(&fields.period),
            summary: fields.summary.as_deref().unwrap_or(""),
        }
    }
}
