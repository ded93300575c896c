//! The home page of an edition.

use crate::content::article::ArticleGenre;
use crate::content::model::Status;
use jiff::civil::Date;
use jiff::{ToSpan, Zoned};

use crate::pages::ModelsOf;
use crate::render::context::{
    ArticleCard, Home, HomeContest, HomeProgramme, HomeTopic, HomeTotals, ModelCard, Section, Step,
};
use crate::render::contexts::contest::state;
use crate::render::contexts::{Contexts, Head};
use crate::site::{ArticleNo, ContestNo, ModelNo, ProgrammeNo, TopicNo, permalink, statistics, units};
use bantin_text::date::Precision;

/// Articles next to the lead story.
const LATEST: usize = 8;
/// Featured articles besides the lead story and the latest ones.
const FEATURED: usize = 4;
/// Articles per category.
const PER_SECTION: usize = 4;
const MODELS: usize = 6;
const PROGRAMMES: usize = 3;
const MOST_READ: usize = 5;

/// The articles at the top of the home page, without duplicates.
pub(super) struct Top {
    /// The newest featured article while it is young enough, else the newest one.
    lead: Option<ArticleNo>,
    /// The newest other articles.
    latest: Vec<ArticleNo>,
    /// Other featured articles, newest first.
    featured: Vec<ArticleNo>,
}

impl Top {
    /// All of them, in the order of the page.
    pub(super) fn articles(&self) -> impl Iterator<Item = ArticleNo> + '_ {
        self.lead.iter().chain(&self.latest).chain(&self.featured).copied()
    }
}

impl<'r> Contexts<'r> {
    pub(in crate::render) fn home(&self) -> (Head<'r>, Home<'r>) {
        let top = self.home_top();
        let above: Vec<_> = top.articles().collect();
        let context = Home {
            lead: top.lead.map(|no| self.article_card(no)),
            latest: self.article_cards(&top.latest),
            featured: self.article_cards(&top.featured),
            sections: self.sections(&above),
            models: self.home_models(),
            fields: self.field_facets(ModelsOf::All),
            shows: self.home_shows(&above),
            topic: self.home_topic(),
            contest: self.home_contest(),
            untranslated: self.untranslated_cards(),
            most_read: self.most_read(),
            programmes: self.home_programmes(),
            totals: self.home_totals(),
        };
        let image = top.lead.and_then(|no| self.site.article(no).image.as_ref());
        let description = self.site.config.subtitle.clone();
        (Head { description, image, ..Head::new(self.site.config.title.clone()) }, context)
    }

    /// Selects the lead story, the latest and the featured articles.
    pub(super) fn home_top(&self) -> Top {
        let articles = &self.edition.articles;
        let is_featured = |no: &ArticleNo| self.site.article(*no).record.fields.featured;
        let lead = articles.iter().copied().find(is_featured).filter(|no| self.still_leads(*no));
        let lead = lead.or_else(|| articles.first().copied());
        let others = || articles.iter().copied().filter(|no| Some(*no) != lead);
        let latest: Vec<_> = others().take(LATEST).collect();
        let featured = others().filter(|no| is_featured(no) && !latest.contains(no)).take(FEATURED).collect();
        Top { lead, latest, featured }
    }

    /// Whether a featured article is young enough to stand before newer ones.
    fn still_leads(&self, no: ArticleNo) -> bool {
        let published = self.site.article(no).date.timestamp();
        let hours = self.site.config.featured_hours().hours();
        published.checked_add(hours).is_ok_and(|until| self.site.now <= until)
    }

    /// The newest article of each genre that is looked at or listened to, if it does not stand above.
    fn home_shows(&self, above: &[ArticleNo]) -> Vec<ArticleCard<'r>> {
        let newest = |genre: ArticleGenre| {
            let of = |no: &&ArticleNo| self.site.article(**no).record.fields.genre == genre;
            self.edition.articles.iter().find(of).copied()
        };
        let shows = [ArticleGenre::Photo, ArticleGenre::Video, ArticleGenre::Infographic]
            .into_iter()
            .filter_map(newest);
        shows.filter(|no| !above.contains(no)).map(|no| self.article_card(no)).collect()
    }

    /// The dossier with the newest article.
    fn home_topic(&self) -> Option<HomeTopic<'r>> {
        let topics = self.site.topic_numbers().filter(|no| !self.edition.topic(*no).is_empty());
        let rank = |no: &TopicNo| {
            let newest = self.edition.topic(*no).iter().map(|no| &self.site.article(*no).date).max();
            newest.map(|date| date.timestamp())
        };
        let no = topics.max_by_key(|no| (rank(no), std::cmp::Reverse(*no)))?;
        let articles = self.edition.topic(no);
        Some(HomeTopic {
            topic: self.topic_link(no),
            summary: self.site.topic(no).record.fields.summary.as_deref(),
            lang: self.main_lang(),
            articles: self.article_cards(&articles[..articles.len().min(PER_SECTION)]),
        })
    }

    /// The latest contest, with its winners of the first prizes once they are known.
    fn home_contest(&self) -> Option<HomeContest<'r>> {
        let no = ContestNo(0);
        let contest = self.site.contests.first()?;
        let prizes = &contest.record.fields.prizes;
        let first = prizes.iter().map(|prize| self.awarded(no, prize)).find(|winners| !winners.is_empty());
        Some(HomeContest {
            card: self.contest_card(no),
            timeline: self.timeline(no),
            results: self.href(&permalink::results(self.edition.prefix, &contest.record.id.0)),
            winners: self.entry_cards(&first.unwrap_or_default()),
        })
    }

    /// The top-level categories, without the articles shown above.
    fn sections(&self, above: &[ArticleNo]) -> Vec<Section<'r>> {
        let all = self.site.category_numbers();
        let top = all.filter(|no| self.site.category(*no).parent.is_none());
        let sections = top.map(|no| {
            let rest = self.edition.category(no).iter().filter(|no| !above.contains(no));
            let articles = rest.take(PER_SECTION).map(|no| self.article_card(*no)).collect();
            Section { category: self.category(no), articles }
        });
        sections.filter(|section| !section.articles.is_empty()).collect()
    }

    /// Exemplary models first, then recognized, then registered ones.
    fn home_models(&self) -> Vec<ModelCard<'r>> {
        let status = |no: &ModelNo| self.site.model(*no).record.fields.status;
        let mut shown = Vec::with_capacity(MODELS);
        for wanted in [Status::Exemplary, Status::Recognized, Status::Registered] {
            let of = self.edition.models.iter().filter(|no| status(no) == wanted);
            shown.extend(of.take(MODELS - shown.len()));
        }
        shown.into_iter().map(|no| self.model_card(no)).collect()
    }

    /// Programmes whose period includes the current year, else the latest one.
    fn home_programmes(&self) -> Vec<HomeProgramme<'r>> {
        let year = self.site.now.year(&self.site.config.time_zone);
        let runs = |no: &ProgrammeNo| {
            let period = &self.site.programme(*no).record.fields.period;
            period.from.0 <= year && period.to.is_none_or(|to| to.0 >= year)
        };
        let all = || self.site.programme_numbers();
        let mut shown: Vec<_> = all().filter(runs).take(PROGRAMMES).collect();
        if shown.is_empty() {
            shown.extend(all().take(1));
        }
        let home =
            |no| HomeProgramme { card: self.programme_card(no), timeline: self.programme_timeline(no) };
        shown.into_iter().map(home).collect()
    }

    /// The dates on which a programme is issued, begins and ends; the last one begun is the current one.
    fn programme_timeline(&self, no: ProgrammeNo) -> Vec<Step<'r>> {
        let fields = &self.site.programme(no).record.fields;
        let day = |year: i16, month, day| {
            Date::new(year, month, day).ok()?.to_zoned(self.site.config.time_zone.clone()).ok()
        };
        let issued = fields.issued.as_ref().map(|when| when.at(&self.site.config.time_zone));
        let known = fields.issued.map_or(Precision::Day, |when| when.precision.min(Precision::Day));
        let begins = day(fields.period.from.0, 1, 1);
        let ends = fields.period.to.and_then(|year| day(year.0, 12, 31));
        let steps =
            [("issued", issued, known), ("begins", begins, Precision::Day), ("ends", ends, Precision::Day)];
        let mut steps: Vec<_> =
            steps.into_iter().filter_map(|(kind, date, known)| Some((date?, kind, known))).collect();
        steps.sort_by(|a, b| a.0.cmp(&b.0));
        let begun = steps.iter().filter(|step| step.0.timestamp() <= self.site.now).count();
        let step = |(at, (date, kind, known)): (usize, (Zoned, &'static str, Precision))| Step {
            kind,
            name: None,
            lang: None,
            date: self.moment(&date, known),
            until: None,
            state: state(at, begun),
        };
        steps.into_iter().enumerate().map(step).collect()
    }

    /// The most read articles of the edition.
    fn most_read(&self) -> Vec<ArticleCard<'r>> {
        let views = |no: &ArticleNo| self.site.views.get(&self.site.article(*no).path).copied().unwrap_or(0);
        let mut read: Vec<_> = self.edition.articles.iter().copied().filter(|no| views(no) > 0).collect();
        read.sort_by_key(|no| std::cmp::Reverse(views(no)));
        read.truncate(MOST_READ);
        self.article_cards(&read)
    }

    fn home_totals(&self) -> HomeTotals {
        let all = self.site.model_numbers();
        let now = units::models_now(self.site, all.clone());
        let localities = now.units.len() + now.undecided.len();
        HomeTotals {
            articles: self.count(self.edition.articles.len()),
            models: self.count(statistics::models(self.site, all).total),
            localities: self.count(localities),
            entries: self.count(self.site.entries.len()),
        }
    }
}
